// Where each voxel of a synthetic head comes from: a random affine and a smooth, invertible warp; and flips.
//
// The warp is the flow of a stationary velocity field, integrated by scaling and squaring (Arsigny et al., MICCAI 2006). Vectors are mm,
// their components in tensor order (k, j, i). Thread: any.
#pragma once

#include "models/synthesis/Draws.h"
#include "models/synthesis/Lattice.h"
#include "processing/core/Progress.h"

namespace insula {

struct Deformation {
    std::array<std::array<double, 3>, 3> linear{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}; // applied after the warp
    std::array<double, 3> shiftMm{0, 0, 0};
    at::Tensor warpMm; // [3, k, j, i] on warpLattice() of the same field; undefined: none
};
Lattice warpLattice(const Lattice& lattice); // coarser, as smooth as the warp is
Deformation drawDeformation(Draws& draws, const AnatomyRanges& ranges, const Lattice& lattice);

// Smooth noise [k, j, i] over the lattice's field from control points about `spacingMm` apart; mean 0 and deviation 1.
at::Tensor smoothNoise(Draws& draws, const Lattice& lattice, double spacingMm);

// Displacement of the flow of velocity [3, k, j, i] over time 1, in mm.
at::Tensor integrated(const at::Tensor& velocityMm, const Lattice& lattice);
// Of x + displacement(x), by central differences: [k-2, j-2, i-2].
at::Tensor jacobianDeterminant(const at::Tensor& displacementMm, const Lattice& lattice);

// Labels (int32, [k, j, i]) on `to` from those on `from`, nearest neighbour; 0 beyond the field.
at::Tensor deformedLabels(
    const at::Tensor& labels, const Lattice& from, const Lattice& to, const Deformation& deformation, const Progress& progress = {});

// Mirrors along the axis (0 to 2) that runs from left to right, and swaps the numbers of both sides. Its own inverse.
at::Tensor flippedLabels(const at::Tensor& labels, int leftRightAxis);
// value(label) of each voxel, by a table over the numbers. Same type as `labels`. Labels must be 0 to 1,048,576 (Error).
at::Tensor mappedLabels(const at::Tensor& labels, std::int64_t (*value)(std::int64_t));

} // namespace insula
