// A run of a head that moves as told, sampled from a formula in the world, so that no interpolation is in the truth.
#pragma once

#include "processing/core/RigidMotion.h"
#include "tests/processing/Phantoms.h"

namespace insula::phantom {

// Smooth blobs in an ellipsoid with a soft edge; nothing is symmetric. Sizes suit a field of view of about 60 mm.
inline double softHead(const World& w, const World& c)
{
    const double x = w.x - c.x, y = w.y - c.y, z = w.z - c.z;
    const double r = std::sqrt(x * x / 256 + y * y / 361 + z * z / 196);
    const auto blob = [&](double bx, double by, double bz, double s) {
        return std::exp(-0.5 * ((x - bx) * (x - bx) + (y - by) * (y - by) + (z - bz) * (z - bz)) / (s * s));
    };
    return 600 / (1 + std::exp((r - 1) * 8)) + 400 * blob(7, 4, -3, 4) - 300 * blob(-6, 9, 2, 3.5) + 350 * blob(2, -11, 6, 4);
}

inline VolumePtr movingHead(const Grid& grid, const std::vector<RigidPose>& poses)
{
    std::vector<float> all;
    const World centre = grid.centre();
    for (const RigidPose& pose : poses) {
        const Affine back = pose.about(centre).inverse();
        for (std::int64_t k = 0; k < grid.size.z; ++k)
            for (std::int64_t j = 0; j < grid.size.y; ++j)
                for (std::int64_t i = 0; i < grid.size.x; ++i) {
                    const World w = grid.affine.toWorld({static_cast<double>(i), static_cast<double>(j), static_cast<double>(k)});
                    all.push_back(static_cast<float>(softHead(back.toWorld({w.x, w.y, w.z}), centre)));
                }
    }
    Volume::Description description;
    description.grid = grid;
    description.frames = static_cast<std::int64_t>(poses.size());
    description.trSeconds = 2;
    return Volume::make(std::move(description), std::move(all));
}

// Oblique, anisotropic, left-handed, 54 x 60 x 52.8 mm.
inline Grid headGrid()
{
    return {{54, 40, 24}, obliqueLeftHanded()};
}

} // namespace insula::phantom
