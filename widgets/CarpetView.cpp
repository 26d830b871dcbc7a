#include "widgets/CarpetView.h"

#include "widgets/PlotScale.h"
#include "widgets/RunCourses.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace insula {
namespace {

constexpr double WhiteAt = 2; // z of white; black at the negative
constexpr double TraceShare = 0.11, MostTraceLines = 4; // of the height; in lines of text
constexpr double BandWide = 8, Right = 14, Top = 4, TraceGap = 5;

// A change from the frame before: the first has none, and its 0 would set the scale.
std::vector<double> withoutFirst(std::vector<double> values)
{
    if (!values.empty())
        values.front() = std::numeric_limits<double>::quiet_NaN();
    return values;
}

} // namespace

CarpetView::CarpetView(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("carpetView"));
    setAccessibleName(tr("Carpet plot"));
    setAccessibleDescription(tr("Voxels as rows, frames as columns; a click goes to the frame, a double click to the voxel"));
    setCursor(Qt::CrossCursor);
    m_content.message = tr("No carpet plot yet.");
}

void CarpetView::setContent(CarpetContent content)
{
    m_content = std::move(content);
    const auto& carpet = m_content.carpet;
    m_picture = QImage(static_cast<int>(carpet.frames), static_cast<int>(carpet.rows), QImage::Format_Grayscale8);
    for (std::size_t row = 0; row < carpet.rows; ++row) {
        auto* line = m_picture.scanLine(static_cast<int>(row));
        for (std::size_t t = 0; t < carpet.frames; ++t) {
            const float z = carpet.z[row * carpet.frames + t];
            const double grey = std::isfinite(z) ? std::clamp((z / WhiteAt + 1) / 2, 0.0, 1.0) : 0.5;
            line[t] = static_cast<uchar>(std::lround(255 * grey));
        }
    }
    m_traces = traces();
    m_still = QPixmap();
    update();
}

void CarpetView::setFrame(std::int64_t frame)
{
    if (frame == m_frame)
        return;
    m_frame = frame;
    update();
}

std::vector<CarpetView::Trace> CarpetView::traces() const
{
    std::vector<Trace> found;
    if (m_content.motion) {
        const auto& motion = *m_content.motion;
        Trace shift{tr("Shift (mm)"), {}}, turn{tr("Turn (deg)"), {}};
        for (std::size_t axis = 0; axis < 3; ++axis) {
            const auto name = QString(QLatin1Char("xyz"[axis]));
            shift.curves.emplace_back(name, std::vector<double>());
            turn.curves.emplace_back(name, std::vector<double>());
            for (std::size_t t = 0; t < motion.frames(); ++t) {
                shift.curves[axis].second.push_back(motion.translationMm[t][axis]);
                turn.curves[axis].second.push_back(motion.rotation[t][axis] * 180 / std::numbers::pi);
            }
        }
        found.push_back(std::move(shift));
        found.push_back(std::move(turn));
        found.push_back({tr("FD (mm)"), {{QString(), withoutFirst(framewiseDisplacementMm(motion))}}});
    }
    found.push_back({tr("DVARS (%)"), {{QString(), withoutFirst(m_content.carpet.dvarsPercent)}}});
    found.push_back({tr("Global"), {{QString(), m_content.carpet.globalSignal}}});
    return found;
}

QRectF CarpetView::frames() const
{
    const double label
        = fontMetrics().horizontalAdvance(QStringLiteral("DVARS (%)")) + fontMetrics().horizontalAdvance(QStringLiteral("-0.0005"));
    return QRectF(rect()).adjusted(label + BandWide + 22, Top, -Right, -2.2 * fontMetrics().height());
}

QRectF CarpetView::carpetArea() const
{
    auto area = frames();
    const double each = std::clamp(area.height() * TraceShare, 16.0, MostTraceLines * fontMetrics().height());
    area.setTop(area.top() + static_cast<double>(m_traces.size()) * (each + TraceGap));
    return area;
}

double CarpetView::xOf(double frame) const
{
    const auto area = frames();
    return area.left() + (frame + 0.5) / static_cast<double>(std::max<std::size_t>(1, m_content.carpet.frames)) * area.width();
}

