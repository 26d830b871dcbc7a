// A pipeline: a list of steps that are done one after another on the data of one subject, kept as JSON.
//
//   {"name": "task", "title": "Task run", "summary": "...",
//    "given": [{"key": "atlas", "label": "Atlas", "kind": "labels"}],
//    "steps": [
//      {"id": "motion", "step": "motion", "params": {"fwhm": 5}, "inputs": {"image": {"suffix": "bold"}}},
//      {"id": "smooth", "step": "smooth", "inputs": {"image": {"from": "motion", "output": "image"}}},
//      {"id": "regions", "step": "connectivity", "optional": true, "inputs": {
//          "image": [{"from": "smooth", "output": "image"}, {"suffix": "bold"}], "atlas": {"given": "atlas"}}}]}
//
// A bare list of such steps is a pipeline, too. An input comes from a step above it (from, output), from the subject's own files (suffix,
// and where wanted entities of the name such as "task", and sidecar: a key that its side-car must have), from a file (file: absolute, or
// beside the pipeline), from a file of the program (resource), or from a file that whoever runs the pipeline names (given).
// A list of sources: the first that is there. When a port has none, an optional port stays empty (unless "required": true), an optional
// step is left out, and any other step is an error. A step with "when": ["atlas"] is left out, too, unless that file is given.
// Errors: Error with one line that names the step. Any thread.
#pragma once

#include "processing/core/Step.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace insula {

struct PipelineSource {
    enum class Kind { Node, Raw, File, Resource, Given };
    Kind kind = Kind::Raw;
    std::string node, output; // Node: its id, and its output port
    std::string suffix; // Raw: of BIDS, "bold"; "events" is the table that belongs to the run
    std::map<std::string, std::string> entities; // Raw: "task": "rest"
    std::string sidecar; // Raw: a key that the side-car of the file must have
    std::filesystem::path file; // File: absolute; Resource: below the program's resources
    std::string given; // Given: the key
    friend bool operator==(const PipelineSource&, const PipelineSource&) = default;
};

struct PipelineInput {
    std::string port;
    std::vector<PipelineSource> sources; // the first that is there
    bool required = false; // though the step could do without
    friend bool operator==(const PipelineInput&, const PipelineInput&) = default;
};

struct PipelineNode {
    std::string id; // unique in the pipeline; kebab-case
    std::string step;
    nlohmann::json params = nlohmann::json::object(); // what differs from the defaults
    std::vector<PipelineInput> inputs; // each port once
    bool optional = false; // left out when an input is not there
    std::vector<std::string> when; // keys of files that must be given, else it is left out
    friend bool operator==(const PipelineNode&, const PipelineNode&) = default;
};

// A file that whoever runs the pipeline may name.
struct PipelineGiven {
    std::string key, label; // label: for people
    PortKind kind = PortKind::Image;
    friend bool operator==(const PipelineGiven&, const PipelineGiven&) = default;
};

struct Pipeline {
    std::string name, title, summary; // name: kebab-case, of the file
    std::vector<PipelineGiven> given;
    std::vector<PipelineNode> nodes;

    const PipelineNode* find(const std::string& id) const;
    friend bool operator==(const Pipeline&, const Pipeline&) = default;
};

// folder: that relative files are beside. Throws Error for anything that is not as above; whether steps and ports exist is not looked at.
Pipeline pipelineFromJson(const nlohmann::ordered_json& json, const std::filesystem::path& folder = {});
Pipeline readPipeline(const std::filesystem::path& file); // the name is that of the file when it says none
nlohmann::ordered_json toJson(const Pipeline& pipeline);
std::string pipelineText(const Pipeline& pipeline); // the file's content: indented, one line at the end
std::string describe(const PipelineSource& source); // for people: "image of motion", "the subject's bold"

struct PipelineProblem {
    std::string node; // "": of the pipeline as a whole
    std::string text; // one sentence without the node's name
};

std::vector<StepDescription> descriptionsOf(const StepRegistry& steps);
const StepDescription* findStep(std::span<const StepDescription> steps, const std::string& id);
// Whether a file that `from` gives can be what `to` takes. problemsOf() also lets a map of labels that was sampled by nearest neighbour
// (--interpolation nearest) be one.
bool fits(const Port& from, const Port& to);

// Everything that is wrong, in the order of the steps: unknown steps, ports and parameters, double ids, references to itself, to later
// steps and in a circle, ports that do not fit, required ports without a source.
std::vector<PipelineProblem> problemsOf(const Pipeline& pipeline, std::span<const StepDescription> steps);
// Error with the first of them.
void checkPipeline(const Pipeline& pipeline, std::span<const StepDescription> steps);

} // namespace insula
