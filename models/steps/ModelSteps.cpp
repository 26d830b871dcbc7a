#include "models/steps/ModelSteps.h"

namespace insula {

void registerModelSteps(StepRegistry& registry, const ModelRunners& runners)
{
    registry.add(skullStripStep(runners));
    registry.add(anatomyLabelsStep(runners));
    registry.add(anatomyT1Step(runners));
    registry.add(biasEstimateStep(runners));
    registry.add(segmentStep(runners));
    registry.add(synthesizeStep(runners));
}

} // namespace insula
