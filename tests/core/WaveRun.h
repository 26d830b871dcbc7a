// A small run by a formula that numpy has computed with, too: 3 x 2 x 2 voxels, 40 frames, TR 2 s,
// x[v, t] = 100 + v + sin(0.3 t + 0.5 v) (1 + 0.1 v) + 0.7 cos(0.05 t^2 + v) + 0.02 t v, in single precision.
#pragma once

#include "processing/core/Volume.h"

#include <cmath>

namespace insula::test {

inline VolumePtr waveRun()
{
    std::vector<float> values;
    for (int t = 0; t < 40; ++t)
        for (int v = 0; v < 12; ++v)
            values.push_back(static_cast<float>(
                100 + v + std::sin(0.3 * t + 0.5 * v) * (1 + 0.1 * v) + 0.7 * std::cos(0.05 * t * t + v) + 0.02 * t * v));
    Volume::Description description;
    description.grid.size = {3, 2, 2};
    description.frames = 40;
    description.trSeconds = 2;
    return Volume::make(std::move(description), std::move(values));
}

} // namespace insula::test
