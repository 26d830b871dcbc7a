// A brain mask at any distance from the edge that a skull stripping found.
#include "processing/steps/Steps.h"

#include "processing/core/BrainMask.h"
#include "processing/core/Error.h"

#include <algorithm>
#include <cmath>

namespace insula {
namespace {

struct Params {
    double borderMm = 0;
};

void bind(ParamBinder& b, Params& p)
{
    b.real("border", p.borderMm, {-20, 20, 0.1}, "Border (mm)",
        "Where the mask ends: at this distance outside the brain's edge, or inside it when negative.");
}

StepOutputs run(const StepInputs& inputs, const Params& params, const Progress& progress)
{
    const Volume& distance = inputs.volume("distance");
    if (inputs.has("image") && !sameGrid(inputs.volume("image").grid(), distance.grid()))
        throw Error("the image is not on the distance map's grid: choose the image that the map was made from");
    progress.report(0.1, "Comparing distances");
    const std::vector<float> mm = distance.frameAsFloat();
    std::vector<std::uint8_t> mask(mm.size());
    std::transform(mm.begin(), mm.end(), mask.begin(), [&params](float d) { return std::uint8_t{d < params.borderMm}; }); // NaN: outside
    const auto inside = std::count(mask.begin(), mask.end(), std::uint8_t{1});

    StepOutputs outputs;
    if (inside == 0)
        outputs.warnings.emplace_back("no voxel lies within this border, so the mask is empty: check that the input is a distance map");
    outputs.measurements["mask-volume"]
        = {{"value", static_cast<double>(inside) * std::abs(distance.affine().determinant()) / 1000}, {"unit", "ml"}};
    if (inputs.has("image"))
        outputs.volumes["brain"] = brainOf(inputs.volume("image"), 0, mask, outputs.warnings);
    outputs.volumes["mask"] = Volume::make(maskDescription(distance), std::move(mask));
    progress.report(1, "Done");
    return outputs;
}

} // namespace

Step distanceMaskStep()
{
    return makeStep<Params>(
        {.id = "distance-mask",
            .title = "Mask from a distance map",
            .group = "Brain",
            .version = 1,
            .summary = "Cuts a brain mask from the distance map of a skull stripping at another border, and the brain from the scan when "
                       "that is given. The network does not run again.",
            .reference = "",
            .engine = Engine::Itk,
            .inputs = {{.key = "distance", .kind = PortKind::Image, .label = "Distance map (mm)"},
                {.key = "image", .kind = PortKind::Image, .label = "Head scan", .optional = true}},
            .outputs = {{.key = "mask", .kind = PortKind::Labels, .label = "Brain mask", .bidsEntity = "desc-brain", .bidsSuffix = "mask"},
                {.key = "brain", .kind = PortKind::Image, .label = "Brain", .optional = true, .bidsEntity = "desc-brain"}}},
        bind, run);
}

} // namespace insula
