#include "widgets/ColourStops.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace insula {
namespace {

constexpr double HandleWidth = 14, HandleHeight = 20, Margin = 10;
constexpr double AwayPixels = 34; // below the handles: the point goes

QColor colour(const Rgb& c)
{
    return {c[0], c[1], c[2]};
}

bool isOurs(const QKeyEvent& event)
{
    constexpr std::array keys{Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down, Qt::Key_Home, Qt::Key_End, Qt::Key_Insert,
        Qt::Key_Plus, Qt::Key_Delete, Qt::Key_Backspace, Qt::Key_Return, Qt::Key_Enter, Qt::Key_Space};
    return !(event.modifiers() & (Qt::ControlModifier | Qt::AltModifier)) && std::ranges::find(keys, event.key()) != keys.end();
}

} // namespace

ColourStops::ColourStops(QWidget* parent) : QWidget(parent), m_points{{0, {0, 0, 0}}, {255, {255, 255, 255}}}
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMouseTracking(true);
    setAccessibleName(tr("Points of the colour map"));
    tell();
}

void ColourStops::setPoints(ColourPoints points)
{
    m_points = std::move(points);
    m_selected = 0;
    tell();
}

void ColourStops::tell()
{
    const auto& point = m_points[static_cast<std::size_t>(m_selected)];
    setAccessibleDescription(
        tr("Point %1 of %2 at %3, colour %4").arg(m_selected + 1).arg(m_points.size()).arg(point.at).arg(colour(point.colour).name()));
    update();
    Q_EMIT changed();
}

void ColourStops::select(int point)
{
    m_selected = std::clamp(point, 0, static_cast<int>(m_points.size()) - 1);
    tell();
}

void ColourStops::moveSelected(int at)
{
    const auto n = static_cast<std::size_t>(m_selected);
    const int low = n == 0 ? 0 : m_points[n - 1].at + 1, high = n + 1 == m_points.size() ? 255 : m_points[n + 1].at - 1;
    if (low > high)
        return;
    m_points[n].at = std::clamp(at, low, high);
    tell();
}

void ColourStops::colourSelected(const Rgb& next)
{
    m_points[static_cast<std::size_t>(m_selected)].colour = next;
    tell();
}

int ColourStops::insert(int at)
{
    if (std::ranges::any_of(m_points, [at](const ColourPoint& point) { return point.at == at; }))
        return -1;
    const auto table = tableOf(m_points);
    const auto behind = std::ranges::find_if(m_points, [at](const ColourPoint& point) { return point.at > at; });
    const auto place = behind - m_points.begin();
    m_points.insert(behind, {at, table[static_cast<std::size_t>(at)]});
    return static_cast<int>(place);
}

void ColourStops::addPoint()
{
    const auto last = static_cast<int>(m_points.size()) - 1;
    const auto n = static_cast<std::size_t>(std::min(m_selected, last - 1));
    if (const int added = insert((m_points[n].at + m_points[n + 1].at) / 2); added >= 0)
        select(added);
}

void ColourStops::removeSelected()
{
    if (m_points.size() <= 2)
        return;
    m_points.erase(m_points.begin() + m_selected);
    select(std::min(m_selected, static_cast<int>(m_points.size()) - 1));
}

void ColourStops::reverse()
{
    std::ranges::reverse(m_points);
    for (auto& point : m_points)
        point.at = 255 - point.at;
    select(static_cast<int>(m_points.size()) - 1 - m_selected);
}

QRectF ColourStops::bar() const
{
    return QRectF(rect()).adjusted(Margin, 4, -Margin, -(HandleHeight + 10));
}

double ColourStops::xOf(int at) const
{
    return bar().left() + bar().width() * at / 255.0;
}

int ColourStops::atOf(double x) const
{
    return std::clamp(static_cast<int>(std::lround((x - bar().left()) / bar().width() * 255)), 0, 255);
}

QRectF ColourStops::handle(int point) const
{
    const double x = xOf(m_points[static_cast<std::size_t>(point)].at);
    return {x - HandleWidth / 2, bar().bottom() + 4, HandleWidth, HandleHeight};
}

