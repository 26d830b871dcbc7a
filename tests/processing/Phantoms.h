// Small volumes that are known exactly, made in code.
#pragma once

#include "processing/core/Hash.h"
#include "processing/core/Volume.h"

#include <cmath>
#include <functional>
#include <string>
#include <vector>

namespace insula::phantom {

// Oblique, anisotropic (1, 1.5, 2.2 mm) and left-handed.
inline Affine obliqueLeftHanded()
{
    const double a = 0.3, b = -0.2;
    const Vec3 x{std::cos(a), std::sin(a), 0};
    const Vec3 y{-std::sin(a) * std::cos(b), std::cos(a) * std::cos(b), std::sin(b)};
    const Vec3 z{std::sin(a) * std::sin(b), -std::cos(a) * std::sin(b), std::cos(b)};
    return Affine::fromColumns(
        {-x[0], -x[1], -x[2]}, {1.5 * y[0], 1.5 * y[1], 1.5 * y[2]}, {2.2 * z[0], 2.2 * z[1], 2.2 * z[2]}, {11, -23, 5});
}

inline Affine scaling(double x, double y, double z)
{
    return Affine::fromColumns({x, 0, 0}, {0, y, 0}, {0, 0, z}, {-10, 20, -30});
}

// value(i, j, k) at every voxel of every frame.
template <typename T = float>
VolumePtr filled(const Grid& grid, const std::function<double(std::int64_t, std::int64_t, std::int64_t)>& value, std::int64_t frames = 1,
    Kind kind = Kind::Image)
{
    std::vector<T> voxels;
    for (std::int64_t t = 0; t < frames; ++t)
        for (std::int64_t k = 0; k < grid.size.z; ++k)
            for (std::int64_t j = 0; j < grid.size.y; ++j)
                for (std::int64_t i = 0; i < grid.size.x; ++i)
                    voxels.push_back(static_cast<T>(value(i, j, k)));
    Volume::Description description;
    description.grid = grid;
    description.frames = frames;
    description.trSeconds = frames > 1 ? 2.0 : 0.0;
    description.kind = kind;
    return Volume::make(std::move(description), std::move(voxels));
}

// A bright ball with structure inside on a dim background; nothing is symmetric.
inline VolumePtr head(const Grid& grid, std::int64_t frames = 1)
{
    return filled(
        grid,
        [s = grid.size](std::int64_t i, std::int64_t j, std::int64_t k) {
            const double x = 2.0 * static_cast<double>(i) / static_cast<double>(s.x) - 0.9,
                         y = 2.0 * static_cast<double>(j) / static_cast<double>(s.y) - 1,
                         z = 2.0 * static_cast<double>(k) / static_cast<double>(s.z) - 1.1;
            const double r = x * x + y * y + z * z;
            return (r < 0.5          ? 300.0 + 100.0 * std::sin(4 * x) + 40 * y
                           : r < 0.8 ? 150.0
                                     : 10.0)
                + 3 * std::sin(static_cast<double>(i * 7 + j * 13 + k * 31));
        },
        frames);
}

// A run of the head: slow waves and noise in time, different in every voxel, all of it from the seedless arithmetic of a hash.
inline VolumePtr run(const Grid& grid, std::int64_t frames, double trSeconds = 2)
{
    const VolumePtr still = head(grid);
    const std::vector<float> base = still->frameAsFloat();
    std::vector<float> all;
    for (std::int64_t t = 0; t < frames; ++t)
        for (std::size_t v = 0; v < base.size(); ++v) {
            auto bits = static_cast<std::uint32_t>(v * 2654435761U + static_cast<std::size_t>(t) * 40503U + 77U);
            bits = (bits ^ (bits >> 15)) * 2246822519U;
            bits = (bits ^ (bits >> 13)) * 3266489917U;
            const double noise = static_cast<double>(bits ^ (bits >> 16)) / 4294967296.0 - 0.5;
            const double wave = std::sin(0.4 * static_cast<double>(t) + 0.001 * static_cast<double>(v));
            all.push_back(base[v] * static_cast<float>(1 + 0.01 * wave + 0.02 * noise));
        }
    Volume::Description description;
    description.grid = grid;
    description.frames = frames;
    description.trSeconds = trSeconds;
    return Volume::make(std::move(description), std::move(all));
}

inline VolumePtr ball(const Grid& grid, double radiusFraction = 0.6)
{
    return filled<std::uint8_t>(
        grid,
        [s = grid.size, radiusFraction](std::int64_t i, std::int64_t j, std::int64_t k) {
            const double x = 2.0 * static_cast<double>(i) / static_cast<double>(s.x) - 1,
                         y = 2.0 * static_cast<double>(j) / static_cast<double>(s.y) - 1,
                         z = 2.0 * static_cast<double>(k) / static_cast<double>(s.z) - 1;
            return std::sqrt(x * x + y * y + z * z) < radiusFraction ? 1 : 0;
        },
        1, Kind::Labels);
}

inline std::string hashOf(const Volume& volume)
{
    Sha256 hash;
    for (std::int64_t t = 0; t < volume.frames(); ++t)
        hash.add(volume.rawFrame(t));
    for (const double x : volume.affine().rows())
        hash.add(std::to_string(x));
    return hash.finish();
}

} // namespace insula::phantom
