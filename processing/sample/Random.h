// Random numbers that depend on a seed and a place only, never on the order of the calls: phantoms are the same on any number of
// threads. Thread: any.
#pragma once

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

// Mean 0, variance 1: the sum of four uniform 16-bit numbers (bounded at 3.5). Cheap, and close enough to a normal for image noise.
inline double gaussian(std::uint64_t stream, std::uint64_t counter)
{
    const std::uint64_t bits = randomBits(stream, counter);
    const auto sum = static_cast<double>((bits & 0xFFFF) + ((bits >> 16) & 0xFFFF) + ((bits >> 32) & 0xFFFF) + (bits >> 48));
    return (sum / 65536.0 - 2.0 + 2.0 / 65536.0) * 1.7320508075688772;
}

} // namespace insula
