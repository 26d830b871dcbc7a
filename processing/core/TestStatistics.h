// Probabilities of t and z, the false discovery rate, and the size that a cluster reaches by chance.
//
// Tails are given as natural logarithms, so that a t of 50 still has a z. Any thread. Sources: DLMF 7.9 and 8.17 (continued fractions);
// Benjamini and Hochberg, J R Statist Soc B 57 (1995) 289-300; Friston et al., Human Brain Mapping 1 (1994) 210-220 (clusters); Forman et
// al., Magn Reson Med 33 (1995) 636-647 (smoothness).
#pragma once

#include "processing/core/Geometry.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace insula {

double logUpperTailOfNormal(double z); // log P(Z > z)
double logUpperTailOfT(double t, double degreesOfFreedom);
double upperQuantileOfNormal(double logTail); // z with log P(Z > z) = logTail
double upperQuantileOfT(double tail, double degreesOfFreedom); // t with P(T > t) = tail, 0 < tail < 0.5
// The z that is as unlikely as t.
double zOfT(double t, double degreesOfFreedom);

// The smallest |t| that is called significant when the share of false ones among them is to be q, two-sided, over the values given (NaN
// left out); none when nothing is.
std::optional<double> falseDiscoveryT(std::span<const float> t, double degreesOfFreedom, double q);

// FWHM in voxels along each axis of noise fields (frames one after the other) whose variance is the same everywhere, over the voxels of a
// mask; at least 1, and 0 along an axis of one voxel.
Vec3 smoothnessVoxels(std::span<const float> fields, std::size_t frames, const Size3& size, std::span<const std::uint8_t> mask);

// Voxels that a cluster needs so that chance makes one as large, of either sign, in a share of `familywise` of maps of this smoothness, for
// a threshold of upper tail `formingTail` (one-sided).
std::int64_t clusterSizeThreshold(std::int64_t voxels, const Vec3& fwhmVoxels, double formingTail, double familywise);

} // namespace insula
