// Courses over time as a plot for a page: lines with axes, numbers and a legend, as SVG. Any thread.
//
// The same input gives the same text. What is not finite leaves a gap.
#pragma once

#include <limits>
#include <string>
#include <vector>

namespace insula {

struct Trace {
    std::string name, colour; // colour: #rrggbb
    std::vector<double> values;
};

struct TracePlot {
    static constexpr int Left = 52, Right = 12; // pixels beside the axes, for what is shown under them

    std::string title, xLabel; // title: what the values are, with their unit
    std::vector<Trace> traces;
    double xStep = 1; // from one value to the next
    double line = std::numeric_limits<double>::quiet_NaN(); // a dashed line at this value
    bool fromZero = false;
    int width = 900, height = 150; // pixels
};

std::string svgOf(const TracePlot& plot);
// Steps of 1, 2 or 5 times a power of ten, about `wanted` of them over the range.
double tickStep(double range, int wanted);

} // namespace insula
