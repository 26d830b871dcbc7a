// Courses of an atlas's regions, and how alike they are.
//
// Any thread. Throws Error with one line; Cancelled.
#pragma once

#include "processing/core/Progress.h"
#include "processing/core/Volume.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace insula {

struct RegionSeries {
    std::vector<std::int64_t> labels;
    std::vector<std::string> names; // of the atlas's table, else the number
    std::vector<std::vector<double>> courses; // mean of each region, a value a frame
    std::vector<std::int64_t> voxels; // of the run, in each region
    std::vector<std::int64_t> absent; // labels without a voxel in the run
};

// Each voxel of the run belongs to the label that the atlas has at its centre (the grids need not agree, the space must); voxels that are
// not finite in all frames, or constant, are left out.
RegionSeries regionSeries(const Volume& run, const Volume& atlas, int threads, const Progress& progress = {});

// Pearson's r of every pair, row by row; NaN where a course is constant, 1 on the diagonal.
std::vector<double> correlationMatrix(const std::vector<std::vector<double>>& courses);
// atanh of it, NaN on the diagonal. Fisher, Biometrika 10 (1915).
std::vector<double> fisherZ(const std::vector<double>& correlations, std::size_t size);
double fisherZ(double r); // r beyond +-0.9999999 counts as that

// "node", then a column a name.
std::string matrixTable(const std::vector<std::string>& names, const std::vector<double>& matrix);

// Pearson's r of a course with every voxel of a mask; 0 for a constant voxel. Throws Error when the course is constant.
std::vector<float> correlationMap(const Volume& run, std::span<const std::uint8_t> mask, std::span<const double> course, int threads,
    std::int64_t& notFinite, const Progress& progress = {});

} // namespace insula
