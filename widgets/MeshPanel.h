// The list of surfaces with their maps, and of streamlines, with the controls of the chosen one. GUI thread.
#pragma once

#include "widgets/MeshControls.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace insula {

class MeshPanel : public QWidget {
    Q_OBJECT
public:
    MeshPanel(Scene& scene, SceneHistory& history, QWidget* parent = nullptr);
    ~MeshPanel() override;

    MeshPtr chosenMesh() const; // the surface that is chosen or that the chosen map lies on; null when none is
    bool hasChoice() const { return m_choice.kind != SurfaceChoice::Kind::None; }
    void choose(const SurfaceChoice& choice); // also what was added just now
    void removeChosen();

Q_SIGNALS:
    void openRequested();
    void overlayRequested();
    void chosen(); // something else, or nothing

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void scheduleShow();
    void showAll();
    void showList();
    void fill(QTreeWidgetItem* item, const SurfaceChoice& choice, bool isVisible, const QString& facts, const QIcon& icon);
    void itemChanged(QTreeWidgetItem* item);
    void setChoice(const SurfaceChoice& choice);
    static SurfaceChoice choiceOf(const QTreeWidgetItem* item);

    Scene& m_scene;
    SceneHistory& m_history;
    SceneWatch m_watch;
    SurfaceChoice m_choice;
    QTreeWidget* m_list;
    QLabel* m_empty;
    QPushButton *m_open, *m_addOverlay, *m_remove;
    QWidget* m_imageRow;
    QComboBox* m_image;
    MeshControls* m_controls;
    int m_listener = 0;
    bool m_isScheduled = false, m_isShowing = false;
};

} // namespace insula
