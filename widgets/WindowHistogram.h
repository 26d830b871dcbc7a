// The values of a layer with its window and threshold as lines that can be dragged: the ends of the window, between them the whole window,
// and the threshold's low end. Below the bars the colours as they are drawn. Page keys and arrows move the end that has the focus. GUI
// thread.
#pragma once

#include "processing/core/Histogram.h"
#include "viewers/Layer.h"

#include <QWidget>

#include <optional>

namespace insula {

class WindowHistogram : public QWidget {
    Q_OBJECT
public:
    explicit WindowHistogram(QWidget* parent = nullptr);
    void showLayer(const Layer& layer, std::int64_t frame);
    QSize sizeHint() const override;
    // Where a value is drawn, in the widget.
    double xOf(double value) const;

Q_SIGNALS:
    void windowChanged(double low, double high);
    void thresholdChanged(double low);
    void settled(); // the drag ended

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    enum class Part { None, Low, High, Window, Threshold };
    QRectF area() const;
    double valueAt(double x) const;
    Part partAt(const QPointF& position) const;
    void move(Part part, double by);
    void drawBars(QPainter& painter);
    void drawColours(QPainter& painter);

    VolumePtr m_volume; // whose histogram it is
    std::int64_t m_frame = 0;
    Histogram m_histogram;
    LayerDisplay m_display;
    double m_slope = 1, m_intercept = 0;
    double m_low = 0, m_high = 1; // what is drawn: the histogram and the window
    Part m_dragged = Part::None, m_active = Part::High;
    double m_last = 0; // value under the pointer
};

} // namespace insula
