#include "processing/sample/RandomWaves.h"

#include "processing/sample/Random.h"

#include <cmath>
#include <numbers>

namespace insula {

RandomWaves::RandomWaves(std::uint64_t seed, int waves, double wavelengthMm) : m_amplitude(std::sqrt(2.0 / waves))
{
    const double k = 2 * std::numbers::pi / wavelengthMm;
    for (int n = 0; n < waves; ++n) {
        const auto counter = static_cast<std::uint64_t>(3 * n);
        // Directions from a spiral over the half sphere, so that few waves already cover all of them; only the turn is random.
        const double z = (n + 0.5) / waves;
        const double turn = 2 * std::numbers::pi * (n * 0.6180339887498949 + 0.2 * uniform(seed, counter));
        const double r = std::sqrt(1 - z * z);
        const double length = k * (0.85 + 0.3 * uniform(seed, counter + 1));
        const World direction{length * r * std::cos(turn), length * r * std::sin(turn), length * z};
        m_waves.push_back({direction, 2 * std::numbers::pi * uniform(seed, counter + 2)});
    }
}

double RandomWaves::operator()(const World& p) const
{
    double sum = 0;
    for (const Wave& w : m_waves) {
        sum += std::cos(w.k.x * p.x + w.k.y * p.y + w.k.z * p.z + w.phase);
    }
    return m_amplitude * sum;
}

RandomWaves::Slope RandomWaves::slope(const World& p) const
{
    Slope s{0, {0, 0, 0}};
    for (const Wave& w : m_waves) {
        const double angle = w.k.x * p.x + w.k.y * p.y + w.k.z * p.z + w.phase;
        const double sine = std::sin(angle);
        s.value += std::cos(angle);
        s.gradient.x -= sine * w.k.x;
        s.gradient.y -= sine * w.k.y;
        s.gradient.z -= sine * w.k.z;
    }
    return {m_amplitude * s.value, {m_amplitude * s.gradient.x, m_amplitude * s.gradient.y, m_amplitude * s.gradient.z}};
}

} // namespace insula
