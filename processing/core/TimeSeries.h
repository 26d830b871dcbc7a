// Arithmetic on time courses: trend, percent signal change, z, power spectrum, correlation, and means of regions of a run.
//
// Values that are not finite stay where they are and count in no mean, trend or correlation. Any thread.
#pragma once

#include "processing/core/Progress.h"
#include "processing/core/Volume.h"

#include <span>
#include <vector>

namespace insula {

double meanOf(std::span<const double> values); // NaN without a finite value
// The least-squares line is taken away, the mean stays.
std::vector<double> detrended(std::span<const double> values);
// 100 (x - mean) / |mean|. All NaN where the mean is 0 beside the values' size, so that a percentage says nothing.
std::vector<double> percentChange(std::span<const double> values);
// (x - mean) / standard deviation (population); 0 everywhere for a constant course.
std::vector<double> zScores(std::span<const double> values);
// Pearson's r over the frames where both are finite; NaN when one of them is constant there. Throws Error when lengths differ.
double pearson(std::span<const double> a, std::span<const double> b);

// One-sided power spectral density of a course around its mean: the periodogram |X(f)|^2 / (N fs), doubled but at 0 and at half the
// sampling rate, so that its sum times the spacing of the frequencies is the variance (Parseval). What is not finite counts as the mean.
struct Spectrum {
    std::vector<double> frequency; // Hz, from 0; cycles per frame when the TR is unknown (0)
    std::vector<double> power; // value^2 / Hz
};
Spectrum powerSpectrum(std::span<const double> values, double trSeconds);

// Indices (first axis fastest) of the voxels of `grid` whose centre lies in a voxel of `labels` (its frame 0) that has this value. The
// grids need not agree.
std::vector<std::int64_t> voxelsOfLabel(const Grid& grid, const Volume& labels, double label);
// Mean over these voxels in each frame, what is not finite left out. Waits for frames. Throws Error when there is no voxel.
std::vector<double> meanCourse(const Volume& run, std::span<const std::int64_t> voxels, const Progress& progress = {});
// Whether all frames have arrived.
bool hasAllFrames(const Volume& volume);

} // namespace insula
