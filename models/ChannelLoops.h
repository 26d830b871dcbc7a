// The loops over a channel's values that take longer in LibTorch than the convolution before them, as vector code.
#pragma once

#include <cstddef>
#include <span>

namespace insula {

struct Sums {
    double values = 0, squares = 0;
};
// Sums in double precision, always in the same order. Thread: any.
Sums sumsOf(std::span<const float> values);

// v becomes gelu((v - mean) * scale), gelu(x) = x (1 + erf(x / sqrt 2)) / 2. Within 4e-7 of the exact value, relative to max(1, |x|).
// Thread: any, each on its own part.
void normaliseAndGelu(std::span<float> values, float mean, float scale);

} // namespace insula
