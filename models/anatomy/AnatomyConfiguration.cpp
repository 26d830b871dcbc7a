#include "models/AnatomyInference.h"

#include "processing/core/Error.h"

#include <fmt/format.h>

namespace insula {
namespace {

constexpr std::int64_t MostChannels = 1024, MostLevels = 7;

std::int64_t channels(const nlohmann::json& value, const char* what)
{
    if (!value.is_number_integer() || value.get<std::int64_t>() < 1 || value.get<std::int64_t>() > MostChannels)
        throw Error(fmt::format("'{}' in the AnatomyUNet configuration must be whole numbers from 1 to {}", what, MostChannels));
    return value.get<std::int64_t>();
}

} // namespace

AnatomyConfiguration anatomyConfiguration(const nlohmann::json& json)
{
    if (!json.is_object() || !json.contains("widths") || !json.contains("features") || !json.contains("voxelMm"))
        throw Error("the AnatomyUNet configuration needs 'widths', 'features' and 'voxelMm'");
    for (const auto& [key, value] : json.items())
        if (key != "widths" && key != "features" && key != "voxelMm")
            throw Error(fmt::format("the AnatomyUNet configuration has the unknown field '{}'", key));
    AnatomyConfiguration configuration;
    const nlohmann::json& widths = json["widths"];
    if (!widths.is_array() || widths.size() < 2 || widths.size() > MostLevels)
        throw Error(fmt::format("'widths' in the AnatomyUNet configuration must be a list of 2 to {} numbers", MostLevels));
    configuration.widths.clear();
    for (const nlohmann::json& width : widths)
        configuration.widths.push_back(channels(width, "widths"));
    configuration.features = channels(json["features"], "features");
    if (!json["voxelMm"].is_number() || !(json["voxelMm"].get<double>() >= 0.5 && json["voxelMm"].get<double>() <= 8))
        throw Error("'voxelMm' in the AnatomyUNet configuration must be a number from 0.5 to 8");
    configuration.voxelMm = json["voxelMm"].get<double>();
    return configuration;
}

AnatomyConfiguration anatomyConfigurationOf(const ModelPackage& package)
{
    if (package.architecture != "AnatomyUNet")
        throw Error(fmt::format("the architecture '{}' of model '{}' gives no anatomy; AnatomyUNet does", package.architecture, package.id));
    return anatomyConfiguration(package.configuration);
}

nlohmann::json toJson(const AnatomyConfiguration& configuration)
{
    return {{"widths", configuration.widths}, {"features", configuration.features}, {"voxelMm", configuration.voxelMm}};
}

} // namespace insula
