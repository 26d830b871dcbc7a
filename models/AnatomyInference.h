// The border between the anatomy steps, which know about heads and grids, and the library that runs the anatomy network.
// No network library in this header.
#pragma once

#include "models/anatomy/AnatomyConfiguration.h"
#include "processing/core/Geometry.h"
#include "processing/core/ModelPackage.h"
#include "processing/core/Progress.h"

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace insula {

// The head in voxels of half the network's size, one more than twice the network's grid along each axis: the network's voxel n is the mean
// over the fine voxels 2n and 2n + 1 along each axis (for `detail` also over 2n + 1 and 2n + 2).
struct AnatomyRequest {
    const FoundModel& model; // ready
    std::span<const float> fine; // [2 size + 1], first axis fastest, intensities 0 to about 1
    Size3 size; // of the network's grid; multiples of the configuration's stride
    bool logBias = false;
    bool detail = false; // structures and the T1-like image, at twice the network's resolution
    bool mirrored = true; // detail: also of the head mirrored left to right (the first axis), averaged (SynthSeg)
    std::string device = "auto";
    int threads = 0;
};

// First axis fastest.
struct AnatomyResult {
    std::vector<float> distanceWithCsf, distanceWithoutCsf; // mm, on the network's grid, as the network gives them (trained to +-5)
    std::vector<float> logBias; // on the network's grid, smooth; empty unless wanted
    // On 2 size: voxel 2n + a lies where the network's voxel n lies, moved by a fine voxel when a is 1. 0 far from the brain; empty
    // unless wanted.
    std::vector<std::uint8_t> structures; // 0 to 32
    std::vector<float> t1Like; // white matter about 1
    std::array<double, StructureClasses> softVoxels{}; // sum of each structure's probability
    std::array<double, StructureClasses> sureVoxels{}; // the same over the voxels that were given to it
    std::string device;
    std::vector<std::string> warnings;
};

// Throws Error (weights that do not fit, too little memory) or Cancelled.
using AnatomyRunner = std::function<AnatomyResult(const AnatomyRequest&, const Progress&)>;

AnatomyConfiguration anatomyConfigurationOf(const ModelPackage& package); // Error when it is of another architecture

} // namespace insula
