// One axis of a plot: its ends, where a value lies between them, and round numbers to write beside it. Any thread.
#pragma once

#include <QString>

#include <vector>

namespace insula {

struct PlotScale {
    double low = 0, high = 1;
    bool isLogarithmic = false; // then both ends are above 0

    double at(double value) const; // 0 at `low`, 1 at `high`; clamped
    // About `most` of them: steps of 1, 2 or 5 of a power of ten, or powers of ten themselves (with 2 and 5 where there is room).
    std::vector<double> ticks(int most) const;
};

// From the values' range: ends on round numbers. Values that a scale cannot show (not finite, or not above 0 when logarithmic) are left
// out; 0 to 1, or 1 to 10, when none is left.
PlotScale scaleFor(const std::vector<double>& values, bool isLogarithmic);

QString tickText(double value); // "0.05", "20k"

} // namespace insula
