#include "widgets/VolumesPlot.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace insula {
namespace {

constexpr double DotRadius = 4, Gap = 14, AxisLines = 2.6; // lines of text below the rows
constexpr double LeastMl = 1e-3; // what is not there still has a place on the axis

// Light colours would vanish on a white ground.
QColor visible(QColor colour, const QColor& ground)
{
    while (std::abs(colour.lightness() - ground.lightness()) < 70)
        colour = ground.lightness() > 127 ? colour.darker(115) : colour.lighter(115);
    return colour;
}

} // namespace

VolumesPlot::VolumesPlot(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("volumesPlot"));
    setAccessibleName(tr("Left against right"));
    setAccessibleDescription(tr("Volumes and asymmetry of each structure with two sides; the table beside it has the same numbers"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Minimum);
}

void VolumesPlot::setStructures(const std::vector<StructureVolumes>& structures, const Colour& colour)
{
    m_rows.clear();
    m_chosen = -1;
    double widest = 30;
    for (std::size_t n = 0; n < structures.size(); ++n) {
        const auto percent = structures[n].asymmetryPercent();
        if (!percent)
            continue;
        widest = std::max(widest, std::abs(*percent));
        m_rows.push_back({static_cast<int>(n), structures[n], visible(colour(structures[n].left->label), palette().base().color())});
    }
    std::stable_sort(m_rows.begin(), m_rows.end(), [](const Row& a, const Row& b) { return a.volumes.totalMl() > b.volumes.totalMl(); });
    m_widestPercent = std::ceil(widest / 15) * 15;
    std::vector<double> values;
    for (const auto& row : m_rows)
        for (const double ml : {row.volumes.left->ml, row.volumes.right->ml})
            values.push_back(std::max(ml, LeastMl));
    m_scale = scaleFor(values, true);
    updateGeometry();
    update();
}

void VolumesPlot::choose(int structure)
{
    m_chosen = structure;
    update();
}

double VolumesPlot::rowHeight() const
{
    return fontMetrics().height() * 1.12;
}

double VolumesPlot::rowMiddle(std::size_t row) const
{
    return fontMetrics().height() * 1.8 + (static_cast<double>(row) + 0.5) * rowHeight();
}

QSize VolumesPlot::minimumSizeHint() const
{
    const double rows = static_cast<double>(std::max<std::size_t>(3, m_rows.size()));
    return {370, static_cast<int>(std::ceil(rows * rowHeight() + fontMetrics().height() * (1.8 + AxisLines)))};
}

QSize VolumesPlot::sizeHint() const
{
    return {560, minimumSizeHint().height()};
}

VolumesPlot::Areas VolumesPlot::areas() const
{
    double name = 40;
    for (const auto& row : m_rows)
        name = std::max(name, static_cast<double>(fontMetrics().horizontalAdvance(QString::fromStdString(row.volumes.shownName()))));
    name = std::min(name, width() * 0.38);
    const double top = fontMetrics().height() * 1.8, height = static_cast<double>(m_rows.size()) * rowHeight();
    const double percent = fontMetrics().horizontalAdvance(QStringLiteral("-100 %"));
    const double rest = width() - 8 - name - 2 * Gap - percent - 4;
    const double sizes = rest * 0.5;
    return {{8, top, name, height}, {8 + name + Gap, top, sizes, height}, {8 + name + 2 * Gap + sizes, top, rest - sizes, height}};
}

void VolumesPlot::paintAxes(QPainter& painter, const Areas& areas) const
{
    const int line = fontMetrics().height();
    const auto text = palette().text().color(), quiet = [this] {
        auto colour = palette().mid().color();
        colour.setAlpha(110);
        return colour;
    }();
    const auto tick = [&](double x, const QString& label) {
        painter.setPen(QPen(quiet, 1));
        painter.drawLine(QPointF(x, areas.sizes.top()), QPointF(x, areas.sizes.bottom() + 3));
        painter.setPen(text);
        painter.drawText(QRectF(x - 40, areas.sizes.bottom() + 4, 80, line), Qt::AlignHCenter | Qt::AlignTop, label);
    };
    const auto& a = areas.asymmetries;
    const double middle = a.center().x(), perPercent = a.width() / 2 / m_widestPercent;
    const double band = MarkedAsymmetryPercent * perPercent;
    painter.fillRect(QRectF(middle - band, a.top(), 2 * band, a.height()), palette().alternateBase());
    for (const double value : m_scale.ticks(static_cast<int>(areas.sizes.width() / 45)))
        tick(areas.sizes.left() + areas.sizes.width() * m_scale.at(value), tickText(value));
    // Where it is narrow, the limit alone.
    const std::vector<double> percents = a.width() > 5 * 48
        ? std::vector<double>{-m_widestPercent, -MarkedAsymmetryPercent, 0, MarkedAsymmetryPercent, m_widestPercent}
        : std::vector<double>{-MarkedAsymmetryPercent, MarkedAsymmetryPercent};
    painter.setPen(quiet);
    painter.drawLine(QPointF(middle, a.top()), QPointF(middle, a.bottom()));
    for (const double value : percents)
        tick(middle + value * perPercent, QStringLiteral("%1%").arg(std::abs(value)));
    const double under = areas.sizes.bottom() + 4 + line;
    painter.drawText(QRectF(areas.sizes.left(), under, areas.sizes.width(), line * 1.3), Qt::AlignCenter, tr("Volume (ml)"));
    painter.drawText(
        QRectF(a.left() - Gap, under, middle - 5 - a.left() + Gap, line * 1.3), Qt::AlignRight | Qt::AlignVCenter, tr("R larger"));
    painter.drawText(QRectF(middle + 5, under, a.right() + Gap - middle - 5, line * 1.3), Qt::AlignLeft | Qt::AlignVCenter, tr("L larger"));
    // The legend, above.
    double x = areas.names.left();
    const auto key = [&](const QString& label, bool isFilled) {
        const QPointF dot(x + DotRadius, line * 0.9);
        painter.setPen(QPen(text, 1.6));
        painter.setBrush(isFilled ? QBrush(text) : palette().base());
        painter.drawEllipse(dot, DotRadius, DotRadius);
        painter.drawText(QPointF(x + 3 * DotRadius, line * 1.2), label);
        x += 3 * DotRadius + fontMetrics().horizontalAdvance(label) + 18;
    };
    key(tr("left"), true);
    key(tr("right"), false);
    painter.drawText(QRectF(a.left() - Gap, line * 0.35, a.width() + 2 * Gap, line), Qt::AlignCenter, tr("Asymmetry"));
}

