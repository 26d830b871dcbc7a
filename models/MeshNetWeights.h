// The MeshNet architecture as data: what a package's configuration says, and weights that were checked against it.
//
// A plain sequence of 3x3x3 convolutions (stride 1, zero padding = dilation, so that the size never changes), each followed by an
// optional normalisation per channel over the whole volume (no learned scale, epsilon 1e-5) and an activation; then a 1x1x1
// convolution to class scores. A layer has a bias when the file holds one. Errors: Error naming the first tensor that does not fit.
// Method: Fedorov et al., IJCNN 2017; Masoud et al., JOSS 8(83), 5098 (2023).
#pragma once

#include "processing/core/Safetensors.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace insula {

enum class Activation { Relu, Elu, Gelu }; // Gelu with the exact error function

struct MeshNetConfiguration {
    std::int64_t channels = 0, classes = 0;
    std::vector<std::int64_t> dilations; // one per hidden layer
    Activation activation = Activation::Relu;
    bool normalise = false;
    std::string hidden; // name of the hidden layers' tensors without ".weight", "{}" standing for layer * hiddenStep
    std::int64_t hiddenStep = 1;
    std::string output; // name of the last layer's
};
// Throws Error naming the field that is missing, unknown or out of range.
MeshNetConfiguration meshNetConfiguration(const nlohmann::json& configuration);

struct MeshNetLayer {
    std::int64_t in = 0, out = 0, kernel = 3, dilation = 1;
    std::vector<float> weight; // [out, in, kernel, kernel, kernel], last axis fastest
    std::vector<float> bias; // empty or [out]
};
// The hidden layers, then the last one. Types, shapes, surplus tensors and values that are not finite are errors.
std::vector<MeshNetLayer> meshNetLayers(const Safetensors& file, const MeshNetConfiguration& configuration);

std::int64_t parameterCount(const std::vector<MeshNetLayer>& layers);

} // namespace insula
