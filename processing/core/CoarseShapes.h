// Fewer triangles and fewer points for pictures that must be fast: surfaces and streamlines while they are turned. Thread: any.
#pragma once

#include "processing/core/Mesh.h"

#include <cstddef>
#include <span>
#include <vector>

namespace insula {

// About `wanted` triangles between some of the mesh's own vertices, so that values at vertices stay where they are: vertices of one cell
// of a grid become one, and triangles that collapse are left out (Rossignac and Borrel, Modeling in Computer Graphics, 1993). All of them
// when there are no more than `wanted`.
std::vector<std::array<std::uint32_t, 3>> coarseTriangles(const Mesh& mesh, std::size_t wanted);

// Indices of the points that are enough for the line to lie within `toleranceMm` of itself, both ends among them (Douglas and Peucker, The
// Canadian Cartographer 10(2), 1973).
std::vector<std::size_t> simplified(std::span<const std::array<float, 3>> line, double toleranceMm);

} // namespace insula
