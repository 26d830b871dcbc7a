#include "processing/core/RecordCommit.h"

#include "processing/core/AtomicFile.h"
#include "processing/core/CancelWatch.h"
#include "processing/core/Hash.h"
#include "processing/core/ProjectMoves.h"
#include "processing/core/ProjectNames.h"
#include "processing/core/ProjectState.h"
#include "processing/core/RunCommand.h"
#include "processing/core/RunnerOutputs.h"

#include <fmt/format.h>

#include <algorithm>
#include <fcntl.h>
#include <mutex>
#include <unistd.h>

namespace insula {
namespace {

namespace fs = std::filesystem;

// Inputs as the project knows them; each must still be what the run read.
void placeInputs(RunRow& row, const CommittedPlaces& places)
{
    for (RunFile& input : row.inputs) {
        const auto place = places.find(input.path);
        const bool isOurs = place != places.end();
        if (isOurs) {
            input.path = place->second;
        }
        const FileFacts facts = factsOf(input.path);
        const bool isSame = !isOurs && facts.bytes == input.bytes && facts.modified == input.modified;
        if (!facts.exists || (!isSame && row.status == RunStatus::Done && sha256OfInput(input.path, {}) != input.sha256)) {
            throw StaleRecord(fmt::format("input '{}' is not what the run read: '{}' {}", input.port, input.path.string(),
                facts.exists ? "was changed" : "is missing"));
        }
        input.modified = facts.modified;
    }
}

std::string commandLineOf(const Project& project, const RunRow& row)
{
    RunRequest request = requestOf(row);
    request.project = project.folder();
    return commandLine(request);
}

void syncFile(const fs::path& file)
{
    if (const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC); descriptor >= 0) {
        ::fsync(descriptor);
        ::close(descriptor);
    }
}

void linkOrCopy(const fs::path& from, const fs::path& to)
{
    std::error_code code;
    fs::remove(to, code);
    if (::link(from.c_str(), to.c_str()) == 0) {
        return;
    }
    if (!fs::copy_file(from, to, code)) {
        throw Error(fmt::format("cannot copy '{}' to '{}': {}", from.string(), to.string(), code.message()));
    }
    syncFile(to);
}

class Commit {
public:
    Commit(Project& project, const RunRecord& record, RunRow row) : m_project(project), m_record(record), m_row(std::move(row)) { }

    CommittedRun done(const std::string& key)
    {
        const std::lock_guard lock(publishing()); // a cancel waits: else the row would stay open
        m_row.id = m_project.beginRun(m_row, key);
        try {
            stage();
            publish();
        } catch (const std::exception& error) { // whatever it was, the row must not stay open
            m_project.abandonRun(
                m_row.id, RunStatus::Failed, fmt::format("its result could not be taken into the project: {}", error.what()));
            throw;
        }
        CommittedRun committed{m_row.id, true, {}};
        for (std::size_t i = 0; i < m_targets.size(); ++i) {
            committed.places[m_record.row.outputs[i].path] = m_targets[i].path;
        }
        return committed;
    }

private:
    void stage();
    void describe();
    void publish();
    void nameAll() { nameDerivatives(m_targets, m_project, m_row, m_row.inputs.empty() ? fs::path() : m_row.inputs.front().path); }

    Project& m_project;
    const RunRecord& m_record;
    RunRow m_row;
    std::vector<OutputTarget> m_targets; // in the order of the record's outputs
};

void Commit::stage()
{
    const fs::path staging = m_project.stagingFolder(m_row.id);
    for (const RunFile& output : m_record.row.outputs) {
        const OutputNaming& naming = m_record.naming.at(output.port);
        OutputTarget target;
        target.port.key = output.port;
        target.port.kind = output.kind == name(PortKind::Table) ? PortKind::Table : PortKind::File;
        target.port.bidsEntity = naming.entity;
        target.port.bidsSuffix = naming.suffix;
        target.port.extension = naming.extension;
        target.staged = staging / fmt::format("{}{}", m_targets.size(), naming.extension);
        target.derivative = true;
        linkOrCopy(output.path, target.staged);
        m_targets.push_back(std::move(target));
    }
}

// Rows of the outputs, and side-cars beside the staged files.
void Commit::describe()
{
    StepOutputs made;
    made.sidecars = m_record.sidecars;
    m_row.outputs.clear();
    for (std::size_t i = 0; i < m_targets.size(); ++i) {
        const BidsName bids = parseBidsName(m_targets[i].path);
        RunFile output = m_record.row.outputs[i];
        output.path = m_targets[i].path;
        output.modified = factsOf(m_targets[i].staged).modified;
        output.suffix = bids.suffix;
        output.desc = bids.entity("desc");
        m_row.outputs.push_back(std::move(output));
        writeSidecar(m_targets[i], sidecar(m_row, m_row.outputs.back(), made, m_project.folder()));
        fs::create_directories(m_targets[i].path.parent_path());
    }
}

void Commit::publish()
{
    describeDataset(m_project, m_row);
    while (true) {
        nameAll();
        describe();
        const std::vector<PlannedMove> moves = movesOf(m_targets);
        m_project.planMoves(m_row.id, moves);
        if (applyMoves(moves)) {
            break;
        } // else another run took the name meanwhile
    }
    m_project.finishRun(m_row, m_record.measurements);
}

CommittedRun known(const RunRecord& record, const RunRow& row)
{
    CommittedRun committed{row.id, false, {}};
    for (const RunFile& output : record.row.outputs) {
        const auto place = std::ranges::find(row.outputs, output.port, &RunFile::port);
        if (place == row.outputs.end() || place->sha256 != output.sha256) {
            throw StaleRecord(fmt::format("run {} was committed before with another output '{}'", row.id, output.port));
        }
        committed.places[output.path] = place->path;
    }
    return committed;
}

} // namespace

CommittedRun commitRecord(Project& project, const RunRecord& record, const RecordPlacement& placement)
{
    const bool isDone = record.row.status == RunStatus::Done;
    const std::string key = isDone ? placement.key : placement.key + "@" + record.row.started; // what failed may be tried again
    if (const auto row = project.runOfKey(key); row && (row->status == RunStatus::Done || !isDone)) {
        return known(record, *row);
    }
    RunRow row = record.row;
    row.subject = placement.subject.empty() ? row.subject : placement.subject;
    row.session = placement.subject.empty() ? row.session : placement.session;
    checkBidsLabel(row.subject, "subject");
    if (!row.session.empty()) {
        checkBidsLabel(row.session, "session");
    }
    if (isDone) {
        placeInputs(row, placement.places);
        if (const std::string damage = damageOf(record); !damage.empty()) {
            throw StaleRecord(damage);
        }
        row.commandLine = commandLineOf(project, row);
        return Commit(project, record, std::move(row)).done(key);
    }
    for (RunFile& input : row.inputs) {
        const auto place = placement.places.find(input.path);
        input.path = place == placement.places.end() ? input.path : place->second;
    }
    row.commandLine = commandLineOf(project, row);
    const std::lock_guard lock(publishing());
    row.id = project.beginRun(row, key);
    project.finishRun(row);
    return {row.id, true, {}};
}

} // namespace insula
