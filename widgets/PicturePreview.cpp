#include "widgets/PicturePreview.h"

#include "processing/core/Error.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace insula {
namespace {

constexpr int CheckerSide = 8; // behind what is transparent

void paintChecker(QPainter& painter, const QRect& area)
{
    painter.fillRect(area, QColor(255, 255, 255));
    painter.setClipRect(area);
    for (int y = area.top(); y <= area.bottom(); y += CheckerSide)
        for (int x = area.left() + ((y - area.top()) / CheckerSide % 2) * CheckerSide; x <= area.right(); x += 2 * CheckerSide)
            painter.fillRect(x, y, CheckerSide, CheckerSide, QColor(214, 214, 214));
    painter.setClipping(false);
}

} // namespace

QImage imageOf(const Picture& picture, double dpi)
{
    const auto format = picture.hasAlpha ? QImage::Format_RGBA8888 : QImage::Format_RGBX8888;
    auto image = QImage(reinterpret_cast<const uchar*>(picture.pixels.data()), picture.width, picture.height,
        picture.width * static_cast<qsizetype>(sizeof(Rgba)), format)
                     .copy();
    if (dpi > 0) {
        const int perMetre = static_cast<int>(std::lround(dpi / 0.0254));
        image.setDotsPerMeterX(perMetre);
        image.setDotsPerMeterY(perMetre);
    }
    return image;
}

PicturePreview::PicturePreview(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("picturePreview"));
    setAccessibleName(tr("Preview"));
    setMinimumSize(360, 270);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_thread.setMaxThreadCount(1);
}

PicturePreview::~PicturePreview()
{
    m_next.reset();
    m_thread.waitForDone();
}

void PicturePreview::show(Wanted wanted)
{
    m_last = std::move(wanted);
    if (m_isDrawing)
        m_next = m_last;
    else
        start(*m_last);
}

void PicturePreview::showProblem(const QString& problem)
{
    m_last.reset();
    m_next.reset();
    m_problem = problem;
    update();
}

void PicturePreview::start(const Wanted& wanted)
{
    m_isDrawing = true;
    m_next.reset();
    const double ratio = devicePixelRatioF();
    const double factor = std::min({width() * ratio / wanted.width, height() * ratio / wanted.height, 1.0});
    const auto side = [factor](int full) { return std::max(SmallestPictureSide, static_cast<int>(std::lround(full * factor))); };
    const int across = side(wanted.width), down = side(wanted.height);
    const double scale = std::clamp(wanted.scale * factor, SmallestPictureScale, LargestPictureScale);
    m_thread.start([this, across, down, scale, look = wanted.look, makeScene = wanted.scene] {
        QImage image;
        QString problem;
        // The border of this thread: a preview that cannot be drawn says why in its place.
        try {
            const auto scene = makeScene();
            PictureMaker maker(*scene, across, down, scale, look);
            image = imageOf(maker.draw());
        } catch (const std::exception& error) {
            problem = QString::fromUtf8(error.what());
        }
        QMetaObject::invokeMethod(
            this, [this, image, problem] { take(image, problem); }, Qt::QueuedConnection);
    });
}

void PicturePreview::take(const QImage& image, const QString& problem)
{
    m_isDrawing = false;
    if (m_next)
        return start(Wanted(*m_next));
    if (!m_last)
        return; // a problem came between
    m_image = image;
    m_problem = problem;
    update();
    Q_EMIT drawn();
}

void PicturePreview::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (m_last)
        show(Wanted(*m_last));
}

void PicturePreview::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Window));
    if (!m_problem.isEmpty() || m_image.isNull()) {
        painter.drawText(
            rect().adjusted(12, 12, -12, -12), Qt::AlignCenter | Qt::TextWordWrap, m_problem.isEmpty() ? tr("Drawing...") : m_problem);
        return;
    }
    auto size = QSizeF(m_image.size()) / devicePixelRatioF();
    if (size.width() > width() || size.height() > height())
        size.scale(this->size(), Qt::KeepAspectRatio);
    QRect area(QPoint(), size.toSize());
    area.moveCenter(rect().center());
    if (m_image.hasAlphaChannel())
        paintChecker(painter, area);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, area.size() != m_image.size());
    painter.drawImage(area, m_image);
    painter.setPen(palette().color(QPalette::Mid)); // a white picture ends somewhere, too
    painter.drawRect(area.adjusted(-1, -1, 0, 0));
}

} // namespace insula
