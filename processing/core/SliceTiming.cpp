#include "processing/core/SliceTiming.h"

#include "processing/core/CubicSpline.h"
#include "processing/core/Error.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <numbers>
#include <sstream>

namespace insula {
namespace {

constexpr int HalfWidth = 8; // frames of the windowed sinc

std::size_t mirrored(std::int64_t n, std::int64_t count)
{
    if (count == 1)
        return 0;
    const std::int64_t period = 2 * count - 2;
    n = (n % period + period) % period;
    return static_cast<std::size_t>(n < count ? n : period - n);
}

} // namespace

SliceTimes sliceTimesOf(const std::filesystem::path& sidecar)
{
    return withContext(fmt::format("cannot read the slice timing of '{}'", sidecar.filename().string()), [&] {
        std::ifstream file(sidecar);
        const auto json = nlohmann::json::parse(file, nullptr, false);
        if (!json.is_object())
            throw Error("it is no JSON object");
        const auto found = json.find("SliceTiming");
        if (found == json.end())
            throw Error("it has no SliceTiming: give the times with --times, or the order with --order");
        if (!found->is_array() || found->empty())
            throw Error("SliceTiming is no list of seconds");
        SliceTimes times;
        for (const auto& value : *found) {
            if (!value.is_number() || !(value.get<double>() >= 0))
                throw Error("SliceTiming has a value that is no time in seconds");
            times.seconds.push_back(value.get<double>());
        }
        const std::string direction = json.contains("SliceEncodingDirection") && json["SliceEncodingDirection"].is_string()
            ? json["SliceEncodingDirection"].get<std::string>()
            : "k";
        if (direction.empty() || direction[0] < 'i' || direction[0] > 'k' || direction.size() > 2)
            throw Error(fmt::format("SliceEncodingDirection '{}' is none of i, j, k, i-, j-, k-", direction));
        times.axis = direction[0] - 'i';
        if (direction.ends_with('-'))
            std::reverse(times.seconds.begin(), times.seconds.end());
        return times;
    });
}

std::vector<double> timesFromText(const std::string& text)
{
    std::string spaced = text;
    std::replace(spaced.begin(), spaced.end(), ',', ' ');
    std::istringstream words(spaced);
    std::vector<double> times;
    for (std::string word; words >> word;) {
        std::size_t used = 0;
        double value = -1;
        try {
            value = std::stod(word, &used);
        } catch (const std::exception&) { // not a number: said below
        }
        if (used != word.size() || !(value >= 0) || !std::isfinite(value))
            throw usageError(fmt::format("'{}' is no slice time in seconds", word));
        times.push_back(value);
    }
    return times;
}

std::vector<double> timesOfOrder(const std::string& order, std::int64_t slices, double trSeconds)
{
    std::vector<std::int64_t> sequence;
    const std::int64_t start = order == "interleaved-even" ? 1 : 0;
    for (std::int64_t n = 0; n < slices; ++n) {
        if (order == "ascending")
            sequence.push_back(n);
        else if (order == "descending")
            sequence.push_back(slices - 1 - n);
        else if (!order.starts_with("interleaved"))
            throw usageError(fmt::format("'{}' is no order of slices", order));
    }
    if (sequence.empty())
        for (const std::int64_t first : {start, 1 - start})
            for (std::int64_t n = first; n < slices; n += 2)
                sequence.push_back(n);
    std::vector<double> times(static_cast<std::size_t>(slices));
    for (std::size_t n = 0; n < sequence.size(); ++n)
        times[static_cast<std::size_t>(sequence[n])] = trSeconds * static_cast<double>(n) / static_cast<double>(slices);
    return times;
}

void TimeShift::apply(std::span<const double> course, std::span<double> out) const
{
    const auto count = static_cast<std::int64_t>(course.size());
    if (m_shift == 0 || count == 1) {
        std::copy(course.begin(), course.end(), out.begin());
        return;
    }
    if (m_interpolation == TimeInterpolation::Cubic) {
        double mean = 0; // taken away meanwhile: the spline counts in single precision
        for (const double x : course)
            mean += x / static_cast<double>(count);
        std::vector<float> values(course.size());
        for (std::size_t t = 0; t < values.size(); ++t)
            values[t] = static_cast<float>(course[t] - mean);
        const CubicSpline spline(std::move(values), {count, 1, 1});
        for (std::int64_t t = 0; t < count; ++t) {
            double at = static_cast<double>(t) + m_shift;
            at = at < 0 ? -at : at > static_cast<double>(count - 1) ? 2 * static_cast<double>(count - 1) - at : at;
            out[static_cast<std::size_t>(t)] = mean + static_cast<double>(spline.value(at, 0, 0));
        }
        return;
    }
    const double whole = std::floor(m_shift), part = m_shift - whole;
    std::array<double, 2 * HalfWidth> weight{};
    double sum = 0;
    for (int n = 0; n < 2 * HalfWidth; ++n) { // of the frame n - HalfWidth + 1 away from floor
        const double x = part - (n - HalfWidth + 1), angle = std::numbers::pi * x;
        const double sinc = std::abs(x) < 1e-12 ? 1 : std::sin(angle) / angle;
        weight[static_cast<std::size_t>(n)] = std::abs(x) < HalfWidth ? sinc * 0.5 * (1 + std::cos(angle / HalfWidth)) : 0;
        sum += weight[static_cast<std::size_t>(n)];
    }
    for (std::int64_t t = 0; t < count; ++t) {
        double total = 0;
        for (int n = 0; n < 2 * HalfWidth; ++n)
            total
                += weight[static_cast<std::size_t>(n)] * course[mirrored(t + static_cast<std::int64_t>(whole) + n - HalfWidth + 1, count)];
        out[static_cast<std::size_t>(t)] = total / sum;
    }
}

} // namespace insula
