#include "models/steps/ModelSteps.h"

namespace insula {

void registerModelSteps(StepRegistry& registry, NetworkRunner runner, Synthesiser synthesiser)
{
    registry.add(skullStripStep(runner));
    registry.add(segmentStep(runner));
    registry.add(synthesizeStep(std::move(synthesiser)));
}

} // namespace insula
