// Keeps the notes on a project's images in the project: what is drawn here is saved shortly after, what is there (or another window adds)
// is shown when its image is open. Images are known by the hash of their file.
//
// Notes on images that do not belong to the open project stay in the scene only; state() says so. GUI thread.
#pragma once

#include "processing/core/ProjectAnnotations.h"
#include "viewers/Scene.h"

#include <QObject>

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>

class QTimer;

namespace insula {

class Workbench;

class ProjectNotes : public QObject {
    Q_OBJECT
public:
    explicit ProjectNotes(Workbench& workbench, QObject* parent = nullptr);
    ~ProjectNotes() override; // saves what is not saved yet

    void synchronise(); // now, instead of shortly
    // One sentence: where the notes are kept. Empty without notes.
    QString state() const { return m_state; }

Q_SIGNALS:
    void stateChanged(const QString& state);

private:
    using Images = std::map<std::string, std::set<LayerId>>; // by hash; no layer: an image that is closed, but whose notes are still there
    void sceneChanged();
    void giveIds();
    std::optional<std::string> hashOf(const std::string& path);
    std::optional<std::string> findHash(const std::string& path);
    Images images();
    std::vector<AnnotationRow> mine(const Images& images);
    void show(const std::vector<AnnotationRow>& rows, const Images& images);
    void tellState();

    Workbench& m_workbench;
    SceneWatch m_watch;
    QTimer* m_timer;
    std::filesystem::path m_folder; // of the project that m_base belongs to
    Images m_images;
    std::map<std::string, AnnotationRow> m_base;
    struct Hashed {
        std::uintmax_t bytes = 0;
        std::int64_t modified = 0;
        std::string sha256; // empty while it is computed
    };
    std::map<std::string, Hashed> m_hashes; // of files that were touched since the project recorded them
    std::map<std::string, std::optional<std::string>> m_known; // hashes, while synchronising
    QString m_state;
    bool m_isTold = false; // that the project cannot be written
    int m_listener = 0;
};

} // namespace insula
