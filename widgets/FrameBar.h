// Which frame of a run is shown: play, slider, number and time; over them the time course at the crosshair. Hidden without a 4D layer.
// GUI thread.
#pragma once

#include "widgets/SceneHistory.h"

#include <QWidget>

class QLabel;
class QSlider;
class QSpinBox;
class QTimer;
class QToolButton;

namespace insula {

class FrameBar : public QWidget {
    Q_OBJECT
public:
    FrameBar(Scene& scene, SceneHistory& history, QWidget* parent = nullptr);
    ~FrameBar() override;
    void togglePlay();
    bool isPlaying() const;

Q_SIGNALS:
    void availabilityChanged(bool available); // whether a layer has frames

private:
    void showFrame();
    void goTo(int frame);

    Scene& m_scene;
    SceneHistory& m_history;
    QToolButton* m_play;
    QSlider* m_slider;
    QSpinBox *m_number, *m_rate;
    QLabel* m_time;
    QTimer* m_timer;
    int m_listener = 0;
    bool m_isShowing = false, m_isAvailable = false;
};

} // namespace insula
