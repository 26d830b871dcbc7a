#include "widgets/LabelIcons.h"

#include <QPainter>
#include <QPainterPath>
#include <QPixmap>

namespace insula {
namespace {

constexpr int Side = 48; // drawn large, shown small

void drawBrush(QPainter& p, const QColor& ink)
{
    p.drawLine(QPointF(40, 6), QPointF(24, 24));
    QPainterPath tip(QPointF(24, 22));
    tip.cubicTo(34, 30, 26, 42, 8, 42);
    tip.cubicTo(14, 38, 12, 26, 24, 22);
    p.setBrush(ink);
    p.drawPath(tip);
}

void drawEraser(QPainter& p, const QColor& ink)
{
    p.save();
    p.translate(24, 24);
    p.rotate(-40);
    p.drawRoundedRect(QRectF(-19, -9, 38, 18), 3, 3);
    p.setBrush(ink);
    p.drawRect(QRectF(-19, -9, 14, 18));
    p.restore();
    p.drawLine(QPointF(14, 43), QPointF(42, 43));
}

void drawPolygon(QPainter& p, const QColor& ink)
{
    const QPolygonF corners{QPointF(10, 38), QPointF(8, 14), QPointF(28, 7), QPointF(41, 22), QPointF(32, 40)};
    p.drawPolygon(corners);
    p.setBrush(ink);
    for (const auto& corner : corners)
        p.drawEllipse(corner, 3, 3);
}

void drawFill(QPainter& p, const QColor& ink)
{
    const QPolygonF bucket{QPointF(8, 26), QPointF(24, 8), QPointF(38, 24), QPointF(22, 40)};
    p.drawPolygon(bucket);
    p.setBrush(ink);
    p.drawPolygon(QPolygonF{QPointF(8, 26), QPointF(38, 24), QPointF(22, 40)});
    p.drawEllipse(QPointF(41, 38), 3, 5);
}

void drawPick(QPainter& p, const QColor& ink)
{
    p.drawLine(QPointF(9, 40), QPointF(27, 22));
    p.setBrush(ink);
    p.save();
    p.translate(34, 14);
    p.rotate(45);
    p.drawRoundedRect(QRectF(-5, -11, 10, 18), 4, 4);
    p.drawRect(QRectF(-9, 6, 18, 4));
    p.restore();
}

void drawLock(QPainter& p, const QColor& ink, bool isClosed)
{
    QPainterPath bow;
    bow.moveTo(16, 23);
    bow.lineTo(16, 16);
    bow.arcTo(QRectF(16, 6, 16, 20), 180, isClosed ? -180 : -150);
    if (isClosed)
        bow.lineTo(32, 23);
    p.drawPath(bow);
    if (isClosed)
        p.setBrush(ink);
    p.drawRoundedRect(QRectF(10, 23, 28, 19), 3, 3);
}

void drawEye(QPainter& p, const QColor& ink, bool isOpen)
{
    QPainterPath lid(QPointF(5, 24));
    lid.quadTo(24, isOpen ? 4 : 38, 43, 24);
    if (isOpen)
        lid.quadTo(24, 44, 5, 24);
    p.drawPath(lid);
    if (isOpen) {
        p.setBrush(ink);
        p.drawEllipse(QPointF(24, 24), 6, 6);
    }
}

} // namespace

QIcon labelIcon(LabelIcon which, const QColor& ink)
{
    QPixmap picture(Side, Side);
    picture.fill(Qt::transparent);
    QPainter p(&picture);
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(QPen(ink, 3.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    switch (which) {
    case LabelIcon::Brush:
        drawBrush(p, ink);
        break;
    case LabelIcon::Eraser:
        drawEraser(p, ink);
        break;
    case LabelIcon::Polygon:
        drawPolygon(p, ink);
        break;
    case LabelIcon::Fill:
        drawFill(p, ink);
        break;
    case LabelIcon::Pick:
        drawPick(p, ink);
        break;
    case LabelIcon::Locked:
    case LabelIcon::Unlocked:
        drawLock(p, ink, which == LabelIcon::Locked);
        break;
    case LabelIcon::Shown:
    case LabelIcon::Hidden:
        drawEye(p, ink, which == LabelIcon::Shown);
        break;
    }
    p.end();
    return picture;
}

QIcon colourIcon(const QColor& colour)
{
    QPixmap picture(14, 14);
    picture.fill(colour);
    return picture;
}

} // namespace insula
