// Filters of a time course: Butterworth forwards and backwards, and the ideal band.
//
// Frequencies in Hz; a limit of 0 is none, so that low 0 is a low-pass and high 0 a high-pass. Errors: Error for a band that is empty or
// beyond half of the sampling rate, and for courses too short to filter. Any thread; immutable after construction.
#pragma once

#include "processing/core/Regression.h"

#include <array>
#include <complex>
#include <span>
#include <vector>

namespace insula {

struct Band {
    double lowHz = 0.009, highHz = 0.08;
};

// Throws Error unless 0 <= low < high < 1 / (2 TR), with at least one limit.
void checkBand(const Band& band, double trSeconds);

// Without phase: once forwards, once backwards, after an odd extension by 3 (2 n + 1) frames at both ends for a band and 3 (n + 1) for one
// limit, starting in the steady state: scipy.signal.butter(n, ...) and filtfilt. Oppenheim and Schafer, Discrete-Time Signal Processing
// (bilinear transform); Gustafsson, IEEE Trans Signal Processing 44 (1996).
class Butterworth {
public:
    Butterworth(const Band& band, double trSeconds, int order);
    // More frames than this are needed.
    std::size_t padding() const { return m_padding; }
    void apply(std::span<double> course) const;
    // Value of the single pass at a frequency.
    std::complex<double> response(double hz) const;

private:
    struct Section {
        std::array<double, 3> b{}, a{1, 0, 0};
    };
    void pass(std::vector<double>& x) const;

    double m_trSeconds;
    std::size_t m_padding;
    std::vector<Section> m_sections;
};

// Sines and cosines of the frequencies k / (T TR) inside the band (its limits included): projecting on them is the ideal filter.
OrthonormalBasis bandBasis(const Band& band, double trSeconds, std::size_t frames);

} // namespace insula
