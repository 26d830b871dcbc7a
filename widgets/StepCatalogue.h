// The steps that insula-cli offers, read from resources/steps.json: the window knows every step without linking any library
// of theirs. Read once, on first use. GUI thread.
#pragma once

#include "processing/core/Step.h"

#include <filesystem>
#include <vector>

namespace insula {

// Accepts the output of `insula-cli steps --json`. Throws Error when the file is missing or broken.
std::vector<StepDescription> readStepCatalogue(const std::filesystem::path& file);
// Steps that describe themselves and check nothing but their parameters' names; running one throws. For reading command lines.
StepRegistry describedSteps(const std::vector<StepDescription>& steps);

} // namespace insula
