#include "widgets/Job.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>
#include <csignal>

namespace insula {
namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("insula", text);
}
QString text(const std::filesystem::path& path)
{
    return QString::fromStdString(path.string());
}

QString inputNames(const Job& job)
{
    QStringList names;
    for (const auto& [port, file] : job.request.inputs)
        names << QString::fromStdString(file.filename().string());
    return names.join(QStringLiteral(", "));
}

QString lastLine(const QString& log)
{
    const auto lines = log.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    return lines.isEmpty() ? QString() : lines.last().trimmed();
}

QMap<QString, QString> filesOf(const QJsonObject& outputs)
{
    QMap<QString, QString> files;
    for (auto it = outputs.begin(); it != outputs.end(); ++it)
        files[it.key()] = it.value().toString();
    return files;
}

void applyNode(Job& job, const QJsonObject& event)
{
    JobNode node{event[QLatin1String("node")].toString(), event[QLatin1String("step")].toString(), event[QLatin1String("state")].toString(),
        event[QLatin1String("message")].toString(), event[QLatin1String("seconds")].toDouble(),
        filesOf(event[QLatin1String("outputs")].toObject())};
    for (const auto& warning : event[QLatin1String("warnings")].toArray())
        job.warnings << QStringLiteral("%1: %2").arg(node.id, warning.toString());
    if (node.state != QLatin1String("running"))
        job.log += QStringLiteral("%1: %2 %3").arg(node.id, node.state, node.message).trimmed() + QLatin1Char('\n');
    // The same step may come again, for another run of the subject.
    if (!job.nodes.empty() && job.nodes.back().id == node.id && job.nodes.back().state == QLatin1String("running"))
        job.nodes.back() = std::move(node);
    else
        job.nodes.push_back(std::move(node));
}

void applyDone(Job& job, const QJsonObject& event)
{
    job.outputs = filesOf(event[QLatin1String("outputs")].toObject());
    job.run = event[QLatin1String("run")].toInteger(job.run);
    job.seconds = event[QLatin1String("seconds")].toDouble();
    job.fraction = 1;
    job.secondsLeft = 0;
    for (const auto& warning : event[QLatin1String("warnings")].toArray())
        job.warnings << warning.toString();
}

} // namespace

QStringList jobArguments(const RunRequest& request)
{
    QStringList arguments{QStringLiteral("run"), QString::fromStdString(request.step)};
    for (const auto& [port, file] : request.inputs)
        arguments << QStringLiteral("--in") << QString::fromStdString(port) + QLatin1Char('=') + text(file);
    for (const auto& [port, file] : request.outputs)
        arguments << QStringLiteral("--out") << QString::fromStdString(port) + QLatin1Char('=') + text(file);
    for (const auto& [key, value] : request.params.items())
        arguments << QStringLiteral("--") + QString::fromStdString(key)
                  << QString::fromStdString(value.is_string() ? value.get<std::string>() : value.dump());
    if (request.project)
        arguments << QStringLiteral("--project") << text(*request.project);
    if (!request.subject.empty())
        arguments << QStringLiteral("--subject") << QString::fromStdString(request.subject);
    if (!request.session.empty())
        arguments << QStringLiteral("--session") << QString::fromStdString(request.session);
    if (request.threads > 0)
        arguments << QStringLiteral("--threads") << QString::number(request.threads);
    if (request.seed > 0)
        arguments << QStringLiteral("--seed") << QString::number(request.seed);
    return arguments << QStringLiteral("--progress") << QStringLiteral("json");
}

void applyProgressLine(Job& job, const QByteArray& line)
{
    const auto document = QJsonDocument::fromJson(line);
    const auto event = document.object();
    const auto kind = event[QLatin1String("event")].toString();
    const auto message = event[QLatin1String("message")].toString();
    if (kind == QLatin1String("progress")) {
        job.fraction = event[QLatin1String("fraction")].toDouble(job.fraction);
        job.secondsLeft = event[QLatin1String("secondsLeft")].toDouble(-1);
        if (!message.isEmpty() && message != job.message) {
            job.message = message;
            job.log += message + QLatin1Char('\n');
        }
    } else if (kind == QLatin1String("started"))
        job.run = event[QLatin1String("run")].toInteger();
    else if (kind == QLatin1String("warning")) {
        job.warnings << message;
        job.log += tr("Warning: %1").arg(message) + QLatin1Char('\n');
    } else if (kind == QLatin1String("node"))
        applyNode(job, event);
    else if (kind == QLatin1String("done"))
        applyDone(job, event);
    else if (kind == QLatin1String("failed")) {
        job.error = message;
        job.log += tr("Failed: %1").arg(message) + QLatin1Char('\n');
    } else if (kind != QLatin1String("cancelled") && !line.trimmed().isEmpty())
        job.log += QString::fromUtf8(line.trimmed()) + QLatin1Char('\n');
}

void applyExit(Job& job, int exitCode, int signalNumber, bool cancelAsked)
{
    job.secondsLeft = -1;
    if (signalNumber == 0 && exitCode == 0) {
        job.state = Job::State::Done;
        return;
    }
    if (cancelAsked || (signalNumber == 0 && exitCode == 130)) {
        job.state = Job::State::Cancelled;
        return;
    }
    const auto subject = inputNames(job).isEmpty() ? job.title : tr("%1 on %2").arg(job.title, inputNames(job));
    if (signalNumber != 0) {
        job.state = Job::State::Crashed;
        const bool killed = signalNumber == SIGKILL;
        job.error = killed ? tr("%1 was ended by the system, most likely because memory ran out").arg(subject)
                           : tr("%1 crashed (signal %2)").arg(subject).arg(signalNumber);
        job.advice = killed
            ? tr("Close other programs or layers, or use a smaller image, then run it again. No half-written result was kept.")
            : tr("Your data is unchanged and no half-written result was kept. Run it again; if it crashes again, report it with the log.");
        return;
    }
    job.state = Job::State::Failed;
    if (job.error.isEmpty())
        job.error = lastLine(job.log);
    if (job.error.isEmpty())
        job.error = tr("%1 failed without saying why (exit status %2)").arg(subject).arg(exitCode);
    job.advice = exitCode == 2 ? tr("Correct the form and run it again.")
                               : tr("Read the log for what happened before, correct the cause and run it again.");
}

QString timeLeftText(double seconds)
{
    if (!(seconds >= 0.5))
        return {};
    if (seconds < 90)
        return tr("%1 s left").arg(std::lround(seconds));
    return tr("%1 min left").arg(std::lround(seconds / 60));
}

} // namespace insula
