#include "viewers/ViewLayout.h"

#include "viewers/Comparison.h"
#include "viewers/SliceFrame.h"

#include <algorithm>
#include <cmath>

namespace insula {

namespace {

constexpr int Gap = 1; // pixels between views
constexpr double ReadoutMargins = 10; // width of a lightbox's readout, in margins: about 25 letters

// Cells of a grid, in reading order, that cover the window up to the gaps.
std::vector<ViewRect> gridCells(int columns, int rows, int width, int height)
{
    std::vector<ViewRect> cells;
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column) {
            const int left = column * width / columns, right = (column + 1) * width / columns - (column + 1 < columns ? Gap : 0);
            const int top = row * height / rows, bottom = (row + 1) * height / rows - (row + 1 < rows ? Gap : 0);
            cells.push_back({ViewKind::Volume, left, top, std::max(1, right - left), std::max(1, bottom - top)});
        }
    }
    return cells;
}

double dot(const Vec3& a, const World& b)
{
    return a[0] * b.x + a[1] * b.y + a[2] * b.z;
}

// The columns and rows of `count` cells that draw the head largest.
std::vector<ViewRect> bestGrid(std::size_t count, int width, int height, const WorldBox& box, Plane plane, double margin)
{
    std::vector<ViewRect> best;
    double smallest = INFINITY;
    for (int columns = 1; columns <= static_cast<int>(count); ++columns) {
        const int rows = (static_cast<int>(count) + columns - 1) / columns;
        const double scale = fitMmPerPixel(box, plane, width / columns, height / rows, margin);
        if (scale < smallest) {
            smallest = scale;
            best = gridCells(columns, rows, width, height);
        }
    }
    best.resize(count);
    return best;
}

ViewArrangement arrangeLightbox(const Scene& scene, int width, int height, double margin, bool hasReadout)
{
    const Plane plane = scene.lightbox().plane;
    const std::vector<double> slices = lightboxSlices(scene);
    // Letters have no room of their own around so many slices; the readout has, at the right.
    const double around = slices.size() > 6 ? margin / 6 : margin;
    ViewArrangement arrangement;
    const int strip = hasReadout ? std::min(static_cast<int>(ReadoutMargins * margin), width / 4) : 0;
    width -= strip;
    if (strip > 0) {
        arrangement.freeCell = ViewRect{ViewKind::Volume, width, 0, strip, height};
    }
    arrangement.views = bestGrid(slices.size(), width, height, scene.bounds(), plane, around);
    arrangement.fitMmPerPixel = 0;
    for (std::size_t n = 0; n < slices.size(); ++n) {
        ViewRect& view = arrangement.views[n];
        view.kind = viewOf(plane);
        view.sliceMm = slices[n];
        arrangement.fitMmPerPixel
            = std::max(arrangement.fitMmPerPixel, fitMmPerPixel(scene.bounds(), plane, view.width, view.height, around));
    }
    return arrangement;
}

ViewArrangement arrangeComparison(const Scene& scene, int width, int height, double margin)
{
    std::vector<LayerId> columns = comparedImages(scene);
    if (columns.empty()) {
        columns.push_back(NoLayer);
    }
    const auto& plane = scene.comparison().plane;
    const std::vector<Plane> rows = plane ? std::vector<Plane>{*plane} : std::vector<Plane>(Planes.begin(), Planes.end());
    ViewArrangement arrangement;
    arrangement.views = gridCells(static_cast<int>(columns.size()), static_cast<int>(rows.size()), width, height);
    arrangement.fitMmPerPixel = 0;
    for (std::size_t n = 0; n < arrangement.views.size(); ++n) {
        ViewRect& view = arrangement.views[n];
        view.kind = viewOf(rows[n / columns.size()]);
        view.column = columns[n % columns.size()];
        arrangement.fitMmPerPixel
            = std::max(arrangement.fitMmPerPixel, fitMmPerPixel(scene.bounds(), *planeOf(view.kind), view.width, view.height, margin));
    }
    return arrangement;
}

ViewArrangement arrange(std::vector<ViewRect> cells, const std::vector<ViewKind>& kinds, const WorldBox& box, double margin)
{
    ViewArrangement arrangement;
    arrangement.fitMmPerPixel = 0;
    for (std::size_t index = 0; index < kinds.size(); ++index) {
        cells[index].kind = kinds[index];
        arrangement.views.push_back(cells[index]);
        if (const auto plane = planeOf(kinds[index])) {
            const double scale = fitMmPerPixel(box, *plane, cells[index].width, cells[index].height, margin);
            arrangement.fitMmPerPixel = std::max(arrangement.fitMmPerPixel, scale);
        }
    }
    if (cells.size() > kinds.size()) {
        arrangement.freeCell = cells[kinds.size()];
    }
    return arrangement;
}

} // namespace

