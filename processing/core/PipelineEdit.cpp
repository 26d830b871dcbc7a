#include "processing/core/PipelineEdit.h"

#include "processing/core/Error.h"

#include <fmt/format.h>

#include <algorithm>

namespace insula {
namespace {

PipelineSource outputOf(const PipelineNode& node, const Port& output)
{
    PipelineSource source;
    source.kind = PipelineSource::Kind::Node;
    source.node = node.id;
    source.output = output.key;
    return source;
}

PipelineSource rawOf(const std::string& suffix)
{
    PipelineSource source;
    source.suffix = suffix;
    return source;
}

bool comesFrom(const PipelineSource& source, const std::string& id)
{
    return source.kind == PipelineSource::Kind::Node && source.node == id;
}

// The sources of the first input that such an output was made from, for those who took the output.
std::vector<PipelineSource> sourcesBefore(const PipelineNode& node, const StepDescription* step, const Port* taker)
{
    if (!step || !taker)
        return {};
    for (const PipelineInput& input : node.inputs) {
        const auto port = std::ranges::find(step->info.inputs, input.port, &Port::key);
        if (port != step->info.inputs.end() && fits(*port, *taker))
            return input.sources;
    }
    return {};
}

} // namespace

std::vector<PipelineSource> possibleSources(const Pipeline& pipeline, std::span<const StepDescription> steps, std::size_t index,
    const Port& port, std::span<const std::string> suffixes)
{
    std::vector<PipelineSource> sources;
    for (std::size_t i = std::min(index, pipeline.nodes.size()); i-- > 0;)
        if (const StepDescription* step = findStep(steps, pipeline.nodes[i].step))
            for (const Port& output : step->info.outputs)
                if (fits(output, port))
                    sources.push_back(outputOf(pipeline.nodes[i], output));
    for (const std::string& suffix : suffixes)
        if (suffix == "events" ? port.kind == PortKind::Table && port.extension.empty() : isVolume(port.kind))
            sources.push_back(rawOf(suffix));
    for (const PipelineGiven& given : pipeline.given)
        if (given.kind == PortKind::File || fits({.key = given.key, .kind = given.kind, .label = given.label}, port)) {
            sources.emplace_back();
            sources.back().kind = PipelineSource::Kind::Given;
            sources.back().given = given.key;
        }
    return sources;
}

std::size_t addStep(Pipeline& pipeline, std::span<const StepDescription> steps, const std::string& step, std::size_t index,
    std::span<const std::string> suffixes)
{
    const StepDescription* description = findStep(steps, step);
    if (!description)
        throw Error(fmt::format("there is no step '{}'", step));
    index = std::min(index, pipeline.nodes.size());
    PipelineNode node;
    node.step = node.id = step;
    for (int number = 2; pipeline.find(node.id); ++number)
        node.id = fmt::format("{}-{}", step, number);
    for (const Port& port : description->info.inputs) {
        const auto possible = possibleSources(pipeline, steps, index, port, suffixes);
        if (!port.optional && !possible.empty())
            node.inputs.push_back({port.key, {possible.front()}, false});
    }
    pipeline.nodes.insert(pipeline.nodes.begin() + static_cast<std::ptrdiff_t>(index), std::move(node));
    return index;
}

void removeStep(Pipeline& pipeline, std::span<const StepDescription> steps, std::size_t index)
{
    if (index >= pipeline.nodes.size())
        return;
    const PipelineNode gone = pipeline.nodes[index];
    pipeline.nodes.erase(pipeline.nodes.begin() + static_cast<std::ptrdiff_t>(index));
    const StepDescription* goneStep = findStep(steps, gone.step);
    for (PipelineNode& node : pipeline.nodes) {
        const StepDescription* step = findStep(steps, node.step);
        for (PipelineInput& input : node.inputs) {
            if (std::erase_if(input.sources, [&](const PipelineSource& source) { return comesFrom(source, gone.id); }) == 0
                || !input.sources.empty())
                continue;
            const auto port = step ? std::ranges::find(step->info.inputs, input.port, &Port::key) : std::vector<Port>::const_iterator();
            if (step && port != step->info.inputs.end() && !port->optional)
                input.sources = sourcesBefore(gone, goneStep, &*port);
        }
        std::erase_if(node.inputs, [](const PipelineInput& input) { return input.sources.empty(); });
    }
}

std::size_t moveStep(Pipeline& pipeline, std::size_t index, int by)
{
    const auto to = static_cast<std::ptrdiff_t>(index) + by;
    if (index >= pipeline.nodes.size() || to < 0 || to >= static_cast<std::ptrdiff_t>(pipeline.nodes.size()))
        return index;
    std::swap(pipeline.nodes[index], pipeline.nodes[static_cast<std::size_t>(to)]);
    return static_cast<std::size_t>(to);
}

void setSource(PipelineNode& node, const std::string& port, const std::vector<PipelineSource>& sources)
{
    const auto found = std::ranges::find(node.inputs, port, &PipelineInput::port);
    if (found != node.inputs.end() && sources.empty())
        node.inputs.erase(found);
    else if (found != node.inputs.end())
        found->sources = sources;
    else if (!sources.empty())
        node.inputs.push_back({port, sources, false});
}

} // namespace insula
