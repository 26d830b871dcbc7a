// A small random MeshNet for tests: its weights as a file and as numbers, and the same network written out as plain loops.
#pragma once

#include "models/MeshNetWeights.h"
#include "processing/core/Geometry.h"

#include <cmath>
#include <filesystem>
#include <random>

namespace insula::test {

inline MeshNetConfiguration smallConfiguration(Activation activation, bool normalise, std::int64_t classes = 3)
{
    return {4, classes, {1, 3, 2}, activation, normalise, "model.{}.0", 1, "model.3"};
}

inline std::vector<MeshNetLayer> randomLayers(const MeshNetConfiguration& configuration, bool hiddenBias)
{
    std::mt19937 random(7);
    std::normal_distribution<float> normal(0.0f, 0.3f);
    std::vector<MeshNetLayer> layers;
    std::int64_t in = 1;
    const auto add = [&](std::int64_t out, std::int64_t kernel, std::int64_t dilation, bool bias) {
        MeshNetLayer layer{in, out, kernel, dilation, {}, {}};
        layer.weight.resize(static_cast<std::size_t>(out * in * kernel * kernel * kernel));
        layer.bias.resize(bias ? static_cast<std::size_t>(out) : 0);
        for (auto* values : {&layer.weight, &layer.bias})
            for (float& value : *values)
                value = normal(random);
        layers.push_back(std::move(layer));
        in = out;
    };
    for (const std::int64_t dilation : configuration.dilations)
        add(configuration.channels, 3, dilation, hiddenBias);
    add(configuration.classes, 1, 1, true);
    return layers;
}

inline std::vector<Tensor> tensorsOf(const std::vector<MeshNetLayer>& layers)
{
    std::vector<Tensor> tensors;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const MeshNetLayer& layer = layers[i];
        const std::string name = "model." + std::to_string(i) + (i + 1 < layers.size() ? ".0" : "");
        const std::int64_t k = layer.kernel;
        tensors.push_back({name + ".weight", "F32", {layer.out, layer.in, k, k, k}, std::as_bytes(std::span(layer.weight))});
        if (!layer.bias.empty())
            tensors.push_back({name + ".bias", "F32", {layer.out}, std::as_bytes(std::span(layer.bias))});
    }
    return tensors;
}

using Channels = std::vector<std::vector<double>>; // one image per channel, first axis fastest

// out(i, j, k) = bias + sum over in, a, b, c of weight[out][in][a][b][c] * in(i + d (a - 1), j + d (b - 1), k + d (c - 1)), zero outside.
inline Channels directConvolution(const Channels& input, const Size3& n, const MeshNetLayer& layer)
{
    const std::int64_t K = layer.kernel, half = K / 2, d = layer.dilation;
    Channels output(static_cast<std::size_t>(layer.out), std::vector<double>(static_cast<std::size_t>(n.count())));
    std::size_t w = 0;
    for (std::int64_t out = 0; out < layer.out; ++out) {
        std::vector<double>& result = output[static_cast<std::size_t>(out)];
        if (!layer.bias.empty())
            result.assign(result.size(), static_cast<double>(layer.bias[static_cast<std::size_t>(out)]));
        for (std::int64_t in = 0; in < layer.in; ++in)
            for (std::int64_t a = 0; a < K; ++a)
                for (std::int64_t b = 0; b < K; ++b)
                    for (std::int64_t c = 0; c < K; ++c) {
                        const double weight = static_cast<double>(layer.weight[w++]);
                        for (std::int64_t k = 0; k < n.z; ++k)
                            for (std::int64_t j = 0; j < n.y; ++j)
                                for (std::int64_t i = 0; i < n.x; ++i) {
                                    const std::int64_t x = i + d * (a - half), y = j + d * (b - half), z = k + d * (c - half);
                                    if (x < 0 || y < 0 || z < 0 || x >= n.x || y >= n.y || z >= n.z)
                                        continue;
                                    result[static_cast<std::size_t>(i + n.x * (j + n.y * k))]
                                        += weight * input[static_cast<std::size_t>(in)][static_cast<std::size_t>(x + n.x * (y + n.y * z))];
                                }
                    }
    }
    return output;
}

inline void directActivation(std::vector<double>& values, const MeshNetConfiguration& configuration)
{
    double mean = 0, variance = 0;
    for (const double value : values)
        mean += value / static_cast<double>(values.size());
    for (const double value : values)
        variance += (value - mean) * (value - mean) / static_cast<double>(values.size());
    for (double& value : values) {
        if (configuration.normalise)
            value = (value - mean) / std::sqrt(variance + 1e-5);
        switch (configuration.activation) {
        case Activation::Relu:
            value = value > 0 ? value : 0;
            break;
        case Activation::Elu:
            value = value > 0 ? value : std::exp(value) - 1;
            break;
        case Activation::Gelu:
            value = 0.5 * value * (1 + std::erf(value / std::sqrt(2.0)));
            break;
        }
    }
}

inline Channels directScores(
    const std::vector<float>& image, const Size3& n, const MeshNetConfiguration& configuration, const std::vector<MeshNetLayer>& layers)
{
    Channels values{std::vector<double>(image.begin(), image.end())};
    for (std::size_t i = 0; i + 1 < layers.size(); ++i) {
        values = directConvolution(values, n, layers[i]);
        for (std::vector<double>& channel : values)
            directActivation(channel, configuration);
    }
    return directConvolution(values, n, layers.back());
}

} // namespace insula::test
