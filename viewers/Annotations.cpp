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
constexpr ImU32 LetterColour = IM_COL32(255, 214, 90, 255);
constexpr ImU32 TextColour = IM_COL32(235, 238, 242, 255);
constexpr ImU32 ShadowColour = IM_COL32(0, 0, 0, 220);
constexpr float LetterMargin = 20; // logical pixels at the edges of a view
constexpr float CrosshairGap = 7; // logical pixels left free around the point itself

ImVec2 at(double x, double y)
{
    return {static_cast<float>(std::floor(x)), static_cast<float>(std::floor(y))};
}

void shadowText(ImDrawList& list, ImFont* font, const ImVec2& where, ImU32 colour, const std::string& text)
{
    list.AddText(font, font->FontSize, {where.x + 1, where.y + 1}, ShadowColour, text.c_str());
    list.AddText(font, font->FontSize, where, colour, text.c_str());
}

ImVec2 sizeOf(const ImFont* font, const std::string& text)
{
    return font->CalcTextSizeA(font->FontSize, 1e6f, 0, text.c_str());
}

} // namespace

void drawCrosshair(ImDrawList& list, const Scene& scene, const ViewRect& view, const SliceFrame& frame, const AnnotationStyle& style)
{
    if (!scene.isCrosshairVisible()) {
        return;
    }
    const Pixel p = frame.pixelOf(scene.crosshair());
    const auto left = static_cast<float>(view.x), top = static_cast<float>(view.y);
    const float right = left + static_cast<float>(view.width), bottom = top + static_cast<float>(view.height);
    const float edge = LetterMargin * style.scale; // the lines do not run through the letters
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
        shadowText(list, style.text, at(x - gap - sizeOf(style.text, "Before").x, at0), TextColour, "Before");
        shadowText(list, style.text, at(x + gap, at0), TextColour, "After");
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
            shadowText(
                list, style.text, at(points.back().x + 8 * style.scale, points.back().y - style.text->FontSize), TextColour, curve.text);
        }
    }
}

void drawLetters(ImDrawList& list, const ViewRect& view, const SliceFrame& frame, const AnnotationStyle& style)
{
    const auto letters = frame.letters();
    const double pad = 5 * style.scale, right = view.x + view.width, bottom = view.y + view.height;
    const double middleX = view.x + view.width / 2.0, middleY = view.y + view.height / 2.0;
    const auto put = [&](char letter, double x, double y, double alignX, double alignY) {
        const std::string text(1, letter);
        const ImVec2 size = sizeOf(style.letters, text);
        shadowText(list, style.letters, at(x - alignX * size.x, y - alignY * size.y), LetterColour, text);
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
    for (const Plane plane : Planes) {
        const int normal = normalAxis(plane), a = (normal + 1) % 3, b = (normal + 2) % 3;
        const auto corner = [&](bool highA, bool highB) {
            World w = withCoordinate(c, a, coordinate(highA ? box.high : box.low, a));
            return point(withCoordinate(w, b, coordinate(highB ? box.high : box.low, b)));
        };
        list.AddQuad(
            corner(false, false), corner(true, false), corner(true, true), corner(false, true), IM_COL32(150, 160, 175, 130), style.scale);
    }
    for (int axis = 0; axis < 3; ++axis) {
        list.AddLine(point(withCoordinate(c, axis, coordinate(box.low, axis))), point(withCoordinate(c, axis, coordinate(box.high, axis))),
            CrosshairColour, style.scale);
    }
    // Letters where the axes leave the head's box: the same orientation cue as in the slices.
    static constexpr std::array<std::array<const char*, 2>, 3> Ends{{{"L", "R"}, {"P", "A"}, {"I", "S"}}};
    for (int axis = 0; axis < 3; ++axis) {
        for (std::size_t end = 0; end < 2; ++end) {
            const double reach = 0.04 * (end == 0 ? -1 : 1) * (coordinate(box.high, axis) - coordinate(box.low, axis));
            const ImVec2 p = point(withCoordinate(c, axis, coordinate(end == 0 ? box.low : box.high, axis) + reach));
            const std::string text = Ends[static_cast<std::size_t>(axis)][end];
            const ImVec2 size = sizeOf(style.letters, text);
            shadowText(list, style.letters, at(p.x - size.x / 2, p.y - size.y / 2), LetterColour, text);
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
    list.AddText(style.text, size, where, TextColour, text.c_str(), nullptr, wrap);
}

void drawNotice(ImDrawList& list, const Scene& scene, int width, int height, const AnnotationStyle& style)
{
    const std::string side = scene.isRadiological() ? "Radiological: R is on the left" : "Neurological: L is on the left";
    const double pad = 6 * style.scale, y = height - static_cast<double>(style.text->FontSize) - pad / 2;
    shadowText(list, style.text, at(pad, y), IM_COL32(255, 196, 120, 255), Notice);
    shadowText(list, style.text, at(width - pad - sizeOf(style.text, side).x, y), TextColour, side);
}

} // namespace insula
