// Time courses of the current run: that of the crosshair's voxel, and those that were pinned (voxels, means of regions), raw or scaled,
// over time or as spectra, with the events of the run behind them. A click goes to that frame. Reads the events file that lies beside the
// run. GUI thread.
#pragma once

#include "widgets/RunCourses.h"
#include "widgets/RunLayers.h"
#include "widgets/SceneHistory.h"

#include <QWidget>

#include <string>
#include <vector>

class QCheckBox;
class QComboBox;
class QMenu;
class QToolButton;

namespace insula {

class CourseList;

class TimeCoursePlot : public QWidget {
    Q_OBJECT
public:
    TimeCoursePlot(Scene& scene, SceneHistory& history, QWidget* parent = nullptr);
    ~TimeCoursePlot() override;
    const std::vector<double>& values() const { return m_courses.front().values; } // at the crosshair; empty while frames are arriving
    const std::vector<Course>& courses() const { return m_courses; } // the crosshair's first
    CourseChart& chart() { return *m_chart; }

    // Say why when there is nothing to pin.
    void pinVoxel();
    void pinRegion(); // the mean of the label under the crosshair
    void chooseRegion(); // the mean of a label by its name
    void removePins();
    const RunEvents& events() const { return m_events; }
    void openEvents(const std::string& file); // throws Error; then the old ones stay
    void chooseEvents();
    void clearEvents();
    QString csv() const;
    void saveCsv();
    void copyCsv() const;
    void savePicture();

Q_SIGNALS:
    void informed(const QString& text);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QToolButton* button(const QString& text, const QString& name, const QString& objectName);
    QComboBox* choice(const QStringList& texts, const QString& name, const QString& objectName, const QString& tip);
    QWidget* makeControls();
    void fillMenu(QMenu& menu);
    bool hasRun();
    void pinLabel(const Layer& labels, double label);
    void pin(const QString& name, std::vector<double> values);
    void remove(int course);
    void schedule();
    void refresh();
    void readCrosshair();
    void findEvents(const Volume& run);
    void show();
    void showCursor();
    void showValues();
    void edited(int course, const QString& name, bool isShown);
    void goTo(double place);
    double placeOfFrame() const;
    QString title() const;
    CourseView view() const;
    std::vector<Course> present() const; // whose run is open

    Scene& m_scene;
    SceneHistory& m_history;
    SceneWatch m_watch;
    std::vector<Course> m_courses;
    RunEvents m_events;
    std::string m_eventsOf; // path of the run whose events were looked for
    std::size_t m_pins = 0; // so far, for their colours
    QString m_message, m_runName, m_region;
    CourseChart* m_chart;
    CourseList* m_list;
    QComboBox *m_scale, *m_kind, *m_axis;
    QCheckBox* m_detrend;
    int m_listener = 0;
    bool m_isScheduled = false;
};

} // namespace insula
