// Laying one head on another, everywhere.
#include "processing/steps/Steps.h"

#include "processing/core/Error.h"
#include "processing/core/VectorField.h"
#include "processing/steps/RegisterInputs.h"
#include "processing/steps/SampleThrough.h"
#include "processing/steps/TransformFile.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace insula {
namespace {

struct Params {
    double voxelMm = 2;
    std::int64_t coarse = 100, middle = 70, fine = 20;
    double step = 0.2;
    double smoothing = 3;
    std::string interpolation = "auto";
};

void bind(ParamBinder& b, Params& p)
{
    b.real("voxel-size", p.voxelMm, {0.5, 10, 0.5}, "Voxel size of the warp (mm)",
        "At its finest level; the two before have twice and four times this.");
    b.integer("coarse", p.coarse, {0, 1000, 10}, "Iterations, coarse", "At most; a level ends when nothing changes any more.");
    b.integer("middle", p.middle, {0, 1000, 10}, "Iterations, middle", "");
    b.integer("fine", p.fine, {0, 1000, 10}, "Iterations, fine", "These take nearly all of the time.");
    b.real("gradient-step", p.step, {0.05, 1, 0.05}, "Gradient step (voxels)", "Larger is faster and rougher.");
    b.real("smoothing", p.smoothing, {0, 20, 0.5}, "Smoothing of each update (voxels squared)",
        "Variance of the Gaussian: larger gives stiffer warps.");
    bindInterpolation(b, p.interpolation);
}

// How far backward brings a point back that forward has moved, inside the part of the image that is not empty.
struct Consistency {
    double mean = 0, worst = 0;
};

Consistency consistency(const Warp& warp)
{
    const FieldSampler forward(warp.forward), backward(warp.backward);
    const Size3 n = warp.forward.grid.size;
    double sum = 0, worst = 0;
    std::int64_t count = 0;
    for (std::int64_t k = 2; k < n.z - 2; ++k)
        for (std::int64_t j = 2; j < n.y - 2; ++j)
            for (std::int64_t i = 2; i < n.x - 2; ++i) {
                const World p = warp.forward.grid.affine.toWorld({static_cast<double>(i), static_cast<double>(j), static_cast<double>(k)});
                const World q = backward(forward(p));
                const double mm = std::hypot(q.x - p.x, q.y - p.y, q.z - p.z);
                sum += mm;
                worst = std::max(worst, mm);
                ++count;
            }
    return {count > 0 ? sum / static_cast<double>(count) : 0, worst};
}

StepOutputs run(const StepInputs& inputs, const Params& params, const Progress& progress)
{
    const RegisterInputs both(inputs);
    const std::string key = interpolationFor(params.interpolation, both.moving);
    StepOutputs outputs;
    const Affine affine = inputs.has("start")
        ? readTransform(inputs.file("start"))
        : registerAffine(both.fixedImage(), both.movingImage(), {.seed = inputs.seed, .threads = inputs.threads}, progress.part(0, 0.3));
    const WarpOptions options{.voxelMm = params.voxelMm,
        .coarse = static_cast<int>(params.coarse),
        .middle = static_cast<int>(params.middle),
        .fine = static_cast<int>(params.fine),
        .stepVoxels = params.step,
        .updateSigmaVoxels = std::sqrt(params.smoothing),
        .threads = inputs.threads};
    Warp warp = registerWarp(both.fixedImage(), both.movingImage(), affine, options, progress.part(0.3, 0.95));
    progress.report(0.95, "sampling");
    const TransformChain chain({&warp.forward, affine});
    std::int64_t replaced = 0;
    outputs.volumes["image"] = sampledThrough(both.moving, both.fixed.grid(), chain, key, inputs.threads, progress.part(0.95, 1), replaced);
    outputs.tables["transform"] = transformText(affine);
    const Consistency inverse = consistency(warp);
    outputs.measurements["inverse-consistency-mean"] = {{"value", inverse.mean}, {"unit", "mm"}};
    outputs.measurements["inverse-consistency-max"] = {{"value", inverse.worst}, {"unit", "mm"}};
    const std::vector<float> jacobian = jacobianDeterminant(warp.forward, inputs.threads);
    const auto folds = std::ranges::count_if(jacobian, [](float j) { return j <= 0; });
    outputs.measurements["folded-voxels"] = {{"value", folds}, {"unit", "voxels"}};
    if (folds > 0)
        outputs.warnings.push_back(fmt::format("The warp folds in {} voxels: choose more --smoothing.", folds));
    both.warn(outputs);
    const nlohmann::json meaning{
        {"Frames", "displacement to the right, to the front, upwards"}, {"Units", "mm"}, {"CoordinateSystem", "RAS"}};
    outputs.sidecars["warp"] = meaning;
    outputs.sidecars["inverse-warp"] = meaning;
    outputs.sidecars["warp"]["Use"] = "point of the fixed image + displacement, then the affine: point of the moving image";
    outputs.sidecars["inverse-warp"]["Use"] = "point of the moving image, the affine inverted, + displacement: point of the fixed image";
    outputs.volumes["warp"] = volumeOf(std::move(warp.forward));
    outputs.volumes["inverse-warp"] = volumeOf(std::move(warp.backward));
    progress.report(1);
    return outputs;
}

} // namespace

Step warpStep()
{
    return makeStep<Params>(
        {.id = "register-warp",
            .title = "Register with a warp",
            .group = "Registration",
            .version = 1,
            .summary
            = "Lays the moving image on the fixed one everywhere: an affine transform (found first, unless one is given), then a smooth "
              "displacement of every point that can be undone. For one person's scan and a template, or two people: strip both of their "
              "skulls "
              "first. Local correlation, so that the kind of scan may differ a little.",
            .reference
            = "Avants BB et al. Symmetric diffeomorphic image registration with cross-correlation. Med Image Anal 12 (2008) 26-41. Done by "
              "ITK.",
            .engine = Engine::Itk,
            .inputs = registerInputs(),
            .outputs = {{.key = "image",
                            .kind = PortKind::Image,
                            .label = "Moving image on the fixed one's grid",
                            .time = true,
                            .bidsEntity = "desc-warped"},
                {.key = "transform",
                    .kind = PortKind::Table,
                    .label = "Affine part",
                    .bidsEntity = "desc-affine",
                    .bidsSuffix = "xfm",
                    .extension = ".txt"},
                {.key = "warp", .kind = PortKind::Image, .label = "Warp", .time = true, .bidsEntity = "desc-warp", .bidsSuffix = "xfm"},
                {.key = "inverse-warp",
                    .kind = PortKind::Image,
                    .label = "Inverse warp",
                    .time = true,
                    .bidsEntity = "desc-inversewarp",
                    .bidsSuffix = "xfm"}}},
        bind, run);
}

} // namespace insula
