// Before and after: what each side of a swiped picture shows, and where the line between them lies.
//
// Left of the line: the bottom visible layer alone. Right of it: all visible layers; but where one of them is a part that was cut out of
// the bottom image (a stripped brain), that part takes the image's place and its greys, so that the sides differ in what was cut only.
#pragma once

#include "viewers/Scene.h"
#include "viewers/ViewLayout.h"

#include <vector>

namespace insula {

// A layer and how one side shows it.
struct ShownLayer {
    const Layer* layer;
    LayerDisplay display;
};
// Bottom first; hidden and wholly transparent layers left out. The pointers are valid until the scene's layers change.
std::vector<ShownLayer> shownLayers(const Scene& scene);
std::vector<ShownLayer> shownBefore(const Scene& scene);
std::vector<ShownLayer> shownAfter(const Scene& scene);

// Each voxel of `part` is the one of `whole` on the same grid, or 0; some of each. Looks at a few thousand voxels of the first frame,
// so it may be asked for every picture; false while that frame is arriving.
bool isCutOutOf(const Volume& part, const Volume& whole);

// The first column right of the line, from 0 to `width`.
int swipeColumn(const Scene& scene, int width);
// Whether a pixel of the window is on the line or its handle, so that a press grabs it. `scale`: device pixels per logical pixel.
bool isOnSwipe(const Scene& scene, const ViewRect& view, double x, double y, double scale);

// The handle: a box about (line, handleY), logical pixels.
inline constexpr double SwipeHandleWidth = 18, SwipeHandleHeight = 36;
double swipeHandleY(const ViewRect& view);

} // namespace insula
