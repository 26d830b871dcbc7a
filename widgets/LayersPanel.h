// The layers of the scene, topmost first, with the controls of the current one. GUI thread.
#pragma once

#include "widgets/SceneHistory.h"

#include <QWidget>

class QListWidget;
class QListWidgetItem;
class QToolButton;

namespace insula {

class LayerControls;

class LayersPanel : public QWidget {
    Q_OBJECT
public:
    LayersPanel(Scene& scene, SceneHistory& history, QWidget* parent = nullptr);
    ~LayersPanel() override;
    void moveSelected(int steps); // up is positive

Q_SIGNALS:
    void closeRequested(int layer);
    void maskRequested(int layer); // of a distance map at its border

private:
    QToolButton* button(const QString& text, const QString& name, const QString& objectName);
    void scheduleShow();
    void show();
    void showList();
    void itemChanged(QListWidgetItem* item);

    Scene& m_scene;
    SceneHistory& m_history;
    SceneWatch m_watch;
    QListWidget* m_list;
    LayerControls* m_controls;
    QToolButton *m_up, *m_down, *m_close;
    int m_listener = 0;
    bool m_isScheduled = false, m_isShowing = false;
};

} // namespace insula
