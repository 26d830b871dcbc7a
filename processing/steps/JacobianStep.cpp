// How much a warp stretches each place.
#include "processing/steps/Steps.h"

#include "processing/core/Error.h"
#include "processing/core/VectorField.h"

#include <algorithm>
#include <cmath>

namespace insula {
namespace {

struct Params {
    bool logarithm = false;
};

void bind(ParamBinder& b, Params& p)
{
    b.boolean("log", p.logarithm, "Natural logarithm", "Growth and shrinking count alike: 0 is no change.");
}

StepOutputs run(const StepInputs& inputs, const Params& params, const Progress& progress)
{
    const VectorField field = vectorFieldOf(inputs.volume("warp"));
    progress.report(0.2);
    std::vector<float> values = jacobianDeterminant(field, inputs.threads);
    StepOutputs outputs;
    const auto folds = std::ranges::count_if(values, [](float j) { return j <= 0; });
    outputs.measurements["folded-voxels"] = {{"value", folds}, {"unit", "voxels"}};
    if (folds > 0)
        outputs.warnings.push_back("The warp folds in " + std::to_string(folds) + " voxels (Jacobian of 0 or less).");
    if (params.logarithm)
        std::ranges::transform(values, values.begin(), [](float j) { return std::log(std::max(j, 1e-6f)); });
    Volume::Description description;
    description.grid = field.grid;
    outputs.volumes["jacobian"] = Volume::make(std::move(description), std::move(values));
    progress.report(1);
    return outputs;
}

} // namespace

Step jacobianStep()
{
    return makeStep<Params>(
        {.id = "jacobian",
            .title = "Jacobian of a warp",
            .group = "Registration",
            .version = 1,
            .summary = "Determinant of the derivative of a warp at each of its voxels: 2 where a small piece of the fixed image covers "
                       "twice the volume "
                       "in the moving one (after the affine), 0.5 where half. By central differences.",
            .reference = "Ashburner J, Friston KJ. Voxel-based morphometry - the methods. NeuroImage 11 (2000) 805-821.",
            .engine = Engine::Itk,
            .inputs = {{.key = "warp", .kind = PortKind::Image, .label = "Warp", .time = true}},
            .outputs
            = {{.key = "jacobian", .kind = PortKind::Image, .label = "Jacobian", .bidsEntity = "desc-jacobian", .bidsSuffix = "map"}}},
        bind, run);
}

} // namespace insula
