// The volume that rays go through: levels, blocks, samples. How they go through it is in RayTrace.cpp.
#include "viewers/RayCaster.h"

#include "processing/core/Resample.h"
#include "viewers/VolumeTransfer.h"

#include <algorithm>
#include <cmath>

namespace insula {
namespace {

constexpr int BlockSize = 8; // voxels each way; as in RayTrace.cpp

} // namespace

void RayCaster::setVolume(const VolumePtr& volume, std::int64_t frame)
{
    if (volume == m_volume && frame == m_frame) {
        return;
    }
    m_volume = volume;
    m_frame = frame;
    const Size3& size = volume->size();
    m_size = {static_cast<int>(size.x), static_cast<int>(size.y), static_cast<int>(size.z)};
    const LevelEnds ends = levelEnds(*volume, frame);
    m_low = ends.low;
    m_high = ends.high;
    m_levels.resize(static_cast<std::size_t>(size.count()));
    const auto scale = static_cast<float>(volume->slope() * 255 / (m_high - m_low));
    const auto offset = static_cast<float>((volume->intercept() - m_low) * 255 / (m_high - m_low));
    dispatch(volume->dataType(), [&](auto zero) {
        using T = decltype(zero);
        const auto* voxels = reinterpret_cast<const T*>(volume->rawFrame(frame).data());
        parallelFor(size.count(), [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t v = begin; v < end; ++v) {
                const float level = static_cast<float>(voxels[v]) * scale + offset;
                // NaN fails both comparisons and is not seen.
                m_levels[static_cast<std::size_t>(v)] = level >= 255 ? std::uint8_t{255}
                    : level > 0                                      ? static_cast<std::uint8_t>(level + 0.5f)
                                                                     : std::uint8_t{0};
            }
        });
    });
    findBlocks();
}

void RayCaster::findBlocks()
{
    for (std::size_t axis = 0; axis < 3; ++axis) {
        m_blocks[axis] = (m_size[axis] + BlockSize - 1) / BlockSize;
    }
    m_largest.assign(
        static_cast<std::size_t>(m_blocks[0]) * static_cast<std::size_t>(m_blocks[1]) * static_cast<std::size_t>(m_blocks[2]), 0);
    parallelFor(m_blocks[2], [&](std::int64_t begin, std::int64_t end) {
        for (int bk = static_cast<int>(begin); bk < static_cast<int>(end); ++bk) {
            findBlocksOfSlab(bk);
        }
    });
}

// A sample inside a block reaches one voxel into the next, so each block counts the first voxels of the next ones too.
void RayCaster::findBlocksOfSlab(int slab)
{
    const auto width = static_cast<std::size_t>(m_size[0]);
    for (int k = slab * BlockSize; k <= std::min((slab + 1) * BlockSize, m_size[2] - 1); ++k) {
        for (int j = 0; j < m_size[1]; ++j) {
            const std::uint8_t* row = m_levels.data()
                + (static_cast<std::size_t>(k) * static_cast<std::size_t>(m_size[1]) + static_cast<std::size_t>(j)) * width;
            const int lastBlock = j / BlockSize, firstBlock = j % BlockSize == 0 && j > 0 ? lastBlock - 1 : lastBlock;
            for (int bi = 0; bi < m_blocks[0]; ++bi) {
                const int end = std::min((bi + 1) * BlockSize, m_size[0] - 1);
                const std::uint8_t largest = *std::max_element(row + bi * BlockSize, row + end + 1);
                for (int bj = firstBlock; bj <= lastBlock; ++bj) {
                    auto& block = m_largest[static_cast<std::size_t>((slab * m_blocks[1] + bj) * m_blocks[0] + bi)];
                    block = std::max(block, largest);
                }
            }
        }
    }
}

// Trilinear; p must be inside [0, size - 1].
float RayCaster::sample(const Point& p) const
{
    const int i = static_cast<int>(p[0]), j = static_cast<int>(p[1]), k = static_cast<int>(p[2]);
    const float fi = p[0] - static_cast<float>(i), fj = p[1] - static_cast<float>(j), fk = p[2] - static_cast<float>(k);
    const std::ptrdiff_t nextJ = j + 1 < m_size[1] ? m_size[0] : 0;
    const std::ptrdiff_t nextK = k + 1 < m_size[2] ? static_cast<std::ptrdiff_t>(m_size[0]) * m_size[1] : 0;
    const std::ptrdiff_t nextI = i + 1 < m_size[0] ? 1 : 0;
    const std::uint8_t* v = m_levels.data() + i + static_cast<std::ptrdiff_t>(m_size[0]) * (j + static_cast<std::ptrdiff_t>(m_size[1]) * k);
    const auto alongI = [&](std::ptrdiff_t at) {
        const auto a = static_cast<float>(v[at]);
        return a + fi * (static_cast<float>(v[at + nextI]) - a);
    };
    const float a = alongI(0), b = alongI(nextJ), c = alongI(nextK), d = alongI(nextJ + nextK);
    const float near = a + fj * (b - a), far = c + fj * (d - c);
    return near + fk * (far - near);
}

RayCaster::Point RayCaster::inside(Point p) const
{
    for (std::size_t a = 0; a < 3; ++a) {
        p[a] = std::clamp(p[a], 0.0f, last(a));
    }
    return p;
}

} // namespace insula
