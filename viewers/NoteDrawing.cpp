#include "viewers/NoteDrawing.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace insula {

namespace {

constexpr double FadeMm = 3, FaintStrength = 0.3;
constexpr double LeastCosine = 0.99985; // 1 degree
constexpr float HandleRadius = 4; // logical pixels

ImU32 colourOf(const Note& note, double strength)
{
    return IM_COL32(note.colour[0], note.colour[1], note.colour[2], static_cast<int>(std::lround(255 * strength)));
}

ImU32 shadow(double strength)
{
    return IM_COL32(0, 0, 0, static_cast<int>(std::lround(180 * strength)));
}

template <typename Projection> std::vector<ImVec2> pointsIn(const std::vector<World>& world, const ViewRect& view, const Projection& frame)
{
    std::vector<ImVec2> points;
    for (const World& w : world) {
        const Pixel p = frame.pixelOf(w);
        points.push_back({static_cast<float>(view.x + p.x), static_cast<float>(view.y + p.y)});
    }
    return points;
}

// A line with a dark edge, seen on white as well as on black.
void curve(ImDrawList& list, const std::vector<ImVec2>& points, bool isClosed, ImU32 colour, ImU32 edge, float scale)
{
    const auto flags = isClosed ? ImDrawFlags_Closed : ImDrawFlags_None;
    const auto count = static_cast<int>(points.size());
    list.AddPolyline(points.data(), count, edge, flags, 3.5f * scale);
    list.AddPolyline(points.data(), count, colour, flags, 1.5f * scale);
}

void shape(ImDrawList& list, const Note& note, const std::vector<ImVec2>& points, double strength, float scale)
{
    const ImU32 colour = colourOf(note, strength), edge = shadow(strength);
    if (points.size() > 1) {
        curve(list, points, isRegion(note.kind), colour, edge, scale);
    }
    if (note.kind == NoteKind::Ruler) { // ticks across its ends
        const float dx = points[1].x - points[0].x, dy = points[1].y - points[0].y, size = std::hypot(dx, dy);
        if (size > 0) {
            const float tx = -dy / size * 5 * scale, ty = dx / size * 5 * scale;
            for (const ImVec2& end : points) {
                curve(list, {{end.x - tx, end.y - ty}, {end.x + tx, end.y + ty}}, false, colour, edge, scale);
            }
        }
    } else if (note.kind == NoteKind::Arrow) {
        const float dx = points[1].x - points[0].x, dy = points[1].y - points[0].y, size = std::hypot(dx, dy);
        if (size > 0) {
            const float ux = dx / size * 11 * scale, uy = dy / size * 11 * scale;
            list.AddTriangleFilled(points[0], {points[0].x + ux - uy * 0.4f, points[0].y + uy + ux * 0.4f},
                {points[0].x + ux + uy * 0.4f, points[0].y + uy - ux * 0.4f}, colour);
        }
    } else if (note.kind == NoteKind::Text) {
        list.AddCircleFilled(points[0], 3.5f * scale, edge);
        list.AddCircleFilled(points[0], 2.5f * scale, colour);
    }
}

// Where the text goes: beside the end of a line, under a region.
ImVec2 captionPlace(const Note& note, const std::vector<ImVec2>& points, float scale)
{
    if (isRegion(note.kind)) {
        const auto byX = [](const ImVec2& a, const ImVec2& b) { return a.x < b.x; };
        const auto byY = [](const ImVec2& a, const ImVec2& b) { return a.y < b.y; };
        return {std::min_element(points.begin(), points.end(), byX)->x, std::max_element(points.begin(), points.end(), byY)->y + 4 * scale};
    }
    const ImVec2& anchor = note.kind == NoteKind::Angle || note.kind == NoteKind::Arrow ? points[1] : points.back();
    return {anchor.x + 9 * scale, anchor.y - 9 * scale};
}

void caption(ImDrawList& list, const Note& note, const std::string& text, const ImVec2& wanted, const ViewRect& view, double strength,
    const AnnotationStyle& style)
{
    if (text.empty()) {
        return;
    }
    const ImFont* font = style.text;
    const ImVec2 size = font->CalcTextSizeA(font->FontSize, 1e6f, 0, text.c_str());
    const float pad = 3 * style.scale;
    const auto left = static_cast<float>(view.x), top = static_cast<float>(view.y);
    const float right = left + static_cast<float>(view.width) - size.x - pad, bottom = top + static_cast<float>(view.height) - size.y - pad;
    // Kept within the view, on whole pixels.
    const ImVec2 at{
        std::floor(std::max(left + pad, std::min(wanted.x, right))), std::floor(std::max(top + pad, std::min(wanted.y, bottom)))};
    list.AddRectFilled({at.x - pad, at.y - pad / 2}, {at.x + size.x + pad, at.y + size.y + pad / 2}, shadow(strength * 0.8), pad);
    list.AddText(font, font->FontSize, at, colourOf(note, strength), text.c_str());
}

} // namespace

