// One run of one step: the same for a click, a command line and a batch task.
//
// Order of events: the request is checked, inputs are read and hashed, with a project a `runs` row is written as running,
// the step runs, outputs go to a staging folder, are synced and moved to their places, the row is completed. Whoever is killed in
// between leaves a row that shows as crashed when the project is opened next, and no output.
#pragma once

#include "processing/core/Step.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace insula {

struct RunRequest {
    std::string step;
    std::map<std::string, std::filesystem::path> inputs; // port: file
    std::map<std::string, std::filesystem::path> outputs; // port: file; with a project, ports not named get derivative names
    nlohmann::json params = nlohmann::json::object();
    std::optional<std::filesystem::path> project;
    // Without a project: a folder where ports not named get the names they would have in one, with side-cars; and a file that says what
    // was done (RunRecord.h), also of a run that failed or was cancelled. An old record there is removed before the step begins.
    std::optional<std::filesystem::path> outputFolder{}, record{};
    std::string subject, session; // labels without "sub-" / "ses-"
    int threads = 0;
    std::uint64_t seed = 0;
};

struct RunOutcome {
    std::int64_t run = 0; // row in the project, 0 without one
    std::map<std::string, std::filesystem::path> outputs;
    std::vector<std::string> warnings;
    nlohmann::json measurements = nlohmann::json::object();
    double seconds = 0;
    std::uint64_t peakBytes = 0;
};

// Throws Error (usage or failure) or Cancelled; either leaves no output behind and the run's row says so.
RunOutcome runStep(const StepRegistry& steps, const RunRequest& request, const Progress& progress);

} // namespace insula
