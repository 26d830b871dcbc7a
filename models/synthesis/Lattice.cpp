#include "models/synthesis/Lattice.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>
#include <vector>

namespace insula {
namespace {

constexpr double TwoPi = 2 * std::numbers::pi;

at::Tensor matrix(std::int64_t rows, std::int64_t columns, const std::vector<double>& values)
{
    return at::from_blob(const_cast<double*>(values.data()), {rows, columns}, at::kDouble).to(at::kFloat);
}

std::int64_t mirrored(std::int64_t at, std::int64_t n)
{
    const std::int64_t period = 2 * n;
    at = ((at % period) + period) % period;
    return at < n ? at : period - 1 - at;
}

void addGaussian(std::span<double> row, double centre, double sigma)
{
    const auto n = static_cast<std::int64_t>(row.size());
    if (sigma < 0.1) // nothing but the nearest neighbours count
        sigma = 0.1;
    const auto reach = static_cast<std::int64_t>(std::ceil(4 * sigma)) + 1;
    const auto middle = static_cast<std::int64_t>(std::llround(centre));
    double sum = 0;
    std::vector<double> weights;
    for (std::int64_t t = middle - reach; t <= middle + reach; ++t) {
        const double apart = (static_cast<double>(t) - centre) / sigma;
        weights.push_back(std::exp(-apart * apart / 2));
        sum += weights.back();
    }
    for (std::int64_t t = -reach; t <= reach; ++t)
        row[static_cast<std::size_t>(mirrored(middle + t, n))] += weights[static_cast<std::size_t>(t + reach)] / sum;
}

// A circulant: value(row - column) for each.
at::Tensor circulant(std::int64_t n, const std::function<double(std::int64_t)>& value)
{
    std::vector<double> kernel(static_cast<std::size_t>(n)), values(static_cast<std::size_t>(n * n));
    for (std::int64_t t = 0; t < n; ++t)
        kernel[static_cast<std::size_t>(t)] = value(t);
    for (std::int64_t a = 0; a < n; ++a)
        for (std::int64_t b = 0; b < n; ++b)
            values[static_cast<std::size_t>(a * n + b)] = kernel[static_cast<std::size_t>((a - b + n) % n)];
    return matrix(n, n, values);
}

double cubicSpline(double x)
{
    x = std::abs(x);
    return x < 1 ? 2.0 / 3 - x * x + x * x * x / 2 : x < 2 ? (2 - x) * (2 - x) * (2 - x) / 6 : 0;
}

} // namespace

Lattice coarser(const Lattice& lattice, double mm)
{
    Lattice coarse;
    for (std::size_t a = 0; a < 3; ++a) {
        const double field = static_cast<double>(lattice.size[a]) * lattice.mm[a];
        coarse.size[a] = std::max<std::int64_t>(1, std::llround(field / mm));
        coarse.mm[a] = field / static_cast<double>(coarse.size[a]);
    }
    return coarse;
}

at::Tensor alongAxis(const at::Tensor& x, const at::Tensor& matrix, int axis)
{
    const at::Tensor m = matrix.to(x.device());
    const std::int64_t out = m.size(0), k = x.size(0), j = x.size(1), i = x.size(2);
    if (axis == 0)
        return at::matmul(m, x.reshape({k, j * i})).view({out, j, i});
    if (axis == 2)
        return at::matmul(x.reshape({k * j, i}), m.t()).view({k, j, out});
    return at::bmm(m.expand({k, out, j}), x);
}

at::Tensor blurMatrix(std::int64_t n, double sigma)
{
    return sliceMatrix(n, n, sigma);
}

at::Tensor sliceMatrix(std::int64_t count, std::int64_t n, double sigma)
{
    std::vector<double> values(static_cast<std::size_t>(count * n));
    const double spacing = static_cast<double>(n) / static_cast<double>(count);
    for (std::int64_t s = 0; s < count; ++s)
        addGaussian(std::span(values).subspan(static_cast<std::size_t>(s * n), static_cast<std::size_t>(n)),
            (static_cast<double>(s) + 0.5) * spacing - 0.5, sigma);
    return matrix(count, n, values);
}

at::Tensor linearMatrix(std::int64_t out, std::int64_t n)
{
    std::vector<double> values(static_cast<std::size_t>(out * n));
    for (std::int64_t r = 0; r < out; ++r) {
        const double exact = (static_cast<double>(r) + 0.5) * static_cast<double>(n) / static_cast<double>(out) - 0.5;
        const double at = std::clamp(exact, 0.0, static_cast<double>(n - 1));
        const auto low = std::min(static_cast<std::int64_t>(at), std::max<std::int64_t>(0, n - 2));
        const double part = at - static_cast<double>(low);
        values[static_cast<std::size_t>(r * n + low)] += 1 - part;
        values[static_cast<std::size_t>(r * n + std::min(low + 1, n - 1))] += part;
    }
    return matrix(out, n, values);
}

at::Tensor splineMatrix(std::int64_t out, std::int64_t n)
{
    std::vector<double> values(static_cast<std::size_t>(out * n));
    for (std::int64_t r = 0; r < out; ++r) {
        const double at = 1 + (static_cast<double>(r) + 0.5) / static_cast<double>(out) * static_cast<double>(n - 3);
        for (std::int64_t c = 0; c < n; ++c)
            values[static_cast<std::size_t>(r * n + c)] = cubicSpline(at - static_cast<double>(c));
    }
    return matrix(out, n, values);
}

at::Tensor lowPassMatrix(std::int64_t n, double kept)
{
    const auto highest = static_cast<std::int64_t>(kept * static_cast<double>(n) / 2);
    const auto size = static_cast<double>(n);
    return circulant(n, [=](std::int64_t t) {
        double sum = 1;
        for (std::int64_t f = 1; f <= std::min(highest, (n - 1) / 2); ++f)
            sum += 2 * std::cos(TwoPi * static_cast<double>(f * t) / size);
        return sum / size;
    });
}

std::array<at::Tensor, 2> motionMatrices(std::span<const double> shifts)
{
    const auto n = static_cast<std::int64_t>(shifts.size());
    const auto part = [&](double quarter) {
        return circulant(n, [&, quarter](std::int64_t t) {
            double sum = 0;
            for (std::int64_t line = 0; line < n; ++line) {
                const auto f = static_cast<double>(line - n / 2);
                sum += std::cos(
                    TwoPi * f * (static_cast<double>(t) - shifts[static_cast<std::size_t>(line)]) / static_cast<double>(n) - quarter);
            }
            return sum / static_cast<double>(n);
        });
    };
    return {part(0), part(std::numbers::pi / 2)};
}

} // namespace insula
