#include "app/insula-cli/StepText.h"

#include "processing/core/Version.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace insula {
namespace {

std::string portText(const Port& port)
{
    std::string text = std::string(name(port.kind));
    text += port.optional ? ", optional" : "";
    return text + (port.time ? ", may have frames" : "");
}

// What a parameter accepts.
std::string rangeText(const Param& param)
{
    switch (param.type) {
    case Param::Type::Boolean:
        return "true or false";
    case Param::Type::Integer:
        return fmt::format("whole number, {} to {}", param.min, param.max);
    case Param::Type::Real:
        return fmt::format("number, {} to {}", param.min, param.max);
    case Param::Type::Choice: {
        std::vector<std::string> keys;
        for (const ChoiceItem& item : param.choices) {
            keys.push_back(item.key);
        }
        return fmt::format("{}", fmt::join(keys, ", "));
    }
    case Param::Type::Path:
        break;
    }
    if (param.filter == "dir") {
        return "folder";
    }
    if (param.filter == "model") {
        return "model package: name or folder";
    }
    return param.filter.empty() ? "text" : "file " + param.filter;
}

std::string defaultText(const Param& param)
{
    return param.defaultValue.empty() ? "none" : param.defaultValue;
}

std::string placeholder(const Param& param)
{
    return param.type == Param::Type::Boolean ? "" : " VALUE";
}

std::string portCall(std::string_view option, const Port& port)
{
    const std::string call = fmt::format("{} {}=FILE", option, port.key);
    return port.optional ? " [" + call + "]" : " " + call;
}

std::string exampleCall(const StepInfo& info)
{
    std::string line = "insula-cli run " + info.id;
    for (const Port& port : info.inputs) {
        line += portCall("--in", port);
    }
    for (const Port& port : info.outputs) {
        line += portCall("--out", port);
    }
    return line;
}

std::string portLines(const std::string& heading, const std::vector<Port>& ports)
{
    std::string text = heading + ":\n";
    for (const Port& port : ports) {
        text += fmt::format("  {:<14} {} ({})\n", port.key, port.label, portText(port));
    }
    return text;
}

// A bar would end a table's cell.
std::string cell(const std::string& text)
{
    std::string result;
    for (const char c : text) {
        result += c == '|' ? std::string("\\|") : std::string(1, c);
    }
    return result;
}

std::string section(const StepDescription& step)
{
    const StepInfo& info = step.info;
    std::string text = fmt::format("## {}\n\n{} (group {}, version {}). {}\n\n    {}\n\n", info.id, info.title, info.group, info.version,
        info.summary, exampleCall(info));
    text += "| port | direction | what | kind |\n|---|---|---|---|\n";
    for (const Port& port : info.inputs) {
        text += fmt::format("| `{}` | in | {} | {} |\n", port.key, cell(port.label), portText(port));
    }
    for (const Port& port : info.outputs) {
        text += fmt::format("| `{}` | out | {} | {} |\n", port.key, cell(port.label), portText(port));
    }
    if (!step.params.empty()) {
        text += "\n| parameter | default | accepts | meaning |\n|---|---|---|---|\n";
        for (const Param& param : step.params) {
            const std::string meaning = param.help.empty() ? param.label : param.label + ". " + param.help;
            text += fmt::format("| `--{}` | {} | {} | {} |\n", param.key, cell(defaultText(param)), cell(rangeText(param)), cell(meaning));
        }
    }
    return info.reference.empty() ? text : text + fmt::format("\nReference: {}\n", info.reference);
}

} // namespace

std::string stepHelp(const StepDescription& step)
{
    const StepInfo& info = step.info;
    std::string text = fmt::format("{}: {} (version {})\n{}\n\n{}\n\n", info.id, info.title, info.version, info.summary, exampleCall(info));
    text += portLines("Inputs", info.inputs) + portLines("Outputs", info.outputs);
    if (!step.params.empty()) {
        text += "Parameters:\n";
    }
    for (const Param& param : step.params) {
        text += fmt::format(
            "  --{}{}\n      {} ({}; default {})\n", param.key, placeholder(param), param.label, rangeText(param), defaultText(param));
        text += param.help.empty() ? "" : fmt::format("      {}\n", param.help);
    }
    text += info.reference.empty() ? "" : fmt::format("Reference: {}\n", info.reference);
    return text + "Into a project: --project DIR --subject ID instead of --out. More: insula-cli help run\n";
}

std::string stepReference(const std::vector<Step>& steps)
{
    std::string text = fmt::format("# Steps\n\nWritten by `insula-cli steps --markdown`; do not edit. {}.\n\n", Notice);
    text += "| step | group | what it does |\n|---|---|---|\n";
    for (const Step& step : steps) {
        const StepInfo& info = step.info();
        text += fmt::format("| [{}](#{}) | {} | {} |\n", info.id, info.id, info.group, cell(info.summary));
    }
    for (const Step& step : steps) {
        text += "\n" + section(step.description());
    }
    return text;
}

} // namespace insula
