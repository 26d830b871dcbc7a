#include "app/insula-cli/PipelineText.h"

#include <fmt/format.h>

#include <algorithm>

namespace insula {
namespace {

std::string shown(const nlohmann::json& value)
{
    return value.is_string() ? value.get<std::string>() : value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string sourcesText(const PipelineInput& input)
{
    std::string text;
    for (const PipelineSource& source : input.sources)
        text += (text.empty() ? "" : ", else ") + describe(source);
    return text;
}

std::size_t widest(const PipelinePlan& plan)
{
    std::size_t width = 0;
    for (const PlannedNode& node : plan.nodes)
        width = std::max(width, node.id.size());
    return width;
}

std::string_view name(PlannedState state)
{
    return state == PlannedState::Reuse ? "reuse" : state == PlannedState::Run ? "run" : "left-out";
}

} // namespace

std::string pipelineDescription(const Pipeline& pipeline, std::span<const StepDescription> steps)
{
    std::string text = fmt::format("{}\n{}\n", pipeline.title, pipeline.summary);
    if (!pipeline.given.empty())
        text += "\nFiles that may be given:\n";
    for (const PipelineGiven& given : pipeline.given)
        text += fmt::format("  --given {}=FILE   {} ({})\n", given.key, given.label, insula::name(given.kind));
    text += "\nSteps:\n";
    for (const PipelineNode& node : pipeline.nodes) {
        const StepDescription* step = findStep(steps, node.step);
        text += fmt::format(
            "  {}: {}{}\n", node.id, step ? step->info.title : node.step, node.optional ? " (left out when an input is not there)" : "");
        for (const PipelineInput& input : node.inputs)
            text += fmt::format("      {} <- {}\n", input.port, sourcesText(input));
        for (const auto& [key, value] : node.params.items())
            text += fmt::format("      --{} {}\n", key, shown(value));
    }
    return text;
}

std::string planText(const PipelinePlan& plan)
{
    std::string text;
    for (const PlannedNode& node : plan.nodes)
        text += fmt::format("{:<{}}  {:<8}  {}\n", node.id, widest(plan), name(node.state),
            node.state == PlannedState::Reuse ? fmt::format("run {}", node.run) : node.reason);
    return text;
}

nlohmann::json planJson(const PipelinePlan& plan)
{
    auto nodes = nlohmann::json::array();
    for (const PlannedNode& node : plan.nodes) {
        nlohmann::json inputs = nlohmann::json::object(), outputs = nlohmann::json::object();
        for (const PlannedInput& input : node.inputs)
            inputs[input.port]
                = input.node.empty() ? nlohmann::json(input.file.string()) : nlohmann::json{{"from", input.node}, {"output", input.output}};
        for (const auto& [port, file] : node.outputs)
            outputs[port] = file.string();
        nodes.push_back({{"id", node.id}, {"step", node.step}, {"state", name(node.state)}, {"reason", node.reason}, {"run", node.run},
            {"params", node.params}, {"inputs", inputs}, {"outputs", outputs}});
    }
    return {{"pipeline", plan.pipeline}, {"subject", plan.request.subject}, {"session", plan.request.session}, {"steps", nodes}};
}

std::string resultLine(const NodeResult& result, std::size_t width)
{
    const std::string head = fmt::format("{:<{}}  {:<9}", result.id, width, insula::name(result.end));
    if (result.end == NodeEnd::Done)
        return fmt::format("{}  run {:<5} {:>8.1f} s {:>7} MiB\n", head, result.run, result.seconds, result.peakBytes >> 20);
    if (result.end == NodeEnd::Reused)
        return fmt::format("{}  run {}\n", head, result.run);
    return fmt::format("{}  {}\n", head, result.message);
}

nlohmann::json resultJson(const NodeResult& result)
{
    nlohmann::json outputs = nlohmann::json::object();
    for (const auto& [port, file] : result.outputs)
        outputs[port] = file.string();
    return {{"node", result.id}, {"step", result.step}, {"state", insula::name(result.end)}, {"message", result.message},
        {"run", result.run}, {"seconds", result.seconds}, {"peakBytes", result.peakBytes}, {"outputs", outputs},
        {"warnings", result.warnings}};
}

} // namespace insula
