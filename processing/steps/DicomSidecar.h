// The BIDS side-car of an image that was made from DICOM slices: what analyses need to know, in BIDS's names and units (s, T, degrees).
//
// Directions ("i", "j-") are those of the image's own voxel axes. Nothing about a person, a device, a place or a day is in it unless it is
// asked for. Any thread. Source: BIDS specification 1.9, "Magnetic resonance imaging"; signs of phase encoding as dcm2niix has them.
#pragma once

#include "processing/steps/DicomStack.h"

#include <nlohmann/json.hpp>

namespace insula {

struct SidecarOptions {
    bool keepIdentity = false; // station, serial number, institution, date and time
    bool keepDescriptions = false; // free text of the operators: SeriesDescription, ProtocolName
    double trSeconds = 0; // 0: none
    std::vector<double> sliceSeconds{};
};
nlohmann::json dicomSidecar(const DicomStack& stack, const SidecarOptions& options);

} // namespace insula
