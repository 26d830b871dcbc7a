#include "processing/core/TissueMixture.h"

#include "processing/core/Error.h"
#include "processing/core/Quantile.h"
#include "processing/core/Resample.h"
#include "processing/core/SmoothCells.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>

namespace insula {
namespace {

constexpr double WidestInGaps = 0.6;
constexpr std::int64_t Chunks = 64; // sums are taken in these, so that they do not depend on the number of threads

struct Neighbour {
    std::int64_t di, dj, dk;
    float weight;
};

std::vector<Neighbour> neighbours(const Vec3& spacing, double beta)
{
    const double nearest = *std::min_element(spacing.begin(), spacing.end());
    std::vector<Neighbour> all;
    for (std::int64_t dk = -1; dk <= 1; ++dk)
        for (std::int64_t dj = -1; dj <= 1; ++dj)
            for (std::int64_t di = -1; di <= 1; ++di)
                if (di != 0 || dj != 0 || dk != 0)
                    all.push_back({di, dj, dk,
                        static_cast<float>(beta * nearest
                            / std::hypot(static_cast<double>(di) * spacing[0], static_cast<double>(dj) * spacing[1],
                                static_cast<double>(dk) * spacing[2]))});
    return all;
}

// Means of the classes by K-means, the best one there is: on a histogram of 256 bins the ends of the classes are found by going through all
// (dynamic programming), for iterations from a guess get stuck where two classes share a tissue.
std::vector<double> kMeans(std::span<const float> values, int classes)
{
    constexpr std::size_t Bins = 256;
    std::vector<float> ends(values.begin(), values.end());
    const auto low = static_cast<double>(valueAtShare(ends, 0.001)), high = static_cast<double>(valueAtShare(ends, 0.999));
    if (!(high > low))
        throw Error("the values inside the mask do not fall into different tissues: is this a scan with a brain mask?");
    std::vector<double> count(Bins + 1), sum(Bins + 1), square(Bins + 1); // of all bins before
    for (const float v : values) {
        const double x = std::clamp(static_cast<double>(v), low, high);
        const std::size_t bin = 1 + std::min(Bins - 1, static_cast<std::size_t>((x - low) / (high - low) * Bins));
        count[bin] += 1;
        sum[bin] += x;
        square[bin] += x * x;
    }
    for (std::size_t b = 1; b <= Bins; ++b) {
        count[b] += count[b - 1];
        sum[b] += sum[b - 1];
        square[b] += square[b - 1];
    }
    const auto spread = [&](std::size_t from, std::size_t to) { // squared deviations from the mean
        const double n = count[to] - count[from], s = sum[to] - sum[from];
        return n > 0 ? square[to] - square[from] - s * s / n : std::numeric_limits<double>::infinity();
    };
    const auto k = static_cast<std::size_t>(classes);
    std::vector<std::vector<double>> cost(k, std::vector<double>(Bins + 1, std::numeric_limits<double>::infinity()));
    std::vector<std::vector<std::size_t>> begin(k, std::vector<std::size_t>(Bins + 1));
    for (std::size_t to = 1; to <= Bins; ++to)
        cost[0][to] = spread(0, to);
    for (std::size_t c = 1; c < k; ++c)
        for (std::size_t to = c + 1; to <= Bins; ++to)
            for (std::size_t from = c; from < to; ++from)
                if (const double all = cost[c - 1][from] + spread(from, to); all < cost[c][to]) {
                    cost[c][to] = all;
                    begin[c][to] = from;
                }
    if (!std::isfinite(cost[k - 1][Bins]))
        throw Error("the values inside the mask do not fall into different tissues: is this a scan with a brain mask?");
    std::vector<double> means(k);
    for (std::size_t c = k, to = Bins; c-- > 0; to = begin[c][to]) {
        const std::size_t from = c > 0 ? begin[c][to] : 0;
        means[c] = (sum[to] - sum[from]) / (count[to] - count[from]);
    }
    return means;
}

class Fit {
public:
    Fit(std::span<const float> values, std::span<const std::uint8_t> mask, const Grid& grid, const TissueOptions& options) :
        m_grid(grid), m_options(options), m_place(values.size(), -1), m_neighbours(neighbours(grid.affine.spacing(), options.smoothness)),
        m_k(static_cast<std::size_t>(options.classes))
    {
        for (std::size_t v = 0; v < values.size(); ++v)
            if (mask[v]) {
                m_place[v] = static_cast<std::int32_t>(result.voxels.size());
                result.voxels.push_back(static_cast<std::int64_t>(v));
                m_values.push_back(values[v]);
            }
        if (m_values.size() < 100)
            throw Error(fmt::format("only {} voxels are inside the mask: tissues cannot be told apart", m_values.size()));
        result.classes = options.classes;
        result.means = kMeans(m_values, options.classes);
        result.gain.assign(m_values.size(), 1);
        result.probabilities.assign(m_values.size() * m_k, 0);
        m_next = result.probabilities;
        begin();
    }

