// A smooth random field: plane waves of one length in random directions. Its zero lines wind like sulci; slow ones serve as warps,
// textures and bias fields. Points RAS+ mm; values have mean 0 and variance 1. Thread: any, immutable.
// Source: the random-wave model (Berry 1977).
#pragma once

#include "processing/core/Geometry.h"

#include <cstdint>
#include <vector>

namespace insula {

class RandomWaves {
public:
    RandomWaves(std::uint64_t seed, int waves, double wavelengthMm);

    double operator()(const World& p) const;
    struct Slope {
        double value;
        World gradient; // per mm
    };
    Slope slope(const World& p) const;

private:
    struct Wave {
        World k; // radians per mm
        double phase;
    };
    std::vector<Wave> m_waves;
    double m_amplitude;
};

} // namespace insula
