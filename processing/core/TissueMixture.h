// Tissues of a brain from one image: a mixture of Gaussians, a Markov random field and a slowly varying gain, by expectation maximisation.
//
// Values: first axis fastest, finite; mask not 0 where they are used. The same bits with any number of threads. Errors: Error when the mask
// holds fewer than 100 voxels or too few different values; Cancelled. Thread: any.
// Reference: Zhang Y, Brady M, Smith S. Segmentation of brain MR images through a hidden Markov random field model and the
// expectation-maximization algorithm. IEEE TMI 20 (2001) 45-57; the field by its mean (Zhang J. IEEE TSP 40 (1992) 2570-2583) instead of by
// iterated conditional modes. Gain: Wells WM et al. IEEE TMI 15 (1996) 429-442, as a factor.
#pragma once

#include "processing/core/Geometry.h"
#include "processing/core/Progress.h"

#include <cstdint>
#include <span>
#include <vector>

namespace insula {

struct TissueOptions {
    int classes = 3;
    double smoothness = 0.1; // strength of the field (beta) for neighbours that share a face; others by the inverse of their distance
    bool correctsGain = true;
    double gainFwhmMm = 60; // of the kernel that smooths the gain
    int iterations = 40; // at most
    int threads = 0;
};

struct TissueMixture {
    int classes = 0; // in the order of their means, the darkest first
    std::vector<double> means, sds; // of the values divided by the gain
    std::vector<std::int64_t> voxels; // those of the mask, ascending
    std::vector<float> probabilities; // `classes` numbers for each of them, which add up to 1
    std::vector<float> gain; // for each of them; its mean is 1
    int iterations = 0;
    bool hasConverged = false;
};

TissueMixture fitTissues(std::span<const float> values, std::span<const std::uint8_t> mask, const Grid& grid, const TissueOptions& options,
    const Progress& progress = {});

// How much of each voxel is of each class, when it holds at most two neighbouring ones: along the straight line between their means, where
// the probabilities of the two together outweigh one alone. `classes` numbers for each voxel, which add up to 1.
std::vector<float> tissueFractions(std::span<const float> values, const TissueMixture& mixture);

} // namespace insula
