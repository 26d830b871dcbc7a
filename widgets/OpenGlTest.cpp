#include "widgets/OpenGlTest.h"

#include "processing/core/Error.h"
#include "viewers/SceneRenderer.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QImage>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFramebufferObject>
#include <QOpenGLFunctions>

#include <array>
#include <cmath>
#include <vector>

namespace insula {
namespace {

constexpr int Side = 200;

QString tr(const char* text)
{
    return QCoreApplication::translate("insula", text);
}

QString advice()
{
    return tr("Install the graphics driver (software: libgl1-mesa-dri), or start with LIBGL_ALWAYS_SOFTWARE=1. Remote desktops need GLX.");
}

// What is wrong with a context before anything is drawn with it; empty when nothing is.
QString contextProblem(QOpenGLContext& context)
{
    if (!context.create())
        return QCoreApplication::translate("insula", "OpenGL cannot be used on this display. %1").arg(advice());
    if (const auto version = context.format().version(); version < qMakePair(3, 2))
        return QCoreApplication::translate("insula", "This machine offers OpenGL %1.%2 only; the views need 3.2. %3")
            .arg(version.first)
            .arg(version.second)
            .arg(advice());
    return {};
}

// A context that is current, or a problem.
class Current {
public:
    Current() : m_problem(contextProblem(m_context))
    {
        if (!m_problem.isEmpty())
            return;
        m_surface.setFormat(m_context.format());
        m_surface.create();
        if (!m_surface.isValid() || !m_context.makeCurrent(&m_surface))
            m_problem = QCoreApplication::translate("insula", "OpenGL cannot draw on this display. %1").arg(advice());
    }
    ~Current()
    {
        if (m_context.isValid())
            m_context.doneCurrent();
    }
    Current(const Current&) = delete;
    Current& operator=(const Current&) = delete;
    const QString& problem() const { return m_problem; }
    QOpenGLFunctions& gl() const { return *m_context.functions(); }
    QString text(GLenum name) const
    {
        const auto* found = reinterpret_cast<const char*>(gl().glGetString(name));
        return found ? QString::fromUtf8(found) : QCoreApplication::translate("insula", "not said");
    }

private:
    QOffscreenSurface m_surface;
    QOpenGLContext m_context;
    QString m_problem;
};

// A cube whose left half is bright and whose right half is dark.
VolumePtr twoHalves()
{
    Volume::Description description;
    description.grid = {{20, 20, 20}, Affine::fromColumns({1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {-9.5, -9.5, -9.5})};
    std::vector<float> voxels(8000);
    for (std::size_t n = 0; n < voxels.size(); ++n)
        voxels[n] = n % 20 < 10 ? 200.0F : 60.0F;
    return Volume::make(description, std::move(voxels));
}

// An axial slice as the window draws it; the patient's right, where it is dark, is on the left of the picture.
bool isTestPictureRight(QString& why)
{
    Scene scene;
    LayerDisplay display;
    display.windowHigh = 255;
    display.interpolation = Smoothing::Nearest;
    scene.addLayer(twoHalves(), "test", display);
    scene.setLayout(Layout::Axial);
    scene.setRadiological(true);
    scene.setCrosshairVisible(false);
    scene.setReadoutVisible(false);
    QOpenGLFramebufferObject target(Side, Side);
    if (!target.isValid() || !target.bind()) {
        why = tr("no picture can be drawn off screen");
        return false;
    }
    SceneRenderer renderer(scene);
    renderer.setSize(Side, Side, 1);
    renderer.render();
    const QImage picture = target.toImage();
    const int left = qGray(picture.pixel(Side / 3, Side / 2)), right = qGray(picture.pixel(2 * Side / 3, Side / 2));
    why = tr("grey levels %1 and %2, expected 60 and 200").arg(left).arg(right);
    return std::abs(left - 60) <= 3 && std::abs(right - 200) <= 3;
}

} // namespace

std::future<QString> beginOpenGlCheck()
{
    return std::async(std::launch::async, [] {
        QOpenGLContext context;
        return contextProblem(context);
    });
}

OpenGlReport testOpenGl()
{
    const Current current;
    if (!current.problem().isEmpty())
        return {false, current.problem() + QLatin1Char('\n')};
    const auto renderer = current.text(GL_RENDERER);
    bool isSoftware = false;
    for (const char* name : {"llvmpipe", "softpipe", "swrast", "SwiftShader", "Software", "SVGA3D"})
        isSoftware = isSoftware || renderer.contains(QLatin1String(name), Qt::CaseInsensitive);
    GLint largest = 0;
    current.gl().glGetIntegerv(GL_MAX_TEXTURE_SIZE, &largest);
    OpenGlReport report;
    QString why;
    try {
        report.isUsable = isTestPictureRight(why);
    } catch (const Error& error) {
        why = QString::fromUtf8(error.what());
    }
    report.text
        = tr("Vendor           %1\nRenderer         %2\nVersion          %3\nDrawn by         %4\nLargest texture  %5\nTest picture     "
             "%6\n")
              .arg(current.text(GL_VENDOR), renderer, current.text(GL_VERSION),
                  isSoftware ? tr("software (the processor)") : tr("the graphics card"))
              .arg(largest)
              .arg(report.isUsable ? tr("right") : tr("wrong: %1").arg(why));
    return report;
}

} // namespace insula
