#include "widgets/LabelTool.h"

#include "processing/core/Error.h"
#include "processing/core/LabelFill.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace insula {
namespace {

constexpr double SizeStep = 1.15; // of the brush, for a key
constexpr double NearPixels = 8; // logical; so near to the first corner a click closes a polygon
constexpr double CornerPixels = 4; // between corners drawn free-hand
constexpr int CirclePoints = 64;

QString text(const char* source)
{
    return QCoreApplication::translate("insula::LabelTool", source);
}

Vec3 normalOf(const SliceFrame& frame)
{
    const auto &r = frame.right, &d = frame.down;
    return {r[1] * d[2] - r[2] * d[1], r[2] * d[0] - r[0] * d[2], r[0] * d[1] - r[1] * d[0]};
}

World moved(const World& from, const Vec3& along, double mm)
{
    return {from.x + along[0] * mm, from.y + along[1] * mm, from.z + along[2] * mm};
}

// Whether the image's value at a voxel of the map is in the range.
std::function<bool(std::int64_t)> rangeOf(const LabelBrush& brush, const VolumePtr& image, const Grid& grid)
{
    const bool isSame = sameGrid(grid, image->grid());
    return [image, grid, isSame, low = brush.low, high = brush.high, toVoxel = WorldToVoxel(image->affine())](std::int64_t index) {
        auto at = index;
        if (!isSame) {
            const auto inImage = voxelAt(image->grid(), centreOfVoxel(grid, index));
            if (!inImage)
                return false;
            at = *inImage;
        }
        const auto& n = image->size();
        const double value = image->value(at % n.x, at / n.x % n.y, at / (n.x * n.y));
        return value >= low && value <= high;
    };
}

} // namespace

SlicePlane shownPlane(const Grid& grid, const ViewPoint& at)
{
    SlicePlane plane{at.world, normalOf(at.frame)};
    // As the slice is sampled: at the pixel's centre, to the nearest voxel.
    const auto v
        = (grid.affine.inverse() * at.frame.pixelToWorld()).toWorld({std::floor(at.pixel.x) + 0.5, std::floor(at.pixel.y) + 0.5, 0});
    const auto index
        = [](double x, std::int64_t size) { return static_cast<std::int64_t>(std::clamp(x, 0.0, static_cast<double>(size - 1)) + 0.5); };
    const std::int64_t shown = index(v.x, grid.size.x) + grid.size.x * (index(v.y, grid.size.y) + grid.size.y * index(v.z, grid.size.z));
    const auto centre = at.frame.worldAt({std::floor(at.pixel.x) + 0.5, std::floor(at.pixel.y) + 0.5});
    const auto spacing = grid.affine.spacing();
    const double hair = 1e-4 * *std::min_element(spacing.begin(), spacing.end());
    for (const double off : {0.0, hair, -hair})
        if (voxelAt(grid, moved(centre, plane.normal, off)) == shown) {
            plane.point = moved(plane.point, plane.normal, off);
            break;
        }
    return plane;
}

bool LabelTool::mayUse(LabelNumber label) const
{
    const auto session = m_editing.current();
    if (!session) {
        Q_EMIT m_editing.said(text("There is no label map to draw on: choose \"New label map on this image\" in the Labels menu."));
        return false;
    }
    if (!m_editing.isShown(*session)) {
        Q_EMIT m_editing.said(text("%1 is hidden, so what you draw could not be seen: show it in the list of layers.").arg(session->name));
        return false;
    }
    if (label != 0 && session->map->rules().locked.contains(label)) {
        Q_EMIT m_editing.said(
            text("%1 is locked: open its lock in the list of labels, or choose another one.").arg(m_editing.nameOf(label)));
        return false;
    }
    if (session->map->hidden().contains(label)) {
        Q_EMIT m_editing.said(
            text("%1 is hidden, so what you draw could not be seen: show it in the list of labels.").arg(m_editing.nameOf(label)));
        return false;
    }
    return true;
}

