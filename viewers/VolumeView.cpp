// The 3D view in VTK: the lowest image layer as a shaded volume, label layers as surfaces; the scene's surfaces and streamlines. Library
// insula_volume_view.
#include "processing/core/Error.h"
#include "viewers/LabelSurface.h"
#include "viewers/SliceActors.h"
#include "viewers/SurfaceActors.h"
#include "viewers/TractActors.h"
#include "viewers/VolumeImage.h"
#include "viewers/VolumePicture.h"
#include "viewers/VolumeTransfer.h"

#include <vtkCallbackCommand.h>
#include <vtkCamera.h>
#include <vtkColorTransferFunction.h>
#include <vtkGenericOpenGLRenderWindow.h>
#include <vtkGPUVolumeRayCastMapper.h>
#include <vtkLight.h>
#include <vtkOpenGLFramebufferObject.h>
#include <vtkOpenGLState.h>
#include <vtkPlane.h>
#include <vtkPiecewiseFunction.h>
#include <vtkRenderer.h>
#include <vtkTextureObject.h>
#include <vtkVolume.h>
#include <vtkVolumeProperty.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <map>
#include <set>
#include <string>

namespace insula {

namespace {

constexpr float CoarsePixels = 3; // image pixels per ray while moving, each way
constexpr double SliceMm = 0.75; // a pixel of slices in the 3D view
constexpr int MostPeels = 4; // layers of translucent surfaces
constexpr double TranslucentShare = 0.12; // of the volume's opacity when surfaces are inside it
constexpr double ShellGradient = 20; // of 255 levels a voxel

// A volume or surface that was made from these voxels.
struct Source {
    VolumePtr volume;
    std::int64_t frame = -1;
    bool isSame(const VolumePtr& other, std::int64_t otherFrame) const { return volume == other && frame == otherFrame; }
};

// In an EGL context GLEW complains at every frame that there is no GLX display, yet has loaded every function (VTK 9.1 to 9.3).
void reportWindowError(vtkObject*, unsigned long, void*, void* text)
{
    const std::string message = text ? static_cast<const char*>(text) : "";
    if (message.find("GLEW") == std::string::npos) {
        std::fprintf(stderr, "3D view: %s\n", message.c_str());
    }
}

class VolumeView final : public VolumePicture {
public:
    VolumeView();
    void setBackground(const std::array<float, 3>& colour) override { m_renderer->SetBackground(colour[0], colour[1], colour[2]); }
    unsigned draw(const Scene& scene, const VolumeProjection& projection, bool coarse) override;

private:
    void startWindow();
    void updateVolume(const Scene& scene);
    void updateTransfer(const LayerDisplay& display, const VolumeRendering& rendering, bool translucent);
    void updateClips(const Scene& scene);
    void updateSurfaces(const Scene& scene);
    void setCamera(const VolumeProjection& projection, const Scene& scene);

    struct Surface {
        Source source;
        vtkSmartPointer<vtkActor> actor; // null when there is nothing to show
        std::optional<std::int64_t> onlyLabel{};
    };

