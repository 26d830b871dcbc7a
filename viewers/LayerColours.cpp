#include "viewers/LayerColours.h"

#include <limits>

namespace insula {

namespace {

std::uint8_t alphaByte(double opacity)
{
    return static_cast<std::uint8_t>(std::lround(255 * std::clamp(opacity, 0.0, 1.0)));
}

void fill(std::array<Rgba, 512>& table, std::size_t start, const ColourTable& colours)
{
    for (std::size_t index = 0; index < colours.size(); ++index) {
        table[start + index] = {colours[index][0], colours[index][1], colours[index][2], 255};
    }
}

} // namespace

LayerColours::LayerColours(const LayerDisplay& display, double slope, double intercept, bool isBottom) :
    m_slope(slope), m_intercept(intercept), m_twoSided(display.twoSided), m_thresholdLow(-std::numeric_limits<float>::infinity()),
    m_thresholdHigh(std::numeric_limits<float>::infinity()), m_alphaInside(alphaByte(display.opacity)),
    m_alphaOutside(alphaByte(display.opacity * display.threshold.outsideOpacity))
{
    m_infinite = NotFiniteColour;
    m_infinite.a = m_alphaInside;
    m_nan = isBottom ? m_infinite : Rgba{};
    // Value of the sample's 0, and samples per value.
    const double zero = m_twoSided ? 0 : display.windowLow;
    const double width = std::max(display.windowHigh - zero, std::numeric_limits<float>::min() * 1.0);
    m_offset = (zero - intercept) / slope;
    m_gain = slope / width;
    if (m_twoSided) {
        m_low = static_cast<float>(std::clamp(display.windowLow / width, 0.0, 0.999));
        m_steps = 255 / (1 - m_low);
    }
    if (display.threshold.enabled) {
        m_thresholdLow = static_cast<float>((display.threshold.low - zero) / width);
        m_thresholdHigh = static_cast<float>((display.threshold.high - zero) / width);
        // The samples are computed on another way than these ends; a value equal to an end is inside.
        const float slack = 1e-6f;
        m_thresholdLow -= slack * std::max(1.0f, std::abs(m_thresholdLow));
        m_thresholdHigh += slack * std::max(1.0f, std::abs(m_thresholdHigh));
    }
    fill(m_table, 0, colourTable(display.colourMap == "labels" ? "gray" : display.colourMap, display.inverted));
    const std::string_view negative = display.negativeMap.empty() ? coldPartner(display.colourMap) : std::string_view(display.negativeMap);
    fill(m_table, 256, colourTable(negative, display.inverted));
}

Rgba LayerColours::colourOfValue(double value) const
{
    return colourOf(static_cast<float>(((value - m_intercept) / m_slope - m_offset) * m_gain));
}

LabelColours::LabelColours(const LabelTable& table, double opacity) : m_opacity(opacity)
{
    for (const auto& [number, label] : table) {
        const auto& c = label.rgba;
        m_colours[number] = {c[0], c[1], c[2], alphaByte(opacity * c[3] / 255.0)};
    }
    m_colours[0] = {};
}

Rgba LabelColours::colourOf(std::int64_t label)
{
    if (label == m_last) {
        return m_lastColour;
    }
    auto found = m_colours.find(label);
    if (found == m_colours.end()) {
        const auto c = defaultLabelColour(label);
        found = m_colours.emplace(label, Rgba{c[0], c[1], c[2], alphaByte(m_opacity)}).first;
    }
    m_last = label;
    m_lastColour = found->second;
    return m_lastColour;
}

} // namespace insula
