// Removes slow intensity changes of the receive coil (N4).
#include "processing/steps/Steps.h"

#include "processing/core/Error.h"
#include "processing/steps/DerivedVolume.h"
#include "processing/steps/N4.h"

#include <fmt/format.h>

#include <algorithm>

namespace insula {
namespace {

struct Params {
    std::int64_t shrink = 4;
    std::int64_t levels = 4;
    std::int64_t iterations = 50;
    double splineDistanceMm = 200;
};

void bind(ParamBinder& b, Params& p)
{
    b.integer("shrink", p.shrink, {1, 8, 1}, "Shrink factor",
        "The field is estimated from every n-th voxel along each axis: 4 is fast, 1 uses all.");
    b.integer("levels", p.levels, {1, 6, 1}, "Levels", "The field may vary twice as quickly at each further level.");
    b.integer("iterations", p.iterations, {1, 500, 10}, "Iterations per level", "At most; a level ends when the field no longer changes.");
    b.real("spline-distance", p.splineDistanceMm, {20, 1000, 10}, "Spline distance (mm)",
        "Between the knots of the field at the first level.");
}

// Only positive numbers have a logarithm. Says so when that costs more than a little of a mask that the user gave.
std::vector<std::uint8_t> usableMask(
    const StepInputs& inputs, const Volume& image, const FiniteFrame& frame, std::vector<std::string>& warnings)
{
    const bool given = inputs.has("mask");
    std::vector<std::uint8_t> mask = given ? maskOnGrid(inputs.volume("mask"), image.grid()) : otsuMask(frame.values, image.grid());
    std::int64_t inside = 0, dropped = 0;
    for (std::size_t n = 0; n < mask.size(); ++n) {
        const bool usable = frame.values[n] > 0;
        inside += mask[n];
        dropped += mask[n] && !usable;
        mask[n] = mask[n] && usable;
    }
    if (given && dropped * 100 > inside)
        warnings.push_back(fmt::format("{} of {} voxels of the mask are not positive; they were not used.", dropped, inside));
    return mask;
}

StepOutputs run(const StepInputs& inputs, const Params& params, const Progress& progress)
{
    const Volume& image = inputs.volume("image");
    progress.report(0, "reading");
    FiniteFrame frame = finiteFrame(image, 0);
    StepOutputs outputs;
    const std::vector<std::uint8_t> mask = usableMask(inputs, image, frame, outputs.warnings);
    progress.report(0.02, "estimating the field");
    std::vector<float> field = n4Field(frame.values, mask, image.grid(),
        {.shrink = static_cast<int>(params.shrink),
            .levels = static_cast<int>(params.levels),
            .iterations = static_cast<int>(params.iterations),
            .splineDistanceMm = params.splineDistanceMm,
            .threads = inputs.threads},
        progress.part(0.02, 0.98));
    std::transform(frame.values.begin(), frame.values.end(), field.begin(), frame.values.begin(), [](float v, float f) { return v / f; });
    if (frame.replaced > 0)
        outputs.warnings.push_back(notFiniteWarning(frame.replaced, "not used for the field and became 0"));
    Volume::Description description = derivedDescription(image, image.grid());
    description.kind = Kind::Image;
    outputs.volumes["image"] = Volume::make(description, std::move(frame.values));
    outputs.volumes["field"] = Volume::make(std::move(description), std::move(field));
    progress.report(1.0);
    return outputs;
}

} // namespace

Step biasFieldStep()
{
    return makeStep<Params>(
        {.id = "bias-field",
            .title = "Bias field correction (N4)",
            .group = "Filter",
            .version = 1,
            .summary = "Estimates the slow intensity changes across an MR image (N4) and divides by them. Without a mask the field is "
                       "estimated where the "
                       "image is above Otsu's threshold. NaN and infinite values are not used and become 0.",
            .reference = "Tustison NJ et al. N4ITK: improved N3 bias correction. IEEE TMI 29 (2010) 1310-1320.",
            .engine = Engine::Itk,
            .inputs = {{.key = "image", .kind = PortKind::Image, .label = "Image"},
                {.key = "mask", .kind = PortKind::Labels, .label = "Estimate inside this mask", .optional = true}},
            .outputs = {{.key = "image", .kind = PortKind::Image, .label = "Corrected image", .bidsEntity = "desc-biascorrected"},
                {.key = "field", .kind = PortKind::Image, .label = "Bias field", .bidsEntity = "desc-biasfield"}}},
        bind, run);
}

} // namespace insula
