// Size of each label of a map, and the values of an image in it.
//
// Sizes are counted on the map's own grid. Values are those of the image's own voxels, never resampled ones: where the grids differ, each
// of its voxels belongs to the label that the map has at its centre (nearest voxel). Voxels that are not finite are left out. Any thread.
#pragma once

#include "processing/core/Progress.h"
#include "processing/core/Volume.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace insula {

struct RegionValues {
    std::int64_t voxels = 0; // finite ones, of the image
    double mean = 0;
    double sd = 0; // of a sample (n - 1); 0 for one voxel
    double min = 0, max = 0;
    double median = 0, p5 = 0, p95 = 0; // linear between ranks
};

struct Region {
    std::int64_t label = 0;
    std::string name; // empty when it has none
    std::int64_t voxels = 0;
    double ml = 0;
    std::optional<RegionValues> values; // none without an image or where it has no finite voxel
};

struct RegionTable {
    std::vector<Region> regions; // by number, without 0
    bool hasImage = false;
    bool isOnOneGrid = true; // map and image
};

// `labels`: whole numbers; its first frame counts. `image` may be null. Throws Error when the map has fractions or more than 65536 labels,
// Cancelled.
RegionTable regionStatistics(const Volume& labels, const Volume* image, std::int64_t frame = 0, const Progress& progress = {});

// index, name, voxels, volume_ml, and with an image image_voxels, mean, sd, min, max, median, p05, p95; n/a: none. `separator` is a tab or
// a comma; with commas, texts are quoted where needed.
std::string toText(const RegionTable& table, char separator = '\t');

} // namespace insula
