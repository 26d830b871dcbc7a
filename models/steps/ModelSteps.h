// The steps that need LibTorch. They describe themselves without it: insula-cli registers them with an empty runner.
#pragma once

#include "models/Inference.h"
#include "models/Synthesis.h"
#include "processing/core/Step.h"

namespace insula {

Step skullStripStep(NetworkRunner runner); // image -> brain, mask, distance
Step segmentStep(NetworkRunner runner); // image -> labels, volumes
Step synthesizeStep(Synthesiser synthesiser); // labels -> image, labels

void registerModelSteps(StepRegistry& registry, NetworkRunner runner, Synthesiser synthesiser = {});

} // namespace insula
