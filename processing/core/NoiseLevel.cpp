#include "processing/core/NoiseLevel.h"

#include "processing/core/Error.h"
#include "processing/core/Quantile.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

namespace insula {
namespace {

// One for each 2 x 2 x 2 cell (2 x 2 of a single slice) that is not constant.
struct Cells {
    std::vector<float> mean, detail, slope;
};

Cells cellsOf(std::span<const float> values, const Size3& size)
{
    const std::array<std::int64_t, 3> n{size.x, size.y, size.z};
    std::array<std::int64_t, 3> reach{};
    for (std::size_t a = 0; a < 3; ++a)
        reach[a] = n[a] > 1 ? 2 : 1;
    const std::array<std::int64_t, 3> stride{1, n[0], n[0] * n[1]};
    const auto corners = static_cast<float>(reach[0] * reach[1] * reach[2]);
    Cells cells;
    for (std::int64_t k = 0; k + reach[2] <= n[2]; k += 2)
        for (std::int64_t j = 0; j + reach[1] <= n[1]; j += 2)
            for (std::int64_t i = 0; i + reach[0] <= n[0]; i += 2) {
                float sum = 0, diagonal = 0, lowest = INFINITY, highest = -INFINITY;
                std::array<float, 3> step{};
                for (std::int64_t c = 0; c < reach[2]; ++c)
                    for (std::int64_t b = 0; b < reach[1]; ++b)
                        for (std::int64_t a = 0; a < reach[0]; ++a) {
                            const float x = values[static_cast<std::size_t>(i + a + stride[1] * (j + b) + stride[2] * (k + c))];
                            sum += x;
                            diagonal += (a + b + c) % 2 ? -x : x;
                            step[0] += a ? x : -x;
                            step[1] += b ? x : -x;
                            step[2] += c ? x : -x;
                            lowest = std::min(lowest, x);
                            highest = std::max(highest, x);
                        }
                if (!(highest > lowest))
                    continue;
                cells.mean.push_back(sum / corners);
                cells.detail.push_back(std::abs(diagonal) / std::sqrt(corners));
                float square = 0;
                for (std::size_t a = 0; a < 3; ++a)
                    square += reach[a] > 1 ? step[a] * step[a] : 0;
                cells.slope.push_back(square);
            }
    return cells;
}

// Between the object and the air around it: the largest variance between two classes (Otsu 1979) of 256 bins.
float objectThreshold(const std::vector<float>& means)
{
    const auto [low, high] = std::minmax_element(means.begin(), means.end());
    if (!(*high > *low))
        return *low;
    constexpr std::size_t Bins = 256;
    std::array<double, Bins> count{};
    for (const float x : means)
        ++count[std::min(Bins - 1, static_cast<std::size_t>((x - *low) / (*high - *low) * Bins))];
    double all = 0, moment = 0;
    for (std::size_t b = 0; b < Bins; ++b) {
        all += count[b];
        moment += count[b] * static_cast<double>(b);
    }
    double below = 0, momentBelow = 0, best = -1;
    std::size_t at = 0;
    for (std::size_t b = 0; b + 1 < Bins; ++b) {
        below += count[b];
        momentBelow += count[b] * static_cast<double>(b);
        if (below == 0 || below == all)
            continue;
        const double apart = momentBelow / below - (moment - momentBelow) / (all - below);
        const double variance = below * (all - below) * apart * apart;
        if (variance > best) {
            best = variance;
            at = b + 1;
        }
    }
    return *low + (*high - *low) * static_cast<float>(at) / Bins;
}

double bessel(double order, double x)
{
    return std::cyl_bessel_i(order, x);
}

} // namespace

double koayFactor(double snr)
{
    if (snr > 12) // there the correction is below half a percent, and the Bessel functions near their largest numbers
        return 1 - 1 / (2 * snr * snr);
    const double s = snr * snr;
    const double sum = (2 + s) * bessel(0, s / 4) + s * bessel(1, s / 4);
    return 2 + s - std::numbers::pi / 8 * std::exp(-s / 2) * sum * sum;
}

double noiseLevel(std::span<const float> values, const Size3& size, bool isRician)
{
    const Cells cells = cellsOf(values, size);
    if (cells.mean.empty())
        throw Error("the image is constant: there is no noise to estimate");
    const float threshold = objectThreshold(cells.mean);
    std::vector<float> slopes;
    for (std::size_t n = 0; n < cells.mean.size(); ++n)
        if (cells.mean[n] >= threshold)
            slopes.push_back(cells.slope[n]);
    const float steep = valueAtShare(slopes, 0.5);
    std::vector<float> details;
    double signal = 0;
    for (std::size_t n = 0; n < cells.mean.size(); ++n)
        if (cells.mean[n] >= threshold && cells.slope[n] <= steep) {
            details.push_back(cells.detail[n]);
            signal += static_cast<double>(cells.mean[n]);
        }
    signal /= static_cast<double>(details.size());
    const double sd = static_cast<double>(valueAtShare(details, 0.5)) / 0.6744897501960817;
    if (!isRician || !(sd > 0))
        return sd;
    const double ratio = signal / sd;
    double snr = ratio; // Koay's fixed point
    for (int n = 0; n < 100; ++n) {
        const double next = std::sqrt(std::max(0.0, koayFactor(snr) * (1 + ratio * ratio) - 2));
        if (std::abs(next - snr) < 1e-6 * (1 + snr))
            break;
        snr = next;
    }
    return sd / std::sqrt(koayFactor(snr));
}

} // namespace insula
