// The stored number that stands for a value of 0. Any thread.
#pragma once

#include "processing/core/Volume.h"

#include <cmath>
#include <limits>
#include <type_traits>

namespace insula {

// The nearest there is when 0 is out of the type's reach. T: the image's own type.
template <typename T> T storedZero(const Volume& image)
{
    const double exact = -image.intercept() / image.slope();
    if constexpr (std::is_integral_v<T>) {
        // As doubles, the 64-bit limits round up to a number that the type cannot hold.
        if (exact <= static_cast<double>(std::numeric_limits<T>::lowest()))
            return std::numeric_limits<T>::lowest();
        if (exact >= static_cast<double>(std::numeric_limits<T>::max()))
            return std::numeric_limits<T>::max();
        return static_cast<T>(std::llround(exact));
    } else {
        return static_cast<T>(exact);
    }
}

} // namespace insula
