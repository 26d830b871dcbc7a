#include "widgets/CourseChart.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <limits>

namespace insula {
namespace {

constexpr double ZoomStep = 1.25; // a notch of the wheel
constexpr double FewestSteps = 4; // samples across, fully zoomed in
constexpr double LeastGap = 3; // dots between spans that are shown apart
constexpr int SpanAlpha = 70, Gap = 14, Swatch = 10;

QColor faint(QColor colour, int alpha)
{
    colour.setAlpha(alpha);
    return colour;
}

} // namespace

CourseChart::CourseChart(QWidget* parent) : QWidget(parent)
{
    setMouseTracking(true);
    setCursor(Qt::CrossCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void CourseChart::setContent(ChartContent content)
{
    const bool isOtherAxis = content.acrossTitle != m_content.acrossTitle;
    m_content = std::move(content);
    m_isZoomed = m_isZoomed && !isOtherAxis;
    fitAcross();
    fitUp();
    changed();
}

void CourseChart::setCursorAt(std::optional<double> place)
{
    if (place == m_cursor)
        return;
    m_cursor = place;
    update();
}

std::pair<double, double> CourseChart::extent() const
{
    double from = std::numeric_limits<double>::infinity(), to = -from;
    for (const auto& curve : m_content.curves)
        if (!curve.values.empty()) {
            from = std::min(from, curve.start);
            to = std::max(to, curve.start + curve.step * static_cast<double>(curve.values.size() - 1));
        }
    return to > from ? std::pair(from, to) : std::pair(0.0, 1.0);
}

void CourseChart::fitAcross()
{
    const auto [from, to] = extent();
    if (m_isZoomed && m_from >= from && m_to <= to)
        return;
    m_isZoomed = false;
    m_from = from;
    m_to = to;
}

void CourseChart::fitUp()
{
    std::vector<double> ends;
    for (const auto& curve : m_content.curves) {
        double low = std::numeric_limits<double>::infinity(), high = -low;
        for (std::size_t n = 0; n < curve.values.size(); ++n) {
            const double place = curve.start + curve.step * static_cast<double>(n);
            if (std::isfinite(curve.values[n]) && place >= m_from - curve.step && place <= m_to + curve.step) {
                low = std::min(low, curve.values[n]);
                high = std::max(high, curve.values[n]);
            }
        }
        if (low <= high)
            ends.insert(ends.end(), {low, high});
    }
    m_up = scaleFor(ends, false);
}

double CourseChart::valueAt(const ChartCurve& curve, double place)
{
    const double index = std::round((place - curve.start) / curve.step);
    if (!(index >= 0) || index >= static_cast<double>(curve.values.size()))
        return std::numeric_limits<double>::quiet_NaN();
    return curve.values[static_cast<std::size_t>(index)];
}

double CourseChart::titleHeight() const
{
    return m_content.title.isEmpty() ? 0 : fontMetrics().height() + 2;
}

QRectF CourseChart::plotArea() const
{
    const auto metrics = fontMetrics();
    int label = metrics.horizontalAdvance(QStringLiteral("0"));
    for (const double tick : m_up.ticks(6))
        label = std::max(label, metrics.horizontalAdvance(tickText(tick)));
    const bool hasTop = !m_content.spanTypes.empty() || property("onPaper").toBool();
    const double line = metrics.height();
    return QRectF(rect()).adjusted(label + line + 12, titleHeight() + (hasTop ? line + 8 : 8), -20, -(2 * line + 6));
}

double CourseChart::xOf(double place) const
{
    const auto area = plotArea();
    return area.left() + area.width() * (place - m_from) / (m_to - m_from);
}

double CourseChart::placeOf(double x) const
{
    const auto area = plotArea();
    return std::clamp(m_from + (x - area.left()) / area.width() * (m_to - m_from), m_from, m_to);
}

QColor CourseChart::colourOf(const ChartCurve& curve) const
{
    return curve.colour.isValid() ? curve.colour : palette().text().color();
}

void CourseChart::paintSpans(QPainter& painter, const QRectF& area) const
{
    // Trials of one kind that follow one another closely are one block, not a hatching of whatever gaps there are between dots.
    std::vector<ChartSpan> blocks;
    const double close = LeastGap * (m_to - m_from) / area.width();
    for (const auto& span : m_content.spans) {
        const bool goesOn = !blocks.empty() && blocks.back().type == span.type && blocks.back().to > blocks.back().from
            && span.to > span.from && span.from - blocks.back().to < close;
        if (goesOn)
            blocks.back().to = std::max(blocks.back().to, span.to);
        else
            blocks.push_back(span);
    }
    for (const auto& block : blocks) {
        const auto& colour = m_content.spanTypes[block.type].second;
        const double left = xOf(block.from), right = xOf(block.to);
        if (right < area.left() || left > area.right())
            continue;
        if (right - left < 1.5) {
            painter.setPen(QPen(faint(colour, 190), 1.2));
            painter.drawLine(QPointF(left, area.top()), QPointF(left, area.bottom()));
        } else {
            painter.fillRect(QRectF(left, area.top(), right - left, area.height()) & area, faint(colour, SpanAlpha));
        }
    }
}

void CourseChart::paintAxes(QPainter& painter, const QRectF& area) const
{
    const double line = fontMetrics().height();
    const auto text = palette().text().color(), grid = faint(palette().mid().color(), 110);
    for (const double tick : m_up.ticks(std::max(2, static_cast<int>(area.height() / (1.6 * line))))) {
        const double y = area.bottom() - area.height() * m_up.at(tick);
        painter.setPen(grid);
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(text);
        painter.drawText(QRectF(0, y - line / 2, area.left() - 6, line), Qt::AlignRight | Qt::AlignVCenter, tickText(tick));
    }
    const PlotScale across{m_from, m_to, false};
    for (const double tick : across.ticks(std::max(2, static_cast<int>(area.width() / 70)))) {
        const double x = xOf(tick);
        painter.setPen(grid);
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom() + 4));
        painter.setPen(text);
        painter.drawText(QRectF(x - 40, area.bottom() + 4, 80, line), Qt::AlignHCenter | Qt::AlignTop, tickText(tick));
    }
    painter.setPen(palette().mid().color());
    painter.drawRect(area);
    painter.setPen(text);
    painter.drawText(QRectF(area.left(), area.bottom() + line + 3, area.width(), line), Qt::AlignCenter, m_content.acrossTitle);
    painter.save();
    painter.translate(2, area.center().y());
    painter.rotate(-90);
    const double room = height();
    painter.drawText(QRectF(-room / 2, 0, room, line), Qt::AlignCenter, m_content.upTitle);
    painter.restore();
}

void CourseChart::paintCurves(QPainter& painter, const QRectF& area) const
{
    painter.save();
    painter.setClipRect(area.adjusted(-1, -1, 1, 1));
    painter.setRenderHint(QPainter::Antialiasing);
    for (auto curve = m_content.curves.rbegin(); curve != m_content.curves.rend(); ++curve) { // the first one on top
        QPainterPath path;
        bool isDown = false;
        for (std::size_t n = 0; n < curve->values.size(); ++n) {
            const double value = curve->values[n], share = (value - m_up.low) / (m_up.high - m_up.low);
            const QPointF point(xOf(curve->start + curve->step * static_cast<double>(n)), area.bottom() - area.height() * share);
            if (std::isfinite(value))
                isDown ? path.lineTo(point) : path.moveTo(point);
            isDown = std::isfinite(value);
        }
        painter.setPen(QPen(colourOf(*curve), 1.4));
        painter.drawPath(path);
    }
    painter.restore();
}

// What the colours of spans mean; on paper, where no list is beside the plot, also those of curves.
void CourseChart::paintLegend(QPainter& painter, const QRectF& area) const
{
    const double top = 4 + titleHeight();
    const double line = fontMetrics().height();
    double x = area.left();
    const auto put = [&](const QString& name, const QColor& colour, bool isCurve) {
        const double wide = Swatch + 5 + fontMetrics().horizontalAdvance(name);
        if (x + wide > area.right() + Gap)
            return;
        const QRectF mark(x, top + (line - Swatch) / 2, Swatch, Swatch);
        if (isCurve)
            painter.fillRect(mark.adjusted(0, Swatch / 2.0 - 1, 0, -Swatch / 2.0 + 1), colour);
        else
            painter.fillRect(mark, faint(colour, 190));
        painter.setPen(palette().text().color());
        painter.drawText(QRectF(x + Swatch + 5, top, wide, line), Qt::AlignLeft | Qt::AlignVCenter, name);
        x += wide + Gap;
    };
    if (property("onPaper").toBool())
        for (const auto& curve : m_content.curves)
            put(curve.name, colourOf(curve), true);
    for (const auto& [name, colour] : m_content.spanTypes)
        put(name, colour, false);
}

void CourseChart::paintStill(QPainter& painter) const
{
    painter.fillRect(rect(), palette().base());
    painter.setPen(palette().text().color());
    if (!m_content.message.isEmpty()) {
        painter.drawText(rect().adjusted(12, 8, -12, -8), Qt::AlignCenter | Qt::TextWordWrap, m_content.message);
        return;
    }
    const auto area = plotArea();
    if (!m_content.title.isEmpty())
        painter.drawText(QRectF(area.left(), 3, area.width(), fontMetrics().height()), Qt::AlignLeft | Qt::AlignVCenter,
            fontMetrics().elidedText(m_content.title, Qt::ElideRight, static_cast<int>(area.width())));
    paintSpans(painter, area);
    paintAxes(painter, area);
    paintCurves(painter, area);
    paintLegend(painter, area);
}

// Painted once and kept, so that a playing run moves nothing but its line.
void CourseChart::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const bool isOnPaper = property("onPaper").toBool();
    if (isOnPaper) {
        paintStill(painter);
    } else {
        const auto wanted = size() * devicePixelRatioF();
        if (m_still.isNull() || m_still.size() != wanted) {
            m_still = QPixmap(wanted);
            m_still.setDevicePixelRatio(devicePixelRatioF());
            QPainter still(&m_still);
            still.setFont(font());
            paintStill(still);
        }
        painter.drawPixmap(0, 0, m_still);
    }
    if (!m_content.message.isEmpty())
        return;
    const auto area = plotArea();
    const auto line = [&](double place, const QPen& pen) {
        if (place < m_from || place > m_to)
            return;
        painter.setPen(pen);
        painter.drawLine(QPointF(xOf(place), area.top()), QPointF(xOf(place), area.bottom()));
    };
    if (m_cursor)
        line(*m_cursor, QPen(faint(palette().highlight().color(), 200), 2));
    if (m_pointer && !isOnPaper)
        line(*m_pointer, QPen(faint(palette().text().color(), 120), 1, Qt::DashLine));
}

