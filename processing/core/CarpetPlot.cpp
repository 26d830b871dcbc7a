#include "processing/core/CarpetPlot.h"

#include "processing/core/CourseMap.h"
#include "processing/core/Error.h"
#include "processing/core/Quantile.h"
#include "processing/core/TimeSeries.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace insula {
namespace {

constexpr std::size_t MostBands = 400; // labels; more have no room as bands

// What one pass over the frames tells of each voxel.
struct Moments {
    std::vector<double> sum, square;
};

Moments momentsOf(const Volume& run, const Progress& progress)
{
    const auto count = static_cast<std::size_t>(run.size().count());
    Moments m{std::vector<double>(count), std::vector<double>(count)};
    std::vector<float> values(count);
    for (std::int64_t t = 0; t < run.frames(); ++t) {
        progress.report(static_cast<double>(t) / static_cast<double>(run.frames()));
        run.copyFrame(t, values);
        run.release();
        for (std::size_t v = 0; v < count; ++v) {
            m.sum[v] += values[v];
            m.square[v] += static_cast<double>(values[v]) * values[v];
        }
    }
    return m;
}

bool isMoving(const Moments& m, std::size_t v, double frames)
{
    const double mean = m.sum[v] / frames, variance = m.square[v] / frames - mean * mean;
    return std::isfinite(variance) && variance > 1e-10 * mean * mean; // NaN and constants are left out
}

std::map<std::int64_t, std::vector<std::int64_t>> brainOf(const Volume& run, const Volume* labels, const Moments& m)
{
    const auto frames = static_cast<double>(run.frames());
    std::map<std::int64_t, std::vector<std::int64_t>> groups;
    const auto count = run.size().count();
    if (labels) {
        const Affine toLabels = labels->affine().inverse() * run.affine();
        const Size3 &size = run.size(), &there = labels->size();
        for (std::int64_t v = 0; v < count; ++v) {
            const auto i = v % size.x, j = v / size.x % size.y, k = v / (size.x * size.y);
            const auto at = toLabels.toWorld({static_cast<double>(i), static_cast<double>(j), static_cast<double>(k)});
            const auto x = std::llround(at.x), y = std::llround(at.y), z = std::llround(at.z);
            if (x < 0 || x >= there.x || y < 0 || y >= there.y || z < 0 || z >= there.z
                || !isMoving(m, static_cast<std::size_t>(v), frames))
                continue;
            const double value = labels->value(x, y, z);
            if (std::isfinite(value) && std::llround(value) != 0)
                groups[std::llround(value)].push_back(v);
        }
        return groups;
    }
    std::vector<double> means;
    for (std::size_t v = 0; v < m.sum.size(); ++v)
        if (std::isfinite(m.sum[v]))
            means.push_back(m.sum[v] / frames);
    if (means.empty())
        return groups;
    const double least = BrightShare * valueAtShare(means, BrightPercentile);
    for (std::int64_t v = 0; v < count; ++v)
        if (m.sum[static_cast<std::size_t>(v)] / frames > least && isMoving(m, static_cast<std::size_t>(v), frames))
            groups[0].push_back(v);
    return groups;
}

void addSummaries(Carpet& carpet, const Volume& run, std::span<const std::int64_t> brain, const Progress& progress)
{
    std::vector<float> now(static_cast<std::size_t>(run.size().count())), before;
    const auto count = static_cast<double>(brain.size());
    std::vector<double> changes{0};
    double total = 0;
    for (std::int64_t t = 0; t < run.frames(); ++t) {
        progress.report(static_cast<double>(t) / static_cast<double>(run.frames()));
        std::swap(now, before);
        now.resize(static_cast<std::size_t>(run.size().count()));
        run.copyFrame(t, now);
        run.release();
        double sum = 0, square = 0;
        for (const auto v : brain) {
            sum += now[static_cast<std::size_t>(v)];
            if (t > 0) {
                const double change = static_cast<double>(now[static_cast<std::size_t>(v)]) - before[static_cast<std::size_t>(v)];
                square += change * change;
            }
        }
        carpet.globalSignal.push_back(sum / count);
        total += sum / count;
        if (t > 0)
            changes.push_back(std::sqrt(square / count));
    }
    const double mean = std::abs(total / static_cast<double>(run.frames()));
    for (const double change : changes)
        carpet.dvarsPercent.push_back(mean > 0 ? 100 * change / mean : 0);
}

std::vector<double> correlations(
    const Volume& run, std::span<const std::int64_t> voxels, const Moments& m, std::span<const double> global, const Progress& progress)
{
    const auto z = zScores(global);
    std::vector<double> products(voxels.size());
    std::vector<float> values(static_cast<std::size_t>(run.size().count()));
    for (std::int64_t t = 0; t < run.frames(); ++t) {
        progress.report(static_cast<double>(t) / static_cast<double>(run.frames()));
        run.copyFrame(t, values);
        run.release();
        for (std::size_t n = 0; n < voxels.size(); ++n)
            products[n] += z[static_cast<std::size_t>(t)] * values[static_cast<std::size_t>(voxels[n])];
    }
    const auto frames = static_cast<double>(run.frames());
    for (std::size_t n = 0; n < voxels.size(); ++n) {
        const auto v = static_cast<std::size_t>(voxels[n]);
        const double mean = m.sum[v] / frames;
        products[n] /= frames * std::sqrt(std::max(m.square[v] / frames - mean * mean, 1e-30));
    }
    return products;
}

std::string bandName(const Volume* labels, std::int64_t label)
{
    if (!labels)
        return "brain";
    const auto found = labels->labels().find(label);
    return found == labels->labels().end() ? "label " + std::to_string(label) : found->second.name;
}

void readRows(Carpet& carpet, const Volume& run, const Progress& progress)
{
    std::vector<std::vector<double>> courses(carpet.rows, std::vector<double>(carpet.frames));
    dispatch(run.dataType(), [&](auto zero) {
        using T = decltype(zero);
        for (std::size_t t = 0; t < carpet.frames; ++t) {
            progress.checkpoint();
            const auto* values = reinterpret_cast<const T*>(run.rawFrame(static_cast<std::int64_t>(t)).data());
            for (std::size_t row = 0; row < carpet.rows; ++row)
                courses[row][t] = run.slope() * static_cast<double>(values[carpet.voxels[row]]) + run.intercept();
            run.release();
        }
    });
    carpet.z.reserve(carpet.rows * carpet.frames);
    for (const auto& course : courses)
        for (const double value : zScores(detrended(course)))
            carpet.z.push_back(static_cast<float>(value));
}

} // namespace

