// The temporal signal-to-noise ratio of a run.
#include "processing/steps/Steps.h"

#include "processing/core/CourseMap.h"
#include "processing/core/Error.h"
#include "processing/core/Regression.h"
#include "processing/steps/FunctionalRun.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace insula {
namespace {

struct Params {
    std::int64_t order = 1;
};

void bind(ParamBinder& b, Params& p)
{
    b.integer("order", p.order, {0, 5, 1}, "Detrend order",
        "Of the polynomial that is taken away before the noise is measured; 0: only the mean.");
}

StepOutputs run(const StepInputs& inputs, const Params& params, const Progress& progress)
{
    const Volume& image = inputs.volume("image");
    needRun(image, params.order + 3, "the signal-to-noise ratio");
    const auto frames = static_cast<std::size_t>(image.frames());
    const OrthonormalBasis trend(polynomials(frames, static_cast<int>(params.order)));
    const auto mask = optionalMask(inputs, image);
    CourseMap map = mapCourses(
        image, {.outFrames = 1, .mask = mask, .threads = inputs.threads},
        [&] {
            return [&, rest = std::vector<double>(frames)](std::int64_t, std::span<const double> course, std::span<double> out) mutable {
                std::copy(course.begin(), course.end(), rest.begin());
                trend.removeFrom(rest);
                const double mean = std::accumulate(course.begin(), course.end(), 0.0) / static_cast<double>(frames);
                const double square = std::inner_product(rest.begin(), rest.end(), rest.begin(), 0.0);
                const double noise = std::sqrt(square / static_cast<double>(frames - trend.rank()));
                out[0] = noise > 1e-9 * std::abs(mean) ? mean / noise : 0;
            };
        },
        progress);
    std::vector<float> inside;
    for (std::size_t v = 0; v < mask.size(); ++v)
        if (mask[v] && map.values[v] != 0)
            inside.push_back(map.values[v]);
    StepOutputs outputs;
    if (!inside.empty()) {
        const auto middle = inside.begin() + static_cast<std::ptrdiff_t>(inside.size() / 2);
        std::nth_element(inside.begin(), middle, inside.end());
        outputs.measurements["tsnr-median"] = {{"value", *middle}, {"unit", ""}};
    }
    outputs.volumes["tsnr"] = Volume::make(mapDescription(image), std::move(map.values));
    if (map.notFinite > 0)
        outputs.warnings.push_back(notFiniteCoursesWarning(map.notFinite));
    progress.report(1.0);
    return outputs;
}

} // namespace

Step tsnrStep()
{
    return makeStep<Params>(
        {.id = "tsnr",
            .title = "Temporal signal-to-noise",
            .group = "Functional",
            .version = 1,
            .summary
            = "Mean over standard deviation of every voxel's course, after a polynomial (a line by default) was taken away; the standard "
              "deviation counts the degrees of freedom. Constant voxels are 0. With a mask, its median is listed.",
            .reference = "Parrish TB et al. Impact of signal-to-noise on functional MRI. Magn Reson Med 44 (2000) 925-932.",
            .engine = Engine::Itk,
            .inputs = {{.key = "image", .kind = PortKind::Image, .label = "Run", .time = true},
                {.key = "mask", .kind = PortKind::Labels, .label = "Only inside this mask", .optional = true}},
            .outputs = {{.key = "tsnr", .kind = PortKind::Image, .label = "tSNR", .bidsEntity = "stat-tsnr", .bidsSuffix = "boldmap"}}},
        bind, run);
}

} // namespace insula