bool LabelTool::press(const ViewPoint& at)
{
    m_pointer = at;
    if ((at.modifiers & Qt::ControlModifier) && m_kind != Kind::Pick)
        return false; // turns the slices
    m_isErasing = erases(at);
    if (m_kind == Kind::Pick) {
        const auto session = m_editing.current();
        const auto index = session ? voxelAt(session->map->grid(), shownPlane(session->map->grid(), at).point) : std::nullopt;
        if (index && session->map->at(*index) != 0)
            m_editing.setActive(session->map->at(*index));
        return true;
    }
    if (!mayUse(m_isErasing ? 0 : m_editing.active()))
        return true;
    switch (m_kind) {
    case Kind::Brush:
    case Kind::Eraser:
        m_last = at;
        paint(at, at);
        break;
    case Kind::Polygon:
        if (m_first && m_first->plane != at.plane)
            m_corners.clear(); // begun in another view
        if (m_corners.size() > 2) {
            const auto first = at.frame.pixelOf(m_corners.front());
            if (std::hypot(first.x - at.pixel.x, first.y - at.pixel.y) < NearPixels) {
                closePolygon(m_isErasing);
                break;
            }
        }
        if (m_corners.empty())
            m_first = at;
        m_corners.push_back(at.world);
        m_isDrawing = true;
        break;
    case Kind::Fill:
        fill(at);
        break;
    case Kind::Pick:
        break;
    }
    return true;
}

void LabelTool::drag(const ViewPoint& at)
{
    m_pointer = at;
    if (m_last) {
        paint(*m_last, at);
        m_last = at;
    } else if (m_kind == Kind::Polygon && m_isDrawing && !m_corners.empty()) {
        const auto last = at.frame.pixelOf(m_corners.back());
        if (std::hypot(last.x - at.pixel.x, last.y - at.pixel.y) > CornerPixels)
            m_corners.push_back(at.world);
    }
}

void LabelTool::release(const ViewPoint&)
{
    m_isDrawing = false;
    if (!m_last)
        return;
    m_last.reset();
    if (m_editing.current())
        m_editing.finish(m_isErasing ? text("erase") : text("paint %1").arg(m_editing.nameOf(m_editing.active())));
}

void LabelTool::hover(const ViewPoint& at)
{
    m_pointer = at;
}

void LabelTool::paint(const ViewPoint& from, const ViewPoint& to)
{
    const auto session = m_editing.current();
    if (!session)
        return;
    auto& map = *session->map;
    const auto& brush = m_editing.brush();
    const LabelNumber label = m_isErasing ? 0 : m_editing.active();
    const auto image = brush.isInRange ? m_editing.rangeImage() : nullptr;
    const auto inRange = image ? rangeOf(brush, image, map.grid()) : nullptr;
    const auto set = [&](std::int64_t index) {
        if (!inRange || inRange(index))
            map.set(index, label);
    };
    const auto plane = shownPlane(map.grid(), to);
    // Moved by the same hair.
    const Vec3 hair{plane.point.x - to.world.x, plane.point.y - to.world.y, plane.point.z - to.world.z};
    const World start{from.world.x + hair[0], from.world.y + hair[1], from.world.z + hair[2]};
    if (brush.isBall)
        visitBall(map.grid(), start, plane.point, brush.diameterMm / 2, set);
    else
        visitDisc(map.grid(), plane, start, plane.point, brush.diameterMm / 2, set);
    // The voxels that it reached, whole.
    const auto spacing = map.grid().affine.spacing();
    const double reach = brush.diameterMm / 2 + spacing[0] + spacing[1] + spacing[2];
    const auto &a = start, &b = plane.point;
    m_editing.showStroke(WorldBox{{std::min(a.x, b.x) - reach, std::min(a.y, b.y) - reach, std::min(a.z, b.z) - reach},
        {std::max(a.x, b.x) + reach, std::max(a.y, b.y) + reach, std::max(a.z, b.z) + reach}});
}

void LabelTool::closePolygon(bool isErased)
{
    const auto corners = std::exchange(m_corners, {});
    const auto session = m_editing.current();
    const LabelNumber label = isErased ? 0 : m_editing.active();
    m_isDrawing = false;
    if (corners.size() < 3 || !session || !m_first || !mayUse(label))
        return;
    auto& map = *session->map;
    const auto& brush = m_editing.brush();
    const auto image = brush.isInRange ? m_editing.rangeImage() : nullptr;
    const auto inRange = image ? rangeOf(brush, image, map.grid()) : nullptr;
    visitPolygon(map.grid(), shownPlane(map.grid(), *m_first), corners, [&](std::int64_t index) {
        if (!inRange || inRange(index))
            map.set(index, label);
    });
    m_editing.finish(isErased ? text("erase inside of a polygon") : text("fill polygon with %1").arg(m_editing.nameOf(label)));
}

