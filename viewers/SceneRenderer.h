// Draws a scene into one OpenGL framebuffer: the slices, the 3D view, and over them letters, crosshair, readout, colour bars and the
// notice (Dear ImGui).
//
// Slices are sampled on the CPU straight from the stored voxels, one texture a layer and view, and coloured and blended by a shader
// (SliceCanvas.h). The 3D view's library (VTK) is loaded when a layout first shows it. All positions are device
// pixels from the upper left corner. OpenGL 3.2 core or later must be current in render() and in the destructor, and
// it must be the same context every time. Each object belongs to one thread; several may draw at the same time, also the same scene
// while nothing changes it.
#pragma once

#include "viewers/PictureLook.h"
#include "viewers/SliceFrame.h"
#include "viewers/ToolPreview.h"
#include "viewers/ViewLayout.h"

#include <memory>
#include <optional>

namespace insula {

class VolumeEditor;

class SceneRenderer {
public:
    explicit SceneRenderer(const Scene& scene);
    ~SceneRenderer();

    // Size of the framebuffer; `pixelRatio` device pixels are one logical pixel (text and lines scale with it).
    void setSize(int width, int height, double pixelRatio);
    // The window's own at first. With a transparent backdrop, nothing becomes `behind`, a grey from 0 to 1.
    void setLook(const PictureLook& look, float behind = 0);
    // While true (a drag in progress), the 3D view is drawn coarsely.
    void setInteracting(bool interacting);
    // Drawn over the slices from now on.
    void setPreview(ToolPreview preview);
    // Draws into the framebuffer that is bound now.
    void render();
    // False when something was left out or coarse in the last frame, and a later one will be better.
    bool isComplete() const;
    double lastFrameMs() const;
    std::uint64_t sliceUploads() const; // textures of slices that were sent to OpenGL since the start

    std::optional<ViewRect> viewAt(const Pixel& p) const;
    const ViewArrangement& arrangement() const; // of the scene's layout now; valid until the layout, size or bottom layer changes
    SliceFrame frameOf(const ViewRect& view) const; // of a slice view; pixels relative to the view's corner
    // The point under a pixel of a slice view.
    std::optional<World> worldAt(const Pixel& p) const;

    // The editor of the 3D view; pictures without a window have none, so it is drawn from the first call on.
    VolumeEditor& volumeEditor();
    // For Dear ImGui. True: the pointer is over the editor, and the views should not take the event.
    bool mouseMoved(const Pixel& p);
    void mouseButton(int button, bool pressed); // 0 left, 1 right, 2 middle; at least one frame before the next
    void mouseWheel(double steps);

private:
    class Private;
    std::unique_ptr<Private> m;
};

} // namespace insula
