#include "models/steps/HeadNetwork.h"
#include "models/steps/ModelSteps.h"

#include "processing/core/Error.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace insula {
namespace {

struct Params {
    std::string model = "subcortical";
    std::int64_t frame = 0;
    std::string device = "auto";
};

void bind(ParamBinder& b, Params& p)
{
    b.path("model", p.model, "model", "Model", "A model package: its name, or a folder.");
    bindFrameAndDevice(b, p.frame, p.device);
}

// Adds the table and the measurements; a label that was not found is listed with 0 and warned about.
void addVolumes(const std::vector<std::uint8_t>& labels, const LabelTable& names, double mlEach, StepOutputs& outputs)
{
    std::array<std::int64_t, 256> counts{};
    for (const std::uint8_t label : labels)
        ++counts[label];
    if (counts[0] == static_cast<std::int64_t>(labels.size()))
        throw Error("no structure was found in this image; check that it is a head scan and that its orientation is right");
    std::string table = "index\tname\tvoxels\tvolume_ml\n";
    std::vector<std::string> absent;
    for (const auto& [number, label] : names) {
        if (number == 0)
            continue;
        const std::int64_t count = counts[static_cast<std::size_t>(number)];
        const double volumeMl = static_cast<double>(count) * mlEach;
        if (count == 0)
            absent.push_back(label.name);
        table += fmt::format("{}\t{}\t{}\t{:.3f}\n", number, label.name, count, volumeMl);
        outputs.measurements["volume-" + label.name] = {{"value", volumeMl}, {"unit", "ml"}};
    }
    if (!absent.empty())
        outputs.warnings.push_back(fmt::format("not found: {}; look at the labels", fmt::join(absent, ", ")));
    outputs.tables["volumes"] = std::move(table);
}

StepOutputs segment(const StepInputs& inputs, const Params& p, const NetworkRunner& runner, const Progress& progress)
{
    const Volume& image = inputs.volume("image");
    const FoundModel model = modelForTask(p.model, {"segment"});
    HeadLabels found = labelHead(image, model, {p.frame, p.device, inputs.threads}, runner, progress.part(0, 0.99));
    StepOutputs outputs;
    outputs.warnings = found.warnings;
    outputs.modelHash = found.modelHash;
    outputs.device = found.device;
    addVolumes(found.labels, model.package.labels, voxelMl(image.grid()), outputs);
    Volume::Description description;
    description.grid = image.grid();
    description.kind = Kind::Labels;
    description.labels = model.package.labels;
    description.labels.erase(0);
    description.source.forms = image.source().forms; // so that the file keeps the codes of its space
    outputs.volumes["labels"] = Volume::make(description, std::move(found.labels));
    progress.report(1, "Done");
    return outputs;
}

} // namespace

Step segmentStep(ModelRunners runners)
{
    StepInfo info;
    info.id = "segment";
    info.title = "Segmentation by a network";
    info.group = "Brain";
    info.summary
        = "Labels the structures of a head scan with a network of the MeshNet family, on the scan's own grid, and lists their volumes.";
    info.reference = "Masoud et al., Journal of Open Source Software 8(83), 5098 (2023); the model's own citation stands in its package";
    info.engine = Engine::Torch;
    info.inputs = {{"image", PortKind::Image, "Head scan", false, true, "", ""}};
    info.outputs = {{"labels", PortKind::Labels, "Labels", false, false, "", "dseg"},
        {"volumes", PortKind::Table, "Volumes (ml)", true, false, "", "volumes"}};
    return makeStep<Params>(
        std::move(info), bind, [runner = std::move(runners.network)](const StepInputs& inputs, const Params& p, const Progress& progress) {
            return segment(inputs, p, runner, progress);
        });
}

} // namespace insula
