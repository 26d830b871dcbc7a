#include "processing/steps/Steps.h"

extern "C" void insulaRegisterSteps(insula::StepRegistry& registry)
{
    using namespace insula;
    registry.add(convertStep());
    registry.add(reorientStep());
    registry.add(resampleStep());
    registry.add(cropStep());
    registry.add(biasFieldStep());
    registry.add(smoothStep());
    registry.add(denoiseStep());
    registry.add(normaliseStep());
    registry.add(distanceMaskStep());
    registry.add(defaceStep());
    registry.add(tissueSegmentationStep());
    registry.add(thicknessStep());
    registry.add(motionStep());
    registry.add(registerStep());
    registry.add(warpStep());
    registry.add(applyTransformStep());
    registry.add(jacobianStep());
    registry.add(sliceTimingStep());
    registry.add(temporalFilterStep());
    registry.add(detrendStep());
    registry.add(percentChangeStep());
    registry.add(tsnrStep());
    registry.add(glmStep());
    registry.add(singleTrialStep());
    registry.add(nuisanceStep());
    registry.add(functionalMapsStep());
    registry.add(seedMapStep());
    registry.add(connectivityStep());
    registry.add(groupStep());
    registry.add(qualityPageStep());
}
