// The voxels of a tensor in space, and linear maps along one of its axes.
//
// Axis order: a tensor [k, j, i] holds a volume grid, for a volume's first axis (i) is the fastest and so is a tensor's last. Everything
// here is in tensor order: size, mm and the components of vectors are (k, j, i). Positions are mm from the middle of the field, along the
// axes of the grid; a grid's rotation and origin in the world play no part. Blur, slices, ringing and motion are matrices along an axis:
// one product each, alike on CPU and CUDA.
#pragma once

#include <ATen/core/Tensor.h>

#include <array>
#include <cstdint>
#include <span>

namespace insula {

struct Lattice {
    std::array<std::int64_t, 3> size{1, 1, 1}; // k, j, i
    std::array<double, 3> mm{1, 1, 1};
    std::int64_t count() const { return size[0] * size[1] * size[2]; }
};
// The same field in voxels of about `mm`; its voxels fill the field exactly.
Lattice coarser(const Lattice& lattice, double mm);

// out[.., m, ..] = sum over n of matrix[m, n] x[.., n, ..], along `axis` (0 to 2) of a tensor [k, j, i].
at::Tensor alongAxis(const at::Tensor& x, const at::Tensor& matrix, int axis);

// All [out, n], float32 on the CPU; rows sum to 1.
at::Tensor blurMatrix(std::int64_t n, double sigma); // Gaussian with mirrored ends: keeps constants and the mean
at::Tensor linearMatrix(std::int64_t out, std::int64_t n); // both fill the same field; ends are held
at::Tensor splineMatrix(std::int64_t out, std::int64_t n); // cubic B-spline through n - 3 spans
// `count` slices that fill the field, each seen through a Gaussian of `sigma` voxels.
at::Tensor sliceMatrix(std::int64_t count, std::int64_t n, double sigma);
// Only the lowest `kept` (0 to 1) of the frequencies: ringing.
at::Tensor lowPassMatrix(std::int64_t n, double kept);
// Each line of k-space (there are n, from the lowest frequency) is measured while the object lies `shifts` voxels away.
// Real and imaginary part.
std::array<at::Tensor, 2> motionMatrices(std::span<const double> shifts);

} // namespace insula
