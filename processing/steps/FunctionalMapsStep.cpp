// Maps of resting activity: regional homogeneity and amplitudes of slow fluctuations.
#include "processing/steps/Steps.h"

#include "processing/core/CourseMap.h"
#include "processing/core/Error.h"
#include "processing/core/LocalActivity.h"
#include "processing/steps/FunctionalRun.h"

namespace insula {
namespace {

struct Params {
    double lowHz = 0.01, highHz = 0.08;
    std::string neighbours = "27";
    bool ranksBand = true;
    double trSeconds = 0;
};

void bind(ParamBinder& b, Params& p)
{
    b.real("low", p.lowHz, {0, 50, 0.001}, "From (Hz)", "Of the slow band.");
    b.real("high", p.highHz, {0, 50, 0.01}, "To (Hz)", "Of the slow band.");
    b.choice("neighbours", p.neighbours, {{"27", "27: faces, edges, corners"}, {"19", "19: faces, edges"}, {"7", "7: faces"}},
        "Neighbourhood", "For the regional homogeneity.");
    b.boolean(
        "reho-band", p.ranksBand, "Homogeneity of the band", "Ranks only what lies in the band; off for a run that is filtered already.");
    b.real("tr", p.trSeconds, {0, 100, 0.1}, "TR (s)", "Time between two frames; 0: from the file.");
}

StepOutputs run(const StepInputs& inputs, const Params& params, const Progress& progress)
{
    const Volume& image = inputs.volume("image");
    needRun(image, 8, "a map of resting activity");
    StepOutputs outputs;
    const double tr = repetitionTime(inputs, params.trSeconds, outputs.warnings);
    const Band band{params.lowHz, params.highHz};
    checkBand(band, tr);
    auto mask = optionalMask(inputs, image);
    if (mask.empty())
        mask = brightVoxels(image, inputs.threads, progress.part(0, 0.1));
    progress.report(0.1, "amplitudes");
    Amplitudes amplitudes = lowFrequencyAmplitudes(image, mask, band, tr, inputs.threads, progress.part(0.1, 0.5));
    progress.report(0.5, "homogeneity");
    std::vector<float> reho = regionalHomogeneity(
        image, mask, std::stoi(params.neighbours), params.ranksBand ? &band : nullptr, tr, inputs.threads, progress.part(0.5, 1));
    outputs.volumes["reho"] = Volume::make(mapDescription(image), std::move(reho));
    outputs.volumes["alff"] = Volume::make(mapDescription(image), std::move(amplitudes.alff));
    outputs.volumes["falff"] = Volume::make(mapDescription(image), std::move(amplitudes.falff));
    for (const char* port : {"reho", "alff", "falff"})
        outputs.sidecars[port] = {{"RepetitionTime", tr}, {"FilterBandHz", {params.lowHz, params.highHz}}};
    progress.report(1.0);
    return outputs;
}

} // namespace

Step functionalMapsStep()
{
    return makeStep<Params>(
        {.id = "functional-maps",
            .title = "Resting-state maps",
            .group = "Functional",
            .version = 1,
            .summary = "Regional homogeneity (ReHo: Kendall's W of a voxel and its neighbours), the amplitude of slow fluctuations (ALFF), "
                       "and its share "
                       "of the whole spectrum (fALFF). Without a mask, voxels brighter than a fifth of the brightest.",
            .reference
            = "Zang Y et al. NeuroImage 22 (2004) 394-400; Zang YF et al. Brain Dev 29 (2007) 83-91; Zou QH et al. J Neurosci Methods 172 "
              "(2008) 137-141.",
            .engine = Engine::Itk,
            .inputs = {{.key = "image", .kind = PortKind::Image, .label = "Run", .time = true},
                {.key = "mask", .kind = PortKind::Labels, .label = "Only inside this mask", .optional = true}},
            .outputs = {{.key = "reho", .kind = PortKind::Image, .label = "ReHo", .bidsEntity = "stat-reho", .bidsSuffix = "boldmap"},
                {.key = "alff", .kind = PortKind::Image, .label = "ALFF", .bidsEntity = "stat-alff", .bidsSuffix = "boldmap"},
                {.key = "falff", .kind = PortKind::Image, .label = "fALFF", .bidsEntity = "stat-falff", .bidsSuffix = "boldmap"}}},
        bind, run);
}

} // namespace insula