    vtkNew<vtkGenericOpenGLRenderWindow> m_window;
    vtkNew<vtkRenderer> m_renderer;
    vtkNew<vtkGPUVolumeRayCastMapper> m_mapper;
    vtkNew<vtkVolume> m_prop;
    VolumeImage m_image;
    Source m_source;
    std::map<LayerId, Surface> m_surfaces; // of labels
    SurfaceActors m_meshes;
    TractActors m_tracts;
    SliceActors m_slices;
    bool m_isStarted = false, m_isSoftware = false; // OpenGL on the processor
};

VolumeView::VolumeView()
{
    m_window->SetOwnContext(false);
    m_window->SetMultiSamples(0);
    m_window->SetFrameBlitModeToNoBlit();
    m_window->AddRenderer(m_renderer);
    m_renderer->SetBackground(VolumeBackground[0], VolumeBackground[1], VolumeBackground[2]);
    m_renderer->SetAutomaticLightCreation(false);
    vtkNew<vtkLight> light;
    light->SetLightTypeToCameraLight();
    light->SetPosition(LightDirection[0], LightDirection[1], LightDirection[2]);
    light->SetFocalPoint(0, 0, 0);
    m_renderer->AddLight(light);
    m_renderer->SetMaximumNumberOfPeels(MostPeels);
    m_renderer->SetOcclusionRatio(0.01);
    m_mapper->SetAutoAdjustSampleDistances(false);
    m_mapper->SetBlendModeToComposite();
    m_prop->SetMapper(m_mapper);
    vtkVolumeProperty* property = m_prop->GetProperty();
    property->SetInterpolationTypeToLinear();
    property->ShadeOn();
    property->SetSpecularPower(SpecularPower);
}

void VolumeView::startWindow()
{
    m_window->SetReadyForRendering(true);
    m_window->SetMapped(true);
    m_window->SetIsDirect(1);
    m_window->SetSupportsOpenGL(1);
    m_window->SetIsCurrent(true);
    if (m_isStarted) {
        return;
    }
    vtkNew<vtkCallbackCommand> errors;
    errors->SetCallback(reportWindowError);
    m_window->AddObserver(vtkCommand::ErrorEvent, errors);
    m_window->InitializeFromCurrentContext();
    const char* capabilities = m_window->ReportCapabilities();
    m_isSoftware = capabilities && (std::strstr(capabilities, "llvmpipe") || std::strstr(capabilities, "softpipe"));
    m_isStarted = true;
}

void VolumeView::updateVolume(const Scene& scene)
{
    const Layer* shown = volumeLayer(scene);
    m_renderer->RemoveViewProp(m_prop);
    const bool isAround = hasVisible(scene.surfaces());
    if (!shown || (isAround && scene.surfaces().image != ImageInVolume::Volume)) {
        return;
    }
    const std::int64_t frame = scene.shownFrame(*shown);
    if (!m_source.isSame(shown->volume, frame)) {
        m_image = intensityImage(*shown->volume, frame);
        m_mapper->SetInputData(m_image.image);
        m_prop->SetUserMatrix(m_image.toWorld);
        m_source = {shown->volume, frame};
    }
    const bool translucent
        = isAround || std::any_of(m_surfaces.begin(), m_surfaces.end(), [](const auto& entry) { return entry.second.actor != nullptr; });
    updateTransfer(shown->display, scene.volumeRendering(), translucent);
    updateClips(scene);
    m_renderer->AddViewProp(m_prop);
}

void VolumeView::updateClips(const Scene& scene)
{
    m_mapper->RemoveAllClippingPlanes();
    for (const ClipHalfSpace& kept : keptHalfSpaces(scene)) {
        vtkNew<vtkPlane> plane; // keeps the side to which its normal points
        plane->SetOrigin(kept.on.x, kept.on.y, kept.on.z);
        plane->SetNormal(kept.inward[0], kept.inward[1], kept.inward[2]);
        m_mapper->AddClippingPlane(plane);
    }
}

void VolumeView::updateTransfer(const LayerDisplay& display, const VolumeRendering& rendering, bool translucent)
{
    const VolumeTransfer transfer = volumeTransfer(display, rendering, m_image.low, m_image.high);
    m_prop->GetProperty()->SetAmbient(rendering.ambient);
    m_prop->GetProperty()->SetDiffuse(rendering.diffuse);
    m_prop->GetProperty()->SetSpecular(rendering.specular);
    const double most = display.opacity * (translucent ? TranslucentShare : 1);
    vtkNew<vtkPiecewiseFunction> opacity;
    vtkNew<vtkColorTransferFunction> colour;
    for (std::size_t level = 0; level < 256; ++level) {
        const auto& c = transfer.colour[level];
        opacity->AddPoint(static_cast<double>(level), transfer.opacity[level] * most);
        colour->AddRGBPoint(static_cast<double>(level), c[0], c[1], c[2]);
    }
    // Around surfaces only the strong borders of the image are left, skin to air: a faint shell that says where the surfaces are.
    vtkNew<vtkPiecewiseFunction> atBorders;
    atBorders->AddPoint(translucent ? ShellGradient : 0, translucent ? 0 : 1);
    atBorders->AddPoint(translucent ? 2.5 * ShellGradient : 255, 1);
    m_prop->GetProperty()->SetGradientOpacity(atBorders);
    m_prop->GetProperty()->SetScalarOpacity(opacity);
    m_prop->GetProperty()->SetColor(colour);
    m_prop->GetProperty()->SetScalarOpacityUnitDistance(OpacityUnitMm);
}

void VolumeView::updateSurfaces(const Scene& scene)
{
    std::set<LayerId> kept;
    for (const Layer& layer : scene.layers()) {
        const std::int64_t frame = scene.shownFrame(layer);
        if (!layer.isLabels() || !layer.display.visible || !layer.volume->hasFrame(frame)) {
            continue;
        }
        kept.insert(layer.id);
        Surface& surface = m_surfaces[layer.id];
        if (!surface.source.isSame(layer.volume, frame) || surface.onlyLabel != layer.display.onlyLabel) {
            if (surface.actor) {
                m_renderer->RemoveActor(surface.actor);
            }
            surface = {{layer.volume, frame}, labelSurface(layer, frame), layer.display.onlyLabel};
            if (surface.actor) {
                m_renderer->AddActor(surface.actor);
            }
        }
        if (surface.actor) {
            surface.actor->SetVisibility(layer.display.opacity > 0);
        }
    }
    std::erase_if(m_surfaces, [&](auto& entry) {
        const bool gone = !kept.contains(entry.first);
        if (gone && entry.second.actor) {
            m_renderer->RemoveActor(entry.second.actor);
        }
        return gone;
    });
}

void VolumeView::setCamera(const VolumeProjection& p, const Scene& scene)
{
    vtkCamera* camera = m_renderer->GetActiveCamera();
    double reach = 0; // nothing lies nearer to the eye or further away
    for (const WorldBox& box : {scene.bounds(), boundsOf(scene.surfaces()).value_or(scene.bounds())}) {
        const auto far = [](double focus, double low, double high) { return std::max(std::abs(low - focus), std::abs(high - focus)); };
        reach = std::max(reach,
            2
                * std::hypot(
                    far(p.focus.x, box.low.x, box.high.x), far(p.focus.y, box.low.y, box.high.y), far(p.focus.z, box.low.z, box.high.z)));
    }
    camera->ParallelProjectionOn();
    camera->SetFocalPoint(p.focus.x, p.focus.y, p.focus.z);
    camera->SetPosition(p.focus.x + reach * p.toward[0], p.focus.y + reach * p.toward[1], p.focus.z + reach * p.toward[2]);
    camera->SetViewUp(p.up[0], p.up[1], p.up[2]);
    camera->SetParallelScale(p.mmPerPixel * p.height / 2);
    camera->SetClippingRange(0.01 * reach, 2 * reach);
}

unsigned VolumeView::draw(const Scene& scene, const VolumeProjection& projection, bool coarse)
{
    startWindow();
    updateSurfaces(scene);
    const std::vector<ClipHalfSpace> kept = keptHalfSpaces(scene);
    m_meshes.update(scene.surfaces(), kept, coarse, m_isSoftware, *m_renderer);
    m_slices.update(scene, kept, coarse ? 2 * SliceMm : SliceMm, *m_renderer);
    m_tracts.update(scene.surfaces(), kept, coarse, *m_renderer);
    const bool peels = !coarse && (m_meshes.isTranslucent() || m_tracts.isTranslucent()); // sorts what is seen through
    m_renderer->SetUseDepthPeeling(peels);
    m_renderer->SetUseFXAA(!coarse && hasVisible(scene.surfaces())); // smooth edges
    updateVolume(scene);
    setCamera(projection, scene);
    if (m_image.image) {
        const double* spacing = m_image.image->GetSpacing();
        const double fine = 0.5 * std::min({spacing[0], spacing[1], spacing[2]});
        // A faint shell around surfaces needs little detail, of which software OpenGL would make seconds.
        const float light = m_isSoftware && hasVisible(scene.surfaces()) ? 2 : 1;
        m_mapper->SetSampleDistance(light * static_cast<float>(coarse ? 3 * fine : fine));
        m_mapper->SetImageSampleDistance(light * (coarse ? CoarsePixels : 1));
        m_mapper->SetUseJittering(!coarse);
    }
    m_window->SetSize(projection.width, projection.height);
    m_window->GetState()->Reset();
    m_window->GetState()->Push();
    m_window->Render();
    m_window->GetState()->Pop();
    vtkOpenGLFramebufferObject* drawn = m_window->GetDisplayFramebuffer();
    vtkTextureObject* picture = drawn ? drawn->GetColorAttachmentAsTextureObject(0) : nullptr;
    if (!picture || picture->GetHandle() == 0) {
        throw Error("the 3D view needs OpenGL 3.2 or later; update the graphics driver or choose the slices layout");
    }
    return picture->GetHandle();
}

} // namespace

extern "C" VolumePicture* insulaMakeVolumePicture();
extern "C" VolumePicture* insulaMakeVolumePicture()
{
    return new VolumeView; // owned by the unique_ptr in loadVolumePicture
}

} // namespace insula
