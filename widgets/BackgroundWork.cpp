#include "widgets/BackgroundWork.h"

#include "processing/core/Error.h"

#include <QElapsedTimer>

#include <atomic>
#include <mutex>
#include <string>

namespace insula {

struct BackgroundWork::Task : ProgressSink {
    void progressed(double fraction, std::string_view message) override
    {
        const std::scoped_lock lock(mutex);
        shownFraction = fraction;
        shownMessage = message;
    }
    bool isCancelled() const override { return cancelled; }

    QString title;
    QElapsedTimer clock;
    std::atomic<bool> cancelled = false;
    std::mutex mutex; // guards what follows
    double shownFraction = -1;
    std::string shownMessage;
};

BackgroundWork::BackgroundWork(QObject* parent) : QObject(parent) { }

BackgroundWork::~BackgroundWork()
{
    for (const auto& [id, task] : m_tasks)
        task->cancelled = true;
    m_threads.waitForDone();
}

int BackgroundWork::start(const QString& title, Work work)
{
    const int id = m_nextId++;
    auto task = std::make_shared<Task>();
    task->title = title;
    task->clock.start();
    m_tasks[id] = task;
    m_threads.start([this, id, task, work = std::move(work)] {
        Continuation continuation;
        std::exception_ptr problem;
        // The border of this thread: whatever the work throws is told in the GUI thread.
        try {
            continuation = work(Progress(*task));
        } catch (...) {
            problem = std::current_exception();
        }
        QMetaObject::invokeMethod(
            this, [this, id, continuation, problem] { finish(id, continuation, problem); }, Qt::QueuedConnection);
    });
    Q_EMIT started(id);
    return id;
}

void BackgroundWork::finish(int id, const Continuation& continuation, std::exception_ptr problem)
{
    const auto task = m_tasks.at(id);
    m_tasks.erase(id);
    // What the continuation throws is told like what the work throws, so that the work counts as finished either way.
    try {
        if (!problem && continuation && !task->cancelled)
            continuation();
    } catch (...) {
        problem = std::current_exception();
    }
    if (problem)
        Q_EMIT failed(problem);
    Q_EMIT finished(id);
}

void BackgroundWork::cancel(int id)
{
    if (const auto found = m_tasks.find(id); found != m_tasks.end())
        found->second->cancelled = true;
}

BackgroundWork::State BackgroundWork::oldest() const
{
    if (m_tasks.empty())
        return {};
    const auto& [id, task] = *m_tasks.begin();
    const std::scoped_lock lock(task->mutex);
    return {id, task->title, QString::fromStdString(task->shownMessage), task->shownFraction, task->clock.elapsed()};
}

} // namespace insula
