// Slices of one series put in order: a grid with frames, and what is odd about them.
#pragma once

#include "processing/core/Geometry.h"
#include "processing/steps/DicomSlices.h"

#include <string>
#include <vector>

namespace insula {

struct DicomStack {
    Grid grid; // RAS+ mm; sheared when the gantry was tilted
    std::vector<DicomSlice> slices; // frame after frame, in each in the order of the third axis
    std::int64_t frames = 1;
    std::vector<std::string> warnings; // missing or unevenly spaced slices (with the two files), gantry tilt
};

// Slices must be parallel, of one size, and single-frame. The third axis runs along row x column. Files at the same place are
// frames, ordered by temporal position, acquisition and instance number. Errors: Error naming files.
DicomStack stackSlices(std::vector<DicomSlice> slices);

} // namespace insula
