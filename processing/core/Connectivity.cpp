#include "processing/core/Connectivity.h"

#include "processing/core/CourseMap.h"
#include "processing/core/Error.h"
#include "processing/core/TimeSeries.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

namespace insula {
namespace {

constexpr double NaN = std::numeric_limits<double>::quiet_NaN();

// Around 0, of length 1; false for a constant.
bool standardise(std::span<const double> course, std::vector<double>& out)
{
    const double mean = std::accumulate(course.begin(), course.end(), 0.0) / static_cast<double>(course.size());
    double square = 0, largest = 0;
    for (const double x : course) {
        square += (x - mean) * (x - mean);
        largest = std::max(largest, std::abs(x));
    }
    if (!(square > 1e-14 * largest * largest * static_cast<double>(course.size())))
        return false;
    out.resize(course.size());
    for (std::size_t t = 0; t < course.size(); ++t)
        out[t] = (course[t] - mean) / std::sqrt(square);
    return true;
}

} // namespace

RegionSeries regionSeries(const Volume& run, const Volume& atlas, int threads, const Progress& progress)
{
    const Affine toAtlas = atlas.affine().inverse() * run.affine();
    const Size3 &size = run.size(), &there = atlas.size();
    const std::vector<float> values = atlas.frameAsFloat(0);
    std::vector<std::int64_t> labelOf(static_cast<std::size_t>(size.count()));
    std::map<std::int64_t, std::size_t> place;
    for (const float value : values)
        if (std::isfinite(value) && std::llround(value) != 0)
            place[std::llround(value)] = 0;
    if (place.empty())
        throw Error("the atlas has no region: all its voxels are 0");
    if (place.size() > 20000)
        throw Error(fmt::format("the atlas has {} different values: choose a label map", place.size()));
    std::vector<std::uint8_t> mask(labelOf.size());
    for (std::size_t v = 0; v < labelOf.size(); ++v) {
        const auto n = static_cast<std::int64_t>(v);
        const World at = toAtlas.toWorld(
            {static_cast<double>(n % size.x), static_cast<double>(n / size.x % size.y), static_cast<double>(n / (size.x * size.y))});
        const std::int64_t i = std::llround(at.x), j = std::llround(at.y), k = std::llround(at.z);
        if (i < 0 || j < 0 || k < 0 || i >= there.x || j >= there.y || k >= there.z)
            continue;
        const float value = values[static_cast<std::size_t>(i + there.x * (j + there.y * k))];
        labelOf[v] = std::isfinite(value) ? std::llround(value) : 0;
        mask[v] = labelOf[v] != 0;
    }
    const CourseMap usable = mapCourses(
        run, {.outFrames = 1, .mask = mask, .threads = threads},
        [] {
            return [](std::int64_t, std::span<const double> course, std::span<double> out) {
                const auto [low, high] = std::minmax_element(course.begin(), course.end());
                out[0] = *high > *low;
            };
        },
        progress.part(0, 0.5));
    RegionSeries series;
    std::map<std::int64_t, std::int64_t> voxels;
    for (std::size_t v = 0; v < mask.size(); ++v)
        if (usable.values[v] > 0)
            ++voxels[labelOf[v]];
    for (auto& [label, at] : place) {
        if (!voxels.contains(label)) {
            series.absent.push_back(label);
            continue;
        }
        at = series.labels.size();
        series.labels.push_back(label);
        series.voxels.push_back(voxels[label]);
        const auto name = atlas.labels().find(label);
        series.names.push_back(name != atlas.labels().end() && !name->second.name.empty() ? name->second.name : std::to_string(label));
    }
    if (series.labels.empty())
        throw Error(
            "no region of the atlas has a voxel that changes in the run: atlas and run must be in the same space (resample or register "
            "one of them)");
    series.courses.assign(series.labels.size(), std::vector<double>(static_cast<std::size_t>(run.frames())));
    std::vector<float> frame(mask.size());
    for (std::int64_t t = 0; t < run.frames(); ++t) {
        progress.report(0.5 + 0.5 * static_cast<double>(t + 1) / static_cast<double>(run.frames()));
        run.copyFrame(t, frame);
        run.release();
        for (std::size_t v = 0; v < mask.size(); ++v)
            if (usable.values[v] > 0)
                series.courses[place[labelOf[v]]][static_cast<std::size_t>(t)] += static_cast<double>(frame[v]);
        for (std::size_t region = 0; region < series.labels.size(); ++region)
            series.courses[region][static_cast<std::size_t>(t)] /= static_cast<double>(series.voxels[region]);
    }
    return series;
}

std::vector<double> correlationMatrix(const std::vector<std::vector<double>>& courses)
{
    const std::size_t n = courses.size();
    std::vector<std::vector<double>> rows(n);
    std::vector<bool> isThere(n);
    for (std::size_t a = 0; a < n; ++a)
        isThere[a] = standardise(courses[a], rows[a]);
    std::vector<double> matrix(n * n, NaN);
    for (std::size_t a = 0; a < n; ++a) {
        matrix[a * n + a] = 1;
        for (std::size_t b = a + 1; b < n && isThere[a]; ++b)
            if (isThere[b])
                matrix[a * n + b] = matrix[b * n + a]
                    = std::clamp(std::inner_product(rows[a].begin(), rows[a].end(), rows[b].begin(), 0.0), -1.0, 1.0);
    }
    return matrix;
}

double fisherZ(double r)
{
    return std::atanh(std::clamp(r, -0.9999999, 0.9999999));
}

std::vector<double> fisherZ(const std::vector<double>& correlations, std::size_t size)
{
    std::vector<double> z(correlations.size(), NaN);
    for (std::size_t n = 0; n < z.size(); ++n)
        if (n % size != n / size && std::isfinite(correlations[n]))
            z[n] = fisherZ(correlations[n]);
    return z;
}

std::string matrixTable(const std::vector<std::string>& names, const std::vector<double>& matrix)
{
    std::string text = "node";
    for (const std::string& name : names)
        text += "\t" + name;
    text += '\n';
    for (std::size_t a = 0; a < names.size(); ++a) {
        text += names[a];
        for (std::size_t b = 0; b < names.size(); ++b) {
            const double value = matrix[a * names.size() + b];
            text += std::isfinite(value) ? fmt::format("\t{:.6f}", value) : "\tn/a";
        }
        text += '\n';
    }
    return text;
}

std::vector<float> correlationMap(const Volume& run, std::span<const std::uint8_t> mask, std::span<const double> course, int threads,
    std::int64_t& notFinite, const Progress& progress)
{
    std::vector<double> seed;
    if (!standardise(course, seed))
        throw Error("the seed does not change in time: choose another place or a larger radius");
    CourseMap map = mapCourses(
        run, {.outFrames = 1, .mask = mask, .threads = threads},
        [&] {
            return [&, x = std::vector<double>()](std::int64_t, std::span<const double> each, std::span<double> out) mutable {
                if (standardise(each, x))
                    out[0] = std::clamp(std::inner_product(x.begin(), x.end(), seed.begin(), 0.0), -1.0, 1.0);
            };
        },
        progress);
    notFinite = map.notFinite;
    return std::move(map.values);
}

} // namespace insula
