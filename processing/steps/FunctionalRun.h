// What the steps for runs share: checks of frames and timing, means, and how voxels that are not numbers are counted.
//
// Errors: Error with one line. Any thread.
#pragma once

#include "processing/core/Step.h"

#include <cstdint>
#include <string>
#include <vector>

namespace insula {

// Error unless the run has that many frames; `what` needs them ("motion correction").
void needRun(const Volume& run, std::int64_t frames, const std::string& what);
// The TR in seconds: the parameter where it is above 0, else that of the header. Error when neither is known or it is not believable.
double repetitionTime(const Volume& run, double parameter);
// Mean over the frames, first axis fastest; values that are not finite count as 0.
std::vector<float> meanOf(const Volume& run, const Progress& progress = {});
// Values of all frames that are NaN or infinite; 0 at once for whole-number types.
std::int64_t notFiniteVoxels(const Volume& run);
// "3 voxels have values that are NaN or infinite; they became 0 in all frames."
std::string notFiniteCoursesWarning(std::int64_t voxels);
// The mask of the port "mask" on the run's grid, or empty when there is none.
std::vector<std::uint8_t> optionalMask(const StepInputs& inputs, const Volume& run);
// derivedDescription() for a map of `frames` frames without timing.
Volume::Description mapDescription(const Volume& run, std::int64_t frames = 1);

} // namespace insula
