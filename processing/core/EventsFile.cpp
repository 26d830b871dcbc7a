#include "processing/core/EventsFile.h"

#include "processing/core/Error.h"
#include "processing/core/TextTable.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <optional>
#include <sstream>

namespace insula {
namespace {

namespace fs = std::filesystem;

constexpr int FoldersAbove = 3; // func, session, subject, dataset

using Entities = std::map<std::string, std::string>;

// Of "sub-01_task-rest_bold": the pairs; what is no pair (the suffix) is left out.
Entities entitiesOf(const std::string& stem)
{
    Entities found;
    std::istringstream parts(stem);
    for (std::string part; std::getline(parts, part, '_');)
        if (const auto dash = part.find('-'); dash != std::string::npos && dash > 0)
            found[part.substr(0, dash)] = part.substr(dash + 1);
    return found;
}

bool describesACopy(const std::string& key)
{
    return key == "desc" || key == "space" || key == "res" || key == "echo" || key == "part" || key == "den";
}

// How many entities agree; none when one contradicts, or when the run has none that must agree.
std::optional<std::size_t> agreement(const Entities& run, const Entities& other)
{
    std::size_t agreed = 0;
    for (const auto& [key, value] : other) {
        const auto mine = run.find(key);
        if (describesACopy(key))
            continue;
        if (mine == run.end() || mine->second != value)
            return std::nullopt;
        ++agreed;
    }
    return agreed;
}

} // namespace

RunEvents readEvents(const fs::path& file)
{
    return withContext(fmt::format("cannot read the events '{}'", file.filename().string()), [&] {
        const auto table = readTabSeparated(file);
        const auto onset = table.column("onset"), duration = table.column("duration"), type = table.column("trial_type");
        if (!onset || !duration)
            throw Error("it has no columns onset and duration; write both, in seconds");
        RunEvents found;
        for (std::size_t n = 0; n < table.rows.size(); ++n) {
            const auto& row = table.rows[n];
            const auto start = numberIn(row[*onset]), length = numberIn(row[*duration]);
            if (!start || !std::isfinite(*start))
                throw Error(fmt::format("event {} has the onset '{}', which is no number of seconds", n + 1, row[*onset]));
            if (!length || std::isinf(*length) || *length < 0)
                throw Error(fmt::format("event {} has the duration '{}', which is no number of seconds", n + 1, row[*duration]));
            const bool isNamed = type && !row[*type].empty() && row[*type] != "n/a";
            found.events.push_back({*start, std::isnan(*length) ? 0 : *length, isNamed ? row[*type] : "event"});
        }
        std::stable_sort(found.events.begin(), found.events.end(), [](const RunEvent& a, const RunEvent& b) { return a.onset < b.onset; });
        for (const auto& event : found.events)
            if (std::find(found.types.begin(), found.types.end(), event.type) == found.types.end())
                found.types.push_back(event.type);
        return found;
    });
}

fs::path fileOfRun(const fs::path& run, const std::string& suffix)
{
    auto name = run.filename().string();
    name = name.substr(0, name.find(".nii"));
    std::error_code unknown;
    if (const auto last = name.rfind('_'); last != std::string::npos)
        if (auto exact = run.parent_path() / (name.substr(0, last + 1) + suffix); fs::exists(exact, unknown))
            return exact;
    const auto mine = entitiesOf(name);
    if (mine.empty())
        return {};
    auto folder = run.parent_path();
    for (int level = 0; level <= FoldersAbove; ++level, folder = folder.parent_path()) {
        fs::path best;
        std::size_t most = 0;
        std::error_code ignored;
        for (fs::directory_iterator each(folder, fs::directory_options::skip_permission_denied, ignored), end; each != end;
             each.increment(ignored)) {
            const auto candidate = each->path().filename().string();
            if (!candidate.ends_with("_" + suffix))
                continue;
            const auto agreed = agreement(mine, entitiesOf(candidate.substr(0, candidate.size() - suffix.size() - 1)));
            if (agreed && *agreed > most) {
                most = *agreed;
                best = each->path();
            }
        }
        if (!best.empty() || folder == folder.parent_path())
            return best;
    }
    return {};
}

} // namespace insula
