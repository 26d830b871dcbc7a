// What the anatomy network looks like and gives. No network library in this header.
#pragma once

#include "models/synthesis/Structures.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <vector>

namespace insula {

// A 3D U-Net without normalisation over space, so that a voxel's result does not depend on the size of the grid (SynthStrip has none
// either), and heads of one layer on its features (Brain-ID). Level n has voxels of 2^n times the grid's.
struct AnatomyConfiguration {
    std::vector<std::int64_t> widths{16, 32, 64, 128, 128}; // channels of each level, the finest first
    std::int64_t features = 32; // at the grid's own resolution: what the heads read
    double voxelMm = 2; // of the grid that it was trained on

    // Sizes of the grid must be multiples of this.
    std::int64_t stride() const { return std::int64_t{1} << (widths.size() - 1); }
    bool operator==(const AnatomyConfiguration&) const = default;
};
// Throws Error naming what is wrong.
AnatomyConfiguration anatomyConfiguration(const nlohmann::json& json);
nlohmann::json toJson(const AnatomyConfiguration& configuration);

// Channels of the heads' joint output.
enum AnatomyOutput : std::int64_t {
    DistanceWithCsf = 0, // mm to the edge of the brain with the CSF around it, negative inside, trained up to +-5
    DistanceWithoutCsf = 1,
    T1Like = 2, // brain only, white matter 1
    LogBias = 3, // natural logarithm of the intensity inhomogeneity, up to a constant
    FirstStructure = 4, // scores of 0 (no brain) and the 32 structures; meaningful in and close to the brain
};
constexpr std::int64_t StructureClasses = static_cast<std::int64_t>(SynthSegLabels.size()) + 1;
constexpr std::int64_t AnatomyOutputs = FirstStructure + StructureClasses;

} // namespace insula
