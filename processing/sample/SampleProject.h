// A project that needs no download: the head phantom's images as a BIDS data set, registered as subject 01.
//
// FOLDER (NAME.insula by custom) becomes the project; its raw data lies in FOLDER/rawdata: sub-01/anat (T1w, T2w), sub-01/ct, sub-01/func
// (bold, events, side-cars), and what is known about the phantom in rawdata/derivatives/phantom (parts, active area).
// The folder appears complete or not at all. Thread: any; uses as many threads as the machine has.
#pragma once

#include "processing/core/Progress.h"

#include <cstdint>
#include <filesystem>

namespace insula {

struct SampleFiles {
    std::filesystem::path project, rawData; // folders
    std::filesystem::path t1w, t2w, ct, bold, events, parts, active;
};

// Where the files of a sample project in `folder` are.
SampleFiles sampleFiles(const std::filesystem::path& folder);

// Throws Error when `folder` exists and is not empty or cannot be written; Cancelled.
SampleFiles makeSampleProject(const std::filesystem::path& folder, std::uint64_t seed = 1, const Progress& progress = {});

} // namespace insula
