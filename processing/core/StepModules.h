// Libraries that a program loads only when a command needs them, so that the others start fast: libinsula_steps (ITK) and
// libinsula_viewers (VTK). Errors: Error that says whether that part was not built or cannot be loaded, and what to do. Thread: any.
#pragma once

#include "processing/core/Step.h"

#include <string>

namespace insula {

// Whether <library folder>/lib<name>.so exists ("insula_steps").
bool hasModule(const std::string& name);
// The address of a function with C linkage in lib<name>.so. The library stays loaded.
void* moduleSymbol(const std::string& name, const std::string& symbol);

template <typename Function> Function* moduleFunction(const std::string& name, const std::string& symbol)
{
    return reinterpret_cast<Function*>(moduleSymbol(name, symbol));
}

// Adds the steps of libinsula_steps.
void addModuleSteps(StepRegistry& registry);

} // namespace insula
