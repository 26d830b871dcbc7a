// What a pipeline will do for a subject: for every step what it takes, and whether a recorded run can stand for it.
//
// A run stands for a step when it is done, belongs to the same subject and session, has the same step, version, parameters, seed, network
// and SHA-256 of every input, and its outputs are there with their recorded hashes. Whether a step after one that must run can be reused is
// only known when that one has run: PipelineExecutor decides it then.
// Files that the project recorded with the same size and time are taken for unchanged without reading them. Errors: Error with one line.
// Thread: the project's.
#pragma once

#include "processing/core/Error.h"
#include "processing/core/PipelineInputs.h"
#include "processing/core/Progress.h"

#include <memory>
#include <set>
#include <tuple>

namespace insula {

// The runs of a project, to be searched for one that can stand for a step; and the hashes of files that are known.
class RecordedRuns {
public:
    explicit RecordedRuns(const ProjectRows& project);

    struct Wanted {
        std::string step;
        int version = 1;
        nlohmann::json params; // normalised
        std::string subject, session;
        std::uint64_t seed = 0;
        std::map<std::string, std::string> inputs; // port: SHA-256
        std::set<std::string> outputs; // ports that must be among its outputs
        std::vector<std::filesystem::path> raw; // files whose side-cars must not be newer than the run
        std::string model; // package of the step's network; "": none
    };
    struct Found {
        const RunRow* run = nullptr; // nullptr: none
        std::string reason; // why not, for people: "fwhm changed from 6 to 8"
    };
    Found find(const Wanted& wanted);
    // Hashes a file unless its size and time are known.
    std::string sha256(const std::filesystem::path& file, const Progress& progress = {});
    void know(const RunFile& file); // its hash, size and time
    std::optional<double> seconds(const std::string& step) const; // that its last run took

private:
    std::string difference(const RunRow& run, const Wanted& wanted, int& rank);
    bool isThere(const RunFile& output);

    std::vector<RunRow> m_runs; // oldest first
    std::map<std::tuple<std::string, std::uint64_t, std::int64_t>, std::string> m_hashes; // of (path, size, time)
};

// The subject has not what a step that is not optional takes.
class MissingInput : public Error {
public:
    using Error::Error;
};

enum class PlannedState { Reuse, Run, LeftOut };

struct PlannedInput {
    std::string port;
    std::filesystem::path file; // "" for the output of another step
    std::string node, output; // of that step
    bool isRaw = false;
};

struct PlannedNode {
    std::string id, step, title; // title: of the step
    int version = 1;
    nlohmann::json params = nlohmann::json::object(); // normalised
    std::vector<PlannedInput> inputs;
    std::set<std::string> neededOutputs; // by later steps
    PlannedState state = PlannedState::Run;
    std::string reason; // why it runs or is left out: one phrase
    std::int64_t run = 0; // reused
    std::map<std::string, std::filesystem::path> outputs; // reused
    std::string model; // package of its network
};

struct PipelinePlan {
    std::string pipeline, title;
    PipelineRequest request; // with the session that is used
    std::vector<PlannedNode> nodes;
    std::shared_ptr<RecordedRuns> recorded;

    const PlannedNode* find(const std::string& id) const;
};

// What plans are made from; made once for many subjects.
struct ProjectForPlans {
    ProjectForPlans(const Project& project) :
        rows(project), recorded(std::make_shared<RecordedRuns>(rows)) { } // not explicit, as ProjectRows
    ProjectRows rows;
    std::shared_ptr<RecordedRuns> recorded;
};

// Checks the pipeline first. Hashing raw files reports progress. Changes nothing.
PipelinePlan planPipeline(const ProjectForPlans& project, const Pipeline& pipeline, std::span<const StepDescription> steps,
    const PipelineRequest& request, const Progress& progress = {});

// What RecordedRuns must find to do without running the node. inputs: port: hash.
RecordedRuns::Wanted wantedFor(const PipelinePlan& plan, const PlannedNode& node, const std::map<std::string, std::string>& inputs);

} // namespace insula
