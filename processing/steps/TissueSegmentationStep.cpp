// Grey matter, white matter and fluid of a brain.
#include "processing/steps/Steps.h"

#include "processing/core/Error.h"
#include "processing/core/TissueMixture.h"
#include "processing/steps/DerivedVolume.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace insula {
namespace {

struct Params {
    std::string contrast = "t1";
    double smoothness = 0.1;
    bool gain = true;
    double gainFwhmMm = 60;
};

void bind(ParamBinder& b, Params& p)
{
    b.choice("contrast", p.contrast, {{"t1", "T1: fluid dark, white matter bright"}, {"t2", "T2: white matter dark, fluid bright"}},
        "Contrast", "Says which of the three tissues is which.");
    b.real("smoothness", p.smoothness, {0, 1, 0.05}, "Smoothness",
        "How much voxels agree with their neighbours: 0 leaves each on its own, 0.1 suits most scans.");
    b.boolean("gain", p.gain, "Correct slow changes of brightness", "What a bias field correction left over, estimated with the tissues.");
    b.real("gain-fwhm", p.gainFwhmMm, {10, 200, 5}, "Their width (mm)", "FWHM of the kernel that smooths the gain.");
}

enum Tissue : std::uint8_t { Fluid = 1, Grey = 2, White = 3 };

LabelTable tissueNames()
{
    return {{Fluid, {"CSF", {62, 148, 216, 255}}}, {Grey, {"Grey matter", {150, 150, 150, 255}}},
        {White, {"White matter", {244, 240, 226, 255}}}};
}

// Without a mask, what is not 0. A whole head has no place here: skin and fat look like white matter.
std::vector<std::uint8_t> brainOf(const StepInputs& inputs, const FiniteFrame& frame)
{
    const Volume& image = inputs.volume("image");
    std::vector<std::uint8_t> mask(frame.values.size());
    if (inputs.has("mask")) {
        mask = maskOnGrid(inputs.volume("mask"), image.grid());
    } else {
        std::transform(frame.values.begin(), frame.values.end(), mask.begin(), [](float v) { return std::uint8_t{v != 0}; });
        const auto inside = std::count(mask.begin(), mask.end(), std::uint8_t{1});
        if (inside * 10 > std::ssize(mask) * 7)
            throw Error(
                "the image is not stripped of what is around the brain: run skull-strip first, or give a brain mask (--in mask=FILE)");
    }
    if (!frame.wasFinite.empty())
        for (std::size_t n = 0; n < mask.size(); ++n)
            mask[n] = mask[n] && frame.wasFinite[n];
    return mask;
}

const char* portOf(int tissue)
{
    return tissue == Fluid ? "csf" : tissue == Grey ? "grey-matter" : "white-matter";
}

// Beside the label map under its own name, so that it is its table of names and colours too (BIDS).
std::string volumesTable(const Volume& labels, const nlohmann::json& measurements, double voxelMl)
{
    std::map<std::int64_t, std::int64_t> counts;
    for (const float number : labels.frameAsFloat())
        ++counts[std::llround(number)];
    std::string table = "index\tname\tcolor\tvoxels\tvolume_ml\tvolume_with_parts_ml\n";
    for (const auto& [number, label] : labels.labels())
        table += fmt::format("{}\t{}\t#{:02x}{:02x}{:02x}\t{}\t{:.3f}\t{:.3f}\n", number, label.name, label.rgba[0], label.rgba[1],
            label.rgba[2], counts[number], static_cast<double>(counts[number]) * voxelMl,
            measurements.at(fmt::format("{}-volume", portOf(static_cast<int>(number)))).at("value").get<double>());
    return table;
}

StepOutputs run(const StepInputs& inputs, const Params& params, const Progress& progress)
{
    const Volume& image = inputs.volume("image");
    const FiniteFrame frame = finiteFrame(image, 0);
    const std::vector<std::uint8_t> mask = brainOf(inputs, frame);
    const TissueMixture mixture = fitTissues(frame.values, mask, image.grid(),
        {.smoothness = params.smoothness, .correctsGain = params.gain, .gainFwhmMm = params.gainFwhmMm, .threads = inputs.threads},
        progress.part(0, 0.9));
    const std::vector<float> fractions = tissueFractions(frame.values, mixture);
    progress.report(0.95, "writing maps");
    const std::array<Tissue, 3> tissueOf = params.contrast == "t1" ? std::array{Fluid, Grey, White} : std::array{White, Grey, Fluid};
    StepOutputs outputs;
    std::vector<std::uint8_t> labels(mask.size());
    const double ml = std::abs(image.affine().determinant()) / 1000;
    for (std::size_t c = 0; c < 3; ++c) {
        std::vector<float> map(mask.size());
        double sum = 0;
        for (std::size_t v = 0; v < mixture.voxels.size(); ++v) {
            const auto at = static_cast<std::size_t>(mixture.voxels[v]);
            const float* p = mixture.probabilities.data() + v * 3;
            map[at] = p[c];
            sum += static_cast<double>(fractions[v * 3 + c]);
            if (p[c] >= *std::max_element(p, p + 3) && labels[at] == 0)
                labels[at] = tissueOf[c];
        }
        const char* port = portOf(tissueOf[c]);
        outputs.measurements[std::string(port) + "-volume"] = {{"value", sum * ml}, {"unit", "ml"}};
        Volume::Description description = derivedDescription(image, image.grid());
        description.kind = Kind::Image;
        description.labels.clear();
        outputs.volumes[port] = Volume::make(std::move(description), std::move(map));
    }
    Volume::Description description = derivedDescription(image, image.grid());
    description.kind = Kind::Labels;
    description.labels = tissueNames();
    outputs.measurements["iterations"] = {{"value", mixture.iterations}, {"unit", ""}};
    outputs.volumes["labels"] = Volume::make(std::move(description), std::move(labels));
    keepLabelNames(outputs, "labels");
    outputs.tables["volumes"] = volumesTable(*outputs.volumes.at("labels"), outputs.measurements, ml);
    const double all = static_cast<double>(mixture.voxels.size()) * ml;
    if (all > 2300)
        outputs.warnings.push_back(fmt::format("The mask holds {:.0f} ml, more than a brain: is it stripped of skull and skin?", all));
    if (frame.replaced > 0)
        outputs.warnings.push_back(notFiniteWarning(frame.replaced, "left out"));
    progress.report(1);
    return outputs;
}

} // namespace

