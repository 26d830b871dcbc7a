// The steps that run a network. They describe themselves without one: insula-cli registers them with an empty runner.
#pragma once

#include "models/Inference.h"
#include "processing/core/Step.h"

namespace insula {

Step skullStripStep(NetworkRunner runner); // image -> brain, mask, distance
Step segmentStep(NetworkRunner runner); // image -> labels, volumes

void registerModelSteps(StepRegistry& registry, NetworkRunner runner);

} // namespace insula
