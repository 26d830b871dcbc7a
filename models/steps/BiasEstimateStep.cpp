#include "models/steps/AnatomyParams.h"
#include "models/steps/ModelSteps.h"
#include "processing/core/Error.h"

#include <cmath>

namespace insula {
namespace {

StepOutputs estimate(const StepInputs& inputs, const AnatomyParams& p, const AnatomyRunner& runner, const Progress& progress)
{
    const Volume& image = inputs.volume("image");
    AnatomyOptions options;
    options.logBias = true;
    AnatomyHead head = readAnatomy(inputs, p, options, runner, progress.part(0, 0.9));
    progress.report(0.9, "Returning to the scan's own grid");
    // Known up to a factor: 1 in the brain's geometric mean.
    const std::vector<float>& distance = head.result.distanceWithCsf;
    double sum = 0, count = 0;
    for (std::size_t v = 0; v < distance.size(); ++v)
        if (distance[v] < 0) {
            sum += static_cast<double>(head.result.logBias[v]);
            ++count;
        }
    if (count == 0)
        throw Error("no brain was found in this image; check that it is a head scan and that its orientation is right");
    std::vector<float> field = head.result.logBias;
    double squares = 0;
    for (std::size_t v = 0; v < field.size(); ++v) {
        field[v] -= static_cast<float>(sum / count);
        squares += distance[v] < 0 ? static_cast<double>(field[v]) * static_cast<double>(field[v]) : 0;
    }
    std::vector<float> bias = sampleOnGrid(field, head.grid, image.grid(), Interpolation::Linear, 0, progress.part(0.9, 1));
    std::vector<float> corrected(bias.size());
    for (std::size_t v = 0; v < bias.size(); ++v) {
        bias[v] = std::exp(bias[v]);
        corrected[v] = head.native[v] / bias[v];
    }
    Volume::Description description = descriptionOn(image, head, p);
    StepOutputs outputs;
    outputs.warnings = head.warnings;
    outputs.measurements["log-bias-sd"] = {{"value", std::sqrt(squares / count)}, {"unit", "1"}};
    outputs.volumes["corrected"] = Volume::make(description, std::move(corrected));
    description.source.description = "intensity inhomogeneity, 1 on average in the brain";
    outputs.volumes["bias"] = Volume::make(description, std::move(bias));
    outputs.modelHash = head.modelHash;
    outputs.device = head.result.device;
    progress.report(1, "Done");
    return outputs;
}

} // namespace

Step biasEstimateStep(ModelRunners runners)
{
    StepInfo info;
    info.id = "bias-estimate";
    info.title = "Inhomogeneity from anatomy";
    info.group = "Brain";
    info.summary = "Estimates the smooth intensity inhomogeneity of a head scan of any contrast with the anatomy network, and divides the "
                   "scan by it.";
    info.reference = "Liu et al., ECCV 2024, bias field head";
    info.engine = Engine::Torch;
    info.inputs = {{"image", PortKind::Image, "Head scan", false, true, "", ""}};
    info.outputs = {{"corrected", PortKind::Image, "Corrected", false, false, "desc-biascorr", ""},
        {"bias", PortKind::Image, "Inhomogeneity", true, false, "desc-bias", "field"}};
    return makeStep<AnatomyParams>(
        std::move(info), [](ParamBinder& b, AnatomyParams& p) { bindAnatomy(b, p, AnatomyFields::Common); },
        [runner = std::move(runners.anatomy)](const StepInputs& inputs, const AnatomyParams& p, const Progress& progress) {
            return estimate(inputs, p, runner, progress);
        });
}

} // namespace insula
