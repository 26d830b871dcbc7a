// When each slice of a frame was recorded, and moving its course to one time.
//
// Seconds from the start of the frame, one number a slice, in the order of the slices in memory. Errors: Error with one line. Any thread.
// Source: BIDS specification 1.9, "SliceTiming" and "SliceEncodingDirection"; Henson et al., NeuroImage 9 (1999) S125; Sladky et al.,
// NeuroImage 58 (2011).
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace insula {

struct SliceTimes {
    std::vector<double> seconds;
    int axis = 2; // voxel axis that slices follow one another along
};

// Of a BIDS side-car; the reversed direction ("k-") is turned around. Throws Error without SliceTiming, when it is no list of numbers, or
// when they are negative.
SliceTimes sliceTimesOf(const std::filesystem::path& sidecar);
// "0, 0.5 1.0": numbers between commas or spaces.
std::vector<double> timesFromText(const std::string& text);
// Evenly through the TR in an order: "ascending", "descending", "interleaved" (1, 3, 5, ... 2, 4, ...), "interleaved-even" (2, 4, ... 1, 3,
// ...), counted from 1. Throws Error for any other word.
std::vector<double> timesOfOrder(const std::string& order, std::int64_t slices, double trSeconds);

enum class TimeInterpolation { Cubic, Sinc };
// Moves a course: out[t] is the value at frame t + `frames` (a fraction of a frame, in either direction). Mirrored at the ends. Cubic:
// B-spline. Sinc: Hann window, 8 frames to either side.
class TimeShift {
public:
    TimeShift(TimeInterpolation interpolation, double frames) : m_interpolation(interpolation), m_shift(frames) { }
    void apply(std::span<const double> course, std::span<double> out) const;

private:
    TimeInterpolation m_interpolation;
    double m_shift;
};

} // namespace insula
