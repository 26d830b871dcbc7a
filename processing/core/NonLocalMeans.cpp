#include "processing/core/NonLocalMeans.h"

#include "processing/core/Error.h"
#include "processing/core/Resample.h"
#include "processing/core/WorkCount.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <cstddef>
#include <thread>

namespace insula {
namespace {

using Count = std::array<std::int64_t, 3>;

// The image with R voxels more on each side, which repeat the outermost ones; and the mean and variance of the block around each voxel.
template <int R> class Blocks {
public:
    static constexpr int Edge = 2 * R + 1;
    static constexpr int Voxels = Edge * Edge * Edge;
    using Block = std::array<float, Voxels>;

    Blocks(std::span<const float> values, const Size3& size, int threads, const Progress& progress) :
        m_size{size.x, size.y, size.z}, m_row(size.x + 2 * R), m_plane(m_row * (size.y + 2 * R)),
        m_values(static_cast<std::size_t>(m_plane * (size.z + 2 * R))), m_mean(values.size()), m_variance(values.size())
    {
        for (std::int64_t k = -R; k < size.z + R; ++k)
            for (std::int64_t j = -R; j < size.y + R; ++j)
                for (std::int64_t i = -R; i < size.x + R; ++i)
                    m_values[static_cast<std::size_t>(corner({i, j, k}) + R * (1 + m_row + m_plane))]
                        = values[static_cast<std::size_t>(std::clamp<std::int64_t>(i, 0, size.x - 1)
                            + size.x * (std::clamp<std::int64_t>(j, 0, size.y - 1) + size.y * std::clamp<std::int64_t>(k, 0, size.z - 1)))];
        parallelFor(
            size.z,
            [&](std::int64_t begin, std::int64_t end) {
                for (std::int64_t k = begin; k < end; ++k) {
                    progress.checkpoint();
                    for (std::int64_t j = 0; j < size.y; ++j)
                        for (std::int64_t i = 0; i < size.x; ++i)
                            measure({i, j, k});
                }
            },
            threads);
    }

    float mean(std::int64_t voxel) const { return m_mean[static_cast<std::size_t>(voxel)]; }
    float variance(std::int64_t voxel) const { return m_variance[static_cast<std::size_t>(voxel)]; }
    // Where the block around this voxel begins.
    std::int64_t corner(const Count& at) const { return at[0] + m_row * at[1] + m_plane * at[2]; }
    std::int64_t voxel(const Count& at) const { return at[0] + m_size[0] * (at[1] + m_size[1] * at[2]); }

    Block read(std::int64_t corner) const
    {
        Block block;
        float* out = block.data();
        for (int c = 0; c < Edge; ++c)
            for (int b = 0; b < Edge; ++b) {
                const float* row = m_values.data() + corner + m_plane * c + m_row * b;
                for (int a = 0; a < Edge; ++a)
                    *out++ = row[a];
            }
        return block;
    }

    float squaredDistance(const Block& block, std::int64_t corner) const
    {
        const float* one = block.data();
        float sum = 0;
        for (int c = 0; c < Edge; ++c)
            for (int b = 0; b < Edge; ++b) {
                const float* row = m_values.data() + corner + m_plane * c + m_row * b;
                for (int a = 0; a < Edge; ++a) {
                    const float d = *one++ - row[a];
                    sum += d * d;
                }
            }
        return sum;
    }

private:
    void measure(const Count& at)
    {
        const Block block = read(corner(at));
        float mean = 0, square = 0;
        for (const float x : block)
            mean += x;
        mean /= Voxels;
        for (const float x : block)
            square += (x - mean) * (x - mean);
        m_mean[static_cast<std::size_t>(voxel(at))] = mean;
        m_variance[static_cast<std::size_t>(voxel(at))] = square / (Voxels - 1);
    }

    Count m_size;
    std::int64_t m_row, m_plane;
    std::vector<float> m_values, m_mean, m_variance;
};

template <int R> class Denoising {
public:
    using Block = typename Blocks<R>::Block;

    Denoising(std::span<const float> values, const Size3& size, const NonLocalMeansOptions& options, const Progress& progress) :
        m_blocks(values, size, options.threads, progress), m_size{size.x, size.y, size.z}, m_options(options), m_sum(values.size()),
        m_times(values.size())
    {
    }

    std::vector<float> run(const Progress& progress)
    {
        const std::int64_t step = R + 1, planes = (m_size[2] + step - 1) / step;
        WorkCount done(progress, planes);
        // Planes of blocks two apart share no voxel: first the even ones, then the odd ones, each in any order.
        for (std::int64_t parity = 0; parity < 2; ++parity) {
            std::atomic<std::int64_t> next{parity};
            const std::int64_t workers = m_options.threads > 0 ? m_options.threads : std::max(1U, std::thread::hardware_concurrency());
            parallelFor(
                workers,
                [&](std::int64_t, std::int64_t) {
                    for (std::int64_t plane = next.fetch_add(2); plane < planes; plane = next.fetch_add(2)) {
                        for (std::int64_t j = 0; j < m_size[1]; j += step) {
                            done.checkpoint();
                            for (std::int64_t i = 0; i < m_size[0]; i += step)
                                estimate({i, j, plane * step});
                        }
                        done.add();
                    }
                },
                static_cast<int>(workers));
        }
        for (std::size_t v = 0; v < m_sum.size(); ++v)
            m_sum[v] /= m_times[v];
        return std::move(m_sum);
    }

private:
    void estimate(const Count& at)
    {
        const std::int64_t centre = m_blocks.voxel(at);
        const Block block = m_blocks.read(m_blocks.corner(at));
        const auto sigma = static_cast<float>(m_options.sigma), strength = static_cast<float>(m_options.strength);
        const float mean = m_blocks.mean(centre), variance = m_blocks.variance(centre);
        const float scale = -1 / (2 * strength * sigma * sigma * static_cast<float>(Blocks<R>::Voxels));
        const float farthest = MeanReach * sigma * std::sqrt(strength);
        Block sum{};
        float weights = 0, largest = 0;
        Count low, high;
        for (std::size_t a = 0; a < 3; ++a) {
            low[a] = std::max<std::int64_t>(0, at[a] - m_options.searchRadius);
            high[a] = std::min<std::int64_t>(m_size[a] - 1, at[a] + m_options.searchRadius);
        }
        for (std::int64_t k = low[2]; k <= high[2]; ++k)
            for (std::int64_t j = low[1]; j <= high[1]; ++j) {
                const std::int64_t row = m_blocks.voxel({0, j, k});
                for (std::int64_t i = low[0]; i <= high[0]; ++i) {
                    const float other = m_blocks.variance(row + i);
                    if (!(std::abs(m_blocks.mean(row + i) - mean) <= farthest) || other < VarianceRatio * variance
                        || variance < VarianceRatio * other || row + i == centre)
                        continue;
                    const std::int64_t corner = m_blocks.corner({i, j, k});
                    const float weight = std::exp(scale * m_blocks.squaredDistance(block, corner));
                    add(sum, m_blocks.read(corner), weight);
                    weights += weight;
                    largest = std::max(largest, weight);
                }
            }
        if (largest <= 0) // nothing looks like it
            largest = 1;
        add(sum, block, largest);
        spread(at, sum, weights + largest);
    }

    void add(Block& sum, const Block& block, float weight) const
    {
        if (m_options.isRician)
            for (std::size_t n = 0; n < sum.size(); ++n)
                sum[n] += weight * block[n] * block[n];
        else
            for (std::size_t n = 0; n < sum.size(); ++n)
                sum[n] += weight * block[n];
    }

    void spread(const Count& at, const Block& sum, float weights)
    {
        const auto offset = static_cast<float>(2 * m_options.sigma * m_options.sigma);
        std::size_t n = 0;
        for (std::int64_t k = at[2] - R; k <= at[2] + R; ++k)
            for (std::int64_t j = at[1] - R; j <= at[1] + R; ++j)
                for (std::int64_t i = at[0] - R; i <= at[0] + R; ++i, ++n) {
                    if (i < 0 || j < 0 || k < 0 || i >= m_size[0] || j >= m_size[1] || k >= m_size[2])
                        continue;
                    const float mean = sum[n] / weights;
                    const auto v = static_cast<std::size_t>(m_blocks.voxel({i, j, k}));
                    m_sum[v] += m_options.isRician ? std::sqrt(std::max(0.0F, mean - offset)) : mean;
                    m_times[v] += 1;
                }
    }

    static constexpr float MeanReach = 1, VarianceRatio = 0.5F;

    Blocks<R> m_blocks;
    Count m_size;
    NonLocalMeansOptions m_options;
    std::vector<float> m_sum, m_times;
};

} // namespace

std::vector<float> nonLocalMeans(
    std::span<const float> values, const Size3& size, const NonLocalMeansOptions& options, const Progress& progress)
{
    if (!(options.sigma > 0) || !std::isfinite(options.sigma))
        throw Error("the noise must be a number above 0");
    const Progress rest = progress.part(0.02, 1);
    if (options.patchRadius > 1)
        return Denoising<2>(values, size, options, progress).run(rest);
    return Denoising<1>(values, size, options, progress).run(rest);
}

} // namespace insula
