#include "models/steps/AnatomyParams.h"
#include "models/steps/ModelSteps.h"
#include "processing/core/Error.h"

#include <algorithm>

namespace insula {
namespace {

StepOutputs synthesise(const StepInputs& inputs, const AnatomyParams& p, const AnatomyRunner& runner, const Progress& progress)
{
    const Volume& image = inputs.volume("image");
    AnatomyOptions options;
    options.detail = true;
    AnatomyHead head = readAnatomy(inputs, p, options, runner, progress.part(0, 0.95));
    progress.report(0.95, "Returning to the scan's own grid");
    const TidyDistance tidy = tidyDistance(head.result.distanceWithCsf, head.grid, 0);
    if (std::none_of(tidy.mm.begin(), tidy.mm.end(), [](float mm) { return mm < 0; }))
        throw Error("no brain was found in this image; check that it is a head scan and that its orientation is right");
    const std::vector<float> distance = sampleOnGrid(tidy.mm, head.grid, head.fineGrid, Interpolation::Linear, 100);
    std::vector<float>& fine = head.result.t1Like;
    for (std::size_t v = 0; v < fine.size(); ++v)
        fine[v] = distance[v] < 0 ? std::max(0.0f, fine[v]) : 0.0f;
    Volume::Description description = descriptionOn(image, head, p);
    description.source.description = "synthetic T1-like contrast, not measured";
    std::vector<float> values = p.grid == "1mm"
        ? std::move(fine)
        : sampleOnGrid(fine, head.fineGrid, image.grid(), Interpolation::Linear, 0, progress.part(0.95, 1));
    StepOutputs outputs;
    outputs.warnings = head.warnings;
    outputs.volumes["t1"] = Volume::make(description, std::move(values));
    outputs.modelHash = head.modelHash;
    outputs.device = head.result.device;
    progress.report(1, "Done");
    return outputs;
}

} // namespace

Step anatomyT1Step(ModelRunners runners)
{
    StepInfo info;
    info.id = "anatomy-t1";
    info.title = "Anatomy: T1-like image";
    info.group = "Brain";
    info.summary = "Draws the brain of a scan of any contrast in a T1-like one (white matter 1, nothing outside the brain). The image is "
                   "synthetic: for registration and for looking, never for measuring intensities.";
    info.reference = "Liu et al., ECCV 2024; Iglesias et al., Science Advances 9, eadd3607 (2023)";
    info.engine = Engine::Torch;
    info.inputs = {{"image", PortKind::Image, "Head scan", false, true, "", ""}};
    info.outputs = {{"t1", PortKind::Image, "T1-like image", false, false, "desc-syntheticT1", ""}};
    return makeStep<AnatomyParams>(
        std::move(info), [](ParamBinder& b, AnatomyParams& p) { bindAnatomy(b, p, AnatomyFields::WithGridAndMirror); },
        [runner = std::move(runners.anatomy)](const StepInputs& inputs, const AnatomyParams& p, const Progress& progress) {
            return synthesise(inputs, p, runner, progress);
        });
}

} // namespace insula
