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
    return slice.file.filename().string();
}

void checkAlike(const std::vector<DicomSlice>& slices)
{
    const DicomSlice& first = slices.front();
    for (const DicomSlice& slice : slices) {
        const std::string both = fileName(first) + " and " + fileName(slice);
        if (!slice.hasGeometry)
            throw Error(fileName(slice) + " does not say where it lies (position, orientation or pixel spacing is missing)");
        if (slice.frames > 1)
            throw Error(both + ": several multi-frame files in one series are not supported; give one file");
        if (slice.imageType.find("MOSAIC") != std::string::npos)
            throw Error(fileName(slice) + " is a Siemens mosaic, which is not supported: convert the series with dcm2niix");
        if (slice.rows != first.rows || slice.columns != first.columns)
            throw Error(both + " differ in size: they are not slices of one stack");
        if (dot(slice.row, first.row) < 0.9999 || dot(slice.column, first.column) < 0.9999)
            throw Error(both + " are not parallel: they are not slices of one stack");
        if (std::abs(slice.rowSpacingMm - first.rowSpacingMm) > 1e-3 * first.rowSpacingMm
            || std::abs(slice.columnSpacingMm - first.columnSpacingMm) > 1e-3 * first.columnSpacingMm)
            throw Error(both + " differ in pixel spacing: they are not slices of one stack");
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
    for (Level& level : levels) {
        std::stable_sort(level.begin(), level.end(), [](const DicomSlice& a, const DicomSlice& b) {
            return std::tie(a.temporalPosition, a.acquisition, a.instance) < std::tie(b.temporalPosition, b.acquisition, b.instance);
        });
        if (level.size() != levels.front().size())
            throw Error(fmt::format("{} files lie at the place of {} and {} at that of {}: slices or frames are missing", level.size(),
                fileName(level.front()), levels.front().size(), fileName(levels.front().front())));
    }
    return levels;
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

} // namespace

DicomStack stackSlices(std::vector<DicomSlice> slices)
{
    checkAlike(slices);
    DicomStack stack;
    const DicomSlice first = slices.front();
    const Vec3 normal = cross(first.row, first.column);
    const std::vector<Level> levels = levelsOf(std::move(slices), normal);
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
        for (const Level& level : levels)
            stack.slices.push_back(level[t]);
    return stack;
}

} // namespace insula
