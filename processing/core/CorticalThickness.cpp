#include "processing/core/CorticalThickness.h"

#include "processing/core/Error.h"
#include "processing/core/Resample.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numeric>

namespace insula {
namespace {

// What lies beside a grey voxel: another one (its number), or a border half a voxel away.
constexpr std::int32_t WhiteBorder = -1, OuterBorder = -2;

class Sheet {
public:
    Sheet(std::span<const SheetPart> parts, const Grid& grid) : m_spacing(grid.affine.spacing())
    {
        std::vector<std::int32_t> number(parts.size(), OuterBorder);
        for (std::size_t v = 0; v < parts.size(); ++v) {
            if (parts[v] == SheetPart::White)
                number[v] = WhiteBorder;
            if (parts[v] == SheetPart::Grey) {
                number[v] = static_cast<std::int32_t>(voxels.size());
                voxels.push_back(static_cast<std::int64_t>(v));
            }
        }
        const std::array<std::int64_t, 3> n{grid.size.x, grid.size.y, grid.size.z}, stride{1, n[0], n[0] * n[1]};
        m_beside.resize(voxels.size());
        m_isOdd.resize(voxels.size());
        for (std::size_t g = 0; g < voxels.size(); ++g) {
            std::int64_t sum = 0;
            for (std::size_t a = 0; a < 3; ++a) {
                const std::int64_t at = voxels[g] / stride[a] % n[a];
                sum += at;
                m_beside[g][2 * a] = at > 0 ? number[static_cast<std::size_t>(voxels[g] - stride[a])] : OuterBorder;
                m_beside[g][2 * a + 1] = at + 1 < n[a] ? number[static_cast<std::size_t>(voxels[g] + stride[a])] : OuterBorder;
            }
            m_isOdd[g] = sum % 2 != 0;
        }
        m_potential.assign(voxels.size(), 0.5F);
    }

    bool touches(std::int32_t border) const
    {
        return std::any_of(m_beside.begin(), m_beside.end(),
            [border](const auto& beside) { return std::find(beside.begin(), beside.end(), border) != beside.end(); });
    }

    // Laplace's equation by over-relaxation, one colour of the checkerboard after the other. Returns the largest change.
    float relax(float omega, int threads)
    {
        constexpr std::int64_t Chunks = 64;
        std::array<float, Chunks> largest{};
        for (const bool odd : {false, true})
            parallelFor(
                Chunks,
                [&](std::int64_t begin, std::int64_t end) {
                    const auto count = static_cast<std::int64_t>(voxels.size());
                    for (std::int64_t c = begin; c < end; ++c)
                        for (std::int64_t g = count * c / Chunks; g < count * (c + 1) / Chunks; ++g)
                            if (m_isOdd[static_cast<std::size_t>(g)] == odd) {
                                float& u = m_potential[static_cast<std::size_t>(g)];
                                const float change = omega * (balanced(static_cast<std::size_t>(g)) - u);
                                u += change;
                                largest[static_cast<std::size_t>(c)] = std::max(largest[static_cast<std::size_t>(c)], std::abs(change));
                            }
                },
                threads);
        return *std::max_element(largest.begin(), largest.end());
    }

    // Length of the field line from one border (`from`) to each voxel. Each looks only at neighbours that are nearer to that border by
    // their potential, so one pass in the order of the potential is exact.
    std::vector<float> lengths(std::int32_t from, const Progress& progress) const
    {
        const bool rising = from == WhiteBorder;
        std::vector<std::size_t> order(voxels.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return rising ? m_potential[a] < m_potential[b] : m_potential[a] > m_potential[b]; });
        progress.checkpoint();
        std::vector<float> length(voxels.size(), 0);
        for (const std::size_t g : order)
            length[g] = travelled(g, rising, length);
        return length;
    }

    // Whether both borders can be reached from each voxel through others: elsewhere the potential is flat.
    std::vector<std::uint8_t> reachable() const
    {
        std::vector<std::uint8_t> reached(voxels.size());
        for (const std::int32_t border : {WhiteBorder, OuterBorder}) {
            const auto bit = static_cast<std::uint8_t>(border == WhiteBorder ? 1 : 2);
            std::vector<std::int32_t> open;
            for (std::size_t g = 0; g < voxels.size(); ++g)
                if (std::find(m_beside[g].begin(), m_beside[g].end(), border) != m_beside[g].end()) {
                    reached[g] |= bit;
                    open.push_back(static_cast<std::int32_t>(g));
                }
            while (!open.empty()) {
                const auto g = static_cast<std::size_t>(open.back());
                open.pop_back();
                for (const std::int32_t other : m_beside[g])
                    if (other >= 0 && !(reached[static_cast<std::size_t>(other)] & bit)) {
                        reached[static_cast<std::size_t>(other)] |= bit;
                        open.push_back(other);
                    }
            }
        }
        return reached;
    }

