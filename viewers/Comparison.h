// Images side by side: one column for each visible image, with the overlays (label maps, outlines, thresholded or translucent layers) over
// all of them; an image alone is compared with itself under its overlays. Each column has its own pointer, `Scene::pointer`, so that images
// that do not lie on one another can be compared part by part.
#pragma once

#include "viewers/Swipe.h"

#include <optional>
#include <vector>

namespace insula {

inline constexpr std::size_t MostColumns = 4;

// Drawn over images rather than instead of them.
bool isOverlay(const Layer& layer);
// The images that have a column, bottom first, at most MostColumns. NoLayer after a single image: the same with its overlays.
std::vector<LayerId> comparedImages(const Scene& scene);
// What the column of `image` shows; NoLayer: everything.
std::vector<ShownLayer> shownInColumn(const Scene& scene, LayerId image);
// The parts of a slice of some width, side by side, and what each shows: one, or two when before and after are swiped.
struct SlicePart {
    int begin, end; // columns of pixels
    std::vector<ShownLayer> layers; // bottom first
};
std::vector<SlicePart> sliceParts(const Scene& scene, int width, std::optional<LayerId> column);
// Moves the pointer of one column to a point, the others with it when they are linked.
void movePointer(Scene& scene, LayerId column, const World& point);

} // namespace insula
