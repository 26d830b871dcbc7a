// t tests over the maps of several people, a map at a time, so that memory does not grow with their number.
//
// All maps have one grid. Where any of them is 0 or not finite, nothing is tested (0), as in SPM's implicit masking. One group: mean
// against 0. Two groups: the first minus the second, with one variance for both. Student, Biometrika 6 (1908) 1-25. Throws Error with one
// line. Not thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace insula {

class GroupTest {
public:
    // groups: 1 or 2.
    GroupTest(std::size_t voxels, std::size_t groups);
    // First pass. Running means and sums of squares: Welford, Technometrics 4 (1962) 419-420.
    void add(std::size_t group, std::span<const float> values);

    // After all: Error when a group has no map, or there are too few for a variance.
    struct Result {
        std::vector<float> effect, t, z;
        std::vector<std::vector<float>> means; // of each group
        std::vector<std::uint8_t> mask; // where there was something to test
        double degreesOfFreedom = 0;
    };
    Result result() const;
    // Second pass, for the smoothness: the map's difference from its group's mean in units of the spread; 0 outside the mask.
    std::vector<float> residual(std::size_t group, std::span<const float> values) const;

private:
    double freedom() const;
    double variance(std::size_t voxel) const;

    std::size_t m_voxels;
    std::vector<std::size_t> m_count; // maps of each group
    std::vector<std::vector<double>> m_mean, m_square;
    std::vector<std::uint8_t> m_mask;
};

} // namespace insula
