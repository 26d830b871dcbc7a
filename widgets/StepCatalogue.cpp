#include "widgets/StepCatalogue.h"

#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"

namespace insula {

std::vector<StepDescription> readStepCatalogue(const std::filesystem::path& file)
{
    return withContext("cannot read the list of steps '" + file.string() + "' (reinstall Insula)", [&] {
        const auto json = nlohmann::json::parse(readTextFile(file), nullptr, false);
        if (json.is_discarded())
            throw Error("it is not valid JSON");
        const auto& list = json.is_object() && json.contains("steps") ? json.at("steps") : json;
        if (!list.is_array())
            throw Error("it holds no list of steps");
        std::vector<StepDescription> steps;
        for (const auto& each : list)
            steps.push_back(stepDescriptionFromJson(each));
        return steps;
    });
}

StepRegistry describedSteps(const std::vector<StepDescription>& steps)
{
    StepRegistry registry;
    for (const auto& step : steps)
        registry.add(Step(
            step, [](const nlohmann::json& params) { return params; },
            [](const StepInputs&, const nlohmann::json&, const Progress&) -> StepOutputs {
                throw Error("this program does not run steps itself; insula-cli does");
            }));
    return registry;
}

} // namespace insula
