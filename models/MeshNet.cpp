#include "models/MeshNet.h"

#include "models/ChannelLoops.h"
#include "models/TorchErrors.h"
#include "processing/core/Error.h"

#include <ATen/ATen.h>
#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace insula {
namespace {

constexpr std::int64_t SlabDepth = 32;
constexpr double Epsilon = 1e-5;
constexpr double ConvolutionShare = 0.75; // of a layer's time

struct Layer {
    at::Tensor weight, bias; // bias undefined when there is none
    std::int64_t dilation, padding;
};

at::Tensor tensorOf(const std::vector<float>& values, at::IntArrayRef shape, const c10::Device& device)
{
    return at::from_blob(const_cast<float*>(values.data()), shape, at::kFloat).clone().to(device);
}

at::Tensor convolved(const at::Tensor& slab, const Layer& layer)
{
    const std::int64_t p = layer.padding, d = layer.dilation;
    return at::conv3d(slab, layer.weight, layer.bias, at::IntArrayRef({1, 1, 1}), at::IntArrayRef({0, p, p}), at::IntArrayRef({d, d, d}));
}

// target may be source: the old slices in front of a slab, which are overwritten by then, are kept.
void convolve(const at::Tensor& source, const at::Tensor& target, const Layer& layer, const std::string& message, const Progress& progress)
{
    const std::int64_t depth = source.size(2), halo = layer.padding;
    const auto zeros = [&source](std::int64_t slices) {
        return at::zeros({1, source.size(1), slices, source.size(3), source.size(4)}, source.options());
    };
    at::Tensor before = zeros(halo);
    for (std::int64_t begin = 0; begin < depth; begin += SlabDepth) {
        progress.report(static_cast<double>(begin) / static_cast<double>(depth), message);
        const std::int64_t end = std::min(begin + SlabDepth, depth), after = std::min(end + halo, depth);
        const at::Tensor slab = at::cat({before, source.narrow(2, begin, after - begin), zeros(end + halo - after)}, 2);
        before = slab.narrow(2, end - begin, halo).clone();
        target.narrow(2, begin, end - begin).copy_(convolved(slab, layer));
    }
}

void activate(at::Tensor values, Activation activation)
{
    switch (activation) {
    case Activation::Relu:
        values.relu_();
        return;
    case Activation::Elu:
        at::elu_(values);
        return;
    case Activation::Gelu:
        at::gelu_out(values, values, "none");
        return;
    }
}

struct Normalisation {
    float mean = 0, scale = 1;
};

// Over parts of fixed length, so that the result does not depend on the number of threads.
Normalisation normalisationOf(std::span<const float> values)
{
    constexpr std::size_t Part = 1 << 16;
    std::vector<Sums> parts((values.size() + Part - 1) / Part);
    at::parallel_for(0, static_cast<std::int64_t>(parts.size()), 4, [&](std::int64_t begin, std::int64_t end) {
        for (auto n = static_cast<std::size_t>(begin); n < static_cast<std::size_t>(end); ++n)
            parts[n] = sumsOf(values.subspan(n * Part, std::min(Part, values.size() - n * Part)));
    });
    Sums all;
    for (const Sums& part : parts) {
        all.values += part.values;
        all.squares += part.squares;
    }
    const double count = static_cast<double>(values.size()), mean = all.values / count;
    const double variance = std::max(0.0, all.squares / count - mean * mean);
    return {static_cast<float>(mean), static_cast<float>(1 / std::sqrt(variance + Epsilon))};
}

void normaliseAndGeluOnCpu(std::span<float> values, bool normalise)
{
    const Normalisation by = normalise ? normalisationOf(values) : Normalisation{};
    at::parallel_for(0, static_cast<std::int64_t>(values.size()), 1 << 16, [=](std::int64_t begin, std::int64_t end) {
        normaliseAndGelu({values.data() + begin, values.data() + end}, by.mean, by.scale);
    });
}

// Channel by channel, so that nothing of the volume's full size is made beside it.
void normaliseAndActivate(
    const at::Tensor& volume, const MeshNetConfiguration& configuration, const std::string& message, const Progress& progress)
{
    for (std::int64_t c = 0; c < volume.size(1); ++c) {
        progress.report(static_cast<double>(c) / static_cast<double>(volume.size(1)), message);
        at::Tensor channel = volume.select(1, c); // contiguous: one channel of one image
        if (configuration.activation == Activation::Gelu && channel.is_cpu()) {
            normaliseAndGeluOnCpu({channel.data_ptr<float>(), static_cast<std::size_t>(channel.numel())}, configuration.normalise);
            continue;
        }
        if (configuration.normalise) {
            const auto [variance, mean] = at::var_mean(channel, false);
            channel.sub_(mean).mul_((variance + Epsilon).rsqrt());
        }
        activate(channel, configuration.activation);
    }
}

// The class of the highest score; of equal ones the lower class. scores: [classes, count], on the CPU.
void highest(const float* scores, std::int64_t classes, std::int64_t count, std::uint8_t* best)
{
    at::parallel_for(0, count, 1 << 14, [=](std::int64_t begin, std::int64_t end) {
        for (std::int64_t v = begin; v < end; ++v) {
            std::int64_t winner = 0;
            for (std::int64_t c = 1; c < classes; ++c)
                if (scores[c * count + v] > scores[winner * count + v])
                    winner = c;
            best[v] = static_cast<std::uint8_t>(winner);
        }
    });
}

} // namespace

