// Where the outputs of a run go, and writing them so that they appear together or not at all. Private to the runner.
#pragma once

#include "processing/core/Project.h"
#include "processing/core/Runner.h"

namespace insula {

struct OutputTarget {
    Port port;
    std::filesystem::path path; // final
    std::filesystem::path staged; // what is written first
    bool derivative = false; // named by the project; has a side-car
    bool inFolder = false; // named in the request's folder; has a side-car
};

// Usage Error: unknown ports, wrong endings, a folder that is missing, an output that is an input or is named twice.
void checkOutputs(const StepInfo& info, const RunRequest& request);
// The outputs that `made` holds and that are wanted. Explicit ones are staged beside their places. Error when a wanted one was not made.
std::vector<OutputTarget> outputTargets(const StepInfo& info, const RunRequest& request, const StepOutputs& made);
// Where a file is staged beside its place, hidden.
std::filesystem::path hiddenBeside(const std::filesystem::path& path);
void nameDerivatives(std::vector<OutputTarget>& targets, const Project& project, const RunRow& row, const std::filesystem::path& source);
void nameInFolder(std::vector<OutputTarget>& targets, const std::filesystem::path& folder, const RunRow& row);
void writeStaged(const OutputTarget& target, const StepOutputs& made, const Progress& progress);
RunFile describeStaged(const OutputTarget& target, const StepOutputs& made); // path is the final one
nlohmann::json sidecar(const RunRow& row, const RunFile& output, const StepOutputs& made, const std::filesystem::path& project);
std::string extensionOf(const OutputTarget& target); // of the file itself where it has one
void writeSidecar(const OutputTarget& target, const nlohmann::json& content); // beside the staged file
// Through the run's staging folder: a process that is killed leaves nothing beside the derivatives.
void describeDataset(const Project& project, const RunRow& row);
std::vector<PlannedMove> movesOf(const std::vector<OutputTarget>& targets);

} // namespace insula
