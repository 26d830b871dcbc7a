#include "processing/steps/ResampleGrid.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace insula {
namespace {

// Unit axes of the new grid. Exactly those of the old one unless it is sheared.
Affine unitAxes(const Affine& affine)
{
    if (affine.isSheared()) {
        const QuaternionForm q = quaternionForm(affine);
        return Affine::fromQuaternion(q.b, q.c, q.d, {0, 0, 0}, {1, 1, 1}, q.qfac);
    }
    const Vec3 spacing = affine.spacing();
    std::array<Vec3, 3> axes;
    for (std::size_t a = 0; a < 3; ++a) {
        axes[a] = affine.column(static_cast<int>(a));
        for (double& x : axes[a])
            x /= spacing[a];
    }
    return Affine::fromColumns(axes[0], axes[1], axes[2], {0, 0, 0});
}

// Length of the field of view along each of the axes (a sheared one is wider than its voxels are many).
Vec3 extentMm(const Grid& grid, const Affine& axes)
{
    const Affine toAxes = axes.inverse() * grid.affine;
    Vec3 low, high;
    low.fill(std::numeric_limits<double>::max());
    high.fill(std::numeric_limits<double>::lowest());
    for (unsigned corner = 0; corner < 8; ++corner) {
        const auto edge = [&](unsigned bit, std::int64_t n) { return corner >> bit & 1u ? static_cast<double>(n) - 0.5 : -0.5; };
        const World w = toAxes.toWorld({edge(0, grid.size.x), edge(1, grid.size.y), edge(2, grid.size.z)});
        const Vec3 p{w.x, w.y, w.z};
        for (std::size_t a = 0; a < 3; ++a) {
            low[a] = std::min(low[a], p[a]);
            high[a] = std::max(high[a], p[a]);
        }
    }
    return {high[0] - low[0], high[1] - low[1], high[2] - low[2]};
}

} // namespace

Grid gridWithVoxelSize(const Grid& grid, double voxelMm)
{
    const Affine axes = unitAxes(grid.affine);
    const Vec3 extent = extentMm(grid, axes);
    std::array<std::int64_t, 3> size{};
    std::array<Vec3, 3> columns;
    const World centre = grid.centre();
    Vec3 origin{centre.x, centre.y, centre.z};
    for (std::size_t a = 0; a < 3; ++a) {
        // One hundredth of a voxel is rounding of a header, not something to cover.
        size[a] = std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil(extent[a] / voxelMm - 0.01)));
        columns[a] = axes.column(static_cast<int>(a));
        for (std::size_t r = 0; r < 3; ++r) {
            columns[a][r] *= voxelMm;
            origin[r] -= columns[a][r] * static_cast<double>(size[a] - 1) / 2;
        }
    }
    return {{size[0], size[1], size[2]}, Affine::fromColumns(columns[0], columns[1], columns[2], origin)};
}

Vec3 samplingStep(const Grid& from, const Grid& to)
{
    const Affine step = from.affine.inverse() * to.affine;
    Vec3 result{};
    for (int row = 0; row < 3; ++row)
        result[static_cast<std::size_t>(row)] = std::hypot(step(row, 0), step(row, 1), step(row, 2));
    return result;
}

} // namespace insula
