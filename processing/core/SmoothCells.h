// Sums over coarse cells of a grid, smoothed by a Gaussian: for fields that vary slowly in space.
//
// Cells are blocks of whole voxels of about `cellMm`. mm come from the lengths of the grid's axes; shear is ignored. Thread: at() any,
// the rest one.
#pragma once

#include "processing/core/Geometry.h"

#include <array>
#include <cstdint>
#include <vector>

namespace insula {

class SmoothCells {
public:
    SmoothCells(const Grid& grid, double cellMm);
    void add(std::int64_t voxel, const std::array<double, 2>& values);
    void smooth(double fwhmMm); // nothing comes from outside the grid
    // Linear between the cells' centres.
    std::array<double, 2> at(std::int64_t voxel) const;

private:
    Size3 m_grid, m_cells;
    std::array<std::int64_t, 3> m_step{};
    Vec3 m_spacing{};
    std::vector<std::array<double, 2>> m_values;
};

} // namespace insula
