// Sampling a volume on another grid, and the plain grid arithmetic that steps share. No ITK: this is what insula-infer,
// the viewers and the conform step of the networks use.
#pragma once

#include "processing/core/Progress.h"
#include "processing/core/Volume.h"

#include <functional>
#include <span>
#include <vector>

namespace insula {

enum class Interpolation { Nearest, Linear };

// Values of frame `frame` of `source` at the voxel centres of `target`, first axis fastest. `outside` beyond the source's voxel
// boxes (more than half a voxel past the outermost centres); Linear is trilinear and holds the outermost value within that half.
std::vector<float> sampleOnGrid(const Volume& source, const Grid& target, Interpolation interpolation, float outside = 0.0f,
    std::int64_t frame = 0, const Progress& progress = {});
// The same for a plain array on grid `from`.
std::vector<float> sampleOnGrid(std::span<const float> values, const Grid& from, const Grid& target, Interpolation interpolation,
    float outside = 0.0f, const Progress& progress = {});

// The grid on which the MeshNet family sees a head: `size`-cubed, isotropic `voxelMm`, axes left, inferior, anterior, the middle of its
// field of view on that of `native`: c = native.centre(), m = (size-1)/2; x = c_x - v (i - m), y = c_y + v (k - m), z = c_z - v (j - m).
Grid conformedGrid(const Grid& native, std::int64_t size = 256, double voxelMm = 1.0);

// Largest 6-connected component of the non-zero voxels; others become 0. Returns the number of components that were found.
std::int64_t keepLargestComponent(std::span<std::uint8_t> mask, const Size3& size);

// Signed Euclidean distance in mm from each voxel centre to the surface of the set of voxel boxes where mask is non-zero: negative
// inside; infinite where there is no such surface. Spacing from the grid's affine; shear is ignored. Felzenszwalb and Huttenlocher, Theory
// of Computing 8 (2012), on half-voxel samples so that box faces, not centres, are measured.
std::vector<float> signedDistanceMm(std::span<const std::uint8_t> mask, const Grid& grid, const Progress& progress = {});

// Runs body(begin, end) over [0, count) on `threads` threads (0: as many as the machine has); rethrows the first exception.
void parallelFor(std::int64_t count, const std::function<void(std::int64_t, std::int64_t)>& body, int threads = 0);

} // namespace insula
