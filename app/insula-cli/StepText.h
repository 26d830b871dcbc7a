// A step's description as text: for the terminal, and as the reference page.
#pragma once

#include "processing/core/Step.h"

#include <string>

namespace insula {

std::string stepHelp(const StepDescription& step);
// The whole page, steps in the order given.
std::string stepReference(const std::vector<Step>& steps);

} // namespace insula
