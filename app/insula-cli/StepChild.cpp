#include "app/insula-cli/StepChild.h"

#include "processing/core/ChildProcess.h"
#include "processing/core/Error.h"
#include "processing/core/Resources.h"
#include "processing/core/RunCommand.h"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <optional>
#include <poll.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

namespace insula {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto Patience = std::chrono::seconds(1); // between SIGTERM and SIGKILL
constexpr int PollMs = 50;
constexpr std::size_t MostMessages = 16 * 1024;

[[noreturn]] void fail(const std::string& what, int code)
{
    throw Error(fmt::format("cannot {}: {}", what, std::generic_category().message(code)));
}

// The end that this process reads, without the other.
class Pipe {
public:
    Pipe()
    {
        if (::pipe2(m_ends.data(), O_CLOEXEC) != 0)
            fail("make a pipe", errno);
    }
    ~Pipe()
    {
        closeEnd(0);
        closeEnd(1);
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    int reader() const { return m_ends[0]; }
    int writer() const { return m_ends[1]; }
    void closeEnd(int end)
    {
        if (m_ends[static_cast<std::size_t>(end)] >= 0)
            ::close(m_ends[static_cast<std::size_t>(end)]);
        m_ends[static_cast<std::size_t>(end)] = -1;
    }
    // Appends what is there; at the end of the stream the reader becomes -1.
    void readInto(std::string& text)
    {
        std::array<char, 65536> bytes;
        const ssize_t count = ::read(m_ends[0], bytes.data(), bytes.size());
        if (count > 0)
            text.append(bytes.data(), static_cast<std::size_t>(count));
        else if (count == 0 || errno != EINTR)
            closeEnd(0);
    }

private:
    std::array<int, 2> m_ends{-1, -1};
};

class StepChild {
public:
    StepChild(const RunRequest& request, const Progress& progress) : m_step(request.step), m_progress(progress) { start(request); }
    ~StepChild()
    {
        if (m_child > 0) { // an exception on the way: nobody would wait for it
            ::kill(m_child, SIGKILL);
            ::waitpid(m_child, nullptr, 0);
        }
    }
    StepChild(const StepChild&) = delete;
    StepChild& operator=(const StepChild&) = delete;
    RunOutcome wait();

private:
    void start(const RunRequest& request);
    void stopWhenCancelled();
    void readLines();
    void take(const std::string& line);
    int collect();

    std::string m_step;
    const Progress& m_progress;
    Pipe m_events, m_messages;
    pid_t m_child = 0;
    std::string m_rest, m_said, m_failure;
    std::optional<Clock::time_point> m_stopped;
    std::optional<RunOutcome> m_outcome;
    std::vector<std::string> m_warnings;
};

void StepChild::start(const RunRequest& request)
{
    ChildStart start;
    start.program = siblingProgram("insula-cli");
    start.arguments = runArguments(request);
    start.arguments.insert(start.arguments.begin(), "run");
    start.output = m_events.writer();
    start.messages = m_messages.writer();
    m_child = startChild(start);
    m_events.closeEnd(1);
    m_messages.closeEnd(1);
}

void StepChild::stopWhenCancelled()
{
    if (!m_stopped && m_progress.isCancelled()) {
        m_stopped = Clock::now();
        ::kill(m_child, SIGTERM);
    } else if (m_stopped && Clock::now() - *m_stopped > Patience) {
        ::kill(m_child, SIGKILL);
    }
}

void StepChild::take(const std::string& line)
{
    const auto event = nlohmann::json::parse(line, nullptr, false);
    if (!event.is_object())
        return;
    const std::string kind = event.value("event", "");
    if (kind == "progress" && !m_stopped) {
        const std::string message = event.value("message", "");
        try {
            m_progress.report(event.value("fraction", 0.0), message.empty() ? m_step : fmt::format("{}: {}", m_step, message));
        } catch (const Cancelled&) { // the child ends first: see stopWhenCancelled()
        }
    } else if (kind == "warning") {
        m_warnings.push_back(event.value("message", ""));
    } else if (kind == "failed") {
        m_failure = event.value("message", "");
    } else if (kind == "done") {
        m_outcome.emplace();
        m_outcome->run = event.value("run", std::int64_t{0});
        m_outcome->seconds = event.value("seconds", 0.0);
        m_outcome->peakBytes = event.value("peakBytes", std::uint64_t{0});
        m_outcome->measurements = event.value("measurements", nlohmann::json::object());
        const auto outputs = event.value("outputs", nlohmann::json::object());
        for (const auto& [port, path] : outputs.items())
            m_outcome->outputs[port] = path.get<std::string>();
    }
}

void StepChild::readLines()
{
    std::size_t begin = 0;
    for (std::size_t end = m_rest.find('\n'); end != std::string::npos; end = m_rest.find('\n', begin)) {
        take(m_rest.substr(begin, end - begin));
        begin = end + 1;
    }
    m_rest.erase(0, begin);
}

int StepChild::collect()
{
    int status = 0;
    while (true) {
        stopWhenCancelled();
        const pid_t ended = ::waitpid(m_child, &status, WNOHANG);
        if (ended == m_child || (ended < 0 && errno != EINTR))
            break;
        ::poll(nullptr, 0, 5);
    }
    m_child = 0;
    return status;
}

RunOutcome StepChild::wait()
{
    while (m_events.reader() >= 0 || m_messages.reader() >= 0) {
        std::array<pollfd, 2> items{{{m_events.reader(), POLLIN, 0}, {m_messages.reader(), POLLIN, 0}}};
        stopWhenCancelled();
        if (::poll(items.data(), items.size(), PollMs) <= 0)
            continue;
        if (items[0].revents != 0) {
            m_events.readInto(m_rest);
            readLines();
        }
        if (items[1].revents != 0) {
            m_messages.readInto(m_said);
            if (m_said.size() > MostMessages)
                m_said.erase(0, m_said.size() - MostMessages);
        }
    }
    const int status = collect();
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0 && m_outcome) { // done before the signal came: its results count
        m_outcome->warnings = m_warnings;
        return std::move(*m_outcome);
    }
    if (m_stopped || (WIFEXITED(status) && WEXITSTATUS(status) == 130))
        throw Cancelled();
    if (WIFSIGNALED(status))
        throw Error(WTERMSIG(status) == SIGKILL
                ? fmt::format(
                    "{} was ended by the system, most likely because memory ran out: close other programs or use fewer threads", m_step)
                : fmt::format("{} crashed (signal {}); nothing half-written was kept", m_step, WTERMSIG(status)));
    if (m_failure.empty()) { // it could not even begin
        while (!m_said.empty() && m_said.back() == '\n')
            m_said.pop_back();
        m_failure = m_said.substr(m_said.rfind('\n') + 1);
    }
    throw Error(m_failure.empty() ? fmt::format("{} ended with status {}", m_step, WEXITSTATUS(status)) : m_failure);
}

} // namespace

RunOutcome runStepChild(const RunRequest& request, const Progress& progress)
{
    progress.checkpoint();
    return StepChild(request, progress).wait();
}

} // namespace insula