void LabelTool::fill(const ViewPoint& at)
{
    const auto session = m_editing.current();
    const auto& grid = session->map->grid();
    const auto plane = shownPlane(grid, at);
    const auto seed = voxelAt(grid, plane.point);
    if (!seed)
        return;
    const auto& brush = m_editing.brush();
    const auto image = m_editing.rangeImage();
    if (brush.fillsRange && !image)
        return Q_EMIT m_editing.said(text("Choose the image whose values to fill first."));
    const auto inRange = brush.fillsRange ? rangeOf(brush, image, grid) : nullptr;
    if (inRange && !inRange(*seed))
        return Q_EMIT m_editing.said(
            text("The value there is outside of the range %1 to %2: click where it is inside, or change the range.")
                .arg(brush.low)
                .arg(brush.high));
    const LabelNumber label = m_isErasing ? 0 : m_editing.active();
    const bool inSpace = brush.isBall;
    m_editing.run(m_isErasing ? text("erase by fill") : text("fill with %1").arg(m_editing.nameOf(label)),
        [seed = *seed, inRange, inSpace, plane, label](const LabelSource& source, const Progress& progress) {
            std::vector<bool> isShown;
            if (!inSpace) {
                isShown.resize(source.voxels.size());
                visitPlane(source.grid, plane, [&isShown](std::int64_t index) { isShown[static_cast<std::size_t>(index)] = true; });
            }
            const LabelNumber here = source.voxels[static_cast<std::size_t>(seed)];
            LabelProposal proposal;
            proposal.label = label;
            proposal.gained = connectedVoxels(
                source.grid.size, seed,
                [&](std::int64_t index) {
                    const auto n = static_cast<std::size_t>(index);
                    return (inSpace || isShown[n]) && (inRange ? inRange(index) : source.voxels[n] == here);
                },
                progress);
            return proposal;
        });
}

bool LabelTool::doubleClick(const ViewPoint& at)
{
    if (m_kind == Kind::Polygon)
        closePolygon(erases(at));
    return true;
}

bool LabelTool::key(int key, Qt::KeyboardModifiers modifiers)
{
    auto brush = m_editing.brush();
    switch (key) {
    case Qt::Key_Minus:
    case Qt::Key_Underscore:
        brush.diameterMm /= SizeStep;
        break;
    case Qt::Key_Equal:
    case Qt::Key_Plus:
        brush.diameterMm *= SizeStep;
        break;
    case Qt::Key_Backspace:
        if (m_corners.empty())
            return false;
        m_corners.pop_back();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_corners.empty())
            return false;
        closePolygon(modifiers & Qt::ShiftModifier);
        return true;
    case Qt::Key_Escape:
        if (m_corners.empty())
            return false;
        m_corners.clear();
        return true;
    default:
        return false;
    }
    m_editing.setBrush(brush);
    return true;
}

QCursor LabelTool::cursor() const
{
    return m_kind == Kind::Pick ? Qt::PointingHandCursor : Qt::CrossCursor;
}

ToolPreview LabelTool::preview() const
{
    ToolPreview shown;
    const auto session = m_editing.current();
    Rgba colour{255, 255, 255, 230};
    if (const auto found = session ? session->map->table().find(m_editing.active()) : LabelTable::const_iterator{};
        session && found != session->map->table().end() && m_kind != Kind::Eraser) {
        const auto& c = found->second.rgba;
        colour = {c[0], c[1], c[2], 255};
    }
    if (!m_corners.empty() && m_first) {
        shown.plane = m_first->plane;
        PreviewCurve outline{m_corners, false, colour, 1.5, {}};
        if (m_pointer && m_pointer->plane == m_first->plane)
            outline.points.push_back(m_pointer->world);
        shown.curves.push_back({{m_corners.front()}, false, colour, 5, {}});
        shown.curves.push_back(std::move(outline));
    } else if (m_pointer && (m_kind == Kind::Brush || m_kind == Kind::Eraser)) {
        shown.plane = m_pointer->plane;
        PreviewCurve circle{{}, true, (m_pointer->modifiers & Qt::ShiftModifier) ? Rgba{255, 255, 255, 230} : colour, 1.5, {}};
        const double radius = m_editing.brush().diameterMm / 2;
        for (int n = 0; n < CirclePoints; ++n) {
            const double angle = 2 * std::numbers::pi * n / CirclePoints;
            circle.points.push_back(moved(moved(m_pointer->world, m_pointer->frame.right, radius * std::cos(angle)), m_pointer->frame.down,
                radius * std::sin(angle)));
        }
        auto halo = circle; // so that it is seen on every colour
        halo.colour = {0, 0, 0, 160};
        halo.width = 3.5;
        shown.curves = {std::move(halo), std::move(circle)};
    }
    return shown;
}

void LabelTool::putAway()
{
    m_corners.clear();
    m_pointer.reset();
    if (m_last && m_editing.current())
        m_editing.finish(text("paint"));
    m_last.reset();
}

} // namespace insula
