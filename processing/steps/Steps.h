// The processing steps that need ITK or its image readers, as one explicit list.
#pragma once

#include "processing/core/Step.h"

namespace insula {

Step convertStep();
Step reorientStep();
Step resampleStep();
Step biasFieldStep();
Step smoothStep();
Step denoiseStep();
Step normaliseStep();
Step cropStep();
Step tissueSegmentationStep();
Step defaceStep();
Step thicknessStep();
Step distanceMaskStep();
Step motionStep();
Step registerStep();
Step warpStep();
Step applyTransformStep();
Step jacobianStep();
Step sliceTimingStep();
Step temporalFilterStep();
Step detrendStep();
Step percentChangeStep();
Step tsnrStep();
Step glmStep();
Step singleTrialStep();
Step nuisanceStep();
Step functionalMapsStep();
Step seedMapStep();
Step connectivityStep();
Step groupStep();
Step qualityPageStep();

} // namespace insula

// Adds them all, in the order of the menus. C linkage, so that a program can find it after loading the library on demand.
extern "C" void insulaRegisterSteps(insula::StepRegistry& registry);
