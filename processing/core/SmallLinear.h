// Normal equations of a least-squares problem with a few unknowns, of a size known when compiling. Any thread.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <optional>

namespace insula {

template <std::size_t N> class NormalEquations {
public:
    void add(const std::array<double, N>& row) { accumulate(row, 1); }
    void remove(const std::array<double, N>& row) { accumulate(row, -1); }

    // By Cholesky; none where a pivot falls below `least` of its diagonal: the unknowns cannot be told apart.
    std::optional<std::array<double, N>> solve(const std::array<double, N>& right, double least) const
    {
        std::array<std::array<double, N>, N> l{};
        std::array<double, N> x = right;
        for (std::size_t i = 0; i < N; ++i) {
            for (std::size_t j = 0; j <= i; ++j) {
                double sum = m[i][j];
                for (std::size_t k = 0; k < j; ++k)
                    sum -= l[i][k] * l[j][k];
                if (i != j)
                    l[i][j] = sum / l[j][j];
                else if (sum > least * m[i][i])
                    l[i][i] = std::sqrt(sum);
                else
                    return std::nullopt; // also for NaN
            }
            for (std::size_t k = 0; k < i; ++k)
                x[i] -= l[i][k] * x[k];
            x[i] /= l[i][i];
        }
        for (std::size_t i = N; i-- > 0;) {
            for (std::size_t k = i + 1; k < N; ++k)
                x[i] -= l[k][i] * x[k];
            x[i] /= l[i][i];
        }
        return x;
    }

private:
    void accumulate(const std::array<double, N>& row, double sign)
    {
        for (std::size_t i = 0; i < N; ++i)
            for (std::size_t j = 0; j <= i; ++j)
                m[i][j] += sign * row[i] * row[j];
    }

    std::array<std::array<double, N>, N> m{}; // lower half
};

} // namespace insula