Step tissueSegmentationStep()
{
    return makeStep<Params>(
        {.id = "tissue-segmentation",
            .title = "Grey and white matter",
            .group = "Brain",
            .version = 1,
            .summary
            = "Tells grey matter, white matter and fluid apart in a stripped brain (or inside a brain mask) by their brightness, their "
              "neighbours and a slowly varying gain. Gives labels (1 fluid, 2 grey, 3 white) and a map of probabilities for each; "
              "volumes "
              "count voxels between two tissues in part.",
            .reference = "Zhang Y, Brady M, Smith S. Segmentation of brain MR images through a hidden Markov random field model and the "
                         "expectation-maximization algorithm. IEEE TMI 20 (2001) 45-57.",
            .engine = Engine::Itk,
            .inputs = {{.key = "image", .kind = PortKind::Image, .label = "Brain"},
                {.key = "mask", .kind = PortKind::Labels, .label = "Brain mask", .optional = true}},
            .outputs = {{.key = "labels", .kind = PortKind::Labels, .label = "Tissues", .bidsEntity = "desc-tissues", .bidsSuffix = "dseg"},
                {.key = "volumes",
                    .kind = PortKind::Table,
                    .label = "Volumes (ml)",
                    .optional = true,
                    .bidsEntity = "desc-tissues",
                    .bidsSuffix = "dseg"},
                {.key = "grey-matter",
                    .kind = PortKind::Image,
                    .label = "Grey matter",
                    .optional = true,
                    .bidsEntity = "label-GM",
                    .bidsSuffix = "probseg"},
                {.key = "white-matter",
                    .kind = PortKind::Image,
                    .label = "White matter",
                    .optional = true,
                    .bidsEntity = "label-WM",
                    .bidsSuffix = "probseg"},
                {.key = "csf",
                    .kind = PortKind::Image,
                    .label = "Fluid (CSF)",
                    .optional = true,
                    .bidsEntity = "label-CSF",
                    .bidsSuffix = "probseg"}}},
        bind, run);
}

} // namespace insula
