// Runs a MeshNet in LibTorch with little memory: one buffer of channels x voxels, which each layer replaces slab by slab.
//
// Input: one grey image, first axis fastest, any size. The network sees it as [i][j][k] with k fastest, as it was trained; class numbers
// come back first axis fastest. On the CPU the same input gives the same bits at the same number of threads. Values are float32.
// Errors: Error with one line (out of memory says how much was wanted). Thread: one call at a time per object.
#pragma once

#include "models/MeshNetWeights.h"
#include "processing/core/Geometry.h"
#include "processing/core/Progress.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace insula {

class MeshNet {
public:
    // device: "cpu" or "cuda:0".
    MeshNet(const MeshNetConfiguration& configuration, const std::vector<MeshNetLayer>& layers, const std::string& device = "cpu");
    ~MeshNet();
    MeshNet(const MeshNet&) = delete;
    MeshNet& operator=(const MeshNet&) = delete;

    // The most likely class of each voxel; of equal scores the lower class. Cancelled between slabs.
    std::vector<std::uint8_t> classes(std::span<const float> values, const Size3& size, const Progress& progress = {}) const;
    // Scores before arg-max, one image after the other. Needs classes x voxels of memory: for small grids.
    std::vector<float> scores(std::span<const float> values, const Size3& size) const;

private:
    struct State;
    std::unique_ptr<State> m;
};

// Upper estimate of the memory that classes() takes beside the input, in bytes.
std::uint64_t meshNetBytes(const MeshNetConfiguration& configuration, const Size3& size);

} // namespace insula
