#include "viewers/Annotations.h"

#include "processing/core/Version.h"
#include "viewers/Swipe.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace insula {

namespace {

constexpr ImU32 CrosshairColour = IM_COL32(64, 208, 255, 190);
// For dark backdrops, and for white ones.
constexpr Ink LightInk{IM_COL32(235, 238, 242, 255), IM_COL32(165, 172, 182, 255), IM_COL32(255, 214, 90, 255),
    IM_COL32(255, 196, 120, 255), IM_COL32(0, 0, 0, 220), IM_COL32(18, 20, 24, 170)};
constexpr Ink DarkInk{IM_COL32(20, 22, 26, 255), IM_COL32(80, 86, 94, 255), IM_COL32(20, 22, 26, 255), IM_COL32(120, 66, 0, 255),
    IM_COL32(255, 255, 255, 235), IM_COL32(255, 255, 255, 190)};
constexpr float LetterMargin = 20; // logical pixels at the edges of a view
constexpr float CrosshairGap = 7; // logical pixels left free around the point itself

ImVec2 at(double x, double y)
{
    return {static_cast<float>(std::floor(x)), static_cast<float>(std::floor(y))};
}

ImVec2 sizeOf(const ImFont* font, const std::string& text)
{
    return font->CalcTextSizeA(font->FontSize, 1e6f, 0, text.c_str());
}

// Of the lightbox, the one whose slice lies nearest to a point; of two, the upper.
bool isNearestSlice(const Scene& scene, const ViewRect& view, const World& point)
{
    const Vec3 n = scene.normalOf(*planeOf(view.kind));
    const double depth = n[0] * point.x + n[1] * point.y + n[2] * point.z;
    const std::vector<double> slices = lightboxSlices(scene);
    const auto nearest
        = std::min_element(slices.begin(), slices.end(), [depth](double a, double b) { return std::abs(a - depth) < std::abs(b - depth); });
    return nearest != slices.end() && std::abs(*nearest - *view.sliceMm) < 1e-9;
}

} // namespace

const Ink& inkOf(const AnnotationStyle& style)
{
    const bool isDark = style.look.backdrop == Backdrop::White || style.look.backdrop == Backdrop::Transparent;
    return isDark ? DarkInk : LightInk;
}

void edgedText(ImDrawList& list, const AnnotationStyle& style, ImFont* font, const ImVec2& where, ImU32 colour, const std::string& text)
{
    const Ink& ink = inkOf(style);
    const float by = std::max(1.0f, std::floor(style.scale));
    for (float y = -by; y <= by; y += by) {
        for (float x = -by; x <= by; x += by) {
            if (&ink == &DarkInk ? x != 0 || y != 0 : x > 0 && y > 0) {
                list.AddText(font, font->FontSize, {where.x + x, where.y + y}, ink.shadow, text.c_str());
            }
        }
    }
    list.AddText(font, font->FontSize, where, colour, text.c_str());
}

void drawSliceNumber(ImDrawList& list, const Scene& scene, const ViewRect& view, const AnnotationStyle& style)
{
    if (view.sliceMm) {
        static constexpr std::array<const char*, 3> Axis{"x", "y", "z"};
        const bool isOblique = scene.sliceAxes() != SliceAxes{};
        const auto plane = static_cast<std::size_t>(*planeOf(view.kind));
        const std::string text = fmt::format("{} {:.1f}", isOblique ? "at" : Axis[plane], *view.sliceMm + 0.0);
        edgedText(list, style, style.text, at(view.x + 4.0 * style.scale, view.y + view.height - 1.3 * style.text->FontSize),
            inkOf(style).text, text);
    }
}

void drawColumnName(ImDrawList& list, const Scene& scene, const ViewRect& view, const AnnotationStyle& style)
{
    if (!view.column) {
        return;
    }
    const std::string name = *view.column == NoLayer ? "with overlays" : scene.layer(*view.column).name;
    const double pad = 6 * style.scale;
    list.PushClipRect({static_cast<float>(view.x), static_cast<float>(view.y)},
        {static_cast<float>(view.x + view.width - pad), static_cast<float>(view.y + view.height)}, true);
    edgedText(list, style, style.text, at(view.x + pad, view.y + view.height - 1.3 * style.text->FontSize), inkOf(style).text, name);
    list.PopClipRect();
}

