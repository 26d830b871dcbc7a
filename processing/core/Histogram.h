// How often values occur in one frame of a volume. Any thread; waits for the frame.
#pragma once

#include "processing/core/Volume.h"

#include <cstdint>
#include <vector>

namespace insula {

struct Histogram {
    double low = 0, high = 1; // ends of the first and last bin, in scaled values
    std::vector<double> counts; // voxels; scaled up where only some were looked at
};

// `bins` equal bins from `low` to `high`; what lies outside or is not finite is left out. Exact for up to half a million voxels, from
// evenly spaced ones beyond that.
Histogram histogram(const Volume& volume, double low, double high, int bins, std::int64_t frame = 0);
// From the lowest to the highest value but for the outermost thousandth at each end, where outliers would leave nothing to see.
Histogram histogram(const Volume& volume, int bins, std::int64_t frame = 0);

} // namespace insula
