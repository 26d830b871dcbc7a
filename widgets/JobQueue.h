// Runs jobs as child processes, in the order in which they were added. A child that crashes or runs out of memory never harms
// the window; a child dies with the window. GUI thread only; nothing here waits.
#pragma once

#include "widgets/Job.h"

#include <QObject>

#include <map>
#include <vector>

class QProcess;

namespace insula {

class JobQueue : public QObject {
    Q_OBJECT
public:
    // program: insula-cli or, in tests, anything that takes the same arguments.
    explicit JobQueue(QString program, QObject* parent = nullptr);
    ~JobQueue() override; // ends what still runs

    int add(const QString& title, RunRequest request, bool shows = true); // the new job's id
    int add(const QString& title, QStringList arguments); // of insula-cli: a pipeline
    // SIGTERM, then SIGKILL after 0.3 s (2 s for a pipeline, which ends its own children first). A waiting job is simply not started.
    void cancel(int id);
    void cancelAll();
    const Job* find(int id) const;
    const std::vector<Job>& jobs() const { return m_jobs; } // oldest first
    int unfinishedCount() const;
    const QString& program() const { return m_program; }
    void setParallelJobs(int count) { m_parallel = count; }

Q_SIGNALS:
    void jobAdded(int id);
    void jobChanged(int id);
    void jobFinished(int id); // after the last jobChanged

private:
    int add(Job next);
    struct Child {
        QProcess* process = nullptr;
        QByteArray rest; // incomplete last line
        bool cancelAsked = false;
    };
    Job& job(int id);
    void startNext();
    void start(Job& job);
    void readOutput(int id);
    void finish(int id, int exitCode, int signalNumber);

    QString m_program;
    std::vector<Job> m_jobs;
    std::map<int, Child> m_children;
    int m_nextId = 1;
    int m_parallel = 1;
};

} // namespace insula
