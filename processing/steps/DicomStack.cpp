#include "processing/steps/DicomStack.h"

#include "processing/core/Error.h"
#include "processing/steps/ItkBridge.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <tuple>

namespace insula {
namespace {

double dot(const Vec3& a, const Vec3& b)
{
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

Vec3 cross(const Vec3& a, const Vec3& b)
{
    return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}

Vec3 scaled(const Vec3& a, double factor)
{
    return {a[0] * factor, a[1] * factor, a[2] * factor};
}

Vec3 minus(const Vec3& a, const Vec3& b)
{
    return {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
}

std::string fileName(const DicomSlice& slice)
{
    const std::string name = slice.file.filename().string();
    return slice.tile >= 0 ? fmt::format("{} (tile {})", name, slice.tile + 1)
        : slice.frame > 0  ? fmt::format("{} (frame {})", name, slice.frame + 1)
                           : name;
}

void checkAlike(const std::vector<DicomSlice>& slices)
{
    const DicomSlice& first = slices.front();
    for (const DicomSlice& slice : slices) {
        const auto both = [&] { return fileName(first) + " and " + fileName(slice); };
        if (!slice.hasGeometry)
            throw Error(fileName(slice) + " does not say where it lies (position, orientation or pixel spacing is missing)");
        if (slice.rows != first.rows || slice.columns != first.columns)
            throw Error(both() + " differ in size: they are not slices of one stack");
        if (dot(slice.row, first.row) < 0.9999 || dot(slice.column, first.column) < 0.9999)
            throw Error(both() + " are not parallel: they are not slices of one stack");
        if (std::abs(slice.rowSpacingMm - first.rowSpacingMm) > 1e-3 * first.rowSpacingMm
            || std::abs(slice.columnSpacingMm - first.columnSpacingMm) > 1e-3 * first.columnSpacingMm)
            throw Error(both() + " differ in pixel spacing: they are not slices of one stack");
    }
}

// Files at the same height, lowest first.
using Level = std::vector<DicomSlice>;

std::vector<Level> levelsOf(std::vector<DicomSlice> slices, const Vec3& normal)
{
    const auto height = [&](const DicomSlice& slice) { return dot(slice.position, normal); };
    std::stable_sort(slices.begin(), slices.end(), [&](const DicomSlice& a, const DicomSlice& b) { return height(a) < height(b); });
    std::vector<Level> levels;
    for (DicomSlice& slice : slices) {
        if (levels.empty() || height(slice) - height(levels.back().front()) > 0.01)
            levels.emplace_back();
        levels.back().push_back(std::move(slice));
    }
    for (Level& level : levels)
        std::ranges::stable_sort(level, [](const DicomSlice& a, const DicomSlice& b) {
            return std::tie(a.temporalPosition, a.acquisition, a.instance, a.frame)
                < std::tie(b.temporalPosition, b.acquisition, b.instance, b.frame);
        });
    return levels;
}

// A run that was stopped: its last frame lacks slices. Anything else that is uneven is an error.
void dropIncompleteFrame(std::vector<Level>& levels, std::vector<std::string>& warnings)
{
    const auto bySize = [](const Level& a, const Level& b) { return a.size() < b.size(); };
    const Level &fewest = *std::ranges::min_element(levels, bySize), &most = *std::ranges::max_element(levels, bySize);
    if (fewest.size() == most.size())
        return;
    const std::size_t whole = fewest.size();
    const auto instanceOf
        = [](const DicomSlice& slice) { return std::tie(slice.temporalPosition, slice.acquisition, slice.instance, slice.frame); };
    const DicomSlice* last = &levels.front()[whole - 1]; // of the frames that are whole
    for (const Level& level : levels)
        if (instanceOf(level[whole - 1]) > instanceOf(*last))
            last = &level[whole - 1];
    const auto isAfter = [&](const Level& level) { return level.size() == whole || instanceOf(level[whole]) > instanceOf(*last); };
    if (most.size() != whole + 1 || !std::ranges::all_of(levels, isAfter))
        throw Error(fmt::format("{} files lie at the place of {} and {} at that of {}: slices or frames are missing", most.size(),
            fileName(most.front()), fewest.size(), fileName(fewest.front())));
    const auto there = std::ranges::count_if(levels, [&](const Level& level) { return level.size() > whole; });
    warnings.push_back(fmt::format(
        "The last frame has only {} of {} slices and was left out: the run was stopped, or files are missing.", there, levels.size()));
    for (Level& level : levels)
        level.resize(whole);
}

// Step from slice to slice: the mean when they are even, else the median, so that slices before a gap lie right.
Vec3 sliceStep(const std::vector<Level>& levels, const Vec3& normal, std::vector<std::string>& warnings)
{
    const auto place = [&](std::size_t n) { return levels[n].front().position; };
    const std::size_t steps = levels.size() - 1;
    std::vector<double> gaps;
    for (std::size_t n = 0; n < steps; ++n)
        gaps.push_back(dot(minus(place(n + 1), place(n)), normal));
    std::vector<double> sorted = gaps;
    std::nth_element(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2), sorted.end());
    const double usual = sorted[sorted.size() / 2];
    const Vec3 mean = scaled(minus(place(steps), place(0)), 1.0 / static_cast<double>(steps));
    bool even = true;
    for (std::size_t n = 0; n < steps; ++n) {
        if (std::abs(gaps[n] - usual) <= std::max(0.02 * usual, 0.02))
            continue;
        even = false;
        const std::string pair = fileName(levels[n].front()) + " and " + fileName(levels[n + 1].front());
        warnings.push_back(gaps[n] > 1.5 * usual
                ? fmt::format(
                    "A slice seems to be missing between {} ({:.2f} mm apart where {:.2f} mm is usual); what lies beyond is out of place.",
                    pair, gaps[n], usual)
                : fmt::format("Slices are unevenly spaced: {} are {:.2f} mm apart where {:.2f} mm is usual.", pair, gaps[n], usual));
    }
    return even ? mean : scaled(mean, usual / dot(mean, normal));
}

void warnOfTilt(const Vec3& step, const Vec3& normal, std::vector<std::string>& warnings)
{
    const double cosine = std::clamp(dot(step, normal) / std::sqrt(dot(step, step)), -1.0, 1.0);
    const double degrees = std::acos(cosine) * 180 / std::numbers::pi;
    if (degrees > 0.1)
        warnings.push_back(fmt::format("The gantry was tilted by {:.1f} degrees: the slices are stacked aslant, and the affine keeps that. "
                                       "Resample the image before steps that need right angles.",
            degrees));
}

// The median over frames; 0 when the slices have no clock.
double clockSecondsBetweenFrames(const DicomStack& stack)
{
    const std::size_t count = stack.slices.size() / static_cast<std::size_t>(stack.frames);
    std::vector<double> begins, steps;
    for (std::size_t n = 0; n < stack.slices.size(); n += count) {
        double begin = std::numeric_limits<double>::infinity();
        for (std::size_t k = n; k < n + count; ++k)
            begin = std::min(begin, stack.slices[k].clockSeconds); // NaN is never less
        begins.push_back(begin);
    }
    for (std::size_t t = 1; t < begins.size(); ++t)
        steps.push_back(begins[t] - begins[t - 1]);
    if (!std::ranges::all_of(steps, [](double step) { return std::isfinite(step) && step > 0; }))
        return 0;
    std::ranges::sort(steps);
    return std::round(steps[steps.size() / 2] * 1e5) / 1e5;
}

} // namespace

DicomStack stackSlices(std::vector<DicomSlice> slices)
{
    checkAlike(slices);
    DicomStack stack;
    const DicomSlice first = slices.front();
    const Vec3 normal = cross(first.row, first.column);
    std::vector<Level> levels = levelsOf(std::move(slices), normal);
    dropIncompleteFrame(levels, stack.warnings);
    Vec3 step = scaled(normal, first.thicknessMm > 0 ? first.thicknessMm : 1);
    if (levels.size() > 1) {
        step = sliceStep(levels, normal, stack.warnings);
        warnOfTilt(step, normal, stack.warnings);
    }
    stack.frames = static_cast<std::int64_t>(levels.front().size());
    stack.grid = {{first.columns, first.rows, static_cast<std::int64_t>(levels.size())},
        affineFromLps(
            scaled(first.row, first.columnSpacingMm), scaled(first.column, first.rowSpacingMm), step, levels.front().front().position)};
    for (std::size_t t = 0; t < levels.front().size(); ++t)
        for (Level& level : levels)
            stack.slices.push_back(std::move(level[t]));
    return stack;
}

double frameSeconds(const DicomStack& stack, std::vector<std::string>& warnings)
{
    if (stack.frames < 2)
        return 0;
    const DicomSlice& first = stack.slices.front();
    auto others = first.facts->otherTrs;
    if (const double between = clockSecondsBetweenFrames(stack); between > 0)
        others.emplace_back("the times at which the frames were recorded", between);
    const double told = first.trSeconds;
    if (told > 0) {
        for (const auto& [field, seconds] : others)
            if (std::abs(seconds - told) > 0.01 * told)
                warnings.push_back(
                    fmt::format("The repetition time is {:.6g} s in the header (0018,0080), but {:.6g} s by {}; {:.6g} s was taken. "
                                "Give the right one with --tr if it is not.",
                        told, seconds, field, told));
        return told;
    }
    if (others.empty())
        return 0;
    warnings.push_back(
        fmt::format("The header has no repetition time; {:.6g} s was taken from {}.", others.back().second, others.back().first));
    return others.back().second;
}

std::vector<double> sliceSeconds(const DicomStack& stack, double trSeconds)
{
    const auto count = static_cast<std::size_t>(stack.grid.size.z);
    if (count < 2 || stack.slices.front().facts->acquisitionType == "3D")
        return {};
    std::vector<double> told, clock;
    for (std::size_t k = 0; k < count; ++k) {
        told.push_back(stack.slices[k].secondsInFrame);
        clock.push_back(stack.slices[k].clockSeconds);
    }
    const auto isFinite = [](double seconds) { return std::isfinite(seconds); };
    if (std::ranges::all_of(told, isFinite))
        return told;
    if (stack.frames < 2 || !std::ranges::all_of(clock, isFinite))
        return {};
    const auto [first, last] = std::ranges::minmax(clock);
    if (last - first < 1e-6 || (trSeconds > 0 && last - first > trSeconds))
        return {};
    for (double& seconds : clock)
        seconds = std::round((seconds - first) * 1e6) / 1e6;
    return clock;
}

} // namespace insula
