#include "viewers/Layer.h"

#include "processing/core/BrainMask.h"
#include "processing/core/LabelForms.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <filesystem>
#include <span>
#include <type_traits>

namespace insula {

namespace {

constexpr int FirstStatisticIntent = 2, LastStatisticIntent = 24; // nifti1.h: NIFTI_INTENT_CORREL to NIFTI_INTENT_LOG10PVAL
constexpr int LabelIntent = 1002; // NIFTI_INTENT_LABEL
constexpr double EqualNeighboursOfLabels = 0.6;
constexpr double DeepestMm = -1000; // below every distance in a head
constexpr double DistanceWindowMm = 20; // on either side of the edge
constexpr double LowestCtValue = -4096, HighestAirValue = -900; // Hounsfield units

// Only 0 and 1, in any number type. Looks at every voxel, but leaves at the first other value.
bool isBinary(const Volume& volume)
{
    if (volume.slope() != 1 || volume.intercept() != 0) {
        return false;
    }
    return dispatch(volume.dataType(), [&](auto zero) {
        using T = decltype(zero);
        const auto bytes = volume.rawFrame(0);
        const auto* voxels = reinterpret_cast<const T*>(bytes.data());
        const auto count = bytes.size() / sizeof(T);
        return std::all_of(voxels, voxels + count, [](T v) { return v == T(0) || v == T(1); });
    });
}

template <typename T> bool isWhole(T value)
{
    if constexpr (std::is_floating_point_v<T>) {
        return std::floor(value) == value;
    }
    return true;
}

// Whole numbers from 0 up that come in blocks: where two neighbours along a row are not both 0, they are mostly equal. Images are not,
// not even 8-bit ones.
bool looksLikeLabels(const Volume& volume)
{
    if (volume.slope() != 1 || volume.intercept() != 0) {
        return false;
    }
    return dispatch(volume.dataType(), [&](auto zero) {
        using T = decltype(zero);
        const auto bytes = volume.rawFrame(0);
        const std::span<const T> voxels(reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T));
        std::size_t equal = 0, compared = 0;
        T last = 0;
        for (const T v : voxels) {
            if (!(v >= T(0)) || !isWhole(v)) {
                return false;
            }
            compared += v != T(0) || last != T(0);
            equal += v != T(0) && v == last;
            last = v;
        }
        return static_cast<double>(equal) > EqualNeighboursOfLabels * static_cast<double>(compared);
    });
}

LayerDisplay labelDisplay(std::size_t layersBelow)
{
    LayerDisplay display;
    display.colourMap = "labels";
    display.interpolation = Smoothing::Nearest;
    display.opacity = layersBelow > 0 ? 0.5 : 1;
    return display;
}

LayerDisplay statisticDisplay(const ValueRange& range)
{
    LayerDisplay display;
    const double strongest = std::max(std::abs(range.min), std::abs(range.max));
    display.colourMap = "warm";
    display.twoSided = range.min < 0;
    display.windowLow = 0.3 * strongest;
    display.windowHigh = 0.9 * strongest;
    display.threshold = {.enabled = true, .low = display.windowLow, .high = strongest};
    display.opacity = 0.9;
    return display;
}

LayerDisplay distanceDisplay()
{
    LayerDisplay display;
    display.colourMap = "green"; // neither the crosshair's colour nor the letters' nor the mask's
    display.windowLow = -DistanceWindowMm;
    display.windowHigh = DistanceWindowMm;
    display.outline = true;
    showBorder(display, 0);
    return display;
}

// Values of both signs of comparable size (within a factor of 20), as in maps of t or z, and not as in CT.
bool looksSigned(const ValueRange& range)
{
    return range.min < 0 && range.max > 0 && -range.min > range.max / 20 && range.max > -range.min / 20;
}

void setRobustWindow(LayerDisplay& display, const Volume& volume, const ValueRange& range)
{
    const double headerLow = volume.source().displayMin, headerHigh = volume.source().displayMax;
    if (headerHigh > headerLow && headerHigh > range.min && headerLow < range.max) {
        display.windowLow = headerLow;
        display.windowHigh = headerHigh;
        return;
    }
    const std::array<double, 2> percents{2, 98};
    const auto ends = percentiles(volume, percents, true);
    display.windowLow = ends.size() == 2 ? ends[0] : 0;
    display.windowHigh = ends.size() == 2 ? ends[1] : 1;
    if (!(display.windowHigh > display.windowLow)) {
        display.windowLow = range.finite > 0 ? range.min : 0;
        display.windowHigh = range.max > display.windowLow ? range.max : display.windowLow + 1;
    }
}

} // namespace

void showBorder(LayerDisplay& display, double borderMm)
{
    display.threshold.enabled = true;
    display.threshold.low = DeepestMm;
    display.threshold.high = borderMm;
}

LayerDisplay defaultDisplay(const Volume& volume, std::size_t layersBelow)
{
    if (layersBelow > 0 && isDistanceMap(volume)) {
        return distanceDisplay();
    }
    if (volume.kind() == Kind::Labels || volume.source().intentCode == LabelIntent) {
        return labelDisplay(layersBelow);
    }
    const ValueRange range = valueRange(volume);
    if (layersBelow > 0 && range.min == 0 && range.max > 0 && looksLikeLabels(volume)) {
        return labelDisplay(layersBelow);
    }
    if (range.finite > 0 && range.min == 0 && range.max == 1 && isBinary(volume)) {
        return labelDisplay(layersBelow);
    }
    const bool isCt = range.min >= LowestCtValue && range.min <= HighestAirValue && range.max > 0;
    const int intent = volume.source().intentCode;
    const bool isStatistic
        = (intent >= FirstStatisticIntent && intent <= LastStatisticIntent) || (layersBelow > 0 && !isCt && looksSigned(range));
    if (isStatistic && range.max > range.min) {
        return statisticDisplay(range);
    }
    LayerDisplay display;
    setRobustWindow(display, volume, range);
    if (isCt) {
        display.windowLow = 0;
        display.windowHigh = 80;
    } else if (layersBelow > 0) {
        display.colourMap = "hot";
        display.threshold = {.enabled = true, .low = display.windowLow, .high = std::max(range.max, display.windowHigh)};
        display.opacity = 0.6;
    }
    return display;
}

bool isNamedLikeLabels(const std::string& path)
{
    return isLabelFileName(path);
}

} // namespace insula
