#include "processing/core/Runner.h"

#include "processing/core/AbsolutePath.h"
#include "processing/core/AtomicFile.h"
#include "processing/core/CancelWatch.h"
#include "processing/core/Error.h"
#include "processing/core/Hash.h"
#include "processing/core/Nifti.h"
#include "processing/core/ProjectMoves.h"
#include "processing/core/ProjectNames.h"
#include "processing/core/ProjectState.h"
#include "processing/core/RunRecord.h"
#include "processing/core/RunCommand.h"
#include "processing/core/RunnerOutputs.h"
#include "processing/core/RunnerSinks.h"
#include "processing/core/Version.h"

#include <fmt/format.h>

#include <algorithm>
#include <new>
#include <sys/resource.h>

namespace insula {
namespace {

namespace fs = std::filesystem;

std::uint64_t peakBytes()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
}

void checkInputs(const StepInfo& info, const RunRequest& request)
{
    for (const auto& [key, path] : request.inputs) {
        if (std::none_of(info.inputs.begin(), info.inputs.end(), [&](const Port& port) { return port.key == key; })) {
            throw usageError(fmt::format("'{}' has no input '{}'; see: insula-cli help {}", info.id, key, info.id));
        }
    }
    for (const Port& port : info.inputs) {
        const auto input = request.inputs.find(port.key);
        if (input == request.inputs.end()) {
            if (!port.optional) {
                throw usageError(fmt::format("'{}' needs the input '{}': --in {}=FILE", info.id, port.key, port.key));
            }
        } else if (!factsOf(input->second).exists) {
            throw Error(fmt::format("cannot read input '{}': '{}' does not exist or may not be read; check its name and its permissions",
                port.key, input->second.string()));
        } else if (fs::is_other(input->second)) { // opening a pipe would wait for ever
            throw Error(fmt::format(
                "cannot read input '{}': '{}' is a device or a pipe; copy its content to a file first", port.key, input->second.string()));
        }
    }
}

RunRow describeRun(const Step& step, const RunRequest& request)
{
    RunRow row;
    row.step = step.info().id;
    row.stepVersion = step.info().version;
    row.params = step.normalised(request.params);
    row.subject = request.subject;
    row.session = request.session;
    row.started = utcNow();
    row.appVersion = Version;
    row.device = "cpu";
    row.threads = request.threads;
    row.seed = request.seed;
    row.commandLine = commandLine(request);
    for (const Port& port : step.info().inputs) { // in the step's order: the first one names the derivatives
        const auto input = request.inputs.find(port.key);
        if (input == request.inputs.end()) {
            continue;
        }
        RunFile file;
        file.port = port.key;
        file.path = absolutePath(input->second);
        const FileFacts facts = factsOf(file.path);
        file.bytes = facts.bytes;
        file.modified = facts.modified;
        row.inputs.push_back(std::move(file));
    }
    return row;
}

// The subject that was named, else that of an input in the project, else that of the file name.
void findSubject(RunRow& row, const Project& project)
{
    if (row.subject.empty()) {
        for (const VolumeRow& volume : project.volumes()) {
            const bool isInput
                = std::any_of(row.inputs.begin(), row.inputs.end(), [&](const RunFile& file) { return file.path == volume.path; });
            if (isInput) {
                row.subject = volume.subject;
                row.session = volume.session;
                return;
            }
        }
        const BidsName name = row.inputs.empty() ? BidsName() : parseBidsName(row.inputs.front().path);
        row.subject = name.entity("sub");
        row.session = row.session.empty() ? name.entity("ses") : row.session;
    }
    if (row.subject.empty()) {
        throw usageError("which subject is it? Name it with --subject LABEL, or add the input to the project first");
    }
    checkBidsLabel(row.subject, "subject");
    if (!row.session.empty()) {
        checkBidsLabel(row.session, "session");
    }
}

StepInputs readInputs(const StepInfo& info, const RunRow& row, const Progress& progress)
{
    StepInputs inputs;
    for (const RunFile& file : row.inputs) {
        const Port& port = *std::find_if(info.inputs.begin(), info.inputs.end(), [&](const Port& item) { return item.key == file.port; });
        inputs.files[file.port] = file.path;
        if (port.kind == PortKind::Image || port.kind == PortKind::Labels) {
            NiftiReadOptions options;
            options.kind = port.kind == PortKind::Labels ? Kind::Labels : Kind::Image;
            options.outsideMemory = true;
            inputs.volumes[file.port]
                = withContext(fmt::format("cannot read input '{}'", file.port), [&] { return readNifti(file.path, options, progress); });
        }
    }
    inputs.threads = row.threads;
    inputs.seed = row.seed;
    return inputs;
}

// One run, with or without a project.
class Execution {
public:
    Execution(const Step& step, const RunRequest& request, const Progress& progress) :
        m_step(step), m_request(request), m_sink(progress), m_progress(m_sink), m_row(describeRun(step, request))
    {
        if (request.project) {
            m_project = Project::open(*request.project);
            findSubject(m_row, *m_project);
        }
    }
    ~Execution()
    {
        for (const OutputTarget& target : m_targets) {
            if (!target.derivative) {
                drop(target.staged);
            }
            if (target.inFolder) {
                drop(sidecarOf(target.staged));
            }
        }
        if (!m_stagedRecord.empty()) {
            drop(m_stagedRecord);
        }
        setWatchedRun({}, 0);
        setWatchedRecord({});
    }
    Execution(const Execution&) = delete;
    Execution& operator=(const Execution&) = delete;

