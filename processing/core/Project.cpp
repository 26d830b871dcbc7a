#include "processing/core/Project.h"

#include "processing/core/AbsolutePath.h"
#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/core/Hash.h"
#include "processing/core/Nifti.h"
#include "processing/core/ProjectNames.h"
#include "processing/core/ProjectSchema.h"
#include "processing/core/ProjectState.h"
#include "processing/core/Version.h"

#include <fmt/format.h>

#include <algorithm>
#include <unistd.h>

namespace insula {
namespace {

namespace fs = std::filesystem;

constexpr const char* DatabaseName = "project.sqlite";
constexpr int AnnotationsSince = 2; // version of the schema

bool isWritable(const fs::path& folder)
{
    return ::access(folder.c_str(), W_OK) == 0 && ::access((folder / DatabaseName).c_str(), W_OK) == 0;
}

void prepare(Database& db, const fs::path& folder)
{
    const bool network = isOnNetworkShare(folder); // shared memory, which WAL needs, does not work across machines
    db.execute(network ? "PRAGMA journal_mode = DELETE" : "PRAGMA journal_mode = WAL");
    db.execute(network ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
    db.execute("PRAGMA foreign_keys = ON");
}

void makeFolders(const fs::path& folder)
{
    for (const fs::path& each : {folder, folder / "derivatives", folder / ".staging"}) {
        std::error_code code;
        fs::create_directories(each, code);
        if (!code && !fs::is_directory(each, code)) {
            code = std::make_error_code(std::errc::not_a_directory);
        }
        if (code) {
            throw Error(fmt::format("cannot make the folder '{}' of the project: {}; choose another place", each.string(), code.message()));
        }
    }
}

// The folder that two programs may be about to fill belongs to the one that makes .staging in it.
void claim(const fs::path& folder)
{
    std::error_code code;
    fs::create_directories(folder, code);
    if (!code && !fs::create_directory(folder / ".staging", code) && !code) {
        throw Error(fmt::format("another program makes a project in '{}' right now; choose another name", folder.string()));
    }
    if (code) {
        throw Error(fmt::format("cannot make the project folder '{}': {}; choose another place", folder.string(), code.message()));
    }
}

// What create() made in a folder that it had claimed.
void removeUnfinished(const fs::path& folder, bool folderToo)
{
    std::error_code ignored;
    for (const char* file : {".staging", "derivatives", "project.sqlite", "project.sqlite-wal", "project.sqlite-shm"}) {
        fs::remove_all(folder / file, ignored);
    }
    if (folderToo) {
        fs::remove(folder, ignored);
    }
}

} // namespace

std::string_view name(RunStatus status)
{
    switch (status) {
    case RunStatus::Running:
        return "running";
    case RunStatus::Done:
        return "done";
    case RunStatus::Failed:
        return "failed";
    case RunStatus::Cancelled:
        return "cancelled";
    case RunStatus::Crashed:
        break;
    }
    return "crashed";
}

Project::Project(std::unique_ptr<State> state) : m(std::move(state)) { }
Project::Project(Project&&) noexcept = default;
Project& Project::operator=(Project&&) noexcept = default;
Project::~Project() = default;

Project Project::create(const fs::path& folder, const std::string& name)
{
    const fs::path absolute = absolutePath(folder);
    std::error_code ignored;
    if (fs::exists(absolute, ignored) && !(fs::is_directory(absolute, ignored) && fs::is_empty(absolute, ignored))) {
        throw Error(
            fmt::format("cannot make a project in '{}': it exists and is not an empty folder; choose another name", absolute.string()));
    }
    const bool isNew = !fs::exists(absolute, ignored);
    claim(absolute);
    try {
        makeFolders(absolute);
        auto state = std::make_unique<State>();
        state->folder = fs::canonical(absolute);
        state->database = std::make_unique<Database>(state->folder / DatabaseName, Database::Mode::Create);
        prepare(state->db(), state->folder);
        migrate(state->db(), projectMigrations());
        Project project(std::move(state));
        const std::string title = name.empty() ? project.m->folder.stem().string() : name;
        project.m->write([&] {
            sql::setSetting(project.m->db(), "name", title);
            sql::setSetting(project.m->db(), "created", utcNow());
            sql::addEvent(project.m->db(), utcNow(), "project-created", {{"name", title}, {"version", Version}});
        });
        return project;
    } catch (const Error&) { // half a project would be in the way of the next attempt
        removeUnfinished(absolute, isNew);
        throw;
    }
}

void Project::State::openForWriting(int busyTimeoutMs)
{
    database = std::make_unique<Database>(folder / DatabaseName, Database::Mode::ReadWrite, busyTimeoutMs);
    if (schemaVersion(db()) == 0) { // before anything is written into it
        throw Error(fmt::format("'{}' holds no project: it was not made to its end, or is damaged; restore it from a backup",
            (folder / DatabaseName).string()));
    }
    prepare(db(), folder);
    migrate(db(), projectMigrations());
}

void Project::State::openForReading(std::string why, int busyTimeoutMs)
{
    const fs::path file = folder / DatabaseName, log = file.string() + "-wal";
    std::error_code ignored;
    const bool pending = fs::exists(log, ignored) && fs::file_size(log, ignored) > 0;
    readOnly = true;
    notice = std::move(why);
    database = std::make_unique<Database>(file, pending ? Database::Mode::ReadOnly : Database::Mode::Immutable, busyTimeoutMs);
    // Older ones lack tables, never columns: their readers say that these are empty.
    if (const int version = schemaVersion(db()); version < 1 || version > static_cast<int>(projectMigrations().size())) {
        throw Error(fmt::format(
            "cannot read the project '{}': its schema is {}, this program reads {}", folder.string(), version, projectMigrations().size()));
    }
}

Project Project::open(const fs::path& folder, int busyTimeoutMs)
{
    std::error_code ignored;
    if (!fs::is_regular_file(folder / DatabaseName, ignored)) {
        throw Error(fmt::format(
            "'{}' is not a project: it has no {}; make one with: insula-cli project create DIR", folder.string(), DatabaseName));
    }
    auto state = std::make_unique<State>();
    state->folder = fs::canonical(folder);
    if (!isWritable(state->folder)) {
        state->openForReading("the project folder cannot be written; opened for reading only", busyTimeoutMs);
    } else {
        try {
            state->openForWriting(busyTimeoutMs);
        } catch (const DiskError&) { // what is there can still be looked at
            state->openForReading("the disk is full or failing; opened for reading only: free some space", busyTimeoutMs);
        }
    }
    if (const std::string verdict = state->db().text("PRAGMA quick_check(1)"); verdict != "ok" && !state->readOnly) {
        state->readOnly = true;
        state->notice = "project.sqlite is damaged; opened for reading only: copy what you need, or restore it from a backup";
        state->database = std::make_unique<Database>(state->folder / DatabaseName, Database::Mode::ReadOnly, busyTimeoutMs);
    }
    Project project(std::move(state));
    if (!project.m->readOnly) {
        makeFolders(project.m->folder);
        project.recover();
    }
    return project;
}

fs::path Project::folder() const
{
    return m->folder;
}

std::string Project::name() const
{
    return sql::setting(m->db(), "name").value_or(m->folder.stem().string());
}

bool Project::isReadOnly() const
{
    return m->readOnly;
}

std::string Project::notice() const
{
    return m->notice;
}

std::int64_t Project::dataVersion() const
{
    return m->db().integer("PRAGMA data_version") + m->db().changes();
}

void Project::addSubject(const std::string& label)
{
    checkBidsLabel(label, "subject");
    m->write([&] { sql::addSession(m->db(), label, {}); });
}

void Project::addSession(const std::string& subject, const std::string& session)
{
    checkBidsLabel(subject, "subject");
    checkBidsLabel(session, "session");
    m->write([&] { sql::addSession(m->db(), subject, session); });
}

std::vector<std::string> Project::subjects() const
{
    return sql::subjects(m->db());
}

std::vector<SessionRow> Project::sessions() const
{
    return sql::sessions(m->db());
}

VolumeRow Project::addVolume(const fs::path& file, const std::string& subject, const std::string& session)
{
    checkBidsLabel(subject, "subject");
    if (!session.empty()) {
        checkBidsLabel(session, "session");
    }
    sql::StoredVolume volume;
    VolumeRow& row = volume.row;
    row.path = absolutePath(file);
    const FileFacts facts = factsOf(row.path);
    const BidsName bids = parseBidsName(row.path);
    row.subject = subject;
    row.session = session;
    row.suffix = bids.suffix;
    row.desc = bids.entity("desc");
    row.kind = "file";
    if (looksLikeNifti(row.path)) {
        const Volume::Description description = readNiftiDescription(row.path);
        row.kind = bids.suffix == "mask" || bids.suffix == "dseg" ? "labels" : "image";
        row.format = description.source.format;
        row.shape = fmt::format("{} x {} x {}", description.grid.size.x, description.grid.size.y, description.grid.size.z);
        row.shape += description.frames > 1 ? fmt::format(" x {}", description.frames) : "";
    }
    row.sha256 = sha256OfInput(row.path, {});
    row.bytes = facts.bytes;
    row.modified = facts.modified;
    volume.place = m->place(row.path);
    m->write([&] {
        sql::addSession(m->db(), subject, session);
        sql::saveVolume(m->db(), volume);
        sql::addEvent(m->db(), utcNow(), "volume-added", {{"path", volume.place.place}, {"sha256", row.sha256}, {"subject", subject}});
    });
    for (const VolumeRow& saved : volumes()) {
        if (saved.path == row.path) {
            return saved;
        }
    }
    return row;
}

std::vector<MeasurementRow> Project::measurements() const
{
    return sql::measurements(m->db());
}

void Project::addModel(const ModelRow& model)
{
    m->write([&] {
        sql::addModel(m->db(), model);
        sql::addEvent(m->db(), utcNow(), "model-added", {{"name", model.name}, {"sha256", model.sha256}});
    });
}

std::vector<ModelRow> Project::models() const
{
    return sql::models(m->db());
}

void Project::saveViewState(const std::string& name, const nlohmann::json& state)
{
    m->write([&] { sql::saveViewState(m->db(), name, state.dump()); });
}

std::map<std::string, nlohmann::json> Project::viewStates() const
{
    return sql::viewStates(m->db());
}

std::vector<AnnotationRow> Project::annotations() const
{
    return schemaVersion(m->db()) < AnnotationsSince ? std::vector<AnnotationRow>() : sql::annotations(m->db());
}

void Project::changeAnnotations(const std::function<AnnotationChange(const std::vector<AnnotationRow>& now)>& decide)
{
    m->write([&] {
        const AnnotationChange change = decide(sql::annotations(m->db()));
        for (const AnnotationRow& row : change.put) {
            sql::saveAnnotation(m->db(), row, utcNow());
        }
        for (const std::string& id : change.remove) {
            sql::removeAnnotation(m->db(), id);
        }
    });
}

void Project::setSetting(const std::string& key, const std::string& value)
{
    m->write([&] { sql::setSetting(m->db(), key, value); });
}

std::optional<std::string> Project::setting(const std::string& key) const
{
    return sql::setting(m->db(), key);
}

void Project::addEvent(const std::string& kind, const nlohmann::json& content)
{
    m->write([&] { sql::addEvent(m->db(), utcNow(), kind, content); });
}

std::vector<EventRow> Project::events() const
{
    return sql::events(m->db());
}

fs::path Project::derivativeName(const std::string& step, const fs::path& source, const std::string& subject, const std::string& session,
    const std::string& entity, const std::string& suffix, const std::string& extension, const std::vector<fs::path>& taken) const
{
    checkBidsLabel(subject, "subject");
    const BidsName bids = parseBidsName(source);
    for (int count = 1;; ++count) {
        fs::path path = m->folder / "derivatives" / derivativePath(step, bids, subject, session, entity, suffix, extension, count);
        const auto isFree = [&](const fs::path& file) {
            return !fs::exists(fs::symlink_status(file)) && std::find(taken.begin(), taken.end(), file) == taken.end();
        };
        if (isFree(path) && isFree(sidecarOf(path))) {
            return path;
        }
    }
}

} // namespace insula
