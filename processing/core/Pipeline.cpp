#include "processing/core/Pipeline.h"

#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <set>

namespace insula {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::size_t MostNodes = 1000;

bool isKebab(const std::string& text)
{
    const auto isPlain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
    return !text.empty() && text.front() != '-' && std::all_of(text.begin(), text.end(), isPlain);
}

void needKeys(const Json& object, const char* what, std::initializer_list<std::string_view> known)
{
    if (!object.is_object())
        throw Error(fmt::format("{} must be a JSON object in braces", what));
    for (const auto& [key, value] : object.items())
        if (std::find(known.begin(), known.end(), key) == known.end())
            throw Error(fmt::format("{} has the key '{}', which means nothing here; there are {}", what, key, fmt::join(known, ", ")));
}

std::string textOf(const Json& object, const char* key, const char* what, bool isNeeded = false)
{
    const auto found = object.find(key);
    if (found == object.end()) {
        if (isNeeded)
            throw Error(fmt::format("{} has no \"{}\"", what, key));
        return {};
    }
    if (!found->is_string())
        throw Error(fmt::format("\"{}\" of {} must be text in quotes", key, what));
    return found->get<std::string>();
}

bool flagOf(const Json& object, const char* key, const char* what)
{
    const auto found = object.find(key);
    if (found == object.end())
        return false;
    if (!found->is_boolean())
        throw Error(fmt::format("\"{}\" of {} must be true or false", key, what));
    return found->get<bool>();
}

PipelineSource rawFromJson(const Json& json, const char* what)
{
    PipelineSource source;
    for (const auto& [key, value] : json.items()) {
        if (!value.is_string() || value.get<std::string>().empty())
            throw Error(fmt::format("\"{}\" of {} must be text in quotes", key, what));
        if (key == "suffix")
            source.suffix = value;
        else if (key == "sidecar")
            source.sidecar = value;
        else
            source.entities[key] = value;
    }
    return source;
}

PipelineSource sourceFromJson(const Json& json, const std::string& what, const fs::path& folder)
{
    if (!json.is_object())
        throw Error(
            fmt::format("{} must be an object such as {{\"suffix\": \"bold\"}} or {{\"from\": \"STEP\", \"output\": \"PORT\"}}", what));
    constexpr std::array Kinds{"from", "suffix", "file", "resource", "given"};
    const auto count = std::count_if(Kinds.begin(), Kinds.end(), [&](const char* key) { return json.contains(key); });
    if (count != 1)
        throw Error(fmt::format("{} must say exactly one of from, suffix, file, resource and given", what));
    PipelineSource source;
    if (json.contains("suffix"))
        return rawFromJson(json, what.c_str());
    if (json.contains("from")) {
        needKeys(json, what.c_str(), {"from", "output"});
        source.kind = PipelineSource::Kind::Node;
        source.node = textOf(json, "from", what.c_str());
        source.output = textOf(json, "output", what.c_str(), true);
    } else if (json.contains("given")) {
        needKeys(json, what.c_str(), {"given"});
        source.kind = PipelineSource::Kind::Given;
        source.given = textOf(json, "given", what.c_str());
    } else {
        const bool isFile = json.contains("file");
        needKeys(json, what.c_str(), {isFile ? "file" : "resource"});
        source.kind = isFile ? PipelineSource::Kind::File : PipelineSource::Kind::Resource;
        source.file = textOf(json, isFile ? "file" : "resource", what.c_str());
        if (source.file.empty())
            throw Error(fmt::format("{} names no file", what));
        if (isFile)
            source.file = source.file.is_absolute() || folder.empty() ? source.file : (folder / source.file).lexically_normal();
        else if (source.file.is_absolute() || *source.file.lexically_normal().begin() == "..")
            throw Error(fmt::format("{} must be a name below the program's resources, not '{}'", what, source.file.string()));
    }
    return source;
}

PipelineInput inputFromJson(const std::string& port, const Json& json, const fs::path& folder)
{
    const std::string what = fmt::format("its input '{}'", port);
    PipelineInput input{port, {}, false};
    if (json.is_array()) {
        for (const Json& each : json)
            input.sources.push_back(sourceFromJson(each, what, folder));
        if (input.sources.empty())
            throw Error(fmt::format("{} is an empty list", what));
        return input;
    }
    Json one = json;
    if (one.is_object()) {
        input.required = flagOf(one, "required", what.c_str());
        one.erase("required");
        if (one.contains("any")) {
            needKeys(one, what.c_str(), {"any"});
            auto list = inputFromJson(port, one["any"].is_array() ? one["any"] : Json::array(), folder);
            list.required = input.required;
            return list;
        }
    }
    input.sources.push_back(sourceFromJson(one, what, folder));
    return input;
}

PipelineNode nodeFromJson(const Json& json, const fs::path& folder)
{
    needKeys(json, "it", {"id", "step", "params", "inputs", "optional", "when"});
    PipelineNode node;
    node.step = textOf(json, "step", "it", true);
    node.id = json.contains("id") ? textOf(json, "id", "it") : node.step;
    if (!isKebab(node.id))
        throw Error(fmt::format("its id '{}' may only have small letters, digits and dashes", node.id));
    node.optional = flagOf(json, "optional", "it");
    for (const Json& key : json.contains("when") ? json["when"] : Json::array()) {
        if (!json["when"].is_array() || !key.is_string())
            throw Error("\"when\" must be a list of keys of files that are given");
        node.when.push_back(key);
    }
    if (const auto params = json.find("params"); params != json.end()) {
        if (!params->is_object())
            throw Error("\"params\" must be a JSON object in braces");
        node.params = nlohmann::json::parse(params->dump());
    }
    if (const auto inputs = json.find("inputs"); inputs != json.end()) {
        if (!inputs->is_object())
            throw Error("\"inputs\" must be a JSON object in braces: \"PORT\": SOURCE");
        for (const auto& [port, value] : inputs->items())
            node.inputs.push_back(inputFromJson(port, value, folder));
    }
    return node;
}

std::string nodeName(const Json& json, std::size_t index)
{
    const auto id = json.is_object() && json.contains("id") ? json.find("id") : json.is_object() ? json.find("step") : json.end();
    return json.is_object() && id != json.end() && id->is_string() ? fmt::format("step '{}'", id->get<std::string>())
                                                                   : fmt::format("step {} of the list", index + 1);
}

PipelineGiven givenFromJson(const Json& json)
{
    needKeys(json, "an entry of \"given\"", {"key", "label", "kind"});
    PipelineGiven given;
    given.key = textOf(json, "key", "an entry of \"given\"", true);
    if (!isKebab(given.key))
        throw Error(fmt::format("the key '{}' of \"given\" may only have small letters, digits and dashes", given.key));
    given.label = json.contains("label") ? textOf(json, "label", "an entry of \"given\"") : given.key;
    const std::string kind = json.contains("kind") ? textOf(json, "kind", "an entry of \"given\"") : "image";
    constexpr std::array Kinds{PortKind::Image, PortKind::Labels, PortKind::File, PortKind::Table};
    const auto found = std::find_if(Kinds.begin(), Kinds.end(), [&](PortKind each) { return name(each) == kind; });
    if (found == Kinds.end())
        throw Error(fmt::format("the kind '{}' of \"given\" must be image, labels, file or table", kind));
    given.kind = *found;
    return given;
}

Json toJson(const PipelineSource& source)
{
    Json json = Json::object();
    switch (source.kind) {
    case PipelineSource::Kind::Node:
        return {{"from", source.node}, {"output", source.output}};
    case PipelineSource::Kind::File:
        return {{"file", source.file.string()}};
    case PipelineSource::Kind::Resource:
        return {{"resource", source.file.string()}};
    case PipelineSource::Kind::Given:
        return {{"given", source.given}};
    case PipelineSource::Kind::Raw:
        break;
    }
    json["suffix"] = source.suffix;
    for (const auto& [key, value] : source.entities)
        json[key] = value;
    if (!source.sidecar.empty())
        json["sidecar"] = source.sidecar;
    return json;
}

Json toJson(const PipelineInput& input)
{
    Json list = Json::array();
    for (const PipelineSource& source : input.sources)
        list.push_back(toJson(source));
    if (input.sources.size() != 1)
        return input.required ? Json{{"any", list}, {"required", true}} : list;
    Json one = list.front();
    if (input.required)
        one["required"] = true;
    return one;
}

Json toJson(const PipelineNode& node)
{
    Json json = {{"id", node.id}, {"step", node.step}};
    if (node.optional)
        json["optional"] = true;
    if (!node.when.empty())
        json["when"] = node.when;
    if (!node.params.empty())
        json["params"] = node.params;
    json["inputs"] = Json::object();
    for (const PipelineInput& input : node.inputs)
        json["inputs"][input.port] = toJson(input);
    return json;
}

} // namespace

