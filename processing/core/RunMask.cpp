#include "processing/core/RunMask.h"

#include "processing/core/Error.h"
#include "processing/core/Quantile.h"
#include "processing/core/Resample.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace insula {
namespace {

constexpr double ClipShare = 0.5; // of the median: AFNI's default
constexpr int MostPasses = 66; // AFNI's limit; a few are enough

// Calls visit(voxel, axis, neighbour or -1) for the six faces of each voxel.
template <typename Visit> void forFaces(const Size3& size, Visit visit)
{
    const std::array<std::int64_t, 3> steps{1, size.x, size.x * size.y};
    std::int64_t v = 0;
    for (std::int64_t k = 0; k < size.z; ++k)
        for (std::int64_t j = 0; j < size.y; ++j)
            for (std::int64_t i = 0; i < size.x; ++i, ++v) {
                const std::array<std::int64_t, 3> at{i, j, k}, count{size.x, size.y, size.z};
                for (std::size_t a = 0; a < 3; ++a) {
                    visit(v, a, at[a] > 0 ? v - steps[a] : -1);
                    visit(v, a, at[a] + 1 < count[a] ? v + steps[a] : -1);
                }
            }
}

} // namespace

double clipLevel(std::span<const float> values)
{
    std::vector<float> positive;
    double square = 0;
    for (const float value : values)
        if (std::isfinite(value) && value > 0) {
            positive.push_back(value);
            square += static_cast<double>(value) * value;
        }
    if (positive.empty())
        return 0;
    double level = ClipShare * std::sqrt(square / static_cast<double>(positive.size()));
    for (int pass = 0; pass < MostPasses; ++pass) {
        std::vector<float> above;
        std::copy_if(positive.begin(), positive.end(), std::back_inserter(above), [&](float value) { return value >= level; });
        const double next = above.empty() ? level : ClipShare * valueAtShare(above, 0.5);
        if (next == level)
            break;
        level = next;
    }
    return level;
}

std::vector<std::uint8_t> eroded(const std::vector<std::uint8_t>& mask, const Size3& size)
{
    std::vector<std::uint8_t> out = mask;
    // An axis of one voxel has no inside: it is left out, else a single slice would vanish.
    const std::array<std::int64_t, 3> count{size.x, size.y, size.z};
    forFaces(size, [&](std::int64_t v, std::size_t axis, std::int64_t neighbour) {
        if (count[axis] > 1 && (neighbour < 0 || !mask[static_cast<std::size_t>(neighbour)]))
            out[static_cast<std::size_t>(v)] = 0;
    });
    return out;
}

std::vector<std::uint8_t> dilated(const std::vector<std::uint8_t>& mask, const Size3& size)
{
    std::vector<std::uint8_t> out = mask;
    forFaces(size, [&](std::int64_t v, std::size_t, std::int64_t neighbour) {
        if (neighbour >= 0 && mask[static_cast<std::size_t>(neighbour)])
            out[static_cast<std::size_t>(v)] = 1;
    });
    return out;
}

void fillHoles(std::vector<std::uint8_t>& mask, const Size3& size)
{
    enum : std::uint8_t { Unknown, Brain, Outside };
    std::vector<std::int64_t> waiting;
    const auto visit = [&](std::int64_t v) {
        auto& state = mask[static_cast<std::size_t>(v)];
        if (state == Unknown) {
            state = Outside;
            waiting.push_back(v);
        }
    };
    // The flood begins at the edges of axes with an inside; through an axis of one voxel everything would be outside.
    std::int64_t v = 0;
    for (std::int64_t k = 0; k < size.z; ++k)
        for (std::int64_t j = 0; j < size.y; ++j)
            for (std::int64_t i = 0; i < size.x; ++i, ++v)
                if ((size.x > 1 && (i == 0 || i + 1 == size.x)) || (size.y > 1 && (j == 0 || j + 1 == size.y))
                    || (size.z > 1 && (k == 0 || k + 1 == size.z)))
                    visit(v);
    while (!waiting.empty()) {
        const std::int64_t at = waiting.back();
        waiting.pop_back();
        const std::int64_t i = at % size.x, j = at / size.x % size.y, k = at / (size.x * size.y);
        if (i > 0)
            visit(at - 1);
        if (i + 1 < size.x)
            visit(at + 1);
        if (j > 0)
            visit(at - size.x);
        if (j + 1 < size.y)
            visit(at + size.x);
        if (k > 0)
            visit(at - size.x * size.y);
        if (k + 1 < size.z)
            visit(at + size.x * size.y);
    }
    for (auto& state : mask)
        state = state != Outside;
}

std::vector<std::uint8_t> runMask(std::span<const float> values, const Size3& size, const Progress& progress)
{
    const double level = clipLevel(values);
    if (level <= 0)
        throw Error("there is no brain to find: no voxel is above 0; check the run");
    progress.report(0.2);
    std::vector<std::uint8_t> bright(values.size());
    for (std::size_t v = 0; v < values.size(); ++v)
        bright[v] = std::isfinite(values[v]) && values[v] >= level;
    std::vector<std::uint8_t> core = eroded(bright, size);
    if (std::none_of(core.begin(), core.end(), [](auto inside) { return inside; }))
        core = bright; // thinner than two voxels everywhere
    keepLargestComponent(core, size);
    progress.report(0.5);
    std::vector<std::uint8_t> mask = dilated(core, size);
    for (std::size_t v = 0; v < mask.size(); ++v)
        mask[v] = mask[v] && bright[v];
    progress.report(0.7);
    fillHoles(mask, size);
    progress.report(1);
    return mask;
}

} // namespace insula
