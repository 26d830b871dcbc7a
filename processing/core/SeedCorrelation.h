// Pearson correlation of one time course with every voxel of a run, fast enough to follow the mouse.
//
// Prepared once: courses without linear trend, standardised to length 1, as 16-bit numbers in one row a voxel, so that r is the dot
// product of two rows of integers. A row's sum of squares is at most 32767^2, so that by Cauchy and Schwarz no 32-bit sum can overflow,
// whatever the number of frames; r is exact to 1e-4. Constant voxels, and those with a value that is not finite, have r = 0. Memory: two
// bytes a voxel and frame. Thread: immutable after construction.
#pragma once

#include "processing/core/Progress.h"
#include "processing/core/Volume.h"

#include <span>
#include <vector>

namespace insula {

class SeedCorrelation {
public:
    static constexpr std::uint64_t DefaultBudget = std::uint64_t{2} << 30;

    // Waits for frames. Throws Error for fewer than 3 frames, and when the prepared rows would take more than `budgetBytes`.
    explicit SeedCorrelation(VolumePtr run, const Progress& progress = {}, std::uint64_t budgetBytes = DefaultBudget);
    const VolumePtr& run() const { return m_run; }
    std::uint64_t bytes() const { return m_rows.size() * sizeof(std::int16_t); }

    // r of every voxel, first axis fastest, with the course of one voxel, or with any course of as many frames as the run has (its trend is
    // taken away, too). 0 everywhere for a seed that is constant. Throws Error when the number of frames differs.
    std::vector<float> withVoxel(std::int64_t voxel, int threads = 0) const;
    std::vector<float> withCourse(std::span<const double> course, int threads = 0) const;

private:
    std::vector<float> withRow(const std::int16_t* seed, int threads) const;

    VolumePtr m_run;
    std::size_t m_frames, m_stride; // numbers a row, a multiple of what a register holds
    std::vector<std::int16_t> m_rows;
};

// A map of r as a volume of the run's grid.
VolumePtr correlationVolume(const Volume& run, std::vector<float> r, const std::string& path);

} // namespace insula
