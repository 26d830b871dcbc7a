#include "processing/core/TimeSeries.h"

#include "processing/core/Error.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <complex>
#include <fmt/format.h>
#include <limits>
#include <numbers>

namespace insula {
namespace {

using Complex = std::complex<double>;

constexpr double NoNumber = std::numeric_limits<double>::quiet_NaN();
constexpr double LeastMeanShare = 1e-6; // of the largest value; below that a mean is rounding

// In place; the length is a power of two. Cooley and Tukey, Math. Comput. 19 (1965).
void transform(std::vector<Complex>& x, bool inverse)
{
    const std::size_t n = x.size();
    for (std::size_t i = 1, j = 0; i < n; ++i) {
        std::size_t bit = n >> 1;
        for (; j & bit; bit >>= 1)
            j ^= bit;
        j ^= bit;
        if (i < j)
            std::swap(x[i], x[j]);
    }
    for (std::size_t length = 2; length <= n; length <<= 1) {
        const double angle = (inverse ? 2 : -2) * std::numbers::pi / static_cast<double>(length);
        for (std::size_t k = 0; k < length / 2; ++k) {
            const Complex turn = std::polar(1.0, angle * static_cast<double>(k));
            for (std::size_t start = k; start < n; start += length) {
                const Complex odd = x[start + length / 2] * turn;
                x[start + length / 2] = x[start] - odd;
                x[start] += odd;
            }
        }
    }
}

// Of any length: as a convolution of one that is a power of two. Bluestein, IEEE Trans. Audio 18 (1970).
std::vector<Complex> fourier(const std::vector<double>& values)
{
    const std::size_t n = values.size(), padded = std::bit_ceil(2 * n);
    const auto chirp = [n](std::size_t k) { // k^2 modulo 2n keeps the angle exact for long courses
        const auto square = static_cast<double>((k * k) % (2 * n));
        return std::polar(1.0, -std::numbers::pi * square / static_cast<double>(n));
    };
    std::vector<Complex> a(padded), b(padded);
    for (std::size_t k = 0; k < n; ++k) {
        a[k] = values[k] * chirp(k);
        b[k] = std::conj(chirp(k));
        if (k > 0)
            b[padded - k] = b[k];
    }
    transform(a, false);
    transform(b, false);
    for (std::size_t k = 0; k < padded; ++k)
        a[k] *= b[k];
    transform(a, true);
    std::vector<Complex> out(n);
    for (std::size_t k = 0; k < n; ++k)
        out[k] = a[k] / static_cast<double>(padded) * chirp(k);
    return out;
}

} // namespace

double meanOf(std::span<const double> values)
{
    double sum = 0;
    std::size_t count = 0;
    for (const double value : values)
        if (std::isfinite(value)) {
            sum += value;
            ++count;
        }
    return count > 0 ? sum / static_cast<double>(count) : NoNumber;
}

std::vector<double> detrended(std::span<const double> values)
{
    std::vector<double> out(values.begin(), values.end());
    double meanTime = 0, count = 0;
    for (std::size_t t = 0; t < values.size(); ++t)
        if (std::isfinite(values[t])) {
            meanTime += static_cast<double>(t);
            ++count;
        }
    if (count < 2)
        return out;
    meanTime /= count;
    const double mean = meanOf(values);
    double product = 0, square = 0;
    for (std::size_t t = 0; t < values.size(); ++t)
        if (std::isfinite(values[t])) {
            const double time = static_cast<double>(t) - meanTime;
            product += time * (values[t] - mean);
            square += time * time;
        }
    for (std::size_t t = 0; t < out.size(); ++t)
        out[t] -= product / square * (static_cast<double>(t) - meanTime);
    return out;
}

std::vector<double> percentChange(std::span<const double> values)
{
    const double mean = meanOf(values);
    double largest = 0;
    for (const double value : values)
        if (std::isfinite(value))
            largest = std::max(largest, std::abs(value));
    std::vector<double> out(values.size(), NoNumber);
    if (std::abs(mean) > LeastMeanShare * largest)
        std::transform(values.begin(), values.end(), out.begin(), [mean](double v) { return 100 * (v - mean) / std::abs(mean); });
    return out;
}

std::vector<double> zScores(std::span<const double> values)
{
    const double mean = meanOf(values);
    double square = 0, count = 0, largest = 0;
    for (const double value : values)
        if (std::isfinite(value)) {
            square += (value - mean) * (value - mean);
            largest = std::max(largest, std::abs(value));
            ++count;
        }
    const double deviation = count > 0 ? std::sqrt(square / count) : 0;
    const bool isConstant = !(deviation > 1e-12 * largest);
    std::vector<double> out(values.begin(), values.end());
    for (double& value : out)
        if (std::isfinite(value))
            value = isConstant ? 0 : (value - mean) / deviation;
    return out;
}

double pearson(std::span<const double> a, std::span<const double> b)
{
    if (a.size() != b.size())
        throw Error(fmt::format("a course of {} frames cannot be correlated with one of {}", a.size(), b.size()));
    double count = 0, meanA = 0, meanB = 0;
    const auto both = [&](std::size_t t) { return std::isfinite(a[t]) && std::isfinite(b[t]); };
    for (std::size_t t = 0; t < a.size(); ++t)
        if (both(t)) {
            meanA += a[t];
            meanB += b[t];
            ++count;
        }
    meanA /= count;
    meanB /= count;
    double ab = 0, aa = 0, bb = 0;
    for (std::size_t t = 0; t < a.size(); ++t)
        if (both(t)) {
            ab += (a[t] - meanA) * (b[t] - meanB);
            aa += (a[t] - meanA) * (a[t] - meanA);
            bb += (b[t] - meanB) * (b[t] - meanB);
        }
    return aa > 0 && bb > 0 ? std::clamp(ab / std::sqrt(aa * bb), -1.0, 1.0) : NoNumber;
}

Spectrum powerSpectrum(std::span<const double> values, double trSeconds)
{
    Spectrum spectrum;
    const std::size_t n = values.size();
    if (n < 2)
        return spectrum;
    const double mean = meanOf(values), rate = trSeconds > 0 ? 1 / trSeconds : 1;
    std::vector<double> centred(n, 0.0);
    for (std::size_t t = 0; t < n; ++t)
        if (std::isfinite(values[t]))
            centred[t] = values[t] - mean;
    const auto transformed = fourier(centred);
    for (std::size_t k = 0; k <= n / 2; ++k) {
        const bool isEnd = k == 0 || 2 * k == n;
        spectrum.frequency.push_back(static_cast<double>(k) * rate / static_cast<double>(n));
        spectrum.power.push_back((isEnd ? 1 : 2) * std::norm(transformed[k]) / (static_cast<double>(n) * rate));
    }
    return spectrum;
}

std::vector<std::int64_t> voxelsOfLabel(const Grid& grid, const Volume& labels, double label)
{
    std::vector<std::int64_t> found;
    const Affine toLabels = labels.affine().inverse() * grid.affine;
    const Size3 &size = grid.size, &there = labels.size();
    for (std::int64_t k = 0; k < size.z; ++k)
        for (std::int64_t j = 0; j < size.y; ++j)
            for (std::int64_t i = 0; i < size.x; ++i) {
                const auto at = toLabels.toWorld({static_cast<double>(i), static_cast<double>(j), static_cast<double>(k)}); // voxels there
                const auto x = std::llround(at.x), y = std::llround(at.y), z = std::llround(at.z);
                if (x >= 0 && x < there.x && y >= 0 && y < there.y && z >= 0 && z < there.z && labels.value(x, y, z) == label)
                    found.push_back(i + size.x * (j + size.y * k));
            }
    return found;
}

std::vector<double> meanCourse(const Volume& run, std::span<const std::int64_t> voxels, const Progress& progress)
{
    if (voxels.empty())
        throw Error("the region has no voxel in the run; choose one that lies inside it");
    std::vector<double> means;
    means.reserve(static_cast<std::size_t>(run.frames()));
    dispatch(run.dataType(), [&](auto zero) {
        using T = decltype(zero);
        for (std::int64_t t = 0; t < run.frames(); ++t) {
            progress.report(static_cast<double>(t) / static_cast<double>(run.frames()));
            const auto* values = reinterpret_cast<const T*>(run.rawFrame(t).data());
            double sum = 0, count = 0;
            for (const std::int64_t voxel : voxels) {
                const auto value = static_cast<double>(values[voxel]);
                if (std::isfinite(value)) {
                    sum += value;
                    ++count;
                }
            }
            means.push_back(count > 0 ? run.slope() * (sum / count) + run.intercept() : NoNumber);
        }
    });
    return means;
}

bool hasAllFrames(const Volume& volume)
{
    for (std::int64_t t = volume.frames(); t-- > 0;)
        if (!volume.hasFrame(t))
            return false;
    return true;
}

} // namespace insula
