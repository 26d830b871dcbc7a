// Cubic B-spline interpolation of a frame, and the Gaussian smoothing that comes before an estimation.
//
// Arrays are first axis fastest, positions in voxels (a centre has whole numbers). Mirrored at the outermost voxel centres. Positions
// beyond them take the value at the nearest place inside. Values must be finite. Source: Unser, Aldroubi and Eden, IEEE Trans Signal
// Processing 41 (1993), Part II; Thevenaz, Blu and Unser, IEEE TMI 19 (2000). Thread: const functions from any.
#pragma once

#include "processing/core/Geometry.h"

#include <array>
#include <span>
#include <vector>

namespace insula {

class CubicSpline {
public:
    // Takes the samples over and turns them into coefficients.
    CubicSpline(std::vector<float> samples, const Size3& size);

    float value(double i, double j, double k) const;
    // Change of the value per voxel along each axis.
    std::array<double, 3> gradient(double i, double j, double k) const;
    const Size3& size() const { return m_size; }

private:
    Size3 m_size;
    std::vector<float> m_coefficients;
};

// In place, sigma in voxels per axis (0 leaves an axis alone). The kernel is sampled, cut at 3 sigma and renormalised at the border.
void smoothInPlace(std::span<float> values, const Size3& size, const Vec3& sigma);

} // namespace insula
