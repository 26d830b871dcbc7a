// A label map's file and the table of its names and colours beside it, and copies of unsaved edits for the time after a crash.
//
// The table has the map's name with .tsv in place of .nii or .nii.gz (BIDS dseg.tsv). Throw Error; any thread.
#pragma once

#include "processing/core/Progress.h"
#include "processing/core/Volume.h"

#include <filesystem>
#include <string>
#include <vector>

namespace insula {

std::filesystem::path labelTableFile(const std::filesystem::path& labels);
// Empty when there is none or it cannot be read.
LabelTable labelTableBeside(const std::filesystem::path& labels);
// Both, each whole or not at all; the table last.
void saveLabels(const std::filesystem::path& file, const Volume& labels, const Progress& progress = {});

// One map with unsaved edits, as a program left it. In a folder: NAME.nii.gz, NAME.tsv and NAME.json, which is written last.
struct LabelRecovery {
    std::filesystem::path file; // the copy
    std::string path; // of the map that was edited
    std::string time; // when the copy was made, UTC, ISO 8601
    LabelTable table;
};
// `name` without a suffix. Replaces an older copy of this name.
void saveLabelRecovery(const std::filesystem::path& folder, const std::string& name, const Volume& labels, const Progress& progress = {});
void removeLabelRecovery(const std::filesystem::path& folder, const std::string& name) noexcept;
// Those of programs that are no more: not of this one, nor of another that runs. Broken copies are left out.
std::vector<LabelRecovery> abandonedLabelRecoveries(const std::filesystem::path& folder);

} // namespace insula