void CarpetView::paintTrace(QPainter& painter, const QRectF& area, const Trace& trace) const
{
    std::vector<double> all;
    for (const auto& [name, values] : trace.curves)
        all.insert(all.end(), values.begin(), values.end());
    const auto scale = scaleFor(all, false);
    const double line = fontMetrics().height();
    painter.setPen(palette().mid().color());
    painter.drawRect(area);
    painter.setPen(palette().text().color());
    const double ticksWide = fontMetrics().horizontalAdvance(QStringLiteral("-0.0005")) + 4;
    painter.drawText(
        QRectF(4, area.center().y() - line / 2, area.left() - ticksWide - BandWide, line), Qt::AlignLeft | Qt::AlignVCenter, trace.name);
    auto font = painter.font();
    auto small = font;
    small.setPointSizeF(std::max(6.5, font.pointSizeF() * 0.8));
    painter.setFont(small);
    const double smallLine = painter.fontMetrics().height();
    if (area.height() >= 2 * smallLine - 2) {
        painter.drawText(QRectF(0, area.top() - 1, area.left() - 4, smallLine), Qt::AlignRight | Qt::AlignTop, tickText(scale.high));
        painter.drawText(
            QRectF(0, area.bottom() - smallLine + 1, area.left() - 4, smallLine), Qt::AlignRight | Qt::AlignBottom, tickText(scale.low));
    } else {
        painter.drawText(QRectF(0, area.center().y() - smallLine / 2, area.left() - 4, smallLine), Qt::AlignRight | Qt::AlignVCenter,
            tickText(scale.high));
    }
    painter.setRenderHint(QPainter::Antialiasing);
    for (std::size_t n = 0; n < trace.curves.size(); ++n) {
        const auto& [name, values] = trace.curves[n];
        QPainterPath path;
        bool isDown = false;
        for (std::size_t t = 0; t < values.size(); ++t) {
            if (std::isfinite(values[t])) {
                const QPointF point(xOf(static_cast<double>(t)), area.bottom() - area.height() * scale.at(values[t]));
                isDown ? path.lineTo(point) : path.moveTo(point);
            }
            isDown = std::isfinite(values[t]);
        }
        const auto colour = trace.curves.size() > 1 ? distinctColour(n) : palette().text().color();
        painter.setPen(QPen(colour, 1.2));
        painter.drawPath(path);
        if (!name.isEmpty())
            painter.drawText(QPointF(area.left() + 5 + static_cast<double>(n) * 12, area.top() + smallLine - 3), name);
    }
    painter.setFont(font);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void CarpetView::paintCarpet(QPainter& painter, const QRectF& area) const
{
    const auto& carpet = m_content.carpet;
    painter.setRenderHint(QPainter::SmoothPixmapTransform, static_cast<double>(carpet.rows) > area.height());
    painter.drawImage(area, m_picture);
    const double line = fontMetrics().height(), each = area.height() / static_cast<double>(std::max<std::size_t>(1, carpet.rows));
    double free = area.top() - line; // below the last name that was written
    for (std::size_t n = 0; n < carpet.bands.size(); ++n) {
        const auto& band = carpet.bands[n];
        const QRectF strip(area.left() - BandWide - 2, area.top() + static_cast<double>(band.firstRow) * each, BandWide,
            static_cast<double>(band.rows) * each);
        painter.fillRect(strip, m_content.bandColours[n]);
        const double y = strip.center().y() - line / 2;
        if (y < free)
            continue;
        painter.setPen(palette().text().color());
        const auto wide = static_cast<int>(strip.left() - 10);
        painter.drawText(QRectF(4, y, wide, line), Qt::AlignRight | Qt::AlignVCenter,
            fontMetrics().elidedText(QString::fromStdString(band.name), Qt::ElideRight, wide));
        free = y + line;
    }
    painter.setPen(palette().mid().color());
    painter.drawRect(area);
}

void CarpetView::paintAxis(QPainter& painter, const QRectF& area) const
{
    const double line = fontMetrics().height(), seconds = m_content.trSeconds;
    const auto count = static_cast<double>(m_content.carpet.frames);
    const PlotScale scale = seconds > 0 ? PlotScale{0, (count - 1) * seconds, false} : PlotScale{1, count, false};
    painter.setPen(palette().text().color());
    for (const double tick : scale.ticks(std::max(2, static_cast<int>(area.width() / 80)))) {
        const double x = xOf(seconds > 0 ? tick / seconds : tick - 1);
        painter.drawLine(QPointF(x, area.bottom()), QPointF(x, area.bottom() + 3));
        painter.drawText(QRectF(x - 40, area.bottom() + 3, 80, line), Qt::AlignHCenter | Qt::AlignTop, tickText(tick));
    }
    painter.drawText(
        QRectF(area.left(), area.bottom() + line + 1, area.width(), line), Qt::AlignCenter, seconds > 0 ? tr("Time (s)") : tr("Frame"));
}

void CarpetView::paintStill(QPainter& painter) const
{
    painter.fillRect(rect(), palette().base());
    painter.setPen(palette().text().color());
    if (!m_content.message.isEmpty()) {
        painter.drawText(rect().adjusted(12, 8, -12, -8), Qt::AlignCenter | Qt::TextWordWrap, m_content.message);
        return;
    }
    const auto whole = frames(), carpet = carpetArea();
    const double each = (carpet.top() - whole.top()) / static_cast<double>(m_traces.size());
    for (std::size_t n = 0; n < m_traces.size(); ++n)
        paintTrace(painter, QRectF(whole.left(), whole.top() + static_cast<double>(n) * each, whole.width(), each - TraceGap), m_traces[n]);
    paintCarpet(painter, carpet);
    paintAxis(painter, carpet);
}

// Painted once and kept, so that a playing run moves nothing but its line.
void CarpetView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (property("onPaper").toBool()) {
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
    if (!m_content.message.isEmpty() || m_frame >= static_cast<std::int64_t>(m_content.carpet.frames))
        return;
    painter.setPen(QPen(palette().highlight().color(), 2));
    const double x = xOf(static_cast<double>(m_frame));
    painter.drawLine(QPointF(x, frames().top()), QPointF(x, carpetArea().bottom()));
}

void CarpetView::changeEvent(QEvent* event)
{
    m_still = QPixmap();
    update();
    QWidget::changeEvent(event);
}

std::int64_t CarpetView::frameAt(double x) const
{
    const auto area = frames();
    const auto count = static_cast<std::int64_t>(m_content.carpet.frames);
    return std::clamp<std::int64_t>(
        static_cast<std::int64_t>(std::floor((x - area.left()) / area.width() * static_cast<double>(count))), 0, count - 1);
}

std::optional<std::size_t> CarpetView::rowAt(double y) const
{
    const auto area = carpetArea();
    if (m_content.carpet.rows == 0 || y < area.top() || y >= area.bottom())
        return std::nullopt;
    return static_cast<std::size_t>((y - area.top()) / area.height() * static_cast<double>(m_content.carpet.rows));
}

void CarpetView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || m_content.carpet.frames == 0)
        return;
    Q_EMIT gestureStarted();
    Q_EMIT frameChosen(frameAt(event->position().x()));
}