void drawScaleBar(ImDrawList& list, const Scene& scene, const ViewRect& view, const SliceFrame& frame, const AnnotationStyle& style)
{
    const double room = frame.width * 0.3 * frame.mmPerPixel;
    if (!scene.isScaleBarVisible() || frame.width < 100.0 * style.scale || !(room > 0)) {
        return;
    }
    // The largest of 1, 2, 5, 10, ... mm that fits.
    const double power = std::pow(10, std::floor(std::log10(room)));
    const double mm = power * (room >= 5 * power ? 5 : room >= 2 * power ? 2 : 1);
    const double length = mm / frame.mmPerPixel, scale = style.scale;
    const double right = view.x + view.width - 12 * scale, y = view.y + view.height - 26 * scale;
    const ImVec2 from = at(right - length, y), to{from.x + static_cast<float>(std::round(length)), from.y};
    const float tick = 4 * style.scale;
    for (const auto& [colour, width] :
        {std::pair{inkOf(style).shadow, 3 * style.scale}, std::pair{inkOf(style).text, 1.5f * style.scale}}) {
        list.AddLine(from, to, colour, width);
        list.AddLine({from.x, from.y - tick}, {from.x, from.y + tick}, colour, width);
        list.AddLine({to.x, to.y - tick}, {to.x, to.y + tick}, colour, width);
    }
    const std::string text = mm >= 10 ? fmt::format("{:g} cm", mm / 10) : fmt::format("{:g} mm", mm);
    edgedText(list, style, style.text,
        at((from.x + to.x) / 2.0 - sizeOf(style.text, text).x / 2.0, from.y - style.text->FontSize - static_cast<double>(tick)),
        inkOf(style).text, text);
}

void drawCrosshair(ImDrawList& list, const Scene& scene, const ViewRect& view, const SliceFrame& frame, const AnnotationStyle& style)
{
    if (!scene.isCrosshairVisible()) {
        return;
    }
    const World pointer = pointerIn(scene, view);
    if (view.sliceMm && !isNearestSlice(scene, view, pointer)) {
        return;
    }
    const Pixel p = frame.pixelOf(pointer);
    const auto left = static_cast<float>(view.x), top = static_cast<float>(view.y);
    const float right = left + static_cast<float>(view.width), bottom = top + static_cast<float>(view.height);
    const bool isOblique = scene.sliceAxes() != SliceAxes{};
    const float edge = LetterMargin * style.scale * (isOblique ? 1.6f : 1); // the lines do not run through the letters
    const float x = left + static_cast<float>(std::floor(p.x)) + 0.5f, y = top + static_cast<float>(std::floor(p.y)) + 0.5f;
    const float gap = CrosshairGap * style.scale;
    const auto line = [&](const ImVec2& from, const ImVec2& to) {
        if (from.x < to.x || from.y < to.y) {
            list.AddLine(from, to, CrosshairColour, style.scale);
        }
    };
    line({left + edge, y}, {x - gap, y});
    line({x + gap, y}, {right - edge, y});
    line({x, top + edge}, {x, y - gap});
    line({x, y + gap}, {x, bottom - edge});
}

