// The label maps that a network is trained from, in one form and one file: no network library and no ITK, so that a bare machine can train.
//
// Each map lies on 1 mm voxels with the axes left, inferior, anterior (first axis fastest), in a box around the head whose middle is the
// middle of the brain. FreeSurfer numbers (Structures.h), at most 255 different ones, stored as one byte each. The file is safetensors:
// "numbers" (I32) and one U8 tensor [k, j, i] of codes for each map, named by it. Errors: Error with one line.
#pragma once

#include "processing/core/Progress.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace insula {

struct LabelMap {
    std::string name; // of the file that it came from, without suffix
    std::array<std::int64_t, 3> size{}; // k, j, i
    std::vector<std::uint8_t> codes;
};

struct LabelMaps {
    std::vector<std::int32_t> numbers; // code n means label numbers[n]; numbers[0] is 0
    std::vector<LabelMap> maps; // by name
    std::string sha256() const; // of everything
};

// Every NIfTI file of a folder, or a file that was packed before.
LabelMaps readLabelMaps(const std::filesystem::path& folderOrFile, const Progress& progress = {});
void writeLabelMaps(const std::filesystem::path& file, const LabelMaps& maps);

} // namespace insula
