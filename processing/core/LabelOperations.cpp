#include "processing/core/LabelOperations.h"

#include "processing/core/Error.h"
#include "processing/core/LabelDistance.h"
#include "processing/core/Resample.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

namespace insula {
namespace {

using Index3 = std::array<std::int64_t, 3>;
using Mask = std::vector<std::uint8_t>;

// The part of the grid that an operation looks at: the label and some voxels around it.
class Block {
public:
    Block(const LabelSource& source, LabelNumber label, const Index3& margin) : m_source(source), m_label(label)
    {
        const Size3& n = source.grid.size;
        Index3 low{n.x, n.y, n.z}, high{-1, -1, -1};
        std::int64_t index = 0;
        for (std::int64_t k = 0; k < n.z; ++k) {
            for (std::int64_t j = 0; j < n.y; ++j, index += n.x) {
                const auto row = source.voxels.subspan(static_cast<std::size_t>(index), static_cast<std::size_t>(n.x));
                const auto first = std::find(row.begin(), row.end(), label);
                if (first == row.end()) {
                    continue;
                }
                const auto last = std::find(row.rbegin(), row.rend(), label);
                low = {std::min(low[0], first - row.begin()), std::min(low[1], j), std::min(low[2], k)};
                high = {std::max(high[0], n.x - 1 - (last - row.rbegin())), j > high[1] ? j : high[1], k};
            }
        }
        if (high[0] < 0) {
            throw Error(fmt::format("label {} is nowhere in the map; paint some of it first", label));
        }
        const Index3 whole{n.x, n.y, n.z};
        for (std::size_t a = 0; a < 3; ++a) {
            m_low[a] = std::max<std::int64_t>(0, low[a] - margin[a]);
            m_size[a] = std::min(whole[a] - 1, high[a] + margin[a]) - m_low[a] + 1;
        }
        m_spacing = source.grid.affine.spacing();
    }

    const Index3& size() const { return m_size; }
    const Vec3& spacing() const { return m_spacing; }
    std::size_t count() const { return static_cast<std::size_t>(m_size[0] * m_size[1] * m_size[2]); }
    // 1 where the label is, or is not.
    Mask mask(bool isLabel = true) const
    {
        Mask mask(count());
        each([&](std::size_t here, std::int64_t there) {
            mask[here] = (m_source.voxels[static_cast<std::size_t>(there)] == m_label) == isLabel ? 1 : 0;
        });
        return mask;
    }
    // What `isIn` (by the block's index) has that the label has not, and the other way round.
    template <typename IsIn> LabelProposal proposal(IsIn isIn) const
    {
        LabelProposal result;
        result.label = m_label;
        each([&](std::size_t here, std::int64_t there) {
            const bool was = m_source.voxels[static_cast<std::size_t>(there)] == m_label, is = isIn(here);
            if (was != is) {
                (is ? result.gained : result.lost).push_back(there);
            }
        });
        return result;
    }

private:
    template <typename Visit> void each(Visit visit) const
    {
        const Size3& n = m_source.grid.size;
        std::size_t here = 0;
        for (std::int64_t k = m_low[2]; k < m_low[2] + m_size[2]; ++k) {
            for (std::int64_t j = m_low[1]; j < m_low[1] + m_size[1]; ++j) {
                for (std::int64_t i = m_low[0]; i < m_low[0] + m_size[0]; ++i) {
                    visit(here++, i + n.x * (j + n.y * k));
                }
            }
        }
    }

