#include "processing/core/LocalActivity.h"

#include "processing/core/CourseMap.h"
#include "processing/core/Error.h"
#include "processing/core/Resample.h"
#include "processing/core/TimeSeries.h"
#include "processing/core/WorkCount.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace insula {
namespace {

struct Ranks {
    std::vector<std::uint16_t> twice; // twice the rank from 1, a row a voxel of the mask; halves are ranks of equal values
    std::vector<float> ties; // sum of n^3 - n over groups of equal values
    std::vector<std::int64_t> row; // of each voxel, -1: none
};

// Twice the mean ranks of `values`; gives the sum of n^3 - n.
double rank(std::span<const double> values, std::vector<std::size_t>& order, std::uint16_t* out)
{
    order.resize(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    double ties = 0;
    for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
        end = begin + 1;
        while (end < order.size() && values[order[end]] == values[order[begin]])
            ++end;
        for (std::size_t n = begin; n < end; ++n)
            out[order[n]] = static_cast<std::uint16_t>(begin + end + 1);
        const auto equal = static_cast<double>(end - begin);
        ties += equal * equal * equal - equal;
    }
    return ties;
}

Ranks ranksOf(const Volume& run, std::span<const std::uint8_t> mask, const Band* band, double tr, int threads, const Progress& progress)
{
    const auto frames = static_cast<std::size_t>(run.frames());
    OrthonormalBasis basis;
    if (band)
        basis = bandBasis(*band, tr, frames);
    Ranks ranks;
    ranks.row.assign(mask.size(), -1);
    std::int64_t rows = 0;
    for (std::size_t v = 0; v < mask.size(); ++v)
        if (mask[v])
            ranks.row[v] = rows++;
    ranks.twice.resize(static_cast<std::size_t>(rows) * frames);
    const CourseMap map = mapCourses(
        run, {.outFrames = 1, .mask = mask, .threads = threads},
        [&] {
            return [&, x = std::vector<double>(frames), order = std::vector<std::size_t>()](
                       std::int64_t voxel, std::span<const double> course, std::span<double> out) mutable {
                std::copy(course.begin(), course.end(), x.begin());
                if (band) {
                    basis.removeFrom(x);
                    std::transform(course.begin(), course.end(), x.begin(), x.begin(), std::minus<>());
                    double largest = 0;
                    for (const double value : course)
                        largest = std::max(largest, std::abs(value));
                    for (double& value : x) // what rounding leaves of a constant has no ranks
                        value = std::round(value / (1e-9 * largest + 1e-300)) * (1e-9 * largest);
                }
                out[0] = 1
                    + rank(x, order, ranks.twice.data() + static_cast<std::size_t>(ranks.row[static_cast<std::size_t>(voxel)]) * frames);
            };
        },
        progress);
    const double all = std::pow(static_cast<double>(frames), 3) - static_cast<double>(frames);
    ranks.ties.assign(static_cast<std::size_t>(rows), 0);
    for (std::size_t v = 0; v < mask.size(); ++v)
        if (ranks.row[v] >= 0) {
            const auto row = static_cast<std::size_t>(ranks.row[v]);
            const double ties = static_cast<double>(map.values[v]) - 1;
            ranks.ties[row] = static_cast<float>(ties);
            if (ties < 0 || ties >= all * (1 - 1e-6)) // not finite, or constant
                ranks.row[v] = -1;
        }
    return ranks;
}

} // namespace

