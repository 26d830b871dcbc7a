#include "processing/core/PipelineInputs.h"

#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/core/EventsFile.h"
#include "processing/core/ProjectNames.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <set>

namespace insula {
namespace {

namespace fs = std::filesystem;

constexpr std::array<const char*, 9> RunEntities{"task", "acq", "ce", "rec", "dir", "run", "inv", "echo", "part"};

bool hasKey(const fs::path& sidecar, const std::string& key)
{
    std::error_code ignored;
    if (sidecar.empty() || !fs::is_regular_file(sidecar, ignored))
        return false;
    const auto json = nlohmann::json::parse(readTextFile(sidecar), nullptr, false);
    return json.is_object() && json.contains(key);
}

bool hasSidecarKey(const VolumeRow& volume, const std::string& key)
{
    return key.empty() || hasKey(sidecarOf(volume.path), key) || hasKey(fileOfRun(volume.path, volume.suffix + ".json"), key);
}

// A file without the entity may belong to any run: a T1 has no task.
bool allows(const BidsName& name, const std::map<std::string, std::string>& entities, bool isNeeded)
{
    return std::ranges::all_of(entities, [&](const auto& wanted) {
        const std::string has = name.entity(wanted.first);
        return has == wanted.second || (!isNeeded && has.empty());
    });
}

std::string choices(const std::vector<VolumeRow>& volumes)
{
    for (const char* key : RunEntities) {
        std::set<std::string> values;
        for (const VolumeRow& volume : volumes)
            values.insert(parseBidsName(volume.path).entity(key));
        if (values.size() > 1)
            return fmt::format("choose one, for example --select {}={}", key, *values.rbegin());
    }
    return "take all but one out of the project, or name the file in the pipeline";
}

} // namespace

ProjectRows::ProjectRows(const Project& project) :
    runs(project.runs()), volumes(project.volumes()), sessions(project.sessions()), subjects(project.subjects())
{
}

SubjectFiles::SubjectFiles(const ProjectRows& project, const PipelineRequest& request) : m_request(request)
{
    std::set<std::int64_t> brought; // runs that only brought data into the project
    for (const RunRow& run : project.runs)
        if (run.step == "convert" || run.step == "import")
            brought.insert(run.id);
    for (const VolumeRow& volume : project.volumes)
        if (volume.subject == request.subject && (!volume.derivative || brought.contains(volume.run)))
            m_volumes.push_back(volume);
    std::set<std::string> sessions;
    bool isKnown = false;
    for (const SessionRow& row : project.sessions)
        if (row.subject == request.subject) {
            isKnown = true;
            sessions.insert(row.session);
        }
    const auto& subjects = project.subjects;
    if (!isKnown && std::ranges::find(subjects, request.subject) == subjects.end())
        throw usageError(fmt::format("the project has no subject '{}'; it has {}", request.subject,
            subjects.empty() ? "none: add files with insula-cli project add" : fmt::format("{}", fmt::join(subjects, ", "))));
    if (!request.session.empty() && !sessions.contains(request.session))
        throw usageError(fmt::format("subject {} has no session '{}'; there are: {}", request.subject, request.session,
            sessions.empty() ? "none" : fmt::format("{}", fmt::join(sessions, ", "))));
    sessions.erase("");
    const bool hasPlain = std::ranges::any_of(m_volumes, [](const VolumeRow& volume) { return volume.session.empty(); });
    if (request.session.empty() && !hasPlain && sessions.size() == 1)
        m_request.session = *sessions.begin();
    else if (request.session.empty() && !hasPlain && sessions.size() > 1)
        throw usageError(
            fmt::format("subject {} has the sessions {}: choose one with --session", request.subject, fmt::join(sessions, ", ")));
}

std::vector<VolumeRow> SubjectFiles::candidates(const PipelineSource& raw) const
{
    std::vector<VolumeRow> all, here;
    for (const VolumeRow& volume : m_volumes) {
        const BidsName name = parseBidsName(volume.path);
        if (volume.suffix == raw.suffix && allows(name, raw.entities, true) && allows(name, m_request.entities, false)
            && hasSidecarKey(volume, raw.sidecar))
            all.push_back(volume);
    }
    std::ranges::copy_if(all, std::back_inserter(here), [&](const VolumeRow& volume) { return volume.session == m_request.session; });
    std::vector<VolumeRow>& found = here.empty() ? all : here;
    const auto isPlain = [](const VolumeRow& volume) { return volume.desc.empty(); };
    if (std::ranges::any_of(found, isPlain)) // what says how it was changed gives way to what does not
        std::erase_if(found, [&](const VolumeRow& volume) { return !isPlain(volume); });
    return found;
}

std::optional<fs::path> SubjectFiles::findEvents(const PipelineSource& raw) const
{
    PipelineSource run = raw;
    run.suffix = "bold";
    const auto bold = find(run);
    if (!bold)
        return std::nullopt;
    const fs::path file = fileOfRun(*bold, raw.suffix + ".tsv");
    return file.empty() ? std::nullopt : std::optional(file);
}

std::optional<fs::path> SubjectFiles::find(const PipelineSource& raw) const
{
    const auto found = candidates(raw);
    if (found.empty())
        return raw.suffix == "bold" || !raw.sidecar.empty() ? std::nullopt : findEvents(raw);
    if (found.size() > 1) {
        std::vector<std::string> names;
        for (const VolumeRow& volume : found)
            names.push_back(volume.path.filename().string());
        if (names.size() > 3) {
            names.resize(3);
            names.emplace_back("...");
        }
        throw usageError(fmt::format(
            "subject {} has {} files '{}' ({}): {}", m_request.subject, found.size(), raw.suffix, fmt::join(names, ", "), choices(found)));
    }
    if (found.front().missing)
        throw Error(fmt::format("'{}' of subject {} is not there: put it back, or add it again from where it is",
            found.front().path.string(), m_request.subject));
    return found.front().path;
}

std::vector<PipelineRequest> requestsForEachRun(const ProjectRows& project, const Pipeline& pipeline, const PipelineRequest& request)
{
    const bool takesRuns = std::ranges::any_of(pipeline.nodes, [](const PipelineNode& node) {
        return std::ranges::any_of(node.inputs, [](const PipelineInput& input) {
            return std::ranges::any_of(input.sources,
                [](const PipelineSource& source) { return source.kind == PipelineSource::Kind::Raw && source.suffix == "bold"; });
        });
    });
    if (!takesRuns)
        return {request};
    const SubjectFiles files(project, request); // for its session, and its messages
    std::vector<BidsName> runs;
    for (const VolumeRow& volume : project.volumes)
        if (volume.subject == request.subject && volume.session == files.session() && volume.suffix == "bold" && !volume.derivative
            && volume.desc.empty() && allows(parseBidsName(volume.path), request.entities, true))
            runs.push_back(parseBidsName(volume.path));
    if (runs.size() < 2)
        return {request};
    std::vector<PipelineRequest> requests;
    for (const BidsName& run : runs) {
        requests.push_back(request);
        for (const char* key : RunEntities)
            if (const std::string value = run.entity(key); !value.empty())
                requests.back().entities[key] = value;
    }
    return requests;
}

} // namespace insula