struct MeshNet::State {
    MeshNetConfiguration configuration;
    std::vector<Layer> layers;
    c10::Device device{c10::kCPU};

    at::Tensor input(std::span<const float> values, const Size3& size) const
    {
        const at::Tensor image = at::from_blob(const_cast<float*>(values.data()), {1, 1, size.z, size.y, size.x}, at::kFloat);
        return image.permute({0, 1, 4, 3, 2}).contiguous().to(device);
    }

    // Everything before the last layer: [1, channels, x, y, z].
    at::Tensor features(std::span<const float> values, const Size3& size, const Progress& progress) const
    {
        at::Tensor image = input(values, size);
        at::Tensor volume = at::empty({1, configuration.channels, size.x, size.y, size.z}, image.options());
        const std::size_t hidden = layers.size() - 1;
        for (std::size_t i = 0; i < hidden; ++i) {
            const auto count = static_cast<double>(layers.size()), at = static_cast<double>(i);
            const Progress part = progress.part(at / count, (at + 1) / count);
            const std::string message = fmt::format("Layer {} of {}", i + 1, layers.size());
            convolve(i == 0 ? image : volume, volume, layers[i], message, part.part(0, ConvolutionShare));
            if (i == 0)
                image.reset();
            normaliseAndActivate(volume, configuration, message, part.part(ConvolutionShare, 1));
        }
        progress.report(static_cast<double>(hidden) / static_cast<double>(layers.size()), fmt::format("Layer {0} of {0}", layers.size()));
        return volume;
    }
};

MeshNet::MeshNet(const MeshNetConfiguration& configuration, const std::vector<MeshNetLayer>& layers, const std::string& device) :
    m(std::make_unique<State>())
{
    translated("the network", [&] {
        // The same bits every time, and full float32 on the GPU: TensorFloat32 moves voxels at the edge.
        at::globalContext().setDeterministicCuDNN(true);
        at::globalContext().setBenchmarkCuDNN(false);
        at::globalContext().setAllowTF32CuDNN(false);
        m->configuration = configuration;
        m->device = c10::Device(device);
        for (const MeshNetLayer& layer : layers) {
            const std::int64_t k = layer.kernel;
            Layer made{tensorOf(layer.weight, {layer.out, layer.in, k, k, k}, m->device), {}, layer.dilation, layer.dilation * (k / 2)};
            if (!layer.bias.empty())
                made.bias = tensorOf(layer.bias, {layer.out}, m->device);
            m->layers.push_back(std::move(made));
        }
    });
}

MeshNet::~MeshNet() = default;

std::vector<std::uint8_t> MeshNet::classes(std::span<const float> values, const Size3& size, const Progress& progress) const
{
    return translated("the network", [&] {
        const c10::InferenceMode inference;
        const at::Tensor volume = m->features(values, size, progress);
        at::Tensor best = at::empty({size.x, size.y, size.z}, at::TensorOptions(at::kByte));
        // Scores of all classes at once would be far larger than the volume itself.
        const std::int64_t slices = std::max<std::int64_t>(1, SlabDepth * m->configuration.channels / (4 * m->configuration.classes));
        for (std::int64_t begin = 0; begin < size.x; begin += slices) {
            progress.checkpoint();
            const std::int64_t count = std::min(slices, size.x - begin);
            const at::Tensor scores = convolved(volume.narrow(2, begin, count).contiguous(), m->layers.back()).contiguous().cpu();
            at::Tensor target = best.narrow(0, begin, count); // whole slices: contiguous
            highest(scores.data_ptr<float>(), scores.size(1), target.numel(), target.data_ptr<std::uint8_t>());
        }
        const at::Tensor ordered = best.permute({2, 1, 0}).contiguous();
        const std::uint8_t* data = ordered.data_ptr<std::uint8_t>();
        return std::vector<std::uint8_t>(data, data + ordered.numel());
    });
}

std::vector<float> MeshNet::scores(std::span<const float> values, const Size3& size) const
{
    return translated("the network", [&] {
        const c10::InferenceMode inference;
        const at::Tensor all = convolved(m->features(values, size, {}), m->layers.back());
        const at::Tensor ordered = all.permute({0, 1, 4, 3, 2}).contiguous().cpu();
        const float* data = ordered.data_ptr<float>();
        return std::vector<float>(data, data + ordered.numel());
    });
}

std::uint64_t meshNetBytes(const MeshNetConfiguration& configuration, const Size3& size)
{
    const auto voxels = static_cast<std::uint64_t>(size.count()), slice = static_cast<std::uint64_t>(size.y * size.z);
    const auto dilation = *std::max_element(configuration.dilations.begin(), configuration.dilations.end());
    // oneDNN works on copies whose channels are rounded up to its block of 16.
    const auto channels = static_cast<std::uint64_t>((configuration.channels + 15) / 16 * 16);
    const auto slab = static_cast<std::uint64_t>(SlabDepth + 2 * dilation);
    const std::uint64_t base = 400u << 20; // the library itself
    return base + sizeof(float) * (voxels * (static_cast<std::uint64_t>(configuration.channels) + 1) + 4 * slab * slice * channels);
}

} // namespace insula
