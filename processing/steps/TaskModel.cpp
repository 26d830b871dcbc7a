#include "processing/steps/TaskModel.h"

#include "processing/core/CourseMap.h"
#include "processing/core/Error.h"
#include "processing/core/Hash.h"
#include "processing/core/RunOrigins.h"
#include "processing/steps/FunctionalRun.h"

#include <fmt/format.h>

namespace insula {
namespace {

RunEvents eventsFor(const StepInputs& inputs, nlohmann::json& facts)
{
    std::filesystem::path file;
    if (inputs.has("events"))
        file = inputs.file("events");
    else if (const auto run = inputs.files.find("image"); run != inputs.files.end())
        file = fileOfOrigins(run->second, "events.tsv");
    if (file.empty())
        throw Error("the run has no events beside it (NAME_events.tsv): give them with --in events=FILE");
    facts["Events"] = file.filename().string();
    facts["EventsSha256"] = sha256OfFile(file);
    return readEvents(file);
}

} // namespace

void bindTask(ParamBinder& b, TaskParams& p, bool offersDerivative)
{
    b.choice("response", p.response, {{"spm", "Double gamma (SPM)"}, {"glover", "Double gamma (Glover)"}}, "Response");
    if (offersDerivative)
        b.boolean("derivative", p.hasDerivative, "Temporal derivative",
            "A second column for each condition, for responses that come early or late.");
    b.real("high-pass", p.highPassSeconds, {0, 10000, 16}, "High-pass (s)", "Drift slower than this is modelled by cosines; 0: none.");
    b.real("reference", p.reference, {0, 1, 0.1}, "Reference time",
        "Part of the TR at which a frame counts as recorded: 0.5 without slice timing, or as chosen there.");
    b.choice("motion", p.motion, {{"none", "None"}, {"6", "6 parameters"}, {"24", "24 terms (Friston 1996)"}}, "Motion in the model",
        "Only when confounds are given.");
    b.path("columns", p.columns, "", "More confounds",
        "Names of columns of the confounds, between commas; a * at the end for all that begin so.");
    b.boolean("percent", p.isPercent, "Percent signal change", "Effects in percent of each voxel's mean instead of the run's own values.");
    b.real("tr", p.trSeconds, {0, 100, 0.1}, "TR (s)", "Time between two frames; 0: from the file.");
}

TaskModel taskModel(const StepInputs& inputs, const TaskParams& params, StepOutputs& outputs, const Progress& progress)
{
    const Volume& image = inputs.volume("image");
    needRun(image, 4, "a task model");
    TaskModel model;
    const auto frames = static_cast<std::size_t>(image.frames());
    model.options = {.frames = frames,
        .trSeconds = repetitionTime(inputs, params.trSeconds, outputs.warnings),
        .shape = params.response == "glover" ? ResponseShape::Glover : ResponseShape::Spm,
        .hasDerivative = params.hasDerivative,
        .reference = params.reference,
        .highPassSeconds = params.highPassSeconds};
    model.events = eventsFor(inputs, model.facts);
    if (inputs.has("confounds")) {
        if (params.motion != "none")
            model.confounds = motionRegressors(readMotion(inputs.file("confounds")), params.motion == "24" ? 24 : 6, frames);
        if (!params.columns.empty())
            model.confounds.append(confoundColumns(inputs.file("confounds"), params.columns, frames));
    } else if (!params.columns.empty()) {
        throw usageError("--columns names columns of the confounds: give them with --in confounds=FILE");
    }
    model.facts["RepetitionTime"] = model.options.trSeconds;
    model.mask = optionalMask(inputs, image);
    if (model.mask.empty())
        model.mask = brightVoxels(image, inputs.threads, progress);
    return model;
}

Port eventsPort()
{
    return {.key = "events", .kind = PortKind::Table, .label = "Events (found beside the run)", .optional = true};
}

Port confoundsPort()
{
    return {.key = "confounds", .kind = PortKind::Table, .label = "Confounds (motion)", .optional = true};
}

} // namespace insula
