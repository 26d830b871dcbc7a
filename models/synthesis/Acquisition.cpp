#include "models/synthesis/Acquisition.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace insula {
namespace {

const double SigmaPerThickness = std::log(5.0) / std::numbers::pi; // Brain-ID, SynthSR

at::Tensor alongOnly(const at::Tensor& values, std::size_t axis)
{
    std::vector<std::int64_t> shape{1, 1, 1};
    shape[axis] = -1;
    return values.view(shape);
}

// The head lies elsewhere in one to three stretches of the lines of k-space; the middle ones, which carry the contrast, are the reference.
at::Tensor moved(const at::Tensor& image, const Lattice& lattice, Draws& draws, const AcquisitionRanges& ranges)
{
    const auto axis = static_cast<int>(draws.index(3));
    const std::int64_t n = image.size(axis), stretches = 1 + draws.index(3);
    std::vector<double> shifts(static_cast<std::size_t>(n));
    for (std::int64_t s = 0; s < stretches; ++s) {
        const double sign = draws.chance(0.5) ? 1 : -1;
        const double voxels = sign * draws.uniform(ranges.motionMm) / lattice.mm[static_cast<std::size_t>(axis)];
        const std::int64_t from = draws.index(n), length = n / 16 + draws.index(n / 4 + 1);
        for (std::int64_t line = from; line < std::min(n, from + length); ++line)
            if (std::abs(line - n / 2) > n / 16)
                shifts[static_cast<std::size_t>(line)] = voxels;
    }
    const auto [real, imaginary] = motionMatrices(shifts);
    return (alongAxis(image, real, axis).square_() + alongAxis(image, imaginary, axis).square_()).sqrt_();
}

// A point of k-space that is far too high: a wave through the whole image.
void addSpike(at::Tensor& image, Draws& draws, const AcquisitionRanges& ranges)
{
    const double height = draws.uniform(ranges.spikeHeight);
    at::Tensor phase;
    for (std::size_t a = 0; a < 3; ++a) {
        const double cycles = draws.uniform({-0.3, 0.3}) * 2 * std::numbers::pi;
        const at::Tensor part = alongOnly(at::arange(image.size(static_cast<std::int64_t>(a)), image.options()) * cycles, a);
        phase = a == 0 ? part : phase + part;
    }
    image = image + phase.cos_().mul_(height);
}

at::Tensor rung(const at::Tensor& image, Draws& draws, const AcquisitionRanges& ranges)
{
    const auto axis = static_cast<int>(draws.index(3));
    return alongAxis(image, lowPassMatrix(image.size(axis), draws.uniform(ranges.ringingKept)), axis);
}

// Magnitude of a complex image with noise in both parts, or noise in one.
at::Tensor noisy(const at::Tensor& image, Draws& draws, const AcquisitionRanges& ranges)
{
    const double sd = draws.uniform(ranges.noiseSd);
    const bool isMagnitude = draws.chance(0.5);
    const at::Tensor real = draws.whiteNoise(image.sizes()).mul_(sd).add_(image);
    if (!isMagnitude)
        return real;
    return (real.square() + draws.whiteNoise(image.sizes()).mul_(sd).square_()).sqrt_();
}

void loseSlices(at::Tensor& image, Draws& draws)
{
    const auto axis = static_cast<std::int64_t>(draws.index(3));
    const double value = draws.chance(0.5) ? 0 : draws.uniform();
    for (std::int64_t n = 1 + draws.index(3); n > 0; --n)
        image.narrow(axis, draws.index(image.size(axis)), 1).fill_(value);
}

// What lies in front of a plane at a random angle that takes off at most a quarter of the field's half.
at::Tensor beyondPlane(const Lattice& lattice, Draws& draws)
{
    std::array<double, 3> direction{};
    double length = 0;
    for (double& part : direction) {
        part = draws.normal();
        length += part * part;
    }
    at::Tensor height;
    double reach = 0;
    for (std::size_t a = 0; a < 3; ++a) {
        const auto n = static_cast<double>(lattice.size[a] - 1);
        const at::Tensor at = at::arange(lattice.size[a], at::TensorOptions().dtype(at::kFloat).device(draws.device()));
        const at::Tensor part = alongOnly((at - n / 2) * (lattice.mm[a] * direction[a] / std::sqrt(length)), a);
        height = a == 0 ? part : height + part;
        reach = std::max(reach, n * lattice.mm[a] / 2);
    }
    return height < reach * draws.uniform({0.35, 0.7});
}

double brightest(const at::Tensor& image)
{
    const at::Tensor sample = image.reshape(-1).slice(0, 0, image.numel(), std::max<std::int64_t>(1, image.numel() / 200000));
    const auto rank = std::max<std::int64_t>(1, static_cast<std::int64_t>(0.999 * static_cast<double>(sample.numel())));
    return std::max(1e-6, std::get<0>(at::kthvalue(sample.contiguous(), rank)).item<double>());
}

void makeSlices(Slices& slices, std::size_t axis, double spacing, double thickness, const Lattice& lattice)
{
    if (spacing <= lattice.mm[axis])
        return;
    const double field = static_cast<double>(lattice.size[axis]) * lattice.mm[axis];
    slices.count[axis] = std::max<std::int64_t>(1, std::llround(field / spacing));
    slices.thicknessMm[axis] = thickness;
}

} // namespace

