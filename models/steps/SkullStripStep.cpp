#include "models/steps/HeadNetwork.h"
#include "models/steps/ModelSteps.h"

#include "processing/core/Error.h"
#include "processing/core/Resample.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <fmt/format.h>
#include <limits>

namespace insula {
namespace {

// Intracranial volumes of adults lie between about 1,000 and 1,900 ml; masks differ in what they count, so the range is wide.
constexpr double LeastPlausibleMl = 800, MostPlausibleMl = 2200;

struct Params {
    std::string model = "mindgrab";
    double borderMm = 0;
    std::int64_t frame = 0;
    std::string device = "auto";
};

void bind(ParamBinder& b, Params& p)
{
    b.path("model", p.model, "model", "Model", "A model package: its name, or a folder.");
    b.real("border", p.borderMm, {-20, 20, 0.5}, "Border (mm)",
        "Moves the mask's edge outwards, or inwards when negative. 0 is the network's own edge.");
    b.integer("frame", p.frame, {0, 100000, 1}, "Frame", "Of an image with several frames, the one to use; 0 is the first.");
    b.choice("device", p.device, {{"auto", "Automatic"}, {"cpu", "Processor"}, {"cuda", "NVIDIA GPU"}}, "Device",
        "Automatic takes the GPU when there is one.");
}

Volume::Description maskDescription(const Volume& image)
{
    Volume::Description description;
    description.grid = image.grid();
    description.kind = Kind::Labels;
    description.labels = {{1, {"Brain", {230, 148, 60, 255}}}};
    description.source.forms = image.source().forms; // so that the file keeps the codes of its space
    return description;
}

Volume::Description distanceDescription(const Volume& image)
{
    Volume::Description description;
    description.grid = image.grid();
    description.source.forms = image.source().forms;
    description.source.description = "mm to the brain's edge, negative inside";
    return description;
}

// The stored number that stands for 0; the nearest there is when 0 is out of the type's reach.
template <typename T> T storedZero(const Volume& image)
{
    const double exact = -image.intercept() / image.slope();
    if constexpr (std::is_integral_v<T>) {
        // As doubles, the 64-bit limits round up to a number that the type cannot hold.
        if (exact <= static_cast<double>(std::numeric_limits<T>::lowest()))
            return std::numeric_limits<T>::lowest();
        if (exact >= static_cast<double>(std::numeric_limits<T>::max()))
            return std::numeric_limits<T>::max();
        return static_cast<T>(std::llround(exact));
    } else {
        return static_cast<T>(exact);
    }
}

VolumePtr brainOf(const Volume& image, std::int64_t frame, const std::vector<std::uint8_t>& mask, std::vector<std::string>& warnings)
{
    Volume::Description description = image.description();
    description.frames = 1;
    description.trSeconds = 0;
    return dispatch(image.dataType(), [&](auto type) {
        using T = decltype(type);
        const T outside = storedZero<T>(image);
        const double shown = image.slope() * static_cast<double>(outside) + image.intercept();
        if (std::abs(shown) > std::abs(image.slope()) / 2 + 1e-6)
            warnings.push_back(fmt::format("the image's number type cannot store 0; outside the brain it has {:g}", shown));
        const std::span<const std::byte> raw = image.rawFrame(frame);
        std::vector<T> voxels(mask.size());
        std::memcpy(voxels.data(), raw.data(), voxels.size() * sizeof(T));
        for (std::size_t v = 0; v < voxels.size(); ++v)
            if (mask[v] == 0)
                voxels[v] = outside;
        return Volume::make(description, std::move(voxels));
    });
}

std::int64_t borderVoxels(const std::vector<std::uint8_t>& mask, const Size3& size)
{
    std::int64_t count = 0, v = 0;
    for (std::int64_t k = 0; k < size.z; ++k)
        for (std::int64_t j = 0; j < size.y; ++j)
            for (std::int64_t i = 0; i < size.x; ++i, ++v) {
                const bool isBorder = i == 0 || j == 0 || k == 0 || i == size.x - 1 || j == size.y - 1 || k == size.z - 1;
                if (isBorder && mask[static_cast<std::size_t>(v)] != 0)
                    ++count;
            }
    return count;
}

void addChecks(const Volume& image, const std::vector<std::uint8_t>& mask, const HeadLabels& found, StepOutputs& outputs)
{
    const auto voxels = std::count_if(mask.begin(), mask.end(), [](std::uint8_t value) { return value != 0; });
    if (voxels == 0)
        throw Error("no brain was found in this image; check that it is a head scan and that its orientation is right");
    const double volumeMl = static_cast<double>(voxels) * voxelMl(image.grid());
    if (volumeMl < LeastPlausibleMl || volumeMl > MostPlausibleMl)
        outputs.warnings.push_back(
            fmt::format("the mask's volume of {:.0f} ml is not that of an adult's head ({:.0f} to {:.0f} ml): look at the mask", volumeMl,
                LeastPlausibleMl, MostPlausibleMl));
    const std::int64_t cut = borderVoxels(mask, image.size());
    if (cut > 0)
        outputs.warnings.push_back(
            fmt::format("the mask touches the edge of the field of view at {} voxels: part of the brain may be cut off", cut));
    if (found.droppedMl > 0.02 * volumeMl)
        outputs.warnings.push_back(
            fmt::format("{} separate pieces of {:.0f} ml in all were dropped: look at the mask", found.componentsDropped, found.droppedMl));
    outputs.measurements["mask-volume"] = {{"value", volumeMl}, {"unit", "ml"}};
    outputs.measurements["mask-voxels-at-border"] = {{"value", cut}, {"unit", "voxels"}};
    outputs.measurements["components-dropped"] = {{"value", found.componentsDropped}, {"unit", "components"}};
    outputs.measurements["components-dropped-volume"] = {{"value", found.droppedMl}, {"unit", "ml"}};
}

StepOutputs strip(const StepInputs& inputs, const Params& p, const NetworkRunner& runner, const Progress& progress)
{
    const Volume& image = inputs.volume("image");
    const FoundModel model = modelForTask(p.model, "skull-strip");
    HeadLabels found = labelHead(image, model, {p.frame, p.device, inputs.threads}, runner, progress.part(0, 0.9));
    std::vector<std::uint8_t> mask = std::move(found.labels);
    std::transform(mask.begin(), mask.end(), mask.begin(), [](std::uint8_t label) { return label != 0 ? 1 : 0; });
    StepOutputs outputs;
    outputs.warnings = found.warnings;
    if (std::find(mask.begin(), mask.end(), 1) == mask.end())
        addChecks(image, mask, found, outputs); // throws: no distance to nothing

    progress.report(0.9, "Measuring the distance to the edge");
    std::vector<float> distance = signedDistanceMm(mask, image.grid(), progress.part(0.9, 0.99));
    if (p.borderMm != 0)
        std::transform(distance.begin(), distance.end(), mask.begin(), [&p](float mm) { return mm < p.borderMm ? 1 : 0; });
    addChecks(image, mask, found, outputs);
    outputs.volumes["brain"] = brainOf(image, p.frame, mask, outputs.warnings);
    outputs.volumes["mask"] = Volume::make(maskDescription(image), std::move(mask));
    outputs.volumes["distance"] = Volume::make(distanceDescription(image), std::move(distance));
    outputs.modelHash = found.modelHash;
    outputs.device = found.device;
    progress.report(1, "Done");
    return outputs;
}

} // namespace

Step skullStripStep(NetworkRunner runner)
{
    StepInfo info;
    info.id = "skull-strip";
    info.title = "Skull stripping";
    info.group = "Brain";
    info.summary = "Finds the brain in a head scan with a network: the brain alone, its mask, and the distance of each voxel to the "
                   "network's own edge "
                   "(before --border), negative inside. All on the scan's own grid.";
    info.reference = "Conformed inference as for the MeshNet family: Masoud et al., Journal of Open Source Software 8(83), 5098 (2023); "
                     "the model's own "
                     "citation stands in its package";
    info.engine = Engine::Torch;
    info.inputs = {{"image", PortKind::Image, "Head scan", false, true, "", ""}};
    info.outputs = {{"brain", PortKind::Image, "Brain", false, false, "desc-brain", ""},
        {"mask", PortKind::Labels, "Brain mask", false, false, "desc-brain", "mask"},
        {"distance", PortKind::Image, "Distance to the edge (mm)", true, false, "desc-brain", "distance"}};
    return makeStep<Params>(
        std::move(info), bind, [runner = std::move(runner)](const StepInputs& inputs, const Params& p, const Progress& progress) {
            return strip(inputs, p, runner, progress);
        });
}

} // namespace insula
