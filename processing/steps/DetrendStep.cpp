// Takes slow drifts away: a polynomial from every voxel's course.
#include "processing/steps/Steps.h"

#include "processing/core/CourseMap.h"
#include "processing/core/Error.h"
#include "processing/core/Regression.h"
#include "processing/steps/FunctionalRun.h"

#include <algorithm>
#include <numeric>

namespace insula {
namespace {

struct Params {
    std::int64_t order = 1;
    bool keepsMean = true;
};

void bind(ParamBinder& b, Params& p)
{
    b.integer("order", p.order, {0, 5, 1}, "Order", "Of the polynomial: 1 a line, 2 a parabola.");
    b.boolean("keep-mean", p.keepsMean, "Keep the mean", "Of each voxel, so that the run still looks like a brain.");
}

StepOutputs run(const StepInputs& inputs, const Params& params, const Progress& progress)
{
    const Volume& image = inputs.volume("image");
    needRun(image, params.order + 2, "taking a trend away");
    const auto frames = static_cast<std::size_t>(image.frames());
    const OrthonormalBasis trend(polynomials(frames, static_cast<int>(params.order)));
    const auto mask = optionalMask(inputs, image);
    RunMap map = mapRun(
        image, runDescription(image, image.trSeconds()), {.outFrames = frames, .mask = mask, .threads = inputs.threads},
        [&] {
            return [&](std::int64_t, std::span<const double> course, std::span<double> out) {
                std::copy(course.begin(), course.end(), out.begin());
                trend.removeFrom(out);
                const double mean = std::accumulate(course.begin(), course.end(), 0.0) / static_cast<double>(frames);
                for (double& x : out)
                    x += params.keepsMean ? mean : 0;
            };
        },
        progress);
    StepOutputs outputs;
    outputs.volumes["image"] = map.run;
    if (map.notFinite > 0)
        outputs.warnings.push_back(notFiniteCoursesWarning(map.notFinite));
    progress.report(1.0);
    return outputs;
}

} // namespace

Step detrendStep()
{
    return makeStep<Params>(
        {.id = "detrend",
            .title = "Detrend",
            .group = "Functional",
            .version = 1,
            .summary = "Takes a polynomial (a line by default) away from every voxel's course. With a mask, 0 outside it.",
            .reference = "",
            .engine = Engine::Itk,
            .inputs = {{.key = "image", .kind = PortKind::Image, .label = "Run", .time = true},
                {.key = "mask", .kind = PortKind::Labels, .label = "Only inside this mask", .optional = true}},
            .outputs
            = {{.key = "image", .kind = PortKind::Image, .label = "Run without drift", .time = true, .bidsEntity = "desc-detrended"}}},
        bind, run);
}

} // namespace insula
