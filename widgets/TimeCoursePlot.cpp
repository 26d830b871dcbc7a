#include "widgets/TimeCoursePlot.h"

#include "viewers/CrosshairValues.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QTimer>

#include <algorithm>
#include <cmath>

namespace insula {
namespace {

constexpr int ArrivingMs = 200; // how often it looks whether all frames are there

// The selected layer when it has frames, else the topmost one that has.
const Layer* shownLayer(const Scene& scene)
{
    if (scene.selectedLayer() != NoLayer && scene.layer(scene.selectedLayer()).volume->frames() > 1)
        return &scene.layer(scene.selectedLayer());
    const auto& layers = scene.layers();
    const auto found = std::find_if(layers.rbegin(), layers.rend(), [](const Layer& each) { return each.volume->frames() > 1; });
    return found == layers.rend() ? nullptr : &*found;
}

bool isThere(const Volume& volume)
{
    for (std::int64_t t = volume.frames(); t-- > 0;)
        if (!volume.hasFrame(t))
            return false;
    return true;
}

} // namespace

TimeCoursePlot::TimeCoursePlot(Scene& scene, SceneHistory& history, QWidget* parent) : QWidget(parent), m_scene(scene), m_history(history)
{
    setAccessibleName(tr("Time course at the crosshair"));
    setMinimumHeight(70);
    setCursor(Qt::CrossCursor);
    m_listener = m_scene.addListener([this] { update(); });
}

TimeCoursePlot::~TimeCoursePlot()
{
    m_scene.removeListener(m_listener);
}

void TimeCoursePlot::refresh()
{
    m_values.clear();
    m_isArriving = false;
    const auto* layer = shownLayer(m_scene);
    if (!layer)
        return;
    m_title = QString::fromStdString(layer->name);
    if (!isThere(*layer->volume)) {
        m_isArriving = true;
        QTimer::singleShot(ArrivingMs, this, qOverload<>(&QWidget::update));
        return;
    }
    const auto voxel = voxelAt(*layer->volume, m_scene.crosshair());
    if (!voxel)
        return;
    m_values = layer->volume->timeCourse((*voxel)[0], (*voxel)[1], (*voxel)[2]);
    m_low = INFINITY;
    m_high = -INFINITY;
    for (const double value : m_values)
        if (std::isfinite(value)) {
            m_low = std::min(m_low, value);
            m_high = std::max(m_high, value);
        }
    if (!(m_high > m_low)) {
        const double level = std::isfinite(m_low) ? m_low : 0;
        m_low = level - 1;
        m_high = level + 1;
    }
}

QRectF TimeCoursePlot::plotArea() const
{
    const int label = fontMetrics().horizontalAdvance(QStringLiteral("-0.0000e+00"));
    return QRectF(rect()).adjusted(label + 8, fontMetrics().height() + 6, -12, -8);
}

void TimeCoursePlot::paintEvent(QPaintEvent*)
{
    refresh();
    QPainter painter(this);
    painter.fillRect(rect(), palette().base());
    painter.setPen(palette().text().color());
    const int line = fontMetrics().height();
    if (m_values.empty()) {
        painter.drawText(rect().adjusted(8, 4, -8, -4), Qt::AlignTop | Qt::TextWordWrap,
            m_isArriving ? tr("%1: frames are still arriving").arg(m_title) : tr("The crosshair is outside the run."));
        return;
    }
    const auto area = plotArea();
    const auto count = static_cast<double>(m_values.size() - 1);
    const auto frame = m_scene.frame();
    const auto now = m_values[static_cast<std::size_t>(std::min<std::int64_t>(frame, static_cast<std::int64_t>(m_values.size()) - 1))];
    auto title = tr("%1 at the crosshair: %2").arg(m_title, QString::fromStdString(shortNumber(now)));
    if (const auto region = regionText(m_scene); !region.empty())
        title += QStringLiteral("   |   ") + QString::fromStdString(region);
    painter.drawText(QPointF(8, line), fontMetrics().elidedText(title, Qt::ElideRight, width() - 16));
    painter.drawText(QRectF(0, area.top() - line / 2.0, area.left() - 6, line), Qt::AlignRight | Qt::AlignVCenter,
        QString::fromStdString(shortNumber(m_high)));
    painter.drawText(QRectF(0, area.bottom() - line / 2.0, area.left() - 6, line), Qt::AlignRight | Qt::AlignVCenter,
        QString::fromStdString(shortNumber(m_low)));
    painter.setPen(palette().mid().color());
    painter.drawRect(area);
    QPainterPath path;
    bool isDown = false; // NaN leaves a gap
    for (std::size_t t = 0; t < m_values.size(); ++t) {
        const QPointF point(area.left() + area.width() * static_cast<double>(t) / count,
            area.bottom() - area.height() * (m_values[t] - m_low) / (m_high - m_low));
        if (!std::isfinite(m_values[t])) {
            isDown = false;
            continue;
        }
        isDown ? path.lineTo(point) : path.moveTo(point);
        isDown = true;
    }
    const double x = area.left() + area.width() * static_cast<double>(frame) / count;
    painter.setPen(QPen(palette().highlight().color(), 2));
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(palette().text().color(), 1.2));
    painter.drawPath(path);
}

void TimeCoursePlot::goToFrameAt(double x)
{
    if (m_values.size() < 2)
        return;
    const auto area = plotArea();
    const auto frame = std::lround((x - area.left()) / area.width() * static_cast<double>(m_values.size() - 1));
    m_history.perform(
        tr("go to frame"), [&] { m_scene.setFrame(frame); }, QStringLiteral("frame"));
}

void TimeCoursePlot::mousePressEvent(QMouseEvent* event)
{
    m_history.endGesture();
    goToFrameAt(event->position().x());
}

void TimeCoursePlot::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons() & Qt::LeftButton)
        goToFrameAt(event->position().x());
}

} // namespace insula