void drawSwipe(ImDrawList& list, const Scene& scene, const ViewRect& view, const AnnotationStyle& style)
{
    if (!scene.isSwipeOn()) {
        return;
    }
    const float scale = style.scale, edge = LetterMargin * scale;
    const auto x = static_cast<float>(view.x + swipeColumn(scene, view.width)), y = static_cast<float>(swipeHandleY(view));
    const auto top = static_cast<float>(view.y) + edge, bottom = static_cast<float>(view.y + view.height) - edge;
    list.AddLine({x, top}, {x, bottom}, IM_COL32(0, 0, 0, 130), 4 * scale); // seen on white as well as on black
    list.AddLine({x, top}, {x, bottom}, IM_COL32(255, 255, 255, 230), 1.5f * scale);
    const float halfWidth = static_cast<float>(SwipeHandleWidth / 2) * scale,
                halfHeight = static_cast<float>(SwipeHandleHeight / 2) * scale;
    list.AddRectFilled({x - halfWidth, y - halfHeight}, {x + halfWidth, y + halfHeight}, IM_COL32(250, 250, 250, 245), halfWidth);
    list.AddRect({x - halfWidth, y - halfHeight}, {x + halfWidth, y + halfHeight}, IM_COL32(20, 22, 26, 220), halfWidth, 0, 1.5f * scale);
    for (const float side : {-1.0f, 1.0f}) {
        const float tip = x + side * 6 * scale, base = x + side * 2 * scale, half = 4 * scale;
        const ImVec2 above{base, y - half}, below{base, y + half};
        list.AddTriangleFilled({tip, y}, side > 0 ? below : above, side > 0 ? above : below, IM_COL32(40, 44, 52, 255));
    }
    const double lineHeight = style.text->FontSize, gap = 6 * scale, at0 = top + static_cast<double>(gap) / 2;
    if (view.width > 12 * lineHeight) {
        edgedText(list, style, style.text, at(x - gap - sizeOf(style.text, "Before").x, at0), inkOf(style).text, "Before");
        edgedText(list, style, style.text, at(x + gap, at0), inkOf(style).text, "After");
    }
}

void drawPreview(ImDrawList& list, const ToolPreview& preview, const ViewRect& view, const SliceFrame& frame, const AnnotationStyle& style)
{
    if (preview.plane.value_or(frame.plane) != frame.plane) {
        return;
    }
    for (const PreviewCurve& curve : preview.curves) {
        std::vector<ImVec2> points;
        for (const World& point : curve.points) {
            const Pixel p = frame.pixelOf(point);
            points.push_back({static_cast<float>(view.x + p.x), static_cast<float>(view.y + p.y)});
        }
        const ImU32 colour = IM_COL32(curve.colour.r, curve.colour.g, curve.colour.b, curve.colour.a);
        const auto width = static_cast<float>(curve.width) * style.scale;
        if (points.size() == 1) {
            list.AddCircleFilled(points[0], 2 * width, colour);
        } else {
            list.AddPolyline(points.data(), static_cast<int>(points.size()), colour, curve.isClosed ? ImDrawFlags_Closed : 0, width);
        }
        if (!curve.text.empty() && !points.empty()) {
            edgedText(list, style, style.text, at(points.back().x + 8 * style.scale, points.back().y - style.text->FontSize),
                inkOf(style).text, curve.text);
        }
    }
}

void drawLetters(ImDrawList& list, const ViewRect& view, const SliceFrame& frame, const AnnotationStyle& style)
{
    const auto letters = frame.letters();
    const double pad = 5 * style.scale, right = view.x + view.width, bottom = view.y + view.height;
    const double middleX = view.x + view.width / 2.0, middleY = view.y + view.height / 2.0;
    const auto put = [&](const std::string& text, double x, double y, double alignX, double alignY) {
        const ImVec2 size = sizeOf(style.letters, text);
        edgedText(list, style, style.letters, at(x - alignX * size.x, y - alignY * size.y), inkOf(style).letters, text);
    };
    put(letters[0], view.x + pad, middleY, 0, 0.5);
    put(letters[1], right - pad, middleY, 1, 0.5);
    put(letters[2], middleX, view.y + pad / 2, 0.5, 0);
    put(letters[3], middleX, bottom - pad / 2, 0.5, 1);
}

