// Where an image lies in another: rigid to affine.
#include "processing/steps/Steps.h"

#include "processing/core/Error.h"
#include "processing/steps/DerivedVolume.h"
#include "processing/steps/RegisterInputs.h"
#include "processing/steps/Registration.h"
#include "processing/steps/SampleThrough.h"
#include "processing/steps/TransformFile.h"

#include <fmt/format.h>

#include <cmath>

namespace insula {
namespace {

struct Params {
    std::string freedom = "affine";
    double samplesPercent = 25;
    std::string interpolation = "auto";
};

void bind(ParamBinder& b, Params& p)
{
    b.choice("freedom", p.freedom,
        {{"rigid", "Rigid (6 parameters): the same head"}, {"similarity", "Similarity (7): and one scale"},
            {"affine", "Affine (12): another head, a template"}},
        "Freedom", "What may change. Between scans of one person: rigid.");
    b.real("samples", p.samplesPercent, {1, 100, 1}, "Samples (%)", "Of the voxels that are compared at each level; 250,000 at most.");
    bindInterpolation(b, p.interpolation);
}

StepOutputs run(const StepInputs& inputs, const Params& params, const Progress& progress)
{
    const RegisterInputs both(inputs);
    const Freedom freedom = params.freedom == "rigid" ? Freedom::Rigid
        : params.freedom == "similarity"              ? Freedom::Similarity
                                                      : Freedom::Affine;
    const std::string key = interpolationFor(params.interpolation, both.moving);
    StepOutputs outputs;
    const std::optional<Affine> start = inputs.has("start") ? std::optional(readTransform(inputs.file("start"))) : std::nullopt;
    const AffineOptions options{
        .freedom = freedom, .samplesPercent = params.samplesPercent, .seed = inputs.seed, .threads = inputs.threads};
    const Affine found = registerAffine(both.fixedImage(), both.movingImage(), options, progress.part(0, 0.95), start ? &*start : nullptr);
    progress.report(0.95, "sampling");
    std::int64_t replaced = 0;
    outputs.volumes["image"] = sampledThrough(
        both.moving, both.fixed.grid(),
        [&](const World& p) {
            return found.toWorld({p.x, p.y, p.z});
        },
        key, inputs.threads, progress.part(0.95, 1), replaced);
    outputs.tables["transform"] = transformText(found);
    outputs.sidecars["transform"] = {{"From", "fixed image (a point of it goes in)"}, {"To", "moving image (its point comes out)"},
        {"Units", "mm"}, {"CoordinateSystem", "LPS, as ITK and ANTs have it"}};
    const double similarity = MutualInformation(both.fixedImage(), both.movingImage(), 200'000, inputs.seed, inputs.threads)(found);
    outputs.measurements["mutual-information"] = {{"value", similarity}, {"unit", "normalised, 1 to 2"}};
    outputs.measurements["volume-scale"] = {{"value", std::abs(found.determinant())}, {"unit", "of the fixed image"}};
    both.warn(outputs);
    if (found.determinant() < 0.4 || found.determinant() > 2.5)
        outputs.warnings.push_back(
            fmt::format("The transform scales volumes by {:.2f}, which no two heads differ by: look at the result.", found.determinant()));
    progress.report(1);
    return outputs;
}

} // namespace

Step registerStep()
{
    return makeStep<Params>(
        {.id = "register",
            .title = "Register",
            .group = "Registration",
            .version = 1,
            .summary
            = "Finds the rigid, similarity or affine transform that lays the moving image on the fixed one, of the same or of another kind "
              "of scan, and samples the moving image once. Normalised mutual information from coarse to fine; begins at the best of 126 "
              "coarse "
              "guesses. "
              "Only the first frame of a run is compared; all are sampled.",
            .reference = "Studholme C, Hill DLG, Hawkes DJ. An overlap invariant entropy measure of 3D medical image alignment. Pattern "
                         "Recognition 32 (1999) 71-86.",
            .engine = Engine::Itk,
            .inputs = registerInputs(),
            .outputs = {{.key = "image",
                            .kind = PortKind::Image,
                            .label = "Moving image on the fixed one's grid",
                            .time = true,
                            .bidsEntity = "desc-registered"},
                {.key = "transform",
                    .kind = PortKind::Table,
                    .label = "Transform",
                    .bidsEntity = "desc-affine",
                    .bidsSuffix = "xfm",
                    .extension = ".txt"}}},
        bind, run);
}

} // namespace insula