const PipelineNode* Pipeline::find(const std::string& id) const
{
    const auto found = std::ranges::find(nodes, id, &PipelineNode::id);
    return found == nodes.end() ? nullptr : &*found;
}

Pipeline pipelineFromJson(const Json& json, const fs::path& folder)
{
    Pipeline pipeline;
    const Json* steps = &json;
    if (json.is_object()) {
        needKeys(json, "the pipeline", {"name", "title", "summary", "given", "steps"});
        pipeline.name = textOf(json, "name", "the pipeline");
        if (!pipeline.name.empty() && !isKebab(pipeline.name))
            throw Error(fmt::format("its name '{}' may only have small letters, digits and dashes", pipeline.name));
        pipeline.title = textOf(json, "title", "the pipeline");
        pipeline.summary = textOf(json, "summary", "the pipeline");
        if (json.contains("given") && !json["given"].is_array())
            throw Error("\"given\" must be a list");
        for (const Json& each : json.contains("given") ? json["given"] : Json::array()) {
            pipeline.given.push_back(givenFromJson(each));
            const auto same = std::ranges::count(pipeline.given, pipeline.given.back().key, &PipelineGiven::key);
            if (same > 1)
                throw Error(fmt::format("\"given\" has the key '{}' twice", pipeline.given.back().key));
        }
        if (!json.contains("steps"))
            throw Error("the pipeline has no \"steps\"");
        steps = &json["steps"];
    }
    if (!steps->is_array())
        throw Error("a pipeline is a list of steps, or an object whose \"steps\" is one");
    if (steps->size() > MostNodes)
        throw Error(fmt::format("the pipeline has {} steps, at most {} are allowed", steps->size(), MostNodes));
    for (std::size_t i = 0; i < steps->size(); ++i)
        pipeline.nodes.push_back(withContext(nodeName((*steps)[i], i), [&] { return nodeFromJson((*steps)[i], folder); }));
    if (pipeline.title.empty())
        pipeline.title = pipeline.name;
    return pipeline;
}