Slices drawSlices(Draws& draws, const Lattice& lattice, const AcquisitionRanges& ranges)
{
    Slices slices{lattice.size, {0, 0, 0}};
    const double kind = draws.uniform();
    if (kind < ranges.thickChance) {
        const double spacing = draws.uniform(ranges.sliceSpacingMm);
        makeSlices(
            slices, static_cast<std::size_t>(draws.index(3)), spacing, std::min(spacing, draws.uniform(ranges.thicknessLimitMm)), lattice);
    } else if (kind < ranges.thickChance + ranges.lowResolutionChance) {
        const double voxel = draws.uniform(ranges.voxelMm);
        for (std::size_t a = 0; a < 3; ++a)
            makeSlices(slices, a, voxel, voxel, lattice);
    }
    return slices;
}

at::Tensor sliced(const at::Tensor& image, const Slices& slices, const Lattice& lattice, double profile)
{
    at::Tensor x = image;
    for (std::size_t a = 0; a < 3; ++a)
        if (slices.count[a] != lattice.size[a] || slices.thicknessMm[a] > 0)
            x = alongAxis(x,
                sliceMatrix(slices.count[a], lattice.size[a], profile * SigmaPerThickness * slices.thicknessMm[a] / lattice.mm[a]),
                static_cast<int>(a));
    return x;
}

at::Tensor resliced(const at::Tensor& image, const Lattice& lattice)
{
    at::Tensor x = image;
    for (int a = 0; a < 3; ++a)
        if (const std::int64_t n = lattice.size[static_cast<std::size_t>(a)]; x.size(a) != n)
            x = alongAxis(x, linearMatrix(n, x.size(a)), a);
    return x;
}

Field wholeField(const Lattice& lattice)
{
    return {{0, 0, 0}, lattice.size};
}

Field drawField(Draws& draws, const at::Tensor& labels, const AcquisitionRanges& ranges)
{
    Field field{{0, 0, 0}, {labels.size(0), labels.size(1), labels.size(2)}};
    if (!draws.chance(ranges.cropChance))
        return field;
    const at::Tensor head = labels != 0;
    for (std::int64_t n = 1 + draws.index(2); n > 0; --n) {
        const auto a = static_cast<std::size_t>(draws.index(3));
        const bool fromStart = draws.chance(0.5);
        const double part = draws.uniform(ranges.cropPart);
        const at::Tensor along = (a == 0 ? head.any(2).any(1) : a == 1 ? head.any(2).any(0) : head.any(1).any(0)).nonzero();
        if (along.numel() == 0)
            continue;
        const auto first = along.min().item<std::int64_t>(), last = along.max().item<std::int64_t>();
        const auto cut = static_cast<std::int64_t>(part * static_cast<double>(last - first));
        (fromStart ? field.from : field.to)[a] = fromStart ? first + cut : last + 1 - cut;
    }
    return field;
}

at::Tensor fieldMask(const Field& field, const Lattice& lattice, const c10::Device& device)
{
    at::Tensor inside = at::zeros({lattice.size[0], lattice.size[1], lattice.size[2]}, at::TensorOptions().dtype(at::kBool).device(device));
    at::Tensor part = inside;
    for (std::size_t a = 0; a < 3; ++a)
        part = part.narrow(static_cast<std::int64_t>(a), field.from[a], field.to[a] - field.from[a]);
    part.fill_(true);
    return inside;
}

Acquired drawAcquisition(const at::Tensor& image, const at::Tensor& labels, const Lattice& lattice, Draws& draws,
    const AcquisitionRanges& ranges, const Progress& progress)
{
    at::Tensor x = image;
    if (draws.chance(ranges.motionChance))
        x = moved(x, lattice, draws, ranges);
    progress.checkpoint();
    const Slices slices = drawSlices(draws, lattice, ranges);
    x = sliced(x, slices, lattice, draws.uniform(ranges.profile));
    progress.checkpoint();
    x = noisy(x, draws, ranges);
    progress.checkpoint();
    if (draws.chance(ranges.ringingChance))
        x = rung(x, draws, ranges);
    if (draws.chance(ranges.spikeChance))
        addSpike(x, draws, ranges);
    progress.checkpoint();
    x = resliced(x, lattice).clamp_min(0);
    progress.checkpoint();
    if (draws.chance(ranges.lostSlicesChance))
        loseSlices(x, draws);
    at::Tensor measured = fieldMask(drawField(draws, labels, ranges), lattice, x.device());
    if (draws.chance(ranges.cutChance))
        measured = measured & beyondPlane(lattice, draws);
    x = x * measured;
    return {x / brightest(x), measured};
}

} // namespace insula
