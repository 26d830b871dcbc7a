#include "models/anatomy/AnatomyNetwork.h"

#include "processing/core/Error.h"

#include <ATen/ATen.h>
#include <fmt/format.h>
#include <torch/nn/init.h>

#include <cmath>

namespace insula {
namespace {

constexpr double Slope = 0.1; // of the leaky rectifier below zero
const double ActivationGain = std::sqrt(2 / (1 + Slope * Slope)); // keeps the variance: He et al., ICCV 2015
constexpr double ResidualGain = 0.2; // so that a level starts close to the identity
// Of the kernels that are standardised: only its ratio to the learning rate matters, and must not be larger for wide layers.
constexpr double StandardisedDeviation = 0.1;
constexpr double Epsilon = 1e-8;

at::Tensor activated(const at::Tensor& x)
{
    return at::leaky_relu(x, Slope);
}

// Each voxel becomes eight. By views: LibTorch 1.13 has no upsampling of bfloat16 with a gradient on the CPU.
at::Tensor doubled(const at::Tensor& x)
{
    const auto n = x.size(0), c = x.size(1), d = x.size(2), h = x.size(3), w = x.size(4);
    return x.view({n, c, d, 1, h, 1, w, 1}).expand({n, c, d, 2, h, 2, w, 2}).reshape({n, c, 2 * d, 2 * h, 2 * w});
}

} // namespace

AnatomyConvolutionImpl::AnatomyConvolutionImpl(const Shape& shape, bool standardise, double gainAtStart) : m_shape(shape)
{
    const std::int64_t k = shape.kernel, fanIn = shape.in * k * k * k;
    const double deviation = standardise ? StandardisedDeviation : gainAtStart / std::sqrt(static_cast<double>(fanIn));
    weight = register_parameter("weight", at::randn({shape.out, shape.in, k, k, k}) * deviation);
    bias = register_parameter("bias", at::zeros({shape.out}));
    if (standardise)
        gain = register_parameter("gain", at::full({shape.out, 1, 1, 1, 1}, gainAtStart));
}

at::Tensor AnatomyConvolutionImpl::kernel() const
{
    if (!gain.defined())
        return weight;
    const auto [variance, mean] = at::var_mean(weight, at::IntArrayRef({1, 2, 3, 4}), false, true);
    const auto fanIn = static_cast<double>(weight.numel() / weight.size(0));
    return (weight - mean) * (variance * fanIn + Epsilon).rsqrt() * gain;
}

at::Tensor AnatomyConvolutionImpl::forward(const at::Tensor& x)
{
    const std::int64_t s = m_shape.stride, p = s == 1 ? m_shape.kernel / 2 : 0;
    return at::conv3d(x, kernel().to(x.scalar_type()), bias.to(x.scalar_type()), at::IntArrayRef({s, s, s}), at::IntArrayRef({p, p, p}));
}

AnatomyConvolution AnatomyNetworkImpl::convolution(const std::string& name, const AnatomyConvolutionImpl::Shape& shape, double gain)
{
    const bool hasMean = shape.in == 1; // a kernel of zero mean would not see the image's brightness
    AnatomyConvolution made(shape, m_standardise && !hasMean, gain);
    m_convolutions.emplace(name, made);
    return register_module(name, made);
}

AnatomyNetworkImpl::AnatomyNetworkImpl(const AnatomyConfiguration& configuration, bool standardise) :
    m_configuration(configuration), m_standardise(standardise)
{
    const std::vector<std::int64_t>& widths = configuration.widths;
    m_stem = convolution("stem", {1, widths[0], 3, 1}, 3); // the image's values are far smaller than 1 apart
    m_fine = convolution("fine", {widths[0], widths[0], 3, 1}, ResidualGain);
    for (std::size_t n = 1; n < widths.size(); ++n) {
        const std::int64_t w = widths[n], finer = widths[n - 1];
        const auto name = [n](const char* part) { return fmt::format("level{}_{}", n, part); };
        Level level;
        level.down = convolution(name("down"), {finer, w, 2, 2}, ActivationGain);
        level.first = convolution(name("first"), {w, w, 3, 1}, ActivationGain);
        level.second = convolution(name("second"), {w, w, 3, 1}, ResidualGain);
        level.third = convolution(name("third"), {w, w, 3, 1}, ActivationGain);
        level.fourth = convolution(name("fourth"), {w, w, 3, 1}, ResidualGain);
        level.up = convolution(name("up"), {w, finer, 1, 1}, ActivationGain);
        m_levels.push_back(level);
    }
    m_last = convolution("last", {widths[0], configuration.features, 3, 1}, ActivationGain);
    const double scale = 1 / std::sqrt(static_cast<double>(configuration.features));
    m_headWeight = register_parameter("heads_weight", at::randn({AnatomyOutputs, configuration.features}) * scale);
    m_headBias = register_parameter("heads_bias", at::zeros({AnatomyOutputs}));
}

at::Tensor AnatomyNetworkImpl::features(const at::Tensor& image, at::ScalarType type)
{
    at::Tensor x = m_stem->forward(image.to(type));
    x = x + m_fine->forward(activated(x));
    std::vector<at::Tensor> skipped;
    for (Level& level : m_levels) {
        skipped.push_back(x);
        x = level.down->forward(activated(x));
        x = x + level.second->forward(activated(level.first->forward(activated(x))));
    }
    for (std::size_t n = m_levels.size(); n-- > 0;) {
        Level& level = m_levels[n];
        x = x + level.fourth->forward(activated(level.third->forward(activated(x))));
        x = skipped[n] + doubled(level.up->forward(activated(x)));
        skipped[n].reset();
    }
    return activated(m_last->forward(activated(x))).to(at::kFloat);
}

at::Tensor AnatomyNetworkImpl::heads(const at::Tensor& rows, std::int64_t from, std::int64_t count) const
{
    return at::linear(rows, m_headWeight.narrow(0, from, count), m_headBias.narrow(0, from, count));
}

at::Tensor AnatomyNetworkImpl::outputs(const at::Tensor& features, std::int64_t from, std::int64_t count) const
{
    const at::Tensor weight = m_headWeight.narrow(0, from, count).view({count, -1, 1, 1, 1});
    return at::conv3d(features, weight, m_headBias.narrow(0, from, count));
}

std::map<std::string, at::Tensor> AnatomyNetworkImpl::plain() const
{
    const at::NoGradGuard noGradients;
    std::map<std::string, at::Tensor> tensors;
    for (const auto& [name, convolution] : m_convolutions) {
        tensors[name + ".weight"] = convolution->kernel().detach().clone();
        tensors[name + ".bias"] = convolution->bias.detach().clone();
    }
    tensors["heads.weight"] = m_headWeight.detach().clone();
    tensors["heads.bias"] = m_headBias.detach().clone();
    return tensors;
}

void AnatomyNetworkImpl::loadPlain(const std::map<std::string, at::Tensor>& tensors)
{
    const at::NoGradGuard noGradients;
    const auto take = [&tensors](const std::string& name, at::Tensor& target) {
        const auto found = tensors.find(name);
        if (found == tensors.end())
            throw Error(fmt::format("the weights have no tensor '{}'", name));
        if (found->second.sizes() != target.sizes())
            throw Error(fmt::format("the tensor '{}' does not have the shape that the network needs", name));
        target.copy_(found->second);
    };
    for (auto& [name, convolution] : m_convolutions) {
        take(name + ".weight", convolution->weight);
        take(name + ".bias", convolution->bias);
    }
    take("heads.weight", m_headWeight);
    take("heads.bias", m_headBias);
}

int AnatomyNetworkImpl::takeOver(double voxelMm, const std::map<std::string, at::Tensor>& tensors)
{
    const at::NoGradGuard noGradients;
    // Level n of this network is level n + shift of the other.
    const int shift = static_cast<int>(std::lround(std::log2(m_configuration.voxelMm / voxelMm)));
    int taken = 0;
    const auto take = [&](const std::string& name, at::Tensor target) {
        const auto found = tensors.find(name);
        if (found == tensors.end() || found->second.sizes() != target.sizes())
            return false;
        target.copy_(found->second);
        ++taken;
        return true;
    };
    const auto takeConvolution = [&](const std::string& from, AnatomyConvolution& to) {
        if (!take(from + ".weight", to->weight))
            return;
        take(from + ".bias", to->bias);
        if (!to->gain.defined())
            return;
        // The other's kernels are written out: their length is the gain, and the raw kernel may have any length.
        const at::Tensor deviation = to->weight.std(at::IntArrayRef({1, 2, 3, 4}), false, true).clamp_min(1e-12);
        const auto fanIn = static_cast<double>(to->weight.numel() / to->weight.size(0));
        to->gain.copy_(deviation * std::sqrt(fanIn));
        to->weight.mul_(StandardisedDeviation / deviation);
    };
    for (std::size_t n = 0; n < m_levels.size(); ++n) {
        const int other = static_cast<int>(n) + 1 + shift;
        const auto name = [other](const char* part) { return fmt::format("level{}_{}", other, part); };
        Level& level = m_levels[n];
        takeConvolution(name("down"), level.down);
        takeConvolution(name("first"), level.first);
        takeConvolution(name("second"), level.second);
        takeConvolution(name("third"), level.third);
        takeConvolution(name("fourth"), level.fourth);
        takeConvolution(name("up"), level.up);
    }
    if (shift == 0) {
        takeConvolution("stem", m_stem);
        takeConvolution("fine", m_fine);
        takeConvolution("last", m_last);
        take("heads.weight", m_headWeight);
        take("heads.bias", m_headBias);
    }
    return taken;
}

std::int64_t AnatomyNetworkImpl::parameterCount() const
{
    std::int64_t count = 0;
    for (const auto& [name, tensor] : plain())
        count += tensor.numel();
    return count;
}

} // namespace insula
