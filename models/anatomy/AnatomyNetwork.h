// The anatomy network in LibTorch: trained with it, run with it.
//
// Input [n, 1, k, j, i], float32, intensities 0 to about 1, sizes multiples of the configuration's stride; features [n, features, k, j, i].
// While it trains, kernels are standardised (zero mean and fixed variance over their inputs, a gain per output: Brock et al., ICLR 2021),
// which does for convergence what normalising activations would do and costs nothing later: plain() is the same network with the
// standardised kernels written out. Thread: one at a time.
#pragma once

#include "models/anatomy/AnatomyConfiguration.h"

#include <torch/nn/module.h>
#include <torch/nn/pimpl.h>

#include <map>
#include <string>

namespace insula {

class AnatomyConvolutionImpl : public torch::nn::Module {
public:
    struct Shape {
        std::int64_t in, out, kernel, stride;
    };
    AnatomyConvolutionImpl(const Shape& shape, bool standardise, double gain);
    at::Tensor forward(const at::Tensor& x);
    at::Tensor kernel() const; // as it is applied

    at::Tensor weight, gain, bias; // gain undefined unless standardised

private:
    Shape m_shape;
};
TORCH_MODULE(AnatomyConvolution);

class AnatomyNetworkImpl : public torch::nn::Module {
public:
    // standardise: for training.
    AnatomyNetworkImpl(const AnatomyConfiguration& configuration, bool standardise);

    // In `type` (float32, or bfloat16 for speed); the heads' input is float32 again.
    at::Tensor features(const at::Tensor& image, at::ScalarType type = at::kFloat);
    // [.., features] -> [.., outputs] of the channels [from, from + count).
    at::Tensor heads(const at::Tensor& rows, std::int64_t from = 0, std::int64_t count = AnatomyOutputs) const;
    // All heads of all voxels, [n, outputs, k, j, i].
    at::Tensor outputs(const at::Tensor& features, std::int64_t from = 0, std::int64_t count = AnatomyOutputs) const;

    const AnatomyConfiguration& configuration() const { return m_configuration; }
    // Names and values of the plain network (detached).
    std::map<std::string, at::Tensor> plain() const;
    // Error when a tensor is missing or has another shape. Only for a network that does not standardise.
    void loadPlain(const std::map<std::string, at::Tensor>& tensors);
    // Takes over what fits of another plain network (its voxel size, names and values): layers at the same voxel size and of the same shape,
    // and the heads when the resolution is the same. Returns how many tensors fitted.
    int takeOver(double voxelMm, const std::map<std::string, at::Tensor>& tensors);
    std::int64_t parameterCount() const; // of the plain network

private:
    struct Level {
        AnatomyConvolution down{nullptr}, first{nullptr}, second{nullptr}; // encoder
        AnatomyConvolution third{nullptr}, fourth{nullptr}, up{nullptr}; // decoder
    };
    AnatomyConvolution convolution(const std::string& name, const AnatomyConvolutionImpl::Shape& shape, double gain);

    AnatomyConfiguration m_configuration;
    bool m_standardise;
    AnatomyConvolution m_stem{nullptr}, m_fine{nullptr}, m_last{nullptr};
    std::vector<Level> m_levels; // from level 1 on
    std::map<std::string, AnatomyConvolution> m_convolutions;
    at::Tensor m_headWeight, m_headBias;
};
TORCH_MODULE(AnatomyNetwork);

} // namespace insula
