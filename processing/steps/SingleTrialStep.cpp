// The response to every single event of a run (least squares, separate).
#include "processing/steps/Steps.h"

#include "processing/core/Error.h"
#include "processing/steps/FunctionalRun.h"
#include "processing/steps/TaskModel.h"

#include <fmt/format.h>

namespace insula {
namespace {

struct Params {
    double gapSeconds = 0;
    TaskParams task;
    std::string noise = "ar1-pooled";
};

void bind(ParamBinder& b, Params& p)
{
    b.real("merge-gap", p.gapSeconds, {0, 1000, 1}, "Merge within (s)",
        "Events of one type that follow one another within this time are one trial, so that a block is one; 0: only those that touch.");
    bindTask(b, p.task, false);
    b.choice("noise", p.noise, {{"ar1-pooled", "AR(1), one for all voxels"}, {"independent", "Independent"}}, "Noise",
        "How the noise of a frame depends on the frame before.");
}

StepOutputs run(const StepInputs& inputs, const Params& params, const Progress& progress)
{
    const Volume& image = inputs.volume("image");
    StepOutputs outputs;
    progress.report(0, "reading");
    TaskModel task = taskModel(inputs, params.task, outputs, progress.part(0, 0.1));
    const RunEvents trials = merged(task.events, params.gapSeconds);
    if (trials.events.empty())
        throw Error("there are no events: single trials need some");
    const double end = static_cast<double>(image.frames()) * task.options.trSeconds;
    std::string table = "onset\tduration\ttrial_type\n";
    for (const RunEvent& trial : trials.events) {
        if (trial.onset >= end || trial.onset + trial.duration < -30)
            throw Error(fmt::format("the event at {:g} s does not lie in the run of {:g} s: check the onsets (seconds) and the TR ({:g} s)",
                trial.onset, end, task.options.trSeconds));
        table += fmt::format("{:g}\t{:g}\t{}\n", trial.onset, trial.duration, trial.type);
    }
    std::vector<std::string> dropped;
    const NamedColumns nuisance = nuisanceColumns(task.confounds, task.options, dropped);
    for (const std::string& name : dropped)
        outputs.warnings.push_back(fmt::format("The confound '{}' says nothing that the others do not; it was left out.", name));
    progress.report(0.1, "fitting");
    std::int64_t notFinite = 0;
    std::vector<float> betas = fitSingleTrials(image, trials, nuisance, task.options,
        {.noise = params.noise == "independent" ? NoiseModel::Independent : NoiseModel::PooledAr1,
            .isPercent = params.task.isPercent,
            .mask = task.mask,
            .threads = inputs.threads},
        notFinite, progress.part(0.1, 1));
    if (notFinite > 0)
        outputs.warnings.push_back(notFiniteCoursesWarning(notFinite));
    outputs.volumes["betas"] = Volume::make(mapDescription(image, static_cast<std::int64_t>(trials.events.size())), std::move(betas));
    outputs.sidecars["betas"] = task.facts;
    outputs.tables["trials"] = std::move(table);
    progress.report(1.0);
    return outputs;
}

} // namespace

Step singleTrialStep()
{
    return makeStep<Params>(
        {.id = "single-trial",
            .title = "Single trials (LSS)",
            .group = "Functional",
            .version = 1,
            .summary = "Estimates the response to every event by itself, for decoding: a model for each, in which it has a column of its "
                       "own and all "
                       "other events of each type share one. A frame for each trial; the table says which.",
            .reference
            = "Mumford JA et al. Deconvolving BOLD activation in event-related designs for multivoxel pattern classification analyses. "
              "NeuroImage 59 (2012) 2636-2643.",
            .engine = Engine::Itk,
            .inputs = {{.key = "image", .kind = PortKind::Image, .label = "Run", .time = true}, eventsPort(), confoundsPort(),
                {.key = "mask", .kind = PortKind::Labels, .label = "Only inside this mask", .optional = true}},
            .outputs = {{.key = "betas",
                            .kind = PortKind::Image,
                            .label = "A frame a trial",
                            .time = true,
                            .bidsEntity = "desc-singletrial",
                            .bidsSuffix = "statmap"},
                {.key = "trials", .kind = PortKind::Table, .label = "Trials", .bidsEntity = "desc-singletrial", .bidsSuffix = "events"}}},
        bind, run);
}

} // namespace insula
