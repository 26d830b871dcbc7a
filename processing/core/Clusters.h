// Clusters of a statistical map: connected parts of what lies above a threshold, positive and negative values apart.
//
// Sizes in voxels and mm3, places in World (RAS+ mm). Two passes with union-find over runs of neighbours (Rosenfeld and Pfaltz 1966).
// Values equal to the threshold belong to a cluster; NaN never does. Errors: Error for a threshold that is not above 0 or a frame that is
// not there; Cancelled. Thread: any.
#pragma once

#include "processing/core/Progress.h"
#include "processing/core/Volume.h"

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace insula {

// Neighbours share a face (6), an edge (18) or a corner (26).
enum class Connectivity { Faces = 6, Edges = 18, Corners = 26 };

struct ClusterOptions {
    double low = 0; // of |value|, above 0
    double high = std::numeric_limits<double>::infinity(); // of |value|
    bool isTwoSided = true; // clusters of negative values too
    Connectivity connectivity = Connectivity::Corners;
    std::int64_t minVoxels = 1;
    double minMm3 = 0;
    std::int64_t frame = 0;
    friend bool operator==(const ClusterOptions&, const ClusterOptions&) = default;
};

struct Cluster {
    std::int64_t voxels = 0;
    double mm3 = 0;
    double peak = 0; // with its sign
    std::array<std::int64_t, 3> peakVoxel{}; // of several equal ones, the first in memory
    World peakAt;
    World centre; // of mass, weighted by |value|
    double ml() const { return mm3 / 1000; }
};

struct Clusters {
    std::vector<Cluster> found; // of at least the smallest size, the largest first
    std::vector<std::uint32_t> parts; // for each voxel of the frame: 0, or the place in `found` plus 1
    std::vector<std::uint8_t> isSmall; // for each voxel: whether it belongs to a cluster that was too small
    std::int64_t smallOnes = 0; // how many were too small
};

Clusters findClusters(const Volume& map, const ClusterOptions& options, const Progress& progress = {});
// The map with 0 in every voxel of the clusters that were too small; what is below the threshold stays. Its type and header stay; it has no
// path. One frame, that of the clusters.
VolumePtr withoutSmallClusters(const Volume& map, const Clusters& clusters, std::int64_t frame);

// A table for people and programs: tab or comma separated, a line each, mm in RAS; `regions` (may be empty) names each peak's place, and
// `space` ("MNI152") goes into the head of the columns when it is known.
std::string clusterTable(
    const std::vector<Cluster>& clusters, const std::vector<std::string>& regions, const std::string& space, char separator = '\t');

} // namespace insula
