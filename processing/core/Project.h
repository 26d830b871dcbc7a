// A project: a folder `NAME.insula/` with `project.sqlite`, `derivatives/` (BIDS-derivatives names) and `.staging/`.
//
// Raw data stays where it is, known by path, size, time and SHA-256. Paths are stored relative to the project where possible, so that
// the folder can be moved together with its data; every path handed out is absolute. Times are ISO-8601 UTC text.
// Several processes may have one project open: writers wait for one another up to 10 s; dataVersion() tells when to read again.
// A damaged or read-only project opens for reading where that is possible (isReadOnly()); writing then throws Error.
// Thread: an object belongs to one thread; other threads open their own. Every function throws Error with one line.
#pragma once

#include "processing/core/ProjectAnnotations.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace insula {

enum class RunStatus { Running, Done, Failed, Cancelled, Crashed };
std::string_view name(RunStatus status); // "running", "done", "failed", "cancelled", "crashed"

struct SessionRow {
    std::string subject, session; // labels without "sub-" / "ses-"; session "" for a subject without sessions
};

struct VolumeRow {
    std::int64_t id = 0;
    std::string subject, session;
    std::filesystem::path path; // absolute
    bool derivative = false; // made by a run, lies in derivatives/
    std::string suffix, desc; // BIDS: "T1w", "bold", "mask"; "brain" of desc-brain
    std::string kind; // "image", "labels", "file", "table"
    std::string sha256, format, shape; // shape: "176 x 240 x 256", frames last when more than one
    std::uint64_t bytes = 0;
    std::int64_t modified = 0; // nanoseconds since 1970, of the file when it was recorded
    std::int64_t run = 0; // that made it; 0 for raw data
    bool missing = false; // the file is not there now
    bool stale = false; // an input of its run, or of a run before that, changed or is missing now
};

struct RunFile { // one input or output of a run
    std::string port;
    std::filesystem::path path; // absolute
    std::string sha256;
    std::uint64_t bytes = 0;
    std::string kind, suffix, desc, format, shape; // outputs only: what the volume row shall say
    std::int64_t modified = 0; // nanoseconds since 1970, of the file when the run used it
};

struct RunRow {
    std::int64_t id = 0;
    std::string step;
    int stepVersion = 1;
    nlohmann::json params = nlohmann::json::object();
    RunStatus status = RunStatus::Running;
    std::string subject, session;
    std::string started, finished; // finished "" while running
    double seconds = 0;
    std::uint64_t peakBytes = 0;
    std::string appVersion, device, modelHash;
    std::string host; // where it ran; "" in a row to begin: this one
    int threads = 0;
    std::uint64_t seed = 0;
    std::vector<std::string> warnings;
    std::string error, log, commandLine; // error: one line
    std::vector<RunFile> inputs, outputs;
};

struct MeasurementRow {
    std::int64_t run = 0;
    std::string subject, session, name, unit;
    double value = 0;
};

struct ModelRow {
    std::string sha256, name, version, source;
};

struct EventRow {
    std::int64_t id = 0;
    std::string time, kind; // kind: "project-created", "volume-added", "run-done", "replayed", ...
    nlohmann::json content;
    std::string hash; // SHA-256 of the previous row's hash + time + kind + content
};

struct PlannedMove {
    std::filesystem::path from, to;
    bool replace = false; // may replace an existing file; without it the move fails when the name is taken
};

struct ProjectProblem {
    bool isError = true; // false: a note, such as a stale result
    std::string text; // one sentence
};

class Project {
public:
    // Makes `folder` (named *.insula by custom) with an empty project. Error when it exists and is not empty.
    static Project create(const std::filesystem::path& folder, const std::string& name = {});
    // Also does what recover() says, unless the project is read-only.
    static Project open(const std::filesystem::path& folder, int busyTimeoutMs = 10000);
    Project(Project&&) noexcept;
    Project& operator=(Project&&) noexcept;
    ~Project();

    std::filesystem::path folder() const; // absolute
    std::string name() const;
    bool isReadOnly() const;
    std::string notice() const; // why it is read-only, for people; else empty
    // Grows whenever this or another process changed the project. Cheap; poll it.
    std::int64_t dataVersion() const;

    void addSubject(const std::string& label);
    void addSession(const std::string& subject, const std::string& session);
    std::vector<std::string> subjects() const;
    std::vector<SessionRow> sessions() const;

    // Registers a file where it lies; suffix and desc are guessed from its name. The same path again updates the row.
    VolumeRow addVolume(const std::filesystem::path& file, const std::string& subject, const std::string& session = {});
    std::vector<VolumeRow> volumes() const;

    std::vector<RunRow> runs() const; // oldest first
    RunRow run(std::int64_t id) const;
    // Inserts the row as running, with inputs, and takes the run's lock; returns the id. A key names what is to be done, once: a run
    // that has it and did not end as done is begun again in its own row; Error when it is done, or being worked on.
    std::int64_t beginRun(const RunRow& row, const std::string& key = {});
    std::optional<RunRow> runOfKey(const std::string& key) const;
    // `<project>/.staging/run-<id>`, made on demand.
    std::filesystem::path stagingFolder(std::int64_t run) const;
    // Writes the intended moves into the row, before the first rename, so that a crash can be undone.
    void planMoves(std::int64_t run, const std::vector<PlannedMove>& moves);
    // Completes the row, with outputs, volumes and measurements, in one transaction; unless it is Done, takes back what was moved. Frees
    // the lock. Throws Cancelled when the cancel watch closed the run meanwhile.
    void finishRun(const RunRow& row, const nlohmann::json& measurements = nlohmann::json::object());
    // Removes what the run staged or moved, and records how it ended.
    void abandonRun(std::int64_t run, RunStatus status, const std::string& error);
    // A free place for an output: derivatives/insula-<step>/sub-XX[/ses-YY]/<anat|func>/..., never an existing one.
    std::filesystem::path derivativeName(const std::string& step, const std::filesystem::path& source, const std::string& subject,
        const std::string& session, const std::string& entity, const std::string& suffix, const std::string& extension,
        const std::vector<std::filesystem::path>& taken = {}) const;

    std::vector<MeasurementRow> measurements() const;
    void addModel(const ModelRow& model);
    std::vector<ModelRow> models() const;

    void saveViewState(const std::string& name, const nlohmann::json& state);
    std::map<std::string, nlohmann::json> viewStates() const;
    // Notes on images, of all images.
    std::vector<AnnotationRow> annotations() const;
    // Asks `decide` what to change, given what is there now; no other window writes in between.
    void changeAnnotations(const std::function<AnnotationChange(const std::vector<AnnotationRow>& now)>& decide);
    void setSetting(const std::string& key, const std::string& value);
    std::optional<std::string> setting(const std::string& key) const;

    void addEvent(const std::string& kind, const nlohmann::json& content);
    std::vector<EventRow> events() const;

    // Integrity of the database, event chain, derivatives, staging, inputs. Empty when all is well.
    std::vector<ProjectProblem> check() const;
    // Runs on this host that died are marked crashed; their staging and any output already moved are removed. Returns their ids.
    std::vector<std::int64_t> recover();

private:
    struct State;
    explicit Project(std::unique_ptr<State> state);
    std::unique_ptr<State> m;
};

} // namespace insula
