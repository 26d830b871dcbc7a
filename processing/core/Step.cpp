#include "processing/core/Step.h"

#include "processing/core/Error.h"
#include "processing/core/SimilarName.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <optional>

namespace insula {

namespace {

using nlohmann::json;

constexpr std::array PortKinds{PortKind::Image, PortKind::Labels, PortKind::File, PortKind::Table};
constexpr std::array Engines{Engine::Core, Engine::Itk, Engine::Torch};
constexpr std::array ParamTypes{Param::Type::Boolean, Param::Type::Integer, Param::Type::Real, Param::Type::Choice, Param::Type::Path};

std::string_view name(Engine engine)
{
    switch (engine) {
    case Engine::Core:
        return "core";
    case Engine::Itk:
        return "itk";
    case Engine::Torch:
        break;
    }
    return "torch";
}

template <typename Values> auto valueNamed(const Values& values, const std::string& text)
{
    for (const auto value : values) {
        if (name(value) == text) {
            return value;
        }
    }
    throw Error(fmt::format("'{}' is not known here", text));
}

json toJson(const Port& port)
{
    json value{{"key", port.key}, {"kind", name(port.kind)}, {"label", port.label}, {"optional", port.optional}, {"time", port.time},
        {"bidsEntity", port.bidsEntity}, {"bidsSuffix", port.bidsSuffix}};
    if (!port.extension.empty()) {
        value["extension"] = port.extension;
    }
    return value;
}

Port portFromJson(const json& value)
{
    Port port;
    port.key = value.at("key");
    port.kind = valueNamed(PortKinds, value.at("kind"));
    port.label = value.at("label");
    port.optional = value.at("optional");
    port.time = value.at("time");
    port.bidsEntity = value.at("bidsEntity");
    port.bidsSuffix = value.at("bidsSuffix");
    port.extension = value.value("extension", std::string());
    return port;
}

json toJson(const Param& param)
{
    json value{
        {"type", name(param.type)}, {"key", param.key}, {"label", param.label}, {"help", param.help}, {"default", param.defaultValue}};
    if (param.type == Param::Type::Integer || param.type == Param::Type::Real) {
        value.update({{"min", param.min}, {"max", param.max}, {"step", param.step}});
    }
    if (param.type == Param::Type::Choice) {
        value["choices"] = json::array();
        for (const ChoiceItem& item : param.choices) {
            value["choices"].push_back({{"key", item.key}, {"label", item.label}});
        }
    }
    if (param.type == Param::Type::Path) {
        value["filter"] = param.filter;
    }
    return value;
}

Param paramFromJson(const json& value)
{
    Param param;
    param.type = valueNamed(ParamTypes, value.at("type"));
    param.key = value.at("key");
    param.label = value.at("label");
    param.help = value.at("help");
    param.defaultValue = value.at("default");
    param.min = value.value("min", 0.0);
    param.max = value.value("max", 0.0);
    param.step = value.value("step", 0.0);
    param.filter = value.value("filter", "");
    for (const json& item : value.value("choices", json::array())) {
        param.choices.push_back({item.at("key"), item.at("label")});
    }
    return param;
}

void checkVolume(const Port& port, const Volume& volume)
{
    if (!port.time && volume.frames() > 1) {
        throw Error(
            fmt::format("'{}' has {} frames, expected one: choose a frame or the mean of the run first", port.key, volume.frames()));
    }
    if (port.kind == PortKind::Labels && volume.kind() != Kind::Labels) {
        throw Error(fmt::format("'{}' is an image, expected a label map or mask", port.key));
    }
}

void checkInputs(const StepInfo& info, const StepInputs& inputs)
{
    for (const Port& port : info.inputs) {
        if (!inputs.has(port.key) && !port.optional) {
            throw usageError(fmt::format("{} needs an input: --in {}=FILE", info.id, port.key));
        }
        if (isVolume(port.kind) && inputs.has(port.key)) {
            checkVolume(port, inputs.volume(port.key));
        }
    }
    for (const auto& entry : inputs.volumes) {
        if (!portNamed(info.inputs, entry.first)) {
            throw usageError(fmt::format("{} has no input '{}'", info.id, entry.first));
        }
    }
}

// What a step gives must be what it said that it gives: a mistake of the step, not of the user.
void checkOutputs(const StepInfo& info, const StepOutputs& outputs)
{
    for (const Port& port : info.outputs) {
        const bool given = port.kind == PortKind::Table ? outputs.tables.contains(port.key)
                                                        : outputs.volumes.contains(port.key) && outputs.volumes.at(port.key);
        if (!given && !port.optional) {
            throw Error(fmt::format("the step gave no '{}' (a mistake in the program)", port.key));
        }
        if (given && isVolume(port.kind)) {
            checkVolume(port, *outputs.volumes.at(port.key));
        }
    }
    const auto isKnown = [&](const auto& entry) { return portNamed(info.outputs, entry.first) != nullptr; };
    if (!std::all_of(outputs.volumes.begin(), outputs.volumes.end(), isKnown)
        || !std::all_of(outputs.tables.begin(), outputs.tables.end(), isKnown)) {
        throw Error("the step gave an output that it does not describe (a mistake in the program)");
    }
}

} // namespace

const Port* portNamed(const std::vector<Port>& ports, const std::string& key)
{
    const auto found = std::find_if(ports.begin(), ports.end(), [&](const Port& port) { return port.key == key; });
    return found == ports.end() ? nullptr : &*found;
}

std::string outputExtension(const Port& port)
{
    return !port.extension.empty() ? port.extension : isVolume(port.kind) ? ".nii.gz" : ".tsv";
}

std::string_view name(PortKind kind)
{
    switch (kind) {
    case PortKind::Image:
        return "image";
    case PortKind::Labels:
        return "labels";
    case PortKind::File:
        return "file";
    case PortKind::Table:
        break;
    }
    return "table";
}

bool StepInputs::has(const std::string& port) const
{
    const auto found = volumes.find(port);
    return (found != volumes.end() && found->second) || files.contains(port);
}

const Volume& StepInputs::volume(const std::string& port) const
{
    const auto found = volumes.find(port);
    if (found == volumes.end() || !found->second) {
        throw Error(fmt::format("there is no input '{}'", port));
    }
    return *found->second;
}

const std::filesystem::path& StepInputs::file(const std::string& port) const
{
    const auto found = files.find(port);
    if (found == files.end()) {
        throw Error(fmt::format("there is no input '{}'", port));
    }
    return found->second;
}

json toJson(const StepDescription& description)
{
    const StepInfo& info = description.info;
    json value{{"id", info.id}, {"title", info.title}, {"group", info.group}, {"version", info.version}, {"summary", info.summary},
        {"reference", info.reference}, {"engine", name(info.engine)}, {"inputs", json::array()}, {"outputs", json::array()},
        {"params", json::array()}};
    for (const Port& port : info.inputs) {
        value["inputs"].push_back(toJson(port));
    }
    for (const Port& port : info.outputs) {
        value["outputs"].push_back(toJson(port));
    }
    for (const Param& param : description.params) {
        value["params"].push_back(toJson(param));
    }
    return value;
}

StepDescription stepDescriptionFromJson(const json& value)
{
    try {
        StepDescription description;
        StepInfo& info = description.info;
        info.id = value.at("id");
        info.title = value.at("title");
        info.group = value.at("group");
        info.version = value.at("version");
        info.summary = value.at("summary");
        info.reference = value.at("reference");
        info.engine = valueNamed(Engines, value.at("engine"));
        for (const json& port : value.at("inputs")) {
            info.inputs.push_back(portFromJson(port));
        }
        for (const json& port : value.at("outputs")) {
            info.outputs.push_back(portFromJson(port));
        }
        for (const json& param : value.at("params")) {
            description.params.push_back(paramFromJson(param));
        }
        return description;
    } catch (const json::exception& problem) {
        throw Error(fmt::format("this is not the description of a step: {}", problem.what()));
    }
}

Step::Step(StepDescription description, Normalise normalise, Run run) :
    m_description(std::move(description)), m_normalise(std::move(normalise)), m_run(std::move(run))
{
}

StepOutputs Step::run(const StepInputs& inputs, const json& params, const Progress& progress) const
{
    checkInputs(info(), inputs);
    progress.checkpoint();
    StepOutputs outputs = m_run(inputs, params, progress);
    checkOutputs(info(), outputs);
    return outputs;
}

void StepRegistry::add(Step step)
{
    assert(!find(step.info().id));
    m_steps.push_back(std::move(step));
}

const Step* StepRegistry::find(const std::string& id) const
{
    const auto found = std::find_if(m_steps.begin(), m_steps.end(), [&](const Step& step) { return step.info().id == id; });
    return found == m_steps.end() ? nullptr : &*found;
}

const Step& StepRegistry::at(const std::string& id) const
{
    if (const Step* step = find(id)) {
        return *step;
    }
    std::vector<std::string> ids;
    for (const Step& step : m_steps) {
        ids.push_back(step.info().id);
    }
    const std::string similar = similarName(id, ids);
    throw usageError(similar.empty() ? fmt::format("there is no step '{}'; 'insula-cli steps' lists them", id)
                                     : fmt::format("there is no step '{}'; did you mean '{}'?", id, similar));
}

} // namespace insula
