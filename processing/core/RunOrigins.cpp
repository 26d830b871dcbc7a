#include "processing/core/RunOrigins.h"

#include "processing/core/EventsFile.h"
#include "processing/core/ProjectNames.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>

namespace insula {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t MostOrigins = 20;

// "file:///x/y" and "bids::rawdata/x" (of the project or dataset that the side-car lies in); empty for any other.
fs::path placeOf(const std::string& uri, const fs::path& sidecar)
{
    if (uri.starts_with("file://"))
        return uri.substr(7);
    if (!uri.starts_with("bids::"))
        return {};
    const fs::path relative = uri.substr(6);
    std::error_code ignored;
    for (fs::path folder = sidecar.parent_path(); folder != folder.parent_path(); folder = folder.parent_path())
        if (fs::exists(folder / relative, ignored))
            return folder / relative;
    return {};
}

fs::path sourceOf(const fs::path& run)
{
    const fs::path sidecar = sidecarOf(run);
    std::ifstream file(sidecar);
    const auto json = nlohmann::json::parse(file, nullptr, false);
    if (!json.is_object() || !json.contains("Sources") || !json["Sources"].is_array() || json["Sources"].empty()
        || !json["Sources"][0].is_string())
        return {};
    return placeOf(json["Sources"][0].get<std::string>(), sidecar);
}

} // namespace

std::vector<fs::path> originsOf(const fs::path& run)
{
    std::error_code ignored;
    std::vector<fs::path> found;
    for (fs::path at = fs::absolute(run, ignored); found.size() < MostOrigins && !at.empty(); at = sourceOf(at)) {
        if (std::find(found.begin(), found.end(), at) != found.end() || (!found.empty() && !fs::exists(at, ignored)))
            break;
        found.push_back(at);
    }
    return found;
}

fs::path fileOfOrigins(const fs::path& run, const std::string& suffix)
{
    for (const fs::path& each : originsOf(run))
        if (auto file = fileOfRun(each, suffix); !file.empty())
            return file;
    return {};
}

} // namespace insula
