// What RaySetup.cpp makes and RayTrace.cpp goes by; not for others.
#pragma once

#include "viewers/RayCaster.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace insula {
namespace ray {

using Point = std::array<float, 3>;

inline constexpr float FaintOpacity = 0.01f; // of one step; below it nothing is shaded

inline float dot(const Point& a, const Point& b)
{
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

inline Point share(const Rgba& c)
{
    return {static_cast<float>(c.r) / 255, static_cast<float>(c.g) / 255, static_cast<float>(c.b) / 255};
}

// A half space in voxel coordinates: inside where dot(inward, p) >= from.
struct HalfSpace {
    Point inward{};
    float from = 0;
};

} // namespace ray

// All in voxel coordinates.
struct RayCaster::Rays {
    Point corner{}, alongX{}, alongY{}, step{}; // of pixel (0, 0), one pixel right, one down, one step away from the eye
    float stepsThrough = 0; // at most
    float nearest = 0, farthest = 1; // steps between which the volume lies
    std::vector<ray::HalfSpace> kept, open;
    double stepMm = 1;
};

struct RayCaster::Segment {
    float opacity = 0;
    Point colour{};
};

// Steps from first to last; capped: it begins where something was cut.
struct RayCaster::Span {
    float first = 0, last = -1;
    bool isCapped = false;
};

// What a ray has gathered: colour times alpha.
struct RayCaster::Hit {
    Point colour{};
    float alpha = 0;
    float surface = -1; // the step of what is lit; below 0: nothing is
    float best = -1, sum = 0; // level, and samples of it, of projections
    int count = 0;
};

struct RayCaster::Shading {
    // Sums over the levels below an index: of the extinction of one step, and of it times the colour.
    std::array<float, 257> extinction{};
    std::array<Point, 257> glow{};
    std::array<bool, 256> isSeen{}; // whether a block whose largest level is this may hold anything to see
    std::array<Point, 256> cap{}; // the layer's colours, as in the slices
    float capLevel = 0; // below it a cut is open
    float windowLevels = 255; // width of the window in levels
    float surfaceLevel = 0;
    const RayView* view = nullptr;
    Affine toWorld;
    std::array<Point, 3> gradientToWorld{}; // rows
    Point light{}, half{}, toward{}; // World directions

    // One step whose level goes from `a` to `b`: the mean over all levels between, so that a thin bright edge is drawn alike wherever the
    // samples fall (pre-integration: Engel et al., Graphics Hardware 2001).
    Segment between(float a, float b) const
    {
        const auto low = static_cast<std::size_t>(std::min(a, b) + 0.5f), high = static_cast<std::size_t>(std::max(a, b) + 0.5f) + 1;
        const float sum = extinction[high] - extinction[low];
        if (sum <= 0) {
            return {};
        }
        Segment segment{1 - std::exp(-sum / static_cast<float>(high - low)), {}};
        for (std::size_t c = 0; c < 3; ++c) {
            segment.colour[c] = (glow[high][c] - glow[low][c]) / sum;
        }
        return segment;
    }
    const Point& capOf(float level) const { return cap[static_cast<std::size_t>(std::clamp(level, 0.0f, 255.0f) + 0.5f)]; }
};

} // namespace insula
