// Asks insula-cli, in a process of its own, which series a DICOM folder, archive or file holds, or what its headers say about people.
// GUI thread; nothing waits.
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>

#include <nlohmann/json.hpp>

class QProcess;

namespace insula {

class DicomListing : public QObject {
    Q_OBJECT
public:
    // program: insula-cli. arguments: "dicom", "list", SOURCE, "--json", or another call that prints one JSON object.
    DicomListing(const QString& program, const QStringList& arguments, QObject* parent = nullptr);
    ~DicomListing() override; // ends the process

Q_SIGNALS:
    void listed(const nlohmann::json& list);
    void failed(const QString& message); // one line

private:
    void finish(int exitCode, bool crashed);

    QProcess* m_process;
};

// By the first bytes: a folder with a DICOM file among the first files in it, or a zip archive with the ending .zip. Looks at 200 files at
// most.
bool looksLikeDicom(const QString& path);

} // namespace insula
