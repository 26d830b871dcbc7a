// Does a planned pipeline: one step after another, through a function that runs one.
//
// Before each step its inputs' hashes are known, so that a recorded run may still stand for it. A step that fails stops those that need
// it; the others go on. Cancelling stops all. Thread: the project's; errors of single steps are in the result, not thrown.
#pragma once

#include "processing/core/PipelinePlan.h"
#include "processing/core/Runner.h"

#include <functional>

namespace insula {

enum class NodeEnd { Reused, Done, Failed, Cancelled, Stopped, LeftOut }; // Stopped: a step that it needs did not end well
std::string_view name(NodeEnd end); // "reused", "done", "failed", "cancelled", "stopped", "left-out"

struct NodeResult {
    std::string id, step;
    NodeEnd end = NodeEnd::Stopped;
    std::string message; // one line: the error, or why it was stopped or left out
    std::int64_t run = 0; // in the project
    std::map<std::string, std::filesystem::path> outputs;
    std::vector<std::string> warnings;
    double seconds = 0; // of a reused run: that it once took
    std::uint64_t peakBytes = 0;
};

struct PipelineResult {
    std::vector<NodeResult> nodes;
    bool isCancelled = false;
    bool hasFailed() const;
};

// Runs one step and returns its outputs. The request names project, subject and session; whoever stages results elsewhere changes
// that. Throws Error or Cancelled.
using RunNode = std::function<RunOutcome(const PlannedNode& node, const RunRequest& request, const Progress& progress)>;

struct PipelineWatch { // may be empty functions; called in the executor's thread
    std::function<void(const PlannedNode& node, std::size_t index)> started; // it really runs
    std::function<void(const NodeResult& result, std::size_t index)> ended;
};

PipelineResult executePipeline(
    const Project& project, const PipelinePlan& plan, const RunNode& runNode, const Progress& progress, const PipelineWatch& watch = {});

} // namespace insula
