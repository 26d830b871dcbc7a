#include "widgets/JobQueue.h"

#include <QProcess>
#include <QTimer>

#include <algorithm>
#include <csignal>
#include <sys/prctl.h>

namespace insula {

namespace {
constexpr int KillAfterMs = 300, KillPipelineAfterMs = 2000;
constexpr qsizetype LongestLog = 4 << 20;
} // namespace

JobQueue::JobQueue(QString program, QObject* parent) : QObject(parent), m_program(std::move(program)) { }

JobQueue::~JobQueue()
{
    for (auto& [id, child] : m_children) {
        child.process->disconnect(this);
        child.process->terminate();
    }
    for (auto& [id, child] : m_children)
        if (!child.process->waitForFinished(KillAfterMs)) {
            child.process->kill();
            child.process->waitForFinished(KillAfterMs);
        }
}

int JobQueue::add(const QString& title, RunRequest request, bool shows)
{
    Job next;
    next.title = title;
    next.shows = shows;
    next.request = std::move(request);
    return add(std::move(next));
}

int JobQueue::add(const QString& title, QStringList arguments)
{
    Job next;
    next.title = title;
    next.arguments = std::move(arguments);
    return add(std::move(next));
}

int JobQueue::add(Job next)
{
    next.id = m_nextId++;
    m_jobs.push_back(std::move(next));
    const int id = m_jobs.back().id;
    Q_EMIT jobAdded(id);
    startNext();
    return id;
}

Job& JobQueue::job(int id)
{
    const auto it = std::find_if(m_jobs.begin(), m_jobs.end(), [id](const Job& each) { return each.id == id; });
    Q_ASSERT(it != m_jobs.end());
    return *it;
}

const Job* JobQueue::find(int id) const
{
    const auto it = std::find_if(m_jobs.begin(), m_jobs.end(), [id](const Job& each) { return each.id == id; });
    return it == m_jobs.end() ? nullptr : &*it;
}

int JobQueue::unfinishedCount() const
{
    return static_cast<int>(std::count_if(m_jobs.begin(), m_jobs.end(), [](const Job& each) { return !each.isFinished(); }));
}

void JobQueue::startNext()
{
    for (std::size_t i = 0; i < m_jobs.size() && static_cast<int>(m_children.size()) < m_parallel; ++i)
        if (m_jobs[i].state == Job::State::Waiting)
            start(m_jobs[i]);
}

void JobQueue::start(Job& next)
{
    const int id = next.id;
    auto* process = new QProcess(this);
    m_children[id] = {process, {}, false};
    next.state = Job::State::Running;
    // When the window is killed its children go too: nothing computes unseen, and the project shows the run as crashed.
    process->setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    connect(process, &QProcess::readyReadStandardOutput, this, [this, id] { readOutput(id); });
    connect(process, &QProcess::readyReadStandardError, this, [this, id, process] {
        auto& log = job(id).log;
        if (log.size() < LongestLog)
            log += QString::fromUtf8(process->readAllStandardError());
        Q_EMIT jobChanged(id);
    });
    connect(process, &QProcess::finished, this, [this, id](int code, QProcess::ExitStatus status) {
        const bool crashed = status == QProcess::CrashExit;
        finish(id, crashed ? 0 : code, crashed ? code : 0);
    });
    connect(process, &QProcess::errorOccurred, this, [this, id](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return;
        job(id).error = tr("Cannot start '%1': is Insula installed completely?").arg(m_program);
        finish(id, 1, 0);
    });
    process->start(m_program, next.arguments.isEmpty() ? jobArguments(next.request) : next.arguments, QIODevice::ReadOnly);
    Q_EMIT jobChanged(id);
}

void JobQueue::readOutput(int id)
{
    auto& child = m_children.at(id);
    child.rest += child.process->readAllStandardOutput();
    auto& running = job(id);
    for (auto end = child.rest.indexOf('\n'); end >= 0; end = child.rest.indexOf('\n')) {
        applyProgressLine(running, child.rest.left(end));
        child.rest.remove(0, end + 1);
    }
    Q_EMIT jobChanged(id);
}

void JobQueue::cancel(int id)
{
    if (!find(id) || find(id)->isFinished())
        return;
    if (job(id).state == Job::State::Waiting) {
        job(id).state = Job::State::Cancelled;
        Q_EMIT jobChanged(id);
        Q_EMIT jobFinished(id);
        return;
    }
    auto& child = m_children.at(id);
    if (child.cancelAsked)
        return;
    child.cancelAsked = true;
    child.process->terminate();
    QTimer::singleShot(
        job(id).arguments.isEmpty() ? KillAfterMs : KillPipelineAfterMs, child.process, [process = child.process] { process->kill(); });
}

void JobQueue::cancelAll()
{
    for (std::size_t i = m_jobs.size(); i-- > 0;)
        cancel(m_jobs[i].id);
}

void JobQueue::finish(int id, int exitCode, int signalNumber)
{
    const auto it = m_children.find(id);
    if (it == m_children.end())
        return;
    readOutput(id);
    if (!it->second.rest.isEmpty())
        applyProgressLine(job(id), it->second.rest);
    const bool cancelAsked = it->second.cancelAsked;
    it->second.process->deleteLater();
    m_children.erase(it);
    applyExit(job(id), exitCode, signalNumber, cancelAsked);
    Q_EMIT jobChanged(id);
    Q_EMIT jobFinished(id);
    startNext();
}

} // namespace insula
