#include "widgets/WindowPicture.h"

#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "widgets/Application.h"
#include "widgets/MainWindow.h"
#include "widgets/SceneWidget.h"
#include "widgets/Workbench.h"

#include <QBuffer>
#include <QTimer>

#include <cstdio>

namespace insula {
namespace {
constexpr int PngQuality = 80; // Qt's scale: little compression, so that saving takes no time
}

void savePicture(const QImage& image, const std::filesystem::path& file)
{
    QByteArray encoded;
    QBuffer buffer(&encoded);
    buffer.open(QIODevice::WriteOnly);
    if (!image.save(&buffer, "PNG", PngQuality))
        throw Error("cannot encode the picture '" + file.string() + "'");
    AtomicFile out(file);
    out.write(std::as_bytes(std::span(encoded.constData(), static_cast<std::size_t>(encoded.size()))));
    out.commit();
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
    const bool hasLayers = !m_workbench.scene().layers().empty();
    if (m_isDone || !m_workbench.work().isIdle() || !m_window.isVisible() || (hasLayers && !m_window.views().isComplete()))
        return;
    m_isDone = true;
    // After the panels' own coalesced updates.
    QTimer::singleShot(0, this, [this] {
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
