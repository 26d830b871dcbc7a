#include "processing/core/BatchWorker.h"

#include "processing/core/AtomicFile.h"
#include "processing/core/ChildProcess.h"
#include "processing/core/Error.h"
#include "processing/core/ProjectState.h"
#include "processing/core/RunCommand.h"
#include "processing/core/Version.h"

#include <fmt/format.h>

#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <set>
#include <sys/file.h>
#include <unistd.h>

namespace insula {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr auto LockPatience = 15s; // the step of a worker that was killed needs a moment to end
constexpr auto StopPatience = 10s; // between SIGTERM and SIGKILL

// Held by the worker and, since it is not closed for them, by its steps: so a step that outlives its worker is waited for.
class TaskLock {
public:
    TaskLock(const fs::path& folder, SignalWait& signals)
    {
        const fs::path file = folder / "lock";
        m_descriptor = ::open(file.c_str(), O_RDWR | O_CREAT, 0664);
        if (m_descriptor < 0) {
            throw Error(fmt::format("cannot write '{}': {}", file.string(), std::generic_category().message(errno)));
        }
        const auto end = std::chrono::steady_clock::now() + LockPatience;
        while (
            !(m_isHeld = ::flock(m_descriptor, LOCK_EX | LOCK_NB) == 0) && std::chrono::steady_clock::now() < end && !signals.isStopped()) {
            signals.wait(100ms);
        }
    }
    ~TaskLock() { ::close(m_descriptor); }
    TaskLock(const TaskLock&) = delete;
    TaskLock& operator=(const TaskLock&) = delete;
    bool isHeld() const { return m_isHeld; }

private:
    int m_descriptor = -1;
    bool m_isHeld = false;
};

RunRequest requestFor(const BatchTask& task, const TaskNode& node)
{
    RunRequest request;
    request.step = node.step;
    request.params = node.params;
    for (const TaskInput& input : node.inputs) {
        request.inputs[input.port] = fileOf(task, input).path;
    }
    request.subject = task.subject;
    request.session = task.session;
    request.threads = task.threads;
    request.seed = task.seed;
    request.outputFolder = task.folderOf(node);
    request.record = task.recordOf(node);
    return request;
}

// A record in place of the one that a killed or refused step did not write.
void recordEnd(const BatchTask& task, const TaskNode& node, const std::string& started, const ChildEnd& end, const std::string& why)
{
    RunRecord record;
    RunRow& row = record.row;
    row.step = node.step;
    row.stepVersion = node.version;
    row.params = node.params;
    row.status = end.signal != 0 ? RunStatus::Crashed : end.status == 130 ? RunStatus::Cancelled : RunStatus::Failed;
    row.subject = task.subject;
    row.session = task.session;
    row.started = started;
    row.finished = utcNow();
    row.appVersion = Version;
    row.device = "cpu";
    row.threads = task.threads;
    row.seed = task.seed;
    row.host = hostName();
    row.error = why;
    writeRunRecord(task.recordOf(node), record);
}

// The last line that a step printed, if it is one for people.
std::string lastLine(const fs::path& log, std::uintmax_t from)
{
    std::string text = readTextFile(log);
    text.erase(0, std::min<std::size_t>(text.size(), from));
    while (!text.empty() && text.back() == '\n') {
        text.pop_back();
    }
    text = text.substr(text.rfind('\n') + 1);
    const std::string_view ours = "insula-cli: ";
    return text.starts_with(ours) ? text.substr(ours.size()) : text.starts_with("{") ? std::string() : text;
}

class Worker {
public:
    Worker(const BatchTask& task, const WorkerOptions& options, SignalWait& signals) : m_task(task), m_options(options), m_signals(signals)
    {
    }
    int run();

private:
    bool isStopped(const TaskNode& node) const; // by an earlier node that did not end well
    bool perform(const TaskNode& node);
    ChildEnd waitFor(pid_t child);

    const BatchTask& m_task;
    const WorkerOptions& m_options;
    SignalWait& m_signals;
    std::set<std::string> m_bad; // nodes without a result
};

bool Worker::isStopped(const TaskNode& node) const
{
    return std::any_of(node.inputs.begin(), node.inputs.end(), [&](const TaskInput& input) { return m_bad.contains(input.node); });
}

ChildEnd Worker::waitFor(pid_t child)
{
    std::optional<std::chrono::steady_clock::time_point> asked;
    while (true) {
        if (const auto end = endOf(child)) {
            return *end;
        }
        if (m_signals.isStopped() && !asked) {
            asked = std::chrono::steady_clock::now();
            ::kill(child, SIGTERM);
        } else if (asked && std::chrono::steady_clock::now() - *asked > StopPatience) {
            ::kill(child, SIGKILL);
        }
        m_signals.wait(200ms);
    }
}

bool Worker::perform(const TaskNode& node)
{
    const fs::path folder = m_task.folderOf(node);
    fs::remove_all(folder); // of an attempt that was killed
    fs::create_directories(folder);
    const std::string started = utcNow();
    std::error_code ignored;
    const std::uintmax_t logged = fs::exists(m_options.log, ignored) ? fs::file_size(m_options.log) : 0;
    ChildEnd end{1, 0};
    std::string why;
    try {
        std::vector<std::string> arguments{"run"};
        for (std::string& argument : runArguments(requestFor(m_task, node))) {
            arguments.push_back(std::move(argument));
        }
        end = waitFor(startChild({m_options.program, arguments, m_options.log, true, false}));
        why = end.signal != 0 ? fmt::format("the step {}", describe(end)) : lastLine(m_options.log, logged);
    } catch (const Error& error) { // an input that an earlier step did not give; a program that cannot be started
        why = error.what();
    }
    if (intactRecord(m_task, node)) {
        return true;
    }
    if (!fs::exists(m_task.recordOf(node)) || end.signal != 0) {
        recordEnd(m_task, node, started, end, why.empty() ? fmt::format("the step {}", describe(end)) : why);
    }
    return false;
}

int Worker::run()
{
    for (const TaskNode& node : m_task.nodes) {
        if (m_signals.isStopped()) {
            return 130;
        }
        if (isStopped(node) || (!intactRecord(m_task, node) && !perform(node))) {
            m_bad.insert(node.id);
        }
    }
    return m_signals.isStopped() && !m_bad.empty() ? 130 : m_bad.empty() ? 0 : 1;
}

} // namespace

int runBatchTask(const BatchTask& task, const WorkerOptions& options, SignalWait& signals)
{
    std::error_code code;
    if (!fs::create_directories(task.folder, code) && code) {
        throw Error(fmt::format("cannot make '{}': {}", task.folder.string(), code.message()));
    }
    const TaskLock lock(task.folder, signals);
    if (!lock.isHeld()) {
        return signals.isStopped() ? 130 : TaskBusy;
    }
    return Worker(task, options, signals).run();
}

} // namespace insula
