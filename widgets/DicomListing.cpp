#include "widgets/DicomListing.h"

#include "processing/core/UnpackZip.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QProcess>

namespace insula {

DicomListing::DicomListing(const QString& program, const QStringList& arguments, QObject* parent) :
    QObject(parent), m_process(new QProcess(this))
{
    connect(m_process, &QProcess::finished, this,
        [this](int exitCode, QProcess::ExitStatus status) { finish(exitCode, status == QProcess::CrashExit); });
    connect(m_process, &QProcess::errorOccurred, this, [this, program](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            Q_EMIT failed(tr("%1 cannot be started: install Insula again.").arg(program));
    });
    m_process->start(program, arguments);
}

DicomListing::~DicomListing()
{
    m_process->disconnect(this);
    m_process->kill(); // its own child dies with it
    m_process->waitForFinished(500);
}

void DicomListing::finish(int exitCode, bool crashed)
{
    if (crashed || exitCode != 0) {
        auto message = QString::fromUtf8(m_process->readAllStandardError()).trimmed().section(QLatin1Char('\n'), -1);
        if (message.startsWith(QStringLiteral("insula-cli: ")))
            message.remove(0, 12);
        Q_EMIT failed(message.isEmpty() ? tr("The reader ended without an answer.") : message);
        return;
    }
    const auto output = m_process->readAllStandardOutput();
    const auto json = nlohmann::json::parse(output.begin(), output.end(), nullptr, false);
    if (json.is_object())
        Q_EMIT listed(json);
    else
        Q_EMIT failed(tr("The reader gave no sensible answer."));
}

bool looksLikeDicom(const QString& path)
{
    const QFileInfo info(path);
    if (info.isFile())
        return info.suffix().compare(QLatin1String("zip"), Qt::CaseInsensitive) == 0 && looksLikeZip(path.toStdString());
    constexpr int MostFiles = 200;
    QDirIterator files(path, QDir::Files, QDirIterator::Subdirectories);
    for (int n = 0; n < MostFiles && files.hasNext(); ++n) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && file.seek(128) && file.read(4) == "DICM")
            return true;
    }
    return false;
}

} // namespace insula