void VolumesPlot::paintRow(QPainter& painter, const Areas& areas, std::size_t n) const
{
    const auto& row = m_rows[n];
    const double y = rowMiddle(n), percent = *row.volumes.asymmetryPercent();
    const bool isMarked = std::abs(percent) > MarkedAsymmetryPercent;
    if (row.structure == m_chosen)
        painter.fillRect(QRectF(0, y - rowHeight() / 2, width(), rowHeight()), [&] {
            auto colour = palette().highlight().color();
            colour.setAlpha(60);
            return colour;
        }());
    auto font = painter.font();
    font.setBold(isMarked);
    painter.setFont(font);
    painter.setPen(palette().text().color());
    painter.drawText(QRectF(areas.names.left(), y - rowHeight() / 2, areas.names.width(), rowHeight()), Qt::AlignRight | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(
            QString::fromStdString(row.volumes.shownName()), Qt::ElideRight, static_cast<int>(areas.names.width())));
    const auto place = [&](double ml) { return QPointF(areas.sizes.left() + areas.sizes.width() * m_scale.at(std::max(ml, LeastMl)), y); };
    const auto left = place(row.volumes.left->ml), right = place(row.volumes.right->ml);
    painter.setPen(QPen(row.colour, 2));
    painter.drawLine(left, right);
    painter.setPen(QPen(row.colour, 1.6));
    painter.setBrush(palette().base());
    painter.drawEllipse(right, DotRadius, DotRadius);
    painter.setBrush(row.colour);
    painter.drawEllipse(left, DotRadius - 1, DotRadius - 1); // where they coincide, both are seen
    const auto& a = areas.asymmetries;
    const double middle = a.center().x(), length = percent / m_widestPercent * a.width() / 2;
    painter.fillRect(QRectF(std::min(middle, middle + length), y - rowHeight() * 0.28, std::abs(length), rowHeight() * 0.56),
        isMarked ? MarkedColour : row.colour);
    painter.setPen(isMarked ? MarkedColour : palette().text().color());
    painter.drawText(QRectF(a.right() + 4, y - rowHeight() / 2, width() - a.right() - 8, rowHeight()), Qt::AlignRight | Qt::AlignVCenter,
        tr("%1 %").arg(percent, 0, 'f', 0));
    font.setBold(false);
    painter.setFont(font);
}

void VolumesPlot::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().base());
    painter.setPen(palette().text().color());
    if (m_rows.empty()) {
        painter.drawText(rect().adjusted(12, 12, -12, -12), Qt::AlignCenter | Qt::TextWordWrap,
            tr("No structure of this table has a left and a right side to compare."));
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    const auto where = areas();
    paintAxes(painter, where);
    for (std::size_t n = 0; n < m_rows.size(); ++n)
        paintRow(painter, where, n);
}

int VolumesPlot::structureAt(const QPoint& at) const
{
    for (std::size_t n = 0; n < m_rows.size(); ++n)
        if (std::abs(at.y() - rowMiddle(n)) <= rowHeight() / 2)
            return m_rows[n].structure;
    return -1;
}

void VolumesPlot::mousePressEvent(QMouseEvent* event)
{
    if (const int structure = structureAt(event->position().toPoint()); structure >= 0 && event->button() == Qt::LeftButton)
        Q_EMIT chosen(structure);
}

bool VolumesPlot::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto found
        = std::find_if(m_rows.begin(), m_rows.end(), [at = structureAt(help->pos())](const Row& row) { return row.structure == at; });
    if (found == m_rows.end())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(),
            tr("%1: left %2 ml, right %3 ml")
                .arg(QString::fromStdString(found->volumes.shownName()))
                .arg(found->volumes.left->ml, 0, 'f', 2)
                .arg(found->volumes.right->ml, 0, 'f', 2),
            this);
    return true;
}

} // namespace insula
