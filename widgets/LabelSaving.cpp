// Label maps to and from files: saving, and copies of unsaved edits for the time after a crash.
#include "processing/core/Error.h"
#include "processing/core/Nifti.h"
#include "widgets/LabelEditing.h"
#include "widgets/Workbench.h"

#include <QStandardPaths>
#include <QTimer>

#include <utility>

namespace insula {

namespace fs = std::filesystem;

LabelSessionPtr LabelEditing::recover(const LabelRecovery& copy)
{
    const auto volume = readNifti(copy.file, {.kind = Kind::Labels, .lazy = false});
    auto description = volume->description();
    description.source.path = copy.path;
    description.labels = copy.table;
    const auto name = fs::path(copy.path).filename().string();
    auto map = EditableLabels::from(*redescribed(volume, description));
    auto& scene = m_workbench.scene();
    auto session = add(std::move(map), QString::fromStdString(name));
    session->state = m_nextState++;
    m_workbench.history().perform(tr("recover %1").arg(session->name),
        [&] { scene.addLayer(session->view, name, defaultDisplay(*session->view, scene.layers().size())); });
    m_last = session;
    // The old copy goes only when there is a new one.
    saveLabelRecovery(recoveryFolder(), session->recoveryName, *session->map->forFile());
    session->copied = session->state;
    removeLabelRecovery(copy.file.parent_path(), fs::path(copy.file.stem()).stem().string());
    Q_EMIT changed();
    Q_EMIT edited();
    return session;
}

bool LabelEditing::mayWrite(const LabelSession& session, const std::string& file) const
{
    std::error_code ignored;
    return session.mayOverwrite.contains(file) || !fs::exists(file, ignored);
}

void LabelEditing::save(const LabelSessionPtr& session, const std::string& file, bool now)
{
    for (const auto& layer : m_workbench.scene().layers())
        if (layer.volume != session->view && layer.volume->source().path == file)
            throw Error("'" + file + "' is open as another layer, and labels must not replace an image; choose another name");
    if (session->map->isRecording())
        pushChange(session, tr("paint"));
    const auto state = session->state;
    const auto done = [this, session, file, state] {
        session->saved = state;
        session->mayOverwrite.insert(file);
        session->paths.insert(file);
        removeLabelRecovery(recoveryFolder(), session->recoveryName);
        session->copied = 0;
        if (session->map->path() != file) {
            session->map->setPath(file);
            const auto layer = layerOf(*session);
            renewView(session);
            session->name = QString::fromStdString(fs::path(file).filename().string());
            if (layer != NoLayer)
                m_workbench.scene().setName(layer, fs::path(file).filename().string());
        }
        Q_EMIT changed();
        Q_EMIT said(tr("Saved %1 and its table of names.").arg(QString::fromStdString(file)));
    };
    auto copy = session->map->forFile();
    if (now) {
        saveLabels(file, *copy);
        return done();
    }
    m_workbench.work().start(
        tr("Saving %1").arg(session->name), [copy, file, done](const Progress& progress) -> BackgroundWork::Continuation {
            saveLabels(file, *copy, progress);
            return done;
        });
}

fs::path LabelEditing::recoveryFolder()
{
    return fs::path(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation).toStdString()) / "insula" / "unsaved-labels";
}

void LabelEditing::copyUnsaved()
{
    for (const auto& session : m_sessions) {
        if (session->map->isRecording() || session->copied == session->state)
            continue; // a stroke is being drawn, or the copy is current
        if (!session->isModified()) {
            if (session->copied != 0)
                removeLabelRecovery(recoveryFolder(), session->recoveryName);
            session->copied = 0;
            continue;
        }
        const auto state = session->copied.exchange(session->state);
        m_workbench.work().start(tr("Keeping a copy of %1").arg(session->name),
            [session, copy = session->map->snapshot(), name = session->recoveryName, state](
                const Progress& progress) -> BackgroundWork::Continuation {
                try {
                    saveLabelRecovery(recoveryFolder(), name, *copy, progress);
                } catch (const Error&) {
                    session->copied = state; // tried again
                    throw;
                }
                // It may have been saved meanwhile.
                return [session] {
                    if (!session->isModified())
                        removeLabelRecovery(recoveryFolder(), session->recoveryName);
                };
            });
    }
}

void LabelEditing::forgetCopies()
{
    m_copying->stop();
    for (const auto& session : m_sessions)
        removeLabelRecovery(recoveryFolder(), session->recoveryName);
}

} // namespace insula
