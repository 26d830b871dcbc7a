#include "viewers/SliceSampler.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace insula {

namespace {

// 32-bit integers and doubles need more than a float's 24 bits.
template <typename T> using Accumulator = std::conditional_t<std::is_same_v<T, float> || sizeof(T) <= 2, float, double>;

struct Axis {
    double start, step;
    std::int64_t size;

    double at(std::size_t n) const { return std::clamp(start + step * static_cast<double>(n), 0.0, static_cast<double>(size - 1)); }
    std::int64_t nearest(std::size_t n) const { return static_cast<std::int64_t>(at(n) + 0.5); }
};

std::array<Axis, 3> axes(const VoxelRow& row, const Size3& size)
{
    return {Axis{row.start.i, row.step.i, size.x}, Axis{row.start.j, row.step.j, size.y}, Axis{row.start.k, row.step.k, size.z}};
}

template <typename T> std::int64_t nearestIndex(const std::array<Axis, 3>& a, std::size_t n)
{
    return a[0].nearest(n) + a[0].size * (a[1].nearest(n) + a[1].size * a[2].nearest(n));
}

template <typename A> A mix(A from, A to, A fraction)
{
    return from + (to - from) * fraction;
}

template <typename T, typename A> A trilinear(const T* voxels, const std::array<Axis, 3>& a, std::size_t n)
{
    std::array<std::int64_t, 3> index{};
    std::array<A, 3> fraction{};
    for (std::size_t axis = 0; axis < 3; ++axis) {
        const double position = a[axis].at(n);
        index[axis] = static_cast<std::int64_t>(position);
        fraction[axis] = static_cast<A>(position - static_cast<double>(index[axis]));
    }
    const std::int64_t rowStride = a[0].size, sliceStride = a[0].size * a[1].size;
    const std::int64_t nextI = index[0] + 1 < a[0].size ? 1 : 0;
    const std::int64_t nextJ = index[1] + 1 < a[1].size ? rowStride : 0;
    const std::int64_t nextK = index[2] + 1 < a[2].size ? sliceStride : 0;
    const T* v = voxels + index[0] + rowStride * index[1] + sliceStride * index[2];
    const auto alongI = [&](std::int64_t at) { return mix<A>(static_cast<A>(v[at]), static_cast<A>(v[at + nextI]), fraction[0]); };
    const A near = mix<A>(alongI(0), alongI(nextJ), fraction[1]);
    const A far = mix<A>(alongI(nextK), alongI(nextJ + nextK), fraction[1]);
    return mix<A>(near, far, fraction[2]);
}

// Weights of the voxels at -1, 0, 1 and 2 for a point at `t` between the second and the third.
template <typename A> std::array<A, 4> catmullRom(A t)
{
    const A t2 = t * t, t3 = t2 * t;
    return {(-t3 + 2 * t2 - t) / 2, (3 * t3 - 5 * t2 + 2) / 2, (-3 * t3 + 4 * t2 + t) / 2, (t3 - t2) / 2};
}

template <typename T, typename A> A tricubic(const T* voxels, const std::array<Axis, 3>& a, std::size_t n)
{
    std::array<std::array<std::int64_t, 4>, 3> offset{};
    std::array<std::array<A, 4>, 3> weight{};
    std::int64_t stride = 1;
    for (std::size_t axis = 0; axis < 3; ++axis) {
        const double position = a[axis].at(n);
        const auto first = static_cast<std::int64_t>(position);
        weight[axis] = catmullRom<A>(static_cast<A>(position - static_cast<double>(first)));
        for (std::int64_t tap = 0; tap < 4; ++tap) {
            offset[axis][static_cast<std::size_t>(tap)] = stride * std::clamp<std::int64_t>(first - 1 + tap, 0, a[axis].size - 1);
        }
        stride *= a[axis].size;
    }
    A sum = 0, low = std::numeric_limits<A>::max(), high = std::numeric_limits<A>::lowest();
    for (std::size_t z = 0; z < 4; ++z) {
        for (std::size_t y = 0; y < 4; ++y) {
            const A share = weight[2][z] * weight[1][y];
            const T* row = voxels + offset[2][z] + offset[1][y];
            for (std::size_t x = 0; x < 4; ++x) {
                const A value = static_cast<A>(row[offset[0][x]]);
                sum += share * weight[0][x] * value;
                const bool isAround = (x == 1 || x == 2) && (y == 1 || y == 2) && (z == 1 || z == 2);
                if (isAround) {
                    low = std::min(low, value);
                    high = std::max(high, value);
                }
            }
        }
    }
    return std::isfinite(sum) ? std::clamp(sum, low, high) : sum;
}

} // namespace

