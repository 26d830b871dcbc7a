#include "processing/core/TestStatistics.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace insula {
namespace {

constexpr double LogHalf = -0.69314718055994530942;
constexpr double LogRoot2Pi = 0.91893853320467274178;

// log I_x(a, b) for x below (a + 1) / (a + b + 2), by the modified Lentz method on DLMF 8.17.22.
double logIncompleteBeta(double x, double logX, double logRest, double a, double b)
{
    constexpr double tiny = 1e-300;
    double f = 1, c = 1, d = 0;
    for (int n = 0; n < 1000; ++n) {
        const double m = n / 2; // NOLINT(bugprone-integer-division): rounding down is meant
        const double numerator = n == 0 ? 1
            : n % 2 == 0                ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
                                        : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1 + numerator * d;
        d = 1 / (std::abs(d) < tiny ? tiny : d);
        c = 1 + numerator / c;
        c = std::abs(c) < tiny ? tiny : c;
        f *= c * d;
        if (std::abs(c * d - 1) < 1e-15)
            break;
    }
    const double logBeta = std::lgamma(a) + std::lgamma(b) - std::lgamma(a + b);
    return a * logX + b * logRest - logBeta - std::log(a) + std::log(f - 1);
}

} // namespace

double logUpperTailOfNormal(double z)
{
    if (z < 10)
        return std::log(0.5 * std::erfc(z / std::numbers::sqrt2));
    double f = z; // Mills' ratio, DLMF 7.9.3
    for (int n = 60; n >= 1; --n)
        f = z + n / f;
    return -0.5 * z * z - LogRoot2Pi - std::log(f);
}

double logUpperTailOfT(double t, double degreesOfFreedom)
{
    if (t < 0)
        return std::log1p(-std::exp(logUpperTailOfT(-t, degreesOfFreedom)));
    if (t == 0)
        return LogHalf;
    const double v = degreesOfFreedom, x = v / (v + t * t), a = v / 2, b = 0.5;
    const double logX = -std::log1p(t * t / v), logRest = 2 * std::log(t) - std::log(v + t * t);
    if (x < (a + 1) / (a + b + 2))
        return LogHalf + logIncompleteBeta(x, logX, logRest, a, b);
    return LogHalf + std::log1p(-std::exp(logIncompleteBeta(t * t / (v + t * t), logRest, logX, b, a)));
}

double upperQuantileOfNormal(double logTail)
{
    if (logTail > LogHalf) // the lower half mirrors the upper one
        return -upperQuantileOfNormal(std::log(-std::expm1(logTail)));
    double z = std::sqrt(std::max(0.0, -2 * (logTail - LogHalf)));
    for (int n = 0; n < 60; ++n) { // Newton on the logarithm, which is concave
        const double tail = logUpperTailOfNormal(z);
        const double step = (tail - logTail) * std::exp(tail + 0.5 * z * z + LogRoot2Pi);
        z += step;
        if (std::abs(step) < 1e-12 * (1 + z))
            break;
    }
    return z;
}

double upperQuantileOfT(double tail, double degreesOfFreedom)
{
    const double wanted = std::log(tail);
    double low = 0, high = 1;
    while (logUpperTailOfT(high, degreesOfFreedom) > wanted && high < 1e12)
        high *= 2;
    for (int n = 0; n < 200 && high - low > 1e-13 * high; ++n) {
        const double middle = (low + high) / 2;
        (logUpperTailOfT(middle, degreesOfFreedom) > wanted ? low : high) = middle;
    }
    return (low + high) / 2;
}

double zOfT(double t, double degreesOfFreedom)
{
    const double z = upperQuantileOfNormal(logUpperTailOfT(std::abs(t), degreesOfFreedom));
    return t < 0 ? -z : z;
}

std::optional<double> falseDiscoveryT(std::span<const float> t, double degreesOfFreedom, double q)
{
    std::vector<double> sizes;
    for (const float value : t)
        if (std::isfinite(value))
            sizes.push_back(std::abs(static_cast<double>(value)));
    std::sort(sizes.begin(), sizes.end(), std::greater<>());
    const auto count = static_cast<double>(sizes.size());
    const auto passes = [&](std::size_t n) { // p of rank n + 1, two-sided
        return logUpperTailOfT(sizes[n], degreesOfFreedom) - LogHalf <= std::log(q * static_cast<double>(n + 1) / count);
    };
    for (std::size_t n = sizes.size(); n-- > 0;)
        if (passes(n))
            return sizes[n];
    return std::nullopt;
}

Vec3 smoothnessVoxels(std::span<const float> fields, std::size_t frames, const Size3& size, std::span<const std::uint8_t> mask)
{
    const std::array<std::int64_t, 3> count{size.x, size.y, size.z}, stride{1, size.x, size.x * size.y};
    const auto voxels = static_cast<std::size_t>(size.count());
    double square = 0, inside = 0;
    std::array<double, 3> change{}, pairs{};
    for (std::size_t t = 0; t < frames; ++t) {
        const float* field = fields.data() + t * voxels;
        for (std::size_t v = 0; v < voxels; ++v) {
            if (!mask[v])
                continue;
            const std::array<std::int64_t, 3> at{static_cast<std::int64_t>(v) % size.x, static_cast<std::int64_t>(v) / size.x % size.y,
                static_cast<std::int64_t>(v) / stride[2]};
            square += static_cast<double>(field[v]) * static_cast<double>(field[v]);
            ++inside;
            for (std::size_t a = 0; a < 3; ++a)
                if (const std::size_t next = v + static_cast<std::size_t>(stride[a]); at[a] + 1 < count[a] && mask[next]) {
                    const double d = static_cast<double>(field[next]) - static_cast<double>(field[v]);
                    change[a] += d * d;
                    ++pairs[a];
                }
        }
    }
    Vec3 fwhm{};
    for (std::size_t a = 0; a < 3; ++a) {
        if (count[a] < 2)
            continue;
        const double share = pairs[a] > 0 && square > 0 ? 1 - change[a] / pairs[a] / (2 * square / inside) : 0; // correlation of neighbours
        fwhm[a] = share > 0 && share < 1 ? std::max(1.0, std::sqrt(-2 * std::numbers::ln2 / std::log(share))) : 1;
    }
    return fwhm;
}

std::int64_t clusterSizeThreshold(std::int64_t voxels, const Vec3& fwhmVoxels, double formingTail, double familywise)
{
    const double u = upperQuantileOfNormal(std::log(formingTail)), volume = static_cast<double>(voxels);
    double resels = volume, dimensions = 0;
    for (const double fwhm : fwhmVoxels)
        if (fwhm > 0) {
            resels *= std::sqrt(4 * std::numbers::ln2) / fwhm;
            ++dimensions;
        }
    if (dimensions == 0 || voxels < 1)
        return 1;
    const double clusters
        = resels * std::pow(2 * std::numbers::pi, -(dimensions + 1) / 2) * std::pow(u, dimensions - 1) * std::exp(-u * u / 2);
    const double beta = std::pow(std::tgamma(dimensions / 2 + 1) * clusters / (volume * formingTail), 2 / dimensions);
    // P(one of at least k, of two signs) = 1 - exp(-2 E[m] exp(-beta k^(2/D)))
    const double ratio = 2 * clusters / -std::log1p(-familywise);
    const double size = ratio > 1 ? std::pow(std::log(ratio) / beta, dimensions / 2) : 1;
    return std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil(size)));
}

} // namespace insula
