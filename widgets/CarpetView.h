// The carpet plot as a picture: head motion, framewise displacement, DVARS and global signal over the grey rows of voxels, on one axis of
// frames. A click or drag tells the frame; the line marks the one that is shown. GUI thread.
#pragma once

#include "processing/core/CarpetPlot.h"
#include "processing/core/MotionFile.h"

#include <QColor>
#include <QImage>
#include <QPixmap>
#include <QWidget>

#include <optional>
#include <vector>

namespace insula {

struct CarpetContent {
    Carpet carpet;
    std::optional<HeadMotion> motion; // of as many frames
    double trSeconds = 0;
    std::vector<QColor> bandColours; // one a band
    QString message; // instead of a plot
};

class CarpetView : public QWidget {
    Q_OBJECT
public:
    explicit CarpetView(QWidget* parent = nullptr);
    void setContent(CarpetContent content);
    const CarpetContent& content() const { return m_content; }
    void setFrame(std::int64_t frame);
    double xOf(double frame) const; // middle of a frame, pixels
    QSize sizeHint() const override { return {900, 420}; }
    QSize minimumSizeHint() const override { return {300, 200}; }

Q_SIGNALS:
    void gestureStarted();
    void frameChosen(qint64 frame);
    void voxelChosen(qint64 voxel); // double click on a row

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Trace {
        QString name; // with its unit
        std::vector<std::pair<QString, std::vector<double>>> curves;
    };
    QRectF frames() const; // the columns, all heights
    QRectF carpetArea() const;
    std::vector<Trace> traces() const;
    std::int64_t frameAt(double x) const;
    std::optional<std::size_t> rowAt(double y) const;
    void paintStill(QPainter& painter) const; // all but the line of the frame
    void paintTrace(QPainter& painter, const QRectF& area, const Trace& trace) const;
    void paintCarpet(QPainter& painter, const QRectF& area) const;
    void paintAxis(QPainter& painter, const QRectF& area) const;

    CarpetContent m_content;
    QImage m_picture; // one dot a voxel and frame
    std::vector<Trace> m_traces;
    QPixmap m_still; // of the last painting; null: to be painted anew
    std::int64_t m_frame = 0;
};

} // namespace insula
