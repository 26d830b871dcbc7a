#include "viewers/ViewLayout.h"

#include "viewers/SliceFrame.h"

#include <algorithm>

namespace insula {

namespace {

constexpr int Gap = 1; // pixels between views

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

} // namespace insula