std::optional<RegionOfInterest> NoteValues::of(const Scene& scene, std::size_t index)
{
    const Note& note = scene.notes()[index];
    if (!isRegion(note.kind) || scene.selectedLayer() == NoLayer) {
        return std::nullopt;
    }
    const Layer& layer = scene.layer(scene.selectedLayer());
    const std::int64_t frame = scene.shownFrame(layer);
    if (!layer.volume->hasFrame(frame)) {
        return std::nullopt;
    }
    std::erase_if(m_kept, [&](const auto& entry) { return entry.first >= scene.notes().size(); });
    const auto kept = m_kept.find(index);
    if (kept != m_kept.end() && kept->second.image == layer.volume && kept->second.frame == frame && kept->second.note == note) {
        return kept->second.values;
    }
    const RegionOfInterest values = statisticsIn(note, *layer.volume, frame);
    m_kept.insert_or_assign(index, Kept{note, layer.volume, frame, values});
    return values;
}

std::string captionOf(const Note& note, const std::optional<RegionOfInterest>& values)
{
    std::string text = note.text;
    const auto line = [&text](const std::string& more) { text += (text.empty() ? "" : "\n") + more; };
    switch (note.kind) {
    case NoteKind::Ruler:
        line(fmt::format("{:.1f} mm", *valueOf(note)));
        break;
    case NoteKind::Angle:
        line(fmt::format("{:.1f} deg", *valueOf(note)));
        break;
    case NoteKind::Rectangle:
    case NoteKind::Ellipse:
        if (values && values->voxels > 0) {
            line(fmt::format("mean {:.5g}  SD {:.4g}\nmin {:.5g}  max {:.5g}", values->mean, values->sd, values->min, values->max));
        }
        line(fmt::format("{:.1f} mm2", *valueOf(note)) + (values ? fmt::format("  {} voxels", values->voxels) : ""));
        break;
    case NoteKind::Text:
    case NoteKind::Arrow:
        break;
    }
    return text;
}

double noteStrength(const Scene& scene, const Note& note, const SliceFrame& frame)
{
    const Vec3 n = scene.normalOf(frame.plane);
    if (std::abs(n[0] * note.normal[0] + n[1] * note.normal[1] + n[2] * note.normal[2]) < LeastCosine) {
        return 0;
    }
    // From the middle of the view, so that a turn of less than a degree does not count.
    const double depth = std::abs(distanceFromPlane(note, frame.worldAt(frame.pixelOf(note.points.at(0)))));
    const double half = scene.sliceStepMm(frame.plane) / 2 * (1 + 1e-9);
    return depth <= half ? 1 : depth <= half + FadeMm ? FaintStrength : 0;
}

void drawNotes(
    ImDrawList& list, const Scene& scene, const ViewRect& view, const SliceFrame& frame, NoteValues& values, const AnnotationStyle& style)
{
    if (scene.layers().empty()) {
        return;
    }
    for (std::size_t index = 0; index < scene.notes().size(); ++index) {
        const Note& note = scene.notes()[index];
        const double strength = noteStrength(scene, note, frame);
        if (strength == 0) {
            continue;
        }
        const std::vector<ImVec2> points = pointsIn(outlineOf(note), view, frame);
        shape(list, note, points, strength, style.scale);
        if (static_cast<int>(index) == scene.selectedNote()) {
            for (const ImVec2& handle : pointsIn(handlesOf(note), view, frame)) {
                list.AddCircleFilled(handle, HandleRadius * style.scale, IM_COL32(250, 250, 250, 255));
                list.AddCircle(handle, HandleRadius * style.scale, IM_COL32(20, 22, 26, 255), 0, 1.5f * style.scale);
            }
        }
        if (strength == 1) { // faint ones say nothing, so that many slices' notes do not lie over each other
            caption(list, note, captionOf(note, values.of(scene, index)), captionPlace(note, points, style.scale), view, strength, style);
        }
    }
}

void drawNotesInVolume(
    ImDrawList& list, const Scene& scene, const ViewRect& view, const VolumeProjection& projection, const AnnotationStyle& style)
{
    for (const Note& note : scene.notes()) {
        shape(list, note, pointsIn(outlineOf(note), view, projection), 0.8, style.scale);
    }
}

} // namespace insula