void CarpetView::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons() & Qt::LeftButton && m_content.carpet.frames > 0)
        Q_EMIT frameChosen(frameAt(event->position().x()));
}

void CarpetView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (const auto row = rowAt(event->position().y()); row && event->button() == Qt::LeftButton)
        Q_EMIT voxelChosen(m_content.carpet.voxels[*row]);
}

bool CarpetView::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip || m_content.carpet.frames == 0)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto& carpet = m_content.carpet;
    const auto frame = frameAt(help->pos().x());
    auto text = tr("Frame %1").arg(frame + 1);
    if (m_content.trSeconds > 0)
        text += tr(", %1 s").arg(static_cast<double>(frame) * m_content.trSeconds);
    if (const auto row = rowAt(help->pos().y())) {
        const auto band = std::find_if(
            carpet.bands.begin(), carpet.bands.end(), [&](const CarpetBand& each) { return *row < each.firstRow + each.rows; });
        text += tr("\n%1 (%2 voxels), z %3")
                    .arg(QString::fromStdString(band->name))
                    .arg(band->voxels)
                    .arg(static_cast<double>(carpet.z[*row * carpet.frames + static_cast<std::size_t>(frame)]), 0, 'f', 2);
    } else {
        for (const auto& trace : m_traces)
            for (const auto& [name, values] : trace.curves)
                if (std::isfinite(values[static_cast<std::size_t>(frame)]))
                    text += QStringLiteral("\n%1 %2: %3").arg(trace.name, name).arg(values[static_cast<std::size_t>(frame)], 0, 'g', 4);
    }
    QToolTip::showText(help->globalPos(), text, this);
    return true;
}

} // namespace insula
