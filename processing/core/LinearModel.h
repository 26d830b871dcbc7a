// A linear model of a course: what each column weighs, how sure that is, with noise that remembers the frame before (AR(1)).
//
// Columns as in Regression.h; names say which one an Error is about. Ordinary or prewhitened least squares: y*[t] = y[t] - r y[t - 1], the
// first frame times sqrt(1 - r^2), likewise the columns. r from the residuals of the ordinary fit, with the bias that the fit itself makes
// taken away: Worsley et al., NeuroImage 15 (2002) 1-15. Immutable; any thread.
#pragma once

#include "processing/core/Regression.h"

#include <span>
#include <string>
#include <vector>

namespace insula {

class LinearModel {
public:
    // Throws Error when a column is spanned by others (named) or when no degree of freedom is left.
    LinearModel(const Columns& columns, const std::vector<std::string>& names, double autocorrelation = 0);

    std::size_t columns() const { return m_columns.size(); }
    std::size_t frames() const { return m_frames; }
    double degreesOfFreedom() const { return static_cast<double>(m_frames - m_columns.size()); }

    // Weights of a course that whitened() was applied to, and what is left of it (both filled).
    void fit(std::span<const double> whitenedCourse, std::span<double> weights, std::span<double> residual) const;
    void whiten(std::span<const double> course, std::span<double> out) const;
    // c (X'X)^-1 c': times the noise variance, the variance of a contrast.
    double contrastVariance(std::span<const double> weights) const;
    // Row of the pseudo-inverse: the weight of a column is its product with the whitened course.
    std::span<const double> estimator(std::size_t column) const { return {m_inverse.data() + column * m_frames, m_frames}; }

    // Lag-1 correlation of the noise from residuals of an ordinary fit (autocorrelation 0), bias taken away; within -0.6 ... 0.95.
    double autocorrelationOf(std::span<const double> residual) const;

private:
    std::size_t m_frames;
    double m_autocorrelation;
    Columns m_columns; // whitened
    std::vector<double> m_inverse; // (X'X)^-1 X', row by row
    std::vector<double> m_covariance; // (X'X)^-1
    double m_bias[4]{1, 0, 0, 1}; // from lagged products of residuals to variance and covariance of the noise
};

} // namespace insula
