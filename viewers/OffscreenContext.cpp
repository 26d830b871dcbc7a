#include "viewers/OffscreenContext.h"

#include "processing/core/Error.h"

#define EGL_NO_X11
#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <GL/gl.h>

#include <algorithm>

namespace insula {

struct OffscreenContext::State {
    EGLDisplay display = EGL_NO_DISPLAY;
    EGLSurface surface = EGL_NO_SURFACE;
    EGLContext context = EGL_NO_CONTEXT;
    int width = 0, height = 0;
};

namespace {

Error cannotDraw(const char* what)
{
    return Error(std::string("cannot draw without a display: ") + what + "; install libegl1 and libgl1-mesa-dri");
}

EGLDisplay openDisplay()
{
    const auto getDisplay = reinterpret_cast<PFNEGLGETPLATFORMDISPLAYEXTPROC>(eglGetProcAddress("eglGetPlatformDisplayEXT"));
    for (const EGLenum platform : {EGL_PLATFORM_SURFACELESS_MESA, EGL_PLATFORM_DEVICE_EXT}) {
        const EGLDisplay display = getDisplay ? getDisplay(platform, EGL_DEFAULT_DISPLAY, nullptr) : EGL_NO_DISPLAY;
        if (display != EGL_NO_DISPLAY && eglInitialize(display, nullptr, nullptr)) {
            return display;
        }
    }
    throw cannotDraw("EGL gives no surfaceless display");
}

} // namespace

OffscreenContext::OffscreenContext(int width, int height) : m(std::make_unique<State>())
{
    m->width = width;
    m->height = height;
    m->display = openDisplay();
    const EGLint wanted[] = {EGL_SURFACE_TYPE, EGL_PBUFFER_BIT, EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_RED_SIZE, 8, EGL_GREEN_SIZE, 8,
        EGL_BLUE_SIZE, 8, EGL_ALPHA_SIZE, 8, EGL_NONE};
    const EGLint size[] = {EGL_WIDTH, width, EGL_HEIGHT, height, EGL_NONE};
    const EGLint version[] = {EGL_CONTEXT_MAJOR_VERSION, 3, EGL_CONTEXT_MINOR_VERSION, 2, EGL_CONTEXT_OPENGL_PROFILE_MASK,
        EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
    EGLConfig config{};
    EGLint count = 0;
    if (!eglBindAPI(EGL_OPENGL_API) || !eglChooseConfig(m->display, wanted, &config, 1, &count) || count == 0) {
        throw cannotDraw("EGL has no OpenGL configuration");
    }
    m->surface = eglCreatePbufferSurface(m->display, config, size);
    m->context = eglCreateContext(m->display, config, EGL_NO_CONTEXT, version);
    if (m->surface == EGL_NO_SURFACE || m->context == EGL_NO_CONTEXT || !eglMakeCurrent(m->display, m->surface, m->surface, m->context)) {
        throw cannotDraw("EGL refuses an OpenGL 3.2 context");
    }
}

OffscreenContext::~OffscreenContext()
{
    // The display itself is shared by the process and stays open.
    eglMakeCurrent(m->display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
    eglDestroyContext(m->display, m->context);
    eglDestroySurface(m->display, m->surface);
}

std::vector<Rgba> OffscreenContext::pixels() const
{
    const auto width = static_cast<std::size_t>(m->width), height = static_cast<std::size_t>(m->height);
    std::vector<Rgba> pixels(width * height);
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, m->width, m->height, GL_RGBA, GL_UNSIGNED_BYTE, pixels.data());
    for (std::size_t row = 0; row < height / 2; ++row) {
        const auto upper = pixels.begin() + static_cast<std::ptrdiff_t>(row * width);
        std::swap_ranges(
            upper, upper + static_cast<std::ptrdiff_t>(width), pixels.begin() + static_cast<std::ptrdiff_t>((height - 1 - row) * width));
    }
    return pixels;
}

} // namespace insula
