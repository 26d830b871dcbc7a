#include "processing/core/CubicSpline.h"

#include <algorithm>
#include <cmath>

namespace insula {
namespace {

constexpr double Pole = -0.26794919243112270647; // sqrt(3) - 2, of the cubic B-spline
constexpr std::int64_t Lanes = 64; // lines that are filtered side by side, so that memory is read in rows

// The lines of one axis: `lines` side by side at distance 1, samples at distance `stride`.
void filterLines(float* data, std::int64_t lines, std::int64_t count, std::int64_t stride)
{
    if (count < 2)
        return;
    std::array<double, Lanes> sum{}, last{};
    const auto at = [&](std::int64_t n, std::int64_t line) -> float& { return data[n * stride + line]; };
    // Mirrored start of the causal filter: exact for short lines, cut where the pole's power is below single precision for long ones.
    const std::int64_t horizon = std::min<std::int64_t>(count, 24);
    const double gain = (1 - Pole) * (1 - 1 / Pole);
    if (horizon < count) {
        double power = 1;
        for (std::int64_t n = 0; n < horizon; ++n, power *= Pole)
            for (std::int64_t line = 0; line < lines; ++line)
                sum[static_cast<std::size_t>(line)] += power * static_cast<double>(at(n, line));
    } else {
        double power = Pole, mirrored = std::pow(Pole, static_cast<double>(count - 1));
        const double end = mirrored, whole = 1 - mirrored * mirrored;
        mirrored *= mirrored / Pole;
        for (std::int64_t line = 0; line < lines; ++line)
            sum[static_cast<std::size_t>(line)] = static_cast<double>(at(0, line)) + end * static_cast<double>(at(count - 1, line));
        for (std::int64_t n = 1; n < count - 1; ++n, power *= Pole, mirrored /= Pole)
            for (std::int64_t line = 0; line < lines; ++line)
                sum[static_cast<std::size_t>(line)] += (power + mirrored) * static_cast<double>(at(n, line));
        for (std::int64_t line = 0; line < lines; ++line)
            sum[static_cast<std::size_t>(line)] /= whole;
    }
    for (std::int64_t line = 0; line < lines; ++line) {
        last[static_cast<std::size_t>(line)] = gain * sum[static_cast<std::size_t>(line)];
        at(0, line) = static_cast<float>(last[static_cast<std::size_t>(line)]);
    }
    for (std::int64_t n = 1; n < count; ++n)
        for (std::int64_t line = 0; line < lines; ++line) {
            double& previous = last[static_cast<std::size_t>(line)];
            previous = gain * static_cast<double>(at(n, line)) + Pole * previous;
            at(n, line) = static_cast<float>(previous);
        }
    for (std::int64_t line = 0; line < lines; ++line) {
        double& next = last[static_cast<std::size_t>(line)];
        next = Pole / (Pole * Pole - 1) * (Pole * static_cast<double>(at(count - 2, line)) + next);
        at(count - 1, line) = static_cast<float>(next);
    }
    for (std::int64_t n = count - 2; n >= 0; --n)
        for (std::int64_t line = 0; line < lines; ++line) {
            double& next = last[static_cast<std::size_t>(line)];
            next = Pole * (next - static_cast<double>(at(n, line)));
            at(n, line) = static_cast<float>(next);
        }
}

// Calls change(pointer, lines, count, stride) for the lines of one axis; lines of the first axis are transposed in groups.
template <typename Change> void forLines(float* data, const Size3& size, int axis, const Change& change)
{
    if (axis == 0) {
        std::vector<float> turned(static_cast<std::size_t>(size.x * Lanes));
        const std::int64_t rows = size.y * size.z;
        for (std::int64_t first = 0; first < rows; first += Lanes) {
            const std::int64_t lines = std::min(Lanes, rows - first);
            float* block = data + first * size.x;
            for (std::int64_t line = 0; line < lines; ++line)
                for (std::int64_t n = 0; n < size.x; ++n)
                    turned[static_cast<std::size_t>(n * Lanes + line)] = block[line * size.x + n];
            change(turned.data(), lines, size.x, Lanes);
            for (std::int64_t line = 0; line < lines; ++line)
                for (std::int64_t n = 0; n < size.x; ++n)
                    block[line * size.x + n] = turned[static_cast<std::size_t>(n * Lanes + line)];
        }
        return;
    }
    const std::int64_t stride = axis == 1 ? size.x : size.x * size.y, planes = axis == 1 ? size.z : 1;
    for (std::int64_t plane = 0; plane < planes; ++plane)
        for (std::int64_t first = 0; first < stride; first += Lanes)
            change(data + plane * size.x * size.y + first, std::min(Lanes, stride - first), axis == 1 ? size.y : size.z, stride);
}

struct Taps {
    std::array<std::int64_t, 4> index;
    std::array<float, 4> weight;
};

std::int64_t mirrored(std::int64_t n, std::int64_t count)
{
    if (count == 1)
        return 0;
    const std::int64_t period = 2 * count - 2;
    n = (n % period + period) % period;
    return n < count ? n : period - n;
}

Taps tapsAt(double position, std::int64_t count, bool derivative = false)
{
    position = std::clamp(position, 0.0, static_cast<double>(count - 1));
    const auto base = static_cast<std::int64_t>(position); // not negative: truncation is floor
    const double u = position - static_cast<double>(base), v = 1 - u;
    Taps taps{};
    if (derivative)
        taps.weight = {static_cast<float>(-v * v / 2), static_cast<float>(1.5 * u * u - 2 * u), static_cast<float>(-1.5 * v * v + 2 * v),
            static_cast<float>(u * u / 2)};
    else
        taps.weight = {static_cast<float>(v * v * v / 6), static_cast<float>(2.0 / 3 - u * u * (2 - u) / 2),
            static_cast<float>(2.0 / 3 - v * v * (2 - v) / 2), static_cast<float>(u * u * u / 6)};
    if (base >= 1 && base + 2 < count)
        taps.index = {base - 1, base, base + 1, base + 2};
    else
        for (std::int64_t n = 0; n < 4; ++n)
            taps.index[static_cast<std::size_t>(n)] = mirrored(base - 1 + n, count);
    return taps;
}

float sumOf(const float* c, const Size3& size, const Taps& x, const Taps& y, const Taps& z)
{
    float total = 0;
    for (std::size_t k = 0; k < 4; ++k) {
        float plane = 0;
        for (std::size_t j = 0; j < 4; ++j) {
            const float* row = c + size.x * (y.index[j] + size.y * z.index[k]);
            plane += y.weight[j]
                * (x.weight[0] * row[x.index[0]] + x.weight[1] * row[x.index[1]] + x.weight[2] * row[x.index[2]]
                    + x.weight[3] * row[x.index[3]]);
        }
        total += z.weight[k] * plane;
    }
    return total;
}

} // namespace

CubicSpline::CubicSpline(std::vector<float> samples, const Size3& size) : m_size(size), m_coefficients(std::move(samples))
{
    for (int axis = 0; axis < 3; ++axis)
        forLines(m_coefficients.data(), size, axis, filterLines);
}

float CubicSpline::value(double i, double j, double k) const
{
    return sumOf(m_coefficients.data(), m_size, tapsAt(i, m_size.x), tapsAt(j, m_size.y), tapsAt(k, m_size.z));
}

std::array<double, 3> CubicSpline::gradient(double i, double j, double k) const
{
    const Taps x = tapsAt(i, m_size.x), y = tapsAt(j, m_size.y), z = tapsAt(k, m_size.z);
    const float* c = m_coefficients.data();
    return {sumOf(c, m_size, tapsAt(i, m_size.x, true), y, z), sumOf(c, m_size, x, tapsAt(j, m_size.y, true), z),
        sumOf(c, m_size, x, y, tapsAt(k, m_size.z, true))};
}

void smoothInPlace(std::span<float> values, const Size3& size, const Vec3& sigma)
{
    for (int axis = 0; axis < 3; ++axis) {
        const double s = sigma[static_cast<std::size_t>(axis)];
        const auto radius = static_cast<std::int64_t>(std::ceil(3 * s));
        if (!(s > 0) || radius < 1)
            continue;
        std::vector<float> kernel;
        for (std::int64_t n = -radius; n <= radius; ++n)
            kernel.push_back(static_cast<float>(std::exp(-0.5 * static_cast<double>(n * n) / (s * s))));
        std::vector<float> line;
        forLines(values.data(), size, axis, [&](float* data, std::int64_t lines, std::int64_t count, std::int64_t stride) {
            line.resize(static_cast<std::size_t>(count * Lanes));
            for (std::int64_t n = 0; n < count; ++n)
                std::copy_n(data + n * stride, lines, line.data() + n * Lanes);
            for (std::int64_t n = 0; n < count; ++n) {
                std::array<float, Lanes> sum{};
                float weight = 0;
                for (std::int64_t from = std::max<std::int64_t>(0, n - radius); from <= std::min(count - 1, n + radius); ++from) {
                    const float w = kernel[static_cast<std::size_t>(from - n + radius)];
                    weight += w;
                    for (std::int64_t l = 0; l < lines; ++l)
                        sum[static_cast<std::size_t>(l)] += w * line[static_cast<std::size_t>(from * Lanes + l)];
                }
                for (std::int64_t l = 0; l < lines; ++l)
                    data[n * stride + l] = sum[static_cast<std::size_t>(l)] / weight;
            }
        });
    }
}

} // namespace insula
