// What DICOM headers say about the files of a folder: which series there are, and where each slice lies. No voxel is read.
//
// Frame: patient coordinates as DICOM has them (LPS mm). Call in a child process with limits. Errors: Error. Source: DICOM PS3.3 C.7.6.2.
#pragma once

#include "processing/core/Geometry.h"

#include <filesystem>
#include <string>
#include <vector>

namespace insula {

struct DicomSlice {
    std::filesystem::path file;
    std::string series; // SeriesInstanceUID
    std::string description; // SeriesDescription
    std::string imageType;
    Vec3 position{}, row{}, column{}; // LPS mm; unit directions along a row and along a column
    double columnSpacingMm = 1, rowSpacingMm = 1;
    double thicknessMm = 0; // 0 when not given
    double trSeconds = 0;
    int columns = 0, rows = 0, frames = 1;
    int acquisition = 0, instance = 0, temporalPosition = 0;
    bool hasGeometry = false;
};

// Every DICOM image below a folder, or the one file. Files of other kinds are passed over.
std::vector<DicomSlice> scanDicom(const std::filesystem::path& fileOrFolder);

// The slices of one series. `series`: a SeriesInstanceUID, its place in the list from 1, or empty when there is only one.
// Error that lists all series when it does not decide.
std::vector<DicomSlice> chooseSeries(const std::vector<DicomSlice>& all, const std::string& series);

} // namespace insula
