#include "widgets/PlotScale.h"

#include "processing/core/TracePlot.h"

#include <algorithm>
#include <cmath>

namespace insula {
double PlotScale::at(double value) const
{
    const auto place = [this](double v) { return isLogarithmic ? std::log10(v) : v; };
    if (isLogarithmic && value <= 0)
        return 0;
    return std::clamp((place(value) - place(low)) / (place(high) - place(low)), 0.0, 1.0);
}

std::vector<double> PlotScale::ticks(int most) const
{
    std::vector<double> found;
    const double slack = 1e-9;
    if (!isLogarithmic) {
        const double step = tickStep(high - low, most);
        for (double n = std::ceil(low / step - slack); n * step <= high + slack * step; ++n)
            found.push_back(n * step);
        return found;
    }
    const double decades = std::log10(high / low);
    const std::vector<double> factors = decades * 3 <= most ? std::vector<double>{1, 2, 5} : std::vector<double>{1};
    for (double power = std::pow(10, std::floor(std::log10(low) + slack)); power <= high * (1 + slack); power *= 10)
        for (const double factor : factors)
            if (factor * power >= low * (1 - slack) && factor * power <= high * (1 + slack))
                found.push_back(factor * power);
    return found;
}

PlotScale scaleFor(const std::vector<double>& values, bool isLogarithmic)
{
    double low = INFINITY, high = -INFINITY;
    for (const double value : values)
        if (std::isfinite(value) && (!isLogarithmic || value > 0)) {
            low = std::min(low, value);
            high = std::max(high, value);
        }
    if (!(low <= high))
        return isLogarithmic ? PlotScale{1, 10, true} : PlotScale{0, 1, false};
    if (isLogarithmic) {
        const auto outwards = [](double value, bool isUp) { // to 1, 2 or 5 of a power of ten
            const double power = std::pow(10, std::floor(std::log10(value)));
            double best = isUp ? 10 * power : power;
            for (const double factor : {1.0, 2.0, 5.0})
                if (isUp ? factor * power >= value && factor * power < best : factor * power <= value)
                    best = factor * power;
            return best;
        };
        PlotScale scale{outwards(low, false), outwards(high, true), true};
        if (!(scale.high > scale.low))
            scale.high = scale.low * 10;
        return scale;
    }
    if (!(high > low)) {
        low -= std::max(1e-6, std::abs(low) / 10);
        high += std::max(1e-6, std::abs(high) / 10);
    }
    const double step = tickStep(high - low, 5);
    return {std::floor(low / step + 1e-9) * step, std::ceil(high / step - 1e-9) * step, false};
}

QString tickText(double value)
{
    if (std::abs(value) >= 10000)
        return QStringLiteral("%1k").arg(value / 1000, 0, 'g', 4);
    return QString::number(std::abs(value) < 1e-12 ? 0.0 : value, 'g', 4);
}

} // namespace insula
