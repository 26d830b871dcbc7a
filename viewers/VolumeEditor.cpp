#include "viewers/VolumeEditor.h"

#include "viewers/Annotations.h"
#include "viewers/RayCaster.h"
#include "viewers/VolumeTransfer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace insula {

namespace {

constexpr int Bins = 128;
constexpr float PanelWidth = 270, PlotHeight = 96, Grab = 8; // logical pixels
constexpr std::size_t MostPoints = 32;

ImVec2 pixel(double x, double y)
{
    return {static_cast<float>(x), static_cast<float>(y)};
}

ImU32 colourOf(const std::array<float, 3>& c, int alpha = 255)
{
    const auto byte = [](float share) { return static_cast<int>(std::clamp(share, 0.0f, 1.0f) * 255 + 0.5f); };
    return IM_COL32(byte(c[0]), byte(c[1]), byte(c[2]), alpha);
}

bool slider(const char* label, double& value, double low, double high, const char* format)
{
    auto number = static_cast<float>(value);
    if (!ImGui::SliderFloat(label, &number, static_cast<float>(low), static_cast<float>(high), format, ImGuiSliderFlags_AlwaysClamp)) {
        return false;
    }
    value = std::clamp(static_cast<double>(number), low, high);
    return true;
}

// The colours of the program's overlays; ImGui's own are restored by PopStyle().
void pushStyle(float scale)
{
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 5 * scale);
    ImGui::PushStyleVar(ImGuiStyleVar_FrameRounding, 3 * scale);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(8 * scale, 8 * scale));
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(6 * scale, 5 * scale));
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(5 * scale, 3 * scale));
    ImGui::PushStyleVar(ImGuiStyleVar_ScrollbarSize, 10 * scale);
    ImGui::PushStyleVar(ImGuiStyleVar_GrabMinSize, 10 * scale);
    for (const auto& [which, colour] : {std::pair<ImGuiCol, ImVec4>{ImGuiCol_WindowBg, {0.09f, 0.10f, 0.12f, 0.94f}},
             {ImGuiCol_Border, {0.35f, 0.38f, 0.43f, 0.7f}}, {ImGuiCol_FrameBg, {0.20f, 0.22f, 0.26f, 1}},
             {ImGuiCol_FrameBgHovered, {0.26f, 0.29f, 0.34f, 1}}, {ImGuiCol_FrameBgActive, {0.28f, 0.33f, 0.40f, 1}},
             {ImGuiCol_SliderGrab, {0.35f, 0.65f, 0.90f, 1}}, {ImGuiCol_SliderGrabActive, {0.50f, 0.78f, 1, 1}},
             {ImGuiCol_CheckMark, {0.50f, 0.78f, 1, 1}}, {ImGuiCol_Button, {0.22f, 0.25f, 0.30f, 1}},
             {ImGuiCol_ButtonHovered, {0.28f, 0.33f, 0.40f, 1}}, {ImGuiCol_ButtonActive, {0.30f, 0.42f, 0.55f, 1}},
             {ImGuiCol_Text, {0.92f, 0.93f, 0.95f, 1}}, {ImGuiCol_PopupBg, {0.12f, 0.13f, 0.16f, 0.98f}},
             {ImGuiCol_Header, {0.25f, 0.40f, 0.55f, 1}}, {ImGuiCol_HeaderHovered, {0.28f, 0.36f, 0.45f, 1}}}) {
        ImGui::PushStyleColor(which, colour);
    }
}

void popStyle()
{
    ImGui::PopStyleColor(15);
    ImGui::PopStyleVar(7);
}

} // namespace

bool VolumeEditor::contains(const Pixel& p) const
{
    return m_button.contains(p) || (m_isOpen && m_panel.contains(p));
}

std::optional<VolumeEditor::Wish> VolumeEditor::takeWish()
{
    return std::exchange(m_wish, std::nullopt);
}

std::optional<Pixel> VolumeEditor::pixelOfPoint(std::size_t index) const
{
    if (index >= m_drawn.size()) {
        return std::nullopt;
    }
    return Pixel{xOf(m_drawn[index].value), yOf(m_drawn[index].opacity)};
}

void VolumeEditor::draw(const Scene& scene, const ViewRect& view, const AnnotationStyle& style)
{
    const Layer* layer = volumeLayer(scene);
    if (!layer || view.width < 150 * static_cast<int>(style.scale)) {
        hide();
        return;
    }
    ImGui::PushFont(style.text);
    pushStyle(style.scale);
    drawButton(view, style.scale);
    if (m_isOpen) {
        m_settling = std::max(0, m_settling - 1);
        drawPanel(scene, *layer, view, style.scale);
    }
    popStyle();
    ImGui::PopFont();
}

