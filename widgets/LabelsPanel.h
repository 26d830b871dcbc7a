// The panel of label editing: the map, its tools with their size and rules, the labels with colour, name, lock and eye, and what can be
// done to a whole label. GUI thread.
#pragma once

#include "widgets/LabelTool.h"

#include <QIcon>
#include <QWidget>

#include <functional>
#include <map>

class QButtonGroup;
class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QSlider;
class QToolButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace insula {

class SceneWidget;
class Workbench;

class LabelsPanel : public QWidget {
    Q_OBJECT
public:
    LabelsPanel(LabelEditing& editing, Workbench& workbench, SceneWidget& views, QWidget* parent = nullptr);
    ~LabelsPanel() override;

    void take(LabelTool::Kind kind); // begins a map first when there is none
    void startNew();
    void startEditing();
    // Asks where and whether; false: the user would rather not. `now`: before it returns.
    bool save(const LabelSessionPtr& session, bool asNew = false, bool now = false);

    // What can be done to the active label.
    enum class Operation { Grow, Shrink, Smooth, FillBetween, CopyUp, CopyDown, LargestPiece, Replace };
    void run(Operation operation);

protected:
    void changeEvent(QEvent* event) override;

private:
    void setIcons();
    void scheduleShow();
    void show();
    void showList();
    void showImages();
    void itemChanged(QTreeWidgetItem* item, int column);
    void itemClicked(QTreeWidgetItem* item, int column);
    void recolour(LabelNumber label);
    void changeBrush(const std::function<void(LabelBrush&)>& change);
    void toolChanged();

    LabelEditing& m_editing;
    Workbench& m_workbench;
    SceneWidget& m_views;
    QLabel* m_map;
    QPushButton *m_new, *m_edit, *m_save;
    QButtonGroup* m_tools;
    std::map<LabelTool::Kind, QToolButton*> m_toolButtons;
    QSlider* m_size;
    QDoubleSpinBox *m_sizeBox, *m_low, *m_high, *m_amount;
    QCheckBox *m_ball, *m_inRange, *m_surfaces;
    QComboBox *m_over, *m_image, *m_fill, *m_unit;
    QTreeWidget* m_list;
    QPushButton *m_add, *m_colour, *m_delete;
    QToolButton* m_operations;
    QIcon m_shown, m_hidden, m_locked, m_unlocked;
    SceneWatch m_watch;
    bool m_isShowing = false, m_isScheduled = false;
    int m_listener = 0;
};

} // namespace insula
