#include "models/steps/AnatomyParams.h"
#include "models/steps/BrainChecks.h"
#include "models/steps/ModelSteps.h"
#include "models/synthesis/Structures.h"
#include "processing/core/Error.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <map>

namespace insula {
namespace {

// Sides of healthy brains differ by a few percent; small structures more. Beyond this a result is rather wrong than special.
constexpr double WildAsymmetryPercent = 40;
constexpr std::array<std::int64_t, 6> ComparedSides{2, 3, 7, 8, 10, 17}; // large enough for the comparison
constexpr double LowExpectedDice = 0.75;

struct Group {
    const char* key;
    std::vector<std::int64_t> labels;
};
// As SynthSeg groups its quality scores.
const std::vector<Group>& groups()
{
    static const std::vector<Group> all{{"white-matter", {2, 41}}, {"cortex", {3, 42}}, {"ventricles", {4, 5, 14, 15, 43, 44}},
        {"cerebellum", {7, 8, 46, 47}}, {"deep-grey", {10, 11, 12, 13, 26, 28, 49, 50, 51, 52, 58, 60}}, {"brain-stem", {16}},
        {"hippocampus-amygdala", {17, 18, 53, 54}}, {"csf", {24}}};
    return all;
}

std::size_t classOf(std::int64_t label)
{
    return static_cast<std::size_t>(structureIndex(label));
}

// What Dice the labels would have if every probability were true: 2 sum(p over the labelled) / (labelled + sum(p)).
double expectedDice(const AnatomyResult& result, const std::array<double, StructureClasses>& given, const std::vector<std::int64_t>& labels)
{
    double both = 0, all = 0;
    for (const std::int64_t label : labels) {
        both += 2 * result.sureVoxels[classOf(label)];
        all += given[classOf(label)] + result.softVoxels[classOf(label)];
    }
    return all > 0 ? both / all : 0;
}

struct Row {
    std::int64_t voxels = 0;
    double volumeMl = 0;
};
using Rows = std::map<std::int64_t, Row>;

double asymmetryPercent(const Rows& rows, std::int64_t label)
{
    const double left = rows.at(eitherSide(label)).volumeMl, right = rows.at(otherSide(eitherSide(label))).volumeMl;
    return left + right > 0 ? 100 * (left - right) / ((left + right) / 2) : 0;
}

std::string tableOf(const Rows& rows, const AnatomyResult& result, const std::array<double, StructureClasses>& given)
{
    std::string table = "index\tname\tvoxels\tvolume_ml\tside\tasymmetry_percent\texpected_dice\n";
    for (const auto& [label, row] : rows) {
        const bool hasSides = otherSide(label) != label;
        table += fmt::format("{}\t{}\t{}\t{:.3f}\t{}\t{}\t{:.3f}\n", label, structureNames().at(label).name, row.voxels, row.volumeMl,
            !hasSides                       ? "n/a"
                : label == eitherSide(label) ? "L"
                                             : "R",
            hasSides ? fmt::format("{:.1f}", asymmetryPercent(rows, label)) : "n/a", expectedDice(result, given, {label}));
    }
    return table;
}

void checkSides(const Rows& rows, std::vector<std::string>& warnings)
{
    for (const std::int64_t label : ComparedSides) {
        const double percent = asymmetryPercent(rows, label);
        if (std::abs(percent) <= WildAsymmetryPercent)
            continue;
        const std::string name = structureNames().at(label).name;
        warnings.push_back(fmt::format("{} is {:.0f} % larger on the {} ({:.1f} ml left, {:.1f} ml right): look at the labels",
            name.substr(name.find('-') + 1), std::abs(percent), percent > 0 ? "left" : "right", rows.at(label).volumeMl,
            rows.at(otherSide(label)).volumeMl));
    }
}

// Structures where the brain is; numbers of FreeSurfer on the fine grid.
std::vector<float> numbersOf(const AnatomyHead& head, const TidyDistance& tidy)
{
    std::vector<float> distance = sampleOnGrid(tidy.mm, head.grid, head.fineGrid, Interpolation::Linear, 100);
    std::vector<float> numbers(distance.size());
    for (std::size_t v = 0; v < numbers.size(); ++v) {
        const std::uint8_t c = head.result.structures[v];
        numbers[v] = c == 0 || distance[v] >= 0 ? 0.0f : static_cast<float>(SynthSegLabels[static_cast<std::size_t>(c - 1)]);
    }
    return numbers;
}

Rows rowsOf(const std::vector<std::uint8_t>& labels, double mlEach)
{
    Rows rows;
    for (const std::int64_t label : SynthSegLabels)
        rows[label] = {};
    for (const std::uint8_t label : labels)
        if (label != 0)
            ++rows.at(label).voxels;
    for (auto& [label, row] : rows)
        row.volumeMl = static_cast<double>(row.voxels) * mlEach;
    return rows;
}

void addScores(const AnatomyResult& result, const std::array<double, StructureClasses>& given, StepOutputs& outputs)
{
    std::vector<std::string> low;
    for (const Group& group : groups()) {
        const double dice = expectedDice(result, given, group.labels);
        outputs.measurements[fmt::format("expected-dice-{}", group.key)] = {{"value", dice}, {"unit", "1"}};
        if (dice < LowExpectedDice)
            low.push_back(fmt::format("{} {:.2f}", group.key, dice));
    }
    if (!low.empty())
        outputs.warnings.push_back(fmt::format("the network itself is unsure (expected Dice of {}): look at the labels", fmt::join(low, ", ")));
}

StepOutputs label(const StepInputs& inputs, const AnatomyParams& p, const AnatomyRunner& runner, const Progress& progress)
{
    const Volume& image = inputs.volume("image");
    AnatomyOptions options;
    options.detail = true;
    AnatomyHead head = readAnatomy(inputs, p, options, runner, progress.part(0, 0.92));
    progress.report(0.92, "Returning to the scan's own grid");
    const TidyDistance tidy = tidyDistance(head.result.distanceWithCsf, head.grid, 0);
    std::array<double, StructureClasses> given{};
    for (const std::uint8_t c : head.result.structures)
        ++given[c];
    const std::vector<float> fine = numbersOf(head, tidy);
    Volume::Description description = descriptionOn(image, head, p);
    const std::vector<float> numbers
        = p.grid == "1mm" ? fine : sampleOnGrid(fine, head.fineGrid, image.grid(), Interpolation::Nearest, 0, progress.part(0.92, 0.99));
    std::vector<std::uint8_t> labels(numbers.size());
    std::transform(numbers.begin(), numbers.end(), labels.begin(), [](float number) { return static_cast<std::uint8_t>(number); });

    StepOutputs outputs;
    outputs.warnings = head.warnings;
    if (p.grid == "native") {
        checkMask(image, labels, {tidy.piecesDropped, tidy.droppedMl}, outputs);
    } else if (std::find_if(labels.begin(), labels.end(), [](std::uint8_t l) { return l != 0; }) == labels.end()) {
        throw Error("no brain was found in this image; check that it is a head scan and that its orientation is right");
    }
    const Rows rows = rowsOf(labels, voxelMl(description.grid));
    checkSides(rows, outputs.warnings);
    addScores(head.result, given, outputs);
    std::vector<std::string> absent;
    for (const auto& [number, row] : rows) {
        const std::string& name = structureNames().at(number).name;
        if (row.voxels == 0)
            absent.push_back(name);
        outputs.measurements["volume-" + name] = {{"value", row.volumeMl}, {"unit", "ml"}};
    }
    if (!absent.empty())
        outputs.warnings.push_back(fmt::format("not found: {}; look at the labels", fmt::join(absent, ", ")));
    outputs.tables["volumes"] = tableOf(rows, head.result, given);
    description.kind = Kind::Labels;
    description.labels = structureNames();
    outputs.volumes["labels"] = Volume::make(description, std::move(labels));
    outputs.modelHash = head.modelHash;
    outputs.device = head.result.device;
    progress.report(1, "Done");
    return outputs;
}

} // namespace

Step anatomyLabelsStep(ModelRunners runners)
{
    StepInfo info;
    info.id = "anatomy-labels";
    info.title = "Anatomy: name the parts";
    info.group = "Brain";
    info.summary = "Names 32 structures (FreeSurfer's numbers) in a head scan of any contrast, resolution and orientation, and lists their "
                   "volumes, sides, and how sure the network is of each.";
    info.reference = "Billot et al., Medical Image Analysis 86, 102789 (2023), for training on synthetic images and the structures; Liu et "
                     "al., ECCV 2024, for one network with heads of one layer";
    info.engine = Engine::Torch;
    info.inputs = {{"image", PortKind::Image, "Head scan", false, true, "", ""}};
    info.outputs = {{"labels", PortKind::Labels, "Labels", false, false, "desc-anatomy", "dseg"},
        {"volumes", PortKind::Table, "Volumes (ml)", true, false, "desc-anatomy", "volumes"}};
    return makeStep<AnatomyParams>(
        std::move(info), [](ParamBinder& b, AnatomyParams& p) { bindAnatomy(b, p, AnatomyFields::WithGridAndMirror); },
        [runner = std::move(runners.anatomy)](const StepInputs& inputs, const AnatomyParams& p, const Progress& progress) {
            return label(inputs, p, runner, progress);
        });
}

} // namespace insula