void CourseChart::changed()
{
    m_still = QPixmap();
    update();
}

void CourseChart::changeEvent(QEvent* event)
{
    changed();
    QWidget::changeEvent(event);
}

void CourseChart::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || m_content.curves.empty())
        return;
    Q_EMIT gestureStarted();
    Q_EMIT placed(placeOf(event->position().x()));
}

void CourseChart::mouseMoveEvent(QMouseEvent* event)
{
    m_pointer = placeOf(event->position().x());
    update();
    Q_EMIT pointerMoved();
    if (event->buttons() & Qt::LeftButton && !m_content.curves.empty())
        Q_EMIT placed(*m_pointer);
}

void CourseChart::leaveEvent(QEvent* event)
{
    m_pointer.reset();
    update();
    Q_EMIT pointerMoved();
    QWidget::leaveEvent(event);
}

void CourseChart::mouseDoubleClickEvent(QMouseEvent*)
{
    m_isZoomed = false;
    fitAcross();
    fitUp();
    changed();
}

void CourseChart::wheelEvent(QWheelEvent* event)
{
    if (m_content.curves.empty() || event->angleDelta().y() == 0)
        return;
    const auto [from, to] = extent();
    const double factor = std::pow(ZoomStep, -event->angleDelta().y() / 120.0), at = placeOf(event->position().x());
    double step = to - from;
    for (const auto& curve : m_content.curves)
        step = std::min(step, curve.step);
    const double wide = std::clamp((m_to - m_from) * factor, std::min(FewestSteps * step, to - from), to - from);
    m_from = std::clamp(at - (at - m_from) / (m_to - m_from) * wide, from, to - wide);
    m_to = m_from + wide;
    m_isZoomed = wide < to - from;
    fitUp();
    changed();
    event->accept();
}

} // namespace insula
