// Measures of resting activity of single places: how alike neighbours are, and how strongly a place fluctuates.
//
// Maps have the run's grid, 0 outside the mask. Any thread; the work runs on several. Throws Error for too few frames; Cancelled.
#pragma once

#include "processing/core/Progress.h"
#include "processing/core/TemporalFilter.h"
#include "processing/core/Volume.h"

#include <cstdint>
#include <span>
#include <vector>

namespace insula {

// Kendall's W over the courses of a voxel and its neighbours in the mask (7: faces, 19: edges too, 27: corners too), with the correction
// for equal ranks; 0 where a voxel has no neighbour. Two bytes a voxel and frame. `band`: only what lies in it is ranked; null: everything.
// Zang et al., NeuroImage 22 (2004) 394-400.
std::vector<float> regionalHomogeneity(const Volume& run, std::span<const std::uint8_t> mask, int neighbours, const Band* band,
    double trSeconds, int threads, const Progress& progress = {});

// ALFF: mean over the band of the amplitude 2 |X(f)| / T of the course without its line, in the run's values (Zang et al., Brain Dev 29
// (2007) 83-91). fALFF: their sum over that of all frequencies above 0 (Zou et al., J Neurosci Methods 172 (2008) 137-141).
struct Amplitudes {
    std::vector<float> alff, falff;
};
Amplitudes lowFrequencyAmplitudes(
    const Volume& run, std::span<const std::uint8_t> mask, const Band& band, double trSeconds, int threads, const Progress& progress = {});

} // namespace insula
