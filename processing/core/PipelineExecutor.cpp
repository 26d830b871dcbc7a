#include "processing/core/PipelineExecutor.h"

#include "processing/core/Error.h"

#include <fmt/format.h>

#include <algorithm>

namespace insula {
namespace {

constexpr double UnknownSeconds = 20; // of a step that the project has not seen

class Executor {
public:
    Executor(
        const Project& project, const PipelinePlan& plan, const RunNode& runNode, const Progress& progress, const PipelineWatch& watch) :
        m_project(project),
        m_plan(plan), m_runNode(runNode), m_progress(progress), m_watch(watch)
    {
        for (const PlannedNode& node : plan.nodes)
            m_total += weight(node);
    }
    PipelineResult execute()
    {
        m_progress.report(0);
        for (std::size_t i = 0; i < m_plan.nodes.size(); ++i) {
            const PlannedNode& node = m_plan.nodes[i];
            m_index = i;
            m_result.nodes.emplace_back();
            m_result.nodes.back().id = node.id;
            m_result.nodes.back().step = node.step;
            perform(node, m_result.nodes.back());
            m_passed += weight(node);
            if (m_watch.ended)
                m_watch.ended(m_result.nodes.back(), i);
        }
        if (!m_result.isCancelled)
            m_progress.report(1);
        return std::move(m_result);
    }

private:
    void perform(const PlannedNode& node, NodeResult& result);
    bool isReused(const PlannedNode& node, const RunRequest& request, NodeResult& result);
    void run(const PlannedNode& node, const RunRequest& request, NodeResult& result);
    void learnHashes(const RunOutcome& outcome);
    const NodeResult& resultOf(const std::string& id) const { return *std::ranges::find(m_result.nodes, id, &NodeResult::id); }
    double weight(const PlannedNode& node) const
    {
        return node.state == PlannedState::Run ? std::max(m_plan.recorded->seconds(node.step).value_or(UnknownSeconds), 0.1) : 0;
    }
    Progress part(double seconds) const
    {
        const double from = m_total > 0 ? std::min(m_passed / m_total, 1.0) : 0, to = m_total > 0 ? (m_passed + seconds) / m_total : 0;
        return m_progress.part(from, std::min(to, 1.0));
    }

    const Project& m_project;
    const PipelinePlan& m_plan;
    const RunNode& m_runNode;
    const Progress& m_progress;
    const PipelineWatch& m_watch;
    PipelineResult m_result;
    std::size_t m_index = 0;
    double m_total = 0, m_passed = 0; // seconds, about
};

void Executor::perform(const PlannedNode& node, NodeResult& result)
{
    if (node.state == PlannedState::LeftOut) {
        result.end = NodeEnd::LeftOut;
        result.message = node.reason;
        return;
    }
    if (m_result.isCancelled || m_progress.isCancelled()) {
        m_result.isCancelled = true;
        result.message = "cancelled before it began";
        return;
    }
    RunRequest request{.step = node.step,
        .inputs = {},
        .outputs = {},
        .params = node.params,
        .project = m_project.folder(),
        .subject = m_plan.request.subject,
        .session = m_plan.request.session,
        .threads = m_plan.request.threads,
        .seed = m_plan.request.seed};
    for (const PlannedInput& input : node.inputs) {
        if (input.node.empty()) {
            request.inputs[input.port] = input.file;
            continue;
        }
        const NodeResult& from = resultOf(input.node);
        const auto output = from.outputs.find(input.output);
        if ((from.end != NodeEnd::Done && from.end != NodeEnd::Reused) || output == from.outputs.end()) {
            result.message = from.end == NodeEnd::Done || from.end == NodeEnd::Reused
                ? fmt::format("{} gave no {}", input.node, input.output)
                : fmt::format("{} did not end well", input.node);
            return;
        }
        request.inputs[input.port] = output->second;
    }
    try { // the border of one step: what it says becomes its result
        if (!isReused(node, request, result))
            run(node, request, result);
    } catch (const Cancelled&) {
        m_result.isCancelled = true;
        result.end = NodeEnd::Cancelled;
        result.message = "cancelled";
    } catch (const Error& error) {
        result.end = NodeEnd::Failed;
        result.message = error.what();
    }
}

bool Executor::isReused(const PlannedNode& node, const RunRequest& request, NodeResult& result)
{
    if (!m_plan.request.reuse)
        return false;
    std::map<std::string, std::string> hashes;
    for (const auto& [port, file] : request.inputs)
        hashes[port] = m_plan.recorded->sha256(file, part(0));
    const auto found = m_plan.recorded->find(wantedFor(m_plan, node, hashes));
    if (!found.run)
        return false;
    result.end = NodeEnd::Reused;
    result.run = found.run->id;
    result.seconds = found.run->seconds;
    result.peakBytes = found.run->peakBytes;
    for (const RunFile& output : found.run->outputs)
        result.outputs[output.port] = output.path;
    return true;
}

void Executor::run(const PlannedNode& node, const RunRequest& request, NodeResult& result)
{
    if (m_watch.started)
        m_watch.started(node, m_index);
    const RunOutcome outcome = m_runNode(node, request, part(weight(node)));
    result.end = NodeEnd::Done;
    result.run = outcome.run;
    result.outputs = outcome.outputs;
    result.warnings = outcome.warnings;
    result.seconds = outcome.seconds;
    result.peakBytes = outcome.peakBytes;
    learnHashes(outcome);
}

// So that nothing that the runner hashed is read again.
void Executor::learnHashes(const RunOutcome& outcome)
{
    if (outcome.run > 0)
        for (const RunFile& output : m_project.run(outcome.run).outputs)
            m_plan.recorded->know(output);
}

} // namespace

std::string_view name(NodeEnd end)
{
    switch (end) {
    case NodeEnd::Reused:
        return "reused";
    case NodeEnd::Done:
        return "done";
    case NodeEnd::Failed:
        return "failed";
    case NodeEnd::Cancelled:
        return "cancelled";
    case NodeEnd::Stopped:
        return "stopped";
    case NodeEnd::LeftOut:
        break;
    }
    return "left-out";
}

bool PipelineResult::hasFailed() const
{
    return std::ranges::any_of(nodes, [](const NodeResult& node) { return node.end == NodeEnd::Failed; });
}

PipelineResult executePipeline(
    const Project& project, const PipelinePlan& plan, const RunNode& runNode, const Progress& progress, const PipelineWatch& watch)
{
    return Executor(project, plan, runNode, progress, watch).execute();
}

} // namespace insula
