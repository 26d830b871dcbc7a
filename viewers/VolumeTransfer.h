// Opacity and colour of a volume in the 3D view, for 256 levels. The same for every way of drawing it.
#pragma once

#include "viewers/Layer.h"
#include "viewers/VolumeRendering.h"

#include <array>

namespace insula {

struct VolumeTransfer {
    std::array<float, 256> opacity{}; // of 1.5 mm of that level, 0 to 1
    std::array<std::array<float, 3>, 256> colour{}; // 0 to 1
};
inline constexpr double OpacityUnitMm = 1.5;
inline constexpr float SpecularPower = 12; // the same in every way of drawing; the shares of light are the scene's
// Where the light is, in the eye's axes: right, up, toward the eye.
inline constexpr std::array<double, 3> LightDirection{-0.35, 0.45, 1};
inline constexpr std::array<float, 3> VolumeBackground{0.09f, 0.10f, 0.12f};

// The values of the levels 0 and 255: the smallest and the 99.9th percentile of a frame; high is above low.
struct LevelEnds {
    double low = 0, high = 1;
};
LevelEnds levelEnds(const Volume& volume, std::int64_t frame);

// `low` and `high` are the values of the levels 0 and 255. The rendering's points; without any, from the layer's window.
VolumeTransfer volumeTransfer(const LayerDisplay& display, const VolumeRendering& rendering, double low, double high);
// The points that stand for the window, to begin editing with.
std::vector<TransferPoint> pointsOfWindow(const LayerDisplay& display);

} // namespace insula
