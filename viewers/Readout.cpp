// The readout part of the annotations: numbers at the crosshair and colour bars.
#include "viewers/Annotations.h"

#include "processing/core/BrainMask.h"
#include "viewers/CrosshairValues.h"
#include "viewers/OverlayPartners.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace insula {

namespace {

enum class Tone { Plain, Quiet };

// Lines of text and bars from the top of a cell down.
class Column {
public:
    Column(ImDrawList& list, const ViewRect& cell, const AnnotationStyle& style) :
        m_list(list), m_style(style), m_left(static_cast<float>(cell.x) + 8 * style.scale),
        m_top(static_cast<float>(cell.y) + 6 * style.scale), m_bottom(static_cast<float>(cell.y + cell.height) - 2 * style.text->FontSize),
        m_width(std::min(static_cast<float>(cell.width) - 16 * style.scale, 230 * style.scale)), m_first(m_top)
    {
        m_list.ChannelsSplit(2); // the panel, whose height is known last, lies below the texts
        m_list.ChannelsSetCurrent(1);
    }
    ~Column()
    {
        const float pad = 4 * m_style.scale;
        m_list.ChannelsSetCurrent(0);
        m_list.AddRectFilled({m_left - pad, m_first - pad / 2}, {m_left + m_width + pad, m_top + pad / 2}, inkOf(m_style).panel, pad);
        m_list.ChannelsMerge();
    }
    Column(const Column&) = delete;
    Column& operator=(const Column&) = delete;

    bool fits(const std::string& line) const
    {
        return m_style.text->CalcTextSizeA(m_style.text->FontSize, 1e6f, 0, line.c_str()).x <= m_width;
    }
    bool hasRoom(float lines) const { return m_top + lines * lineHeight() < m_bottom; }
    void text(const std::string& left, const std::string& right = {}, Tone tone = Tone::Plain)
    {
        const ImU32 colour = tone == Tone::Quiet ? inkOf(m_style).quiet : inkOf(m_style).text;
        const float size = m_style.text->FontSize;
        const float rightWidth = right.empty() ? 0 : m_style.text->CalcTextSizeA(size, 1e6f, 0, right.c_str()).x;
        const ImVec4 clip{m_left, m_top, m_left + m_width - rightWidth - 6 * m_style.scale, m_top + lineHeight()};
        m_list.AddText(m_style.text, size, {m_left, m_top}, colour, left.c_str(), nullptr, 0, right.empty() ? nullptr : &clip);
        if (!right.empty()) {
            m_list.AddText(m_style.text, size, {std::floor(m_left + m_width - rightWidth), m_top}, inkOf(m_style).text, right.c_str());
        }
        m_top += lineHeight();
    }

    // The colours of [low, high] as they are drawn: empty or translucent outside the threshold.
    void bar(const LayerColours& colours, double low, double high, double opacity)
    {
        const double strongest = 255 * std::clamp(opacity, 1.0 / 255, 1.0);
        const float height = std::floor(7 * m_style.scale), step = std::max(1.0f, std::floor(m_style.scale));
        for (float x = 0; x < m_width; x += step) {
            const Rgba c = colours.colourOfValue(low + (high - low) * (static_cast<double>(x) + 0.5) / static_cast<double>(m_width));
            const auto alpha = static_cast<ImU32>(std::min(255L, std::lround(255 * c.a / strongest)));
            m_list.AddRectFilled(
                {m_left + x, m_top}, {m_left + std::min(x + step, m_width), m_top + height}, IM_COL32(c.r, c.g, c.b, alpha));
        }
        m_list.AddRect({m_left, m_top}, {m_left + m_width, m_top + height}, IM_COL32(120, 126, 136, 160), 0, 0,
            std::max(1.0f, std::floor(m_style.scale)));
        m_top += height + 1 * m_style.scale;
    }
    void gap() { m_top += 5 * m_style.scale; }

private:
    float lineHeight() const { return std::floor(m_style.text->FontSize * 1.25f); }

