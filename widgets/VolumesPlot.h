// Left against right of each structure: the volumes as two dots on a common logarithmic axis, and beside them the asymmetry as a bar from
// the middle, which is what the dots cannot show. Largest first. GUI thread.
#pragma once

#include "widgets/PlotScale.h"
#include "widgets/VolumesTable.h"

#include <QColor>
#include <QWidget>

#include <functional>

namespace insula {

// Beyond this a difference between the sides is marked; most healthy structures stay below.
inline constexpr double MarkedAsymmetryPercent = 15;
// Text and marks for what is beyond it: dark enough on white.
inline const QColor MarkedColour(196, 70, 0);

class VolumesPlot : public QWidget {
    Q_OBJECT
public:
    using Colour = std::function<QColor(std::int64_t label)>;

    explicit VolumesPlot(QWidget* parent = nullptr);
    // What has two sides is shown. The structures' numbers in the whole table come back in `chosen`.
    void setStructures(const std::vector<StructureVolumes>& structures, const Colour& colour);
    void choose(int structure); // highlights it; -1: none
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    int structureAt(const QPoint& at) const; // -1: none

Q_SIGNALS:
    void chosen(int structure);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override; // tool tips

private:
    struct Row {
        int structure;
        StructureVolumes volumes;
        QColor colour;
    };
    struct Areas {
        QRectF names, sizes, asymmetries;
    };
    Areas areas() const;
    double rowHeight() const;
    double rowMiddle(std::size_t row) const;
    void paintAxes(QPainter& painter, const Areas& areas) const;
    void paintRow(QPainter& painter, const Areas& areas, std::size_t row) const;

    std::vector<Row> m_rows; // largest first
    PlotScale m_scale; // of the volumes
    int m_chosen = -1;
    double m_widestPercent = 30; // at the ends of the asymmetries' axis
};

} // namespace insula
