// Which recorded run can stand for a step: RecordedRuns of PipelinePlan.h.
#include "processing/core/PipelinePlan.h"

#include "processing/core/Error.h"
#include "processing/core/ModelPackage.h"
#include "processing/core/ProjectNames.h"
#include "processing/core/ProjectState.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>

namespace insula {
namespace {

namespace fs = std::filesystem;

std::string shown(const nlohmann::json& value)
{
    const std::string text
        = value.is_string() ? value.get<std::string>() : value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    return text.empty() ? "nothing" : text;
}

std::string changedParam(const nlohmann::json& then, const nlohmann::json& now)
{
    for (const auto& [key, value] : now.items())
        if (!then.contains(key) || then[key] != value)
            return then.contains(key) ? fmt::format("{} changed from {} to {}", key, shown(then[key]), shown(value))
                                      : fmt::format("{} is new", key);
    return "its parameters changed";
}

std::string utcText(std::int64_t nanoseconds)
{
    return fmt::format(
        "{:%Y-%m-%dT%H:%M:%S}.{:03}Z", fmt::gmtime(static_cast<std::time_t>(nanoseconds / 1'000'000'000)), nanoseconds / 1'000'000 % 1000);
}

// A changed side-car may change what a step makes of the same image (TR, slice times).
bool isNewer(const fs::path& file, const std::string& started)
{
    const FileFacts facts = factsOf(file);
    return facts.exists && utcText(facts.modified) > started;
}

std::string modelHashOf(const std::string& model)
{
    try { // a package that is gone cannot have made the same
        const FoundModel found = findModelPackage(model);
        return found.package.files.empty() ? std::string() : found.package.files.front().sha256;
    } catch (const Error&) {
        return {};
    }
}

} // namespace

RecordedRuns::RecordedRuns(const ProjectRows& project) : m_runs(project.runs)
{
    for (const VolumeRow& volume : project.volumes)
        m_hashes[{volume.path.string(), volume.bytes, volume.modified}] = volume.sha256;
    for (const RunRow& run : m_runs)
        if (run.status == RunStatus::Done)
            for (const RunFile& output : run.outputs)
                know(output);
}

void RecordedRuns::know(const RunFile& file)
{
    if (!file.sha256.empty())
        m_hashes[{file.path.string(), file.bytes, file.modified}] = file.sha256;
}

std::string RecordedRuns::sha256(const fs::path& file, const Progress& progress)
{
    const FileFacts facts = factsOf(file);
    if (!facts.exists)
        throw Error(fmt::format("'{}' does not exist or may not be read", file.string()));
    std::error_code ignored;
    if (fs::is_directory(file, ignored)) // its time says nothing about the files in it
        return sha256OfInput(file, progress);
    std::string& hash = m_hashes[{file.string(), facts.bytes, facts.modified}];
    if (hash.empty())
        hash = sha256OfInput(file, progress);
    return hash;
}

std::optional<double> RecordedRuns::seconds(const std::string& step) const
{
    const auto last = std::find_if(
        m_runs.rbegin(), m_runs.rend(), [&](const RunRow& run) { return run.step == step && run.status == RunStatus::Done; });
    return last == m_runs.rend() ? std::nullopt : std::optional(last->seconds);
}

bool RecordedRuns::isThere(const RunFile& output)
{
    const FileFacts facts = factsOf(output.path);
    return facts.exists && facts.bytes == output.bytes && sha256(output.path) == output.sha256;
}

// "" when the run can stand for what is wanted; rank grows with how much agrees, for the reason that is told.
std::string RecordedRuns::difference(const RunRow& run, const Wanted& wanted, int& rank)
{
    rank = 0;
    if (run.stepVersion != wanted.version)
        return fmt::format("the step is now version {}", wanted.version);
    ++rank;
    for (const auto& [port, hash] : wanted.inputs) {
        const auto then = std::ranges::find(run.inputs, port, &RunFile::port);
        if (then == run.inputs.end())
            return fmt::format("its input {} is new", port);
        if (then->sha256 != hash)
            return fmt::format("its input {} changed", port);
    }
    if (run.inputs.size() != wanted.inputs.size())
        return "it had more inputs before";
    ++rank;
    if (run.params != wanted.params)
        return changedParam(run.params, wanted.params);
    ++rank;
    if (run.seed != wanted.seed)
        return fmt::format("the seed changed from {} to {}", run.seed, wanted.seed);
    ++rank;
    for (const fs::path& raw : wanted.raw)
        if (isNewer(sidecarOf(raw), run.started))
            return fmt::format("the side-car of {} is newer", raw.filename().string());
    if (!wanted.model.empty() && !run.modelHash.empty() && modelHashOf(wanted.model) != run.modelHash)
        return "the network changed";
    ++rank;
    for (const std::string& port : wanted.outputs)
        if (std::ranges::find(run.outputs, port, &RunFile::port) == run.outputs.end())
            return fmt::format("its output {} was not kept", port);
    for (const RunFile& output : run.outputs)
        if (!isThere(output))
            return fmt::format("{} was {}", output.path.filename().string(), factsOf(output.path).exists ? "changed" : "removed");
    return {};
}

RecordedRuns::Found RecordedRuns::find(const Wanted& wanted)
{
    Found found{nullptr, "not done yet"};
    int best = -1;
    for (auto run = m_runs.rbegin(); run != m_runs.rend(); ++run) { // the newest first
        if (run->step != wanted.step || run->status != RunStatus::Done || run->subject != wanted.subject || run->session != wanted.session)
            continue;
        int rank = 0;
        const std::string why = difference(*run, wanted, rank);
        if (why.empty())
            return {&*run, {}};
        if (rank > best) {
            best = rank;
            found.reason = why;
        }
    }
    return found;
}

} // namespace insula
