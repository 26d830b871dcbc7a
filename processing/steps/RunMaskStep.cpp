// The brain in a run, from its brightness.
#include "processing/steps/Steps.h"

#include "processing/core/BrainMask.h"
#include "processing/core/Error.h"
#include "processing/core/ImageQuality.h"
#include "processing/core/RunMask.h"
#include "processing/steps/FunctionalRun.h"

#include <algorithm>
#include <cstdlib>

namespace insula {
namespace {

struct Params {
    std::int64_t grow = 0;
};

void bind(ParamBinder& b, Params& p)
{
    b.integer("grow", p.grow, {-5, 10, 1}, "Grow (voxels)", "Grows the mask by so many voxels; shrinks it when negative.");
}

StepOutputs run(const StepInputs& inputs, const Params& params, const Progress& progress)
{
    const Volume& image = inputs.volume("image");
    const std::vector<float> mean = meanFrame(image, progress.part(0, 0.6));
    std::vector<std::uint8_t> mask = runMask(mean, image.size(), progress.part(0.6, 0.9));
    for (std::int64_t n = 0; n < std::abs(params.grow); ++n)
        mask = params.grow > 0 ? dilated(mask, image.size()) : eroded(mask, image.size());
    if (std::none_of(mask.begin(), mask.end(), [](auto inside) { return inside; }))
        throw Error("nothing is left of the mask; shrink it less");
    StepOutputs outputs;
    const VolumePtr volume = Volume::make(maskDescription(image), std::move(mask));
    outputs.measurements["mask-volume"] = {{"value", volumeMl(*volume)}, {"unit", "ml"}};
    outputs.volumes["mask"] = volume;
    if (const auto found = notFiniteVoxels(image); found > 0)
        outputs.warnings.push_back(notFiniteCoursesWarning(found));
    progress.report(1.0);
    return outputs;
}

} // namespace

Step runMaskStep()
{
    return makeStep<Params>(
        {.id = "run-mask",
            .title = "Mask of a run",
            .group = "Functional",
            .version = 1,
            .summary
            = "Finds the brain in the mean of a run by its brightness (clip level, largest piece, holes filled): quick and small, to "
              "leave out air. Where scalp is as bright as the brain, use skull stripping.",
            .reference = "Cox RW. AFNI. Comput Biomed Res 29 (1996) 162-173 (3dClipLevel, 3dAutomask).",
            .engine = Engine::Itk,
            .inputs = {{.key = "image", .kind = PortKind::Image, .label = "Run or its mean", .time = true}},
            .outputs = {{.key = "mask", .kind = PortKind::Labels, .label = "Mask", .bidsEntity = "desc-brain", .bidsSuffix = "mask"}}},
        bind, run);
}

} // namespace insula
