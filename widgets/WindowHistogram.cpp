#include "widgets/WindowHistogram.h"

#include "viewers/CrosshairValues.h"
#include "viewers/LayerColours.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace insula {
namespace {

constexpr int Bins = 256;
constexpr double Reach = 5; // pixels on either side of a line that grab it
constexpr int ColourHeight = 8;

} // namespace

WindowHistogram::WindowHistogram(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("histogram"));
    setAccessibleName(tr("Histogram with window and threshold"));
    setAccessibleDescription(tr("Left and right arrows move one end of the window, Space takes the next one."));
    setToolTip(tr("Drag the ends of the window, the window itself, or the threshold (dashed)"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setMinimumHeight(64);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize WindowHistogram::sizeHint() const
{
    return {200, 78};
}

void WindowHistogram::showLayer(const Layer& layer, std::int64_t frame)
{
    m_display = layer.display;
    m_slope = layer.volume->slope();
    m_intercept = layer.volume->intercept();
    // A run's frames are alike: the first one that was looked at stands for all, so that playing costs nothing.
    if (layer.volume != m_volume && layer.volume->hasFrame(frame)) {
        m_volume = layer.volume;
        m_frame = frame;
        m_histogram = histogram(*m_volume, Bins, frame);
    }
    if (m_dragged == Part::None) { // the axis does not move under the pointer
        const double low = m_display.twoSided ? -m_display.windowHigh : m_display.windowLow;
        m_low = std::min(m_histogram.low, low);
        m_high = std::max(m_histogram.high, m_display.windowHigh);
        const double room = 0.03 * (m_high - m_low);
        m_low -= room;
        m_high += room;
    }
    update();
}

QRectF WindowHistogram::area() const
{
    return QRectF(rect()).adjusted(1, 1, -1, -1);
}

double WindowHistogram::xOf(double value) const
{
    return area().left() + area().width() * (value - m_low) / std::max(m_high - m_low, 1e-300);
}

double WindowHistogram::valueAt(double x) const
{
    return m_low + (m_high - m_low) * (x - area().left()) / std::max(1.0, area().width());
}

WindowHistogram::Part WindowHistogram::partAt(const QPointF& position) const
{
    const auto away = [&](double value) { return std::abs(position.x() - xOf(value)); };
    const double low = away(m_display.windowLow), high = away(m_display.windowHigh);
    if (m_display.threshold.enabled && away(m_display.threshold.low) <= Reach && away(m_display.threshold.low) < std::min(low, high))
        return Part::Threshold;
    if (std::min(low, high) <= Reach)
        return low < high ? Part::Low : Part::High;
    const bool isInside = position.x() > xOf(m_display.windowLow) && position.x() < xOf(m_display.windowHigh);
    return isInside && !m_display.twoSided ? Part::Window : Part::None;
}

void WindowHistogram::move(Part part, double by)
{
    const double least = 1e-6 * (m_high - m_low);
    double low = m_display.windowLow, high = m_display.windowHigh;
    switch (part) {
    case Part::Low:
        low = std::min(low + by, high - least);
        if (m_display.twoSided)
            low = std::max(0.0, low);
        break;
    case Part::High:
        high = std::max(high + by, low + least);
        break;
    case Part::Window:
        low += by;
        high += by;
        break;
    case Part::Threshold:
        m_display.threshold.low = std::min(m_display.threshold.low + by, m_display.threshold.high);
        Q_EMIT thresholdChanged(m_display.threshold.low);
        return;
    case Part::None:
        return;
    }
    m_display.windowLow = low; // the scene tells it too, but later than the next move may come
    m_display.windowHigh = high;
    Q_EMIT windowChanged(low, high);
}

void WindowHistogram::drawBars(QPainter& painter)
{
    const auto box = area().adjusted(0, 0, 0, -ColourHeight - 1);
    // Square roots: the tall background bin leaves the tissue visible, and small counts stay apart.
    double tallest = 1;
    for (std::size_t bin = 0; bin < m_histogram.counts.size(); ++bin)
        tallest = std::max(tallest, std::sqrt(m_histogram.counts[bin]));
    QPainterPath path;
    const double step = (m_histogram.high - m_histogram.low) / std::max<double>(1, static_cast<double>(m_histogram.counts.size()));
    path.moveTo(xOf(m_histogram.low), box.bottom());
    for (std::size_t bin = 0; bin < m_histogram.counts.size(); ++bin) {
        const double y = box.bottom() - (box.height() - 3) * std::sqrt(m_histogram.counts[bin]) / tallest;
        path.lineTo(xOf(m_histogram.low + static_cast<double>(bin) * step), y);
        path.lineTo(xOf(m_histogram.low + static_cast<double>(bin + 1) * step), y);
    }
    path.lineTo(xOf(m_histogram.high), box.bottom());
    auto colour = palette().text().color();
    colour.setAlpha(130);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(path, colour);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void WindowHistogram::drawColours(QPainter& painter)
{
    const auto box = area();
    const LayerColours colours(m_display, m_slope, m_intercept);
    const double strongest = 255 * std::max(m_display.opacity, 1.0 / 255);
    for (int x = 0; x < static_cast<int>(box.width()); ++x) {
        const auto c = colours.colourOfValue(valueAt(box.left() + x + 0.5));
        painter.fillRect(QRectF(box.left() + x, box.bottom() - ColourHeight, 1, ColourHeight),
            QColor(c.r, c.g, c.b, std::min(255, static_cast<int>(255 * c.a / strongest))));
    }
}

void WindowHistogram::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().base());
    if (!m_volume)
        return;
    drawBars(painter);
    drawColours(painter);
    const auto box = area();
    const auto line = [&](Part part, double value, Qt::PenStyle style) {
        const bool isActive = m_dragged == part || (hasFocus() && m_active == part);
        painter.setPen(QPen(palette().highlight().color(), isActive ? 3 : 2, style));
        const double x = std::round(xOf(value));
        painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()));
    };
    auto shade = palette().highlight().color();
    shade.setAlpha(40);
    painter.fillRect(
        QRectF(QPointF(xOf(m_display.windowLow), box.top()), QPointF(xOf(m_display.windowHigh), box.bottom() - ColourHeight)), shade);
    line(Part::Low, m_display.windowLow, Qt::SolidLine);
    line(Part::High, m_display.windowHigh, Qt::SolidLine);
    if (m_display.threshold.enabled)
        line(Part::Threshold, m_display.threshold.low, Qt::DashLine);
    painter.setPen(hasFocus() ? palette().highlight().color() : palette().mid().color());
    painter.drawRect(QRectF(rect()).adjusted(0, 0, -1, -1));
}

