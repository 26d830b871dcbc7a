// Confounds of a run as BIDS derivatives have them: six motion parameters, framewise displacement, DVARS.
//
// Errors: Error with one line. Any thread.
#pragma once

#include "processing/core/Progress.h"
#include "processing/core/RigidMotion.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace insula {

// Change of the image from the frame before, over the voxels of a mask whose median is scaled to 1000 (over voxels and frames). `standard`
// is the same divided by what independent noise of the voxels' spread and lag-1 correlation would give: near 1 in a quiet frame. NaN in the
// first frame. Power et al., NeuroImage 59 (2012); Nichols, arXiv 1704.01469 (spread by the interquartile range).
struct Dvars {
    std::vector<double> plain, standard;
};
// Throws Error for fewer than 2 frames. Voxels that are constant or not finite are left out; all NaN when none is left.
Dvars dvarsOf(const Volume& run, std::span<const std::uint8_t> mask, int threads, const Progress& progress = {});

// FD: sum of the absolute changes of the parameters, rotations on a sphere of 50 mm (Power et al. 2012); NaN in the first frame.
std::vector<double> displacementOf(const std::vector<RigidPose>& poses);

// Columns framewise_displacement, dvars, std_dvars, trans_x ... rot_z; "n/a" for NaN.
std::string confoundsTable(const std::vector<RigidPose>& poses, const Dvars& dvars);

// A table of numbers under names, columns of the same length; NaN becomes n/a. Six significant digits at least.
std::string numberTable(const std::vector<std::string>& names, const std::vector<std::vector<double>>& columns);

} // namespace insula
