// insula-infer: runs the steps that need LibTorch. insula-cli hands such a `run` over with the same arguments.
#include "models/TorchDevice.h"
#include "models/TorchRunner.h"
#include "models/anatomy/AnatomyRunner.h"
#include "models/anatomy/AnatomyTraining.h"
#include "models/steps/ModelSteps.h"
#include "models/synthesis/SynthesisRunner.h"
#include "processing/core/Error.h"
#include "processing/core/ProgressJson.h"
#include "processing/core/RunArguments.h"
#include "processing/core/Version.h"

#include <fmt/format.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

using namespace insula;

sigset_t cancelSignals()
{
    sigset_t set;
    sigemptyset(&set);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        sigaddset(&set, signal);
    return set;
}

// OpenBLAS starts threads while it is being loaded, before main(). They must inherit a mask that leaves the signals to the cancel watch,
// so the mask is set before the libraries' own initialisation.
void blockCancelSignals()
{
    const sigset_t set = cancelSignals();
    sigprocmask(SIG_BLOCK, &set, nullptr);
}
[[gnu::section(".preinit_array"), gnu::used]] void (*const blockBeforeLibraries)() = blockCancelSignals;

// OpenMP reads this while it is being loaded. Threads that spin while they wait cost ten times the time where other programs want the
// processor as well.
void waitWithoutSpinning()
{
    ::setenv("OMP_WAIT_POLICY", "passive", 0);
}
[[gnu::section(".preinit_array"), gnu::used]] void (*const waitBeforeLibraries)() = waitWithoutSpinning;

int usage(const std::string& fact)
{
    fmt::print(stderr,
        "insula-infer: {}\nusage: insula-infer run STEP --in port=FILE --out port=FILE ... (as insula-cli run)\n"
        "       insula-infer replay DIR RUN text|json\n       insula-infer check-model NAME|FOLDER\n"
        "       insula-infer train-anatomy JSON (insula-cli train anatomy writes it)\n{}\n",
        fact, Notice);
    return 2;
}

int checkModelMain(const std::string& nameOrFolder)
{
    const sigset_t set = cancelSignals();
    sigprocmask(SIG_UNBLOCK, &set, nullptr);
    try {
        fmt::print("{}\n", checkModel(findModelPackage(nameOrFolder)).dump());
        return 0;
    } catch (const std::exception& error) { // main's border
        fmt::print(stderr, "insula-infer: {}\n", error.what());
        return 1;
    }
}

int trainAnatomyMain(const std::string& options)
{
    keepTorchMemory();
    return jobMain("train", [&options](RunEvents& events) {
        const AnatomyTrainingOptions wanted = anatomyTrainingOptions(nlohmann::json::parse(options, nullptr, false));
        const LabelMaps maps = readLabelMaps(wanted.labels, Progress(events, 0, 0.01));
        const AnatomyTrainingResult result = trainAnatomy(maps, wanted, Progress(events, 0.01, 1));
        events.clear();
        fmt::print("{}\t{} steps\t{}\t{}\n", wanted.package.string(), result.steps, result.device, result.precision);
        return 0;
    });
}

void addSteps(StepRegistry& steps)
{
    registerModelSteps(steps, {torchRunner(), torchAnatomyRunner(), torchSynthesiser()});
}

int run(const std::vector<std::string>& arguments)
{
    if (const std::string warning = slowBlasWarning(); !warning.empty())
        fmt::print(stderr, "insula-infer: warning: {}\n", warning);
    StepRegistry steps;
    addSteps(steps);
    return runMain(steps, arguments);
}

} // namespace

int main(int argc, char** argv)
{
    const std::vector<std::string> arguments(argv + std::min(argc, 1), argv + argc);
    if (arguments.empty())
        return usage("nothing to do");
    if (arguments[0] == "run")
        return run({arguments.begin() + 1, arguments.end()});
    if (arguments[0] == "replay")
        return replayMain(addSteps, std::vector<std::string>(arguments.begin() + 1, arguments.end()));
    if (arguments[0] == "train-anatomy" && arguments.size() == 2)
        return trainAnatomyMain(arguments[1]);
    if (arguments[0] == "check-model" && arguments.size() == 2)
        return checkModelMain(arguments[1]);
    return usage(fmt::format("'{}' is not understood", fmt::join(arguments, " ")));
}
