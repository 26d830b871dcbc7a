// A DICOM file, or one series of a folder or of a zip archive, as a volume with its side-car.
//
// Slices, frames of enhanced multi-frame files and tiles of Siemens mosaics are stacked by their positions (DicomStack.h). Voxels stay as
// they are stored, with the rescale slope and intercept, when all slices agree in both; else they become float32. The length of
// uncompressed voxels is checked. Call in a child process with limits. Errors: Error.
#pragma once

#include "processing/core/Volume.h"
#include "processing/steps/DicomSlices.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>

namespace insula {

struct DicomRequest {
    std::string series; // see chooseSeries()
    double trSeconds = 0; // 0: as the header says
    bool keepIdentity = false, keepDescriptions = false; // in the side-car
};

struct DicomImage {
    VolumePtr volume;
    nlohmann::json sidecar;
};

// scratch: an empty folder to unpack archives in, removed by whoever made it.
DicomImage readDicom(
    const std::filesystem::path& source, const DicomRequest& request, const std::filesystem::path& scratch, BadFileWatch& watch);

// What scanDicom() finds in a file, a folder or an archive.
DicomScan scanSource(const std::filesystem::path& source, const std::filesystem::path& scratch, BadFileWatch& watch);

} // namespace insula
