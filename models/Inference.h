// The border between the model steps, which know about heads and grids, and the library that runs a network.
// No network library in this header: insula-cli describes model steps without linking one.
#pragma once

#include "processing/core/Geometry.h"
#include "processing/core/ModelPackage.h"
#include "processing/core/Progress.h"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace insula {

struct NetworkRequest {
    const FoundModel& model; // ready
    std::span<const float> values; // the conformed, normalised image, first axis fastest
    Size3 size;
    std::string device = "auto"; // "auto", "cpu", "cuda"
    int threads = 0; // 0: as many as the machine has
};

struct NetworkResult {
    std::vector<std::uint8_t> classes; // the most likely class of each voxel, first axis fastest
    std::string device; // that was used: "cpu, 2 threads", "cuda:0"
    std::vector<std::string> warnings;
};

// Throws Error (weights that do not fit the architecture, too little memory) or Cancelled.
using NetworkRunner = std::function<NetworkResult(const NetworkRequest&, const Progress&)>;

} // namespace insula
