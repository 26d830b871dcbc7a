// Which frame of a run is shown: play in three ways, first, last, one back, one on, slider, number and time; over them the time courses.
// Hidden without a 4D layer. Playing keeps to the clock: where drawing is slower than the rate, frames are left out. GUI thread.
#pragma once

#include "widgets/SceneHistory.h"

#include <QElapsedTimer>
#include <QWidget>

#include <utility>
#include <vector>

class QComboBox;
class QLabel;
class QSlider;
class QSpinBox;
class QTimer;
class QToolButton;

namespace insula {

class TimeCoursePlot;

class FrameBar : public QWidget {
    Q_OBJECT
public:
    enum class Mode { Loop, BackAndForth, Once };
    FrameBar(Scene& scene, SceneHistory& history, QWidget* parent = nullptr);
    ~FrameBar() override;
    void togglePlay();
    bool isPlaying() const;
    void step(int frames); // stops playing
    void goToEnd(bool last);
    // The frame that is due after so many frames of playing from `start`; for Once the last one from then on.
    static std::int64_t frameAfter(std::int64_t start, std::int64_t played, std::int64_t frames, Mode mode);

Q_SIGNALS:
    void availabilityChanged(bool available); // whether a layer has frames

protected:
    void showEvent(QShowEvent* event) override;

private:
    QToolButton* button(const QString& name, const QString& tip, int icon);
    void restart();
    void advance();
    void showFrame();
    void showPlaying();
    void goTo(std::int64_t frame);
    Mode mode() const;

    Scene& m_scene;
    SceneHistory& m_history;
    std::vector<std::pair<QToolButton*, int>> m_icons; // that the first showing sets
    TimeCoursePlot* m_courses;
    QToolButton* m_play;
    QSlider* m_slider;
    QSpinBox *m_number, *m_rate;
    QComboBox* m_mode;
    QLabel* m_time;
    QTimer* m_timer;
    QElapsedTimer m_clock; // since m_start was shown
    std::int64_t m_start = 0, m_last = 0; // where playing began; what it showed last
    int m_listener = 0;
    bool m_isShowing = false, m_isAvailable = false, m_isScheduled = false;
};

} // namespace insula
