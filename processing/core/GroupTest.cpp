#include "processing/core/GroupTest.h"

#include "processing/core/Error.h"
#include "processing/core/TestStatistics.h"

#include <fmt/format.h>

#include <cmath>

namespace insula {

GroupTest::GroupTest(std::size_t voxels, std::size_t groups) :
    m_voxels(voxels), m_count(groups), m_mean(groups, std::vector<double>(voxels)), m_square(groups, std::vector<double>(voxels)),
    m_mask(voxels, 1)
{
}

void GroupTest::add(std::size_t group, std::span<const float> values)
{
    if (values.size() != m_voxels)
        throw Error("a map has another size than the first");
    const auto count = static_cast<double>(++m_count[group]);
    for (std::size_t v = 0; v < m_voxels; ++v) {
        if (!std::isfinite(values[v]) || values[v] == 0) {
            m_mask[v] = 0;
            continue;
        }
        const double before = static_cast<double>(values[v]) - m_mean[group][v];
        m_mean[group][v] += before / count;
        m_square[group][v] += before * (static_cast<double>(values[v]) - m_mean[group][v]);
    }
}

double GroupTest::freedom() const
{
    double maps = 0;
    for (const std::size_t count : m_count)
        maps += static_cast<double>(count);
    return maps - static_cast<double>(m_count.size());
}

double GroupTest::variance(std::size_t voxel) const
{
    double square = 0;
    for (const auto& each : m_square)
        square += each[voxel];
    return square / freedom();
}

GroupTest::Result GroupTest::result() const
{
    for (const std::size_t count : m_count)
        if (count == 0)
            throw Error("a group has no map");
    if (freedom() < 1)
        throw Error(fmt::format("{} cannot be tested: a variance needs more",
            m_count.size() == 1 ? "one map" : fmt::format("{} and {} maps", m_count[0], m_count[1])));
    Result result;
    result.degreesOfFreedom = freedom();
    result.effect.assign(m_voxels, 0);
    result.t = result.z = result.effect;
    result.means.assign(m_count.size(), result.effect);
    result.mask = m_mask;
    double share = 0; // of the variance in that of the effect
    for (const std::size_t count : m_count)
        share += 1 / static_cast<double>(count);
    for (std::size_t v = 0; v < m_voxels; ++v) {
        if (!m_mask[v])
            continue;
        for (std::size_t g = 0; g < m_count.size(); ++g)
            result.means[g][v] = static_cast<float>(m_mean[g][v]);
        const double effect = m_mean[0][v] - (m_count.size() > 1 ? m_mean[1][v] : 0), spread = std::sqrt(variance(v) * share);
        result.effect[v] = static_cast<float>(effect);
        if (!(spread > 1e-12 * std::abs(effect))) { // all maps equal: no variance to test against
            result.mask[v] = 0;
            continue;
        }
        result.t[v] = static_cast<float>(effect / spread);
        result.z[v] = static_cast<float>(zOfT(effect / spread, result.degreesOfFreedom));
    }
    return result;
}

std::vector<float> GroupTest::residual(std::size_t group, std::span<const float> values) const
{
    std::vector<float> rest(m_voxels);
    for (std::size_t v = 0; v < m_voxels; ++v)
        if (const double spread = m_mask[v] ? std::sqrt(variance(v)) : 0; spread > 0)
            rest[v] = static_cast<float>((static_cast<double>(values[v]) - m_mean[group][v]) / spread);
    return rest;
}

} // namespace insula
