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
// The TR in seconds of the port "image": the parameter where it is above 0, else RepetitionTime of the side-car beside the run, else the
// header's. A warning when the last two differ by more than 1 %. Error when none is known or it is not believable.
double repetitionTime(const StepInputs& inputs, double parameter, std::vector<std::string>& warnings);
// The side-car of a run, or of what it was made from, that has this key; empty when none has.
std::filesystem::path sidecarWith(const std::filesystem::path& run, const std::string& key);
// Mean over the frames, first axis fastest; values that are not finite count as 0.
std::vector<float> meanFrame(const Volume& run, const Progress& progress = {});
// Values of all frames that are NaN or infinite; 0 at once for whole-number types.
std::int64_t notFiniteVoxels(const Volume& run);
// "3 voxels have values that are NaN or infinite; they became 0 in all frames."
std::string notFiniteCoursesWarning(std::int64_t voxels);
// The mask of the port "mask" on the run's grid, or empty when there is none.
std::vector<std::uint8_t> optionalMask(const StepInputs& inputs, const Volume& run);
// derivedDescription() of the run with this TR.
Volume::Description runDescription(const Volume& run, double trSeconds);
// derivedDescription() for a map of `frames` frames without timing.
Volume::Description mapDescription(const Volume& run, std::int64_t frames = 1);

} // namespace insula
