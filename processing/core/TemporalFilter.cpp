#include "processing/core/TemporalFilter.h"

#include "processing/core/Error.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace insula {
namespace {

using Complex = std::complex<double>;

constexpr double Rate = 2; // samples a second of the analogue design; it cancels

// Of the analogue low-pass of 1 radian a second, upper half plane first.
std::vector<Complex> prototype(int order)
{
    std::vector<Complex> poles;
    for (int k = 0; k < order; ++k)
        poles.push_back(std::polar(1.0, std::numbers::pi * (2.0 * k + order + 1) / (2.0 * order)));
    return poles;
}

double warped(double hz, double tr)
{
    return 2 * Rate * std::tan(std::numbers::pi * hz * tr);
}

} // namespace

void checkBand(const Band& band, double trSeconds)
{
    const double most = 1 / (2 * trSeconds);
    if (band.lowHz <= 0 && band.highHz <= 0)
        throw usageError("the filter has no limit: give --low, --high or both");
    if (band.highHz > 0 && band.lowHz >= band.highHz)
        throw usageError(fmt::format("the band from {:g} to {:g} Hz is empty: --low must be below --high", band.lowHz, band.highHz));
    if (std::max(band.lowHz, band.highHz) >= most)
        throw Error(fmt::format("{:g} Hz is not below half of the sampling rate ({:g} Hz at a TR of {:g} s): choose a lower limit",
            std::max(band.lowHz, band.highHz), most, trSeconds));
}

Butterworth::Butterworth(const Band& band, double trSeconds, int order) : m_trSeconds(trSeconds)
{
    checkBand(band, trSeconds);
    const bool isBand = band.lowHz > 0 && band.highHz > 0, isLow = band.lowHz <= 0;
    m_padding = static_cast<std::size_t>(3 * ((isBand ? 2 * order : order) + 1));
    const double low = isLow ? 0 : warped(band.lowHz, trSeconds), high = band.highHz > 0 ? warped(band.highHz, trSeconds) : 0;
    std::vector<Complex> poles;
    for (const Complex& p : prototype(order)) {
        if (isBand) {
            const Complex half = p * (high - low) / 2.0, root = std::sqrt(half * half - low * high);
            poles.insert(poles.end(), {half + root, half - root});
        } else {
            poles.push_back(isLow ? p * high : low / p);
        }
    }
    const double scale = isBand ? high - low : isLow ? high : 1;
    Complex gain = std::pow(scale, order);
    if (isBand) // zeros at 0: one factor (2 Rate - 0) each
        gain *= std::pow(2 * Rate, order);
    if (!isBand && !isLow)
        gain *= std::pow(2 * Rate, order);
    std::vector<Complex> digital;
    for (const Complex& p : poles) {
        gain /= 2 * Rate - p;
        digital.push_back((2 * Rate + p) / (2 * Rate - p));
    }
    // Conjugate pairs make sections of second order; what is real is paired as it comes.
    std::vector<double> real;
    for (const Complex& p : digital) {
        if (std::abs(p.imag()) <= 1e-12)
            real.push_back(p.real());
        else if (p.imag() > 0)
            m_sections.push_back({{}, {1, -2 * p.real(), std::norm(p)}});
    }
    for (std::size_t n = 0; n + 1 < real.size(); n += 2)
        m_sections.push_back({{}, {1, -real[n] - real[n + 1], real[n] * real[n + 1]}});
    if (real.size() % 2 == 1)
        m_sections.push_back({{}, {1, -real.back(), 0}});
    for (Section& section : m_sections) {
        const bool isSecond = section.a[2] != 0;
        const double zero = isLow ? 1 : -1; // of 1 + zero / z
        section.b = isBand ? std::array<double, 3>{1, 0, -1}
            : isSecond     ? std::array<double, 3>{1, 2 * zero, 1}
                           : std::array<double, 3>{1, zero, 0};
    }
    for (double& b : m_sections.front().b)
        b *= gain.real();
}

void Butterworth::pass(std::vector<double>& x) const
{
    double level = x.front(); // what arrives at a section in the steady state of the first value
    for (const Section& s : m_sections) {
        const double gain = (s.b[0] + s.b[1] + s.b[2]) / (1 + s.a[1] + s.a[2]);
        double first = (gain - s.b[0]) * level, second = (s.b[2] - s.a[2] * gain) * level;
        for (double& value : x) {
            const double out = s.b[0] * value + first;
            first = s.b[1] * value - s.a[1] * out + second;
            second = s.b[2] * value - s.a[2] * out;
            value = out;
        }
        level *= gain;
    }
}

void Butterworth::apply(std::span<double> course) const
{
    const std::size_t n = course.size();
    if (n <= m_padding)
        throw Error(
            fmt::format("this filter needs more than {} frames, and the run has {}: choose a lower order or --method fft", m_padding, n));
    std::vector<double> x(n + 2 * m_padding);
    for (std::size_t t = 0; t < m_padding; ++t) {
        x[t] = 2 * course[0] - course[m_padding - t];
        x[n + m_padding + t] = 2 * course[n - 1] - course[n - 2 - t];
    }
    std::copy(course.begin(), course.end(), x.begin() + static_cast<std::ptrdiff_t>(m_padding));
    pass(x);
    std::reverse(x.begin(), x.end());
    pass(x);
    std::reverse(x.begin(), x.end());
    std::copy_n(x.begin() + static_cast<std::ptrdiff_t>(m_padding), n, course.begin());
}

std::complex<double> Butterworth::response(double hz) const
{
    const Complex back = std::polar(1.0, -2 * std::numbers::pi * hz * m_trSeconds);
    Complex product = 1;
    for (const Section& s : m_sections)
        product *= (s.b[0] + back * (s.b[1] + back * s.b[2])) / (s.a[0] + back * (s.a[1] + back * s.a[2]));
    return product;
}

OrthonormalBasis bandBasis(const Band& band, double trSeconds, std::size_t frames)
{
    checkBand(band, trSeconds);
    Columns columns;
    const auto length = static_cast<double>(frames);
    for (std::size_t k = 0; 2 * k <= frames; ++k) {
        const double hz = static_cast<double>(k) / (length * trSeconds), slack = 1e-9 / trSeconds;
        if (hz < band.lowHz - slack || (band.highHz > 0 && hz > band.highHz + slack))
            continue;
        std::vector<double> cosine(frames), sine(frames);
        for (std::size_t t = 0; t < frames; ++t) {
            const double angle = 2 * std::numbers::pi * static_cast<double>(k * t % frames) / length;
            cosine[t] = std::cos(angle);
            sine[t] = std::sin(angle);
        }
        columns.push_back(std::move(cosine));
        if (k > 0 && 2 * k < frames)
            columns.push_back(std::move(sine));
    }
    if (columns.empty())
        throw Error(fmt::format(
            "a run of {} frames resolves no frequency between {:g} and {:g} Hz: widen the band", frames, band.lowHz, band.highHz));
    return OrthonormalBasis(columns);
}

} // namespace insula