Carpet carpetOf(const Volume& run, const Volume* labels, const Progress& progress, std::size_t mostRows)
{
    if (run.frames() < 2)
        throw Error("a carpet plot needs a run of at least 2 frames; open one");
    const auto moments = momentsOf(run, progress.part(0, 0.4));
    auto groups = brainOf(run, labels, moments);
    std::vector<std::int64_t> brain;
    for (const auto& [label, voxels] : groups)
        brain.insert(brain.end(), voxels.begin(), voxels.end());
    if (brain.empty())
        throw Error(labels ? "no voxel of the run that changes lies in the label map; choose a map of the same head in the same space"
                           : "no voxel of the run changes over time; check the file");
    if (groups.size() > MostBands)
        throw Error("the label map has more than 400 labels inside the run; choose one of tissues or networks");
    Carpet carpet;
    carpet.frames = static_cast<std::size_t>(run.frames());
    carpet.brainVoxels = static_cast<std::int64_t>(brain.size());
    addSummaries(carpet, run, brain, progress.part(0.4, 0.6));
    const auto with = correlations(run, brain, moments, carpet.globalSignal, progress.part(0.6, 0.85));
    std::size_t start = 0; // of the group in `brain`
    for (const auto& [label, voxels] : groups) {
        std::vector<std::size_t> order(voxels.size());
        for (std::size_t n = 0; n < order.size(); ++n)
            order[n] = start + n;
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return with[a] > with[b]; });
        // At least one row each, so that no small structure is missing.
        const double share = static_cast<double>(voxels.size()) / static_cast<double>(brain.size());
        const auto wanted = std::max<std::size_t>(1, static_cast<std::size_t>(share * static_cast<double>(mostRows)));
        const auto rows = std::min(wanted, voxels.size());
        carpet.bands.push_back({label, bandName(labels, label), carpet.voxels.size(), rows, static_cast<std::int64_t>(voxels.size())});
        for (std::size_t row = 0; row < rows; ++row)
            carpet.voxels.push_back(brain[order[row * voxels.size() / rows]]);
        start += voxels.size();
    }
    carpet.rows = carpet.voxels.size();
    readRows(carpet, run, progress.part(0.85, 1));
    return carpet;
}

} // namespace insula
