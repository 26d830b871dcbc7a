#include "processing/core/HaemodynamicResponse.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>

namespace insula {
namespace {

constexpr double LengthSeconds = 32;

double gammaDensity(double x, double shape, double scale)
{
    return x <= 0 ? 0 : std::exp((shape - 1) * std::log(x / scale) - x / scale - std::lgamma(shape)) / scale;
}

} // namespace

double haemodynamicResponse(ResponseShape shape, double seconds)
{
    if (shape == ResponseShape::Spm)
        return gammaDensity(seconds, 6, 1) - gammaDensity(seconds, 16, 1) / 6;
    return gammaDensity(seconds, 6 / 0.9, 0.9) - 0.48 * gammaDensity(seconds, 12 / 0.9, 0.9);
}

std::vector<double> responseKernel(ResponseShape shape, double stepSeconds)
{
    std::vector<double> kernel;
    const auto last = static_cast<std::int64_t>(std::floor(LengthSeconds / stepSeconds + 1e-9));
    for (std::int64_t n = 0; n <= last; ++n)
        kernel.push_back(haemodynamicResponse(shape, static_cast<double>(n) * stepSeconds));
    const double sum = std::accumulate(kernel.begin(), kernel.end(), 0.0);
    for (double& x : kernel)
        x /= sum;
    return kernel;
}

std::vector<double> derivativeKernel(ResponseShape shape, double stepSeconds)
{
    std::vector<double> kernel = responseKernel(shape, stepSeconds);
    double sum = 0; // of the plain response, so that both are on one scale
    for (std::size_t n = 0; n < kernel.size(); ++n)
        sum += haemodynamicResponse(shape, static_cast<double>(n) * stepSeconds);
    for (std::size_t n = 0; n < kernel.size(); ++n)
        kernel[n] -= haemodynamicResponse(shape, static_cast<double>(n) * stepSeconds - 1) / sum;
    return kernel;
}

std::vector<double> regressorOf(
    std::span<const RunEvent> events, std::span<const double> kernel, std::size_t frames, double trSeconds, double reference)
{
    const double step = trSeconds / StepsPerFrame;
    const auto lead = static_cast<std::int64_t>(kernel.size()); // events before the run still echo in it
    const auto length = static_cast<std::int64_t>(frames) * StepsPerFrame;
    std::vector<double> boxes(static_cast<std::size_t>(lead + length));
    for (const RunEvent& event : events) {
        const auto first = static_cast<std::int64_t>(std::llround(event.onset / step));
        const auto last = event.duration > 0
            ? std::max(first + 1, static_cast<std::int64_t>(std::llround((event.onset + event.duration) / step)))
            : first + 1;
        const double height = event.duration > 0 ? 1 : 1 / step;
        for (std::int64_t n = std::max(first, -lead); n < std::min(last, length); ++n)
            boxes[static_cast<std::size_t>(n + lead)] += height;
    }
    std::vector<double> regressor(frames);
    for (std::size_t t = 0; t < frames; ++t) {
        const auto at = static_cast<std::int64_t>(std::llround((static_cast<double>(t) + reference) * StepsPerFrame)) + lead;
        const auto from = std::min(at, lead + length - 1);
        for (std::int64_t n = 0; n < lead; ++n) // kernel[n] of the box n steps before
            if (const std::int64_t box = at - n; box <= from && box >= 0)
                regressor[t] += kernel[static_cast<std::size_t>(n)] * boxes[static_cast<std::size_t>(box)];
    }
    return regressor;
}

} // namespace insula
