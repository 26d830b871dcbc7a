// What a step hands on of its input: geometry forms, time, labels; and how it treats values that are not numbers.
#pragma once

#include "processing/core/Step.h"
#include "processing/core/Volume.h"

#include <memory>
#include <string>
#include <vector>

namespace insula {

// The input's description on `grid`, as a new image in memory: TR, kind, labels, units and form codes are kept; path, warnings and header
// extensions (they may describe the old geometry) are not. Both forms become the grid's affine. Slope 1, intercept 0.
Volume::Description derivedDescription(const Volume& input, const Grid& grid);

// One frame whose NaN and infinite values are 0 and, when there are any, a map of where (1: was a number).
struct FiniteFrame {
    std::vector<float> values;
    std::vector<std::uint8_t> wasFinite; // empty when all were
    std::int64_t replaced = 0;
};
FiniteFrame finiteFrame(const Volume& volume, std::int64_t frame);

// "12 voxels of the image are NaN or infinite; they were ...".
std::string notFiniteWarning(std::int64_t count, const std::string& treatment);

// Mask as 0 and 1; throws Error when it does not lie on the image's grid or is empty. NaN counts as outside.
std::vector<std::uint8_t> maskOnGrid(const Volume& mask, const Grid& grid);

// The image of a port, as labels with their names when its file is named like labels: an image port takes both.
VolumePtr imageOrLabels(const StepInputs& inputs, const std::string& port);
// Puts the names of the labels in this output into its side-car, for steps that hand labels on.
void keepLabelNames(StepOutputs& outputs, const std::string& port);

} // namespace insula