    const LabelSource& m_source;
    LabelNumber m_label;
    Index3 m_low{}, m_size{};
    Vec3 m_spacing{};
};

Index3 voxelsFor(const Grid& grid, double mm)
{
    Index3 margin{};
    for (std::size_t a = 0; a < 3; ++a) {
        margin[a] = static_cast<std::int64_t>(std::ceil(mm / grid.affine.spacing()[a])) + 1;
    }
    return margin;
}

// One more layer of voxels around the mask.
Mask withNeighbours(const Mask& mask, const Index3& size)
{
    Mask grown = mask;
    const Index3 strides{1, size[0], size[0] * size[1]};
    std::int64_t index = 0;
    for (std::int64_t k = 0; k < size[2]; ++k) {
        for (std::int64_t j = 0; j < size[1]; ++j) {
            for (std::int64_t i = 0; i < size[0]; ++i, ++index) {
                if (mask[static_cast<std::size_t>(index)] == 0) {
                    continue;
                }
                const Index3 at{i, j, k};
                for (std::size_t a = 0; a < 3; ++a) {
                    if (at[a] > 0) {
                        grown[static_cast<std::size_t>(index - strides[a])] = 1;
                    }
                    if (at[a] + 1 < size[a]) {
                        grown[static_cast<std::size_t>(index + strides[a])] = 1;
                    }
                }
            }
        }
    }
    return grown;
}

// Along one axis, in place; the values beyond the block's edge are those at it.
void blur(std::vector<float>& values, const Index3& size, std::size_t axis, double sigmaVoxels)
{
    const auto reach = static_cast<std::int64_t>(std::ceil(3 * sigmaVoxels));
    std::vector<double> weights(static_cast<std::size_t>(reach) + 1);
    double sum = 0;
    for (std::int64_t n = 0; n <= reach; ++n) {
        const double off = static_cast<double>(n) / sigmaVoxels;
        weights[static_cast<std::size_t>(n)] = std::exp(-off * off / 2);
        sum += (n == 0 ? 1 : 2) * weights[static_cast<std::size_t>(n)];
    }
    const Index3 strides{1, size[0], size[0] * size[1]};
    const std::size_t b = axis == 0 ? 1 : 0, c = axis == 2 ? 1 : 2;
    parallelFor(size[c], [&](std::int64_t begin, std::int64_t end) {
        std::vector<float> line(static_cast<std::size_t>(size[axis]));
        for (std::int64_t slow = begin; slow < end; ++slow) {
            for (std::int64_t fast = 0; fast < size[b]; ++fast) {
                float* first = values.data() + slow * strides[c] + fast * strides[b];
                for (std::int64_t n = 0; n < size[axis]; ++n) {
                    line[static_cast<std::size_t>(n)] = first[n * strides[axis]];
                }
                const auto at = [&](std::int64_t n) {
                    return static_cast<double>(line[static_cast<std::size_t>(std::clamp<std::int64_t>(n, 0, size[axis] - 1))]);
                };
                for (std::int64_t n = 0; n < size[axis]; ++n) {
                    double value = weights[0] * at(n);
                    for (std::int64_t off = 1; off <= reach; ++off) {
                        value += weights[static_cast<std::size_t>(off)] * (at(n - off) + at(n + off));
                    }
                    first[n * strides[axis]] = static_cast<float>(value / sum);
                }
            }
        }
    });
}

// To the border of a mask on one slice, negative inside, zero half a voxel beyond the outermost centres.
std::vector<float> signedDistances(const Mask& slice, const Index3& size, const Vec3& spacing, const Progress& progress)
{
    Mask outside(slice.size());
    std::transform(
        slice.begin(), slice.end(), outside.begin(), [](std::uint8_t in) { return in == 0 ? std::uint8_t{1} : std::uint8_t{0}; });
    const auto toInside = squaredDistances(slice, size, spacing, progress), toOutside = squaredDistances(outside, size, spacing, progress);
    double half = 1e300;
    for (std::size_t a = 0; a < 3; ++a) {
        half = size[a] > 1 ? std::min(half, spacing[a] / 2) : half;
    }
    std::vector<float> distances(slice.size());
    for (std::size_t n = 0; n < slice.size(); ++n) {
        const double d = std::sqrt(static_cast<double>(slice[n] != 0 ? toOutside[n] : toInside[n]));
        distances[n] = static_cast<float>(slice[n] != 0 ? half - d : d - half);
    }
    return distances;
}

} // namespace

std::int64_t apply(EditableLabels& labels, const LabelProposal& proposal)
{
    std::int64_t changed = 0;
    for (const std::int64_t index : proposal.lost) {
        changed += labels.at(index) == proposal.label && labels.set(index, proposal.lostTo) ? 1 : 0;
    }
    for (const std::int64_t index : proposal.gained) {
        changed += labels.set(index, proposal.label) ? 1 : 0;
    }
    return changed;
}

LabelProposal growLabel(const LabelSource& source, LabelNumber label, double mm, const Progress& progress)
{
    const Block block(source, label, voxelsFor(source.grid, mm));
    const auto squares = squaredDistances(block.mask(), block.size(), block.spacing(), progress);
    const double most = mm * mm * (1 + 1e-6);
    return block.proposal([&](std::size_t here) { return static_cast<double>(squares[here]) <= most; });
}

LabelProposal shrinkLabel(const LabelSource& source, LabelNumber label, double mm, const Progress& progress)
{
    const Block block(source, label, {1, 1, 1});
    const auto squares = squaredDistances(block.mask(false), block.size(), block.spacing(), progress);
    const double most = mm * mm * (1 + 1e-6);
    return block.proposal([&](std::size_t here) { return static_cast<double>(squares[here]) > most; });
}

LabelProposal growLabelByVoxels(const LabelSource& source, LabelNumber label, int layers, const Progress& progress)
{
    const std::int64_t margin = layers;
    const Block block(source, label, {margin, margin, margin});
    Mask mask = block.mask();
    for (int layer = 0; layer < layers; ++layer) {
        progress.checkpoint();
        mask = withNeighbours(mask, block.size());
    }
    return block.proposal([&](std::size_t here) { return mask[here] != 0; });
}

LabelProposal shrinkLabelByVoxels(const LabelSource& source, LabelNumber label, int layers, const Progress& progress)
{
    const Block block(source, label, {1, 1, 1});
    Mask without = block.mask(false);
    for (int layer = 0; layer < layers; ++layer) {
        progress.checkpoint();
        without = withNeighbours(without, block.size());
    }
    return block.proposal([&](std::size_t here) { return without[here] == 0; });
}

LabelProposal smoothLabel(const LabelSource& source, LabelNumber label, double sigmaMm, const Progress& progress)
{
    const Block block(source, label, voxelsFor(source.grid, 3 * sigmaMm));
    const Mask mask = block.mask();
    std::vector<float> values(mask.begin(), mask.end());
    for (std::size_t axis = 0; axis < 3; ++axis) {
        progress.checkpoint();
        blur(values, block.size(), axis, sigmaMm / block.spacing()[axis]);
    }
    return block.proposal([&](std::size_t here) { return values[here] >= 0.5f; });
}

LabelProposal fillBetweenSlices(const LabelSource& source, LabelNumber label, int axis, const Progress& progress)
{
    const auto along = static_cast<std::size_t>(axis);
    Index3 margin{1, 1, 1};
    margin[along] = 0;
    const Block block(source, label, margin);
    const Mask mask = block.mask();
    const Index3 size = block.size(), strides{1, size[0], size[0] * size[1]};
    Index3 flat = size;
    flat[along] = 1;
    const auto cells = static_cast<std::size_t>(flat[0] * flat[1] * flat[2]);
    const std::size_t b = axis == 0 ? 1 : 0, c = axis == 2 ? 1 : 2;
    // Where a cell of the slice lies in the block.
    const auto inBlock = [&](std::int64_t slice, std::size_t cell) {
        const auto n = static_cast<std::int64_t>(cell);
        return static_cast<std::size_t>(slice * strides[along] + n % size[b] * strides[b] + n / size[b] * strides[c]);
    };
    const auto sliceOf = [&](std::int64_t slice) {
        Mask cut(cells);
        for (std::size_t cell = 0; cell < cells; ++cell) {
            cut[cell] = mask[inBlock(slice, cell)];
        }
        return cut;
    };
    Mask filled = mask;
    bool hasGap = false;
    std::int64_t last = -1;
    std::vector<float> lastDistances;
    for (std::int64_t slice = 0; slice < size[along]; ++slice) {
        progress.report(static_cast<double>(slice) / static_cast<double>(size[along]));
        const Mask cut = sliceOf(slice);
        if (std::find(cut.begin(), cut.end(), 1) == cut.end()) {
            continue;
        }
        auto distances = signedDistances(cut, flat, block.spacing(), progress);
        for (std::int64_t between = last + 1; last >= 0 && between < slice; ++between) {
            hasGap = true;
            const auto at = static_cast<float>(between - last) / static_cast<float>(slice - last);
            for (std::size_t cell = 0; cell < cells; ++cell) {
                if ((1 - at) * lastDistances[cell] + at * distances[cell] < 0) {
                    filled[inBlock(between, cell)] = 1;
                }
            }
        }
        last = slice;
        lastDistances = std::move(distances);
    }
    if (!hasGap) {
        throw Error(
            fmt::format("label {} has no empty slices between two that have it; draw it on some slices first and leave others out", label));
    }
    return block.proposal([&](std::size_t here) { return filled[here] != 0; });
}

LabelProposal keepLargestPiece(const LabelSource& source, LabelNumber label, const Progress& progress)
{
    const Block block(source, label, {0, 0, 0});
    Mask mask = block.mask();
    progress.checkpoint();
    keepLargestComponent(mask, {block.size()[0], block.size()[1], block.size()[2]});
    return block.proposal([&](std::size_t here) { return mask[here] != 0; });
}

LabelProposal copyToNextSlice(const LabelSource& source, LabelNumber label, const SlicePlane& plane, int step)
{
    const auto& n = source.grid.size;
    const std::array<std::int64_t, 3> strides{1, n.x, n.x * n.y}, whole{n.x, n.y, n.z};
    std::size_t axis = 0;
    double steepest = 0; // cosine between the axis and the normal
    for (int a = 0; a < 3; ++a) {
        const Vec3 column = source.grid.affine.column(a);
        const double cosine = (column[0] * plane.normal[0] + column[1] * plane.normal[1] + column[2] * plane.normal[2])
            / source.grid.affine.spacing()[static_cast<std::size_t>(a)];
        if (std::abs(cosine) > std::abs(steepest)) {
            axis = static_cast<std::size_t>(a);
            steepest = cosine;
        }
    }
    const std::int64_t along = steepest > 0 ? step : -step;
    LabelProposal result;
    result.label = label;
    bool isThere = false;
    visitPlane(source.grid, plane, [&](std::int64_t index) {
        if (source.voxels[static_cast<std::size_t>(index)] != label) {
            return;
        }
        isThere = true;
        const std::int64_t at = index / strides[axis] % whole[axis] + along;
        const std::int64_t next = index + along * strides[axis];
        if (at >= 0 && at < whole[axis] && source.voxels[static_cast<std::size_t>(next)] != label) {
            result.gained.push_back(next);
        }
    });
    if (!isThere) {
        throw Error(fmt::format("this slice has nothing of label {} to copy", label));
    }
    std::sort(result.gained.begin(), result.gained.end());
    return result;
}

LabelProposal replaceLabel(const LabelSource& source, LabelNumber from, LabelNumber to)
{
    LabelProposal result;
    result.label = from;
    result.lostTo = to;
    for (std::size_t n = 0; n < source.voxels.size(); ++n) {
        if (source.voxels[n] == from) {
            result.lost.push_back(static_cast<std::int64_t>(n));
        }
    }
    return result;
}

} // namespace insula
