// Fitting a task model to every voxel of a run.
//
// Maps have the run's grid, frames one after the other, 0 outside the mask. Any thread; the work runs on several and does not depend on
// their number. Errors: Error with one line; Cancelled. Source of the noise model: LinearModel.h; in steps of 0.01, as a model for each
// value is made once.
#pragma once

#include "processing/core/ContrastExpression.h"
#include "processing/core/GlmDesign.h"
#include "processing/core/LinearModel.h"
#include "processing/core/Progress.h"
#include "processing/core/Volume.h"

#include <cstdint>
#include <span>
#include <vector>

namespace insula {

enum class NoiseModel { Independent, PooledAr1, VoxelAr1 };

struct GlmFitOptions {
    NoiseModel noise = NoiseModel::VoxelAr1;
    bool isPercent = true; // courses in percent of their means
    std::span<const std::uint8_t> mask; // where to fit; not empty
    int threads = 0;
};

struct GlmMaps {
    std::vector<float> t, z, effect, variance; // a frame a contrast
    std::vector<float> betas; // a frame a condition
    std::vector<float> noiseVariance, autocorrelation; // one frame each
    double degreesOfFreedom = 0;
    Vec3 fwhmVoxels{}; // smoothness of the residuals
    std::int64_t voxels = 0; // that were fitted
    std::int64_t notFinite = 0; // of the mask, left out
};

GlmMaps fitGlm(const Volume& run, const GlmDesign& design, const std::vector<Contrast>& contrasts, const GlmFitOptions& options,
    const Progress& progress = {});

// Mean lag-1 correlation of the noise over the mask.
double pooledAutocorrelation(const Volume& run, const LinearModel& ordinary, const GlmFitOptions& options, const Progress& progress = {});

// A frame an event: what it weighs in a model of its own, where all other events of each type share a column (LSS: Mumford et al.,
// NeuroImage 59 (2012) 2636-2643). PooledAr1 or Independent noise.
std::vector<float> fitSingleTrials(const Volume& run, const RunEvents& events, const NamedColumns& nuisance, const DesignOptions& design,
    const GlmFitOptions& options, std::int64_t& notFinite, const Progress& progress = {});

} // namespace insula
