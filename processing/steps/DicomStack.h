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
    std::vector<std::string> warnings; // missing or unevenly spaced slices (with the two files), gantry tilt, an incomplete last frame
};

// Slices must be parallel and of one size. The third axis runs along row x column. Slices at the same place are frames, ordered by
// temporal position, acquisition and instance number, and place in their file. A last frame that is not all there is left out.
// Errors: Error naming files.
DicomStack stackSlices(std::vector<DicomSlice> slices);

// Seconds between two frames: as the header says, checked against the other fields and the clock of the frames; those that disagree by more
// than 1 % give a warning that names both. 0 when nothing says it.
double frameSeconds(const DicomStack& stack, std::vector<std::string>& warnings);
// Seconds after the frame's beginning of each slice along the third axis; empty when the header does not tell.
std::vector<double> sliceSeconds(const DicomStack& stack, double trSeconds);

} // namespace insula