void VolumeEditor::drawButton(const ViewRect& view, float scale)
{
    const float pad = 6 * scale;
    ImGui::SetNextWindowPos(
        pixel(view.x + view.width - static_cast<double>(pad), view.y + static_cast<double>(pad)), ImGuiCond_Always, {1, 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, ImVec2(1, 1));
    ImGui::Begin("##3D button", nullptr,
        ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoMove
            | ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoNav);
    if (ImGui::Button(m_isOpen ? "Close" : "Settings")) {
        setOpen(!m_isOpen);
    }
    const ImVec2 at = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
    m_button = {static_cast<double>(at.x), static_cast<double>(at.y), static_cast<double>(size.x), static_cast<double>(size.y)};
    ImGui::End();
    ImGui::PopStyleVar(2);
}

void VolumeEditor::drawPanel(const Scene& scene, const Layer& layer, const ViewRect& view, float scale)
{
    const double top = m_button.y + m_button.height + 4.0 * scale, pad = 6.0 * scale;
    const auto width = static_cast<float>(std::min(static_cast<double>(PanelWidth * scale), view.width - 2 * pad));
    const auto most = static_cast<float>(std::max(80.0 * scale, view.y + view.height - top - pad));
    ImGui::SetNextWindowPos(pixel(view.x + view.width - pad, top), ImGuiCond_Always, {1, 0});
    ImGui::SetNextWindowSizeConstraints({width, 0}, {width, most});
    ImGui::Begin("##3D settings", nullptr,
        ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoCollapse
            | ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoFocusOnAppearing
            | ImGuiWindowFlags_NoNav);
    VolumeRendering r = scene.volumeRendering();
    m_what.clear();
    ImGui::PushItemWidth(width * 0.58f);
    chooseLook(scene, layer, r);
    if (r.mode == RenderMode::Shaded) {
        editPoints(layer, r, scale);
    } else if (r.mode == RenderMode::Surface) {
        const double low = m_histogram.low, high = m_histogram.high;
        if (slider("level", r.surfaceLevel, low, high, "%.4g")) {
            m_what = "surface level";
        }
    }
    if (r.mode == RenderMode::Shaded || r.mode == RenderMode::Surface) {
        editLight(r);
    }
    editClips(scene, r);
    ImGui::PopItemWidth();
    if (ImGui::Button("Reset all")) {
        r = {};
        m_what = "reset of the 3D view";
    }
    const ImVec2 at = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
    m_panel = {static_cast<double>(at.x), static_cast<double>(at.y), static_cast<double>(size.x), static_cast<double>(size.y)};
    ImGui::End();
    if (!m_what.empty() && r != scene.volumeRendering()) {
        m_wish = Wish{m_what, r};
    }
}

void VolumeEditor::chooseLook(const Scene& scene, const Layer& layer, VolumeRendering& r)
{
    const std::int64_t frame = scene.shownFrame(layer);
    if (layer.volume != m_volume || frame != m_frame) {
        m_volume = layer.volume;
        m_frame = frame;
        m_histogram = histogram(*m_volume, Bins, frame);
    }
    if (ImGui::BeginCombo("preset", "choose...")) {
        for (const RenderingPreset& preset : RenderingPresets) {
            if (ImGui::Selectable(std::string(preset.title).c_str())) {
                r = withPreset(r, preset.name, *layer.volume, frame);
                m_what = "3D preset";
            }
        }
        ImGui::EndCombo();
    }
    static constexpr std::array<const char*, 5> Modes{"Shaded", "Maximum intensity", "Minimum intensity", "Mean intensity", "Surface"};
    const auto mode = static_cast<std::size_t>(r.mode);
    if (ImGui::BeginCombo("mode", Modes[mode])) {
        for (std::size_t n = 0; n < Modes.size(); ++n) {
            if (ImGui::Selectable(Modes[n], n == mode)) {
                r.mode = static_cast<RenderMode>(n);
                m_what = "3D mode";
                if (r.mode == RenderMode::Surface && !(r.surfaceLevel > m_histogram.low && r.surfaceLevel < m_histogram.high)) {
                    r.surfaceLevel = layer.display.windowLow + 0.3 * (layer.display.windowHigh - layer.display.windowLow);
                }
            }
        }
        ImGui::EndCombo();
    }
}

void VolumeEditor::drawCurve(const std::vector<TransferPoint>& points, float scale) const
{
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 low = pixel(m_plot.x, m_plot.y), high = pixel(m_plot.x + m_plot.width, m_plot.y + m_plot.height);
    list.AddRectFilled(low, high, IM_COL32(14, 16, 19, 255), 3 * scale);
    double tallest = 1;
    for (const double count : m_histogram.counts) {
        tallest = std::max(tallest, std::log1p(count));
    }
    const double step = (m_histogram.high - m_histogram.low) / Bins;
    for (std::size_t bin = 0; bin < m_histogram.counts.size(); ++bin) {
        const double from = m_histogram.low + static_cast<double>(bin) * step;
        const double top = m_plot.y + m_plot.height * (1 - 0.95 * std::log1p(m_histogram.counts[bin]) / tallest);
        list.AddRectFilled(
            pixel(std::floor(xOf(from)), top), pixel(std::floor(xOf(from + step)), high.y), IM_COL32(92, 99, 110, 150)); // no overlap
    }
    // Under the curve, its colours.
    for (std::size_t n = 0; n + 1 < points.size(); ++n) {
        const TransferPoint &a = points[n], &b = points[n + 1];
        const double x0 = xOf(a.value), x1 = xOf(b.value);
        for (double x = x0; x < x1; x += 2 * scale) {
            const auto part = static_cast<float>((x - x0) / std::max(x1 - x0, 1e-9));
            std::array<float, 3> colour{};
            for (std::size_t c = 0; c < 3; ++c) {
                colour[c] = a.colour[c] + part * (b.colour[c] - a.colour[c]);
            }
            const double opacity = a.opacity + static_cast<double>(part) * (b.opacity - a.opacity);
            list.AddRectFilled(pixel(x, yOf(opacity)), pixel(std::min(x + 2 * scale, x1), high.y), colourOf(colour, 150));
        }
    }
    std::vector<ImVec2> line{pixel(low.x, yOf(points.front().opacity))};
    for (const TransferPoint& point : points) {
        line.push_back(pixel(xOf(point.value), yOf(point.opacity)));
    }
    line.push_back(pixel(high.x, yOf(points.back().opacity)));
    list.PushClipRect(low, high, true);
    list.AddPolyline(line.data(), static_cast<int>(line.size()), IM_COL32(235, 238, 242, 255), 0, 1.5f * scale);
    list.PopClipRect();
    for (std::size_t n = 0; n < points.size(); ++n) {
        const ImVec2 at = pixel(xOf(points[n].value), yOf(points[n].opacity));
        list.AddCircleFilled(at, 5 * scale, colourOf(points[n].colour));
        list.AddCircle(at, 5 * scale, n == m_selected ? IM_COL32(128, 200, 255, 255) : IM_COL32(20, 22, 26, 255), 0, 2 * scale);
    }
}

void VolumeEditor::editPoints(const Layer& layer, VolumeRendering& r, float scale)
{
    std::vector<TransferPoint> points = r.points.empty() ? pointsOfWindow(layer.display) : r.points;
    if (!m_dragged) { // the axis does not move under the pointer
        m_low = std::min(m_histogram.low, points.front().value);
        m_high = std::max(m_histogram.high, points.back().value);
    }
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    m_plot = {static_cast<double>(at.x), static_cast<double>(at.y), static_cast<double>(width), static_cast<double>(PlotHeight * scale)};
    ImGui::InvisibleButton("plot", {width, PlotHeight * scale}, ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonRight);
    const bool isHovered = ImGui::IsItemHovered();
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const double value = m_low + (m_high - m_low) * std::clamp((static_cast<double>(mouse.x) - m_plot.x) / m_plot.width, 0.0, 1.0);
    const double opacity = std::clamp(1 - (static_cast<double>(mouse.y) - m_plot.y) / m_plot.height, 0.0, 1.0);
    const auto nearest = std::min_element(points.begin(), points.end(), [&](const TransferPoint& a, const TransferPoint& b) {
        const auto away = [&](const TransferPoint& p) { return std::hypot(xOf(p.value) - mouse.x, yOf(p.opacity) - mouse.y); };
        return away(a) < away(b);
    });
    const bool isOnPoint = std::hypot(xOf(nearest->value) - mouse.x, yOf(nearest->opacity) - mouse.y) <= static_cast<double>(Grab * scale);
    const auto index = static_cast<std::size_t>(nearest - points.begin());
    if (isHovered && ImGui::IsMouseClicked(0) && isOnPoint) {
        m_dragged = m_selected = index;
    } else if (isHovered && ImGui::IsMouseDoubleClicked(0) && !isOnPoint && points.size() < MostPoints) {
        const auto after = std::find_if(points.begin(), points.end(), [value](const TransferPoint& p) { return p.value > value; });
        const std::array<float, 3> colour = after == points.end() ? points.back().colour : after->colour;
        m_selected = static_cast<std::size_t>(after - points.begin());
        points.insert(after, {value, opacity, colour});
        m_what = "new point of the transfer function";
    } else if (isHovered && ImGui::IsMouseClicked(1) && isOnPoint && points.size() > 2) {
        points.erase(nearest);
        m_what = "point taken from the transfer function";
    }
    if (m_dragged && *m_dragged < points.size() && ImGui::IsMouseDown(0)) {
        TransferPoint& point = points[*m_dragged];
        const double gap = 1e-6 * (m_high - m_low); // points keep their order
        const double low = *m_dragged > 0 ? points[*m_dragged - 1].value + gap : -1e300;
        const double high = *m_dragged + 1 < points.size() ? points[*m_dragged + 1].value - gap : 1e300;
        if (ImGui::GetIO().MouseDelta.x != 0 || ImGui::GetIO().MouseDelta.y != 0) {
            point.value = std::clamp(value, std::min(low, high), std::max(low, high));
            point.opacity = opacity;
            m_what = "transfer function";
        }
    } else {
        m_dragged.reset();
    }
    m_selected = std::min(m_selected, points.size() - 1);
    drawCurve(points, scale);
    if (isHovered && !m_dragged) {
        ImGui::SetTooltip("%.4g: opacity %.2f\nDrag points; double click adds one, right click removes it", value, opacity);
    }
    if (ImGui::ColorEdit3("colour", points[m_selected].colour.data(), ImGuiColorEditFlags_NoInputs | ImGuiColorEditFlags_NoLabel)) {
        m_what = "colour in the 3D view";
    }
    ImGui::SameLine();
    ImGui::Text("point %d at %.4g", static_cast<int>(m_selected) + 1, points[m_selected].value);
    m_drawn = points;
    if (!m_what.empty() && m_what != "3D preset" && m_what != "3D mode") {
        r.points = std::move(points);
    }
}

void VolumeEditor::editLight(VolumeRendering& r)
{
    for (const auto& [label, value] : {std::pair<const char*, double*>{"ambient", &r.ambient}, {"diffuse", &r.diffuse},
             {"specular", &r.specular}, {"outlines", &r.edges}, {"depth", &r.depth}}) {
        if (slider(label, *value, 0, 1, "%.2f")) {
            m_what = fmt::format("{} in the 3D view", label);
        }
    }
}

void VolumeEditor::editClips(const Scene& scene, VolumeRendering& r)
{
    ImGui::Separator();
    if (ImGui::Checkbox("Cut away at the crosshair", &r.cutAway)) {
        m_what = "cut-away";
    }
    if (!paintedLayers(scene).empty() && slider("overlay depth", r.overlayDepthMm, 0, 40, "%.0f mm")) {
        m_what = "depth of the overlay";
    }
    const WorldBox box = scene.bounds();
    const double reach = 0.6 * std::hypot(box.high.x - box.low.x, box.high.y - box.low.y, box.high.z - box.low.z);
    std::optional<std::size_t> removed;
    for (std::size_t n = 0; n < r.planes.size(); ++n) {
        ClipPlane& plane = r.planes[n];
        ImGui::PushID(static_cast<int>(n));
        ImGui::Text("Clip plane %d", static_cast<int>(n) + 1);
        ImGui::SameLine();
        if (ImGui::SmallButton("flip")) {
            plane = {std::remainder(plane.azimuth + 180, 360.0), -plane.elevation, -plane.offsetMm};
            m_what = "flipped clip plane";
        }
        ImGui::SameLine();
        if (ImGui::SmallButton("remove")) {
            removed = n;
        }
        if (slider("turn", plane.azimuth, -180, 180, "%.0f\xc2\xb0") || slider("tilt", plane.elevation, -90, 90, "%.0f\xc2\xb0")
            || slider("position", plane.offsetMm, -reach, reach, "%.0f mm")) {
            m_what = "clip plane";
        }
        ImGui::PopID();
    }
    if (removed) {
        r.planes.erase(r.planes.begin() + static_cast<std::ptrdiff_t>(*removed));
        m_what = "clip plane removed";
    }
    if (r.planes.size() < MostClipPlanes && ImGui::Button("Add clip plane")) {
        r.planes.push_back({scene.volumeCamera().azimuth, 0, 0}); // facing the eye: what is in front goes
        m_what = "clip plane";
    }
    static constexpr std::array<const char*, 3> Axes{"left, right", "back, front", "down, up"};
    for (std::size_t axis = 0; axis < 3; ++axis) {
        auto low = static_cast<float>(r.box.low[axis] * 100), high = static_cast<float>(r.box.high[axis] * 100);
        if (ImGui::DragFloatRange2(Axes[axis], &low, &high, 0.5f, 0, 100, "%.0f%%", "%.0f%%", ImGuiSliderFlags_AlwaysClamp)) {
            r.box.low[axis] = std::clamp(low / 100.0, 0.0, 1.0);
            r.box.high[axis] = std::clamp(high / 100.0, 0.0, 1.0);
            m_what = "clip box";
        }
    }
}

} // namespace insula
