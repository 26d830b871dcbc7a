// Several curves over one axis, with axes, coloured spans behind them, a line at one place, and a legend when it is printed. Knows nothing
// of runs. A click tells the place; the wheel zooms the horizontal axis about the pointer, a double click shows all again. GUI thread.
#pragma once

#include "widgets/PlotScale.h"

#include <QColor>
#include <QPixmap>
#include <QWidget>

#include <optional>
#include <vector>

namespace insula {

struct ChartCurve {
    QString name;
    QColor colour; // invalid: that of text
    double start = 0, step = 1; // of the horizontal axis
    std::vector<double> values; // what is not finite leaves a gap
};

struct ChartSpan {
    double from = 0, to = 0; // a line where they are equal
    std::size_t type = 0; // of ChartContent::spanTypes
};

struct ChartContent {
    std::vector<ChartCurve> curves;
    std::vector<ChartSpan> spans;
    std::vector<std::pair<QString, QColor>> spanTypes;
    QString acrossTitle, upTitle; // with units
    QString title; // one line above, may be empty
    QString message; // instead of a plot
};

class CourseChart : public QWidget {
    Q_OBJECT
public:
    explicit CourseChart(QWidget* parent = nullptr);
    void setContent(ChartContent content);
    const ChartContent& content() const { return m_content; }
    void setCursorAt(std::optional<double> place); // the line
    std::optional<double> cursorAt() const { return m_cursor; }
    std::optional<double> pointerAt() const { return m_pointer; } // the place under the mouse
    // Of a curve at the sample nearest to a place; NaN outside.
    static double valueAt(const ChartCurve& curve, double place);
    double xOf(double place) const; // pixels
    QSize sizeHint() const override { return {500, 150}; }
    QSize minimumSizeHint() const override { return {160, 80}; }

Q_SIGNALS:
    void placed(double place); // clicked or dragged to
    void gestureStarted();
    void pointerMoved();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void paintStill(QPainter& painter) const; // all but the lines that move
    void changed();
    double titleHeight() const; // 0 without one
    QRectF plotArea() const;
    double placeOf(double x) const;
    std::pair<double, double> extent() const; // of all curves
    void fitAcross();
    void fitUp();
    void paintSpans(QPainter& painter, const QRectF& area) const;
    void paintAxes(QPainter& painter, const QRectF& area) const;
    void paintCurves(QPainter& painter, const QRectF& area) const;
    void paintLegend(QPainter& painter, const QRectF& area) const;
    QColor colourOf(const ChartCurve& curve) const;

    ChartContent m_content;
    double m_from = 0, m_to = 1; // shown part of the horizontal axis
    bool m_isZoomed = false;
    PlotScale m_up;
    QPixmap m_still; // of the last painting; null: to be painted anew
    std::optional<double> m_cursor, m_pointer;
};

} // namespace insula
