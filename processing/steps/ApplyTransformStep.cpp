// An image through known transforms, with one interpolation for the whole chain.
#include "processing/steps/Steps.h"

#include "processing/core/Error.h"
#include "processing/core/VectorField.h"
#include "processing/steps/DerivedVolume.h"
#include "processing/steps/SampleThrough.h"
#include "processing/steps/TransformFile.h"

#include <fmt/format.h>

#include <algorithm>

namespace insula {
namespace {

struct Params {
    bool inverse = false;
    std::string interpolation = "auto";
};

void bind(ParamBinder& b, Params& p)
{
    b.boolean("inverse", p.inverse, "The other way",
        "Takes an image of the fixed space to the moving one (an atlas to a person). The warp must then be the inverse warp.");
    bindInterpolation(b, p.interpolation);
}

StepOutputs run(const StepInputs& inputs, const Params& params, const Progress& progress)
{
    const VolumePtr kept = imageOrLabels(inputs, "image");
    const Volume& image = *kept;
    const Grid to = inputs.volume("reference").grid();
    const std::string key = interpolationFor(params.interpolation, image);
    const double gib = static_cast<double>(to.size.count()) * static_cast<double>(image.frames()) * 4 / (1u << 30);
    if (gib > 64)
        throw Error(fmt::format("the result would need {:.0f} GiB: choose a reference with larger voxels", gib));
    VectorField warp;
    std::vector<Transform> chain; // from the reference to the image
    if (inputs.has("warp")) {
        warp = vectorFieldOf(inputs.volume("warp"));
        chain.emplace_back(&warp);
    }
    for (const char* port : {"transform-2", "transform"})
        if (inputs.has(port)) {
            const Affine affine = readTransform(inputs.file(port));
            chain.emplace_back(params.inverse ? affine.inverse() : affine);
        }
    if (params.inverse)
        std::ranges::reverse(chain);
    const TransformChain pull(chain);
    StepOutputs outputs;
    std::int64_t replaced = 0;
    outputs.volumes["image"] = sampledThrough(image, to, pull, key, inputs.threads, progress, replaced);
    if (replaced > 0)
        outputs.warnings.push_back(notFiniteWarning(replaced, "treated as 0"));
    progress.report(1);
    keepLabelNames(outputs, "image");
    return outputs;
}

} // namespace

Step applyTransformStep()
{
    return makeStep<Params>(
        {.id = "apply-transform",
            .title = "Apply transforms",
            .group = "Registration",
            .version = 1,
            .summary
            = "Samples an image (all frames) on the grid of a reference through the transforms that Register and Register with a warp "
              "found: "
              "from a point of the reference the warp comes first, then the second transform (template to anatomy), then the transform "
              "(anatomy to "
              "functional run). One interpolation for all of them; without any, the headers decide. With \"the other way\", from a "
              "person's space to that of an atlas. 0 "
              "outside the image.",
            .reference = "",
            .engine = Engine::Itk,
            .inputs = {{.key = "image", .kind = PortKind::Image, .label = "Image", .time = true},
                {.key = "reference", .kind = PortKind::Image, .label = "Grid of this image", .time = true},
                {.key = "transform", .kind = PortKind::File, .label = "Transform", .optional = true, .extension = ".txt"},
                {.key = "transform-2", .kind = PortKind::File, .label = "Second transform", .optional = true, .extension = ".txt"},
                {.key = "warp", .kind = PortKind::Image, .label = "Warp", .optional = true, .time = true}},
            .outputs
            = {{.key = "image", .kind = PortKind::Image, .label = "Transformed image", .time = true, .bidsEntity = "desc-transformed"}}},
        bind, run);
}

} // namespace insula
