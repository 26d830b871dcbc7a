#include "processing/core/SmoothCells.h"

#include <algorithm>
#include <cmath>

namespace insula {

SmoothCells::SmoothCells(const Grid& grid, double cellMm) : m_grid(grid.size)
{
    const std::array<std::int64_t, 3> n{grid.size.x, grid.size.y, grid.size.z};
    std::array<std::int64_t, 3> cells{};
    for (std::size_t a = 0; a < 3; ++a) {
        m_spacing[a] = grid.affine.spacing()[a];
        m_step[a] = std::max<std::int64_t>(1, std::llround(cellMm / m_spacing[a]));
        cells[a] = (n[a] + m_step[a] - 1) / m_step[a];
    }
    m_cells = {cells[0], cells[1], cells[2]};
    m_values.resize(static_cast<std::size_t>(m_cells.count()));
}

void SmoothCells::add(std::int64_t voxel, const std::array<double, 2>& values)
{
    const std::int64_t i = voxel % m_grid.x, j = voxel / m_grid.x % m_grid.y, k = voxel / (m_grid.x * m_grid.y);
    auto& cell = m_values[static_cast<std::size_t>(i / m_step[0] + m_cells.x * (j / m_step[1] + m_cells.y * (k / m_step[2])))];
    cell[0] += values[0];
    cell[1] += values[1];
}

void SmoothCells::smooth(double fwhmMm)
{
    const std::array<std::int64_t, 3> n{m_cells.x, m_cells.y, m_cells.z}, stride{1, n[0], n[0] * n[1]};
    for (std::size_t a = 0; a < 3; ++a) {
        const double sigma = fwhmMm / std::sqrt(8 * std::log(2.0)) / (m_spacing[a] * static_cast<double>(m_step[a]));
        const auto reach = std::min(n[a] - 1, static_cast<std::int64_t>(std::ceil(4 * sigma)));
        std::vector<double> kernel;
        for (std::int64_t d = 0; d <= reach; ++d)
            kernel.push_back(std::exp(-0.5 * static_cast<double>(d * d) / (sigma * sigma)));
        const std::vector<std::array<double, 2>> before = m_values;
        for (std::int64_t c = 0; c < m_cells.count(); ++c) {
            const std::int64_t at = c / stride[a] % n[a];
            std::array<double, 2> sum{};
            for (std::int64_t d = std::max(-reach, -at); d <= std::min(reach, n[a] - 1 - at); ++d) {
                const auto& other = before[static_cast<std::size_t>(c + d * stride[a])];
                const double w = kernel[static_cast<std::size_t>(std::abs(d))];
                sum[0] += w * other[0];
                sum[1] += w * other[1];
            }
            m_values[static_cast<std::size_t>(c)] = sum;
        }
    }
}

std::array<double, 2> SmoothCells::at(std::int64_t voxel) const
{
    const std::array<std::int64_t, 3> place{voxel % m_grid.x, voxel / m_grid.x % m_grid.y, voxel / (m_grid.x * m_grid.y)},
        n{m_cells.x, m_cells.y, m_cells.z};
    std::array<std::int64_t, 3> low{}, high{};
    Vec3 share{};
    for (std::size_t a = 0; a < 3; ++a) {
        const double cell = (static_cast<double>(place[a]) + 0.5) / static_cast<double>(m_step[a]) - 0.5;
        const double below = std::floor(cell);
        share[a] = cell - below;
        low[a] = std::clamp<std::int64_t>(static_cast<std::int64_t>(below), 0, n[a] - 1);
        high[a] = std::clamp<std::int64_t>(static_cast<std::int64_t>(below) + 1, 0, n[a] - 1);
    }
    std::array<double, 2> sum{};
    for (std::size_t corner = 0; corner < 8; ++corner) {
        double weight = 1;
        std::array<std::int64_t, 3> c{};
        for (std::size_t a = 0; a < 3; ++a) {
            const bool up = corner >> a & 1;
            c[a] = up ? high[a] : low[a];
            weight *= up ? share[a] : 1 - share[a];
        }
        const auto& value = m_values[static_cast<std::size_t>(c[0] + n[0] * (c[1] + n[1] * c[2]))];
        sum[0] += weight * value[0];
        sum[1] += weight * value[1];
    }
    return sum;
}

} // namespace insula
