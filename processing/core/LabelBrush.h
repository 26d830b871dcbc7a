// Which voxels a brush or an outline covers, through the exact affine: on oblique and anisotropic grids too.
//
// A slice shows a plane of the world; a voxel belongs to a figure on it when the plane shows the voxel and the middle of what is shown lies
// in the figure. A voxel belongs to a ball when its centre does. Lengths in mm, points World. The visitor gets voxel indices (first axis
// fastest), each at most once a call and never one outside the grid. Any thread.
#pragma once

#include "processing/core/Geometry.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>

namespace insula {

struct SlicePlane {
    World point;
    Vec3 normal{0, 0, 1}; // of unit length
};

using VoxelVisitor = std::function<void(std::int64_t index)>;

// The voxel around a point, which may be outside of all.
std::optional<std::int64_t> voxelAt(const Grid& grid, const World& point);
World centreOfVoxel(const Grid& grid, std::int64_t index);

// Within `radiusMm` of the line from `from` to `to` on the plane, and the voxels at its ends however small the radius is.
void visitDisc(const Grid& grid, const SlicePlane& plane, const World& from, const World& to, double radiusMm, const VoxelVisitor& visit);
// Within `radiusMm` of the line, in space.
void visitBall(const Grid& grid, const World& from, const World& to, double radiusMm, const VoxelVisitor& visit);
// Inside of a closed outline on the plane, by the even-odd rule; fewer than three points cover nothing.
void visitPolygon(const Grid& grid, const SlicePlane& plane, std::span<const World> outline, const VoxelVisitor& visit);
// All that the plane shows.
void visitPlane(const Grid& grid, const SlicePlane& plane, const VoxelVisitor& visit);

} // namespace insula
