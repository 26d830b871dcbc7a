// The clusters of the selected map: a table that follows the map's threshold, the way to each peak, and the map without small ones.
// Computed in another thread. GUI thread.
#pragma once

#include "processing/core/Clusters.h"
#include "widgets/Workbench.h"

#include <QWidget>

#include <optional>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QTableWidget;
class QTimer;

namespace insula {

class ClustersPanel : public QWidget {
    Q_OBJECT
public:
    explicit ClustersPanel(Workbench& workbench, QWidget* parent = nullptr);
    ~ClustersPanel() override;
    QString table(char separator) const; // of what is shown, in its order
    QSize sizeHint() const override { return {760, 260}; }

protected:
    void showEvent(QShowEvent* event) override;

private:
    void build();
    void follow(); // the scene
    void schedule();
    void compute();
    void fill();
    void showState();
    void goTo(int row, int column);
    void removeSmall();
    void save();
    const Layer* map() const; // the selected layer, when it is one
    std::optional<ClusterOptions> options(const Layer& layer) const;
    std::string space() const;

    Workbench& m_workbench;
    SceneWatch m_watch;
    QLabel *m_title, *m_state;
    QCheckBox *m_own, *m_twoSided;
    QDoubleSpinBox *m_threshold, *m_smallest;
    QComboBox *m_unit, *m_connectivity;
    QPushButton *m_remove, *m_copy, *m_save;
    QTableWidget* m_table;
    QTimer* m_delay;
    VolumePtr m_volume; // whose clusters are shown or computed
    std::optional<ClusterOptions> m_options;
    AtlasPtr m_atlas;
    std::shared_ptr<const Clusters> m_clusters;
    int m_copies = 0; // of maps, so far
    int m_work = 0;
    int m_listener = 0;
};

} // namespace insula
