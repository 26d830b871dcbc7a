#include "processing/core/BatchPlan.h"

#include "processing/core/Error.h"
#include "processing/core/StepParams.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace insula {
namespace {

using SessionsOf = std::map<std::string, std::set<std::string>>; // subject: sessions with files

SessionsOf sessionsOf(const ProjectRows& project)
{
    SessionsOf sessions;
    for (const std::string& subject : project.subjects) {
        sessions[subject];
    }
    for (const VolumeRow& volume : project.volumes) {
        sessions[volume.subject].insert(volume.session);
    }
    return sessions;
}

std::string nameOf(const PipelineRequest& request, bool withEntities)
{
    std::string name = "sub-" + request.subject + (request.session.empty() ? "" : "_ses-" + request.session);
    for (const auto& [key, value] : request.entities) {
        name += withEntities ? fmt::format("_{}-{}", key, value) : "";
    }
    return name;
}

// The plans of one subject in one session.
class SubjectPlanner {
public:
    SubjectPlanner(const ProjectForPlans& project, const Pipeline& pipeline, std::span<const StepDescription> steps, bool everyRun) :
        m_project(project), m_pipeline(pipeline), m_steps(steps), m_everyRun(everyRun)
    {
    }
    std::vector<PlannedTask> plan(const PipelineRequest& request) const
    {
        std::vector<PlannedTask> tasks;
        try {
            const std::vector<PipelineRequest> runs
                = m_everyRun ? requestsForEachRun(m_project.rows, m_pipeline, request) : std::vector<PipelineRequest>{request};
            for (const PipelineRequest& run : runs) {
                tasks.push_back(planOne(run, runs.size() > 1));
            }
        } catch (const Error& error) {
            tasks.push_back({unplanned(request, TaskState::Failed, error.what(), false), {}, {}});
        }
        return tasks;
    }

private:
    static TaskReport unplanned(const PipelineRequest& request, TaskState state, const std::string& why, bool withEntities)
    {
        TaskReport report{nameOf(request, withEntities), request.subject, request.session, state};
        report.message = why;
        return report;
    }
    PlannedTask planOne(const PipelineRequest& request, bool withEntities) const
    {
        try {
            PlannedTask planned;
            planned.plan = planPipeline(m_project, m_pipeline, m_steps, request);
            planned.task = taskOf(*planned.plan);
            planned.task.name = nameOf(planned.plan->request, withEntities);
            planned.report = {planned.task.name, planned.task.subject, planned.task.session};
            planned.report.nodes = planned.task.nodes.size();
            planned.report.reused
                = static_cast<std::size_t>(std::ranges::count(planned.plan->nodes, PlannedState::Reuse, &PlannedNode::state));
            planned.report.state = planned.task.nodes.empty() ? TaskState::Unchanged : TaskState::Waiting;
            return planned;
        } catch (const MissingInput& error) {
            return {unplanned(request, TaskState::LeftOut, error.what(), withEntities), {}, {}};
        } catch (const Error& error) { // of this subject; the others go on
            return {unplanned(request, TaskState::Failed, error.what(), withEntities), {}, {}};
        }
    }

    const ProjectForPlans& m_project;
    const Pipeline& m_pipeline;
    std::span<const StepDescription> m_steps;
    bool m_everyRun;
};

} // namespace

Pipeline pipelineOfStep(const StepDescription& step, const std::map<std::string, PipelineSource>& inputs, const nlohmann::json& params)
{
    PipelineNode node;
    node.id = step.info.id;
    node.step = step.info.id;
    node.params = normalisedParams(step, params);
    for (const auto& [port, source] : inputs) {
        node.inputs.push_back({port, {source}, true});
    }
    Pipeline pipeline;
    pipeline.name = step.info.id;
    pipeline.title = step.info.title;
    pipeline.nodes.push_back(std::move(node));
    return pipeline;
}

BatchTask taskOf(const PipelinePlan& plan)
{
    BatchTask task;
    task.name = nameOf(plan.request, false);
    task.subject = plan.request.subject;
    task.session = plan.request.session;
    task.threads = plan.request.threads;
    task.seed = plan.request.seed;
    for (const PlannedNode& node : plan.nodes) {
        if (node.state != PlannedState::Run) {
            continue;
        }
        TaskNode item{node.id, node.step, node.version, node.params, {}};
        for (const PlannedInput& input : node.inputs) {
            const PlannedNode* from = input.node.empty() ? nullptr : plan.find(input.node);
            if (from && from->state == PlannedState::Reuse) {
                const auto output = from->outputs.find(input.output);
                if (output == from->outputs.end()) {
                    throw Error(fmt::format("{} gave no {}, which {} is made from", input.node, input.output, node.id));
                }
                item.inputs.push_back({input.port, output->second, {}, {}});
            } else {
                item.inputs.push_back({input.port, input.file, input.node, input.output});
            }
        }
        task.nodes.push_back(std::move(item));
    }
    return task;
}

std::vector<PlannedTask> planBatch(const Project& project, const Pipeline& pipeline, std::span<const StepDescription> steps,
    const BatchSelection& selection, const std::function<bool()>& isStopped)
{
    checkPipeline(pipeline, steps);
    for (const auto& [key, file] : selection.request.given) {
        if (std::ranges::find(pipeline.given, key, &PipelineGiven::key) == pipeline.given.end()) {
            throw usageError(
                fmt::format("the pipeline '{}' asks for no file '{}'; insula-cli pipeline show says what it takes", pipeline.name, key));
        }
    }
    const ProjectForPlans read(project);
    const SessionsOf sessions = sessionsOf(read.rows);
    std::vector<std::string> subjects = selection.subjects;
    for (const std::string& subject : subjects) {
        if (!sessions.contains(subject)) {
            throw usageError(fmt::format("the project has no subject '{}'; see: insula-cli project list DIR", subject));
        }
    }
    const bool isNamed = !subjects.empty();
    for (const auto& [subject, of] : sessions) {
        if (!isNamed) {
            subjects.push_back(subject);
        }
    }
    const SubjectPlanner planner(read, pipeline, steps, selection.everyRun);
    std::vector<PlannedTask> tasks;
    for (const std::string& subject : subjects) {
        PipelineRequest request = selection.request;
        request.subject = subject;
        const std::size_t first = tasks.size();
        const std::set<std::string>& of = sessions.at(subject);
        for (const std::string& session : of.empty() ? std::set<std::string>{""} : of) {
            if (isStopped && isStopped()) {
                throw Cancelled();
            }
            request.session = session;
            std::ranges::move(planner.plan(request), std::back_inserter(tasks));
        }
        // Of somebody who was named, something must be there to do.
        const auto isLeftOut = [](const PlannedTask& task) { return task.report.state == TaskState::LeftOut; };
        if (isNamed && std::all_of(tasks.begin() + static_cast<std::ptrdiff_t>(first), tasks.end(), isLeftOut)) {
            for (std::size_t i = first; i < tasks.size(); ++i) {
                tasks[i].report.state = TaskState::Failed;
            }
        }
    }
    return tasks;
}

} // namespace insula