SliceSampler::SliceSampler(const Volume& volume, std::int64_t frame, double offset, double gain) :
    m_volume(volume), m_bytes(volume.rawFrame(frame)), m_offset(offset), m_gain(gain)
{
}

SliceSampler::Extent SliceSampler::extent(const VoxelRow& row, std::size_t count) const
{
    double first = 0, last = static_cast<double>(count) - 1;
    for (const Axis& axis : axes(row, m_volume.size())) {
        const double low = -0.5, high = static_cast<double>(axis.size) - 0.5;
        if (std::abs(axis.step) < 1e-12) {
            if (axis.start < low || axis.start > high) {
                return {0, 0};
            }
            continue;
        }
        const double a = (low - axis.start) / axis.step, b = (high - axis.start) / axis.step;
        first = std::max(first, std::min(a, b));
        last = std::min(last, std::max(a, b));
    }
    if (!(first <= last)) {
        return {0, 0};
    }
    const auto begin = static_cast<std::size_t>(std::ceil(first));
    return {begin, std::max(begin, static_cast<std::size_t>(std::floor(last)) + 1)};
}

template <typename Between> void SliceSampler::between(const VoxelRow& row, std::span<float> out, Between valueAt) const
{
    std::fill(out.begin(), out.end(), std::numeric_limits<float>::quiet_NaN());
    const Extent inside = extent(row, out.size());
    const auto a = axes(row, m_volume.size());
    dispatch(m_volume.dataType(), [&](auto zero) {
        using T = decltype(zero);
        using A = Accumulator<T>;
        const auto* voxels = reinterpret_cast<const T*>(m_bytes.data());
        const A offset = static_cast<A>(m_offset), gain = static_cast<A>(m_gain);
        for (std::size_t n = inside.begin; n < inside.end; ++n) {
            A value = valueAt(voxels, a, n);
            if constexpr (std::is_floating_point_v<T>) {
                if (!std::isfinite(value)) {
                    value = static_cast<A>(voxels[nearestIndex<T>(a, n)]);
                }
            }
            out[n] = static_cast<float>((value - offset) * gain);
        }
    });
}

void SliceSampler::linear(const VoxelRow& row, std::span<float> out) const
{
    between(row, out, []<typename T>(const T* voxels, const std::array<Axis, 3>& a, std::size_t n) {
        return trilinear<T, Accumulator<T>>(voxels, a, n);
    });
}

void SliceSampler::cubic(const VoxelRow& row, std::span<float> out) const
{
    between(row, out,
        []<typename T>(const T* voxels, const std::array<Axis, 3>& a, std::size_t n) { return tricubic<T, Accumulator<T>>(voxels, a, n); });
}

void SliceSampler::nearest(const VoxelRow& row, std::span<float> out) const
{
    std::fill(out.begin(), out.end(), std::numeric_limits<float>::quiet_NaN());
    const Extent inside = extent(row, out.size());
    const auto a = axes(row, m_volume.size());
    dispatch(m_volume.dataType(), [&](auto zero) {
        using T = decltype(zero);
        using A = Accumulator<T>;
        const auto* voxels = reinterpret_cast<const T*>(m_bytes.data());
        for (std::size_t n = inside.begin; n < inside.end; ++n) {
            const A value = static_cast<A>(voxels[nearestIndex<T>(a, n)]);
            out[n] = static_cast<float>((value - static_cast<A>(m_offset)) * static_cast<A>(m_gain));
        }
    });
}

void SliceSampler::labels(const VoxelRow& row, std::span<std::int64_t> out) const
{
    std::fill(out.begin(), out.end(), 0);
    const Extent inside = extent(row, out.size());
    const auto a = axes(row, m_volume.size());
    const double slope = m_volume.slope(), intercept = m_volume.intercept();
    const bool isScaled = slope != 1 || intercept != 0;
    dispatch(m_volume.dataType(), [&](auto zero) {
        using T = decltype(zero);
        const auto* voxels = reinterpret_cast<const T*>(m_bytes.data());
        for (std::size_t n = inside.begin; n < inside.end; ++n) {
            const T stored = voxels[nearestIndex<T>(a, n)];
            if (std::is_integral_v<T> && !isScaled) {
                out[n] = static_cast<std::int64_t>(stored);
                continue;
            }
            const double value = static_cast<double>(stored) * slope + intercept;
            out[n] = std::abs(value) < 9e18 ? std::llround(value) : 0; // false for NaN and infinity
        }
    });
}

} // namespace insula
