// What is checked about every brain mask and label map before anyone relies on it. A failing check is a warning on the result and a stored
// measurement, never silence.
#pragma once

#include "processing/core/Step.h"

#include <cstdint>
#include <vector>

namespace insula {

struct MaskPieces {
    std::int64_t dropped = 0; // separate pieces that were taken off the mask
    double droppedMl = 0;
};
// Empty (throws Error), an implausible volume, brain at the edge of the field of view, large pieces that were dropped.
void checkMask(const Volume& image, const std::vector<std::uint8_t>& mask, const MaskPieces& pieces, StepOutputs& outputs);

} // namespace insula
