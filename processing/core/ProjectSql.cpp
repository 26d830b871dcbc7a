#include "processing/core/ProjectSql.h"

#include "processing/core/Hash.h"

#include <fmt/format.h>

namespace insula::sql {
namespace {

RunStatus statusNamed(const std::string& text)
{
    for (const RunStatus status : {RunStatus::Running, RunStatus::Done, RunStatus::Failed, RunStatus::Cancelled}) {
        if (name(status) == text) {
            return status;
        }
    }
    return RunStatus::Crashed;
}

std::string chained(const std::string& previous, const std::string& time, const std::string& kind, const std::string& content)
{
    return sha256(previous + '\n' + time + '\n' + kind + '\n' + content);
}

// File names need not be UTF-8, which JSON cannot hold; such bytes are replaced. The columns for paths keep them.
std::string dumped(const nlohmann::json& value)
{
    return value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

nlohmann::json parsed(const std::string& text)
{
    return nlohmann::json::parse(text, nullptr, false);
}

std::vector<StoredFile> files(Database& db, const char* query, std::int64_t only)
{
    std::vector<StoredFile> rows;
    Statement statement(db, query, only);
    while (statement.next()) {
        StoredFile row;
        row.run = statement.integer(0);
        row.file.port = statement.text(1);
        row.place = {statement.text(2), statement.text(3)};
        row.file.sha256 = statement.text(4);
        row.file.bytes = static_cast<std::uint64_t>(statement.integer(5));
        row.file.modified = statement.integer(6);
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace

void setSetting(Database& db, const std::string& key, const std::string& value)
{
    Statement(db, "INSERT INTO settings VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value", key, value).run();
}

std::optional<std::string> setting(Database& db, const std::string& key)
{
    Statement statement(db, "SELECT value FROM settings WHERE key = ?", key);
    return statement.next() ? std::optional(statement.text(0)) : std::nullopt;
}

void saveViewState(Database& db, const std::string& name, const std::string& state)
{
    Statement(db, "INSERT INTO view_states VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET state = excluded.state", name, state).run();
}

std::map<std::string, nlohmann::json> viewStates(Database& db)
{
    std::map<std::string, nlohmann::json> states;
    Statement statement(db, "SELECT name, state FROM view_states");
    while (statement.next()) {
        states[statement.text(0)] = parsed(statement.text(1));
    }
    return states;
}

void saveAnnotation(Database& db, const AnnotationRow& row, const std::string& time)
{
    Statement(db,
        "INSERT INTO annotations(id, sha256, content, changed) VALUES(?, ?, ?, ?) "
        "ON CONFLICT(id) DO UPDATE SET sha256 = excluded.sha256, content = excluded.content, changed = excluded.changed",
        row.id, row.sha256, dumped(row.content), time)
        .run();
}

void removeAnnotation(Database& db, const std::string& id)
{
    Statement(db, "DELETE FROM annotations WHERE id = ?", id).run();
}

std::vector<AnnotationRow> annotations(Database& db)
{
    std::vector<AnnotationRow> rows;
    Statement statement(db, "SELECT id, sha256, content FROM annotations ORDER BY rowid");
    while (statement.next()) {
        rows.push_back({statement.text(0), statement.text(1), parsed(statement.text(2))});
    }
    return rows;
}

void addModel(Database& db, const ModelRow& model)
{
    Statement(db, "INSERT OR REPLACE INTO models VALUES(?, ?, ?, ?)", model.sha256, model.name, model.version, model.source).run();
}

std::vector<ModelRow> models(Database& db)
{
    std::vector<ModelRow> rows;
    Statement statement(db, "SELECT sha256, name, version, source FROM models ORDER BY name");
    while (statement.next()) {
        rows.push_back({statement.text(0), statement.text(1), statement.text(2), statement.text(3)});
    }
    return rows;
}

void addSession(Database& db, const std::string& subject, const std::string& session)
{
    Statement(db, "INSERT OR IGNORE INTO subjects VALUES(?)", subject).run();
    if (!session.empty()) {
        Statement(db, "INSERT OR IGNORE INTO sessions VALUES(?, ?)", subject, session).run();
    }
}

std::vector<std::string> subjects(Database& db)
{
    std::vector<std::string> labels;
    Statement statement(db, "SELECT label FROM subjects ORDER BY label");
    while (statement.next()) {
        labels.push_back(statement.text(0));
    }
    return labels;
}

std::vector<SessionRow> sessions(Database& db)
{
    std::vector<SessionRow> rows;
    Statement statement(db, "SELECT subject, label FROM sessions ORDER BY subject, label");
    while (statement.next()) {
        rows.push_back({statement.text(0), statement.text(1)});
    }
    return rows;
}

void saveVolume(Database& db, const StoredVolume& volume)
{
    const VolumeRow& row = volume.row;
    Statement(db,
        "INSERT INTO volumes(subject, session, place, absolute_place, derivative, suffix, description, kind, sha256, format, shape, bytes, "
        "modified, run) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, 0)) ON CONFLICT(place) DO UPDATE SET "
        "subject = excluded.subject, session = excluded.session, absolute_place = excluded.absolute_place, suffix = excluded.suffix, "
        "description = excluded.description, kind = excluded.kind, sha256 = excluded.sha256, format = excluded.format, "
        "shape = excluded.shape, bytes = excluded.bytes, modified = excluded.modified, run = excluded.run",
        row.subject, row.session, volume.place.place, volume.place.absolute, row.derivative, row.suffix, row.desc, row.kind, row.sha256,
        row.format, row.shape, row.bytes, row.modified, row.run)
        .run();
}

std::vector<StoredVolume> volumes(Database& db)
{
    std::vector<StoredVolume> rows;
    Statement q(db,
        "SELECT id, subject, session, place, absolute_place, derivative, suffix, description, kind, sha256, format, shape, bytes, "
        "modified, coalesce(run, 0) FROM volumes ORDER BY subject, session, id");
    while (q.next()) {
        StoredVolume volume;
        VolumeRow& row = volume.row;
        row.id = q.integer(0);
        row.subject = q.text(1);
        row.session = q.text(2);
        volume.place = {q.text(3), q.text(4)};
        row.derivative = q.integer(5) != 0;
        row.suffix = q.text(6);
        row.desc = q.text(7);
        row.kind = q.text(8);
        row.sha256 = q.text(9);
        row.format = q.text(10);
        row.shape = q.text(11);
        row.bytes = static_cast<std::uint64_t>(q.integer(12));
        row.modified = q.integer(13);
        row.run = q.integer(14);
        rows.push_back(std::move(volume));
    }
    return rows;
}

std::int64_t insertRun(Database& db, const RunRow& row, const std::string& host)
{
    Statement(db,
        "INSERT INTO runs(step, step_version, params, status, subject, session, started, app_version, device, model_hash, threads, seed, "
        "command_line, host) VALUES(?, ?, ?, 'running', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        row.step, row.stepVersion, dumped(row.params), row.subject, row.session, row.started, row.appVersion, row.device, row.modelHash,
        row.threads, row.seed, row.commandLine, host)
        .run();
    return db.lastId();
}

void reopenRun(Database& db, std::int64_t run, const RunRow& row, const std::string& host)
{
    Statement(db,
        "UPDATE runs SET step = ?, step_version = ?, params = ?, status = 'running', subject = ?, session = ?, started = ?, finished = '', "
        "app_version = ?, device = ?, model_hash = ?, threads = ?, seed = ?, command_line = ?, host = ?, error = '', moves = '[]' "
        "WHERE id = ?",
        row.step, row.stepVersion, dumped(row.params), row.subject, row.session, row.started, row.appVersion, row.device, row.modelHash,
        row.threads, row.seed, row.commandLine, host, run)
        .run();
}

void saveKey(Database& db, const std::string& key, std::int64_t run)
{
    Statement(db, "INSERT INTO run_keys VALUES(?, ?)", key, run).run();
}

std::int64_t runOfKey(Database& db, const std::string& key)
{
    Statement statement(db, "SELECT run FROM run_keys WHERE key = ?", key);
    return statement.next() ? statement.integer(0) : 0;
}

void saveHost(Database& db, std::int64_t run, const std::string& host)
{
    Statement(db, "UPDATE runs SET host = ? WHERE id = ?", host, run).run();
}

void completeRun(Database& db, const RunRow& row)
{
    Statement(db,
        "UPDATE runs SET status = ?, finished = ?, seconds = ?, peak_bytes = ?, device = ?, model_hash = ?, warnings = ?, error = ?, "
        "log = ? WHERE id = ?",
        name(row.status), row.finished, row.seconds, row.peakBytes, row.device, row.modelHash, dumped(row.warnings), row.error, row.log,
        row.id)
        .run();
}

void endRun(Database& db, std::int64_t run, RunStatus status, const std::string& finished, const std::string& error)
{
    Statement(db, "UPDATE runs SET status = ?, finished = ?, error = ?, moves = '[]' WHERE id = ?", name(status), finished, error, run)
        .run();
}

void saveMoves(Database& db, std::int64_t run, const nlohmann::json& moves)
{
    Statement(db, "UPDATE runs SET moves = ? WHERE id = ?", dumped(moves), run).run();
}

std::optional<OpenRun> openRun(Database& db, std::int64_t run)
{
    Statement q(db, "SELECT id, host, moves FROM runs WHERE id = ? AND status = 'running'", run);
    return q.next() ? std::optional(OpenRun{q.integer(0), q.text(1), parsed(q.text(2)), RunStatus::Running}) : std::nullopt;
}

std::vector<OpenRun> openRuns(Database& db)
{
    std::vector<OpenRun> rows;
    Statement q(db, "SELECT id, host, moves, status FROM runs WHERE status = 'running' OR moves <> '[]' ORDER BY id");
    while (q.next()) {
        rows.push_back({q.integer(0), q.text(1), parsed(q.text(2)), statusNamed(q.text(3))});
    }
    return rows;
}

std::vector<RunRow> runs(Database& db, std::int64_t only)
{
    std::vector<RunRow> rows;
    Statement q(db,
        "SELECT id, step, step_version, params, status, subject, session, started, finished, seconds, peak_bytes, app_version, device, "
        "model_hash, threads, seed, warnings, error, log, command_line, host FROM runs WHERE ?1 IN (0, id) ORDER BY id",
        only);
    while (q.next()) {
        RunRow row;
        row.id = q.integer(0);
        row.step = q.text(1);
        row.stepVersion = static_cast<int>(q.integer(2));
        row.params = parsed(q.text(3));
        row.status = statusNamed(q.text(4));
        row.subject = q.text(5);
        row.session = q.text(6);
        row.started = q.text(7);
        row.finished = q.text(8);
        row.seconds = q.real(9);
        row.peakBytes = static_cast<std::uint64_t>(q.integer(10));
        row.appVersion = q.text(11);
        row.device = q.text(12);
        row.modelHash = q.text(13);
        row.threads = static_cast<int>(q.integer(14));
        row.seed = static_cast<std::uint64_t>(q.integer(15));
        for (const auto& warning : parsed(q.text(16))) {
            row.warnings.push_back(warning.is_string() ? warning.get<std::string>() : warning.dump());
        }
        row.error = q.text(17);
        row.log = q.text(18);
        row.commandLine = q.text(19);
        row.host = q.text(20);
        rows.push_back(std::move(row));
    }
    return rows;
}

void saveInput(Database& db, const StoredFile& input)
{
    Statement(db, "INSERT OR REPLACE INTO run_inputs VALUES(?, ?, ?, ?, ?, ?, ?)", input.run, input.file.port, input.place.place,
        input.place.absolute, input.file.sha256, input.file.bytes, input.file.modified)
        .run();
}

void saveOutput(Database& db, const StoredFile& output)
{
    Statement(db, "INSERT OR REPLACE INTO run_outputs VALUES(?, ?, ?, ?, ?, ?)", output.run, output.file.port, output.place.place,
        output.place.absolute, output.file.sha256, output.file.bytes)
        .run();
}

std::vector<StoredFile> inputs(Database& db, std::int64_t only)
{
    return files(db,
        "SELECT run, port, place, absolute_place, sha256, bytes, modified FROM run_inputs WHERE ?1 IN (0, run) ORDER BY run, port", only);
}

std::vector<StoredFile> outputs(Database& db, std::int64_t only)
{
    return files(
        db, "SELECT run, port, place, absolute_place, sha256, bytes, 0 FROM run_outputs WHERE ?1 IN (0, run) ORDER BY run, port", only);
}

void saveMeasurement(Database& db, const MeasurementRow& row)
{
    Statement(db, "INSERT OR REPLACE INTO measurements VALUES(?, ?, ?, ?)", row.run, row.name, row.value, row.unit).run();
}

std::vector<MeasurementRow> measurements(Database& db)
{
    std::vector<MeasurementRow> rows;
    Statement q(db,
        "SELECT m.run, r.subject, r.session, m.name, m.unit, m.value FROM measurements m JOIN runs r ON r.id = m.run "
        "ORDER BY m.run, m.name");
    while (q.next()) {
        rows.push_back({q.integer(0), q.text(1), q.text(2), q.text(3), q.text(4), q.real(5)});
    }
    return rows;
}

void addEvent(Database& db, const std::string& time, const std::string& kind, const nlohmann::json& content)
{
    const std::string previous = db.text("SELECT hash FROM events ORDER BY id DESC LIMIT 1");
    const std::string text = dumped(content);
    Statement(db, "INSERT INTO events(time, kind, content, hash) VALUES(?, ?, ?, ?)", time, kind, text, chained(previous, time, kind, text))
        .run();
}

std::vector<EventRow> events(Database& db)
{
    std::vector<EventRow> rows;
    Statement q(db, "SELECT id, time, kind, content, hash FROM events ORDER BY id");
    while (q.next()) {
        rows.push_back({q.integer(0), q.text(1), q.text(2), parsed(q.text(3)), q.text(4)});
    }
    return rows;
}

std::vector<std::string> brokenEvents(Database& db)
{
    std::vector<std::string> problems;
    std::string previous;
    std::int64_t last = 0;
    Statement q(db, "SELECT id, time, kind, content, hash FROM events ORDER BY id");
    while (q.next()) {
        if (chained(previous, q.text(1), q.text(2), q.text(3)) != q.text(4)) {
            problems.push_back(fmt::format("event {} was changed, or one before it was removed", q.integer(0)));
        }
        previous = q.text(4);
        last = q.integer(0);
    }
    if (db.integer("SELECT seq FROM sqlite_sequence WHERE name = 'events'") != last) {
        problems.push_back(fmt::format("the events after number {} were removed", last));
    }
    return problems;
}

} // namespace insula::sql
