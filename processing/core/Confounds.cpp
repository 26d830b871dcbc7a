#include "processing/core/Confounds.h"

#include "processing/core/CourseMap.h"
#include "processing/core/Error.h"
#include "processing/core/MotionFile.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace insula {
namespace {

constexpr double MedianAfterScaling = 1000;
constexpr double QuartilesPerSigma = 1.349; // distance of the quartiles of a normal distribution
constexpr double NaN = std::numeric_limits<double>::quiet_NaN();

// Linear between ranks; reorders `values`.
double quantile(std::vector<double>& values, double q)
{
    const double rank = q * static_cast<double>(values.size() - 1);
    const auto low = static_cast<std::ptrdiff_t>(rank);
    std::nth_element(values.begin(), values.begin() + low, values.end());
    const double below = values[static_cast<std::size_t>(low)];
    if (static_cast<std::size_t>(low) + 1 >= values.size())
        return below;
    const double above = *std::min_element(values.begin() + low + 1, values.end());
    return below + (rank - static_cast<double>(low)) * (above - below);
}

// Standard deviation that independent noise would give the change from frame to frame; 0 for a constant course.
double expectedChange(std::span<const double> course, std::vector<double>& buffer)
{
    double mean = 0, square = 0, lagged = 0;
    for (const double x : course)
        mean += x;
    mean /= static_cast<double>(course.size());
    for (std::size_t t = 0; t < course.size(); ++t) {
        square += (course[t] - mean) * (course[t] - mean);
        lagged += t > 0 ? (course[t] - mean) * (course[t - 1] - mean) : 0;
    }
    if (!(square > 1e-12 * mean * mean))
        return 0;
    buffer.assign(course.begin(), course.end());
    const double high = quantile(buffer, 0.75), low = quantile(buffer, 0.25);
    return (high - low) / QuartilesPerSigma * std::sqrt(std::max(0.0, 2 * (1 - lagged / square)));
}

double medianOver(const Volume& run, std::span<const std::uint8_t> mask)
{
    std::vector<float> values, frame(static_cast<std::size_t>(run.size().count()));
    const std::int64_t every = std::max<std::int64_t>(1, run.frames() / 16); // of a few frames: scaling need not be exact to the last digit
    for (std::int64_t t = 0; t < run.frames(); t += every) {
        run.copyFrame(t, frame);
        run.release();
        for (std::size_t v = 0; v < frame.size(); ++v)
            if (mask[v] && std::isfinite(frame[v]))
                values.push_back(frame[v]);
    }
    if (values.empty())
        return NaN;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

} // namespace

Dvars dvarsOf(const Volume& run, std::span<const std::uint8_t> mask, int threads, const Progress& progress)
{
    if (run.frames() < 2)
        throw Error("DVARS needs a run of at least 2 frames");
    const auto count = static_cast<std::size_t>(run.size().count());
    const auto expected = mapCourses(
        run, {.outFrames = 1, .mask = mask, .threads = threads},
        [] {
            return [buffer = std::vector<double>()](std::int64_t, std::span<const double> course, std::span<double> out) mutable {
                out[0] = expectedChange(course, buffer);
            };
        },
        progress.part(0, 0.8));
    const auto frames = static_cast<std::size_t>(run.frames());
    Dvars result{std::vector<double>(frames, NaN), std::vector<double>(frames, NaN)};
    double sum = 0;
    std::int64_t voxels = 0;
    for (const float value : expected.values) {
        sum += static_cast<double>(value);
        voxels += value > 0;
    }
    const double scale = MedianAfterScaling / medianOver(run, mask);
    if (voxels == 0 || !std::isfinite(scale))
        return result;
    const double expectedMean = scale * sum / static_cast<double>(voxels);
    std::vector<float> before(count), now(count);
    run.copyFrame(0, before);
    for (std::size_t t = 1; t < frames; ++t) {
        progress.report(0.8 + 0.2 * static_cast<double>(t) / static_cast<double>(frames));
        run.copyFrame(static_cast<std::int64_t>(t), now);
        run.release();
        double square = 0;
        for (std::size_t v = 0; v < count; ++v)
            if (expected.values[v] > 0) {
                const double change = static_cast<double>(now[v]) - static_cast<double>(before[v]);
                square += change * change;
            }
        result.plain[t] = std::abs(scale) * std::sqrt(square / static_cast<double>(voxels));
        result.standard[t] = result.plain[t] / std::abs(expectedMean);
        std::swap(before, now);
    }
    return result;
}

std::vector<double> displacementOf(const std::vector<RigidPose>& poses)
{
    HeadMotion motion;
    for (const RigidPose& pose : poses) {
        motion.translationMm.push_back(pose.translationMm);
        motion.rotation.push_back(pose.rotation);
    }
    std::vector<double> moved = framewiseDisplacementMm(motion);
    if (!moved.empty())
        moved.front() = NaN;
    return moved;
}

std::string numberTable(const std::vector<std::string>& names, const std::vector<std::vector<double>>& columns)
{
    std::string text;
    for (std::size_t c = 0; c < names.size(); ++c)
        text += (c ? "\t" : "") + names[c];
    text += '\n';
    for (std::size_t row = 0; !columns.empty() && row < columns.front().size(); ++row)
        for (std::size_t c = 0; c < columns.size(); ++c) {
            const double value = columns[c][row];
            text += std::isfinite(value) ? fmt::format("{:.9g}", value == 0 ? 0.0 : value) : "n/a";
            text += c + 1 < columns.size() ? '\t' : '\n';
        }
    return text;
}

std::string confoundsTable(const std::vector<RigidPose>& poses, const Dvars& dvars)
{
    std::vector<std::vector<double>> columns{displacementOf(poses), dvars.plain, dvars.standard};
    for (std::size_t a = 0; a < 3; ++a) {
        columns.emplace_back();
        for (const RigidPose& pose : poses)
            columns.back().push_back(pose.translationMm[a]);
    }
    for (std::size_t a = 0; a < 3; ++a) {
        columns.emplace_back();
        for (const RigidPose& pose : poses)
            columns.back().push_back(pose.rotation[a]);
    }
    return numberTable(
        {"framewise_displacement", "dvars", "std_dvars", "trans_x", "trans_y", "trans_z", "rot_x", "rot_y", "rot_z"}, columns);
}

} // namespace insula
