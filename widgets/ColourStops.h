// The points of a colour map on its colours, to be moved, added and taken away.
//
// Mouse: a click beside the points adds one in the colour that is there; a drag moves a point between its neighbours, far below the bar it
// is taken away; a double click asks for its colour. Keys: Left and Right move the selected point (Shift: by 10), Up and Down select,
// Insert adds one behind it, Delete removes it, Return asks for its colour. Two points always remain. GUI thread.
#pragma once

#include "viewers/ColourMapFile.h"

#include <QWidget>

namespace insula {

class ColourStops : public QWidget {
    Q_OBJECT
public:
    explicit ColourStops(QWidget* parent = nullptr);
    const ColourPoints& points() const { return m_points; }
    void setPoints(ColourPoints points); // the first is selected
    int selected() const { return m_selected; }
    void select(int point);
    void moveSelected(int at); // between its neighbours
    void colourSelected(const Rgb& colour);
    void addPoint(); // half-way to the next one, or to the one before the last
    void removeSelected();
    void reverse();
    // Of a place from 0 to 255, in the widget.
    double xOf(int at) const;
    QSize sizeHint() const override { return {420, 76}; }
    QSize minimumSizeHint() const override { return {200, 64}; }

Q_SIGNALS:
    void changed(); // the points, or which one is selected
    void colourRequested(); // of the selected point

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

private:
    QRectF bar() const;
    QRectF handle(int point) const;
    int atOf(double x) const;
    int pointAt(const QPointF& position) const; // -1: none
    int insert(int at); // its index, -1 when there is no room
    void tell();

    ColourPoints m_points;
    int m_selected = 0;
    bool m_isDragging = false;
    bool m_isAway = false;
};

} // namespace insula
