// Values of a volume along a row of pixels, straight from the stored voxels through the exact affine: no copy, no resampled
// volume, any affine (oblique, sheared, left-handed). The volume reaches half a voxel beyond its outer voxel centres.
//
// Linear: trilinear; where a neighbour is NaN or infinite the nearest voxel decides, so that NaN is drawn as wide as it is stored.
#pragma once

#include "processing/core/Volume.h"

#include <cstdint>
#include <span>

namespace insula {

// A straight row of points in voxel coordinates: start + n * step.
struct VoxelRow {
    Voxel start, step;
};

class SliceSampler {
public:
    // Samples are (stored - offset) * gain. The volume must outlive the sampler; the frame must have arrived.
    SliceSampler(const Volume& volume, std::int64_t frame, double offset, double gain);

    // Pixels of a row that are inside the volume: [begin, end).
    struct Extent {
        std::size_t begin, end;
    };
    Extent extent(const VoxelRow& row, std::size_t count) const;
    // NaN outside the volume (and where the volume has NaN).
    void linear(const VoxelRow& row, std::span<float> out) const;
    // Catmull-Rom along the three axes (Catmull and Rom 1974), clamped to the range of the eight voxels around, so that nothing overshoots;
    // the nearest voxel where one of those is not finite.
    void cubic(const VoxelRow& row, std::span<float> out) const;
    void nearest(const VoxelRow& row, std::span<float> out) const;
    // Scaled values rounded to whole numbers; 0 outside and where not finite.
    void labels(const VoxelRow& row, std::span<std::int64_t> out) const;

private:
    template <typename Between> void between(const VoxelRow& row, std::span<float> out, Between valueAt) const;

    const Volume& m_volume;
    std::span<const std::byte> m_bytes;
    double m_offset, m_gain;
};

} // namespace insula
