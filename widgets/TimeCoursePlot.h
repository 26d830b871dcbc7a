// The values of the current 4D layer at the crosshair over time, the shown frame marked; a click goes to that frame. GUI thread.
#pragma once

#include "widgets/SceneHistory.h"

#include <QWidget>

#include <vector>

namespace insula {

class TimeCoursePlot : public QWidget {
    Q_OBJECT
public:
    TimeCoursePlot(Scene& scene, SceneHistory& history, QWidget* parent = nullptr);
    ~TimeCoursePlot() override;
    QSize sizeHint() const override { return {400, 110}; }
    const std::vector<double>& values() const { return m_values; } // empty while frames are arriving

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    void refresh();
    QRectF plotArea() const;
    void goToFrameAt(double x);

    Scene& m_scene;
    SceneHistory& m_history;
    std::vector<double> m_values;
    QString m_title;
    double m_low = 0, m_high = 1;
    bool m_isArriving = false;
    int m_listener = 0;
};

} // namespace insula
