#include "processing/core/LinearModel.h"

#include "processing/core/Error.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace insula {
namespace {

constexpr double LeastPivot = 1e-10; // of a column of length 1: below that it is spanned

double dot(std::span<const double> a, std::span<const double> b)
{
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

// Inverse of a symmetric positive matrix by Cholesky. Throws Error naming the column whose pivot vanishes.
std::vector<double> inverted(std::vector<double> m, std::size_t n, const std::vector<std::string>& names)
{
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j <= i; ++j) {
            double sum = m[i * n + j];
            for (std::size_t k = 0; k < j; ++k)
                sum -= m[i * n + k] * m[j * n + k];
            if (i != j)
                m[i * n + j] = sum / m[j * n + j];
            else if (sum > LeastPivot)
                m[i * n + i] = std::sqrt(sum);
            else
                throw Error(
                    fmt::format("the column '{}' of the model says nothing that the others do not: leave it out, or check the events",
                        i < names.size() ? names[i] : std::to_string(i + 1)));
        }
    std::vector<double> inverse(n * n);
    for (std::size_t column = 0; column < n; ++column) {
        std::vector<double> x(n);
        x[column] = 1;
        for (std::size_t i = 0; i < n; ++i) {
            for (std::size_t k = 0; k < i; ++k)
                x[i] -= m[i * n + k] * x[k];
            x[i] /= m[i * n + i];
        }
        for (std::size_t i = n; i-- > 0;) {
            for (std::size_t k = i + 1; k < n; ++k)
                x[i] -= m[k * n + i] * x[k];
            x[i] /= m[i * n + i];
            inverse[i * n + column] = x[i];
        }
    }
    return inverse;
}

} // namespace

LinearModel::LinearModel(const Columns& columns, const std::vector<std::string>& names, double autocorrelation) :
    m_frames(columns.empty() ? 0 : columns.front().size()), m_autocorrelation(autocorrelation), m_columns(columns)
{
    const std::size_t n = columns.size(), frames = m_frames;
    if (n == 0 || n >= frames)
        throw Error(fmt::format("the model has {} columns for {} frames: it needs fewer", n, frames));
    std::vector<double> length(n);
    for (std::size_t c = 0; c < n; ++c) {
        whiten(columns[c], m_columns[c]);
        length[c] = std::sqrt(dot(m_columns[c], m_columns[c]));
        if (!(length[c] > 0) || !std::isfinite(length[c]))
            throw Error(fmt::format("the column '{}' of the model is zero in all frames: check that its events lie in the run",
                c < names.size() ? names[c] : std::to_string(c + 1)));
    }
    std::vector<double> products(n * n); // of columns of length 1
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j)
            products[i * n + j] = dot(m_columns[i], m_columns[j]) / length[i] / length[j];
    m_covariance = inverted(std::move(products), n, names);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j)
            m_covariance[i * n + j] /= length[i] * length[j];
    m_inverse.assign(n * frames, 0);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j)
            for (std::size_t t = 0; t < frames; ++t)
                m_inverse[i * frames + t] += m_covariance[i * n + j] * m_columns[j][t];
    if (autocorrelation != 0)
        return;
    // R = 1 - Q Q'. a0 = r'r, a1 = r' D r, D shifting by a frame; E a = M (v0, v1) with tr R, tr R (D + D'), tr R D R, tr R D R (D + D').
    const OrthonormalBasis basis(m_columns);
    const auto rank = basis.rank();
    double qdq = 0; // tr Q'DQ
    std::vector<double> small(rank * rank); // Q'DQ
    double dd = static_cast<double>(frames - 1), qddq = 0;
    for (std::size_t i = 0; i < rank; ++i) {
        const auto& q = basis.columns()[i];
        for (std::size_t j = 0; j < rank; ++j) {
            double sum = 0;
            for (std::size_t t = 0; t + 1 < frames; ++t)
                sum += q[t] * basis.columns()[j][t + 1];
            small[i * rank + j] = sum;
        }
        qdq += small[i * rank + i];
        for (std::size_t t = 0; t < frames; ++t) { // |S q|^2, S = D + D'
            const double before = t > 0 ? q[t - 1] : 0, after = t + 1 < frames ? q[t + 1] : 0;
            qddq += (before + after) * (after + before);
        }
    }
    // tr R D R S is half of tr R S R S = tr S S - 2 tr Q'S S Q + tr Q'S Q Q'S Q.
    double qsq = 0;
    for (std::size_t i = 0; i < rank; ++i)
        for (std::size_t j = 0; j < rank; ++j)
            qsq += (small[i * rank + j] + small[j * rank + i]) * (small[j * rank + i] + small[i * rank + j]);
    const double half = (2 * dd - 2 * qddq + qsq) / 2;
    const double m00 = static_cast<double>(frames - rank), m01 = -2 * qdq, m10 = -qdq, m11 = half;
    const double determinant = m00 * m11 - m01 * m10;
    if (std::abs(determinant) > 1e-9 * std::abs(m00 * m11)) {
        m_bias[0] = m11 / determinant;
        m_bias[1] = -m01 / determinant;
        m_bias[2] = -m10 / determinant;
        m_bias[3] = m00 / determinant;
    }
}

void LinearModel::whiten(std::span<const double> course, std::span<double> out) const
{
    for (std::size_t t = course.size(); t-- > 1;) // from behind: in place, too
        out[t] = course[t] - m_autocorrelation * course[t - 1];
    out[0] = std::sqrt(1 - m_autocorrelation * m_autocorrelation) * course[0];
}

void LinearModel::fit(std::span<const double> whitenedCourse, std::span<double> weights, std::span<double> residual) const
{
    std::copy(whitenedCourse.begin(), whitenedCourse.end(), residual.begin());
    for (std::size_t c = 0; c < m_columns.size(); ++c) {
        weights[c] = dot(estimator(c), whitenedCourse);
        for (std::size_t t = 0; t < m_frames; ++t)
            residual[t] -= weights[c] * m_columns[c][t];
    }
}

double LinearModel::contrastVariance(std::span<const double> weights) const
{
    double sum = 0;
    const std::size_t n = m_columns.size();
    for (std::size_t i = 0; i < weights.size(); ++i)
        for (std::size_t j = 0; j < weights.size(); ++j)
            sum += weights[i] * weights[j] * m_covariance[i * n + j];
    return sum;
}

double LinearModel::autocorrelationOf(std::span<const double> residual) const
{
    double square = 0, lagged = 0;
    for (std::size_t t = 0; t < residual.size(); ++t) {
        square += residual[t] * residual[t];
        lagged += t + 1 < residual.size() ? residual[t] * residual[t + 1] : 0;
    }
    const double variance = m_bias[0] * square + m_bias[1] * lagged, covariance = m_bias[2] * square + m_bias[3] * lagged;
    return variance > 0 ? std::clamp(covariance / variance, -0.6, 0.95) : 0;
}

} // namespace insula
