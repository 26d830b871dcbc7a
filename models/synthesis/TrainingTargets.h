// What a network is to find in a synthetic image: made from the deformed labels, so from what was there before any damage.
#pragma once

#include "models/synthesis/Lattice.h"

namespace insula {

// Beyond it the distance is held: SynthStrip's network is trustworthy within about 4 to 5 mm of the edge.
constexpr double DistanceLimitMm = 5;

at::Tensor brainMask(const at::Tensor& labels); // bool; the CSF around the brain and in it counts
at::Tensor brainMaskWithoutCsf(const at::Tensor& labels); // bool; label 24 does not count, ventricles do

// mm from each voxel's centre to the surface of the set of voxel boxes where mask is true, negative inside, held at +-limitMm; exact up to
// there. Where there is no such surface it is +-limitMm. Each axis in turn as a lower envelope of parabolas (Felzenszwalb and Huttenlocher,
// Theory of Computing 8 (2012)), only as far as the limit reaches. Same as processing/core's signedDistanceMm, on any device.
at::Tensor signedDistance(const at::Tensor& mask, const Lattice& lattice, double limitMm = DistanceLimitMm);

// int32, 0 to 32: the structures of SynthSeg (Structures.h).
at::Tensor structureIndices(const at::Tensor& labels);

} // namespace insula
