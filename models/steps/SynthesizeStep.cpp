#include "models/steps/ModelSteps.h"

#include "models/synthesis/Structures.h"
#include "processing/core/Error.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace insula {
namespace {

struct Params {
    std::int64_t count = 1;
    std::string severity = "random";
    double voxelMm = 2;
    bool deform = true;
};

void bind(ParamBinder& b, Params& p)
{
    b.integer("count", p.count, {1, 16, 1}, "Images", "Of one anatomy, each with its own contrast and damage: the frames of the result.");
    b.choice("severity", p.severity, {{"mild", "Mild"}, {"moderate", "Moderate"}, {"severe", "Severe"}, {"random", "Random"}}, "Severity",
        "How far contrast, artefacts and deformation go; random draws one for each image.");
    b.real("voxel-size", p.voxelMm, {1, 3, 0.5}, "Voxel size (mm)", "Of the images, alike along all axes.");
    b.boolean("deform", p.deform, "Deform", "Turns, scales, warps and mirrors the head; without it the labels stay where they are.");
}

// Same axes and middle as `grid`, in cubes that cover its field.
Grid targetGrid(const Grid& grid, double mm)
{
    const Vec3 spacing = grid.affine.spacing();
    const std::array<std::int64_t, 3> counts{grid.size.x, grid.size.y, grid.size.z};
    std::array<std::int64_t, 3> size{};
    std::array<Vec3, 3> columns{};
    const World middle = grid.centre();
    Vec3 origin{middle.x, middle.y, middle.z};
    for (std::size_t a = 0; a < 3; ++a) {
        size[a] = std::max<std::int64_t>(1, std::llround(static_cast<double>(counts[a]) * spacing[a] / mm));
        columns[a] = grid.affine.column(static_cast<int>(a));
        for (std::size_t w = 0; w < 3; ++w) {
            columns[a][w] *= mm / spacing[a];
            origin[w] -= columns[a][w] * static_cast<double>(size[a] - 1) / 2;
        }
    }
    return {{size[0], size[1], size[2]}, Affine::fromColumns(columns[0], columns[1], columns[2], origin)};
}

std::vector<std::int32_t> numbersOf(const Volume& labels)
{
    const std::vector<float> values = labels.frameAsFloat(0);
    std::vector<std::int32_t> numbers(values.size());
    for (std::size_t v = 0; v < values.size(); ++v) {
        if (!(values[v] >= 0 && values[v] <= 1048576 && values[v] == std::floor(values[v])))
            throw Error(fmt::format("the label map holds the value {}; labels are whole numbers from 0 to 1048576", values[v]));
        numbers[v] = static_cast<std::int32_t>(values[v]);
    }
    if (std::all_of(numbers.begin(), numbers.end(), [](std::int32_t number) { return number == 0; }))
        throw Error("the label map is empty: there is nothing to make an image of");
    return numbers;
}

std::optional<Severity> severityOf(const std::string& key)
{
    if (key == "random")
        return {};
    return key == "mild" ? Severity::Mild : key == "moderate" ? Severity::Moderate : Severity::Severe;
}

void warnAboutNumbers(const std::vector<std::int32_t>& labels, std::vector<std::string>& warnings)
{
    const bool hasSides = std::any_of(labels.begin(), labels.end(), [](std::int32_t n) { return n == 2 || n == 3; })
        && std::any_of(labels.begin(), labels.end(), [](std::int32_t n) { return n == 41 || n == 42; });
    if (!hasSides)
        warnings.emplace_back(
            "the labels do not look like FreeSurfer's numbers (2 and 41, 3 and 42): which are brain and which are left is not known");
}

StepOutputs synthesize(const StepInputs& inputs, const Params& p, const Synthesiser& synthesiser, const Progress& progress)
{
    if (!synthesiser)
        throw Error("this program cannot make synthetic images; insula-infer does");
    const Volume& labels = inputs.volume("labels");
    const std::vector<std::int32_t> numbers = numbersOf(labels);
    StepOutputs outputs;
    warnAboutNumbers(numbers, outputs.warnings);
    Volume::Description description;
    description.grid = targetGrid(labels.grid(), p.voxelMm);
    SynthesisResult made
        = synthesiser({numbers, labels.grid(), description.grid, {inputs.seed, p.count, severityOf(p.severity), p.deform}, inputs.threads},
            progress.part(0, 0.98));
    outputs.device = made.device;
    description.frames = p.count;
    description.source.description = fmt::format("synthetic: {}", fmt::join(made.severities, " ")).substr(0, 79);
    outputs.volumes["image"] = Volume::make(description, std::move(made.images));
    description.frames = 1;
    description.kind = Kind::Labels;
    description.labels = labels.labels().empty() ? structureNames() : labels.labels();
    description.source.description = "deformed labels";
    std::vector<std::int16_t> shorts;
    if (*std::max_element(made.labels.begin(), made.labels.end()) <= 32767)
        shorts.assign(made.labels.begin(), made.labels.end());
    outputs.volumes["labels"]
        = shorts.empty() ? Volume::make(description, std::move(made.labels)) : Volume::make(description, std::move(shorts));
    progress.report(1, "Done");
    return outputs;
}

} // namespace

Step synthesizeStep(ModelRunners runners)
{
    StepInfo info;
    info.id = "synthesize";
    info.title = "Synthetic images";
    info.group = "Brain";
    info.summary = "Makes head images of random contrast, resolution and quality from a label map (FreeSurfer's numbers), and gives the "
                   "deformed labels that they show: training data with a known answer. The seed decides everything.";
    info.reference = "Hoopes et al., NeuroImage 260, 119474 (2022); Billot et al., Medical Image Analysis 86, 102789 (2023); Liu et al., "
                     "ECCV 2024";
    info.engine = Engine::Torch;
    info.inputs = {{"labels", PortKind::Labels, "Label map", false, false, "", ""}};
    info.outputs = {{"image", PortKind::Image, "Images", false, true, "desc-synthetic", ""},
        {"labels", PortKind::Labels, "Deformed labels", true, false, "desc-synthetic", "dseg"}};
    return makeStep<Params>(
        std::move(info), bind, [synthesiser = std::move(runners.synthesiser)](const StepInputs& inputs, const Params& p, const Progress& progress) {
            return synthesize(inputs, p, synthesiser, progress);
        });
}

} // namespace insula
