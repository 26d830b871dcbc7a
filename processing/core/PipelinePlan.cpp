#include "processing/core/PipelinePlan.h"

#include "processing/core/AbsolutePath.h"
#include "processing/core/Error.h"
#include "processing/core/ProjectState.h"
#include "processing/core/Resources.h"
#include "processing/core/StepParams.h"

#include <fmt/format.h>

#include <algorithm>

namespace insula {
namespace {

namespace fs = std::filesystem;

class Planner {
public:
    Planner(const ProjectForPlans& project, const Pipeline& pipeline, std::span<const StepDescription> steps,
        const PipelineRequest& request, const Progress& progress) :
        m_pipeline(pipeline),
        m_steps(steps), m_files(project.rows, request), m_progress(progress)
    {
        m_plan.pipeline = pipeline.name;
        m_plan.title = pipeline.title;
        m_plan.request = request;
        m_plan.request.session = m_files.session();
        m_plan.recorded = project.recorded;
        checkGiven();
    }
    PipelinePlan plan();

private:
    void checkGiven();
    PlannedNode planned(const PipelineNode& node);
    std::optional<PlannedInput> chosen(const PipelineInput& input) const;
    std::optional<PlannedInput> from(const PipelineSource& source) const;
    void decide(PlannedNode& node);
    std::optional<std::string> hashOf(const PlannedInput& input);

