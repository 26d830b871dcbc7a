// Values by their rank. Reorders what it is given; the values must be finite and at least one. Any thread.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace insula {

// The value of rank floor(share (n - 1)), rank 0 being the smallest.
template <typename T> T valueAtShare(std::vector<T>& values, double share)
{
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

} // namespace insula