Pipeline readPipeline(const fs::path& file)
{
    return withContext(fmt::format("cannot read the pipeline '{}'", file.string()), [&] {
        const Json json = Json::parse(readTextFile(file, 4u << 20), nullptr, false);
        if (json.is_discarded())
            throw Error("it is not valid JSON");
        Pipeline pipeline = pipelineFromJson(json, fs::absolute(file).parent_path());
        if (pipeline.name.empty())
            pipeline.name = file.stem().string();
        if (pipeline.title.empty())
            pipeline.title = pipeline.name;
        return pipeline;
    });
}

Json toJson(const Pipeline& pipeline)
{
    Json json = {{"name", pipeline.name}, {"title", pipeline.title}, {"summary", pipeline.summary}};
    for (const PipelineGiven& given : pipeline.given)
        json["given"].push_back({{"key", given.key}, {"label", given.label}, {"kind", name(given.kind)}});
    json["steps"] = Json::array();
    for (const PipelineNode& node : pipeline.nodes)
        json["steps"].push_back(toJson(node));
    return json;
}

std::string pipelineText(const Pipeline& pipeline)
{
    return toJson(pipeline).dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string describe(const PipelineSource& source)
{
    switch (source.kind) {
    case PipelineSource::Kind::Node:
        return fmt::format("{} of {}", source.output, source.node);
    case PipelineSource::Kind::File:
    case PipelineSource::Kind::Resource:
        return source.file.string();
    case PipelineSource::Kind::Given:
        return fmt::format("the file given as {}", source.given);
    case PipelineSource::Kind::Raw:
        break;
    }
    std::string text = "the subject's " + source.suffix;
    for (const auto& [key, value] : source.entities)
        text += fmt::format(" {}-{}", key, value);
    return source.sidecar.empty() ? text : text + fmt::format(" with {} in its side-car", source.sidecar);
}

} // namespace insula
