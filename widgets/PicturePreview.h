// A small picture of what will be saved, drawn off screen in a thread of its own: the picture itself at a smaller size. GUI thread.
#pragma once

#include "viewers/Picture.h"

#include <QImage>
#include <QThreadPool>
#include <QWidget>

#include <functional>
#include <memory>
#include <optional>

namespace insula {

class PicturePreview : public QWidget {
    Q_OBJECT
public:
    explicit PicturePreview(QWidget* parent = nullptr);
    ~PicturePreview() override; // waits for what is being drawn

    struct Wanted {
        int width = 0, height = 0; // of the picture itself
        double scale = 1;
        PictureLook look;
        std::function<std::shared_ptr<Scene>()> scene; // called in the thread; it may change what it gives
    };
    // The last one that was asked for is drawn; a problem stands in its place.
    void show(Wanted wanted);
    void showProblem(const QString& problem);
    bool isComplete() const { return !m_isDrawing && !m_next; }
    const QImage& image() const { return m_image; }

Q_SIGNALS:
    void drawn();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void start(const Wanted& wanted);
    void take(const QImage& image, const QString& problem);

    QImage m_image;
    QString m_problem;
    std::optional<Wanted> m_last, m_next;
    bool m_isDrawing = false;
    QThreadPool m_thread;
};

// Shares nothing with the picture.
QImage imageOf(const Picture& picture, double dpi = 0);

} // namespace insula
