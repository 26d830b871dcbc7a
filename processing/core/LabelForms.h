// The tables of names and colours that label maps and atlases come with, in all the forms that people have.
//
// Read by content: FreeSurfer LUT, BIDS .tsv, .csv, plain lists, ITK-SNAP label descriptions, Slicer .ctbl, FSLeyes .lut, MRIcroGL .txt and
// .lut (text, or 768 bytes of colours), NiiVue's .json and .jsn, FSL's atlas .xml, lists of names alone, with their numbers in a .1D file
// beside them (NAMENodeNames.txt, NAMENodeIndex.1D). Errors: Error naming the file, the line and what is wrong. Thread: any.
#pragma once

#include "processing/core/LabelTable.h"
#include "processing/core/Volume.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace insula {

// What FSL's description of an atlas says beyond the names.
struct AtlasDescription {
    std::string name;
    bool isProbabilistic = false;
    std::vector<std::string> images, summaryImages; // as written there: without suffix, from the file's folder
    LabelTable labels; // by value; of a probabilistic atlas by frame, the first one being 1
};

LabelTable readLabelFile(const std::filesystem::path& file);
AtlasDescription readAtlasDescription(const std::filesystem::path& xmlFile);
bool isAtlasDescription(const std::filesystem::path& file);
// Names, one a line, for the numbers of another file (one a line; empty: 1, 2, 3, ...). Error when one list is longer than the other.
LabelTable readNameList(const std::filesystem::path& names, const std::filesystem::path& numbers = {});
// The volume with the names of the table beside its file, when it has none and there is one that can be read.
VolumePtr withNamesBeside(VolumePtr labels);
// The table that belongs to an image by its name; none when there is none beside it.
std::optional<std::filesystem::path> labelFileBeside(const std::filesystem::path& image);

// By the name that files of labels and masks have: _dseg, _mask, aseg, ...
bool isLabelFileName(const std::filesystem::path& file);
// The same table as what a map's JSON side-car can hold; readLabelFile() reads it there.
nlohmann::json labelNames(const LabelTable& table);

} // namespace insula