    // Returns the largest change of a mean in standard deviations.
    double iterate(bool gain, const Progress& progress)
    {
        const std::vector<double> before = result.means;
        expect(progress);
        maximise();
        if (gain)
            updateGain();
        double change = 0;
        for (std::size_t c = 0; c < m_k; ++c)
            change = std::max(change, std::abs(result.means[c] - before[c]) / result.sds[c]);
        return change;
    }

    TissueMixture result;

private:
    void overChunks(const std::function<void(std::int64_t chunk, std::size_t first, std::size_t last)>& body) const
    {
        const auto n = static_cast<std::int64_t>(m_values.size());
        parallelFor(
            Chunks,
            [&](std::int64_t begin, std::int64_t end) {
                for (std::int64_t c = begin; c < end; ++c)
                    body(c, static_cast<std::size_t>(n * c / Chunks), static_cast<std::size_t>(n * (c + 1) / Chunks));
            },
            m_options.threads);
    }

    // Each voxel to its nearest mean; their deviations.
    void begin()
    {
        for (std::size_t v = 0; v < m_values.size(); ++v) {
            std::size_t best = 0;
            for (std::size_t c = 1; c < m_k; ++c)
                if (std::abs(static_cast<double>(m_values[v]) - result.means[c])
                    < std::abs(static_cast<double>(m_values[v]) - result.means[best]))
                    best = c;
            result.probabilities[v * m_k + best] = 1;
        }
        maximise();
    }

    float corrected(std::size_t v) const { return m_values[v] / result.gain[v]; }

    void expect(const Progress& progress)
    {
        // Beyond the outermost means the widest Gaussian would win, whatever its mean: there values count as those means.
        const auto low = static_cast<float>(result.means.front()), high = static_cast<float>(result.means.back());
        const Size3 n = m_grid.size;
        overChunks([&](std::int64_t, std::size_t first, std::size_t last) {
            std::vector<float> energy(m_k), around(m_k), mean(m_k), precision(m_k), offset(m_k);
            for (std::size_t c = 0; c < m_k; ++c) {
                mean[c] = static_cast<float>(result.means[c]);
                precision[c] = static_cast<float>(0.5 / (result.sds[c] * result.sds[c]));
                offset[c] = static_cast<float>(std::log(result.sds[c]));
            }
            for (std::size_t v = first; v < last; ++v) {
                if (v % 4096 == 0)
                    progress.checkpoint();
                const std::int64_t at = result.voxels[v], i = at % n.x, j = at / n.x % n.y, k = at / (n.x * n.y);
                std::fill(around.begin(), around.end(), 0.0F);
                for (const Neighbour& near : m_neighbours) {
                    const std::int64_t x = i + near.di, y = j + near.dj, z = k + near.dk;
                    if (x < 0 || y < 0 || z < 0 || x >= n.x || y >= n.y || z >= n.z)
                        continue;
                    const std::int32_t other = m_place[static_cast<std::size_t>(x + n.x * (y + n.y * z))];
                    if (other < 0)
                        continue;
                    const float* p = result.probabilities.data() + static_cast<std::size_t>(other) * m_k;
                    for (std::size_t c = 0; c < m_k; ++c)
                        around[c] += near.weight * p[c];
                }
                const float x = std::clamp(corrected(v), low, high);
                float least = std::numeric_limits<float>::infinity(), sum = 0;
                for (std::size_t c = 0; c < m_k; ++c) {
                    energy[c] = precision[c] * (x - mean[c]) * (x - mean[c]) + offset[c] - around[c];
                    least = std::min(least, energy[c]);
                }
                for (float& e : energy)
                    sum += e = std::exp(least - e);
                for (std::size_t c = 0; c < m_k; ++c)
                    m_next[v * m_k + c] = energy[c] / sum;
            }
        });
        std::swap(result.probabilities, m_next);
    }