void drawPlanesInVolume(
    ImDrawList& list, const Scene& scene, const ViewRect& view, const VolumeProjection& projection, const AnnotationStyle& style)
{
    if (!scene.isCrosshairVisible()) {
        return;
    }
    const WorldBox box = scene.bounds();
    const World& c = scene.crosshair();
    const auto point = [&](const World& w) {
        const Pixel p = projection.pixelOf(w);
        return ImVec2{static_cast<float>(view.x + p.x), static_cast<float>(view.y + p.y)};
    };
    // Half the extents of the box along the slice axes; turned planes may reach beyond the box.
    std::array<Vec3, 3> reach{};
    const World middle = box.centre();
    for (const Plane plane : Planes) {
        const Vec3 n = scene.normalOf(plane);
        const double half = (std::abs(n[0]) * (box.high.x - box.low.x) + std::abs(n[1]) * (box.high.y - box.low.y)
                                + std::abs(n[2]) * (box.high.z - box.low.z))
            / 2;
        reach[static_cast<std::size_t>(plane)] = {n[0] * half, n[1] * half, n[2] * half};
    }
    const auto moved = [](const World& w, const Vec3& by, double factor) {
        return World{w.x + factor * by[0], w.y + factor * by[1], w.z + factor * by[2]};
    };
    for (std::size_t plane = 0; plane < 3; ++plane) {
        const Vec3 n = scene.normalOf(Planes[plane]), &a = reach[(plane + 1) % 3], &b = reach[(plane + 2) % 3];
        const World on = moved(middle, n, n[0] * (c.x - middle.x) + n[1] * (c.y - middle.y) + n[2] * (c.z - middle.z));
        const auto corner = [&](double alongA, double alongB) { return point(moved(moved(on, a, alongA), b, alongB)); };
        list.AddQuad(corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1), IM_COL32(150, 160, 175, 130), style.scale);
        // The crosshair's line along this axis, as far as the other two planes reach.
        const double depth = n[0] * (middle.x - c.x) + n[1] * (middle.y - c.y) + n[2] * (middle.z - c.z);
        const World foot = moved(c, n, depth);
        list.AddLine(point(moved(foot, reach[plane], -1)), point(moved(foot, reach[plane], 1)), CrosshairColour, style.scale);
    }
    if (!style.look.letters) {
        return;
    }
    // Letters where the axes leave the head's box: the same orientation cue as in the slices.
    static constexpr std::array<std::array<const char*, 2>, 3> Ends{{{"L", "R"}, {"P", "A"}, {"I", "S"}}};
    for (int axis = 0; axis < 3; ++axis) {
        for (std::size_t end = 0; end < 2; ++end) {
            const double beyond = 0.04 * (end == 0 ? -1 : 1) * (coordinate(box.high, axis) - coordinate(box.low, axis));
            const ImVec2 p = point(withCoordinate(c, axis, coordinate(end == 0 ? box.low : box.high, axis) + beyond));
            const std::string text = Ends[static_cast<std::size_t>(axis)][end];
            const ImVec2 size = sizeOf(style.letters, text);
            edgedText(list, style, style.letters, at(p.x - size.x / 2, p.y - size.y / 2), inkOf(style).letters, text);
        }
    }
}

void drawMessage(ImDrawList& list, const ViewRect& view, const std::string& text, const AnnotationStyle& style)
{
    const float size = style.text->FontSize, pad = 24 * style.scale;
    const float wrap = std::max(size, static_cast<float>(view.width) - 2 * pad);
    const ImVec2 extent = style.text->CalcTextSizeA(size, 1e6f, wrap, text.c_str());
    const ImVec2 where
        = at(view.x + (view.width - static_cast<double>(extent.x)) / 2, view.y + (view.height - static_cast<double>(extent.y)) / 2);
    list.AddText(style.text, size, where, inkOf(style).text, text.c_str(), nullptr, wrap);
}

void drawNotice(ImDrawList& list, const Scene& scene, int width, int height, const AnnotationStyle& style)
{
    std::string side = scene.isRadiological() ? "Radiological: R is on the left" : "Neurological: L is on the left";
    const double pad = 6 * style.scale, room = width - 3 * pad - static_cast<double>(sizeOf(style.text, Notice).x);
    if (sizeOf(style.text, side).x > room) { // of a small picture: still which side is which, never one text over the other
        side = scene.isRadiological() ? "R | L" : "L | R";
    }
    const double y = height - static_cast<double>(style.text->FontSize) - pad / 2;
    edgedText(list, style, style.text, at(pad, y), inkOf(style).notice, Notice);
    edgedText(list, style, style.text, at(width - pad - sizeOf(style.text, side).x, y), inkOf(style).text, side);
}

} // namespace insula