int ColourStops::pointAt(const QPointF& position) const
{
    for (const int point : {m_selected}) // of two that lie on one another
        if (handle(point).adjusted(-2, -4, 2, 4).contains(position))
            return point;
    for (int point = static_cast<int>(m_points.size()) - 1; point >= 0; --point)
        if (handle(point).adjusted(-2, -4, 2, 4).contains(position))
            return point;
    return -1;
}

void ColourStops::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto table = tableOf(m_points);
    QImage colours(256, 1, QImage::Format_RGB32);
    for (int x = 0; x < 256; ++x)
        colours.setPixelColor(x, 0, colour(table[static_cast<std::size_t>(x)]));
    painter.drawImage(bar(), colours);
    painter.setPen(palette().mid().color());
    painter.drawRect(bar());
    for (int point = 0; point < static_cast<int>(m_points.size()); ++point) {
        if (point == m_selected && m_isAway)
            continue;
        const auto box = handle(point);
        const bool isSelected = point == m_selected;
        const QPolygonF shape{{box.center().x(), box.top()}, {box.right(), box.top() + 6}, {box.right(), box.bottom()},
            {box.left(), box.bottom()}, {box.left(), box.top() + 6}};
        painter.setPen(QPen(isSelected ? palette().highlight().color() : palette().text().color(), isSelected ? 2.5 : 1));
        painter.setBrush(colour(m_points[static_cast<std::size_t>(point)].colour));
        painter.drawPolygon(shape);
    }
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(palette().highlight().color(), 1, Qt::DotLine));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void ColourStops::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    int point = pointAt(event->position());
    if (point < 0)
        point = insert(atOf(event->position().x()));
    if (point < 0)
        return;
    select(point);
    m_isDragging = true;
}

void ColourStops::mouseMoveEvent(QMouseEvent* event)
{
    setCursor(m_isDragging ? Qt::ClosedHandCursor : pointAt(event->position()) >= 0 ? Qt::OpenHandCursor : Qt::ArrowCursor);
    if (!m_isDragging)
        return;
    m_isAway = m_points.size() > 2 && event->position().y() > height() + AwayPixels;
    moveSelected(atOf(event->position().x()));
}

void ColourStops::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_isDragging = false;
    if (std::exchange(m_isAway, false))
        removeSelected();
}

void ColourStops::mouseDoubleClickEvent(QMouseEvent* event)
{
    m_isDragging = false;
    if (event->button() == Qt::LeftButton && pointAt(event->position()) >= 0)
        Q_EMIT colourRequested();
}

void ColourStops::keyPressEvent(QKeyEvent* event)
{
    const int by = event->modifiers() & Qt::ShiftModifier ? 10 : 1, at = m_points[static_cast<std::size_t>(m_selected)].at;
    switch (event->key()) {
    case Qt::Key_Left:
        return moveSelected(at - by);
    case Qt::Key_Right:
        return moveSelected(at + by);
    case Qt::Key_Up:
        return select(m_selected - 1);
    case Qt::Key_Down:
        return select(m_selected + 1);
    case Qt::Key_Home:
        return select(0);
    case Qt::Key_End:
        return select(static_cast<int>(m_points.size()) - 1);
    case Qt::Key_Insert:
    case Qt::Key_Plus:
        return addPoint();
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        return removeSelected();
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        Q_EMIT colourRequested();
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void ColourStops::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    update();
}

void ColourStops::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
}

bool ColourStops::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride && isOurs(*static_cast<QKeyEvent*>(event))) { // the window has commands on some of them
        event->accept();
        return true;
    }
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int point = pointAt(help->pos());
        QToolTip::showText(help->globalPos(),
            point < 0 ? tr("A click adds a point; Left and Right move the selected one, Up and Down select")
                      : tr("At %1: drag to move, far below to remove; double click for its colour")
                            .arg(m_points[static_cast<std::size_t>(point)].at),
            this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace insula
