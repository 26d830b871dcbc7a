// A run in percent of each voxel's own mean.
#include "processing/steps/Steps.h"

#include "processing/core/CourseMap.h"
#include "processing/core/Error.h"
#include "processing/core/Quantile.h"
#include "processing/steps/FunctionalRun.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace insula {
namespace {

struct Params {
    std::int64_t first = 1, last = 0;
    double leastShare = 0.1;
};

void bind(ParamBinder& b, Params& p)
{
    b.integer("first", p.first, {1, 1000000, 1}, "Baseline from frame", "From 1.");
    b.integer("last", p.last, {0, 1000000, 1}, "Baseline to frame", "Included; 0: the last one, so that the baseline is the whole run.");
    b.real("least", p.leastShare, {0, 1, 0.05}, "Least brightness",
        "Without a mask, voxels whose baseline is below this share of the brightest (98th percentile) become 0: a percentage of air says "
        "nothing.");
}

StepOutputs run(const StepInputs& inputs, const Params& params, const Progress& progress)
{
    const Volume& image = inputs.volume("image");
    needRun(image, 2, "percent signal change");
    const std::int64_t last = params.last == 0 ? image.frames() : params.last;
    if (params.first > last || last > image.frames())
        throw Error(
            fmt::format("the baseline from frame {} to {} does not lie in the run of {} frames", params.first, last, image.frames()));
    const auto frames = static_cast<std::size_t>(image.frames());
    const auto from = static_cast<std::ptrdiff_t>(params.first - 1);
    const auto length = static_cast<double>(last - params.first + 1);
    const auto baseline = [from, last, length](std::span<const double> course) {
        return std::accumulate(course.begin() + from, course.begin() + static_cast<std::ptrdiff_t>(last), 0.0) / length;
    };
    std::vector<std::uint8_t> mask = optionalMask(inputs, image);
    if (mask.empty()) {
        const CourseMap means = mapCourses(
            image, {.outFrames = 1, .threads = inputs.threads},
            [&] { return [&](std::int64_t, std::span<const double> course, std::span<double> out) { out[0] = baseline(course); }; },
            progress.part(0, 0.3));
        std::vector<float> sorted = means.values;
        const float bright = valueAtShare(sorted, 0.98);
        for (const float mean : means.values)
            mask.push_back(mean > 0 && static_cast<double>(mean) >= params.leastShare * static_cast<double>(bright));
    }
    RunMap map = mapRun(
        image, runDescription(image, image.trSeconds()), {.outFrames = frames, .mask = mask, .threads = inputs.threads},
        [&] {
            return [&](std::int64_t, std::span<const double> course, std::span<double> out) {
                const double mean = baseline(course),
                             largest = std::abs(*std::max_element(
                                 course.begin(), course.end(), [](double a, double b) { return std::abs(a) < std::abs(b); }));
                if (std::abs(mean) <= 1e-6 * largest) // rounding of a mean of 0
                    return;
                for (std::size_t t = 0; t < frames; ++t)
                    out[t] = 100 * (course[t] - mean) / std::abs(mean);
            };
        },
        progress.part(0.3, 1));
    StepOutputs outputs;
    outputs.volumes["image"] = map.run;
    outputs.sidecars["image"] = {{"Units", "percent"}};
    if (map.notFinite > 0)
        outputs.warnings.push_back(notFiniteCoursesWarning(map.notFinite));
    progress.report(1.0);
    return outputs;
}

} // namespace

Step percentChangeStep()
{
    return makeStep<Params>(
        {.id = "percent-signal-change",
            .title = "Percent signal change",
            .group = "Functional",
            .version = 1,
            .summary
            = "Gives every voxel's course in percent of its own mean over the run, or over some frames of it. Voxels outside the mask, "
              "or too dark without one, are 0.",
            .reference = "",
            .engine = Engine::Itk,
            .inputs = {{.key = "image", .kind = PortKind::Image, .label = "Run", .time = true},
                {.key = "mask", .kind = PortKind::Labels, .label = "Only inside this mask", .optional = true}},
            .outputs
            = {{.key = "image", .kind = PortKind::Image, .label = "Percent signal change", .time = true, .bidsEntity = "desc-psc"}}},
        bind, run);
}

} // namespace insula