std::vector<float> regionalHomogeneity(const Volume& run, std::span<const std::uint8_t> mask, int neighbours, const Band* band,
    double trSeconds, int threads, const Progress& progress)
{
    const auto frames = static_cast<std::size_t>(run.frames());
    if (frames < 3 || frames > 32000)
        throw Error(fmt::format("regional homogeneity needs 3 to 32000 frames, and the run has {}", frames));
    const int steps = neighbours == 7 ? 1 : neighbours == 19 ? 2 : 3; // axes along which a neighbour may differ
    const Ranks ranks = ranksOf(run, mask, band, trSeconds, threads, progress.part(0, 0.5));
    const Size3& n = run.size();
    std::vector<float> out(mask.size());
    const Progress second = progress.part(0.5, 1);
    WorkCount count(second, n.z);
    parallelFor(
        n.z,
        [&](std::int64_t first, std::int64_t last) {
            std::vector<std::uint32_t> sums(frames);
            for (std::int64_t k = first; k < last; ++k) {
                for (std::int64_t v = k * n.x * n.y; v < (k + 1) * n.x * n.y; ++v) {
                    if (ranks.row[static_cast<std::size_t>(v)] < 0)
                        continue;
                    const std::int64_t i = v % n.x, j = v / n.x % n.y;
                    std::fill(sums.begin(), sums.end(), 0U);
                    double judges = 0, ties = 0;
                    for (std::int64_t dk = -1; dk <= 1; ++dk)
                        for (std::int64_t dj = -1; dj <= 1; ++dj)
                            for (std::int64_t di = -1; di <= 1; ++di) {
                                const std::int64_t x = i + di, y = j + dj, z = k + dk;
                                if (std::abs(di) + std::abs(dj) + std::abs(dk) > steps || x < 0 || x >= n.x || y < 0 || y >= n.y || z < 0
                                    || z >= n.z)
                                    continue;
                                const std::int64_t row = ranks.row[static_cast<std::size_t>(x + n.x * (y + n.y * z))];
                                if (row < 0)
                                    continue;
                                ++judges;
                                ties += static_cast<double>(ranks.ties[static_cast<std::size_t>(row)]);
                                const std::uint16_t* each = ranks.twice.data() + static_cast<std::size_t>(row) * frames;
                                for (std::size_t t = 0; t < frames; ++t)
                                    sums[t] += each[t];
                            }
                    if (judges < 2)
                        continue;
                    const auto length = static_cast<double>(frames);
                    const double mean = judges * (length + 1); // of twice the sums
                    double square = 0;
                    for (const std::uint32_t sum : sums)
                        square += (static_cast<double>(sum) - mean) * (static_cast<double>(sum) - mean);
                    const double most = judges * judges * (length * length * length - length) - judges * ties;
                    out[static_cast<std::size_t>(v)] = static_cast<float>(12 * square / 4 / most);
                }
                count.add();
            }
        },
        threads);
    return out;
}

Amplitudes lowFrequencyAmplitudes(
    const Volume& run, std::span<const std::uint8_t> mask, const Band& band, double trSeconds, int threads, const Progress& progress)
{
    checkBand(band, trSeconds);
    const auto frames = static_cast<std::size_t>(run.frames());
    const OrthonormalBasis line(polynomials(frames, 1));
    const auto isInBand = [&](double hz) { return hz >= band.lowHz - 1e-9 && (band.highHz <= 0 || hz <= band.highHz + 1e-9); };
    std::size_t inside = 0;
    for (std::size_t k = 1; 2 * k <= frames; ++k)
        inside += isInBand(static_cast<double>(k) / (static_cast<double>(frames) * trSeconds));
    if (inside == 0)
        throw Error(fmt::format(
            "a run of {} frames resolves no frequency between {:g} and {:g} Hz: widen the band", frames, band.lowHz, band.highHz));
    CourseMap map = mapCourses(
        run, {.outFrames = 2, .mask = mask, .threads = threads},
        [&] {
            return [&, x = std::vector<double>(frames)](std::int64_t, std::span<const double> course, std::span<double> out) mutable {
                std::copy(course.begin(), course.end(), x.begin());
                line.removeFrom(x);
                const double left = std::sqrt(std::inner_product(x.begin(), x.end(), x.begin(), 0.0)),
                             before = std::sqrt(std::inner_product(course.begin(), course.end(), course.begin(), 0.0));
                if (!(left > 1e-7 * before))
                    return;
                const Spectrum spectrum = powerSpectrum(x, trSeconds);
                double low = 0, all = 0;
                for (std::size_t k = 1; k < spectrum.power.size(); ++k) {
                    // power is 2 |X|^2 TR / T but at half the sampling rate
                    const double doubled = 2 * k == frames ? 1 : 2;
                    const double amplitude = 2 / static_cast<double>(frames)
                        * std::sqrt(std::max(0.0, spectrum.power[k]) * static_cast<double>(frames) / (doubled * trSeconds));
                    all += amplitude;
                    low += isInBand(spectrum.frequency[k]) ? amplitude : 0;
                }
                out[0] = low / static_cast<double>(inside);
                out[1] = all > 0 ? low / all : 0;
            };
        },
        progress);
    const auto half = static_cast<std::ptrdiff_t>(mask.size());
    return {{map.values.begin(), map.values.begin() + half}, {map.values.begin() + half, map.values.end()}};
}

} // namespace insula
