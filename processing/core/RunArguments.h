// The command line of `run`, shared by insula-cli and insula-infer, so that one can hand over to the other with the same arguments:
//   STEP --in port=FILE --out port=FILE --key value [--project DIR --subject ID --session ID] [--threads N --seed N] [--progress json]
//   STEP ... --out-dir DIR --record FILE   without a project, for one that commits the record later
// Options may also be written --key=value. A boolean parameter is set by --key, --key true|false, or --no-key.
// Errors: usage Error (one line: what is wrong, what is allowed, how to get help).
#pragma once

#include "processing/core/CancelWatch.h"
#include "processing/core/Runner.h"

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace insula {

class RunEvents;

enum class RunDestination {
    Named, // outputs or a project must be among the arguments
    Open, // the caller adds them
};
// `arguments` begins with the step. Paths become absolute; parameters are checked and completed with their defaults.
RunRequest parseRunArguments(
    std::span<const std::string> arguments, const StepRegistry& steps, RunDestination destination = RunDestination::Named);

// Whether --progress json is among the arguments, also when others of them are wrong.
bool asksForJson(std::span<const std::string> arguments);

// Parses, runs and reports one step; returns the exit status: 0 done, 1 failed, 2 usage, 130 cancelled. The border of a job: all
// errors end here, as one line on standard error (and as a "failed" event). Call it from main() before any thread exists: it makes
// the cancel watch. With --progress json the run ends when its parent process dies.
int runMain(const StepRegistry& steps, std::span<const std::string> arguments);
// The same where gathering the steps takes time or may fail: that happens under the watch and inside the border.
int runMain(const std::function<void(StepRegistry&)>& addSteps, std::span<const std::string> arguments);

// `replay DIR RUN text|json`: does a recorded run again and prints how each output compares, as lines "port<TAB>agreement" or as one
// JSON object. Exit status as runMain's; 1 also when the result differs. Call it like runMain.
int replayMain(const std::function<void(StepRegistry&)>& addSteps, std::span<const std::string> arguments);

// The same border for another long work: the cancel watch, one-line errors on standard error, the exit status of work(). topic: of
// insula-cli help. Call it like runMain.
int jobMain(const std::string& topic, const std::function<int(RunEvents&)>& work);

// Another such work that tells its events in its own way, or that runs child processes.
struct JobBorder {
    std::string topic;
    CancelWatch::Parent parent = CancelWatch::Parent::Ignore;
    CancelWatch::Patience patience = CancelWatch::Patience::Short;
    std::function<std::unique_ptr<RunEvents>(std::function<bool()> isCancelled)> events;
};
int jobMain(const JobBorder& border, const std::function<int(RunEvents&)>& work);

} // namespace insula
