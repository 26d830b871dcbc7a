#include "models/synthesis/TrainingTargets.h"

#include "models/synthesis/Deformation.h"
#include "models/synthesis/Structures.h"

#include <ATen/ATen.h>

#include <cmath>

namespace insula {
namespace {

// squared[n] becomes the least of squared[n + t] + (the distance to a box t voxels away)^2.
at::Tensor spread(const at::Tensor& squared, int axis, double mm, double limitMm)
{
    at::Tensor result = squared.clone();
    const std::int64_t n = squared.size(axis);
    for (std::int64_t t = 1; t < n && (static_cast<double>(t) - 0.5) * mm < limitMm; ++t) {
        const double away = (static_cast<double>(t) - 0.5) * mm, cost = away * away;
        at::Tensor low = result.narrow(axis, 0, n - t), high = result.narrow(axis, t, n - t);
        at::minimum_out(low, low, squared.narrow(axis, t, n - t) + cost);
        at::minimum_out(high, high, squared.narrow(axis, 0, n - t) + cost);
    }
    return result;
}

at::Tensor distanceTo(const at::Tensor& mask, const Lattice& lattice, double limitMm)
{
    at::Tensor squared = at::where(mask, at::zeros({}, at::TensorOptions().dtype(at::kFloat).device(mask.device())),
        at::full({}, limitMm * limitMm, at::TensorOptions().dtype(at::kFloat).device(mask.device())));
    for (int axis = 0; axis < 3; ++axis)
        squared = spread(squared, axis, lattice.mm[static_cast<std::size_t>(axis)], limitMm);
    return squared.sqrt_().clamp_max_(limitMm);
}

} // namespace

at::Tensor brainMask(const at::Tensor& labels)
{
    return (labels > 0) & (labels < FirstOutsideBrain);
}

at::Tensor brainMaskWithoutCsf(const at::Tensor& labels)
{
    return brainMask(labels) & (labels != CsfLabel);
}

at::Tensor signedDistance(const at::Tensor& mask, const Lattice& lattice, double limitMm)
{
    return distanceTo(mask, lattice, limitMm) - distanceTo(mask.logical_not(), lattice, limitMm);
}

at::Tensor structureIndices(const at::Tensor& labels)
{
    return mappedLabels(labels, structureIndex);
}

} // namespace insula
