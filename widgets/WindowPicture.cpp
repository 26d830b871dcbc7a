#include "widgets/WindowPicture.h"

#include "processing/core/Error.h"
#include "processing/core/Png.h"
#include "widgets/Application.h"
#include "widgets/MainWindow.h"
#include "widgets/SceneWidget.h"
#include "widgets/Workbench.h"

#include <QTimer>

#include <cstdio>

namespace insula {
void savePicture(const QImage& image, const std::filesystem::path& file)
{
    // Premultiplied colours are plain ones in an opaque picture.
    const auto opaque = image.format() == QImage::Format_ARGB32_Premultiplied || image.format() == QImage::Format_RGB32
        ? image
        : image.convertToFormat(QImage::Format_RGB32);
    writePng(file,
        {opaque.width(), opaque.height(), std::as_bytes(std::span(opaque.constBits(), static_cast<std::size_t>(opaque.sizeInBytes()))),
            static_cast<std::size_t>(opaque.bytesPerLine()), PixelOrder::Bgra});
}

WindowPicture::WindowPicture(MainWindow& window, Workbench& workbench, std::filesystem::path file) :
    QObject(&window), m_window(window), m_workbench(workbench), m_file(std::move(file))
{
    connect(&window.views(), &SceneWidget::drawn, this, &WindowPicture::look, Qt::QueuedConnection);
    connect(&workbench.work(), &BackgroundWork::finished, this, &WindowPicture::look, Qt::QueuedConnection);
    if (auto* application = qobject_cast<Application*>(QCoreApplication::instance()))
        connect(application, &Application::problemOccurred, this, [this](const QString& text) {
            std::fprintf(stderr, "insula: %s\n", text.toLocal8Bit().constData());
            finish(1);
        });
    QTimer::singleShot(0, this, &WindowPicture::look); // nothing to open: the first page
}

void WindowPicture::look()
{
    const bool isShowing = !m_workbench.scene().isEmpty();
    if (m_isDone || !m_workbench.work().isIdle() || !m_window.isVisible() || (isShowing && !m_window.views().isComplete()))
        return;
    m_isDone = true;
    // After the panels' own coalesced updates.
    QTimer::singleShot(0, this, [this] {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest); // of what those updates showed or hid
        try {
            savePicture(m_window.grab().toImage(), m_file);
            finish(0);
        } catch (const Error& error) {
            std::fprintf(stderr, "insula: %s\n", error.what());
            finish(1);
        }
    });
}

void WindowPicture::finish(int status)
{
    m_isDone = true;
    QCoreApplication::exit(status);
}

} // namespace insula
