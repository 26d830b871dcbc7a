// Trains the anatomy network on synthetic images of label maps. Every draw comes from the seed and the number of the step, so that a run
// that was interrupted and resumed does the same steps. CPU or CUDA, LibTorch 1.13 or later. No ITK.
//
// <package>/training/ holds the checkpoint and log.jsonl: a line of numbers every few steps, and one for each validation. The package's
// weights are a moving average over the steps. Errors: Error with one line, or Cancelled (between steps, after a
// checkpoint; a process that is ended sooner has the one before). Thread: one.
#pragma once

#include "models/anatomy/AnatomyTrainingOptions.h"
#include "models/anatomy/LabelMaps.h"
#include "processing/core/Progress.h"

#include <cstdint>
#include <string>

namespace insula {

struct AnatomyTrainingResult {
    std::int64_t steps = 0; // that were done in all
    std::string device, precision;
};

AnatomyTrainingResult trainAnatomy(const LabelMaps& maps, const AnatomyTrainingOptions& options, const Progress& progress = {});

// Part of the steps over which the learning rate falls.
constexpr double DecayPart = 1.0 / 3;
double learningRateAt(std::int64_t step, std::int64_t steps, double highest);

} // namespace insula
