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

std::optional<Plane> planeOf(ViewKind kind); // none for the 3D view

} // namespace insula
