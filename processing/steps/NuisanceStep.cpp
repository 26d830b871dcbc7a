// Takes out of a resting run what is not the brain's activity, in one model.
#include "processing/steps/Steps.h"

#include "processing/core/Confounds.h"
#include "processing/core/CourseMap.h"
#include "processing/core/Error.h"
#include "processing/core/NuisanceModel.h"
#include "processing/steps/DerivedVolume.h"
#include "processing/steps/FunctionalRun.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace insula {
namespace {

struct Params {
    std::string motion = "24";
    std::string columns;
    std::string tissue = "acompcor";
    std::int64_t components = 5;
    bool hasGlobal = false;
    double scrubMm = 0;
    double lowHz = 0.009, highHz = 0.08;
    std::int64_t order = 1;
    bool keepsMean = true;
    double trSeconds = 0;
};

void bind(ParamBinder& b, Params& p)
{
    b.choice("motion", p.motion, {{"24", "24 terms (Friston 1996)"}, {"6", "6 parameters"}, {"none", "None"}}, "Motion",
        "Only when confounds are given.");
    b.path("columns", p.columns, "", "More confounds",
        "Names of columns of the confounds, between commas; a * at the end for all that begin so.");
    b.choice("tissue", p.tissue, {{"acompcor", "Principal components (aCompCor)"}, {"mean", "Mean course"}}, "White matter and CSF",
        "What is taken from their masks, when they are given.");
    b.integer("components", p.components, {1, 50, 1}, "Components", "Of each mask, for aCompCor.");
    b.boolean("global", p.hasGlobal, "Global signal", "Takes the mean course of the brain out, too. It makes correlations more negative.");
    b.real("scrub", p.scrubMm, {0, 10, 0.1}, "Scrub above (mm)",
        "Frames with a framewise displacement above this count for nothing; 0: none.");
    b.real("low", p.lowHz, {0, 50, 0.001}, "From (Hz)", "What is slower goes; 0: no limit.");
    b.real("high", p.highHz, {0, 50, 0.01}, "To (Hz)", "What is faster goes; 0: no limit.");
    b.integer("order", p.order, {0, 5, 1}, "Detrend order", "Of the polynomial that goes, too.");
    b.boolean("keep-mean", p.keepsMean, "Keep the mean", "Of each voxel, so that the run still looks like a brain.");
    b.real("tr", p.trSeconds, {0, 100, 0.1}, "TR (s)", "Time between two frames; 0: from the file.");
}

void addMotion(NamedColumns& all, const StepInputs& inputs, const Params& params, std::size_t frames, std::int64_t& scrubbed)
{
    if (!inputs.has("confounds")) {
        if (params.scrubMm > 0 || !params.columns.empty())
            throw usageError("scrubbing and columns need the confounds: give them with --in confounds=FILE");
        return;
    }
    const auto& file = inputs.file("confounds");
    if (params.motion != "none" || params.scrubMm > 0) {
        const HeadMotion motion = readMotion(file);
        if (params.motion != "none")
            all.append(motionRegressors(motion, params.motion == "24" ? 24 : 6, frames));
        if (motion.frames() != frames)
            throw Error(fmt::format("the motion has {} frames and the run {}: they do not belong together", motion.frames(), frames));
        if (params.scrubMm > 0) {
            const NamedColumns spikes = spikesOf(framewiseDisplacementMm(motion), params.scrubMm);
            scrubbed = static_cast<std::int64_t>(spikes.columns.size());
            all.append(spikes);
        }
    }
    if (!params.columns.empty())
        all.append(confoundColumns(file, params.columns, frames));
}

void addTissue(NamedColumns& all, const StepInputs& inputs, const Params& params, const Progress& progress)
{
    const Volume& image = inputs.volume("image");
    double at = 0;
    for (const auto& [port, name] : {std::pair{"white-matter", "white_matter"}, std::pair{"csf", "csf"}}) {
        if (!inputs.has(port))
            continue;
        const Progress part = progress.part(at, at + 0.5);
        at += 0.5;
        const auto mask
            = withContext(fmt::format("input '{}'", port), [&, key = port] { return maskOnGrid(inputs.volume(key), image.grid()); });
        if (params.tissue == "mean") {
            all.add(name, meanCourseOf(image, mask, part));
            continue;
        }
        std::size_t n = 0;
        for (auto& column : noiseComponents(image, mask, static_cast<std::size_t>(params.components), inputs.threads, part))
            all.add(fmt::format("{}_comp_cor_{:02}", name, n++), std::move(column));
    }
}

StepOutputs run(const StepInputs& inputs, const Params& params, const Progress& progress)
{
    const Volume& image = inputs.volume("image");
    needRun(image, 8, "nuisance regression");
    StepOutputs outputs;
    const auto frames = static_cast<std::size_t>(image.frames());
    const double tr = repetitionTime(inputs, params.trSeconds, outputs.warnings);
    progress.report(0, "collecting regressors");
    NamedColumns all;
    std::int64_t scrubbed = 0;
    std::size_t power = 0;
    for (auto& column : polynomials(frames, static_cast<int>(params.order)))
        all.add(fmt::format("trend{}", power++), std::move(column));
    addMotion(all, inputs, params, frames, scrubbed);
    addTissue(all, inputs, params, progress.part(0, 0.35));
    const auto mask = optionalMask(inputs, image);
    if (params.hasGlobal)
        all.add("global_signal",
            meanCourseOf(
                image, mask.empty() ? brightVoxels(image, inputs.threads, progress.part(0.35, 0.4)) : mask, progress.part(0.4, 0.45)));
    std::optional<Band> band;
    if (params.lowHz > 0 || params.highHz > 0)
        band = Band{params.lowHz, params.highHz};
    const NuisanceModel model(all, band, tr, frames);
    progress.report(0.45, "cleaning");
    RunMap map = mapRun(
        image, runDescription(image, tr), {.outFrames = frames, .mask = mask, .threads = inputs.threads},
        [&] {
            return [&](std::int64_t, std::span<const double> course, std::span<double> out) {
                const double mean = std::accumulate(course.begin(), course.end(), 0.0) / static_cast<double>(frames);
                std::transform(course.begin(), course.end(), out.begin(), [mean](double x) { return x - mean; });
                model.apply(out);
                for (double& x : out)
                    x += params.keepsMean ? mean : 0;
            };
        },
        progress.part(0.45, 1));
    outputs.volumes["image"] = map.run;
    outputs.tables["regressors"] = numberTable(all.names, all.columns);
    outputs.measurements["degrees-of-freedom"] = {{"value", model.freedom()}, {"unit", ""}};
    outputs.measurements["scrubbed-frames"] = {{"value", scrubbed}, {"unit", ""}};
    outputs.sidecars["image"] = {{"RepetitionTime", tr}, {"DegreesOfFreedom", model.freedom()}, {"ScrubbedFrames", scrubbed},
        {"FilterBandHz", {params.lowHz, params.highHz}}};
    if (model.freedom() < 20)
        outputs.warnings.push_back(fmt::format("Only {} degrees of freedom are left of {} frames: correlations will be unsure. Take fewer "
                                               "regressors or a wider band.",
            model.freedom(), frames));
    if (map.notFinite > 0)
        outputs.warnings.push_back(notFiniteCoursesWarning(map.notFinite));
    progress.report(1.0);
    return outputs;
}

} // namespace

