// Work of the window itself in other threads (reading files, making the sample project), with progress and cancel. Steps are jobs
// instead: child processes, see JobQueue. GUI thread, but for `work` itself.
#pragma once

#include "processing/core/Progress.h"

#include <QObject>
#include <QString>
#include <QThreadPool>

#include <exception>
#include <functional>
#include <map>
#include <memory>

namespace insula {

class BackgroundWork : public QObject {
    Q_OBJECT
public:
    // What to do in the GUI thread when the work is done; may be empty.
    using Continuation = std::function<void()>;
    using Work = std::function<Continuation(const Progress&)>;

    explicit BackgroundWork(QObject* parent = nullptr);
    ~BackgroundWork() override; // cancels what still runs and waits for it

    int start(const QString& title, Work work); // a number for cancel()
    void cancel(int id);
    bool isIdle() const { return m_tasks.empty(); }

    struct State {
        int id = 0;
        QString title, message;
        double fraction = -1; // below 0: not known
        qint64 runningMs = 0;
    };
    State oldest() const; // id 0 when idle

Q_SIGNALS:
    void started(int id);
    void finished(int id); // however it ended; after its continuation
    void failed(const std::exception_ptr& problem);

private:
    struct Task;
    void finish(int id, const Continuation& continuation, std::exception_ptr problem);

    std::map<int, std::shared_ptr<Task>> m_tasks;
    QThreadPool m_threads;
    int m_nextId = 1;
};

} // namespace insula
