// From a pipeline, or one step, and the subjects that are asked for to the tasks of a batch.
//
// Errors of one subject (a scan that is missing) are in its report. Thread: the project's.
#pragma once

#include "processing/core/BatchCoordinator.h"
#include "processing/core/PipelinePlan.h"

namespace insula {

struct PlannedTask {
    TaskReport report; // waiting; unchanged when nothing is to be done; failed when it cannot be planned
    BatchTask task; // without id and folder
    std::optional<PipelinePlan> plan; // none when it cannot be planned
};

struct BatchSelection {
    std::vector<std::string> subjects; // labels; empty: all
    PipelineRequest request; // of each subject: given, entities, threads, seed, reuse
    bool everyRun = false; // a task for each run of a subject, where the pipeline needs one
};

// A pipeline of one step; inputs: port: source. Each parameter must be one of the step's; usage Error.
Pipeline pipelineOfStep(const StepDescription& step, const std::map<std::string, PipelineSource>& inputs, const nlohmann::json& params);

BatchTask taskOf(const PipelinePlan& plan);
// Subjects and sessions that do not fit are Errors; progress is that of hashing.
std::vector<PlannedTask> planBatch(const Project& project, const Pipeline& pipeline, std::span<const StepDescription> steps,
    const BatchSelection& selection, const std::function<bool()>& isStopped);

} // namespace insula
