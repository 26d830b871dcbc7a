#include "processing/core/IntensityScale.h"

#include "processing/core/Error.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>

namespace insula {
namespace {

constexpr std::size_t FewestSamples = 100;

void needSamples(std::span<const float> samples)
{
    if (samples.size() < FewestSamples)
        throw Error(fmt::format(
            "only {} voxels are inside the mask, and at least {} are needed: use a larger mask", samples.size(), FewestSamples));
    const auto [lowest, highest] = std::minmax_element(samples.begin(), samples.end());
    if (!(*highest > *lowest))
        throw Error("the image has the same value everywhere inside the mask: there is nothing to scale");
}

std::vector<float> sorted(std::span<const float> samples)
{
    needSamples(samples);
    std::vector<float> values(samples.begin(), samples.end());
    std::sort(values.begin(), values.end());
    return values;
}

double quantile(const std::vector<float>& values, double share)
{
    const double place = std::clamp(share, 0.0, 1.0) * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const auto low = static_cast<double>(values[below]), high = static_cast<double>(values[std::min(below + 1, values.size() - 1)]);
    return low + (place - static_cast<double>(below)) * (high - low);
}

struct Moments {
    double mean = 0, sd = 0;
};

Moments momentsOf(std::span<const float> values)
{
    Moments m;
    for (const float v : values)
        m.mean += static_cast<double>(v);
    m.mean /= static_cast<double>(values.size());
    double square = 0;
    for (const float v : values)
        square += (static_cast<double>(v) - m.mean) * (static_cast<double>(v) - m.mean);
    m.sd = values.size() > 1 ? std::sqrt(square / static_cast<double>(values.size() - 1)) : 0;
    return m;
}

// A density of equal bins from `low` on, smoothed by a Gaussian.
struct Density {
    double low = 0, bin = 1;
    std::vector<double> height;
    double centre(std::size_t n) const { return low + bin * (static_cast<double>(n) + 0.5); }
};

Density densityOf(const std::vector<float>& values)
{
    constexpr std::size_t Bins = 1024;
    Density density;
    density.low = quantile(values, 0.0005); // outliers would leave few bins for the tissues
    const double high = quantile(values, 0.9995);
    density.bin = std::max((high - density.low) / Bins, 1e-300);
    std::vector<double> counts(Bins);
    for (const float v : values) {
        const double at = (static_cast<double>(v) - density.low) / density.bin;
        if (at >= 0 && at <= Bins)
            ++counts[std::min(Bins - 1, static_cast<std::size_t>(at))];
    }
    // Silverman's rule, but wide enough for the comb that whole numbers leave.
    const double spread = std::min(momentsOf(values).sd, (quantile(values, 0.75) - quantile(values, 0.25)) / 1.34);
    const double sigma = std::max(0.9 * spread * std::pow(static_cast<double>(values.size()), -0.2) / density.bin, 0.015 * Bins);
    const auto reach = static_cast<std::ptrdiff_t>(4 * sigma);
    density.height.resize(Bins);
    for (std::ptrdiff_t n = 0; n < std::ssize(counts); ++n)
        for (std::ptrdiff_t m = std::max<std::ptrdiff_t>(0, n - reach); m < std::min(std::ssize(counts), n + reach + 1); ++m) {
            const double d = static_cast<double>(m - n) / sigma;
            density.height[static_cast<std::size_t>(n)] += counts[static_cast<std::size_t>(m)] * std::exp(-d * d / 2);
        }
    return density;
}

double peakOf(const Density& density, StripePeak which)
{
    constexpr double Rare = 0.2; // lower peaks are vessels and what a stripping left over (rare.prop of the authors' program)
    const auto largest = std::max_element(density.height.begin(), density.height.end());
    auto at = static_cast<std::size_t>(largest - density.height.begin());
    if (which == StripePeak::Last)
        for (std::size_t n = at + 1; n + 1 < density.height.size(); ++n)
            if (density.height[n] > Rare * *largest && density.height[n] > density.height[n - 1]
                && density.height[n] >= density.height[n + 1])
                at = n;
    return density.centre(at);
}

} // namespace

double IntensityMap::operator()(double value) const
{
    const auto above = std::upper_bound(from.begin() + 1, from.end() - 1, value) - from.begin();
    const auto n = static_cast<std::size_t>(above);
    return to[n - 1] + (value - from[n - 1]) * (to[n] - to[n - 1]) / (from[n] - from[n - 1]);
}

IntensityMap zScore(std::span<const float> samples)
{
    needSamples(samples);
    const Moments m = momentsOf(samples);
    return {{m.mean, m.mean + m.sd}, {0, 1}};
}

IntensityMap percentileScale(std::span<const float> samples, double low, double high)
{
    if (!(low < high))
        throw usageError("the lower percentile must be below the upper one");
    const std::vector<float> values = sorted(samples);
    const double a = quantile(values, low / 100), b = quantile(values, high / 100);
    if (!(b > a))
        throw Error("both percentiles are the same value: choose ones that are farther apart");
    return {{a, b}, {0, 1}};
}

WhiteStripe whiteStripe(std::span<const float> samples, StripePeak peak, double width)
{
    const std::vector<float> values = sorted(samples);
    WhiteStripe stripe;
    stripe.peak = peakOf(densityOf(values), peak);
    const auto below = std::lower_bound(values.begin(), values.end(), static_cast<float>(stripe.peak)) - values.begin();
    const double share = static_cast<double>(below) / static_cast<double>(values.size());
    stripe.low = quantile(values, share - width);
    stripe.high = quantile(values, share + width);
    const auto first = std::lower_bound(values.begin(), values.end(), static_cast<float>(stripe.low));
    const auto last = std::upper_bound(first, values.end(), static_cast<float>(stripe.high));
    const Moments m = momentsOf({first, last});
    if (!(m.sd > 0))
        throw Error("the peak of the histogram is a single value, so white matter has no spread to scale by: choose another method");
    stripe.mean = m.mean;
    stripe.sd = m.sd;
    return stripe;
}

IntensityMap histogramMatch(std::span<const float> samples, std::span<const float> reference)
{
    const std::vector<float> values = sorted(samples), wanted = withContext("the reference", [&] { return sorted(reference); });
    IntensityMap map;
    for (const double percent : {1., 10., 20., 30., 40., 50., 60., 70., 80., 90., 99.}) {
        const double from = quantile(values, percent / 100), to = quantile(wanted, percent / 100);
        if (!map.from.empty() && !(from > map.from.back())) // whole numbers repeat
            continue;
        map.from.push_back(from);
        map.to.push_back(to);
    }
    if (map.from.size() < 2 || !(map.to.back() > map.to.front()))
        throw Error("the images have too few different values to match their histograms");
    return map;
}

} // namespace insula
