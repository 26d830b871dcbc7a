#include "models/ChannelLoops.h"

#include <cstddef>

// The loops are compiled for several processors; the one at hand chooses.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define INSULA_EACH_PROCESSOR __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define INSULA_EACH_PROCESSOR
#endif

namespace insula {
namespace {

// Rational approximation of erf in single precision, odd in x, constant beyond 4: the one that Eigen and XLA use.
[[gnu::always_inline]] inline float erfOf(float x)
{
    x = x < -4.0f ? -4.0f : x;
    x = x > 4.0f ? 4.0f : x;
    const float s = x * x;
    float p = -2.72614225801306e-10f;
    p = p * s + 2.77068142495902e-08f;
    p = p * s - 2.10102402082508e-06f;
    p = p * s - 5.69250639462346e-05f;
    p = p * s - 7.34990630326855e-04f;
    p = p * s - 2.95459980854025e-03f;
    p = p * s - 1.60960333262415e-02f;
    float q = -1.45660718464996e-05f;
    q = q * s - 2.13374055278905e-04f;
    q = q * s - 1.68282697438203e-03f;
    q = q * s - 7.37332916720468e-03f;
    q = q * s - 1.42647390514189e-02f;
    return x * p / q;
}

INSULA_EACH_PROCESSOR void run(float* values, std::size_t count, float mean, float scale)
{
    constexpr float InverseRootTwo = 0.70710678118654752f;
    for (std::size_t i = 0; i < count; ++i) {
        const float x = (values[i] - mean) * scale;
        values[i] = 0.5f * x * (1.0f + erfOf(x * InverseRootTwo));
    }
}

// Sixteen sums side by side: the compiler may not reorder one long sum by itself.
INSULA_EACH_PROCESSOR Sums sum(const float* values, std::size_t count)
{
    constexpr std::size_t Lanes = 16;
    double sums[Lanes] = {}, squares[Lanes] = {};
    std::size_t i = 0;
    for (; i + Lanes <= count; i += Lanes)
        for (std::size_t lane = 0; lane < Lanes; ++lane) {
            const double value = values[i + lane];
            sums[lane] += value;
            squares[lane] += value * value;
        }
    Sums total;
    for (; i < count; ++i) {
        total.values += values[i];
        total.squares += static_cast<double>(values[i]) * values[i];
    }
    for (std::size_t lane = 0; lane < Lanes; ++lane) {
        total.values += sums[lane];
        total.squares += squares[lane];
    }
    return total;
}

} // namespace

Sums sumsOf(std::span<const float> values)
{
    return sum(values.data(), values.size());
}

void normaliseAndGelu(std::span<float> values, float mean, float scale)
{
    run(values.data(), values.size(), mean, scale);
}

} // namespace insula
