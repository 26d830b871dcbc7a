#include "processing/core/SeedCorrelation.h"

#include "processing/core/Error.h"
#include "processing/core/GzipReader.h"
#include "processing/core/Resample.h"
#include "processing/core/TimeSeries.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <fmt/format.h>

namespace insula {
namespace {

constexpr std::size_t Lanes = 16; // 16-bit numbers that two registers of every x86-64 machine hold
constexpr double Scale = 32767;
constexpr std::int64_t Block = 64; // voxels that are transposed together: one cache line of 8-bit, two of 16-bit voxels

// Without trend, of length 1; all 0 when it cannot be. `time`: centred frame numbers of sum of squares `timeSquare`.
void standardise(std::span<const float> course, std::span<const float> time, double timeSquare, std::int16_t* out)
{
    double mean = 0, product = 0;
    float largest = 0;
    for (std::size_t t = 0; t < course.size(); ++t) {
        mean += course[t];
        product += static_cast<double>(course[t]) * time[t];
        largest = std::max(largest, std::abs(course[t]));
    }
    mean /= static_cast<double>(course.size());
    const double slope = product / timeSquare;
    double square = 0;
    for (std::size_t t = 0; t < course.size(); ++t) {
        const double rest = course[t] - mean - slope * time[t];
        square += rest * rest;
    }
    // What single precision leaves of a constant or of a pure trend is rounding, not signal.
    const double noise = 1e-6 * largest;
    if (!(square > noise * noise * static_cast<double>(course.size())) || !std::isfinite(square))
        return;
    const double gain = Scale / std::sqrt(square);
    for (std::size_t t = 0; t < course.size(); ++t)
        out[t] = static_cast<std::int16_t>(std::lround(std::clamp((course[t] - mean - slope * time[t]) * gain, -Scale, Scale)));
}

std::vector<float> centredTime(std::size_t frames, double& square)
{
    std::vector<float> time(frames);
    square = 0;
    for (std::size_t t = 0; t < frames; ++t) {
        time[t] = static_cast<float>(static_cast<double>(t) - static_cast<double>(frames - 1) / 2);
        square += static_cast<double>(time[t]) * time[t];
    }
    return time;
}

std::size_t paddedFrames(const Volume& run)
{
    const auto frames = static_cast<std::size_t>(run.frames());
    return (frames + Lanes - 1) / Lanes * Lanes;
}

} // namespace

SeedCorrelation::SeedCorrelation(VolumePtr run, const Progress& progress, std::uint64_t budgetBytes) :
    m_run(std::move(run)), m_frames(static_cast<std::size_t>(m_run->frames())), m_stride(paddedFrames(*m_run))
{
    if (m_frames < 3)
        throw Error("correlation needs a run of at least 3 frames; open one");
    const std::int64_t count = m_run->size().count();
    const auto needed = static_cast<std::uint64_t>(count) * m_stride * sizeof(std::int16_t);
    if (needed > budgetBytes)
        throw Error(fmt::format("live correlation of this run would take {} MiB of memory, more than {}; crop it or resample it to larger "
                                "voxels (Process menu)",
            grouped(needed >> 20), grouped(budgetBytes >> 20)));
    for (std::int64_t t = 0; t < m_run->frames(); ++t) { // what is to be waited for, here, where it can be cancelled
        progress.report(0.3 * static_cast<double>(t) / static_cast<double>(m_frames));
        m_run->rawFrame(t);
    }
    m_rows.assign(static_cast<std::size_t>(count) * m_stride, 0);
    double timeSquare = 0;
    const auto time = centredTime(m_frames, timeSquare);
    std::vector<const std::byte*> frames;
    for (std::int64_t t = 0; t < m_run->frames(); ++t)
        frames.push_back(m_run->rawFrame(t).data());
    std::atomic<std::int64_t> done = 0;
    const auto blocks = (count + Block - 1) / Block;
    dispatch(m_run->dataType(), [&](auto zero) {
        using T = decltype(zero);
        parallelFor(blocks, [&](std::int64_t first, std::int64_t last) {
            std::vector<float> courses(static_cast<std::size_t>(Block) * m_frames);
            for (std::int64_t block = first; block < last; ++block) {
                if (block % 16 == 0)
                    progress.report(0.3 + 0.7 * static_cast<double>(done) / static_cast<double>(blocks));
                const std::int64_t begin = block * Block, voxels = std::min(Block, count - begin);
                for (std::size_t t = 0; t < m_frames; ++t) {
                    const auto* values = reinterpret_cast<const T*>(frames[t]) + begin;
                    for (std::int64_t v = 0; v < voxels; ++v)
                        courses[static_cast<std::size_t>(v) * m_frames + t] = static_cast<float>(values[v]);
                }
                for (std::int64_t v = 0; v < voxels; ++v)
                    standardise({courses.data() + static_cast<std::size_t>(v) * m_frames, m_frames}, time, timeSquare,
                        m_rows.data() + static_cast<std::size_t>(begin + v) * m_stride);
                ++done;
            }
        });
    });
}

std::vector<float> SeedCorrelation::withVoxel(std::int64_t voxel, int threads) const
{
    if (voxel < 0 || voxel >= m_run->size().count())
        throw Error("the seed is outside the run; move the crosshair into it");
    return withRow(m_rows.data() + static_cast<std::size_t>(voxel) * m_stride, threads);
}

std::vector<float> SeedCorrelation::withCourse(std::span<const double> course, int threads) const
{
    if (course.size() != m_frames)
        throw Error(fmt::format("the seed has {} frames where the run has {}", course.size(), m_frames));
    const double turned = m_run->slope() < 0 ? -1 : 1; // rows are of stored values, the seed is of scaled ones
    const double mean = meanOf(course);
    std::vector<float> values;
    for (const double value : course)
        values.push_back(static_cast<float>(turned * (value - mean)));
    double timeSquare = 0;
    const auto time = centredTime(m_frames, timeSquare);
    std::vector<std::int16_t> row(m_stride, 0);
    standardise(values, time, timeSquare, row.data());
    return withRow(row.data(), threads);
}

std::vector<float> SeedCorrelation::withRow(const std::int16_t* seed, int threads) const
{
    std::vector<float> r(static_cast<std::size_t>(m_run->size().count()));
    parallelFor(
        m_run->size().count(),
        [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t voxel = begin; voxel < end; ++voxel) {
                const std::int16_t* row = m_rows.data() + static_cast<std::size_t>(voxel) * m_stride;
                std::int32_t sum = 0;
                for (std::size_t t = 0; t < m_stride; ++t)
                    sum += static_cast<std::int32_t>(row[t]) * seed[t];
                r[static_cast<std::size_t>(voxel)] = static_cast<float>(std::clamp(sum / (Scale * Scale), -1.0, 1.0));
            }
        },
        threads);
    return r;
}

VolumePtr correlationVolume(const Volume& run, std::vector<float> r, const std::string& path)
{
    Volume::Description description;
    description.grid = run.grid();
    description.source.path = path;
    description.source.intentCode = 2; // NIFTI_INTENT_CORREL
    return Volume::make(std::move(description), std::move(r));
}

} // namespace insula