Step nuisanceStep()
{
    return makeStep<Params>(
        {.id = "nuisance",
            .title = "Nuisance regression",
            .group = "Functional",
            .version = 1,
            .summary
            = "Takes motion, the noise of white matter and CSF, trends, frames that moved too much and all frequencies outside a band away "
              "from every voxel, in one model, so that nothing comes back. Scrubbed frames hold the mean. The table has every "
              "regressor that was used.",
            .reference = "Friston KJ et al. Magn Reson Med 35 (1996) 346-355; Behzadi Y et al. NeuroImage 37 (2007) 90-101; Power JD et "
                         "al. NeuroImage "
                         "84 (2014) 320-341; Lindquist MA et al. Hum Brain Mapp 40 (2019) 2358-2376.",
            .engine = Engine::Itk,
            .inputs = {{.key = "image", .kind = PortKind::Image, .label = "Run", .time = true},
                {.key = "confounds", .kind = PortKind::Table, .label = "Confounds (motion)", .optional = true},
                {.key = "white-matter", .kind = PortKind::Labels, .label = "Mask of white matter", .optional = true},
                {.key = "csf", .kind = PortKind::Labels, .label = "Mask of CSF", .optional = true},
                {.key = "mask", .kind = PortKind::Labels, .label = "Only inside this mask", .optional = true}},
            .outputs = {{.key = "image", .kind = PortKind::Image, .label = "Cleaned run", .time = true, .bidsEntity = "desc-denoised"},
                {.key = "regressors",
                    .kind = PortKind::Table,
                    .label = "Regressors",
                    .bidsEntity = "desc-regressors",
                    .bidsSuffix = "timeseries"}}},
        bind, run);
}

} // namespace insula
