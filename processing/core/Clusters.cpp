#include "processing/core/Clusters.h"

#include "processing/core/Error.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

namespace insula {
namespace {

constexpr std::uint32_t None = 0;

struct Neighbour {
    std::int64_t i, j, k;
};

// Those that come before a voxel in memory.
std::vector<Neighbour> earlierNeighbours(Connectivity connectivity)
{
    const int mostSteps = connectivity == Connectivity::Faces ? 1 : connectivity == Connectivity::Edges ? 2 : 3;
    std::vector<Neighbour> all;
    for (std::int64_t k = -1; k <= 0; ++k) {
        for (std::int64_t j = -1; j <= (k < 0 ? 1 : 0); ++j) {
            for (std::int64_t i = -1; i <= (k < 0 || j < 0 ? 1 : -1); ++i) {
                if (std::abs(i) + std::abs(j) + std::abs(k) <= mostSteps) {
                    all.push_back({i, j, k});
                }
            }
        }
    }
    return all;
}

// Which provisional numbers turned out to be one part.
class Joined {
public:
    std::uint32_t add()
    {
        m_parent.push_back(static_cast<std::uint32_t>(m_parent.size()));
        return m_parent.back();
    }
    std::uint32_t root(std::uint32_t n)
    {
        while (m_parent[n] != n) {
            m_parent[n] = m_parent[m_parent[n]];
            n = m_parent[n];
        }
        return n;
    }
    void join(std::uint32_t a, std::uint32_t b)
    {
        a = root(a);
        b = root(b);
        m_parent[std::max(a, b)] = std::min(a, b);
    }
    std::size_t size() const { return m_parent.size(); }

private:
    std::vector<std::uint32_t> m_parent{None};
};

int sideOf(float value, const ClusterOptions& options)
{
    const double size = std::abs(static_cast<double>(value));
    if (!(size >= options.low && size <= options.high) || std::isinf(value)) {
        return 0;
    }
    return value > 0 ? 1 : options.isTwoSided ? -1 : 0;
}

// A provisional number for each voxel inside, and which of them touch.
std::vector<std::uint32_t> numberParts(
    const std::vector<float>& values, const Size3& n, const ClusterOptions& options, Joined& joined, const Progress& progress)
{
    const auto neighbours = earlierNeighbours(options.connectivity);
    std::vector<std::uint32_t> parts(values.size(), None);
    for (std::int64_t k = 0; k < n.z; ++k) {
        progress.report(0.6 * static_cast<double>(k) / static_cast<double>(n.z));
        for (std::int64_t j = 0; j < n.y; ++j) {
            for (std::int64_t i = 0; i < n.x; ++i) {
                const auto at = static_cast<std::size_t>(i + n.x * (j + n.y * k));
                const int side = sideOf(values[at], options);
                if (side == 0) {
                    continue;
                }
                for (const Neighbour& step : neighbours) {
                    const std::int64_t x = i + step.i, y = j + step.j, z = k + step.k;
                    if (x < 0 || y < 0 || z < 0 || x >= n.x || y >= n.y) {
                        continue;
                    }
                    const auto other = static_cast<std::size_t>(x + n.x * (y + n.y * z));
                    if (parts[other] == None || (values[other] > 0) != (side > 0)) {
                        continue;
                    }
                    if (parts[at] == None) {
                        parts[at] = parts[other];
                    } else if (parts[at] != parts[other]) {
                        joined.join(parts[at], parts[other]);
                    }
                }
                if (parts[at] == None) {
                    parts[at] = joined.add();
                }
            }
        }
    }
    return parts;
}

struct Sum {
    Cluster cluster;
    double weight = 0, i = 0, j = 0, k = 0;
};

void take(Sum& sum, float value, const std::array<std::int64_t, 3>& voxel)
{
    const double weight = std::abs(static_cast<double>(value));
    if (sum.cluster.voxels++ == 0 || weight > std::abs(sum.cluster.peak)) {
        sum.cluster.peak = static_cast<double>(value);
        sum.cluster.peakVoxel = voxel;
    }
    sum.weight += weight;
    sum.i += weight * static_cast<double>(voxel[0]);
    sum.j += weight * static_cast<double>(voxel[1]);
    sum.k += weight * static_cast<double>(voxel[2]);
}

void checkOptions(const Volume& map, const ClusterOptions& options)
{
    if (!(options.low > 0) || !std::isfinite(options.low)) {
        throw Error("clusters need a threshold above 0: raise it to what counts as a finding");
    }
    if (!(options.high >= options.low)) {
        throw Error(fmt::format("the threshold's upper end {:g} is below its lower end {:g}; exchange them", options.high, options.low));
    }
    if (options.frame < 0 || options.frame >= map.frames()) {
        throw Error(fmt::format("there is no frame {}: the last one is {}", options.frame, map.frames() - 1));
    }
    if (map.size().count() >= std::numeric_limits<std::uint32_t>::max()) {
        throw Error("the map has more than 4 billion voxels; crop or resample it first");
    }
}

} // namespace

Clusters findClusters(const Volume& map, const ClusterOptions& options, const Progress& progress)
{
    checkOptions(map, options);
    const Size3 n = map.size();
    const std::vector<float> values = map.frameAsFloat(options.frame);
    Joined joined;
    Clusters result;
    result.parts = numberParts(values, n, options, joined, progress);
    std::vector<Sum> sums(joined.size());
    for (std::size_t at = 0; at < values.size(); ++at) {
        if (at % 1000000 == 0) {
            progress.report(0.6 + 0.3 * static_cast<double>(at) / static_cast<double>(values.size()));
        }
        if (result.parts[at] != None) {
            const auto place = static_cast<std::int64_t>(at);
            result.parts[at] = joined.root(result.parts[at]);
            take(sums[result.parts[at]], values[at], {place % n.x, place / n.x % n.y, place / (n.x * n.y)});
        }
    }
    const double voxelMm3 = std::abs(map.affine().determinant());
    std::vector<std::uint32_t> roots; // of the clusters that are large enough
    for (std::uint32_t root = 1; root < sums.size(); ++root) {
        Sum& sum = sums[root];
        Cluster& c = sum.cluster;
        c.mm3 = static_cast<double>(c.voxels) * voxelMm3;
        if (c.voxels == 0) {
            continue;
        }
        if (c.voxels < options.minVoxels || c.mm3 < options.minMm3 * (1 - 1e-9)) {
            ++result.smallOnes;
            continue;
        }
        c.peakAt = map.affine().toWorld(
            {static_cast<double>(c.peakVoxel[0]), static_cast<double>(c.peakVoxel[1]), static_cast<double>(c.peakVoxel[2])});
        c.centre = map.affine().toWorld({sum.i / sum.weight, sum.j / sum.weight, sum.k / sum.weight});
        roots.push_back(root);
    }
    std::stable_sort(roots.begin(), roots.end(), [&sums](std::uint32_t a, std::uint32_t b) {
        return std::pair(sums[a].cluster.voxels, std::abs(sums[a].cluster.peak))
            > std::pair(sums[b].cluster.voxels, std::abs(sums[b].cluster.peak));
    });
    std::vector<std::uint32_t> place(sums.size(), None);
    for (const std::uint32_t root : roots) {
        result.found.push_back(sums[root].cluster);
        place[root] = static_cast<std::uint32_t>(result.found.size());
    }
    result.isSmall.assign(values.size(), 0);
    for (std::size_t at = 0; at < values.size(); ++at) {
        const std::uint32_t root = result.parts[at];
        result.isSmall[at] = root != None && place[root] == None ? 1 : 0;
        result.parts[at] = place[root];
    }
    progress.report(1);
    return result;
}

VolumePtr withoutSmallClusters(const Volume& map, const Clusters& clusters, std::int64_t frame)
{
    const auto bytes = map.rawFrame(frame);
    Volume::Description description = map.description();
    description.frames = 1;
    description.source.path.clear();
    return dispatch(map.dataType(), [&](auto zero) {
        using T = decltype(zero);
        std::vector<T> voxels(clusters.isSmall.size());
        std::memcpy(voxels.data(), bytes.data(), voxels.size() * sizeof(T));
        double stored = -map.intercept() / map.slope();
        if (std::is_integral_v<T>) { // as near to 0 as the type comes
            stored = std::clamp(std::round(stored), static_cast<double>(std::numeric_limits<T>::lowest()),
                static_cast<double>(std::numeric_limits<T>::max()));
        }
        for (std::size_t at = 0; at < voxels.size(); ++at) {
            if (clusters.isSmall[at] != 0) {
                voxels[at] = static_cast<T>(stored);
            }
        }
        return Volume::make(description, std::move(voxels));
    });
}

std::string clusterTable(
    const std::vector<Cluster>& clusters, const std::vector<std::string>& regions, const std::string& space, char separator)
{
    const std::string frame = space.empty() ? "ras" : "ras_" + space;
    std::vector<std::string> head{"cluster", "voxels", "volume_ml", "peak"};
    for (const char* place : {"peak", "centre"}) {
        for (const char axis : {'x', 'y', 'z'}) {
            head.push_back(fmt::format("{}_{}_mm_{}", place, axis, frame));
        }
    }
    if (!regions.empty()) {
        head.emplace_back("region");
    }
    std::string text = fmt::format("{}\n", fmt::join(head, std::string(1, separator)));
    for (std::size_t n = 0; n < clusters.size(); ++n) {
        const Cluster& c = clusters[n];
        std::vector<std::string> cells{
            std::to_string(n + 1), std::to_string(c.voxels), fmt::format("{:.3f}", c.ml()), fmt::format("{:.4f}", c.peak)};
        for (const World& w : {c.peakAt, c.centre}) {
            for (const double mm : {w.x, w.y, w.z}) {
                cells.push_back(fmt::format("{:.2f}", std::round(mm * 100) / 100 + 0.0));
            }
        }
        if (!regions.empty()) {
            std::string name = regions[n];
            std::replace_if(
                name.begin(), name.end(), [separator](char letter) { return letter == separator || letter == '\n' || letter == '"'; }, ' ');
            cells.push_back(name.empty() ? "n/a" : name);
        }
        text += fmt::format("{}\n", fmt::join(cells, std::string(1, separator)));
    }
    return text;
}

} // namespace insula
