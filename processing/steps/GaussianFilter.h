// Gaussian smoothing along the voxel axes, shared by the steps that blur.
//
// Up to a sigma of 8 voxels the discrete analogue of the Gaussian (modified Bessel functions; its variance is exact also where
// sigma is small against a voxel), beyond that Deriche's recursive filter. The image is continued with its border values.
// Reference: Lindeberg, IEEE PAMI 12 (1990); Deriche, INRIA report 1893 (1993). Done by ITK.
#pragma once

#include "processing/core/Progress.h"
#include "processing/core/Volume.h"

#include <span>
#include <vector>

namespace insula {

// sigmaVoxels: per voxel axis; an axis with 0 is left alone. Values must be finite.
std::vector<float> gaussianSmoothed(
    std::span<const float> values, const Size3& size, const Vec3& sigmaVoxels, int threads, const Progress& progress);

inline constexpr double FwhmPerSigma = 2.3548200450309493; // 2 sqrt(2 ln 2)

} // namespace insula
