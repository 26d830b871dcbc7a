// All SQL of the project's tables. Plain functions on a connection: no files, no locks, no transactions of their own.
#pragma once

#include "processing/core/Project.h"
#include "processing/core/ProjectDatabase.h"

namespace insula::sql {

// How a path is stored; see ProjectSchema.cpp.
struct Place {
    std::string place, absolute;
};
struct StoredVolume {
    VolumeRow row; // without path, missing, stale
    Place place;
};
struct StoredFile {
    std::int64_t run = 0;
    RunFile file; // without path
    Place place;
};
struct OpenRun {
    std::int64_t id = 0;
    std::string host;
    nlohmann::json moves;
    RunStatus status = RunStatus::Running;
};

void setSetting(Database& db, const std::string& key, const std::string& value);
std::optional<std::string> setting(Database& db, const std::string& key);
void saveViewState(Database& db, const std::string& name, const std::string& state);
std::map<std::string, nlohmann::json> viewStates(Database& db);
void saveAnnotation(Database& db, const AnnotationRow& row, const std::string& time); // the same id again replaces it
void removeAnnotation(Database& db, const std::string& id);
std::vector<AnnotationRow> annotations(Database& db); // in the order in which they came
void addModel(Database& db, const ModelRow& model);
std::vector<ModelRow> models(Database& db);

void addSession(Database& db, const std::string& subject, const std::string& session); // session "": the subject only
std::vector<std::string> subjects(Database& db);
std::vector<SessionRow> sessions(Database& db);

void saveVolume(Database& db, const StoredVolume& volume); // the same place again replaces the row's content
std::vector<StoredVolume> volumes(Database& db);

std::int64_t insertRun(Database& db, const RunRow& row, const std::string& host);
void reopenRun(Database& db, std::int64_t run, const RunRow& row, const std::string& host); // as insertRun, in a row that is there
void saveKey(Database& db, const std::string& key, std::int64_t run);
std::int64_t runOfKey(Database& db, const std::string& key); // 0: none
void completeRun(Database& db, const RunRow& row);
void saveHost(Database& db, std::int64_t run, const std::string& host);
void endRun(Database& db, std::int64_t run, RunStatus status, const std::string& finished, const std::string& error);
void saveMoves(Database& db, std::int64_t run, const nlohmann::json& moves);
std::optional<OpenRun> openRun(Database& db, std::int64_t run); // empty unless its status is running
std::vector<OpenRun> openRuns(Database& db); // running, or done with replaced files that still have their old copy
std::vector<RunRow> runs(Database& db, std::int64_t only = 0); // without inputs and outputs
void saveInput(Database& db, const StoredFile& input);
void saveOutput(Database& db, const StoredFile& output);
std::vector<StoredFile> inputs(Database& db, std::int64_t only = 0);
std::vector<StoredFile> outputs(Database& db, std::int64_t only = 0);
void saveMeasurement(Database& db, const MeasurementRow& row);
std::vector<MeasurementRow> measurements(Database& db);

void addEvent(Database& db, const std::string& time, const std::string& kind, const nlohmann::json& content); // inside a transaction
std::vector<EventRow> events(Database& db);
std::vector<std::string> brokenEvents(Database& db); // one sentence each; empty when the chain holds

} // namespace insula::sql
