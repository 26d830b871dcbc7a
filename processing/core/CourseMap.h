// Work on the time course of every voxel of a run, by blocks of voxels, so that memory stays near that of the result.
//
// Voxels are numbered first axis fastest. Waits for frames. Throws Cancelled. Thread: any; the work runs on several.
#pragma once

#include "processing/core/Progress.h"
#include "processing/core/Volume.h"

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace insula {

// Gets the course of one voxel (scaled values, all finite) and fills what belongs to it in the result (zeros at first).
using CourseWork = std::function<void(std::int64_t voxel, std::span<const double> course, std::span<double> out)>;

struct CourseMapOptions {
    std::size_t outFrames = 0; // numbers that each voxel gives
    std::span<const std::uint8_t> mask{}; // only where not 0; empty: everywhere
    int threads = 0;
};

struct CourseMap {
    std::vector<float> values; // outFrames frames, 0 where nothing was done
    std::int64_t notFinite = 0; // voxels of the mask with a value that is not finite; they were left out
};

// makeWork is called once a thread, so that each has buffers of its own. Results do not depend on the number of threads when the work's do
// not.
CourseMap mapCourses(
    const Volume& run, const CourseMapOptions& options, const std::function<CourseWork()>& makeWork, const Progress& progress = {});

// The same for results as long as a run, which may be too large for memory: they are kept outside it (FrameStore.h).
struct RunMap {
    VolumePtr run; // single precision, outFrames frames
    std::int64_t notFinite = 0;
};
RunMap mapRun(const Volume& run, Volume::Description description, const CourseMapOptions& options,
    const std::function<CourseWork()>& makeWork, const Progress& progress = {});

// One course, scaled, as it is.
void readCourse(const Volume& run, std::int64_t voxel, std::span<double> out);

// The voxels of a brain in an echo-planar run, here and in the carpet plot: a mean of more than this share of this percentile of the means,
// and not constant.
inline constexpr double BrightShare = 0.2, BrightPercentile = 0.98;
// Throws Error when there is none.
std::vector<std::uint8_t> brightVoxels(const Volume& run, int threads = 0, const Progress& progress = {});

} // namespace insula
