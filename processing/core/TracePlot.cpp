#include "processing/core/TracePlot.h"
#include "processing/core/XmlText.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace insula {
namespace {

constexpr int Left = TracePlot::Left, Right = TracePlot::Right, Top = 22, Bottom = 26;

struct Axes {
    double low = 0, high = 1, xMost = 1;
    int width, height;

    double x(double value) const { return Left + (width - Left - Right) * value / xMost; }
    double y(double value) const { return Top + (height - Top - Bottom) * (high - value) / (high - low); }
};

Axes axesOf(const TracePlot& plot)
{
    Axes axes{.width = plot.width, .height = plot.height};
    bool any = false;
    const auto include = [&](double value) {
        if (!std::isfinite(value))
            return;
        axes.low = any ? std::min(axes.low, value) : value;
        axes.high = any ? std::max(axes.high, value) : value;
        any = true;
    };
    std::size_t longest = 2;
    for (const Trace& trace : plot.traces) {
        longest = std::max(longest, trace.values.size());
        std::for_each(trace.values.begin(), trace.values.end(), include);
    }
    include(plot.line);
    if (plot.fromZero)
        include(0);
    const double pad = axes.high > axes.low ? 0.06 * (axes.high - axes.low) : std::max(1e-3, 0.1 * std::abs(axes.high));
    axes.high += pad;
    axes.low -= plot.fromZero && axes.low >= 0 ? 0 : pad;
    axes.xMost = plot.xStep * static_cast<double>(longest - 1);
    return axes;
}

std::string number(double value)
{
    return fmt::format("{:.6g}", std::abs(value) < 1e-12 ? 0.0 : value);
}

std::string grid(const TracePlot& plot, const Axes& axes)
{
    std::string out;
    const auto text = [&](double x, double y, const char* anchor, const std::string& content) {
        out += fmt::format(
            "<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\" fill=\"#555555\">{}</text>\n", x, y, anchor, xmlEscaped(content));
    };
    const double step = tickStep(axes.high - axes.low, std::max(2, plot.height / 40));
    for (double value = std::ceil(axes.low / step) * step; value <= axes.high; value += step) {
        out += fmt::format("<line x1=\"{}\" x2=\"{}\" y1=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"#e2e2e2\"/>\n", Left, plot.width - Right,
            axes.y(value), axes.y(value));
        text(Left - 5, axes.y(value) + 4, "end", number(value));
    }
    const double along = tickStep(axes.xMost, 8);
    for (double value = 0; value <= axes.xMost * (1 + 1e-9); value += along)
        text(axes.x(value), plot.height - Bottom + 14, "middle", number(value));
    text(plot.width - Right, plot.height - 2, "end", plot.xLabel);
    out += fmt::format("<text x=\"{}\" y=\"14\" fill=\"#222222\" font-weight=\"bold\">{}</text>\n", Left, xmlEscaped(plot.title));
    return out;
}

// Pieces between values that are not finite; a lone value is a dot.
std::string line(const Trace& trace, const TracePlot& plot, const Axes& axes)
{
    std::string out, points;
    std::size_t inPiece = 0;
    const auto finish = [&] {
        if (inPiece > 0)
            out += fmt::format("<polyline fill=\"none\" stroke=\"{}\" stroke-width=\"1.3\" stroke-linecap=\"round\" points=\"{}\"/>\n",
                trace.colour, inPiece == 1 ? points + points : points);
        points.clear();
        inPiece = 0;
    };
    for (std::size_t t = 0; t < trace.values.size(); ++t) {
        if (!std::isfinite(trace.values[t])) {
            finish();
            continue;
        }
        points += fmt::format("{:.1f},{:.1f} ", axes.x(plot.xStep * static_cast<double>(t)), axes.y(trace.values[t]));
        ++inPiece;
    }
    finish();
    return out;
}

} // namespace

double tickStep(double range, int wanted)
{
    const double rough = range > 0 ? range / std::max(1, wanted) : 1, power = std::pow(10, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * power >= rough * (1 - 1e-9))
            return factor * power;
    return 10 * power;
}

std::string svgOf(const TracePlot& plot)
{
    const Axes axes = axesOf(plot);
    std::string out = fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" viewBox=\"0 0 {} {}\" "
                                  "font-family=\"sans-serif\" font-size=\"11\">\n<rect width=\"{}\" height=\"{}\" fill=\"#ffffff\"/>\n",
        plot.width, plot.height, plot.width, plot.height, plot.width, plot.height);
    out += grid(plot, axes);
    if (std::isfinite(plot.line))
        out += fmt::format("<line x1=\"{}\" x2=\"{}\" y1=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"#b00020\" stroke-dasharray=\"5 4\"/>\n", Left,
            plot.width - Right, axes.y(plot.line), axes.y(plot.line));
    for (const Trace& trace : plot.traces)
        out += line(trace, plot, axes);
    double x = plot.width - Right;
    for (auto trace = plot.traces.rbegin(); plot.traces.size() > 1 && trace != plot.traces.rend(); ++trace) {
        out += fmt::format(
            "<text x=\"{:.1f}\" y=\"14\" text-anchor=\"end\" fill=\"{}\">{}</text>\n", x, trace->colour, xmlEscaped(trace->name));
        x -= 14 + 6.2 * static_cast<double>(trace->name.size());
    }
    return out + "</svg>\n";
}

} // namespace insula
