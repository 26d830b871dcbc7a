#include "viewers/Swipe.h"

#include <algorithm>
#include <cmath>

namespace insula {

namespace {

constexpr std::int64_t VoxelsCompared = 8000;
constexpr double LeastPart = 0.02; // of the compared voxels, that must be kept and that must be cut
constexpr double GrabLogical = 5; // on either side of the line

} // namespace

std::vector<ShownLayer> shownLayers(const Scene& scene)
{
    std::vector<ShownLayer> shown;
    for (const Layer& layer : scene.layers()) {
        if (layer.display.visible && layer.display.opacity > 0) {
            shown.push_back({&layer, layer.display});
        }
    }
    return shown;
}

std::vector<ShownLayer> shownBefore(const Scene& scene)
{
    std::vector<ShownLayer> shown = shownLayers(scene);
    shown.resize(std::min<std::size_t>(shown.size(), 1));
    return shown;
}

std::vector<ShownLayer> shownAfter(const Scene& scene)
{
    std::vector<ShownLayer> shown = shownLayers(scene);
    for (std::size_t index = shown.size(); index-- > 1;) {
        ShownLayer& part = shown[index];
        if (part.layer->isLabels() || part.display.outline || !isCutOutOf(*part.layer->volume, *shown.front().layer->volume)) {
            continue;
        }
        const auto frame = part.display.fixedFrame;
        part.display = shown.front().display;
        part.display.fixedFrame = frame;
        shown.erase(shown.begin(), shown.begin() + static_cast<std::ptrdiff_t>(index));
        break;
    }
    return shown;
}

bool isCutOutOf(const Volume& part, const Volume& whole)
{
    if (&part == &whole || !sameGrid(part.grid(), whole.grid()) || !part.hasFrame(0) || !whole.hasFrame(0)) {
        return false;
    }
    const Size3 size = whole.size();
    // A stride that shares no factor with the rows, so that the voxels lie all over the volume.
    std::int64_t stride = std::max<std::int64_t>(1, size.count() / VoxelsCompared);
    while (stride > 1 && (size.x % stride == 0 || stride % 2 == 0)) {
        ++stride;
    }
    const double slack = std::max(std::abs(part.slope()), std::abs(whole.slope())) * 0.51;
    std::int64_t kept = 0, cut = 0, compared = 0;
    for (std::int64_t index = stride / 2; index < size.count(); index += stride, ++compared) {
        const std::int64_t i = index % size.x, j = index / size.x % size.y, k = index / (size.x * size.y);
        const double before = whole.value(i, j, k), after = part.value(i, j, k);
        const bool isFloat = part.dataType() == DataType::Float32 || part.dataType() == DataType::Float64;
        const bool isKept = std::abs(after - before) <= (isFloat ? 1e-5 * std::abs(before) : slack);
        if (!isKept && std::abs(after) > (isFloat ? 0 : slack)) {
            return false;
        }
        kept += isKept && before != 0;
        cut += !isKept;
    }
    const auto least = LeastPart * static_cast<double>(compared);
    return static_cast<double>(kept) > least && static_cast<double>(cut) > least;
}

int swipeColumn(const Scene& scene, int width)
{
    return static_cast<int>(std::lround(scene.swipeAt() * width));
}

double swipeHandleY(const ViewRect& view)
{
    return view.y + 0.8 * view.height; // off the middle, where the crosshair mostly is
}

bool isOnSwipe(const Scene& scene, const ViewRect& view, double x, double y, double scale)
{
    if (!scene.isSwipeOn() || view.kind == ViewKind::Volume || !view.contains(x, y)) {
        return false;
    }
    const double away = std::abs(x - view.x - swipeColumn(scene, view.width)) / scale;
    const bool atHandle = std::abs(y - swipeHandleY(view)) / scale <= SwipeHandleHeight / 2;
    return away <= (atHandle ? SwipeHandleWidth / 2 + 2 : GrabLogical);
}

} // namespace insula
