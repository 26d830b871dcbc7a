#include "processing/core/Histogram.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace insula {

namespace {

constexpr std::int64_t MostVoxels = 1'000'000;

} // namespace

Histogram histogram(const Volume& volume, double low, double high, int bins, std::int64_t frame)
{
    Histogram result{low, high, std::vector<double>(static_cast<std::size_t>(std::max(1, bins)))};
    if (!(high > low)) {
        result.high = high = low + 1;
    }
    const std::int64_t count = volume.size().count(), stride = std::max<std::int64_t>(1, count / MostVoxels);
    const double slope = volume.slope(), intercept = volume.intercept();
    const double perValue = static_cast<double>(result.counts.size()) / (high - low);
    dispatch(volume.dataType(), [&](auto zero) {
        using T = decltype(zero);
        const auto* voxels = reinterpret_cast<const T*>(volume.rawFrame(frame).data());
        for (std::int64_t index = 0; index < count; index += stride) {
            const double value = static_cast<double>(voxels[index]) * slope + intercept;
            if (value >= low && value <= high) { // false for NaN
                const auto bin = static_cast<std::size_t>((value - low) * perValue);
                result.counts[std::min(bin, result.counts.size() - 1)] += static_cast<double>(stride);
            }
        }
    });
    return result;
}

Histogram histogram(const Volume& volume, int bins, std::int64_t frame)
{
    static constexpr std::array<double, 2> Ends{0.1, 99.9};
    const std::vector<double> ends = percentiles(volume, Ends, false, frame);
    return ends.empty() ? histogram(volume, 0, 1, bins, frame) : histogram(volume, ends[0], ends[1], bins, frame);
}

} // namespace insula
