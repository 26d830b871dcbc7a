// The life of a run in the project: begun, planned, finished, abandoned, recovered; and the lists of runs and volumes.
#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/core/ProjectMoves.h"
#include "processing/core/ProjectSchema.h"
#include "processing/core/ProjectState.h"

#include <fmt/format.h>

#include <charconv>
#include <set>

namespace insula {
namespace {

namespace fs = std::filesystem;

constexpr int KeysSince = 3; // version of the schema

// 12 for "run-12" and "run-12.lock"; 0 for anything else.
std::int64_t runOfStagingEntry(const std::string& name)
{
    std::int64_t run = 0;
    if (name.starts_with("run-")) {
        std::from_chars(name.data() + 4, name.data() + name.size(), run);
    }
    return run;
}

// A volume is stale when an input of its run changed, or is itself stale. Runs form no cycle: an input exists before its run.
class Staleness {
public:
    using Changed = std::function<bool(const RunFile&, const sql::Place&)>;
    Staleness(const std::vector<sql::StoredVolume>& volumes, Changed changed) : m_changed(std::move(changed))
    {
        for (const sql::StoredVolume& volume : volumes) {
            m_maker[volume.place.place] = volume.row.run;
        }
    }
    void add(sql::StoredFile input) { m_inputs[input.run].push_back(std::move(input)); }
    bool of(std::int64_t run)
    {
        const auto [entry, isNew] = m_known.try_emplace(run, false);
        if (!isNew || run == 0) {
            return entry->second;
        }
        bool stale = false;
        for (const sql::StoredFile& input : m_inputs[run]) {
            const auto maker = m_maker.find(input.place.place);
            stale = stale || m_changed(input.file, input.place) || (maker != m_maker.end() && of(maker->second));
        }
        return m_known[run] = stale;
    }

private:
    Changed m_changed;
    std::map<std::string, std::int64_t> m_maker;
    std::map<std::int64_t, std::vector<sql::StoredFile>> m_inputs;
    std::map<std::int64_t, bool> m_known;
};

} // namespace

std::vector<VolumeRow> Project::volumes() const
{
    const std::vector<sql::StoredVolume> stored = sql::volumes(m->db());
    Staleness staleness(stored, [this](const RunFile& file, const sql::Place& place) {
        return m->changed(m->resolved(place), file.sha256, file.bytes, file.modified);
    });
    for (sql::StoredFile& input : sql::inputs(m->db())) {
        staleness.add(std::move(input));
    }
    std::vector<VolumeRow> rows;
    for (const sql::StoredVolume& volume : stored) {
        VolumeRow row = volume.row;
        row.path = m->resolved(volume.place);
        row.missing = !factsOf(row.path).exists;
        row.stale = staleness.of(row.run);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<RunRow> Project::runs() const
{
    std::vector<RunRow> rows = sql::runs(m->db());
    std::map<std::int64_t, RunRow*> byId;
    for (RunRow& row : rows) {
        byId[row.id] = &row;
    }
    const auto attach = [&](std::vector<sql::StoredFile> files, std::vector<RunFile> RunRow::*list) {
        for (sql::StoredFile& stored : files) {
            if (const auto row = byId.find(stored.run); row != byId.end()) {
                stored.file.path = m->resolved(stored.place);
                (row->second->*list).push_back(std::move(stored.file));
            }
        }
    };
    attach(sql::inputs(m->db()), &RunRow::inputs);
    attach(sql::outputs(m->db()), &RunRow::outputs);
    return rows;
}

RunRow Project::run(std::int64_t id) const
{
    std::vector<RunRow> rows = sql::runs(m->db(), id);
    if (id <= 0 || rows.empty()) {
        throw Error(fmt::format("the project '{}' has no run {}; see: insula-cli project show DIR", m->folder.string(), id));
    }
    const auto resolve = [&](std::vector<sql::StoredFile> files, std::vector<RunFile>& list) {
        for (sql::StoredFile& stored : files) {
            stored.file.path = m->resolved(stored.place);
            list.push_back(std::move(stored.file));
        }
    };
    resolve(sql::inputs(m->db(), id), rows.front().inputs);
    resolve(sql::outputs(m->db(), id), rows.front().outputs);
    return rows.front();
}

std::int64_t Project::beginRun(const RunRow& row, const std::string& key)
{
    std::int64_t id = 0;
    m->write([&] {
        id = key.empty() ? 0 : sql::runOfKey(m->db(), key);
        if (id == 0) {
            id = sql::insertRun(m->db(), row, hostName());
            if (!key.empty()) {
                sql::saveKey(m->db(), key, id);
            }
        } else if (const RunStatus status = run(id).status; status == RunStatus::Done || status == RunStatus::Running) {
            throw Error(fmt::format("run {} of '{}' is {} already", id, m->folder.string(), insula::name(status)));
        } else {
            sql::reopenRun(m->db(), id, row, hostName());
        }
        for (const RunFile& input : row.inputs) {
            sql::saveInput(m->db(), {id, input, m->place(input.path)});
        }
        // Before the row can be seen by others, who would take a running row without a lock for crashed.
        if (!m->takeLock(id, true)) {
            throw Error(fmt::format("the lock of run {} in '{}' is held by another program; try again", id, m->folder.string()));
        }
    });
    return id;
}

std::optional<RunRow> Project::runOfKey(const std::string& key) const
{
    const std::int64_t id = schemaVersion(m->db()) < KeysSince ? 0 : sql::runOfKey(m->db(), key);
    return id == 0 ? std::nullopt : std::optional(run(id));
}

fs::path Project::stagingFolder(std::int64_t run) const
{
    const fs::path folder = m->staging() / fmt::format("run-{}", run);
    std::error_code code;
    fs::create_directories(folder, code);
    if (code) {
        throw Error(fmt::format("cannot make '{}': {}", folder.string(), code.message()));
    }
    return folder;
}

void Project::planMoves(std::int64_t run, const std::vector<PlannedMove>& moves)
{
    m->write([&] {
        if (!sql::openRun(m->db(), run)) {
            throw Cancelled(); // the cancel watch closed the run meanwhile
        }
        sql::saveMoves(m->db(), run, planToJson(moves, m->folder));
    });
}

void Project::finishRun(const RunRow& row, const nlohmann::json& measurements)
{
    nlohmann::json plan;
    m->write([&] {
        const auto open = sql::openRun(m->db(), row.id);
        if (!open) {
            throw Cancelled();
        }
        plan = open->moves;
        if (row.status != RunStatus::Done) {
            undoPlan(plan, m->folder);
        }
        sql::completeRun(m->db(), row);
        for (const RunFile& input : row.inputs) {
            sql::saveInput(m->db(), {row.id, input, m->place(input.path)});
        }
        for (const RunFile& output : row.outputs) {
            sql::StoredVolume volume;
            volume.place = m->place(output.path);
            sql::saveOutput(m->db(), {row.id, output, volume.place});
            volume.row = {0, row.subject, row.session, {}, true, output.suffix, output.desc, output.kind, output.sha256, output.format,
                output.shape, output.bytes, output.modified, row.id, false, false};
            sql::addSession(m->db(), row.subject, row.session);
            sql::saveVolume(m->db(), volume);
        }
        for (const auto& [key, value] : measurements.items()) {
            if (value.is_object() && value.contains("value") && value["value"].is_number()) {
                sql::saveMeasurement(m->db(), {row.id, {}, {}, key, value.value("unit", std::string()), value["value"].get<double>()});
            }
        }
        sql::addEvent(m->db(), utcNow(), "run-" + std::string(insula::name(row.status)), {{"run", row.id}, {"step", row.step}});
    });
    forgetReplaced(plan, m->folder);
    m->write([&] {
        sql::saveMoves(m->db(), row.id, nlohmann::json::array());
        if (!row.host.empty()) { // only now: whoever finds an open run looks for its process on that host
            sql::saveHost(m->db(), row.id, row.host);
        }
    });
    m->dropStaging(row.id);
}

void Project::abandonRun(std::int64_t run, RunStatus status, const std::string& error)
{
    m->write([&] {
        const auto open = sql::openRun(m->db(), run);
        if (!open) {
            return;
        }
        undoPlan(open->moves, m->folder);
        sql::endRun(m->db(), run, status, utcNow(), error);
        sql::addEvent(m->db(), utcNow(), "run-" + std::string(insula::name(status)), {{"run", run}, {"error", error}});
    });
    m->dropStaging(run);
}

std::vector<std::int64_t> Project::recover()
{
    std::vector<std::int64_t> crashed;
    std::set<std::int64_t> leftovers;
    for (const auto& entry : fs::directory_iterator(m->staging())) {
        leftovers.insert(runOfStagingEntry(entry.path().filename().string()));
    }
    leftovers.erase(0);
    if (m->readOnly || (leftovers.empty() && sql::openRuns(m->db()).empty())) {
        return crashed;
    }
    m->write([&] {
        for (const sql::OpenRun& run : sql::openRuns(m->db())) {
            leftovers.erase(run.id);
            if (run.host != hostName() || m->locks.contains(run.id) || !m->takeLock(run.id, true)) {
                continue;
            }
            if (run.status != RunStatus::Running) { // ended between its commit and the last tidying
                forgetReplaced(run.moves, m->folder);
                sql::saveMoves(m->db(), run.id, nlohmann::json::array());
                leftovers.insert(run.id);
                continue;
            }
            undoPlan(run.moves, m->folder);
            sql::endRun(m->db(), run.id, RunStatus::Crashed, utcNow(), "the program ended before the run did");
            sql::addEvent(m->db(), utcNow(), "run-crashed", {{"run", run.id}});
            crashed.push_back(run.id);
        }
        for (const std::int64_t run : leftovers) { // rows that ended, or were never committed
            if (m->locks.contains(run) || m->takeLock(run, true)) {
                m->dropStaging(run);
            }
        }
    });
    for (const std::int64_t run : crashed) {
        m->dropStaging(run);
    }
    return crashed;
}

} // namespace insula
