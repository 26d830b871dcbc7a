// One job of the window: a child process `insula-cli run ...` or `insula-cli pipeline run ...`, what it said so far, and how it ended.
#pragma once

#include "processing/core/Runner.h"

#include <QMap>
#include <QString>
#include <QStringList>

#include <vector>

namespace insula {

// A step of a pipeline, as far as it got.
struct JobNode {
    QString id, step;
    QString state; // "running", "done", "reused", "failed", "cancelled", "stopped", "left-out"
    QString message; // why
    double seconds = 0;
    QMap<QString, QString> outputs; // port: file
};

struct Job {
    enum class State { Waiting, Running, Done, Failed, Cancelled, Crashed };

    int id = 0;
    QString title;
    RunRequest request;
    QStringList arguments; // of insula-cli when it is no single step
    std::vector<JobNode> nodes; // of a pipeline: those that began or ended
    State state = State::Waiting;
    double fraction = -1; // below 0: not known
    QString message;
    double secondsLeft = -1; // below 0: not known
    QString error; // one line: what failed, on what
    QString advice; // what to do next
    QString log; // all that the process printed
    QStringList warnings;
    QMap<QString, QString> outputs; // port: file
    qint64 run = 0; // row in the project
    double seconds = 0;
    bool shows = true; // its results become layers

    bool isFinished() const { return state != State::Waiting && state != State::Running; }
};

// Arguments of insula-cli for this request, with progress as JSON lines.
QStringList jobArguments(const RunRequest& request);
// Takes one line of the process's standard output: a progress event changes the job, anything else goes to its log.
void applyProgressLine(Job& job, const QByteArray& line);
// The final state from how the process ended. signalNumber: 0 when it ended by itself.
void applyExit(Job& job, int exitCode, int signalNumber, bool cancelAsked);
// "3 s left", "2 min left"; empty when not known.
QString timeLeftText(double seconds);

} // namespace insula
