// The voxels that hang together with one of them, face to face: for flood fill in space or on a slice. Any thread.
#pragma once

#include "processing/core/Geometry.h"
#include "processing/core/Progress.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace insula {

// Indices in ascending order; empty when `belongs` says no to the seed, which must be inside. `belongs` is asked once a voxel at most.
// Throws Cancelled.
std::vector<std::int64_t> connectedVoxels(
    const Size3& size, std::int64_t seed, const std::function<bool(std::int64_t)>& belongs, const Progress& progress = {});

} // namespace insula
