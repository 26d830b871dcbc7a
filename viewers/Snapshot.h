// One picture of files, without a window or a display: the same drawing as in the workbench, with letters, notice and
// orientation state stamped on it. No VTK and no OpenGL in this header: insula-cli loads the library for `snapshot` only.
#pragma once

#include "viewers/PictureLook.h"
#include "viewers/Scene.h"

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace insula {

struct SnapshotLayer {
    // NIfTI, a surface, values at the vertices of the surface before it, or streamlines; which of them, the file says.
    std::filesystem::path file;
    // What is not set follows defaultDisplay() or vertexOverlay(). Of a surface or streamlines the opacity alone counts.
    std::optional<std::pair<double, double>> window, threshold;
    std::optional<double> opacity;
    std::string colourMap; // empty: the default
    bool outline = false;
    std::size_t map = 0; // of values at vertices, from 0
};

struct SnapshotRequest {
    // A saved view (ViewFile.h), drawn as it is but for what is set below; layers, sides, crosshair and frame do not count then.
    std::filesystem::path view;
    std::vector<SnapshotLayer> layers; // bottom first, at least one without a view
    std::filesystem::path output; // .png, .tif, .tiff; replaced only when the picture is complete
    int width = 1200, height = 900; // pixels, 64 to 16384
    double scale = 1; // of text and lines, 0.05 to 16
    double dpi = 0; // dots per inch, for the file's readers; 0: not said
    PictureLook look{};
    std::optional<Layout> layout; // slices of files
    std::optional<World> crosshair; // mm; centre of the first layer, else of all surfaces, otherwise
    bool radiological = true;
    std::int64_t frame = 0;
    // Of the 3D view.
    std::optional<VolumeCamera> camera;
    std::string preset; // RenderingPresets; empty: none
    std::optional<RenderMode> mode;
    std::vector<ClipPlane> clips; // none: the view's
    bool cutAway = false;
};

// Fills an empty scene with what is asked for, and waits until its frames have arrived. Throws Error.
void prepareScene(Scene& scene, const SnapshotRequest& request);
// Throws Error. Must not be called from a process that uses OpenGL on this thread otherwise.
extern "C" void insulaSnapshot(const SnapshotRequest& request);

} // namespace insula