    ImDrawList& m_list;
    const AnnotationStyle& m_style;
    float m_left, m_top, m_bottom, m_width, m_first;
};

struct Shown {
    bool readout, bars;
};

void layerLines(Column& column, const Scene& scene, const Layer& layer, const Shown& shown)
{
    if (layer.isLabels() && !shown.readout) {
        return;
    }
    column.gap();
    column.text(layer.name, shown.readout ? readoutValue(scene, layer) : std::string());
    const LayerDisplay& d = layer.display;
    if (layer.isLabels() || !shown.bars) {
        return;
    }
    if (d.outline && isDistanceMap(*layer.volume)) {
        column.text(fmt::format("outline at {:.1f} mm", d.threshold.high), {}, Tone::Quiet);
        return;
    }
    const double low = d.twoSided ? -d.windowHigh : d.windowLow;
    column.bar(LayerColours(d, layer.volume->slope(), layer.volume->intercept()), low, d.windowHigh, d.opacity);
    column.text(shortNumber(low), shortNumber(d.windowHigh), Tone::Quiet);
    if (d.threshold.enabled) {
        column.text(fmt::format("{} {}{} to {}", d.threshold.outsideOpacity > 0 ? "full" : "shown", d.twoSided ? "\xc2\xb1" : "",
                        shortNumber(d.threshold.low), shortNumber(d.threshold.high)),
            {}, Tone::Quiet);
    }
}

// At the vertices near the crosshair, and once each scale that is painted. Grey ones are folds, not values to read.
void surfaceLines(Column& column, const Scene& scene, const Shown& shown)
{
    std::vector<const LayerDisplay*> barsShown;
    for (const VertexLine& line : vertexLines(scene)) {
        const std::string value = shown.readout ? line.value : std::string();
        if (!column.hasRoom(3)) {
            return;
        }
        if (!line.overlay) {
            if (!value.empty()) {
                column.gap();
                column.text(line.what, value);
            }
            continue;
        }
        const LayerDisplay& d = line.overlay->display;
        const bool hasBar = shown.bars && !line.overlay->data->isLabels && d.colourMap != "gray"
            && std::none_of(barsShown.begin(), barsShown.end(), [&d](const LayerDisplay* each) { return sameColours(*each, d); });
        if (!hasBar && value.empty()) {
            continue;
        }
        if (value.empty()) { // no line of its surface before it
            column.gap();
        }
        column.text(line.what, value, Tone::Quiet);
        if (hasBar) {
            barsShown.push_back(&d);
            const double low = d.twoSided ? -d.windowHigh : d.windowLow;
            column.bar(LayerColours(d, 1, 0), low, d.windowHigh, d.opacity);
            column.text(shortNumber(low), shortNumber(d.windowHigh), Tone::Quiet);
        }
    }
}

// Whether the layers say the same already.
bool isAtlasShown(const Scene& scene)
{
    return std::any_of(scene.layers().begin(), scene.layers().end(), [&scene](const Layer& layer) {
        return layer.isLabels() && layer.display.visible && scene.readoutAtlas() && layer.volume == scene.readoutAtlas()->volume();
    });
}

// The atlas in use, drawn or not.
void regionTexts(Column& column, const Scene& scene)
{
    const auto lines = regionLines(scene);
    if (lines.empty() || isAtlasShown(scene) || !column.hasRoom(static_cast<float>(lines.size()))) {
        return;
    }
    column.gap();
    for (std::size_t n = 0; n < lines.size(); ++n) {
        column.text(lines[n], {}, n == 0 ? Tone::Quiet : Tone::Plain);
    }
}

void readoutLines(Column& column, const Scene& scene, std::optional<double> frameMs)
{
    const World& c = scene.crosshair();
    const std::string place = fmt::format("x {:.1f}  y {:.1f}  z {:.1f} mm", c.x + 0.0, c.y + 0.0, c.z + 0.0);
    const std::size_t last = place.find("  z"); // in a narrow view on a line of its own
    column.text(column.fits(place) ? place : place.substr(0, last));
    if (!column.fits(place)) {
        column.text(place.substr(last + 2));
    }
    const Layer* reference = scene.layers().empty() ? nullptr
        : scene.selectedLayer() == NoLayer          ? &scene.layers().front()
                                                    : &scene.layer(scene.selectedLayer());
    if (const auto voxel = reference ? voxelAt(*reference->volume, c) : std::nullopt) {
        column.text(fmt::format("voxel {} {} {}", (*voxel)[0], (*voxel)[1], (*voxel)[2]), {}, Tone::Quiet);
    }
    if (scene.frames() > 1) {
        column.text(fmt::format("frame {} of {}", scene.frame() + 1, scene.frames()), {}, Tone::Quiet);
    }
    if (frameMs) {
        column.text(fmt::format("{:.1f} ms a frame", *frameMs), {}, Tone::Quiet);
    }
    regionTexts(column, scene);
}

void drawColumn(Column&& column, const Scene& scene, std::optional<double> frameMs, const Shown& shown)
{
    if (shown.readout) {
        readoutLines(column, scene, frameMs);
    }
    for (auto layer = scene.layers().rbegin(); layer != scene.layers().rend(); ++layer) {
        if (layer->display.visible && column.hasRoom(3)) {
            layerLines(column, scene, *layer, shown);
        }
    }
    surfaceLines(column, scene, shown);
}

} // namespace

void drawReadout(ImDrawList& list, const Scene& scene, const ViewRect& cell, std::optional<double> frameMs, const AnnotationStyle& style)
{
    const Shown shown{scene.isReadoutVisible(), style.look.colourBars.value_or(scene.isReadoutVisible())};
    if ((!shown.readout && !shown.bars) || scene.isEmpty()) {
        return;
    }
    list.PushClipRect({static_cast<float>(cell.x), static_cast<float>(cell.y)},
        {static_cast<float>(cell.x + cell.width), static_cast<float>(cell.y + cell.height)}, true);
    drawColumn(Column(list, cell, style), scene, frameMs, shown);
    list.PopClipRect();
}

} // namespace insula
