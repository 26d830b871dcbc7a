// How long the clusters of a map take: prints one JSON object.
//
// bench_clusters [MAP THRESHOLD]; without, smoothed noise of 256 x 256 x 256 voxels at a threshold of 1 standard deviation, which is harder
// than any map. Median of several runs on one thread, all three connectivities; peak memory of the process.
#include "processing/core/Clusters.h"
#include "processing/core/Nifti.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <iostream>
#include <random>
#include <sys/resource.h>
#include <thread>

using namespace insula;

namespace {

constexpr int Runs = 7;

// Sums of 3 x 3 x 3 neighbours of white noise, with a standard deviation of 1.
VolumePtr noise()
{
    constexpr std::size_t Side = 256;
    std::mt19937 random(1);
    std::normal_distribution<float> normal;
    std::vector<float> voxels(Side * Side * Side);
    std::generate(voxels.begin(), voxels.end(), [&] { return normal(random) / std::sqrt(27.0F); });
    for (const std::size_t step : {std::size_t{1}, Side, Side * Side}) {
        const std::vector<float> before = voxels;
        for (std::size_t n = step; n + step < voxels.size(); ++n) {
            voxels[n] = before[n - step] + before[n] + before[n + step];
        }
    }
    Volume::Description description;
    description.grid = {{Side, Side, Side}, Affine()};
    return Volume::make(description, std::move(voxels));
}

} // namespace

int main(int count, char** arguments)
{
    const VolumePtr map = count > 2 ? readNifti(arguments[1]) : noise();
    ClusterOptions options;
    options.low = count > 2 ? std::atof(arguments[2]) : 1;
    nlohmann::json result{{"threads", 1}, {"cores", std::thread::hardware_concurrency()}, {"runs", Runs}, {"threshold", options.low},
        {"size", {map->size().x, map->size().y, map->size().z}}};
    for (const auto connectivity : {Connectivity::Faces, Connectivity::Edges, Connectivity::Corners}) {
        options.connectivity = connectivity;
        std::vector<double> times;
        std::size_t found = 0;
        for (int run = 0; run < Runs; ++run) {
            const auto start = std::chrono::steady_clock::now();
            found = findClusters(*map, options).found.size();
            times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
        }
        std::sort(times.begin(), times.end());
        result["connectivity-" + std::to_string(static_cast<int>(connectivity))] = {{"median-ms", times[Runs / 2]}, {"clusters", found}};
    }
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    result["peak-MiB"] = static_cast<double>(usage.ru_maxrss) / 1024;
    std::cout << result.dump(2) << '\n';
}
