// Grids for resampling: where the new voxels lie.
#pragma once

#include "processing/core/Geometry.h"

namespace insula {

// A grid of voxels of `voxelMm` cubed along the axes of `grid` (the nearest right-angled ones when it is sheared), centred on
// the same field of view (which ends half a voxel beyond the outer voxel centres) and covering it; it is kept exactly when the voxel size
// divides it.
Grid gridWithVoxelSize(const Grid& grid, double voxelMm);

// How many voxels of `from` one step of `to` spans, per voxel axis of `from`: above 1 where sampling gets coarser.
Vec3 samplingStep(const Grid& from, const Grid& to);

} // namespace insula
