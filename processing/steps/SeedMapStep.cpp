// Correlation of one place with the whole brain.
#include "processing/steps/Steps.h"

#include "processing/core/Connectivity.h"
#include "processing/core/CourseMap.h"
#include "processing/core/Error.h"
#include "processing/core/NuisanceModel.h"
#include "processing/steps/DerivedVolume.h"
#include "processing/steps/FunctionalRun.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace insula {
namespace {

constexpr int IntentCorrelation = 2, IntentZ = 5; // NIFTI_INTENT_CORREL, NIFTI_INTENT_ZSCORE

struct Params {
    double x = 0, y = 0, z = 0;
    double radiusMm = 6;
};

void bind(ParamBinder& b, Params& p)
{
    b.real("x", p.x, {-1000, 1000, 1}, "Seed x (mm)", "To the right, in the run's world; not used with a seed mask.");
    b.real("y", p.y, {-1000, 1000, 1}, "Seed y (mm)", "To the front.");
    b.real("z", p.z, {-1000, 1000, 1}, "Seed z (mm)", "Up.");
    b.real("radius", p.radiusMm, {0, 100, 1}, "Radius (mm)", "Of the ball whose mean course is the seed; 0: the nearest voxel.");
}

std::vector<std::uint8_t> ballAt(const Volume& image, const Params& params)
{
    const Grid& grid = image.grid();
    std::vector<std::uint8_t> ball(static_cast<std::size_t>(grid.size.count()));
    const Voxel centre = WorldToVoxel(grid.affine)({params.x, params.y, params.z});
    const auto isInside = [](double at, std::int64_t count) { return at >= -0.5 && at < static_cast<double>(count) - 0.5; };
    if (!isInside(centre.i, grid.size.x) || !isInside(centre.j, grid.size.y) || !isInside(centre.k, grid.size.z))
        throw Error(fmt::format("the seed at {:g}, {:g}, {:g} mm lies outside the run", params.x, params.y, params.z));
    std::size_t v = 0;
    for (std::int64_t k = 0; k < grid.size.z; ++k)
        for (std::int64_t j = 0; j < grid.size.y; ++j)
            for (std::int64_t i = 0; i < grid.size.x; ++i, ++v) {
                const World w = grid.affine.toWorld({static_cast<double>(i), static_cast<double>(j), static_cast<double>(k)});
                ball[v] = std::hypot(w.x - params.x, w.y - params.y, w.z - params.z) <= params.radiusMm;
            }
    ball[static_cast<std::size_t>(std::llround(centre.i) + grid.size.x * (std::llround(centre.j) + grid.size.y * std::llround(centre.k)))]
        = 1; // also of a ball smaller than a voxel
    return ball;
}

StepOutputs run(const StepInputs& inputs, const Params& params, const Progress& progress)
{
    const Volume& image = inputs.volume("image");
    needRun(image, 3, "a correlation");
    StepOutputs outputs;
    const auto seed = inputs.has("seed") ? withContext("input 'seed'", [&] { return maskOnGrid(inputs.volume("seed"), image.grid()); })
                                         : ballAt(image, params);
    const std::vector<double> course = meanCourseOf(image, seed, progress.part(0, 0.3));
    const auto mask = optionalMask(inputs, image);
    std::int64_t notFinite = 0;
    std::vector<float> r = correlationMap(image, mask, course, inputs.threads, notFinite, progress.part(0.3, 1));
    std::vector<float> z(r.size());
    std::transform(r.begin(), r.end(), z.begin(), [](float value) { return static_cast<float>(fisherZ(static_cast<double>(value))); });
    Volume::Description description = mapDescription(image);
    description.source.intentCode = IntentCorrelation;
    outputs.volumes["r"] = Volume::make(description, std::move(r));
    description.source.intentCode = IntentZ;
    outputs.volumes["z"] = Volume::make(std::move(description), std::move(z));
    outputs.measurements["seed-voxels"] = {{"value", std::count(seed.begin(), seed.end(), std::uint8_t{1})}, {"unit", ""}};
    if (notFinite > 0)
        outputs.warnings.push_back(notFiniteCoursesWarning(notFinite));
    progress.report(1.0);
    return outputs;
}

} // namespace

Step seedMapStep()
{
    return makeStep<Params>(
        {.id = "seed-map",
            .title = "Seed correlation",
            .group = "Functional",
            .version = 1,
            .summary
            = "Correlates the mean course of a ball or a mask with every voxel of a run (clean it first): r, and Fisher's z for statistics "
              "over people.",
            .reference
            = "Biswal B et al. Functional connectivity in the motor cortex of resting human brain. Magn Reson Med 34 (1995) 537-541.",
            .engine = Engine::Itk,
            .inputs = {{.key = "image", .kind = PortKind::Image, .label = "Run", .time = true},
                {.key = "seed", .kind = PortKind::Labels, .label = "Seed mask (instead of the place)", .optional = true},
                {.key = "mask", .kind = PortKind::Labels, .label = "Only inside this mask", .optional = true}},
            .outputs = {{.key = "r", .kind = PortKind::Image, .label = "Correlation", .bidsEntity = "stat-r", .bidsSuffix = "statmap"},
                {.key = "z", .kind = PortKind::Image, .label = "Fisher's z", .bidsEntity = "stat-fisherz", .bidsSuffix = "statmap"}}},
        bind, run);
}

} // namespace insula
