// Sizes of the labels of a map and the values of an image in them: a table to sort and filter, the way to each region, and a file of it.
// Measured in another thread, and again after each edit while the panel is seen. GUI thread.
#pragma once

#include "processing/core/RegionStatistics.h"
#include "viewers/Scene.h"

#include <QWidget>

#include <atomic>
#include <memory>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;
class QTimer;

namespace insula {

class LabelEditing;
class Workbench;

class RegionsPanel : public QWidget {
    Q_OBJECT
public:
    RegionsPanel(LabelEditing& editing, Workbench& workbench, QWidget* parent = nullptr);
    ~RegionsPanel() override;

    const RegionTable& table() const { return m_regions; }
    bool isCurrent() const { return !m_isStale && *m_running == 0; } // what is shown is what the map has
    void save(const QString& file); // .csv, else tab-separated
    QSize sizeHint() const override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    void sceneChanged();
    void scheduleMeasure();
    void measure();
    void fill();
    void filter();
    void goTo(int row);
    void chooseFile();
    LayerId chosen(const QComboBox* box) const;

    LabelEditing& m_editing;
    Workbench& m_workbench;
    SceneWatch m_watch;
    QComboBox *m_map, *m_image;
    QLineEdit* m_filter;
    QLabel* m_grid; // what the values are of
    QTableWidget* m_table;
    QPushButton *m_go, *m_copy, *m_save;
    QTimer* m_delay;
    RegionTable m_regions;
    LabelTable m_colours;
    bool m_isStale = true, m_isShowing = false;
    std::shared_ptr<std::atomic<int>> m_running = std::make_shared<std::atomic<int>>(0); // measurements; other threads end them
    int m_listener = 0;
};

} // namespace insula
