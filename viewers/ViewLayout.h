// Which views a window of some size shows, and where.
#pragma once

#include "viewers/Scene.h"

#include <optional>
#include <vector>

namespace insula {

enum class ViewKind { Sagittal, Coronal, Axial, Volume };

struct ViewRect {
    ViewKind kind;
    int x = 0, y = 0, width = 0, height = 0; // pixels from the upper left corner
    std::optional<double> sliceMm{}; // of a lightbox: where its slice is along the plane's normal, from the origin
    std::optional<LayerId> column{}; // of a comparison: the image that it shows; NoLayer: everything

    bool contains(double px, double py) const { return px >= x && py >= y && px < x + width && py < y + height; }
};

struct ViewArrangement {
    std::vector<ViewRect> views;
    std::optional<ViewRect> freeCell; // of a 2x2 grid of three slices; its kind means nothing
    double fitMmPerPixel = 1; // common to all slices, so that they are to one scale at zoom 1
};

// `margin` pixels stay free around each slice for letters. Slices are side by side, above one another or in a grid of 2x2,
// whichever draws the head largest.
ViewArrangement arrangeViews(Layout layout, int width, int height, const WorldBox& box, double margin);

// Of a scene as it is now. `hasReadout`: a lightbox leaves room for readout or colour bars.
ViewArrangement arrangeViews(const Scene& scene, int width, int height, double margin, bool hasReadout);
ViewArrangement arrangeViews(const Scene& scene, int width, int height, double margin);

// Where the slices of the scene's lightbox are along the plane's normal (mm from the origin), inferior, posterior or left first.
std::vector<double> lightboxSlices(const Scene& scene);
inline constexpr std::size_t MostLightboxSlices = 400;

std::optional<Plane> planeOf(ViewKind kind); // none for the 3D view
ViewKind viewOf(Plane plane);
// Of the view's own pointer, and a point on its slice: the same, but in a lightbox.
World pointerIn(const Scene& scene, const ViewRect& view);
World sliceThrough(const Scene& scene, const ViewRect& view);

} // namespace insula
