// A step: one piece of processing that describes itself once and runs on volumes.
//
// A step file exports one function (`Step smoothStep();`) and hides the rest: a plain Params struct, one bind(), one run().
#pragma once

#include "processing/core/ParamBinder.h"
#include "processing/core/Progress.h"
#include "processing/core/Volume.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace insula {

enum class PortKind {
    Image, // a Volume of grey values
    Labels, // a Volume of label numbers or a mask
    File, // handed on by path: a foreign image file, a DICOM folder
    Table, // text with tab-separated values; as an input handed on by path
};
std::string_view name(PortKind kind); // "image", "labels", "file", "table"
constexpr bool isVolume(PortKind kind)
{
    return kind == PortKind::Image || kind == PortKind::Labels;
}

struct Port {
    std::string key; // kebab-case
    PortKind kind = PortKind::Image;
    std::string label; // shown in forms
    bool optional = false;
    bool time = false; // accepts (gives) more than one frame; others are told to choose one
    // Outputs: BIDS entity and suffix of the derivative, for example "desc-brain" and "" (suffix of the source image) or
    // "mask"; see derivativeName() in the project.
    std::string bidsEntity{}, bidsSuffix{}; // braces: may be left out of a designated initialiser
    std::string extension{}; // of a text file that is no table of tab-separated values: ".txt" is a transform
};
const Port* portNamed(const std::vector<Port>& ports, const std::string& key); // null when there is none
// Of the file that an output is written to, with the dot.
std::string outputExtension(const Port& port);

enum class Engine { Core, Itk, Torch }; // which library run() needs, hence which program executes it

struct StepInfo {
    std::string id; // kebab-case, stable
    std::string title; // shown
    std::string group; // menu: "Convert", "Geometry", "Filter", "Brain"
    int version = 1; // changes with the meaning of a parameter or of the result
    std::string summary; // one or two sentences
    std::string reference; // citation of the method, may be empty
    Engine engine = Engine::Itk;
    std::vector<Port> inputs;
    std::vector<Port> outputs;
};

class StepInputs {
public:
    std::map<std::string, VolumePtr> volumes;
    std::map<std::string, std::filesystem::path> files; // PortKind::File and Table; also the path that each volume came from
    std::filesystem::path scratch; // an own empty folder, removed afterwards; may be empty when the step needs none
    int threads = 0; // 0: as many as the machine has
    std::uint64_t seed = 0;

    bool has(const std::string& port) const;
    const Volume& volume(const std::string& port) const; // throws Error when absent
    const std::filesystem::path& file(const std::string& port) const;
};

struct StepOutputs {
    std::map<std::string, VolumePtr> volumes;
    std::map<std::string, std::string> tables; // PortKind::Table, as TSV text
    std::vector<std::string> warnings; // results that deserve a second look, one plain sentence each
    std::map<std::string, nlohmann::json> sidecars; // port: what its side-car says beyond where it came from
    nlohmann::json measurements = nlohmann::json::object(); // name: {"value": number, "unit": "ml"}
    std::string modelHash, device; // for the record, set by model steps
};

// What a step is, without running it: all that forms, help and records need. Round-trips through JSON, so that the
// workbench knows every step without linking any of their libraries.
struct StepDescription {
    StepInfo info;
    std::vector<Param> params;
};
nlohmann::json toJson(const StepDescription& description);
StepDescription stepDescriptionFromJson(const nlohmann::json& json); // throws Error

class Step {
public:
    using Run = std::function<StepOutputs(const StepInputs&, const nlohmann::json& params, const Progress&)>;
    using Normalise = std::function<nlohmann::json(const nlohmann::json&)>;
    Step(StepDescription description, Normalise normalise, Run run);

    const StepInfo& info() const { return m_description.info; }
    const std::vector<Param>& params() const { return m_description.params; }
    const StepDescription& description() const { return m_description; }

    // Checked and completed with the defaults; typed. Usage Error when a key, type, range or choice is wrong.
    nlohmann::json normalised(const nlohmann::json& params) const { return m_normalise(params); }
    // Checks ports, kinds and frames, runs, checks the outputs. Throws Error or Cancelled.
    StepOutputs run(const StepInputs& inputs, const nlohmann::json& params, const Progress& progress) const;

private:
    StepDescription m_description;
    Normalise m_normalise;
    Run m_run;
};

template <typename Params, typename Bind, typename RunTyped> Step makeStep(StepInfo info, Bind bind, RunTyped run)
{
    ParamDescriber describer;
    Params defaults;
    bind(static_cast<ParamBinder&>(describer), defaults);
    const auto read = [bind](const nlohmann::json& values) {
        Params params;
        ParamReader reader(values);
        bind(static_cast<ParamBinder&>(reader), params);
        reader.finish();
        return params;
    };
    return Step(
        {std::move(info), std::move(describer.params)},
        [bind, read](const nlohmann::json& values) {
            Params params = read(values);
            ParamWriter writer;
            bind(static_cast<ParamBinder&>(writer), params);
            return writer.values();
        },
        [run, read](const StepInputs& inputs, const nlohmann::json& values, const Progress& progress) {
            return run(inputs, read(values), progress);
        });
}

// The list of steps, in the order in which they were added.
class StepRegistry {
public:
    void add(Step step); // asserts that the id is new
    const std::vector<Step>& steps() const { return m_steps; }
    const Step* find(const std::string& id) const;
    const Step& at(const std::string& id) const; // usage Error naming similar ids

private:
    std::vector<Step> m_steps;
};

} // namespace insula
