// What both registration steps are given.
#pragma once

#include "processing/core/Step.h"
#include "processing/steps/DerivedVolume.h"
#include "processing/steps/Registration.h"

namespace insula {

// moving, fixed, their masks (optional), a transform to start from (optional).
std::vector<Port> registerInputs();

struct RegisterInputs {
    explicit RegisterInputs(const StepInputs& inputs); // Error when a mask is not on its image's grid

    const Volume &moving, &fixed;
    FiniteFrame movingFrame, fixedFrame; // the first one
    std::vector<std::uint8_t> movingMask, fixedMask; // empty when not given

    RegistrationImage movingImage() const { return {movingFrame.values, &moving.grid(), movingMask}; }
    RegistrationImage fixedImage() const { return {fixedFrame.values, &fixed.grid(), fixedMask}; }
    void warn(StepOutputs& outputs) const; // of values that are not numbers, and of shear
};

} // namespace insula
