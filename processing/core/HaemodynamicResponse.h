// The canonical response of the blood to a moment of activity, and what events make of it.
//
// Times in seconds. The double gamma of SPM: gamma densities of shape 6 and 16 and scale 1 s, the second a sixth of the first (Friston et
// al., NeuroImage 7 (1998) 30-40; spm_hrf). Glover's: shapes 6 / 0.9 and 12 / 0.9, scale 0.9 s, 0.48 (Glover, NeuroImage 9 (1999) 416-429,
// in the parameters of nilearn). Any thread.
#pragma once

#include "processing/core/EventsFile.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace insula {

enum class ResponseShape { Spm, Glover };

// Height at `seconds` after the moment; 0 before it.
double haemodynamicResponse(ResponseShape shape, double seconds);
// At 0, step, 2 step, ... 32 s, divided by their sum, so that a long block has a plateau of 1.
std::vector<double> responseKernel(ResponseShape shape, double stepSeconds);
// Change of the response within one second, as SPM's temporal derivative: h(t) - h(t - 1 s), from the same kernel.
std::vector<double> derivativeKernel(ResponseShape shape, double stepSeconds);

// Box cars of the events (height 1; an event without duration has the area of one second) in steps of TR / 50, convolved with the kernel
// (of that step), sampled at (t + reference) TR for t = 0 ... frames - 1. `reference`: part of the TR at which a frame counts as recorded.
inline constexpr int StepsPerFrame = 50;
std::vector<double> regressorOf(
    std::span<const RunEvent> events, std::span<const double> kernel, std::size_t frames, double trSeconds, double reference);

} // namespace insula
