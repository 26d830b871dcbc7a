// What is wrong with a pipeline: problemsOf() and checkPipeline() of Pipeline.h.
#include "processing/core/Pipeline.h"

#include "processing/core/Error.h"
#include "processing/core/SimilarName.h"
#include "processing/core/StepParams.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

namespace insula {
namespace {

std::string unknown(const std::string& what, const std::string& typed, const std::vector<std::string>& known)
{
    const std::string similar = similarName(typed, known);
    return !similar.empty() ? fmt::format("{} '{}'; did you mean '{}'?", what, typed, similar)
        : known.empty()     ? fmt::format("{} '{}'; there is none", what, typed)
                            : fmt::format("{} '{}'; there are {}", what, typed, fmt::join(known, ", "));
}

std::vector<std::string> keysOf(const std::vector<Port>& ports)
{
    std::vector<std::string> keys;
    for (const Port& port : ports)
        keys.push_back(port.key);
    return keys;
}

class Checker {
public:
    Checker(const Pipeline& pipeline, std::span<const StepDescription> steps) : m_pipeline(pipeline), m_steps(steps) { }
    std::vector<PipelineProblem> all()
    {
        if (m_pipeline.nodes.empty())
            m_problems.push_back({"", "The pipeline has no steps."});
        std::set<std::string> ids;
        for (m_at = 0; m_at < m_pipeline.nodes.size(); ++m_at) {
            if (!ids.insert(node().id).second)
                add(fmt::format("there is another step with the id '{}' above it", node().id));
            checkNode();
        }
        return std::move(m_problems);
    }

private:
    const PipelineNode& node() const { return m_pipeline.nodes[m_at]; }
    void add(const std::string& text) { m_problems.push_back({node().id, text}); }
    void checkNode();
    void checkGiven(const std::string& what, const std::string& key);
    void checkInput(const StepInfo& info, const PipelineInput& input);
    void checkSource(const Port& port, const PipelineSource& source);
    void checkReference(const Port& port, const PipelineSource& source);
    bool dependsOn(const std::string& id, const std::string& other, std::set<std::string>& seen) const;