    void maximise()
    {
        std::vector<std::array<double, 3>> sums(static_cast<std::size_t>(Chunks) * m_k); // weight, value, square
        overChunks([&](std::int64_t chunk, std::size_t first, std::size_t last) {
            std::array<double, 3>* sum = sums.data() + static_cast<std::size_t>(chunk) * m_k;
            for (std::size_t v = first; v < last; ++v)
                for (std::size_t c = 0; c < m_k; ++c) {
                    const auto p = static_cast<double>(result.probabilities[v * m_k + c]), x = static_cast<double>(corrected(v));
                    sum[c][0] += p;
                    sum[c][1] += p * x;
                    sum[c][2] += p * x * x;
                }
        });
        result.sds.resize(m_k);
        const double smallest = 1e-3 * (result.means.back() - result.means.front());
        for (std::size_t c = 0; c < m_k; ++c) {
            std::array<double, 3> all{};
            for (std::size_t chunk = 0; chunk < static_cast<std::size_t>(Chunks); ++chunk)
                for (std::size_t s = 0; s < 3; ++s)
                    all[s] += sums[chunk * m_k + c][s];
            if (all[0] < 1)
                throw Error("one tissue has no voxels: the mask must hold grey matter, white matter and fluid");
            result.means[c] = all[1] / all[0];
            result.sds[c] = std::max(smallest, std::sqrt(std::max(0.0, all[2] / all[0] - result.means[c] * result.means[c])));
        }
        for (std::size_t c = 0; c < m_k; ++c) {
            double gap = std::numeric_limits<double>::infinity();
            if (c > 0)
                gap = result.means[c] - result.means[c - 1];
            if (c + 1 < m_k)
                gap = std::min(gap, result.means[c + 1] - result.means[c]);
            if (!(gap > 0))
                throw Error("the tissues cannot be told apart by their values in this image");
            // Where two tissues share one peak of the histogram (T2), a wide Gaussian would swallow the other one's.
            result.sds[c] = std::min(result.sds[c], WidestInGaps * gap);
        }
    }

    // The factor that makes values fit the means of their tissues best, weighted by how narrow the tissue is, around each place.
    void updateGain()
    {
        SmoothCells cells(m_grid, 4.0);
        for (std::size_t v = 0; v < m_values.size(); ++v) {
            double weight = 0, wanted = 0;
            for (std::size_t c = 0; c < m_k; ++c) {
                const double w = static_cast<double>(result.probabilities[v * m_k + c]) / (result.sds[c] * result.sds[c]);
                weight += w;
                wanted += w * result.means[c];
            }
            wanted /= weight;
            cells.add(result.voxels[v], {weight * static_cast<double>(m_values[v]) * wanted, weight * wanted * wanted});
        }
        cells.smooth(m_options.gainFwhmMm);
        std::vector<double> sums(static_cast<std::size_t>(Chunks));
        overChunks([&](std::int64_t chunk, std::size_t first, std::size_t last) {
            for (std::size_t v = first; v < last; ++v) {
                const auto [top, bottom] = cells.at(result.voxels[v]);
                result.gain[v] = bottom > 0 ? static_cast<float>(std::clamp(top / bottom, 0.1, 10.0)) : 1.0F;
                sums[static_cast<std::size_t>(chunk)] += static_cast<double>(result.gain[v]);
            }
        });
        double mean = 0;
        for (const double sum : sums)
            mean += sum / static_cast<double>(m_values.size());
        for (float& gain : result.gain)
            gain = static_cast<float>(static_cast<double>(gain) / mean);
        for (double& m : result.means)
            m *= mean;
    }

    const Grid& m_grid;
    TissueOptions m_options;
    std::vector<std::int32_t> m_place; // of each voxel of the grid among those of the mask, -1: outside
    std::vector<Neighbour> m_neighbours;
    std::size_t m_k;
    std::vector<float> m_values, m_next;
};

} // namespace

TissueMixture fitTissues(std::span<const float> values, std::span<const std::uint8_t> mask, const Grid& grid, const TissueOptions& options,
    const Progress& progress)
{
    if (options.classes < 2 || options.classes > 8)
        throw Error("tissues come in 2 to 8 classes");
    progress.report(0);
    Fit fit(values, mask, grid, options);
    for (int n = 0; n < options.iterations; ++n) {
        // The gain moves last and only after the tissues have settled a little; every third round, for it changes slowly.
        const double change = fit.iterate(options.correctsGain && n >= 4 && n % 3 == 1, progress);
        fit.result.iterations = n + 1;
        progress.report(static_cast<double>(n + 1) / options.iterations);
        if (n >= 8 && change < 4e-3) {
            fit.result.hasConverged = true;
            break;
        }
    }
    return std::move(fit.result);
}

std::vector<float> tissueFractions(std::span<const float> values, const TissueMixture& mixture)
{
    const auto k = static_cast<std::size_t>(mixture.classes);
    std::vector<float> fractions = mixture.probabilities;
    for (std::size_t v = 0; v < mixture.voxels.size(); ++v) {
        const float* p = mixture.probabilities.data() + v * k;
        const auto top = static_cast<std::size_t>(std::max_element(p, p + k) - p);
        const auto x = static_cast<double>(values[static_cast<std::size_t>(mixture.voxels[v])] / mixture.gain[v]);
        const std::size_t other = x < mixture.means[top] ? (top > 0 ? top - 1 : top) : (top + 1 < k ? top + 1 : top);
        float* out = fractions.data() + v * k;
        std::fill(out, out + k, 0.0F);
        if (other == top) {
            out[top] = 1;
            continue;
        }
        const double part = std::clamp((x - mixture.means[top]) / (mixture.means[other] - mixture.means[top]), 0.0, 1.0);
        out[top] = static_cast<float>(1 - part);
        out[other] = static_cast<float>(part);
    }
    return fractions;
}

} // namespace insula
