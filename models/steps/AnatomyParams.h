// What the anatomy steps ask the user alike, and where their results go.
#pragma once

#include "models/steps/AnatomyHead.h"
#include "processing/core/Resample.h"
#include "processing/core/Step.h"

namespace insula {

struct AnatomyParams {
    std::string model = "anatomy";
    std::string grid = "native"; // "native" or "1mm"
    bool mirrored = true;
    std::int64_t frame = 0;
    std::string device = "auto";
};
enum class AnatomyFields { Common, WithGridAndMirror };
void bindAnatomy(ParamBinder& b, AnatomyParams& p, AnatomyFields fields);

// Runs the network for a step.
AnatomyHead readAnatomy(const StepInputs& inputs, const AnatomyParams& p, AnatomyOptions options, const AnatomyRunner& runner, const Progress& progress);

// On the grid that was asked for: the scan's own, or the network's fine grid. Keeps the scan's codes of its space.
Volume::Description descriptionOn(const Volume& image, const AnatomyHead& head, const AnatomyParams& p);

} // namespace insula
