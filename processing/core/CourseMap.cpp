#include "processing/core/CourseMap.h"

#include "processing/core/Error.h"
#include "processing/core/FrameStore.h"
#include "processing/core/Quantile.h"
#include "processing/core/Resample.h"
#include "processing/core/WorkCount.h"

#include <algorithm>
#include <cmath>
#include <mutex>

namespace insula {
namespace {

constexpr std::int64_t Block = 512; // voxels: few enough for the caches, enough for a read of each frame from a file

// Courses of `voxels` voxels from `first` on, one after the other.
void readBlock(const Volume& run, std::int64_t first, std::int64_t voxels, double* out)
{
    const auto frames = static_cast<std::size_t>(run.frames());
    dispatch(run.dataType(), [&](auto zero) {
        using T = decltype(zero);
        std::vector<T> values(static_cast<std::size_t>(voxels));
        for (std::size_t t = 0; t < frames; ++t) {
            run.copyRaw(
                static_cast<std::int64_t>(t), static_cast<std::size_t>(first) * sizeof(T), std::as_writable_bytes(std::span(values)));
            for (std::size_t v = 0; v < values.size(); ++v)
                out[v * frames + t] = run.slope() * static_cast<double>(values[v]) + run.intercept();
        }
    });
}

void awaitFrames(const Volume& run, const Progress& progress)
{
    for (std::int64_t t = 0; t < run.frames(); ++t) { // what is to be waited for, here, where it can be cancelled
        progress.checkpoint();
        (void)run.rawFrame(t);
    }
}

} // namespace

void readCourse(const Volume& run, std::int64_t voxel, std::span<double> out)
{
    readBlock(run, voxel, 1, out.data());
}

namespace {

// Takes results of voxels that follow one another in one frame; called by several threads for different voxels.
using CourseSink = std::function<void(std::size_t frame, std::int64_t first, std::span<const float> values)>;

// The work on a range of blocks, with buffers of its own.
class BlockWorker {
public:
    BlockWorker(const Volume& run, const CourseMapOptions& options, const CourseSink& sink, CourseWork each) :
        m_run(run), m_options(options), m_sink(sink), m_each(std::move(each)), m_frames(static_cast<std::size_t>(run.frames())),
        m_courses(static_cast<std::size_t>(Block) * m_frames), m_out(static_cast<std::size_t>(Block) * options.outFrames),
        m_values(static_cast<std::size_t>(Block))
    {
    }
    // Returns how many voxels had values that are not finite.
    std::int64_t work(std::int64_t first, std::int64_t voxels)
    {
        const auto isWanted = [&](std::int64_t v) { return m_options.mask.empty() || m_options.mask[static_cast<std::size_t>(v)]; };
        bool isAny = false;
        for (std::int64_t v = first; v < first + voxels && !isAny; ++v)
            isAny = isWanted(v);
        if (!isAny)
            return 0;
        readBlock(m_run, first, voxels, m_courses.data());
        std::fill(m_out.begin(), m_out.end(), 0.0);
        std::int64_t notFinite = 0;
        for (std::int64_t v = 0; v < voxels; ++v) {
            if (!isWanted(first + v))
                continue;
            const std::span<const double> course(m_courses.data() + static_cast<std::size_t>(v) * m_frames, m_frames);
            if (std::all_of(course.begin(), course.end(), [](double x) { return std::isfinite(x); }))
                m_each(first + v, course, {m_out.data() + static_cast<std::size_t>(v) * m_options.outFrames, m_options.outFrames});
            else
                ++notFinite;
        }
        for (std::size_t f = 0; f < m_options.outFrames; ++f) {
            for (std::int64_t v = 0; v < voxels; ++v)
                m_values[static_cast<std::size_t>(v)] = static_cast<float>(m_out[static_cast<std::size_t>(v) * m_options.outFrames + f]);
            m_sink(f, first, std::span<const float>(m_values).first(static_cast<std::size_t>(voxels)));
        }
        return notFinite;
    }

private:
    const Volume& m_run;
    const CourseMapOptions& m_options;
    const CourseSink& m_sink;
    CourseWork m_each;
    std::size_t m_frames;
    std::vector<double> m_courses, m_out;
    std::vector<float> m_values;
};

constexpr std::int64_t VoxelsPerRelease = 16384; // of a thread, after which what was read may leave memory

std::int64_t mapInto(const CourseSink& sink, const Volume& run, const CourseMapOptions& options,
    const std::function<CourseWork()>& makeWork, const Progress& progress)
{
    awaitFrames(run, progress);
    const std::int64_t count = run.size().count(), blocks = (count + Block - 1) / Block;
    std::mutex mutex;
    std::int64_t allNotFinite = 0;
    WorkCount work(progress, count);
    parallelFor(
        blocks,
        [&](std::int64_t firstBlock, std::int64_t lastBlock) {
            BlockWorker worker(run, options, sink, makeWork());
            std::int64_t notFinite = 0, sinceRelease = 0;
            for (std::int64_t block = firstBlock; block < lastBlock; ++block) {
                const std::int64_t first = block * Block, voxels = std::min(Block, count - first);
                notFinite += worker.work(first, voxels);
                work.add(voxels);
                sinceRelease += voxels;
                if (sinceRelease >= VoxelsPerRelease || block + 1 == lastBlock) {
                    run.release();
                    sinceRelease = 0;
                }
            }
            const std::lock_guard lock(mutex);
            allNotFinite += notFinite;
        },
        options.threads);
    return allNotFinite;
}

} // namespace

CourseMap mapCourses(
    const Volume& run, const CourseMapOptions& options, const std::function<CourseWork()>& makeWork, const Progress& progress)
{
    const auto count = static_cast<std::size_t>(run.size().count());
    CourseMap result;
    result.values.assign(options.outFrames * count, 0);
    result.notFinite = mapInto(
        [&](std::size_t frame, std::int64_t first, std::span<const float> values) {
            std::copy(values.begin(), values.end(), result.values.begin() + static_cast<std::ptrdiff_t>(frame * count) + first);
        },
        run, options, makeWork, progress);
    return result;
}

RunMap mapRun(const Volume& run, Volume::Description description, const CourseMapOptions& options,
    const std::function<CourseWork()>& makeWork, const Progress& progress)
{
    const auto store = storeFor(run.grid(), static_cast<std::int64_t>(options.outFrames)); // new files read as 0
    RunMap result;
    result.notFinite = mapInto([&](std::size_t frame, std::int64_t first,
                                   std::span<const float> values) { store->write(static_cast<std::int64_t>(frame), first, values); },
        run, options, makeWork, progress);
    description.frames = static_cast<std::int64_t>(options.outFrames);
    result.run = storedRun(std::move(description), store);
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
