#include "models/steps/AnatomyHead.h"
#include "models/steps/BrainChecks.h"
#include "models/steps/ModelSteps.h"

#include "processing/core/BrainMask.h"
#include "processing/core/Error.h"
#include "processing/core/Resample.h"

#include <algorithm>
#include <fmt/format.h>

namespace insula {
namespace {

constexpr float FarFromHeadMm = 100; // beyond the network's grid, as SynthStrip's distance maps have it

struct Params {
    std::string model = "anatomy";
    double borderMm = 0;
    bool csf = true;
    std::int64_t frame = 0;
    std::string device = "auto";
};

void bind(ParamBinder& b, Params& p)
{
    b.path("model", p.model, "model", "Model", "A model package: its name, or a folder.");
    b.real("border", p.borderMm, {-20, 20, 0.5}, "Border (mm)",
        "Moves the mask's edge outwards, or inwards when negative. 0 is the network's own edge.");
    b.boolean("csf", p.csf, "With CSF",
        "Counts the fluid around the brain as brain, so that the edge follows the inside of the skull. Only the anatomy network knows both.");
    bindFrameAndDevice(b, p.frame, p.device);
}

// What a network says about one scan, whichever kind of network it is. All on the scan's grid.
struct Found {
    std::vector<std::uint8_t> mask;
    std::vector<float> distance;
    MaskPieces pieces;
    std::string modelHash, device;
    std::vector<std::string> warnings;
};

Found byDistance(const StepInputs& inputs, const Params& p, const FoundModel& model, const AnatomyRunner& runner, const Progress& progress)
{
    const Volume& image = inputs.volume("image");
    AnatomyHead head = readAnatomy(image, model, {{p.frame, p.device, inputs.threads}}, runner, progress.part(0, 0.8));
    progress.report(0.8, "Returning to the scan's own grid");
    const TidyDistance tidy = tidyDistance(p.csf ? head.result.distanceWithCsf : head.result.distanceWithoutCsf, head.grid, p.borderMm);
    Found found;
    found.distance = sampleOnGrid(tidy.mm, head.grid, image.grid(), Interpolation::Linear, FarFromHeadMm, progress.part(0.8, 1));
    found.mask.resize(found.distance.size());
    std::transform(
        found.distance.begin(), found.distance.end(), found.mask.begin(), [&p](float mm) { return mm < p.borderMm ? 1 : 0; });
    found.pieces = {tidy.piecesDropped, tidy.droppedMl};
    found.modelHash = head.modelHash;
    found.device = head.result.device;
    found.warnings = std::move(head.warnings);
    return found;
}

Found byClasses(const StepInputs& inputs, const Params& p, const FoundModel& model, const NetworkRunner& runner, const Progress& progress)
{
    if (!p.csf)
        throw usageError(fmt::format("model '{}' knows one edge only; without CSF needs the model 'anatomy'", model.package.id));
    const Volume& image = inputs.volume("image");
    HeadLabels labels = labelHead(image, model, {p.frame, p.device, inputs.threads}, runner, progress.part(0, 0.9));
    Found found;
    found.mask = std::move(labels.labels);
    std::transform(found.mask.begin(), found.mask.end(), found.mask.begin(), [](std::uint8_t label) { return label != 0 ? 1 : 0; });
    found.pieces = {labels.componentsDropped, labels.droppedMl};
    found.modelHash = labels.modelHash;
    found.device = labels.device;
    found.warnings = std::move(labels.warnings);
    if (std::find(found.mask.begin(), found.mask.end(), 1) == found.mask.end())
        return found; // no distance to nothing
    progress.report(0.9, "Measuring the distance to the edge");
    found.distance = signedDistanceMm(found.mask, image.grid(), progress.part(0.9, 1));
    if (p.borderMm != 0)
        std::transform(
            found.distance.begin(), found.distance.end(), found.mask.begin(), [&p](float mm) { return mm < p.borderMm ? 1 : 0; });
    return found;
}

StepOutputs strip(const StepInputs& inputs, const Params& p, const ModelRunners& runners, const Progress& progress)
{
    const Volume& image = inputs.volume("image");
    const FoundModel model = modelForTask(p.model, {"skull-strip", "anatomy"});
    const Progress part = progress.part(0, 0.98);
    Found found = model.package.task == "anatomy" ? byDistance(inputs, p, model, runners.anatomy, part)
                                                  : byClasses(inputs, p, model, runners.network, part);
    StepOutputs outputs;
    outputs.warnings = std::move(found.warnings);
    checkMask(image, found.mask, found.pieces, outputs);
    outputs.volumes["brain"] = brainOf(image, p.frame, found.mask, outputs.warnings);
    outputs.volumes["mask"] = Volume::make(maskDescription(image), std::move(found.mask));
    outputs.volumes["distance"] = Volume::make(distanceDescription(image), std::move(found.distance));
    outputs.modelHash = found.modelHash;
    outputs.device = found.device;
    progress.report(1, "Done");
    return outputs;
}

} // namespace

Step skullStripStep(ModelRunners runners)
{
    StepInfo info;
    info.id = "skull-strip";
    info.title = "Skull stripping";
    info.group = "Brain";
    info.summary = "Finds the brain in a head scan of any contrast, resolution and orientation with a network: the brain alone, its mask, "
                   "and the distance of each voxel to the network's own edge (before --border), negative inside. All on the scan's own grid.";
    info.reference = "Distance to the edge from synthetic training: Hoopes et al., NeuroImage 260, 119474 (2022). Networks of the MeshNet "
                     "family: Masoud et al., Journal of Open Source Software 8(83), 5098 (2023). The model's own citation stands in its package";
    info.engine = Engine::Torch;
    info.inputs = {{"image", PortKind::Image, "Head scan", false, true, "", ""}};
    info.outputs = {{"brain", PortKind::Image, "Brain", true, false, "desc-brain", ""},
        {"mask", PortKind::Labels, "Brain mask", false, false, "desc-brain", "mask"},
        {"distance", PortKind::Image, "Distance to the edge (mm)", true, false, "desc-brain", "distance"}};
    return makeStep<Params>(
        std::move(info), bind, [runners = std::move(runners)](const StepInputs& inputs, const Params& p, const Progress& progress) {
            return strip(inputs, p, runners, progress);
        });
}

} // namespace insula
