// Puts the values of scans on a common scale.
#include "processing/steps/Steps.h"

#include "processing/core/Error.h"
#include "processing/core/FrameStore.h"
#include "processing/core/IntensityScale.h"
#include "processing/steps/DerivedVolume.h"
#include "processing/steps/N4.h"

#include <algorithm>

namespace insula {
namespace {

struct Params {
    std::string method = "z";
    double low = 1, high = 99;
    bool clip = false;
    std::string contrast = "t1";
    double width = 5;
};

void bind(ParamBinder& b, Params& p)
{
    b.choice("method", p.method,
        {{"z", "z: mean 0, standard deviation 1"}, {"percentiles", "Percentiles: from 0 to 1"},
            {"white-stripe", "White stripe: white matter is 0 +- 1"}, {"match", "Match the histogram of a reference"}},
        "Method", "White stripe needs a brain mask or a brain without skull; matching needs a reference.");
    b.real("low", p.low, {0, 100, 0.5}, "Lower percentile", "Becomes 0. Only for percentiles.");
    b.real("high", p.high, {0, 100, 0.5}, "Upper percentile", "Becomes 1. Only for percentiles.");
    b.boolean("clip", p.clip, "Cut off beyond the percentiles", "Values below 0 become 0, those above 1 become 1.");
    b.choice("contrast", p.contrast, {{"t1", "T1"}, {"t2", "T2"}, {"flair", "FLAIR"}}, "Contrast",
        "Where the white stripe looks: the last peak of the histogram (T1, FLAIR) or the largest one (T2).");
    b.real("width", p.width, {0.5, 20, 0.5}, "Width of the stripe (%)", "Of all voxels, on either side of the peak.");
}

std::vector<float> inside(const std::vector<float>& values, const std::vector<std::uint8_t>& mask)
{
    std::vector<float> chosen;
    for (std::size_t n = 0; n < values.size(); ++n)
        if (mask[n])
            chosen.push_back(values[n]);
    return chosen;
}

// Inside the mask; without one, above Otsu's threshold, or all that is not 0 where most of the image's edge is: a stripped brain.
std::vector<float> samplesOf(const StepInputs& inputs, const std::string& imagePort, const std::string& maskPort)
{
    const Volume& image = inputs.volume(imagePort);
    const FiniteFrame frame = finiteFrame(image, 0);
    std::vector<std::uint8_t> mask(frame.values.size());
    if (inputs.has(maskPort))
        mask = maskOnGrid(inputs.volume(maskPort), image.grid());
    else if (std::count(frame.values.begin(), frame.values.end(), 0.0F) * 3 > image.size().count())
        std::transform(frame.values.begin(), frame.values.end(), mask.begin(), [](float v) { return std::uint8_t{v != 0}; });
    else
        mask = otsuMask(frame.values, image.grid());
    if (!frame.wasFinite.empty())
        for (std::size_t n = 0; n < mask.size(); ++n)
            mask[n] = mask[n] && frame.wasFinite[n];
    return inside(frame.values, mask);
}

IntensityMap mapOf(const StepInputs& inputs, const Params& params, StepOutputs& outputs)
{
    const std::vector<float> samples = samplesOf(inputs, "image", "mask");
    if (params.method == "percentiles")
        return percentileScale(samples, params.low, params.high);
    if (params.method == "match") {
        if (!inputs.has("reference"))
            throw usageError("matching needs the image to match: give a reference (--in reference=FILE)");
        return histogramMatch(samples, samplesOf(inputs, "reference", "reference-mask"));
    }
    if (params.method == "white-stripe") {
        const WhiteStripe stripe
            = whiteStripe(samples, params.contrast == "t2" ? StripePeak::Largest : StripePeak::Last, params.width / 100);
        outputs.measurements["white-matter-peak"] = {{"value", stripe.peak}, {"unit", "before"}};
        outputs.measurements["white-matter-sd"] = {{"value", stripe.sd}, {"unit", "before"}};
        return stripe.map();
    }
    return zScore(samples);
}

StepOutputs run(const StepInputs& inputs, const Params& params, const Progress& progress)
{
    const Volume& image = inputs.volume("image");
    StepOutputs outputs;
    progress.report(0, "looking at the values");
    const IntensityMap map = mapOf(inputs, params, outputs);
    const bool clips = params.clip && params.method == "percentiles";
    const auto all = storeFor(image.grid(), image.frames());
    std::int64_t replaced = 0;
    for (std::int64_t t = 0; t < image.frames(); ++t) {
        progress.report(0.5 + 0.5 * static_cast<double>(t) / static_cast<double>(image.frames()));
        FiniteFrame frame = finiteFrame(image, t);
        replaced += frame.replaced;
        for (float& v : frame.values) {
            const auto x = static_cast<float>(map(static_cast<double>(v)));
            v = clips ? std::clamp(x, 0.0F, 1.0F) : x;
        }
        all->write(t, std::int64_t{0}, frame.values);
        image.release();
    }
    if (replaced > 0)
        outputs.warnings.push_back(notFiniteWarning(replaced, "treated as 0"));
    outputs.volumes["image"] = storedRun(derivedDescription(image, image.grid()), all);
    progress.report(1);
    return outputs;
}

} // namespace

Step normaliseStep()
{
    return makeStep<Params>(
        {.id = "normalise",
            .title = "Normalise intensities",
            .group = "Filter",
            .version = 1,
            .summary
            = "Puts the values of a scan on a common scale, found from the voxels inside the mask (without one: what is not air) and "
              "applied everywhere. Of a run, the first frame decides for all.",
            .reference
            = "White stripe: Shinohara RT et al. NeuroImage Clin 6 (2014) 9-19. Matching: Nyul LG, Udupa JK, Zhang X. IEEE TMI 19 "
              "(2000) 143-150.",
            .engine = Engine::Itk,
            .inputs = {{.key = "image", .kind = PortKind::Image, .label = "Image", .time = true},
                {.key = "mask", .kind = PortKind::Labels, .label = "Brain mask", .optional = true},
                {.key = "reference", .kind = PortKind::Image, .label = "Image to match", .optional = true, .time = true},
                {.key = "reference-mask", .kind = PortKind::Labels, .label = "Its brain mask", .optional = true}},
            .outputs
            = {{.key = "image", .kind = PortKind::Image, .label = "Normalised image", .time = true, .bidsEntity = "desc-normalised"}}},
        bind, run);
}

} // namespace insula
