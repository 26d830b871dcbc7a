// Distances between voxel centres in a block of voxels. Any thread.
#pragma once

#include "processing/core/Progress.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace insula {

// Squared Euclidean distance (mm) from each voxel's centre to the nearest one where `isSet` is not 0; infinite when none is. `size` and
// `spacing` of the axes, the first one fastest. Felzenszwalb and Huttenlocher, Theory of Computing 8 (2012), section 2. Throws Cancelled.
std::vector<float> squaredDistances(std::span<const std::uint8_t> isSet, const std::array<std::int64_t, 3>& size,
    const std::array<double, 3>& spacing, const Progress& progress = {});

} // namespace insula