    const Pipeline& m_pipeline;
    std::span<const StepDescription> m_steps;
    std::size_t m_at = 0;
    std::vector<PipelineProblem> m_problems;
};

void Checker::checkNode()
{
    const StepDescription* step = findStep(m_steps, node().step);
    if (!step) {
        std::vector<std::string> ids;
        for (const StepDescription& each : m_steps)
            ids.push_back(each.info.id);
        const std::string similar = similarName(node().step, ids);
        add(similar.empty() ? fmt::format("there is no step '{}'; insula-cli steps lists them", node().step)
                            : fmt::format("there is no step '{}'; did you mean '{}'?", node().step, similar));
        return;
    }
    try { // collected with the others instead of ending the search
        normalisedParams(*step, node().params);
    } catch (const Error& error) {
        add(error.what());
    }
    for (const std::string& key : node().when)
        checkGiven("it waits for", key);
    std::set<std::string> ports;
    for (const PipelineInput& input : node().inputs) {
        if (!ports.insert(input.port).second)
            add(fmt::format("its input '{}' is given twice", input.port));
        checkInput(step->info, input);
    }
    for (const Port& port : step->info.inputs)
        if (!port.optional && !ports.contains(port.key))
            add(fmt::format("its input '{}' has no source", port.key));
}

void Checker::checkInput(const StepInfo& info, const PipelineInput& input)
{
    const Port* port = portNamed(info.inputs, input.port);
    if (!port) {
        add(unknown(fmt::format("{} has no input", info.id), input.port, keysOf(info.inputs)));
        return;
    }
    if (input.sources.empty())
        add(fmt::format("its input '{}' has no source", input.port));
    for (const PipelineSource& source : input.sources)
        checkSource(*port, source);
}

void Checker::checkSource(const Port& port, const PipelineSource& source)
{
    if (source.kind == PipelineSource::Kind::Node)
        checkReference(port, source);
    if (source.kind == PipelineSource::Kind::Raw && source.suffix == "events" && isVolume(port.kind))
        add(fmt::format("its input '{}' takes {}, but events are a table", port.key, name(port.kind)));
    if (source.kind != PipelineSource::Kind::Given)
        return;
    checkGiven(fmt::format("its input '{}' takes", port.key), source.given);
    const auto given = std::ranges::find(m_pipeline.given, source.given, &PipelineGiven::key);
    if (given != m_pipeline.given.end() && given->kind != PortKind::File
        && !fits({.key = given->key, .kind = given->kind, .label = given->label}, port)) {
        add(fmt::format(
            "its input '{}' takes {}, but the file given as '{}' is {}", port.key, name(port.kind), given->key, name(given->kind)));
    }
}

void Checker::checkGiven(const std::string& what, const std::string& key)
{
    std::vector<std::string> keys;
    for (const PipelineGiven& each : m_pipeline.given)
        keys.push_back(each.key);
    if (std::ranges::find(keys, key) == keys.end())
        add(unknown(fmt::format("{} a file that is not in \"given\" of the pipeline:", what), key, keys));
}

void Checker::checkReference(const Port& port, const PipelineSource& source)
{
    const auto& nodes = m_pipeline.nodes;
    const auto found = std::ranges::find(nodes, source.node, &PipelineNode::id);
    if (found == nodes.end()) {
        std::vector<std::string> ids;
        for (const PipelineNode& each : nodes)
            if (each.id != node().id)
                ids.push_back(each.id);
        add(unknown(fmt::format("its input '{}' comes from an unknown step", port.key), source.node, ids));
        return;
    }
    if (source.node == node().id) {
        add(fmt::format("its input '{}' comes from the step itself", port.key));
        return;
    }
    if (static_cast<std::size_t>(found - nodes.begin()) > m_at) {
        std::set<std::string> seen;
        add(dependsOn(source.node, node().id, seen)
                ? fmt::format("it and '{}' need each other's results: that is a circle", source.node)
                : fmt::format("its input '{}' comes from '{}', which is below it: move that step up", port.key, source.node));
        return;
    }
    const StepDescription* from = findStep(m_steps, found->step);
    if (!from)
        return; // told for that step
    const Port* output = portNamed(from->info.outputs, source.output);
    if (!output)
        add(unknown(fmt::format("'{}' ({}) has no output", source.node, found->step), source.output, keysOf(from->info.outputs)));
    else if (port.kind == PortKind::Labels && output->kind == PortKind::Image
        && found->params.value("interpolation", nlohmann::json()) == "nearest")
        return; // a label map that is only moved stays one
    else if (!fits(*output, port))
        add(fmt::format("its input '{}' takes {}{}, but '{}' of '{}' is {}{}", port.key, name(port.kind),
            port.extension.empty() ? "" : " (" + port.extension + ")", source.output, source.node, name(output->kind),
            output->extension.empty() ? "" : " (" + output->extension + ")"));
}

bool Checker::dependsOn(const std::string& id, const std::string& other, std::set<std::string>& seen) const
{
    if (!seen.insert(id).second)
        return false;
    const PipelineNode* from = m_pipeline.find(id);
    if (!from)
        return false;
    for (const PipelineInput& input : from->inputs)
        for (const PipelineSource& source : input.sources)
            if (source.kind == PipelineSource::Kind::Node && (source.node == other || dependsOn(source.node, other, seen)))
                return true;
    return false;
}

} // namespace

std::vector<StepDescription> descriptionsOf(const StepRegistry& steps)
{
    std::vector<StepDescription> descriptions;
    for (const Step& step : steps.steps())
        descriptions.push_back(step.description());
    return descriptions;
}

const StepDescription* findStep(std::span<const StepDescription> steps, const std::string& id)
{
    const auto found = std::ranges::find_if(steps, [&](const StepDescription& step) { return step.info.id == id; });
    return found == steps.end() ? nullptr : &*found;
}

bool fits(const Port& from, const Port& to)
{
    switch (to.kind) {
    case PortKind::Image: // a map of labels can be looked at as numbers
        return isVolume(from.kind);
    case PortKind::Labels:
        return from.kind == PortKind::Labels;
    case PortKind::Table:
        return from.kind == PortKind::Table && from.extension == to.extension;
    case PortKind::File:
        break;
    }
    return to.extension.empty() || to.extension == outputExtension(from);
}

std::vector<PipelineProblem> problemsOf(const Pipeline& pipeline, std::span<const StepDescription> steps)
{
    return Checker(pipeline, steps).all();
}

void checkPipeline(const Pipeline& pipeline, std::span<const StepDescription> steps)
{
    const auto problems = problemsOf(pipeline, steps);
    if (problems.empty())
        return;
    const std::string more = problems.size() > 1 ? fmt::format(" (and {} more)", problems.size() - 1) : "";
    throw usageError(fmt::format("the pipeline '{}' cannot be run: {}{}{}", pipeline.name,
        problems.front().node.empty() ? "" : fmt::format("step '{}': ", problems.front().node), problems.front().text, more));
}

} // namespace insula
