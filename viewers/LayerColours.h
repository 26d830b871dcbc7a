// From stored voxels to colours: a layer's window, threshold, colour map and opacity with the volume's slope and intercept
// folded in, so that changing any of them touches a table of 512 colours and no voxel.
//
// The sampler gives (stored - offset) * gain, in which the window runs from 0 to 1 (from windowLow/windowHigh to 1, with sign, for
// two-sided maps); colourOf() takes that. What is no number is never drawn as one: infinities have a colour of their own, and so has
// NaN in the image at the bottom; over something, NaN is transparent (statistical maps are NaN outside the brain).
#pragma once

#include "viewers/ColourMap.h"
#include "viewers/Layer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace insula {

// Straight alpha, bytes in memory R, G, B, A.
struct Rgba {
    std::uint8_t r = 0, g = 0, b = 0, a = 0;
    friend bool operator==(const Rgba&, const Rgba&) = default;
};

// Of NaN and infinity: a purple that no colour map has.
inline constexpr Rgba NotFiniteColour{112, 32, 128, 255};

class LayerColours {
public:
    LayerColours(const LayerDisplay& display, double slope, double intercept, bool isBottom = false);

    double offset() const { return m_offset; }
    double gain() const { return m_gain; }
    // Of a volume's value (not stored), for colour bars and readouts.
    Rgba colourOfValue(double value) const;

    Rgba colourOf(float sample) const
    {
        if (!std::isfinite(sample)) {
            return std::isnan(sample) ? m_nan : m_infinite;
        }
        const float strength = m_twoSided ? std::abs(sample) : sample;
        const float index = std::clamp((strength - m_low) * m_steps, 0.0f, 255.0f);
        const bool inside = strength >= m_thresholdLow && strength <= m_thresholdHigh;
        const std::size_t side = m_twoSided && sample < 0 ? 256 : 0;
        Rgba colour = m_table[side + static_cast<std::size_t>(index + 0.5f)];
        colour.a = inside ? m_alphaInside : m_alphaOutside;
        return colour;
    }
    // What colourOf() goes by, for those who do the same elsewhere (a graphics card).
    struct Rules {
        bool twoSided;
        float low, steps, thresholdLow, thresholdHigh; // of samples
        std::uint8_t alphaInside, alphaOutside;
        Rgba nan, infinite;
    };
    Rules rules() const
    {
        return {m_twoSided, m_low, m_steps, m_thresholdLow, m_thresholdHigh, m_alphaInside, m_alphaOutside, m_nan, m_infinite};
    }
    const std::array<Rgba, 512>& table() const { return m_table; } // positive side, negative side; their alpha means nothing
    // Of an outline: the map's strongest, whether or not the threshold leaves values that have it.
    Rgba outlineColour() const
    {
        Rgba colour = m_table[255];
        colour.a = m_alphaInside;
        return colour;
    }
    // What the threshold leaves; for outlines.
    bool isInside(float sample) const
    {
        const float strength = m_twoSided ? std::abs(sample) : sample;
        return strength >= m_thresholdLow && strength <= m_thresholdHigh;
    }

private:
    double m_offset = 0, m_gain = 1;
    double m_slope = 1, m_intercept = 0;
    std::array<Rgba, 512> m_table{}; // positive side, negative side
    Rgba m_nan{}, m_infinite{};
    bool m_twoSided = false;
    float m_low = 0, m_steps = 255;
    float m_thresholdLow, m_thresholdHigh;
    std::uint8_t m_alphaInside = 255, m_alphaOutside = 0;
};

// Colours of label numbers; 0 is transparent, as are labels whose own alpha is 0.
class LabelColours {
public:
    LabelColours(const LabelTable& table, double opacity);
    Rgba colourOf(std::int64_t label);

private:
    std::unordered_map<std::int64_t, Rgba> m_colours;
    double m_opacity;
    std::int64_t m_last = 0;
    Rgba m_lastColour{};
};

} // namespace insula
