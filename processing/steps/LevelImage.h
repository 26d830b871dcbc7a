// An image on a coarser grid, without what that cannot hold.
#pragma once

#include "processing/core/Geometry.h"
#include "processing/core/MutualInformation.h"

#include <span>
#include <vector>

namespace insula {

// Linear samples on `to`, after a Gaussian that turns voxels of `from` into voxels of `to` where those are larger (both taken as Gaussians
// with their edge as full width at half maximum). 0 outside.
std::vector<float> smoothedOnto(std::span<const float> values, const Grid& from, const Grid& to, int threads);

// A copy on cubic voxels of `voxelMm` along the image's own axes, with its mask.
struct LevelImage {
    LevelImage(const RegistrationImage& image, double voxelMm, int threads);
    LevelImage(const Grid& grid, std::vector<float> values, std::span<const std::uint8_t> mask);

    Grid grid;
    std::vector<float> values;
    std::vector<std::uint8_t> mask;
    RegistrationImage view() const { return {values, &grid, mask}; }
};

} // namespace insula
