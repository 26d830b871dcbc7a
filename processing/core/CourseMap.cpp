#include "processing/core/CourseMap.h"

#include "processing/core/Error.h"
#include "processing/core/Quantile.h"
#include "processing/core/Resample.h"
#include "processing/core/WorkCount.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <mutex>

namespace insula {
namespace {

constexpr std::int64_t Block = 64; // voxels; some cache lines of each frame

// Courses of `voxels` voxels from `first` on, one after the other.
void readBlock(const Volume& run, const std::vector<const std::byte*>& frames, std::int64_t first, std::int64_t voxels, double* out)
{
    dispatch(run.dataType(), [&](auto zero) {
        using T = decltype(zero);
        for (std::size_t t = 0; t < frames.size(); ++t)
            for (std::int64_t v = 0; v < voxels; ++v) {
                T value;
                std::memcpy(&value, frames[t] + static_cast<std::size_t>(first + v) * sizeof(T), sizeof(T));
                out[static_cast<std::size_t>(v) * frames.size() + t] = run.slope() * static_cast<double>(value) + run.intercept();
            }
    });
}

std::vector<const std::byte*> framesOf(const Volume& run, const Progress& progress)
{
    std::vector<const std::byte*> frames;
    for (std::int64_t t = 0; t < run.frames(); ++t) { // what is to be waited for, here, where it can be cancelled
        progress.checkpoint();
        frames.push_back(run.rawFrame(t).data());
    }
    return frames;
}

} // namespace

void readCourse(const Volume& run, std::int64_t voxel, std::span<double> out)
{
    std::vector<const std::byte*> frames;
    for (std::int64_t t = 0; t < run.frames(); ++t)
        frames.push_back(run.rawFrame(t).data());
    readBlock(run, frames, voxel, 1, out.data());
}

CourseMap mapCourses(
    const Volume& run, const CourseMapOptions& options, const std::function<CourseWork()>& makeWork, const Progress& progress)
{
    const auto frames = framesOf(run, progress);
    const std::int64_t count = run.size().count(), blocks = (count + Block - 1) / Block;
    CourseMap result;
    result.values.assign(options.outFrames * static_cast<std::size_t>(count), 0);
    std::mutex mutex;
    WorkCount work(progress, blocks);
    parallelFor(
        blocks,
        [&](std::int64_t firstBlock, std::int64_t lastBlock) {
            const CourseWork each = makeWork();
            std::vector<double> courses(static_cast<std::size_t>(Block) * frames.size());
            std::vector<double> out(static_cast<std::size_t>(Block) * options.outFrames);
            std::int64_t notFinite = 0, done = 0;
            for (std::int64_t block = firstBlock; block < lastBlock; ++block) {
                const std::int64_t first = block * Block, voxels = std::min(Block, count - first);
                const auto isWanted = [&](std::int64_t v) { return options.mask.empty() || options.mask[static_cast<std::size_t>(v)]; };
                bool isAny = false;
                for (std::int64_t v = first; v < first + voxels && !isAny; ++v)
                    isAny = isWanted(v);
                if (isAny) {
                    readBlock(run, frames, first, voxels, courses.data());
                    std::fill(out.begin(), out.end(), 0.0);
                }
                for (std::int64_t v = 0; v < voxels && isAny; ++v) {
                    if (!isWanted(first + v))
                        continue;
                    const std::span<const double> course(courses.data() + static_cast<std::size_t>(v) * frames.size(), frames.size());
                    if (std::all_of(course.begin(), course.end(), [](double x) { return std::isfinite(x); }))
                        each(first + v, course, {out.data() + static_cast<std::size_t>(v) * options.outFrames, options.outFrames});
                    else
                        ++notFinite;
                }
                for (std::size_t f = 0; f < options.outFrames && isAny; ++f)
                    for (std::int64_t v = 0; v < voxels; ++v)
                        result.values[f * static_cast<std::size_t>(count) + static_cast<std::size_t>(first + v)]
                            = static_cast<float>(out[static_cast<std::size_t>(v) * options.outFrames + f]);
                if (++done % 8 == 0 || block + 1 == lastBlock) {
                    work.add(done);
                    done = 0;
                }
            }
            const std::lock_guard lock(mutex);
            result.notFinite += notFinite;
        },
        options.threads);
    return result;
}

std::vector<std::uint8_t> brightVoxels(const Volume& run, int threads, const Progress& progress)
{
    const auto moments = mapCourses(
        run, {.outFrames = 2, .threads = threads},
        [] {
            return [](std::int64_t, std::span<const double> course, std::span<double> out) {
                double sum = 0;
                const auto [low, high] = std::minmax_element(course.begin(), course.end());
                for (const double x : course)
                    sum += x;
                out[0] = sum / static_cast<double>(course.size());
                out[1] = *high > *low ? 1 : 0;
            };
        },
        progress);
    const auto count = static_cast<std::size_t>(run.size().count());
    std::vector<float> means(moments.values.begin(), moments.values.begin() + static_cast<std::ptrdiff_t>(count));
    const auto least = static_cast<float>(BrightShare) * valueAtShare(means, BrightPercentile);
    std::vector<std::uint8_t> mask(count);
    bool isAny = false;
    for (std::size_t v = 0; v < count; ++v) {
        mask[v] = moments.values[v] > least && moments.values[v] > 0 && moments.values[count + v] > 0;
        isAny = isAny || mask[v];
    }
    if (!isAny)
        throw Error("no voxel is brighter than the background and changes in time: give a mask, or check the run");
    return mask;
}

} // namespace insula
