// The label maps that are edited in this window: what is painted, by which rules, undo, saving and copies for the time after a crash.
//
// Voxels are changed where they are and the views told so; each edit is a step of the window's own history that remembers what it changed
// (LabelChange). A map whose layer was closed keeps its unsaved edits until the window closes. Layers that show the map's path always show
// the edited one. GUI thread; throws Error.
#pragma once

#include "processing/core/EditableLabels.h"
#include "processing/core/LabelFiles.h"
#include "processing/core/LabelOperations.h"
#include "viewers/Scene.h"

#include <QObject>
#include <QPointer>
#include <QString>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

class QTimer;

namespace insula {

class Workbench;

// One of them.
struct LabelSession {
    std::shared_ptr<EditableLabels> map;
    VolumePtr view; // what layers show
    QString name;
    std::set<std::string> paths; // that it has had; the history may give back an older one
    std::set<std::string> mayOverwrite; // files that this session wrote, or that the user allowed
    std::uint64_t state = 0, saved = 0; // of its voxels and table: equal numbers, equal contents
    std::atomic<std::uint64_t> copied = 0; // the state of the copy for recovery
    std::string recoveryName;
    bool isModified() const { return state != saved; }
};
using LabelSessionPtr = std::shared_ptr<LabelSession>;

// How the tools paint; not part of the history.
struct LabelBrush {
    double diameterMm = 6;
    bool isBall = false; // in space; otherwise on the slice
    bool isInRange = false; // only where the image's values are
    bool fillsRange = false; // fill what has values in the range; otherwise what has the same label
    LayerId image = NoLayer; // whose values the range is of
    double low = 0, high = 0;
    friend bool operator==(const LabelBrush&, const LabelBrush&) = default;
};

class LabelEditing : public QObject {
    Q_OBJECT
public:
    explicit LabelEditing(Workbench& workbench, QObject* parent = nullptr);
    ~LabelEditing() override;

    // A new map on an image's grid, or an open one; it is selected and current from then on. Throws Error for what is no label map.
    LabelSessionPtr startOn(LayerId image);
    LabelSessionPtr startEditing(LayerId labels);
    LabelSessionPtr recover(const LabelRecovery& copy);
    // Which tools work on: that of the selected layer, else the last one whose layer is there; null when there is none.
    LabelSessionPtr current() const;
    LayerId layerOf(const LabelSession& session) const; // NoLayer when it was closed
    const std::vector<LabelSessionPtr>& sessions() const { return m_sessions; }
    bool isShown(const LabelSession& session) const; // its layer is visible
    bool hasUnsaved() const;

    LabelNumber active() const { return m_active; }
    void setActive(LabelNumber label);
    const LabelBrush& brush() const { return m_brush; }
    void setBrush(const LabelBrush& brush);
    void setRules(const LabelRules& rules); // of the current map
    void setHidden(const std::set<LabelNumber>& labels);
    QString nameOf(LabelNumber label) const; // in texts: "label 17", or its name

    // Edits of the current map. `change` calls set(); then showStroke() draws what is there, and finish() makes it a step called `name`.
    void showStroke(const std::optional<WorldBox>& where = std::nullopt); // where it changed the map, if known
    bool finish(const QString& name); // false: nothing changed
    // In another thread when the map is large, then a step; says so when nothing changed.
    using Operation = std::function<LabelProposal(const LabelSource&, const Progress&)>;
    void run(const QString& name, Operation operation);
    void setTable(const QString& name, const LabelTable& table);
    // To the first free number; returns it.
    LabelNumber addLabel();
    // The label leaves the table and all its voxels.
    void removeLabel(LabelNumber label);
    void updateSurfaces(); // the 3D view shows the map as it is now
    bool updatesSurfaces() const { return m_updatesSurfaces; }
    void setUpdatesSurfaces(bool after); // each edit

    // Where the values of the range are from; null: no image, or that of the current map is gone.
    VolumePtr rangeImage() const;

    // Whether a file may be written without asking: it is new, or this session wrote it.
    bool mayWrite(const LabelSession& session, const std::string& file) const;
    // Throws Error for the file of an open image. In another thread unless `now`; the layer then is that of the file.
    void save(const LabelSessionPtr& session, const std::string& file, bool now = false);
    std::string suggestedFile(const LabelSession& session) const { return session.map->path(); }
    void copyUnsaved(); // for recovery; otherwise done every few seconds
    static std::filesystem::path recoveryFolder();
    void forgetCopies(); // of this window: it closes in good order

Q_SIGNALS:
    void changed(); // maps, labels, rules, the brush
    void edited(); // voxels, after each step
    void said(const QString& text);

private:
    LabelSessionPtr add(std::shared_ptr<EditableLabels> map, const QString& name);
    LabelSessionPtr needed() const; // current(), or throws
    LabelSessionPtr ofPath(const std::string& path) const;
    void pushChange(const LabelSessionPtr& session, const QString& name);
    void touched(const LabelSessionPtr& session);
    void renewView(const LabelSessionPtr& session);
    void sceneChanged();

    Workbench& m_workbench;
    std::vector<LabelSessionPtr> m_sessions;
    std::weak_ptr<LabelSession> m_last;
    LabelNumber m_active = 1;
    LabelBrush m_brush;
    std::uint64_t m_nextState = 1;
    QTimer* m_copying;
    bool m_isScheduled = false, m_updatesSurfaces = false;
    int m_listener = 0;
};

} // namespace insula