std::optional<Plane> planeOf(ViewKind kind)
{
    switch (kind) {
    case ViewKind::Sagittal:
        return Plane::Sagittal;
    case ViewKind::Coronal:
        return Plane::Coronal;
    case ViewKind::Axial:
        return Plane::Axial;
    case ViewKind::Volume:
        break;
    }
    return std::nullopt;
}

ViewArrangement arrangeViews(Layout layout, int width, int height, const WorldBox& box, double margin)
{
    const auto one = [&](ViewKind kind) { return arrange(gridCells(1, 1, width, height), {kind}, box, margin); };
    const std::vector<ViewKind> slices{ViewKind::Sagittal, ViewKind::Coronal, ViewKind::Axial};
    switch (layout) {
    case Layout::Sagittal:
        return one(ViewKind::Sagittal);
    case Layout::Coronal:
        return one(ViewKind::Coronal);
    case Layout::Axial:
        return one(ViewKind::Axial);
    case Layout::Volume:
        return one(ViewKind::Volume);
    case Layout::Four:
        return arrange(
            gridCells(2, 2, width, height), {ViewKind::Sagittal, ViewKind::Coronal, ViewKind::Axial, ViewKind::Volume}, box, margin);
    case Layout::Slices:
    case Layout::Lightbox: // these need a scene
    case Layout::Compare:
        break;
    }
    ViewArrangement best = arrange(gridCells(3, 1, width, height), slices, box, margin);
    for (const auto& [columns, rows] : {std::pair{2, 2}, std::pair{1, 3}}) {
        ViewArrangement other = arrange(gridCells(columns, rows, width, height), slices, box, margin);
        if (other.fitMmPerPixel < best.fitMmPerPixel) {
            best = std::move(other);
        }
    }
    return best;
}

ViewArrangement arrangeViews(const Scene& scene, int width, int height, double margin)
{
    return arrangeViews(scene, width, height, margin, scene.isReadoutVisible());
}

ViewArrangement arrangeViews(const Scene& scene, int width, int height, double margin, bool hasReadout)
{
    switch (scene.layout()) {
    case Layout::Lightbox:
        return arrangeLightbox(scene, width, height, margin, hasReadout);
    case Layout::Compare:
        return arrangeComparison(scene, width, height, margin);
    default:
        return arrangeViews(scene.layout(), width, height, scene.bounds(), margin);
    }
}

std::vector<double> lightboxSlices(const Scene& scene)
{
    const Lightbox& lightbox = scene.lightbox();
    const Vec3 normal = scene.normalOf(lightbox.plane);
    double low = lightbox.lowMm, high = lightbox.highMm;
    if (!(low < high)) {
        const WorldBox box = scene.bounds();
        low = INFINITY;
        high = -INFINITY;
        for (unsigned corner = 0; corner < 8; ++corner) {
            const double along = dot(normal,
                {(corner & 1) ? box.high.x : box.low.x, (corner & 2) ? box.high.y : box.low.y, (corner & 4) ? box.high.z : box.low.z});
            low = std::min(low, along);
            high = std::max(high, along);
        }
    }
    constexpr double AutomaticSlices = 24;
    const double step = scene.sliceStepMm(lightbox.plane);
    double spacing = lightbox.spacingMm > 0 ? lightbox.spacingMm : step * std::max(1.0, std::round((high - low) / AutomaticSlices / step));
    spacing = std::max(spacing, (high - low) / static_cast<double>(MostLightboxSlices - 1));
    const auto count = static_cast<std::size_t>(std::floor((high - low) / spacing + 1e-9)) + 1;
    // As much is left over below the first as above the last one.
    const double first = low + ((high - low) - spacing * static_cast<double>(count - 1)) / 2;
    std::vector<double> slices;
    for (std::size_t n = 0; n < count; ++n) {
        slices.push_back(first + spacing * static_cast<double>(n));
    }
    return slices;
}

ViewKind viewOf(Plane plane)
{
    return plane == Plane::Sagittal ? ViewKind::Sagittal : plane == Plane::Coronal ? ViewKind::Coronal : ViewKind::Axial;
}

World pointerIn(const Scene& scene, const ViewRect& view)
{
    return view.column ? scene.pointer(*view.column) : scene.crosshair();
}

World sliceThrough(const Scene& scene, const ViewRect& view)
{
    World point = pointerIn(scene, view);
    if (view.sliceMm) {
        const Vec3 normal = scene.normalOf(*planeOf(view.kind));
        const double by = *view.sliceMm - dot(normal, point);
        point = {point.x + by * normal[0], point.y + by * normal[1], point.z + by * normal[2]};
    }
    return point;
}

} // namespace insula
