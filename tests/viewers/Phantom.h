// Small volumes that are known exactly, on an oblique, anisotropic, left-handed grid.
#pragma once

#include "processing/core/Volume.h"

#include <cmath>
#include <functional>
#include <utility>
#include <vector>

namespace insula::phantom {

// Turned by 0.3 rad about S and -0.2 rad about R, spacing 1, 1.5 and 2.2 mm, first axis towards the left; the field of view's centre
// is at (5, -12, 20) mm.
inline Grid obliqueLeftHanded()
{
    const double a = 0.3, b = -0.2;
    const Vec3 x{-std::cos(a), -std::sin(a), 0};
    const Vec3 y{-1.5 * std::sin(a) * std::cos(b), 1.5 * std::cos(a) * std::cos(b), 1.5 * std::sin(b)};
    const Vec3 z{2.2 * std::sin(a) * std::sin(b), -2.2 * std::cos(a) * std::sin(b), 2.2 * std::cos(b)};
    const Size3 size{60, 44, 30};
    const World middle = Affine::fromColumns(x, y, z, {0, 0, 0}).toWorld({29.5, 21.5, 14.5});
    return {size, Affine::fromColumns(x, y, z, {5 - middle.x, -12 - middle.y, 20 - middle.z})};
}

// 1 mm, axes along R, A, S, from -half to +half in each direction.
inline Grid cube(std::int64_t half)
{
    const auto h = static_cast<double>(half);
    return {{2 * half + 1, 2 * half + 1, 2 * half + 1}, Affine::fromColumns({1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {-h, -h, -h})};
}

// value(point in mm, frame) at every voxel.
template <typename T = float>
VolumePtr filled(const Grid& grid, const std::function<double(const World&, std::int64_t)>& value, Kind kind = Kind::Image,
    std::int64_t frames = 1, LabelTable labels = {})
{
    std::vector<T> voxels;
    for (std::int64_t t = 0; t < frames; ++t) {
        for (std::int64_t k = 0; k < grid.size.z; ++k) {
            for (std::int64_t j = 0; j < grid.size.y; ++j) {
                for (std::int64_t i = 0; i < grid.size.x; ++i) {
                    const World w = grid.affine.toWorld({static_cast<double>(i), static_cast<double>(j), static_cast<double>(k)});
                    voxels.push_back(static_cast<T>(value(w, t)));
                }
            }
        }
    }
    Volume::Description description;
    description.grid = grid;
    description.frames = frames;
    description.trSeconds = frames > 1 ? 2 : 0;
    description.kind = kind;
    description.labels = std::move(labels);
    return Volume::make(std::move(description), std::move(voxels));
}

// Bright in the patient's left, dark in the right; nothing but the world's x decides.
inline VolumePtr leftIsBright(const Grid& grid, double middleX)
{
    return filled(grid, [middleX](const World& w, std::int64_t) { return w.x < middleX ? 200.0 : 50.0; });
}

} // namespace insula::phantom
