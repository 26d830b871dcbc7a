// How much two images tell about each other under a transform, with its derivative: what registration climbs.
//
// Points are RAS+ mm, arrays have the first axis fastest. Continuous in the transform: a sample near the moving image's border counts less
// and less instead of dropping out, and moving values count in the four nearest bins (cubic B-spline), so that a quasi-Newton search can
// rely on it. Sums are taken in fixed portions: the same bits for any number of threads. Thread: any.
#pragma once

#include "processing/core/Geometry.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace insula {

// Finite values; the mask (0 and 1, may be empty: all) says where the image counts. Keeps references.
struct RegistrationImage {
    std::span<const float> values;
    const Grid* grid = nullptr;
    std::span<const std::uint8_t> mask;
};

class MutualInformation {
public:
    // At most `samples` points of the fixed image, each at a random place in its voxel (grids that lie on each other would otherwise favour
    // whole voxels: Pluim, Maintz and Viergever, Comput Vis Image Underst 77 (2000) 211). Bins between the 0.5th and 99.5th percentiles.
    MutualInformation(
        const RegistrationImage& fixed, const RegistrationImage& moving, std::int64_t samples, std::uint64_t seed, int threads);

    // Normalised mutual information (Studholme, Hill and Hawkes, Pattern Recognition 32 (1999) 71), 1 (nothing in common) to 2; 1 when less
    // than a tenth of the samples lies in the moving image. `gradient`: by the twelve entries of `pull` (fixed to moving), row by row.
    double operator()(const Affine& pull, std::array<double, 12>* gradient = nullptr) const;
    std::int64_t samples() const { return static_cast<std::int64_t>(m_points.size()); }

private:
    static constexpr int Bins = 32;
    struct Point {
        World at;
        int bin;
    };
    struct Place;
    using Joint = std::array<std::array<double, Bins>, Bins>;
    bool look(const World& voxel, Place& place) const;
    void count(const Affine& toVoxel, std::size_t begin, std::size_t end, Joint& joint) const;
    std::array<double, 12> climb(const Affine& toVoxel, const Joint& slope, std::size_t begin, std::size_t end) const;

    RegistrationImage m_moving;
    Affine m_worldToVoxel;
    std::vector<Point> m_points;
    double m_low = 0, m_perBin = 1; // moving value to bins
    int m_threads;
};

} // namespace insula