    void begin()
    {
        if (m_project) {
            m_row.id = m_project->beginRun(m_row);
            setWatchedRun(m_project->folder(), m_row.id);
        } else if (m_request.record) {
            std::error_code ignored;
            fs::remove(*m_request.record, ignored); // of an earlier run, whose outputs are about to be replaced
            setWatchedRecord([this, row = m_row]() mutable {
                end(row, RunStatus::Cancelled, "cancelled");
                writeRunRecord(*m_request.record, {row, {}, {}});
            });
        }
    }
    void work();
    RunOutcome outcome() const;
    void recordEnd(RunStatus status, const std::string& error);

private:
    static void drop(const fs::path& temporary);
    void end(RunRow& row, RunStatus status, const std::string& error) const;
    void writeOutputs();
    void publish();
    void publishFiles();
    void writeSidecars();
    void takeHashes(InputHashes& hashes);

    const Step& m_step;
    const RunRequest& m_request;
    LoggingSink m_sink;
    Progress m_progress;
    RunRow m_row;
    std::optional<Project> m_project;
    StepOutputs m_made;
    std::vector<OutputTarget> m_targets;
    fs::path m_stagedRecord;
    SteadyClock::time_point m_start = SteadyClock::now();
};

void Execution::work()
{
    InputHashes hashes(m_row.inputs);
    const ScratchFolder scratch;
    StepInputs inputs = readInputs(m_step.info(), m_row, m_progress.part(0.0, 0.1));
    inputs.scratch = scratch.path();
    m_made = m_step.run(inputs, m_row.params, m_progress.part(0.1, 0.9));
    m_row.warnings = m_made.warnings;
    m_row.modelHash = m_made.modelHash;
    m_row.device = m_made.device.empty() ? m_row.device : m_made.device;
    m_progress.checkpoint();
    takeHashes(hashes);
    m_targets = outputTargets(m_step.info(), m_request, m_made);
    writeOutputs();
    m_progress.checkpoint();
    publish();
}

void Execution::takeHashes(InputHashes& hashes)
{
    const std::vector<std::string> found = hashes.get();
    for (std::size_t i = 0; i < found.size(); ++i) {
        RunFile& input = m_row.inputs[i];
        input.sha256 = found[i];
        const FileFacts facts = factsOf(input.path);
        if (facts.bytes != input.bytes || facts.modified != input.modified) {
            throw Error(fmt::format("input '{}' changed while the step ran: '{}'; run it again", input.port, input.path.string()));
        }
    }
}

void Execution::writeOutputs()
{
    if (m_project) {
        const fs::path staging = m_project->stagingFolder(m_row.id);
        for (OutputTarget& target : m_targets) {
            target.staged = target.derivative ? staging / target.staged : target.staged;
        }
        nameDerivatives(m_targets, *m_project, m_row, m_row.inputs.empty() ? fs::path() : m_row.inputs.front().path);
        m_project->planMoves(m_row.id, movesOf(m_targets)); // so that files beside their places are found after a crash
    } else if (m_request.outputFolder) {
        nameInFolder(m_targets, *m_request.outputFolder, m_row);
    }
    const auto count = static_cast<double>(m_targets.size());
    for (std::size_t i = 0; i < m_targets.size(); ++i) {
        const auto at = static_cast<double>(i);
        const Progress part = m_progress.part(0.9 + 0.1 * at / count, 0.9 + 0.1 * (at + 1) / count);
        writeStaged(m_targets[i], m_made, part);
    }
}

void Execution::writeSidecars()
{
    m_row.outputs.clear();
    for (const OutputTarget& target : m_targets) {
        m_row.outputs.push_back(describeStaged(target, m_made));
        if (target.derivative || target.inFolder) {
            writeSidecar(target, sidecar(m_row, m_row.outputs.back(), m_made, m_project ? m_project->folder() : fs::path()));
            fs::create_directories(target.path.parent_path());
        }
    }
}

void Execution::drop(const fs::path& temporary)
{
    std::error_code ignored;
    fs::remove(temporary, ignored);
    unregisterTemporary(temporary);
}

void Execution::end(RunRow& row, RunStatus status, const std::string& error) const
{
    row.status = status;
    row.error = error;
    row.finished = utcNow();
    row.seconds = secondsSince(m_start);
    row.peakBytes = peakBytes();
    row.log = m_sink.log();
    row.host = hostName();
}

// The record comes last: where it is, the outputs are.
void Execution::publishFiles()
{
    if (m_request.record || m_request.outputFolder) {
        writeSidecars();
    }
    std::vector<PlannedMove> moves = movesOf(m_targets);
    if (m_request.record) {
        end(m_row, RunStatus::Done, {});
        RunRecord record{m_row, {}, m_made.sidecars, m_made.measurements};
        for (const OutputTarget& target : m_targets) {
            record.naming[target.port.key] = {target.port.bidsEntity, target.port.bidsSuffix, extensionOf(target)};
        }
        m_stagedRecord = hiddenBeside(*m_request.record);
        registerTemporary(m_stagedRecord);
        writeRunRecord(m_stagedRecord, record);
        moves.push_back({m_stagedRecord, *m_request.record, true});
    }
    applyMoves(moves);
    forgetReplaced(moves);
}

void Execution::publish()
{
    const std::lock_guard lock(publishing());
    m_progress.checkpoint();
    if (!m_project) {
        publishFiles();
        return;
    }
    describeDataset(*m_project, m_row);
    while (true) {
        writeSidecars();
        const std::vector<PlannedMove> moves = movesOf(m_targets);
        m_project->planMoves(m_row.id, moves);
        if (applyMoves(moves)) {
            break;
        }
        nameDerivatives(
            m_targets, *m_project, m_row, m_row.inputs.empty() ? fs::path() : m_row.inputs.front().path); // another run was faster
    }
    end(m_row, RunStatus::Done, {});
    m_project->finishRun(m_row, m_made.measurements);
}

RunOutcome Execution::outcome() const
{
    RunOutcome outcome;
    outcome.run = m_row.id;
    for (const OutputTarget& target : m_targets) {
        outcome.outputs[target.port.key] = target.path;
    }
    outcome.warnings = m_made.warnings;
    outcome.measurements = m_made.measurements;
    outcome.seconds = secondsSince(m_start);
    outcome.peakBytes = peakBytes();
    return outcome;
}

void Execution::recordEnd(RunStatus status, const std::string& error)
{
    if (m_project ? m_row.id == 0 : !m_request.record) {
        return;
    }
    const std::lock_guard lock(publishing());
    end(m_row, status, error);
    m_row.outputs.clear();
    try {
        if (m_project) {
            m_project->finishRun(m_row);
        } else {
            setWatchedRecord({});
            writeRunRecord(*m_request.record, {m_row, {}, {}});
        }
    } catch (const std::exception&) {
        // The first reason matters more (often both are a full disk); the row shows as crashed when the project is opened next.
    }
}

} // namespace

RunOutcome runStep(const StepRegistry& steps, const RunRequest& request, const Progress& progress)
{
    const Step& step = steps.at(request.step);
    checkInputs(step.info(), request);
    checkOutputs(step.info(), request);
    Execution execution(step, request, progress);
    execution.begin();
    // The job border: the record must say how the run ended, whatever was thrown.
    try {
        execution.work();
    } catch (const Cancelled&) {
        execution.recordEnd(RunStatus::Cancelled, "cancelled");
        throw;
    } catch (const Error& error) {
        execution.recordEnd(RunStatus::Failed, error.what());
        throw;
    } catch (const std::bad_alloc&) {
        const Error error(fmt::format("'{}' needs more memory than there is; close other programs or use a smaller image", request.step));
        execution.recordEnd(RunStatus::Failed, error.what());
        throw error;
    } catch (const std::exception& foreign) {
        const Error error(fmt::format("'{}' failed: {}", request.step, foreign.what()));
        execution.recordEnd(RunStatus::Failed, error.what());
        throw error;
    }
    return execution.outcome();
}

} // namespace insula
