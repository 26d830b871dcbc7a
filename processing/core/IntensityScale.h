// New values for an image so that scans can be compared: monotone, piecewise linear maps found from some of its voxels.
//
// Samples are the values inside a mask, in any order, finite. Errors: Error when there are too few or all are the same. Thread: any.
#pragma once

#include <span>
#include <vector>

namespace insula {

// Rising knots; beyond the outermost the outermost slopes go on.
struct IntensityMap {
    std::vector<double> from, to;
    double operator()(double value) const;
};

// Mean 0 and standard deviation (n - 1) 1.
IntensityMap zScore(std::span<const float> samples);
// Two percentiles (0 to 100, between ranks by straight lines, as NumPy has them) become 0 and 1.
IntensityMap percentileScale(std::span<const float> samples, double low, double high);

enum class StripePeak { Last, Largest }; // T1 and FLAIR: white matter is the brightest tissue; T2: the most frequent value
// White matter becomes mean 0 and standard deviation 1. Shinohara RT et al. Statistical normalization techniques for magnetic resonance
// imaging. NeuroImage Clin 6 (2014) 9-19: the voxels within `width` (a share of all) below and above the histogram's peak.
struct WhiteStripe {
    double peak = 0, low = 0, high = 0; // the stripe's ends
    double mean = 0, sd = 0; // in it
    IntensityMap map() const { return {{mean, mean + sd}, {0, 1}}; }
};
WhiteStripe whiteStripe(std::span<const float> samples, StripePeak peak, double width = 0.05);

// Nyul LG, Udupa JK, Zhang X. New variants of a method of MRI scale standardization. IEEE TMI 19 (2000) 143-150: the 1st, 10th, 20th ...
// 90th and 99th percentile of the samples become those of the reference.
IntensityMap histogramMatch(std::span<const float> samples, std::span<const float> reference);

} // namespace insula
