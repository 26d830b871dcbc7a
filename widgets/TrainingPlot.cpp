#include "widgets/TrainingPlot.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>
#include <cmath>

namespace insula {
namespace {

constexpr std::size_t MarkedPoints = 40; // up to so many, each has a dot
constexpr std::size_t SmoothedFrom = 60; // from so many on, the line is a running mean over the points themselves
constexpr double Gap = 10;

// Told apart by people who see colours differently, too: Okabe and Ito, "Color Universal Design" (2008), without the yellow that a white
// ground hides; the last is grey.
const std::array<QColor, 7> Colours{QColor(0, 114, 178), QColor(213, 94, 0), QColor(0, 158, 115), QColor(204, 121, 167),
    QColor(86, 180, 233), QColor(230, 159, 0), QColor(110, 110, 110)};

QColor colourOf(std::size_t n)
{
    return Colours[n % Colours.size()];
}

std::vector<TrainingPoint> smoothed(const std::vector<TrainingPoint>& points)
{
    const auto half = static_cast<std::ptrdiff_t>(points.size() / 60);
    const auto count = static_cast<std::ptrdiff_t>(points.size());
    std::vector<double> sums(points.size() + 1, 0);
    for (std::size_t n = 0; n < points.size(); ++n)
        sums[n + 1] = sums[n] + points[n].value;
    std::vector<TrainingPoint> means;
    for (std::ptrdiff_t n = 0; n < count; ++n) {
        const auto reach = std::min({half, n, count - 1 - n}); // as wide on both sides, so that nothing is shifted
        const double sum = sums[static_cast<std::size_t>(n + reach + 1)] - sums[static_cast<std::size_t>(n - reach)];
        means.push_back({points[static_cast<std::size_t>(n)].step, sum / static_cast<double>(2 * reach + 1)});
    }
    return means;
}

} // namespace

TrainingPlot::TrainingPlot(const TrainingLog& log, QWidget* parent) : QWidget(parent), m_log(log)
{
    setObjectName(QStringLiteral("trainingPlot"));
    setAccessibleName(tr("Losses and validation scores"));
}

QString TrainingPlot::shownName(const std::string& key)
{
    QString name;
    for (const char c : key) {
        if (c >= 'A' && c <= 'Z' && !name.isEmpty())
            name += QLatin1Char(' ');
        name += QChar::fromLatin1(c).toLower();
    }
    auto words = name.split(QLatin1Char(' '));
    for (auto& word : words)
        if (word == QStringLiteral("csf") || word == QStringLiteral("t1"))
            word = word.toUpper();
    return words.join(QLatin1Char(' '));
}

// Names with the last value, as many on a line as fit.
double TrainingPlot::paintLegend(QPainter& painter, const QRectF& place, const TrainingSeries& series) const
{
    const int line = fontMetrics().height();
    double x = place.left(), y = place.top();
    std::size_t n = 0;
    for (const auto& [key, points] : series) {
        const auto colour = colourOf(n++);
        if (points.empty())
            continue;
        const auto text = QStringLiteral("%1 %2").arg(shownName(key), QString::number(points.back().value, 'g', 3));
        const double width = 16 + fontMetrics().horizontalAdvance(text) + 14;
        if (x > place.left() && x + width > place.right()) {
            x = place.left();
            y += line * 1.15;
        }
        painter.setPen(QPen(colour, 2.5));
        painter.drawLine(QPointF(x, y + line * 0.55), QPointF(x + 11, y + line * 0.55));
        painter.setPen(palette().text().color());
        painter.drawText(QPointF(x + 16, y + line * 0.85), text);
        x += width;
    }
    return y + line * 1.3 - place.top();
}

void TrainingPlot::paintChart(
    QPainter& painter, const QRectF& place, const QString& title, const TrainingSeries& series, bool isLogarithmic) const
{
    const int line = fontMetrics().height();
    auto bold = font();
    bold.setBold(true);
    painter.setFont(bold);
    painter.setPen(palette().text().color());
    painter.drawText(QRectF(place.left(), place.top(), place.width(), line), Qt::AlignLeft | Qt::AlignVCenter, title);
    painter.setFont(font());
    std::vector<double> values;
    for (const auto& [key, points] : series)
        for (const auto& point : points)
            values.push_back(point.value);
    if (values.empty()) {
        painter.drawText(place.adjusted(0, line * 1.5, 0, 0), Qt::AlignTop | Qt::AlignLeft | Qt::TextWordWrap,
            isLogarithmic ? tr("No step is logged yet.") : tr("No validation is logged yet."));
        return;
    }
    const double legend = paintLegend(painter, place.adjusted(0, line * 1.3, 0, 0), series);
    const double left = fontMetrics().horizontalAdvance(QStringLiteral("0.005")) + 6;
    const QRectF area(place.left() + left, place.top() + line * 1.3 + legend + 4, place.width() - left - 10,
        place.height() - line * 1.3 - legend - 4 - line * 2.4);
    if (area.height() < 30 || area.width() < 60)
        return;
    const PlotScale up = isLogarithmic ? scaleFor(values, true) : PlotScale{0, std::max(1.0, scaleFor(values, false).high), false};
    PlotScale across{0, std::max(1.0, m_log.step()), false};
    across.high = scaleFor({0, across.high}, false).high;
    const auto point = [&](const TrainingPoint& p) {
        return QPointF(area.left() + area.width() * across.at(p.step), area.bottom() - area.height() * up.at(p.value));
    };
    for (const double value : up.ticks(static_cast<int>(area.height() / (1.6 * line)))) {
        const double y = area.bottom() - area.height() * up.at(value);
        painter.setPen(QPen(palette().mid().color(), 0.5));
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(palette().text().color());
        painter.drawText(QRectF(place.left() - 20, y - line / 2.0, left + 15, line), Qt::AlignRight | Qt::AlignVCenter, tickText(value));
    }
    for (const double value : across.ticks(static_cast<int>(area.width() / 70))) {
        const double x = area.left() + area.width() * across.at(value);
        painter.drawLine(QPointF(x, area.bottom()), QPointF(x, area.bottom() + 4));
        painter.drawText(QRectF(x - 40, area.bottom() + 5, 80, line), Qt::AlignHCenter | Qt::AlignTop, tickText(value));
    }
    painter.drawText(QRectF(area.left(), area.bottom() + 4 + line, area.width(), line * 1.3), Qt::AlignCenter, tr("step"));
    painter.setPen(QPen(palette().text().color(), 1));
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    painter.drawLine(area.topLeft(), area.bottomLeft());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(area.adjusted(-4, -4, 4, 4));
    std::size_t n = 0;
    for (const auto& [key, points] : series) {
        const auto colour = colourOf(n++);
        const auto trace = [&](const std::vector<TrainingPoint>& traced, double width, int alpha) {
            QPainterPath path;
            for (const auto& each : traced)
                path.elementCount() == 0 ? path.moveTo(point(each)) : path.lineTo(point(each));
            auto faint = colour;
            faint.setAlpha(alpha);
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(faint, width));
            painter.drawPath(path);
        };
        const bool isSmooth = points.size() >= SmoothedFrom;
        if (isSmooth)
            trace(points, 1, 70);
        trace(isSmooth ? smoothed(points) : points, 2, 255);
        painter.setBrush(colour);
        painter.setPen(Qt::NoPen);
        if (points.size() <= MarkedPoints)
            for (const auto& each : points)
                painter.drawEllipse(point(each), 2.5, 2.5);
    }
    painter.setClipping(false);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void TrainingPlot::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().base());
    const auto inside = QRectF(rect()).adjusted(Gap, Gap, -Gap, -Gap / 2);
    const bool isWide = inside.width() > 1.4 * inside.height();
    auto first = inside, second = inside;
    if (isWide) {
        first.setWidth((inside.width() - 2 * Gap) / 2);
        second.setLeft(first.right() + 2 * Gap);
    } else {
        first.setHeight((inside.height() - Gap) / 2);
        second.setTop(first.bottom() + Gap);
    }
    paintChart(painter, first, tr("Losses"), m_log.losses(), true);
    paintChart(painter, second, tr("Validation"), m_log.scores(), false);
}

} // namespace insula
