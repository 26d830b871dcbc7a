// The steps that need LibTorch. They describe themselves without it: insula-cli registers them with empty runners.
#pragma once

#include "models/AnatomyInference.h"
#include "models/Inference.h"
#include "models/Synthesis.h"
#include "processing/core/Step.h"

namespace insula {

struct ModelRunners {
    NetworkRunner network{}; // braces: may be left out of a designated initialiser
    AnatomyRunner anatomy{};
    Synthesiser synthesiser{};
};

Step skullStripStep(ModelRunners runners); // image -> brain, mask, distance
Step anatomyLabelsStep(ModelRunners runners); // image -> labels, volumes
Step anatomyT1Step(ModelRunners runners); // image -> t1
Step biasEstimateStep(ModelRunners runners); // image -> corrected, bias
Step segmentStep(ModelRunners runners); // image -> labels, volumes
Step synthesizeStep(ModelRunners runners); // labels -> image, labels

void registerModelSteps(StepRegistry& registry, const ModelRunners& runners);

} // namespace insula
