#include "processing/core/ProjectSchema.h"

#include "processing/core/Error.h"
#include "processing/core/ProjectDatabase.h"

#include <fmt/format.h>

#include <array>

namespace insula {
namespace {

// place: the path relative to the project when the file lies in it or beside it, else absolute; absolute_place: where it was last seen.
constexpr const char* First = R"sql(
CREATE TABLE settings(key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE view_states(name TEXT PRIMARY KEY, state TEXT NOT NULL);
CREATE TABLE models(sha256 TEXT PRIMARY KEY, name TEXT NOT NULL, version TEXT NOT NULL, source TEXT NOT NULL);
CREATE TABLE subjects(label TEXT PRIMARY KEY);
CREATE TABLE sessions(
  subject TEXT NOT NULL REFERENCES subjects(label), label TEXT NOT NULL, PRIMARY KEY(subject, label));
CREATE TABLE runs(
  id INTEGER PRIMARY KEY AUTOINCREMENT, step TEXT NOT NULL, step_version INTEGER NOT NULL, params TEXT NOT NULL,
  status TEXT NOT NULL CHECK(status IN ('running', 'done', 'failed', 'cancelled', 'crashed')),
  subject TEXT NOT NULL, session TEXT NOT NULL, started TEXT NOT NULL, finished TEXT NOT NULL DEFAULT '',
  seconds REAL NOT NULL DEFAULT 0, peak_bytes INTEGER NOT NULL DEFAULT 0, app_version TEXT NOT NULL, device TEXT NOT NULL,
  model_hash TEXT NOT NULL, threads INTEGER NOT NULL, seed INTEGER NOT NULL, warnings TEXT NOT NULL DEFAULT '[]',
  error TEXT NOT NULL DEFAULT '', log TEXT NOT NULL DEFAULT '', command_line TEXT NOT NULL, host TEXT NOT NULL,
  moves TEXT NOT NULL DEFAULT '[]');
CREATE TABLE run_inputs(
  run INTEGER NOT NULL REFERENCES runs(id), port TEXT NOT NULL, place TEXT NOT NULL, absolute_place TEXT NOT NULL,
  sha256 TEXT NOT NULL, bytes INTEGER NOT NULL, modified INTEGER NOT NULL, PRIMARY KEY(run, port));
CREATE TABLE run_outputs(
  run INTEGER NOT NULL REFERENCES runs(id), port TEXT NOT NULL, place TEXT NOT NULL, absolute_place TEXT NOT NULL,
  sha256 TEXT NOT NULL, bytes INTEGER NOT NULL, PRIMARY KEY(run, port));
CREATE TABLE volumes(
  id INTEGER PRIMARY KEY AUTOINCREMENT, subject TEXT NOT NULL REFERENCES subjects(label), session TEXT NOT NULL,
  place TEXT NOT NULL UNIQUE, absolute_place TEXT NOT NULL, derivative INTEGER NOT NULL, suffix TEXT NOT NULL, description TEXT NOT NULL,
  kind TEXT NOT NULL, sha256 TEXT NOT NULL, format TEXT NOT NULL, shape TEXT NOT NULL, bytes INTEGER NOT NULL, modified INTEGER NOT NULL,
  run INTEGER REFERENCES runs(id));
CREATE TABLE measurements(
  run INTEGER NOT NULL REFERENCES runs(id), name TEXT NOT NULL, value REAL NOT NULL, unit TEXT NOT NULL, PRIMARY KEY(run, name));
CREATE TABLE events(
  id INTEGER PRIMARY KEY AUTOINCREMENT, time TEXT NOT NULL, kind TEXT NOT NULL, content TEXT NOT NULL, hash TEXT NOT NULL);
CREATE TRIGGER events_stay BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
CREATE TRIGGER events_remain BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;
)sql";

// sha256: of the image's file; changed: when, for people.
constexpr const char* Notes = R"sql(
CREATE TABLE annotations(id TEXT PRIMARY KEY, sha256 TEXT NOT NULL, content TEXT NOT NULL, changed TEXT NOT NULL);
CREATE INDEX annotations_of ON annotations(sha256);
)sql";

// What a batch was to do and which run did it: so that a result is committed once, however often that is tried.
constexpr const char* Keys = R"sql(
CREATE TABLE run_keys(key TEXT PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs(id));
)sql";

constexpr std::array<const char*, 3> Migrations{First, Notes, Keys};

} // namespace

std::span<const char* const> projectMigrations()
{
    return Migrations;
}

int schemaVersion(Database& database)
{
    return static_cast<int>(database.integer("PRAGMA user_version"));
}

void migrate(Database& database, std::span<const char* const> migrations)
{
    const auto newest = static_cast<int>(migrations.size());
    while (schemaVersion(database) < newest) {
        Transaction transaction(database);
        const int version = schemaVersion(database); // another process may have been faster
        if (version < newest) {
            database.execute(migrations[static_cast<std::size_t>(version)]);
            database.execute(fmt::format("PRAGMA user_version = {}", version + 1).c_str());
        }
        transaction.commit();
    }
    if (const int version = schemaVersion(database); version > newest) {
        throw Error(fmt::format(
            "the project was made by a newer version of Insula (schema {}, this program knows {}); update Insula", version, newest));
    }
}

} // namespace insula
