#include "processing/core/LocalEngine.h"

#include "processing/core/BatchWorker.h"
#include "processing/core/ChildProcess.h"

#include <fmt/format.h>

#include <csignal>
#include <thread>

namespace insula {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr auto StopPatience = 12s; // a worker gives its step 10 s

} // namespace

LocalEngine::~LocalEngine()
{
    for (const auto& [task, running] : m_running) {
        ::kill(-running.process, SIGKILL);
    }
}

void LocalEngine::submit(const std::vector<BatchJob>& jobs)
{
    m_waiting.insert(m_waiting.end(), jobs.begin(), jobs.end());
    startNext();
}

void LocalEngine::startNext()
{
    while (!m_waiting.empty() && m_running.size() < static_cast<std::size_t>(m_options.jobs)) {
        const BatchJob job = m_waiting.front();
        m_waiting.pop_front();
        const std::filesystem::path log = m_options.logs / (job.task + ".log");
        const pid_t process = startChild(
            {m_options.program, {"batch-task", job.file.string(), "--log=" + log.string(), "--with-parent"}, log, false, true});
        m_running[job.task] = {process, Clock::now(), false};
    }
}

std::vector<WorkerEnd> LocalEngine::poll()
{
    std::vector<WorkerEnd> ends;
    for (auto at = m_running.begin(); at != m_running.end();) {
        Running& running = at->second;
        if (const auto end = endOf(running.process)) {
            ::kill(-running.process, SIGKILL); // a step that outlived its worker
            const std::string reason = running.isTooLong ? fmt::format("ran longer than {} min", m_options.most->count() / 60)
                : end->signal != 0                       ? "the worker " + describe(*end)
                : end->status == TaskBusy                ? "another worker has this task"
                                                         : std::string();
            ends.push_back({at->first, reason, false});
            at = m_running.erase(at);
            continue;
        }
        if (m_options.most && !running.isTooLong && Clock::now() - running.started > *m_options.most) {
            running.isTooLong = true;
            ::kill(-running.process, SIGKILL);
        }
        ++at;
    }
    startNext();
    return ends;
}

std::set<std::string> LocalEngine::working() const
{
    std::set<std::string> tasks;
    for (const auto& [task, running] : m_running) {
        tasks.insert(task);
    }
    return tasks;
}

void LocalEngine::cancel()
{
    m_waiting.clear();
    for (const auto& [task, running] : m_running) {
        ::kill(running.process, SIGTERM); // it tells its step
    }
    for (const auto end = Clock::now() + StopPatience; !m_running.empty() && Clock::now() < end; std::this_thread::sleep_for(20ms)) {
        std::erase_if(m_running, [](const auto& item) { return endOf(item.second.process).has_value(); });
    }
    for (const auto& [task, running] : m_running) {
        ::kill(-running.process, SIGKILL);
    }
}

std::chrono::milliseconds LocalEngine::interval() const
{
    return 200ms;
}

} // namespace insula
