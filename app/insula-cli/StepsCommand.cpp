#include "app/insula-cli/CommandLine.h"
#include "app/insula-cli/Commands.h"
#include "app/insula-cli/StepText.h"

#include "processing/core/Error.h"
#include "processing/core/StepModules.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace insula {
namespace {

std::string stepTable(const std::vector<Step>& steps)
{
    std::string text;
    for (const Step& step : steps) {
        text += fmt::format("{:<14} {:<10} {}\n", step.info().id, step.info().group, step.info().title);
    }
    return text + "\ninsula-cli help STEP shows ports and parameters.\n";
}

} // namespace

int runSteps(Arguments arguments)
{
    const CommandLine line(arguments, {"no operand", 0, 0}, {{"json"}, {"markdown"}});
    if (line.has("json") && line.has("markdown")) {
        throw usageError("choose one of --json and --markdown");
    }
    StepRegistry registry;
    addAllSteps(registry);
    if (!hasModule("insula_steps")) {
        std::fputs("insula-cli: note: built without the processing steps (INSULA_WITH_ITK=OFF)\n", stderr);
    }
    if (line.has("json")) {
        auto list = nlohmann::json::array();
        for (const Step& step : registry.steps()) {
            list.push_back(toJson(step.description()));
        }
        print(list.dump(2) + "\n");
    } else {
        print(line.has("markdown") ? stepReference(registry.steps()) : stepTable(registry.steps()));
    }
    return 0;
}

} // namespace insula
