// Takes noise away and leaves edges: non-local means.
#include "processing/steps/Steps.h"

#include "processing/core/Error.h"
#include "processing/core/FrameStore.h"
#include "processing/core/NoiseLevel.h"
#include "processing/core/NonLocalMeans.h"
#include "processing/steps/DerivedVolume.h"

#include <fmt/format.h>

#include <algorithm>

namespace insula {
namespace {

struct Params {
    std::string noise = "rician";
    double sigma = 0;
    double strength = 0.5;
    std::int64_t search = 3;
    std::int64_t patch = 1;
};

void bind(ParamBinder& b, Params& p)
{
    b.choice("noise", p.noise, {{"rician", "Rician: a magnitude MR image"}, {"gaussian", "Gaussian: CT, or values that may be negative"}},
        "Kind of noise", "Of magnitude images the offset that noise adds to dark places is taken away too.");
    b.real("sigma", p.sigma, {0, 1e9, 1}, "Noise (0: estimated)",
        "Standard deviation in the image's own values. Give it for images that the scanner interpolated.");
    b.real("strength", p.strength, {0.1, 4, 0.1}, "Strength", "0.5 suits most scans; more smooths more. Beta of the method.");
    b.integer("search", p.search, {1, 15, 1}, "Search (voxels)", "How far away similar surroundings are looked for, along each axis.");
    b.integer("patch", p.patch, {1, 2, 1}, "Patch (voxels)", "Radius of the surroundings that are compared.");
}

StepOutputs run(const StepInputs& inputs, const Params& params, const Progress& progress)
{
    const Volume& image = inputs.volume("image");
    const bool isRician = params.noise == "rician";
    StepOutputs outputs;
    NonLocalMeansOptions options{.sigma = params.sigma,
        .isRician = isRician,
        .patchRadius = static_cast<int>(params.patch),
        .searchRadius = static_cast<int>(params.search),
        .strength = params.strength,
        .threads = inputs.threads};
    const auto all = storeFor(image.grid(), image.frames());
    std::int64_t replaced = 0;
    for (std::int64_t t = 0; t < image.frames(); ++t) {
        const auto frames = static_cast<double>(image.frames());
        const Progress part = progress.part(static_cast<double>(t) / frames, static_cast<double>(t + 1) / frames);
        part.report(0, image.frames() > 1 ? fmt::format("frame {} of {}", t + 1, image.frames()) : "estimating the noise");
        FiniteFrame frame = finiteFrame(image, t);
        replaced += frame.replaced;
        if (isRician && std::any_of(frame.values.begin(), frame.values.end(), [](float v) { return v < 0; }))
            throw Error("the image has negative values, which magnitude images have not: choose --noise gaussian");
        if (t == 0 && params.sigma <= 0) // one level for all frames of a run
            options.sigma = noiseLevel(frame.values, image.size(), isRician);
        if (!(options.sigma > 0))
            throw Error("no noise is found in the image: give its standard deviation (--sigma)");
        all->write(t, std::int64_t{0}, nonLocalMeans(frame.values, image.size(), options, part));
        image.release();
    }
    if (replaced > 0)
        outputs.warnings.push_back(notFiniteWarning(replaced, "treated as 0"));
    outputs.measurements["noise"] = {{"value", options.sigma}, {"unit", "standard deviation, in the image's values"}};
    outputs.volumes["image"] = storedRun(derivedDescription(image, image.grid()), all);
    progress.report(1);
    return outputs;
}

} // namespace

Step denoiseStep()
{
    return makeStep<Params>(
        {.id = "denoise",
            .title = "Denoise",
            .group = "Filter",
            .version = 1,
            .summary
            = "Takes noise away and leaves edges: each place becomes the mean of places nearby whose surroundings look like its own. "
              "The noise is estimated from the image (of a run, its first frame) or given.",
            .reference
            = "Coupe P et al. An optimized blockwise nonlocal means denoising filter for 3-D magnetic resonance images. IEEE TMI 27 "
              "(2008) 425-441. Noise: Coupe P et al. Med Image Anal 14 (2010) 483-493.",
            .engine = Engine::Itk,
            .inputs = {{.key = "image", .kind = PortKind::Image, .label = "Image", .time = true}},
            .outputs
            = {{.key = "image", .kind = PortKind::Image, .label = "Image without noise", .time = true, .bidsEntity = "desc-denoised"}}},
        bind, run);
}

} // namespace insula
