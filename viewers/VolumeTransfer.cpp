#include "viewers/VolumeTransfer.h"

#include "viewers/ColourMap.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace insula {
namespace {

struct Point {
    double share; // of the window
    std::array<float, 3> value;
};

std::array<float, 3> along(std::span<const Point> points, double share)
{
    if (share <= points.front().share) {
        return points.front().value;
    }
    for (std::size_t n = 1; n < points.size(); ++n) {
        if (share <= points[n].share) {
            const auto part = static_cast<float>((share - points[n - 1].share) / (points[n].share - points[n - 1].share));
            std::array<float, 3> mixed{};
            for (std::size_t c = 0; c < 3; ++c) {
                mixed[c] = points[n - 1].value[c] + part * (points[n].value[c] - points[n - 1].value[c]);
            }
            return mixed;
        }
    }
    return points.back().value;
}

// Head MR and CT: nothing below a seventh of the window (air and noise), then skin and bone quickly opaque.
constexpr std::array<Point, 3> Opacity{{{0.14, {0, 0, 0}}, {0.30, {0.25f, 0, 0}}, {0.75, {0.85f, 0, 0}}}};
// A warm grey reads as a surface; it is not a colour of values.
constexpr std::array<Point, 3> WarmGrey{{{0, {0.25f, 0.17f, 0.13f}}, {0.4, {0.80f, 0.66f, 0.56f}}, {1, {1, 0.97f, 0.92f}}}};

} // namespace

LevelEnds levelEnds(const Volume& volume, std::int64_t frame)
{
    const std::array<double, 2> percents{0, 99.9};
    const auto ends = percentiles(volume, percents, false, frame);
    const double low = ends.size() == 2 ? ends[0] : 0;
    return {low, ends.size() == 2 && ends[1] > ends[0] ? ends[1] : low + 1};
}

std::vector<TransferPoint> pointsOfWindow(const LayerDisplay& display)
{
    const double width = display.windowHigh - display.windowLow;
    const VolumeTransfer window = volumeTransfer(display, {}, display.windowLow, display.windowHigh);
    std::vector<TransferPoint> points;
    for (const Point& point : Opacity) {
        const auto level = static_cast<std::size_t>(std::lround(point.share * 255));
        points.push_back({display.windowLow + point.share * width, static_cast<double>(point.value[0]), window.colour[level]});
    }
    return points;
}

VolumeTransfer volumeTransfer(const LayerDisplay& display, const VolumeRendering& rendering, double low, double high)
{
    VolumeTransfer transfer;
    const auto valueOf = [&](std::size_t level) { return low + (high - low) * static_cast<double>(level) / 255; };
    if (!rendering.points.empty()) {
        std::vector<Point> opacity, colour;
        for (const TransferPoint& point : rendering.points) {
            opacity.push_back({point.value, {static_cast<float>(point.opacity), 0, 0}});
            colour.push_back({point.value, point.colour});
        }
        for (std::size_t level = 0; level < 256; ++level) {
            transfer.opacity[level] = along(opacity, valueOf(level))[0];
            transfer.colour[level] = along(colour, valueOf(level));
        }
        return transfer;
    }
    const bool isGrey = display.colourMap == "gray" && !display.inverted;
    const ColourTable table = colourTable(hasColourMap(display.colourMap) ? display.colourMap : "gray", display.inverted);
    const double width = display.windowHigh - display.windowLow;
    for (std::size_t level = 0; level < 256; ++level) {
        const double value = valueOf(level);
        const double share = width != 0 ? (value - display.windowLow) / width : (value < display.windowLow ? 0 : 1);
        transfer.opacity[level] = along(Opacity, share)[0];
        const Rgb& c = table[static_cast<std::size_t>(std::lround(std::clamp(share, 0.0, 1.0) * 255))];
        transfer.colour[level] = isGrey
            ? along(WarmGrey, share)
            : std::array<float, 3>{static_cast<float>(c[0]) / 255, static_cast<float>(c[1]) / 255, static_cast<float>(c[2]) / 255};
    }
    return transfer;
}

} // namespace insula
