#include "processing/steps/RegisterInputs.h"

#include "processing/steps/ItkBridge.h"

#include <fmt/format.h>

namespace insula {

std::vector<Port> registerInputs()
{
    return {{.key = "moving", .kind = PortKind::Image, .label = "Moving image", .time = true},
        {.key = "fixed", .kind = PortKind::Image, .label = "Fixed image", .time = true},
        {.key = "moving-mask", .kind = PortKind::Labels, .label = "Only this part of the moving image", .optional = true},
        {.key = "fixed-mask", .kind = PortKind::Labels, .label = "Only this part of the fixed image", .optional = true},
        {.key = "start", .kind = PortKind::File, .label = "Transform to start from", .optional = true, .extension = ".txt"}};
}

RegisterInputs::RegisterInputs(const StepInputs& inputs) :
    moving(inputs.volume("moving")), fixed(inputs.volume("fixed")), movingFrame(finiteFrame(moving, 0)), fixedFrame(finiteFrame(fixed, 0))
{
    if (inputs.has("moving-mask"))
        movingMask = maskOnGrid(inputs.volume("moving-mask"), moving.grid());
    if (inputs.has("fixed-mask"))
        fixedMask = maskOnGrid(inputs.volume("fixed-mask"), fixed.grid());
}

void RegisterInputs::warn(StepOutputs& outputs) const
{
    if (const auto count = movingFrame.replaced + fixedFrame.replaced; count > 0)
        outputs.warnings.push_back(notFiniteWarning(count, "counted as 0"));
    for (const Volume* volume : {&moving, &fixed})
        if (volume->affine().isSheared())
            outputs.warnings.push_back(
                fmt::format("The voxel axes of the {} image are {:.1f} degrees off a right angle; they were compared as "
                            "if they were not.",
                    volume == &moving ? "moving" : "fixed", shearDegrees(volume->affine())));
}

} // namespace insula
