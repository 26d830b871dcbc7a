#include "viewers/Comparison.h"

#include <algorithm>

namespace insula {

bool isOverlay(const Layer& layer)
{
    const LayerDisplay& d = layer.display;
    return layer.isLabels() || d.outline || d.threshold.enabled || d.opacity < 1 || d.blend != Blend::Over;
}

std::vector<LayerId> comparedImages(const Scene& scene)
{
    std::vector<LayerId> images;
    bool hasOverlays = false;
    for (const ShownLayer& shown : shownLayers(scene)) {
        const bool over = isOverlay(*shown.layer) && !images.empty();
        hasOverlays = hasOverlays || over;
        if (!over && images.size() < MostColumns) {
            images.push_back(shown.layer->id);
        }
    }
    if (images.size() == 1 && hasOverlays) {
        return {images.front(), NoLayer};
    }
    return images;
}

std::vector<ShownLayer> shownInColumn(const Scene& scene, LayerId image)
{
    std::vector<ShownLayer> shown = shownLayers(scene);
    if (image == NoLayer) {
        return shown;
    }
    const std::vector<LayerId> images = comparedImages(scene);
    const bool isAlone = images.size() == 2 && images.back() == NoLayer;
    std::erase_if(shown, [&](const ShownLayer& each) {
        const bool isImage = std::find(images.begin(), images.end(), each.layer->id) != images.end();
        return each.layer->id != image && (isAlone || isImage || !isOverlay(*each.layer));
    });
    return shown;
}

std::vector<SlicePart> sliceParts(const Scene& scene, int width, std::optional<LayerId> column)
{
    if (column) {
        return {{0, width, shownInColumn(scene, *column)}};
    }
    if (!scene.isSwipeOn()) {
        return {{0, width, shownLayers(scene)}};
    }
    const int line = swipeColumn(scene, width);
    return {{0, line, shownBefore(scene)}, {line, width, shownAfter(scene)}};
}

void movePointer(Scene& scene, LayerId column, const World& point)
{
    const Vec3 own = scene.pointerOffset(column);
    const World before = scene.crosshair();
    Comparison comparison = scene.comparison();
    const std::vector<LayerId> images = comparedImages(scene);
    if (column == NoLayer) { // an image beside itself has one pointer
        return scene.setCrosshair(point);
    }
    const bool isFirst = images.empty() || column == images.front();
    if (!comparison.isLinked && !isFirst) {
        comparison.offsets[column] = {point.x - before.x, point.y - before.y, point.z - before.z};
        scene.setComparison(comparison);
        return;
    }
    scene.setCrosshair({point.x - own[0], point.y - own[1], point.z - own[2]});
    if (comparison.isLinked) {
        return;
    }
    // The other columns stay where they are.
    const World& now = scene.crosshair();
    for (const LayerId other : images) {
        if (other != column) {
            Vec3& offset = comparison.offsets[other];
            offset = {offset[0] + before.x - now.x, offset[1] + before.y - now.y, offset[2] + before.z - now.z};
        }
    }
    scene.setComparison(comparison);
}

} // namespace insula
