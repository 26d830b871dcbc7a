#include "models/anatomy/AnatomyExamples.h"

#include "models/synthesis/Appearance.h"
#include "models/synthesis/TrainingTargets.h"

#include <ATen/ATen.h>

#include <array>
#include <cmath>
#include <utility>

namespace insula {
namespace {

constexpr double NearMm = 4; // structures are told apart in the brain and this far around it
constexpr double JitterSd = 0.15; // of the logarithm of an image's brightness: where a scan's brightest voxels lie is not known
constexpr double T1BlurVoxels = 0.5;
constexpr double FarWeight = 0.2; // of the T1-like image far from the brain, where it is 0

// Relative to white matter, of a typical MPRAGE. Not from a measurement of one scanner: an image that looks like T1, nothing more.
constexpr std::array<std::pair<std::int64_t, double>, 25> T1Values{{{2, 1}, {3, 0.68}, {4, 0.22}, {5, 0.25}, {7, 0.95}, {8, 0.66},
    {10, 0.84}, {11, 0.73}, {12, 0.78}, {13, 0.9}, {14, 0.24}, {15, 0.26}, {16, 0.88}, {17, 0.68}, {18, 0.66}, {24, 0.2}, {25, 0.7},
    {26, 0.68}, {28, 0.88}, {30, 0.6}, {31, 0.4}, {72, 0.2}, {77, 0.75}, {85, 0.8}, {136, 0.4}}};
constexpr double OtherT1 = 0.7;

std::int64_t t1PerMille(std::int64_t label)
{
    if (!isBrain(label))
        return 0;
    for (const auto& [number, value] : T1Values)
        if (number == eitherSide(label))
            return std::llround(1000 * value);
    return std::llround(1000 * OtherT1);
}

double diceOf(const at::Tensor& a, const at::Tensor& b)
{
    const auto both = (a & b).sum().item<double>(), all = a.sum().item<double>() + b.sum().item<double>();
    return all > 0 ? 2 * both / all : 1;
}

at::Tensor meanOver(const at::Tensor& values, const at::Tensor& weights)
{
    return (values * weights).sum() / weights.sum().clamp_min(1);
}

// 1 - Dice, mean over the classes that occur (SynthSeg's loss).
at::Tensor overlapLoss(const at::Tensor& scores, const at::Tensor& truth)
{
    const at::Tensor parts = at::softmax(scores, 1), wanted = at::one_hot(truth, StructureClasses).to(at::kFloat);
    const at::Tensor count = wanted.sum(0), both = (parts * wanted).sum(0), isThere = (count > 0).to(at::kFloat);
    const at::Tensor dice = (2 * both + 1) / (parts.sum(0) + count + 1);
    return 1 - (dice * isThere).sum() / isThere.sum().clamp_min(1);
}

} // namespace

at::Tensor labelTensor(const LabelMaps& maps, std::size_t map, const c10::Device& device)
{
    const LabelMap& m = maps.maps[map];
    const at::Tensor codes
        = at::from_blob(const_cast<std::uint8_t*>(m.codes.data()), {m.size[0], m.size[1], m.size[2]}, at::kByte).to(device).to(at::kInt);
    const at::Tensor numbers
        = at::from_blob(const_cast<std::int32_t*>(maps.numbers.data()), {static_cast<std::int64_t>(maps.numbers.size())}, at::kInt)
              .to(device);
    return at::index_select(numbers, 0, codes.view(-1)).view(codes.sizes());
}

at::Tensor t1LikeFromLabels(const at::Tensor& labels)
{
    const at::Tensor sharp = mappedLabels(labels, t1PerMille).to(at::kFloat).div_(1000);
    return blurred(sharp, {T1BlurVoxels, T1BlurVoxels, T1BlurVoxels});
}

AnatomyExample makeExample(
    const at::Tensor& labels, const std::array<std::int64_t, 3>& size, double voxelMm, const SynthesisOptions& options)
{
    const at::NoGradGuard noGradients;
    const Lattice from{{labels.size(0), labels.size(1), labels.size(2)}, {1, 1, 1}}, to{size, {voxelMm, voxelMm, voxelMm}};
    constexpr int LeftRightAxis = 2;
    SynthesisBatch batch = synthesise(labels, from, to, LeftRightAxis, options);
    AnatomyExample example;
    Draws draws(options.seed ^ 0x6a697474, labels.device());
    for (std::int64_t n = 0; n < batch.images.size(0); ++n)
        batch.images[n].mul_(std::exp(JitterSd * draws.normal()));
    example.images = batch.images;
    example.measured = batch.measured;
    example.logBias = batch.logBias;
    example.labels = batch.labels;
    example.distances = at::stack({signedDistance(brainMask(batch.labels), to), signedDistance(brainMaskWithoutCsf(batch.labels), to)});
    example.structures = structureIndices(batch.labels).to(at::kLong);
    example.t1Like = t1LikeFromLabels(batch.labels);
    return example;
}

AnatomyLoss anatomyLoss(AnatomyNetwork& network, const AnatomyExample& example, std::int64_t n, at::ScalarType type)
{
    const at::Tensor features = network->features(example.images[n].unsqueeze(0).unsqueeze(0), type);
    const at::Tensor smooth = network->outputs(features, 0, FirstStructure)[0];
    const at::Tensor measured = example.measured[n].to(at::kFloat), near = example.distances[0] < NearMm;
    const at::Tensor apart = at::smooth_l1_loss(smooth.narrow(0, 0, 2), example.distances, at::Reduction::None);
    const at::Tensor distance = meanOver(apart, measured.unsqueeze(0).expand_as(apart));
    const at::Tensor t1 = meanOver((smooth[T1Like] - example.t1Like).abs(), measured * (near.to(at::kFloat) * (1 - FarWeight) + FarWeight));
    // Known up to a constant, for a scan's scale is arbitrary.
    const at::Tensor inHead = measured * (example.labels > 0).to(at::kFloat), off = smooth[LogBias] - example.logBias[n];
    const at::Tensor bias = meanOver((off - meanOver(off, inHead)).square(), inHead);

    AnatomyLoss loss;
    loss.total = distance + 2 * t1 + bias;
    const at::Tensor places = (near & example.measured[n]).view(-1).nonzero().view(-1);
    if (places.numel() > 0) {
        const at::Tensor rows = features.view({features.size(1), -1}).index_select(1, places).t();
        const at::Tensor scores = network->heads(rows, FirstStructure, StructureClasses);
        const at::Tensor truth = example.structures.view(-1).index_select(0, places);
        const at::Tensor structures = at::cross_entropy_loss(scores, truth), overlap = overlapLoss(scores, truth);
        loss.total = loss.total + structures + overlap;
        loss.structures = structures.item<double>();
        loss.overlap = overlap.item<double>();
    }
    loss.distance = distance.item<double>();
    loss.t1 = t1.item<double>();
    loss.bias = bias.item<double>();
    return loss;
}

AnatomyScore anatomyScore(AnatomyNetwork& network, const AnatomyExample& example, std::int64_t n, at::ScalarType type)
{
    const at::NoGradGuard noGradients;
    const at::Tensor features = network->features(example.images[n].unsqueeze(0).unsqueeze(0), type);
    const at::Tensor out = network->outputs(features)[0], measured = example.measured[n];
    AnatomyScore score;
    score.maskWithCsf = diceOf((out[DistanceWithCsf] < 0) & measured, (example.distances[0] < 0) & measured);
    score.maskWithoutCsf = diceOf((out[DistanceWithoutCsf] < 0) & measured, (example.distances[1] < 0) & measured);
    const at::Tensor found
        = out.narrow(0, FirstStructure, StructureClasses).argmax(0) * ((out[DistanceWithCsf] < 2) & measured).to(at::kLong);
    const at::Tensor truth = example.structures * measured.to(at::kLong);
    int count = 0;
    for (std::int64_t c = 1; c < StructureClasses; ++c) {
        const at::Tensor wanted = truth == c;
        if (wanted.sum().item<std::int64_t>() == 0)
            continue;
        score.structures += diceOf(found == c, wanted);
        ++count;
    }
    score.structures /= std::max(1, count);
    const at::Tensor inBrain = ((example.distances[0] < 0) & measured).to(at::kFloat);
    score.t1Error = meanOver((out[T1Like] - example.t1Like).abs(), inBrain).item<double>();
    return score;
}

} // namespace insula
