// Losses (logarithmic) and validation scores of a training against its steps, side by side where there is room. GUI thread.
#pragma once

#include "widgets/PlotScale.h"
#include "widgets/TrainingLog.h"

#include <QWidget>

namespace insula {

class TrainingPlot : public QWidget {
    Q_OBJECT
public:
    explicit TrainingPlot(const TrainingLog& log, QWidget* parent = nullptr);
    QSize sizeHint() const override { return {760, 280}; }
    QSize minimumSizeHint() const override { return {320, 180}; }
    // "maskWithCsf": "mask with CSF".
    static QString shownName(const std::string& key);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintChart(QPainter& painter, const QRectF& place, const QString& title, const TrainingSeries& series, bool isLogarithmic) const;
    double paintLegend(QPainter& painter, const QRectF& place, const TrainingSeries& series) const; // its height

    const TrainingLog& m_log;
};

} // namespace insula
