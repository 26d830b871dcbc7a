// Parameters of a step checked and completed from its description alone, as the step itself does it: for whoever does not link the step.
//
// Errors: usage Error that names the key, the value and what is allowed. Any thread.
#pragma once

#include "processing/core/Step.h"

namespace insula {

// Typed, with the defaults for what is not given; equal to Step::normalised() of the step that is described.
nlohmann::json normalisedParams(const StepDescription& step, const nlohmann::json& params);

} // namespace insula
