#include "models/steps/ModelSteps.h"

namespace insula {

void registerModelSteps(StepRegistry& registry, NetworkRunner runner)
{
    registry.add(skullStripStep(runner));
    registry.add(segmentStep(runner));
}

} // namespace insula
