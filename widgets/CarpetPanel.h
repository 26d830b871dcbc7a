// The panel of the carpet plot: which label map sorts the voxels, which file has the motion, and the plot, computed in the background when
// asked for. GUI thread.
#pragma once

#include "processing/core/MotionFile.h"
#include "viewers/Scene.h"
#include "widgets/CarpetView.h"

#include <QWidget>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

class QComboBox;
class QLabel;

namespace insula {

class Workbench;

class CarpetPanel : public QWidget {
    Q_OBJECT
public:
    explicit CarpetPanel(Workbench& workbench, QWidget* parent = nullptr);
    ~CarpetPanel() override;
    // Of the current run, unless it is there already; says why when there is none.
    void compute();
    void openMotion(const std::string& file); // throws Error; then the old one stays
    CarpetView& view() { return *m_view; }
    QSize sizeHint() const override { return {900, 310}; }

private:
    void chooseMotion();
    void sceneChanged();
    void fillLabels();
    void start(const VolumePtr& run, const VolumePtr& labels);
    void show(const VolumePtr& run, const VolumePtr& labels, Carpet carpet);
    void showMessage(const QString& text);
    void findMotion(const Volume& run);
    std::optional<HeadMotion> motionFor(std::size_t frames);
    void goToVoxel(std::int64_t voxel);

    Workbench& m_workbench;
    SceneWatch m_watch;
    CarpetView* m_view;
    QComboBox* m_labels;
    std::vector<std::pair<QString, LayerId>> m_choices; // in it
    QLabel* m_facts;
    std::optional<HeadMotion> m_motion;
    QString m_motionName;
    std::string m_motionOf; // path of the run whose motion was looked for
    std::weak_ptr<const Volume> m_run, m_sortedBy; // that the plot is of
    int m_work = 0, m_listener = 0;
    bool m_isScheduled = false;
};

} // namespace insula
