#include "processing/core/MutualInformation.h"

#include "processing/core/Quantile.h"
#include "processing/core/Resample.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace insula {
namespace {

constexpr std::size_t Portions = 16;
constexpr double FirstBin = 1.5, LastBin = 29.5; // room for the spline at both ends of 32

struct Range {
    double low = 0, high = 1;
};

Range robustRange(std::span<const float> values)
{
    std::vector<float> some;
    const std::size_t step = std::max<std::size_t>(1, values.size() / 500'000);
    for (std::size_t n = 0; n < values.size(); n += step)
        some.push_back(values[n]);
    Range range{static_cast<double>(valueAtShare(some, 0.005)), static_cast<double>(valueAtShare(some, 0.995))};
    if (!(range.high > range.low)) {
        const auto [low, high] = std::ranges::minmax(values);
        range = {static_cast<double>(low), high > low ? static_cast<double>(high) : static_cast<double>(low) + 1};
    }
    return range;
}

// Value and derivative of the cubic B-spline.
double spline(double x)
{
    const double a = std::abs(x);
    return a < 1 ? 2.0 / 3 - a * a + a * a * a / 2 : a < 2 ? (2 - a) * (2 - a) * (2 - a) / 6 : 0;
}

double splineSlope(double x)
{
    const double a = std::abs(x), sign = x < 0 ? -1 : 1;
    return sign * (a < 1 ? -2 * a + 1.5 * a * a : a < 2 ? -(2 - a) * (2 - a) / 2 : 0);
}

} // namespace

struct MutualInformation::Place {
    double bin = 0, weight = 0;
    Vec3 binSlope{}, weightSlope{}; // by the voxel coordinates
};

MutualInformation::MutualInformation(
    const RegistrationImage& fixed, const RegistrationImage& moving, std::int64_t samples, std::uint64_t seed, int threads) :
    m_moving(moving),
    m_worldToVoxel(moving.grid->affine.inverse()), m_threads(threads)
{
    const Range fixedRange = robustRange(fixed.values), movingRange = robustRange(moving.values);
    m_low = movingRange.low;
    m_perBin = (LastBin - FirstBin) / (movingRange.high - movingRange.low);
    std::mt19937_64 random(seed);
    const auto uniform = [&] { return static_cast<double>(random() >> 11) * 0x1p-53; };
    const Size3 n = fixed.grid->size;
    const auto inside
        = fixed.mask.empty() ? n.count() : static_cast<std::int64_t>(std::ranges::count_if(fixed.mask, [](auto m) { return m != 0; }));
    const double part = inside > samples ? static_cast<double>(samples) / static_cast<double>(inside) : 2;
    m_points.reserve(static_cast<std::size_t>(std::min(inside, samples + samples / 50)));
    const auto jitter = [&](std::int64_t index, std::int64_t size) {
        return std::clamp(static_cast<double>(index) + uniform() - 0.5, 0.0, static_cast<double>(size - 1));
    };
    std::size_t at = 0;
    for (std::int64_t k = 0; k < n.z; ++k)
        for (std::int64_t j = 0; j < n.y; ++j)
            for (std::int64_t i = 0; i < n.x; ++i, ++at) {
                if ((!fixed.mask.empty() && !fixed.mask[at]) || uniform() > part)
                    continue;
                const Voxel v{jitter(i, n.x), jitter(j, n.y), jitter(k, n.z)};
                const std::array low{std::min(static_cast<std::int64_t>(v.i), std::max<std::int64_t>(n.x - 2, 0)),
                    std::min(static_cast<std::int64_t>(v.j), std::max<std::int64_t>(n.y - 2, 0)),
                    std::min(static_cast<std::int64_t>(v.k), std::max<std::int64_t>(n.z - 2, 0))};
                double value = 0;
                for (int c = 0; c < 8; ++c) {
                    const std::int64_t x = std::min(low[0] + (c & 1), n.x - 1), y = std::min(low[1] + (c >> 1 & 1), n.y - 1),
                                       z = std::min(low[2] + (c >> 2), n.z - 1);
                    const auto share = [](int far, double u, std::int64_t from) {
                        const double f = u - static_cast<double>(from);
                        return far ? f : 1 - f;
                    };
                    value += share(c & 1, v.i, low[0]) * share(c >> 1 & 1, v.j, low[1]) * share(c >> 2, v.k, low[2])
                        * static_cast<double>(fixed.values[static_cast<std::size_t>(x + n.x * (y + n.y * z))]);
                }
                const double bin = (value - fixedRange.low) / (fixedRange.high - fixedRange.low) * Bins;
                m_points.push_back({fixed.grid->affine.toWorld(v), std::clamp(static_cast<int>(std::floor(bin)), 0, Bins - 1)});
            }
}

// The moving image at a place in voxels: continuous, with its slope. Weight 1 well inside, down to 0 half a voxel beyond the outermost
// centres.
bool MutualInformation::look(const World& voxel, Place& place) const
{
    const Size3& n = m_moving.grid->size;
    const std::array<double, 3> v{voxel.x, voxel.y, voxel.z};
    const std::array<std::int64_t, 3> size{n.x, n.y, n.z}, stride{1, n.x, n.x * n.y};
    std::array<double, 3> part, edge, edgeSlope, moves;
    std::int64_t base = 0;
    std::array<std::int64_t, 3> step;
    for (std::size_t a = 0; a < 3; ++a) {
        const double end = static_cast<double>(size[a] - 1);
        if (!(v[a] > -0.5 && v[a] < end + 0.5))
            return false;
        const double depth = std::min(v[a] + 0.5, end + 0.5 - v[a]); // mm do not matter here
        edge[a] = std::min(depth, 1.0);
        edgeSlope[a] = depth < 1 ? (v[a] + 0.5 < end + 0.5 - v[a] ? 1 : -1) : 0;
        const double inside = std::clamp(v[a], 0.0, end);
        moves[a] = inside == v[a] ? 1 : 0;
        const auto low = std::min(static_cast<std::int64_t>(inside), std::max<std::int64_t>(size[a] - 2, 0));
        part[a] = inside - static_cast<double>(low);
        step[a] = size[a] > 1 ? stride[a] : 0;
        base += low * stride[a];
    }
    if (!m_moving.mask.empty()) {
        const auto round = [&](std::size_t a) { return part[a] < 0.5 ? 0 : step[a]; };
        if (!m_moving.mask[static_cast<std::size_t>(base + round(0) + round(1) + round(2))])
            return false;
    }
    const float* at = m_moving.values.data() + base;
    const auto value = [&](int x, int y, int z) { return static_cast<double>(at[x * step[0] + y * step[1] + z * step[2]]); };
    const double x00 = value(0, 0, 0) + part[0] * (value(1, 0, 0) - value(0, 0, 0)),
                 x10 = value(0, 1, 0) + part[0] * (value(1, 1, 0) - value(0, 1, 0)),
                 x01 = value(0, 0, 1) + part[0] * (value(1, 0, 1) - value(0, 0, 1)),
                 x11 = value(0, 1, 1) + part[0] * (value(1, 1, 1) - value(0, 1, 1));
    const double y0 = x00 + part[1] * (x10 - x00), y1 = x01 + part[1] * (x11 - x01);
    const double found = y0 + part[2] * (y1 - y0);
    const double dx0 = (value(1, 0, 0) - value(0, 0, 0)) * (1 - part[1]) + (value(1, 1, 0) - value(0, 1, 0)) * part[1],
                 dx1 = (value(1, 0, 1) - value(0, 0, 1)) * (1 - part[1]) + (value(1, 1, 1) - value(0, 1, 1)) * part[1];
    const Vec3 slope{dx0 * (1 - part[2]) + dx1 * part[2], (x10 - x00) * (1 - part[2]) + (x11 - x01) * part[2], y1 - y0};
    const double bin = FirstBin + (found - m_low) * m_perBin;
    place.bin = std::clamp(bin, FirstBin, LastBin);
    const double counts = place.bin == bin ? m_perBin : 0;
    place.weight = edge[0] * edge[1] * edge[2];
    for (std::size_t a = 0; a < 3; ++a) {
        place.binSlope[a] = counts * moves[a] * slope[a];
        place.weightSlope[a] = edgeSlope[a] * edge[(a + 1) % 3] * edge[(a + 2) % 3];
    }
    return true;
}

void MutualInformation::count(const Affine& toVoxel, std::size_t begin, std::size_t end, Joint& joint) const
{
    for (auto& row : joint)
        row.fill(0);
    Place place;
    for (std::size_t n = begin; n < end; ++n) {
        const World& p = m_points[n].at;
        if (!look(toVoxel.toWorld({p.x, p.y, p.z}), place))
            continue;
        auto& row = joint[static_cast<std::size_t>(m_points[n].bin)];
        const int first = static_cast<int>(place.bin) - 1;
        for (int b = first; b < first + 4; ++b)
            row[static_cast<std::size_t>(b)] += place.weight * spline(place.bin - b);
    }
}

std::array<double, 12> MutualInformation::climb(const Affine& toVoxel, const Joint& slope, std::size_t begin, std::size_t end) const
{
    std::array<double, 12> sum{};
    Place place;
    for (std::size_t n = begin; n < end; ++n) {
        const World& p = m_points[n].at;
        if (!look(toVoxel.toWorld({p.x, p.y, p.z}), place))
            continue;
        const auto& row = slope[static_cast<std::size_t>(m_points[n].bin)];
        const int first = static_cast<int>(place.bin) - 1;
        double byWeight = 0, byBin = 0;
        for (int b = first; b < first + 4; ++b) {
            byWeight += row[static_cast<std::size_t>(b)] * spline(place.bin - b);
            byBin += row[static_cast<std::size_t>(b)] * splineSlope(place.bin - b);
        }
        Vec3 g;
        for (std::size_t a = 0; a < 3; ++a)
            g[a] = byWeight * place.weightSlope[a] + byBin * place.weight * place.binSlope[a];
        const std::array<double, 4> point{p.x, p.y, p.z, 1};
        for (std::size_t r = 0; r < 3; ++r) {
            // Back from voxels to mm of the moving image.
            const double mm = m_worldToVoxel(0, static_cast<int>(r)) * g[0] + m_worldToVoxel(1, static_cast<int>(r)) * g[1]
                + m_worldToVoxel(2, static_cast<int>(r)) * g[2];
            for (std::size_t c = 0; c < 4; ++c)
                sum[r * 4 + c] += mm * point[c];
        }
    }
    return sum;
}

double MutualInformation::operator()(const Affine& pull, std::array<double, 12>* gradient) const
{
    const Affine toVoxel = m_worldToVoxel * pull;
    const auto from = [&](std::size_t portion) { return m_points.size() * portion / Portions; };
    std::vector<Joint> parts(Portions);
    parallelFor(
        Portions,
        [&](std::int64_t begin, std::int64_t end) {
            for (auto p = static_cast<std::size_t>(begin); p < static_cast<std::size_t>(end); ++p)
                count(toVoxel, from(p), from(p + 1), parts[p]);
        },
        m_threads);
    Joint& joint = parts[0];
    for (std::size_t p = 1; p < Portions; ++p)
        for (std::size_t a = 0; a < Bins; ++a)
            for (std::size_t b = 0; b < Bins; ++b)
                joint[a][b] += parts[p][a][b];
    double total = 0;
    std::array<double, Bins> rows{}, columns{};
    for (std::size_t a = 0; a < Bins; ++a)
        for (std::size_t b = 0; b < Bins; ++b) {
            total += joint[a][b];
            rows[a] += joint[a][b];
            columns[b] += joint[a][b];
        }
    if (gradient)
        gradient->fill(0);
    if (total * 10 < static_cast<double>(m_points.size()) || total == 0)
        return 1;
    const auto logOf = [&](double count) { return count > 0 ? std::log(count / total) : 0; };
    double both = 0, apart = 0;
    for (std::size_t a = 0; a < Bins; ++a) {
        for (std::size_t b = 0; b < Bins; ++b)
            both -= joint[a][b] / total * logOf(joint[a][b]);
        apart -= rows[a] / total * logOf(rows[a]) + columns[a] / total * logOf(columns[a]);
    }
    if (!(both > 1e-12))
        return 1;
    if (gradient) {
        // d(apart / both) by each count; the probabilities add up to 1.
        Joint slope;
        double mean = 0;
        for (std::size_t a = 0; a < Bins; ++a)
            for (std::size_t b = 0; b < Bins; ++b) {
                slope[a][b]
                    = joint[a][b] > 0 ? -(logOf(rows[a]) + logOf(columns[b])) / both + apart / (both * both) * logOf(joint[a][b]) : 0;
                mean += slope[a][b] * joint[a][b] / total;
            }
        for (auto& row : slope)
            for (double& s : row)
                s = (s - mean) / total;
        std::vector<std::array<double, 12>> sums(Portions);
        parallelFor(
            Portions,
            [&](std::int64_t begin, std::int64_t end) {
                for (auto p = static_cast<std::size_t>(begin); p < static_cast<std::size_t>(end); ++p)
                    sums[p] = climb(toVoxel, slope, from(p), from(p + 1));
            },
            m_threads);
        for (const auto& sum : sums)
            for (std::size_t n = 0; n < 12; ++n)
                (*gradient)[n] += sum[n];
    }
    return apart / both;
}

} // namespace insula
