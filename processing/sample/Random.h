// Random numbers that depend on a seed and a place only, never on the order of the calls: phantoms are the same on any number of
// threads. Thread: any.
#pragma once

#include <bit>
#include <cstdint>

namespace insula {

// The finaliser of SplitMix64 (Steele, Lea, Flood 2014) over a stream and a counter.
inline std::uint64_t randomBits(std::uint64_t stream, std::uint64_t counter)
{
    std::uint64_t z = stream * 0xD1342543DE82EF95ULL + (counter + 1) * 0x9E3779B97F4A7C15ULL;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

// In [0, 1).
inline double uniform(std::uint64_t stream, std::uint64_t counter)
{
    return static_cast<double>(randomBits(stream, counter) >> 11) * 0x1.0p-53;
}

// Normal, mean 0, variance 1: the number of ones among 64 random bits (binomial, variance 16, excess kurtosis -1/32), smoothed over the
// step of one by a uniform number (variance 1/12). Needs no logarithm, so it is cheap and the same with every mathematical library.
inline double gaussian(std::uint64_t stream, std::uint64_t counter)
{
    const double ones = std::popcount(randomBits(stream, counter));
    const double within = uniform(stream ^ 0x5851F42D4C957F2DULL, counter);
    return (ones - 32.5 + within) * 0.24935149047701483; // 1 / sqrt(16 + 1 / 12)
}

} // namespace insula
