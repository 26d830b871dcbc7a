// The grey plot of a run: the course of many voxels as rows of one picture, and the summary courses that go over it.
//
// Method: Power, NeuroImage 154 (2017); DVARS: Power et al., NeuroImage 59 (2012), relative to the brain's mean. Throws Error when no voxel
// can be told from background, or for fewer than 2 frames. Waits for frames. Any thread.
#pragma once

#include "processing/core/Progress.h"
#include "processing/core/Volume.h"

#include <string>
#include <vector>

namespace insula {

struct CarpetBand {
    std::int64_t label = 0; // 0: the whole brain
    std::string name;
    std::size_t firstRow = 0, rows = 0; // of the picture
    std::int64_t voxels = 0; // that the rows were taken from
};

struct Carpet {
    std::size_t rows = 0, frames = 0;
    std::vector<float> z; // row by row: without linear trend, z-scored
    std::vector<std::int64_t> voxels; // of each row
    std::vector<CarpetBand> bands; // from the top
    std::vector<double> globalSignal; // mean over the brain's voxels, in the run's values
    std::vector<double> dvarsPercent; // root of the mean square change from the frame before, in percent of the brain's mean; 0 first
    std::int64_t brainVoxels = 0;
};

// The brain: voxels that are not constant and brighter on average than a fifth of the run's 98th percentile, and, with a label map, lie in
// one of its labels instead. Rows: at most `mostRows`, evenly through the brain in the order of the label and, within each, of the
// correlation with the global signal (highest first).
Carpet carpetOf(const Volume& run, const Volume* labels, const Progress& progress = {}, std::size_t mostRows = 1500);

} // namespace insula