    std::vector<std::int64_t> voxels;

private:
    float potentialOf(std::int32_t beside) const
    {
        return beside >= 0 ? m_potential[static_cast<std::size_t>(beside)] : beside == WhiteBorder ? 0.0F : 1.0F;
    }
    float distanceTo(std::int32_t beside, std::size_t axis) const
    {
        return static_cast<float>(beside >= 0 ? m_spacing[axis] : m_spacing[axis] / 2);
    }

    // What makes the second differences, with the unequal steps at borders, add up to 0.
    float balanced(std::size_t g) const
    {
        float top = 0, bottom = 0;
        for (std::size_t a = 0; a < 3; ++a) {
            const std::int32_t low = m_beside[g][2 * a], high = m_beside[g][2 * a + 1];
            const float down = distanceTo(low, a), up = distanceTo(high, a), both = 2 / (down + up);
            top += both * (potentialOf(low) / down + potentialOf(high) / up);
            bottom += both * (1 / down + 1 / up);
        }
        return top / bottom;
    }

    // One upwind step (Yezzi and Prince, equations 8 and 9) from the neighbours that the field line comes from.
    float travelled(std::size_t g, bool rising, const std::vector<float>& length) const
    {
        std::array<float, 3> slope{};
        std::array<std::int32_t, 3> before{};
        for (std::size_t a = 0; a < 3; ++a) {
            const std::int32_t low = m_beside[g][2 * a], high = m_beside[g][2 * a + 1];
            slope[a] = (potentialOf(high) - potentialOf(low)) / (distanceTo(low, a) + distanceTo(high, a));
            if (!rising)
                slope[a] = -slope[a];
            before[a] = slope[a] > 0 ? low : high;
            const float step = potentialOf(before[a]) - m_potential[g];
            if (!(rising ? step < 0 : step > 0)) // the potential turns here: the line does not come along this axis
                slope[a] = 0;
        }
        const float steep = std::hypot(slope[0], slope[1], slope[2]);
        float top = 1, bottom = 0;
        for (std::size_t a = 0; a < 3; ++a) {
            if (slope[a] == 0)
                continue;
            const float weight = std::abs(slope[a]) / steep / distanceTo(before[a], a);
            // Any border counts as 0: at a corner the line may come from the other one.
            top += weight * (before[a] >= 0 ? length[static_cast<std::size_t>(before[a])] : 0.0F);
            bottom += weight;
        }
        return bottom > 0 ? top / bottom : downhill(g, rising, length);
    }

    // Straight to the neighbour that the potential falls to most steeply, for the few voxels at which it turns along all axes.
    float downhill(std::size_t g, bool rising, const std::vector<float>& length) const
    {
        float steepest = 0, found = 0;
        for (std::size_t n = 0; n < 6; ++n) {
            const std::int32_t beside = m_beside[g][n];
            const float distance = distanceTo(beside, n / 2),
                        fall = (m_potential[g] - potentialOf(beside)) / (rising ? distance : -distance);
            if (fall > steepest) {
                steepest = fall;
                found = distance + (beside >= 0 ? length[static_cast<std::size_t>(beside)] : 0.0F);
            }
        }
        return found;
    }

    Vec3 m_spacing;
    std::vector<std::array<std::int32_t, 6>> m_beside; // below and above along each axis
    std::vector<std::uint8_t> m_isOdd;
    std::vector<float> m_potential;
};

} // namespace

std::vector<float> corticalThickness(std::span<const SheetPart> parts, const Grid& grid, int threads, const Progress& progress)
{
    Sheet sheet(parts, grid);
    if (sheet.voxels.empty())
        throw Error("there is no grey matter in the label map");
    if (!sheet.touches(WhiteBorder))
        throw Error("no voxel of grey matter touches white matter: check the numbers of the labels");
    if (!sheet.touches(OuterBorder))
        throw Error("no voxel of grey matter touches fluid or the outside: check the numbers of the labels");
    constexpr int Rounds = 400;
    for (int n = 0; n < Rounds; ++n) {
        progress.report(0.8 * n / Rounds);
        if (sheet.relax(1.7F, threads) < 1e-5F)
            break;
    }
    const std::vector<float> inner = sheet.lengths(WhiteBorder, progress), outer = sheet.lengths(OuterBorder, progress);
    const std::vector<std::uint8_t> reached = sheet.reachable();
    std::vector<float> thickness(parts.size());
    for (std::size_t g = 0; g < sheet.voxels.size(); ++g)
        if (reached[g] == 3)
            thickness[static_cast<std::size_t>(sheet.voxels[g])] = inner[g] + outer[g];
    progress.report(1);
    return thickness;
}

} // namespace insula
