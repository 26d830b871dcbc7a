#include "processing/core/Regression.h"

#include <cmath>
#include <numbers>
#include <numeric>

namespace insula {
namespace {

constexpr double LeastRest = 1e-9; // of a column's length: what is below is spanned already

double dot(std::span<const double> a, std::span<const double> b)
{
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

} // namespace

OrthonormalBasis::OrthonormalBasis(const Columns& columns)
{
    for (std::vector<double> column : columns) {
        const double before = std::sqrt(dot(column, column));
        removeFrom(column);
        removeFrom(column);
        const double rest = std::sqrt(dot(column, column));
        if (!(rest > LeastRest * before) || !std::isfinite(rest))
            continue;
        for (double& x : column)
            x /= rest;
        m_basis.push_back(std::move(column));
    }
}

void OrthonormalBasis::removeFrom(std::span<double> course) const
{
    for (const std::vector<double>& column : m_basis) {
        const double weight = dot(column, course);
        for (std::size_t t = 0; t < course.size(); ++t)
            course[t] -= weight * column[t];
    }
}

Columns polynomials(std::size_t frames, int order)
{
    Columns columns;
    for (int n = 0; n <= order; ++n) {
        std::vector<double> column(frames);
        for (std::size_t t = 0; t < frames; ++t) {
            const double x = frames > 1 ? 2 * static_cast<double>(t) / static_cast<double>(frames - 1) - 1 : 0;
            const auto k = static_cast<std::size_t>(n);
            column[t] = n == 0 ? 1 : n == 1 ? x : ((2 * n - 1) * x * columns[k - 1][t] - (n - 1) * columns[k - 2][t]) / n;
        }
        columns.push_back(std::move(column));
    }
    return columns;
}

Columns slowCosines(std::size_t frames, double trSeconds, double periodSeconds)
{
    Columns columns;
    const auto length = static_cast<double>(frames);
    const auto most = static_cast<std::size_t>(std::floor(2 * length * trSeconds / periodSeconds));
    for (std::size_t k = 1; k <= most && k < frames; ++k) {
        std::vector<double> column(frames);
        for (std::size_t t = 0; t < frames; ++t)
            column[t] = std::sqrt(2 / length)
                * std::cos(std::numbers::pi * static_cast<double>(k) * (2 * static_cast<double>(t) + 1) / (2 * length));
        columns.push_back(std::move(column));
    }
    return columns;
}

} // namespace insula
