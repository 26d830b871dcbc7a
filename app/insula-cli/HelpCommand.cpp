#include "app/insula-cli/CommandLine.h"
#include "app/insula-cli/Commands.h"
#include "app/insula-cli/StepText.h"

#include "processing/core/Error.h"
#include "processing/core/SimilarName.h"
#include "processing/core/Version.h"

#include <fmt/format.h>

namespace insula {
namespace {

std::string overview()
{
    std::string text = fmt::format("Insula {}: neuroimaging on the command line. {}.\n\n", Version, Notice);
    for (const Command& command : commands()) {
        text += command.isHidden ? "" : fmt::format("  insula-cli {:<11} {}\n", command.name, command.summary);
    }
    text += "\nTry: insula-cli sample demo.insula; insula-cli info demo.insula/rawdata/sub-01/anat/sub-01_T1w.nii.gz\n";
    return text + "Help: insula-cli help COMMAND, insula-cli help STEP. Exit status: 0 done, 1 failed, 2 usage, 130 cancelled.\n";
}

std::string unknownTopic(const std::string& topic, const StepRegistry& registry)
{
    std::vector<std::string> names;
    for (const Command& command : commands()) {
        names.push_back(command.name);
    }
    for (const Step& step : registry.steps()) {
        names.push_back(step.info().id);
    }
    const std::string similar = similarName(topic, names);
    return fmt::format("there is no command or step '{}'{}; insula-cli help and insula-cli steps list them", topic,
        similar.empty() ? "" : fmt::format(" (did you mean '{}'?)", similar));
}

} // namespace

int runHelp(Arguments arguments)
{
    const CommandLine line(arguments, {"COMMAND or STEP", 0, 1}, {});
    if (line.operands().empty()) {
        print(overview());
        return 0;
    }
    const std::string& topic = line.operands()[0];
    if (const Command* command = findCommand(topic)) {
        print(fmt::format("{}.\n\n{}", command->summary, command->usage));
        return 0;
    }
    StepRegistry registry;
    addAllSteps(registry);
    const Step* step = registry.find(topic);
    if (!step) {
        throw usageError(unknownTopic(topic, registry));
    }
    print(stepHelp(step->description()));
    return 0;
}

} // namespace insula