void WindowHistogram::mousePressEvent(QMouseEvent* event)
{
    m_dragged = event->button() == Qt::LeftButton ? partAt(event->position()) : Part::None;
    if (m_dragged != Part::None)
        m_active = m_dragged == Part::Window ? Part::High : m_dragged;
    m_last = valueAt(event->position().x());
    update();
}

void WindowHistogram::mouseMoveEvent(QMouseEvent* event)
{
    if (m_dragged == Part::None) {
        const auto part = partAt(event->position());
        setCursor(part == Part::None ? Qt::ArrowCursor : part == Part::Window ? Qt::SizeAllCursor : Qt::SizeHorCursor);
        return;
    }
    const double now = valueAt(event->position().x()), by = now - m_last;
    m_last = now;
    move(m_dragged, by);
}

void WindowHistogram::mouseReleaseEvent(QMouseEvent*)
{
    if (m_dragged == Part::None)
        return;
    m_dragged = Part::None;
    Q_EMIT settled();
    update();
}

void WindowHistogram::keyPressEvent(QKeyEvent* event)
{
    const double step = (m_high - m_low) / 100 * (event->modifiers() & Qt::ShiftModifier ? 10 : 1);
    switch (event->key()) {
    case Qt::Key_Left:
        return move(m_active, -step);
    case Qt::Key_Right:
        return move(m_active, step);
    case Qt::Key_Space:
        m_active = m_active == Part::Low ? Part::High : m_active == Part::High && m_display.threshold.enabled ? Part::Threshold : Part::Low;
        return update();
    default:
        QWidget::keyPressEvent(event);
    }
}

void WindowHistogram::focusOutEvent(QFocusEvent* event)
{
    Q_EMIT settled();
    QWidget::focusOutEvent(event);
}

} // namespace insula