    const Pipeline& m_pipeline;
    std::span<const StepDescription> m_steps;
    SubjectFiles m_files;
    const Progress& m_progress;
    PipelinePlan m_plan;
};

void Planner::checkGiven()
{
    for (auto& [key, file] : m_plan.request.given) {
        if (std::ranges::find(m_pipeline.given, key, &PipelineGiven::key) == m_pipeline.given.end())
            throw usageError(fmt::format("the pipeline '{}' asks for no file '{}'; insula-cli pipeline show {} says what it takes",
                m_pipeline.name, key, m_pipeline.name));
        file = absolutePath(file);
        if (!factsOf(file).exists)
            throw Error(fmt::format("the file given as '{}' is not there: '{}'", key, file.string()));
    }
}

std::optional<PlannedInput> Planner::from(const PipelineSource& source) const
{
    PlannedInput input;
    switch (source.kind) {
    case PipelineSource::Kind::Node: {
        const PlannedNode* node = m_plan.find(source.node);
        if (!node || node->state == PlannedState::LeftOut)
            return std::nullopt;
        input.node = source.node;
        input.output = source.output;
        return input;
    }
    case PipelineSource::Kind::Raw: {
        const auto file = m_files.find(source);
        if (!file)
            return std::nullopt;
        input.file = *file;
        input.isRaw = true;
        return input;
    }
    case PipelineSource::Kind::Given: {
        const auto file = m_plan.request.given.find(source.given);
        if (file == m_plan.request.given.end())
            return std::nullopt;
        input.file = file->second;
        return input;
    }
    case PipelineSource::Kind::Resource:
        input.file = resourceFolder() / source.file;
        break;
    case PipelineSource::Kind::File:
        input.file = source.file;
        break;
    }
    return factsOf(input.file).exists ? std::optional(input) : std::nullopt;
}

std::optional<PlannedInput> Planner::chosen(const PipelineInput& input) const
{
    for (const PipelineSource& source : input.sources)
        if (auto found = from(source)) {
            found->port = input.port;
            return found;
        }
    return std::nullopt;
}

PlannedNode Planner::planned(const PipelineNode& node)
{
    const StepDescription& step = *findStep(m_steps, node.step);
    PlannedNode planned;
    planned.id = node.id;
    planned.step = node.step;
    planned.title = step.info.title;
    planned.version = step.info.version;
    planned.params = normalisedParams(step, node.params);
    for (const Param& param : step.params)
        if (param.type == Param::Type::Path && param.filter == "model")
            planned.model = planned.params.value(param.key, std::string());
    for (const std::string& key : node.when)
        if (!m_plan.request.given.contains(key)) {
            planned.state = PlannedState::LeftOut;
            planned.reason = fmt::format("without the file given as {}", key);
            return planned;
        }
    for (const PipelineInput& input : node.inputs) {
        if (auto found = chosen(input)) {
            planned.inputs.push_back(std::move(*found));
            continue;
        }
        const auto port = std::ranges::find(step.info.inputs, input.port, &Port::key);
        if (port->optional && !input.required)
            continue;
        std::string wanted = describe(input.sources.front());
        for (std::size_t i = 1; i < input.sources.size(); ++i)
            wanted += " or " + describe(input.sources[i]);
        if (!node.optional)
            throw MissingInput(fmt::format("step '{}' needs {} as its input '{}', which is not there for subject {}", node.id, wanted,
                input.port, m_plan.request.subject));
        planned.state = PlannedState::LeftOut;
        planned.reason = fmt::format("without {}", wanted);
        planned.inputs.clear();
        return planned;
    }
    return planned;
}

std::optional<std::string> Planner::hashOf(const PlannedInput& input)
{
    if (input.node.empty())
        return m_plan.recorded->sha256(input.file, m_progress);
    const PlannedNode& node = *m_plan.find(input.node);
    const auto file = node.outputs.find(input.output);
    return node.state == PlannedState::Reuse && file != node.outputs.end() ? std::optional(m_plan.recorded->sha256(file->second))
                                                                           : std::nullopt;
}

void Planner::decide(PlannedNode& node)
{
    std::map<std::string, std::string> hashes;
    for (const PlannedInput& input : node.inputs) {
        const auto hash = hashOf(input);
        if (!hash) {
            node.reason = fmt::format("after {}", input.node);
            return;
        }
        hashes[input.port] = *hash;
    }
    if (!m_plan.request.reuse) {
        node.reason = "everything is done again";
        return;
    }
    const auto found = m_plan.recorded->find(wantedFor(m_plan, node, hashes));
    node.reason = found.reason;
    if (!found.run)
        return;
    node.state = PlannedState::Reuse;
    node.run = found.run->id;
    for (const RunFile& output : found.run->outputs)
        node.outputs[output.port] = output.path;
}

PipelinePlan Planner::plan()
{
    for (const PipelineNode& node : m_pipeline.nodes)
        m_plan.nodes.push_back(planned(node));
    for (const PlannedNode& node : m_plan.nodes)
        for (const PlannedInput& input : node.inputs)
            if (!input.node.empty())
                std::ranges::find(m_plan.nodes, input.node, &PlannedNode::id)->neededOutputs.insert(input.output);
    for (PlannedNode& node : m_plan.nodes) {
        m_progress.checkpoint();
        if (node.state != PlannedState::LeftOut)
            decide(node);
    }
    return std::move(m_plan);
}

} // namespace

const PlannedNode* PipelinePlan::find(const std::string& id) const
{
    const auto found = std::ranges::find(nodes, id, &PlannedNode::id);
    return found == nodes.end() ? nullptr : &*found;
}

PipelinePlan planPipeline(const ProjectForPlans& project, const Pipeline& pipeline, std::span<const StepDescription> steps,
    const PipelineRequest& request, const Progress& progress)
{
    checkPipeline(pipeline, steps);
    return Planner(project, pipeline, steps, request, progress).plan();
}

RecordedRuns::Wanted wantedFor(const PipelinePlan& plan, const PlannedNode& node, const std::map<std::string, std::string>& inputs)
{
    RecordedRuns::Wanted wanted{.step = node.step,
        .version = node.version,
        .params = node.params,
        .subject = plan.request.subject,
        .session = plan.request.session,
        .seed = plan.request.seed,
        .inputs = inputs,
        .outputs = node.neededOutputs,
        .raw = {},
        .model = node.model};
    for (const PlannedInput& input : node.inputs)
        if (input.isRaw)
            wanted.raw.push_back(input.file);
    return wanted;
}

} // namespace insula
