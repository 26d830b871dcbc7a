// The commands of insula-cli: what each is called, its help, and the function that does it.
#pragma once

#include "processing/core/Step.h"

#include <span>
#include <string>
#include <string_view>

namespace insula {

using Arguments = std::span<const std::string>; // without the command's own name

struct Command {
    std::string name;
    std::string summary; // one line
    std::string usage; // lines, each a way to call it, then what the options mean
    int (*run)(Arguments); // returns the exit status; throws Error or Cancelled
    bool isHidden = false; // called by Insula itself only
};

std::span<const Command> commands();
const Command* findCommand(std::string_view name);

int runInfo(Arguments arguments);
int runSteps(Arguments arguments);
int runHelp(Arguments arguments);
int runRun(Arguments arguments);
int runProject(Arguments arguments);
int runBids(Arguments arguments);
int runDicom(Arguments arguments);
int runReplay(Arguments arguments);
int runPipeline(Arguments arguments);
int runBatch(Arguments arguments);
int runBatchWorker(Arguments arguments);
int runClusters(Arguments arguments);
int runSnapshot(Arguments arguments);
int runMovie(Arguments arguments);
int runRegionStats(Arguments arguments);
int runModels(Arguments arguments);
int runTrain(Arguments arguments);
int runSample(Arguments arguments);
int runCompletion(Arguments arguments);
int runDoctor(Arguments arguments);

// Steps of the processing module, when it was built, then the model steps; the latter only describe themselves.
void addAllSteps(StepRegistry& registry);
// Steps that insula-infer runs.
bool isTorchStep(const std::string& id);
// Becomes insula-infer with these arguments: same process, same streams, its exit status. Error when that fails.
[[noreturn]] void becomeInfer(const std::string& command, Arguments arguments);

// To standard output; failures show when the program ends (finishOutput).
void print(std::string_view text);
// Error when not everything could be written; a reader that went away ("| head") is none.
void finishOutput();

} // namespace insula
