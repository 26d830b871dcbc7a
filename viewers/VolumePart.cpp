#include "viewers/VolumePart.h"

#include "processing/core/Error.h"
#include "viewers/RayCaster.h"
#include "viewers/VolumePicture.h"
#include "viewers/VolumeTransfer.h"

#define GL_GLEXT_PROTOTYPES
#include <GL/gl.h>
#include <GL/glext.h>

#include <algorithm>
#include <chrono>
#include <mutex>

namespace insula {
namespace {

constexpr double PatienceMs = 8; // that the 3D view may take of each frame of a run

// VTK was not made for two threads that draw.
std::mutex& vtkOfTheProcess()
{
    static std::mutex mutex;
    return mutex;
}

bool isSoftware()
{
    const auto* name = reinterpret_cast<const char*>(glGetString(GL_RENDERER));
    const std::string renderer = name ? name : "";
    return renderer.find("llvmpipe") != std::string::npos || renderer.find("softpipe") != std::string::npos
        || renderer.find("Software Rasterizer") != std::string::npos;
}

// VTK's ray caster is written for graphics cards; in software it takes seconds a frame, so there an image is drawn by ours, and everywhere
// what VTK does not draw.
bool needsVtk(const Scene& scene)
{
    return hasSurfaces(scene) || !(isSoftware() || needsRayCaster(scene) || !paintedLayers(scene).empty());
}

RenderingDrawn renderingOf(const Scene& scene)
{
    RenderingDrawn rendering{scene.volumeRendering(), {}, {}, scene.revision(Aspect::Surfaces), 0};
    const bool showsSlices = scene.surfaces().image == ImageInVolume::Slices && hasVisible(scene.surfaces());
    if (showsSlices) {
        rendering.slices = scene.revision(Aspect::Layers) + scene.revision(Aspect::Display) + scene.revision(Aspect::Voxels);
    }
    if (rendering.settings.cutAway || showsSlices) {
        const World& c = scene.crosshair();
        rendering.corner = {c.x, c.y, c.z};
        rendering.axes = scene.sliceAxes();
    }
    return rendering;
}

} // namespace

VolumePart::VolumePart() : m_background(VolumeBackground) { }

VolumePart::~VolumePart()
{
    const std::scoped_lock lock(vtkOfTheProcess());
    m_vtk.reset();
}

void VolumePart::setBackground(const std::array<float, 3>& colour)
{
    m_background = colour;
    m_texture = 0;
}

VolumePicture& VolumePart::picture(const Scene& scene)
{
    const bool isVtk = needsVtk(scene);
    std::unique_ptr<VolumePicture>& picture = isVtk ? m_vtk : m_rays;
    if (!picture) {
        picture = isVtk ? loadVolumePicture() : makeRayPicture();
    }
    picture->setBackground(m_background);
    return *picture;
}

void VolumePart::draw(const Scene& scene, const VolumeProjection& projection, bool isInteracting)
{
    GLint target = 0;
    glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &target);
    std::unique_lock lock(vtkOfTheProcess(), std::defer_lock);
    if (needsVtk(scene)) {
        lock.lock();
    }
    // Caught here because the slices are as good without the 3D view, which then says in its place why it is empty.
    try {
        m_texture = picture(scene).draw(scene, projection, isInteracting);
    } catch (const Error& error) {
        m_problem = std::string("No 3D view: ") + error.what();
    }
    glBindFramebuffer(GL_FRAMEBUFFER, static_cast<GLuint>(target));
}

bool VolumePart::update(const Scene& scene, const ViewRect& view, bool isInteracting)
{
    if (!m_problem.empty()) {
        return true;
    }
    const VolumeProjection projection = volumeProjection(scene, view.width, view.height);
    const bool refine = m_isCoarse && !isInteracting;
    // Much slower than the slices, so only for what is seen in it: not for an overlay's threshold or the border of a distance map.
    std::vector<InVolume> content = inVolume(scene);
    RenderingDrawn rendering = renderingOf(scene);
    const auto alike
        = [&](const auto& same) { return std::equal(content.begin(), content.end(), m_content.begin(), m_content.end(), same); };
    const bool isStale = m_texture == 0 || refine || rendering != m_rendering || !sameProjection(projection, m_projection);
    const bool isOther = isStale || !alike(sameInVolume);
    // While frames run it follows when they stop, where it would hold up the slices.
    const bool lags = isOther && !isStale && alike(sameButFrame) && scene.frame() != m_frameDrawn && m_ms > PatienceMs;
    if (isOther && !lags) {
        const auto start = std::chrono::steady_clock::now();
        draw(scene, projection, isInteracting);
        m_projection = projection;
        m_content = std::move(content);
        m_rendering = std::move(rendering);
        m_ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
        m_isCoarse = isInteracting && m_problem.empty();
    }
    return !lags && !m_isCoarse;
}

} // namespace insula
