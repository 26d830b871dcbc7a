// Thickness of the cortex from its tissues.
#include "processing/steps/Steps.h"

#include "processing/core/CorticalThickness.h"
#include "processing/core/Error.h"
#include "processing/core/Quantile.h"
#include "processing/steps/DerivedVolume.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <sstream>

namespace insula {
namespace {

struct Params {
    std::string grey = "2", white = "3";
};

void bind(ParamBinder& b, Params& p)
{
    b.path("grey", p.grey, "", "Grey matter", "Numbers of its labels. FreeSurfer's cortex: \"3 42\".");
    b.path("white", p.white, "", "White matter",
        "Numbers of its labels and of what else lies under the cortex. FreeSurfer's white matter: \"2 41\".");
}

std::set<std::int64_t> numbersOf(std::string text, const char* what)
{
    std::replace(text.begin(), text.end(), ',', ' ');
    std::istringstream in(text);
    std::set<std::int64_t> numbers;
    for (std::string word; in >> word;) {
        std::size_t used = 0;
        std::int64_t number = 0;
        try {
            number = std::stoll(word, &used);
        } catch (const std::exception&) {
            used = 0;
        }
        if (used != word.size() || number == 0)
            throw usageError(fmt::format("'{}' is not the number of a label ({})", word, what));
        numbers.insert(number);
    }
    if (numbers.empty())
        throw usageError(fmt::format("give the number of a label ({})", what));
    return numbers;
}

StepOutputs run(const StepInputs& inputs, const Params& params, const Progress& progress)
{
    const Volume& labels = inputs.volume("labels");
    const std::set<std::int64_t> grey = numbersOf(params.grey, "grey matter"), white = numbersOf(params.white, "white matter");
    for (const std::int64_t number : grey)
        if (white.contains(number))
            throw usageError(fmt::format("label {} cannot be grey and white matter", number));
    progress.report(0);
    const std::vector<float> numbers = labels.frameAsFloat();
    std::vector<SheetPart> parts(numbers.size());
    for (std::size_t v = 0; v < parts.size(); ++v) {
        const std::int64_t number = std::isfinite(numbers[v]) ? std::llround(numbers[v]) : 0;
        parts[v] = grey.contains(number) ? SheetPart::Grey : white.contains(number) ? SheetPart::White : SheetPart::Outside;
    }
    std::vector<float> thickness = corticalThickness(parts, labels.grid(), inputs.threads, progress);
    std::vector<float> known;
    double sum = 0;
    for (const float t : thickness)
        if (t > 0) {
            known.push_back(t);
            sum += static_cast<double>(t);
        }
    StepOutputs outputs;
    if (known.empty())
        throw Error("no piece of grey matter lies between white matter and the outside");
    outputs.measurements["mean-thickness"] = {{"value", sum / static_cast<double>(known.size())}, {"unit", "mm"}};
    outputs.measurements["median-thickness"] = {{"value", static_cast<double>(valueAtShare(known, 0.5))}, {"unit", "mm"}};
    if (const Vec3 spacing = labels.affine().spacing(); *std::max_element(spacing.begin(), spacing.end()) > 2)
        outputs.warnings.push_back(fmt::format("The voxels are up to {:.1f} mm long, which is as much as cortex is thick.",
            *std::max_element(spacing.begin(), spacing.end())));
    Volume::Description description = derivedDescription(labels, labels.grid());
    description.kind = Kind::Image;
    description.labels.clear();
    outputs.volumes["thickness"] = Volume::make(std::move(description), std::move(thickness));
    progress.report(1);
    return outputs;
}

} // namespace

Step thicknessStep()
{
    return makeStep<Params>(
        {.id = "thickness",
            .title = "Thickness of the cortex",
            .group = "Brain",
            .version = 1,
            .summary
            = "Measures at each voxel of grey matter how thick the sheet is there, in mm: the length of the line from white matter to the "
              "outside along which a potential falls. From a label map of tissues (Grey and white matter gives one). Sulci whose "
              "walls touch without fluid between them come out too thick.",
            .reference = "Yezzi AJ, Prince JL. An Eulerian PDE approach for computing tissue thickness. IEEE TMI 22 (2003) 1332-1339.",
            .engine = Engine::Itk,
            .inputs = {{.key = "labels", .kind = PortKind::Labels, .label = "Tissues"}},
            .outputs = {{.key = "thickness",
                .kind = PortKind::Image,
                .label = "Thickness (mm)",
                .bidsEntity = "desc-cortex",
                .bidsSuffix = "thickness"}}},
        bind, run);
}

} // namespace insula
