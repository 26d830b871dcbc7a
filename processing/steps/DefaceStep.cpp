// Takes face and ears off a head scan.
#include "processing/steps/Steps.h"

#include "processing/core/Error.h"
#include "processing/core/FaceRegion.h"
#include "processing/core/LabelDistance.h"
#include "processing/core/StoredZero.h"
#include "processing/steps/DerivedVolume.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

namespace insula {
namespace {

struct Params {
    double marginMm = 10;
    bool ears = true;
    double earMarginMm = 15;
};

void bind(ParamBinder& b, Params& p)
{
    b.real("margin", p.marginMm, {2, 50, 1}, "Margin (mm)", "No voxel nearer than this to the brain is touched.");
    b.boolean("ears", p.ears, "Take the ears too");
    b.real("ear-margin", p.earMarginMm, {5, 50, 1}, "Margin beside the brain (mm)", "Bone and skin that stay there.");
}

// The stored number for nothing: 0, or the lowest value where there are negative ones (CT: air is -1000).
template <typename T> T emptyOf(const Volume& image)
{
    const ValueRange range = valueRange(image);
    if (range.finite > 0 && range.min < 0 && image.slope() > 0) {
        const double stored = (range.min - image.intercept()) / image.slope();
        if constexpr (std::is_integral_v<T>)
            return static_cast<T>(std::llround(stored));
        else
            return static_cast<T>(stored);
    }
    return storedZero<T>(image);
}

struct Removed {
    VolumePtr image;
    std::int64_t withSignal = 0; // voxels of the first frame that had another value
};

Removed without(const Volume& image, const std::vector<std::uint8_t>& region, const Progress& progress)
{
    Volume::Description description = derivedDescription(image, image.grid());
    description.slope = image.slope();
    description.intercept = image.intercept();
    Removed result;
    result.image = dispatch(image.dataType(), [&](auto type) {
        using T = decltype(type);
        const T empty = emptyOf<T>(image);
        std::vector<T> voxels(region.size() * static_cast<std::size_t>(image.frames()));
        for (std::int64_t t = 0; t < image.frames(); ++t) {
            progress.report(static_cast<double>(t) / static_cast<double>(image.frames()));
            T* frame = voxels.data() + static_cast<std::size_t>(t) * region.size();
            std::memcpy(frame, image.rawFrame(t).data(), region.size() * sizeof(T));
            for (std::size_t v = 0; v < region.size(); ++v)
                if (region[v]) {
                    result.withSignal += t == 0 && frame[v] != empty;
                    frame[v] = empty;
                }
        }
        return Volume::make(std::move(description), std::move(voxels));
    });
    return result;
}

// From the brain to the nearest voxel that was removed; centre to centre.
double nearestMm(
    const std::vector<std::uint8_t>& brain, const std::vector<std::uint8_t>& region, const Grid& grid, const Progress& progress)
{
    const std::vector<float> squares = squaredDistances(brain, {grid.size.x, grid.size.y, grid.size.z}, grid.affine.spacing(), progress);
    float least = std::numeric_limits<float>::infinity();
    for (std::size_t v = 0; v < region.size(); ++v)
        if (region[v])
            least = std::min(least, squares[v]);
    return std::sqrt(static_cast<double>(least));
}

StepOutputs run(const StepInputs& inputs, const Params& params, const Progress& progress)
{
    const Volume& image = inputs.volume("image");
    const std::vector<std::uint8_t> brain = maskOnGrid(inputs.volume("mask"), image.grid());
    std::vector<std::uint8_t> region = faceRegion(brain, image.grid(),
        {.faceMarginMm = params.marginMm, .earMarginMm = params.earMarginMm, .removesEars = params.ears, .threads = inputs.threads},
        progress.part(0, 0.5));
    // Pieces of the mask apart from the brain do not place the planes, but they are not cut either.
    for (std::size_t v = 0; v < region.size(); ++v)
        region[v] = region[v] && !brain[v];
    Removed removed = without(image, region, progress.part(0.5, 0.7));
    StepOutputs outputs;
    outputs.volumes["image"] = removed.image;
    const double ml = std::abs(image.affine().determinant()) / 1000;
    const auto voxels = std::count(region.begin(), region.end(), std::uint8_t{1});
    outputs.measurements["removed-volume"] = {{"value", static_cast<double>(removed.withSignal) * ml}, {"unit", "ml"}};
    if (voxels > 0)
        outputs.measurements["distance-to-brain"]
            = {{"value", nearestMm(brain, region, image.grid(), progress.part(0.7, 1))}, {"unit", "mm"}};
    if (static_cast<double>(removed.withSignal) * ml < 20)
        outputs.warnings.emplace_back(
            "almost nothing was removed: the scan has no face, or had lost it before. Look at the result in three dimensions.");
    Volume::Description description = derivedDescription(image, image.grid());
    description.frames = 1;
    description.trSeconds = 0;
    description.kind = Kind::Labels;
    description.labels = {{1, {"Removed", {214, 90, 70, 255}}}};
    outputs.volumes["mask"] = Volume::make(std::move(description), std::move(region));
    progress.report(1);
    return outputs;
}

} // namespace

Step defaceStep()
{
    return makeStep<Params>(
        {.id = "deface",
            .title = "Deface",
            .group = "Brain",
            .version = 1,
            .summary
            = "Takes face and ears off a head scan so that nobody is recognised, and leaves the brain and what is around it as it was. "
              "Needs the brain mask of a skull stripping and a header that tells which way the head looks. Look at the result before "
              "you share it.",
            .reference
            = "After Schimke N, Kuehler M, Hale J. Preserving privacy in structural neuroimages. Data and Applications Security and "
              "Privacy XXV, LNCS 6818 (2011) 301-308.",
            .engine = Engine::Itk,
            .inputs = {{.key = "image", .kind = PortKind::Image, .label = "Head scan", .time = true},
                {.key = "mask", .kind = PortKind::Labels, .label = "Brain mask"}},
            .outputs = {{.key = "image", .kind = PortKind::Image, .label = "Defaced scan", .time = true, .bidsEntity = "desc-defaced"},
                {.key = "mask",
                    .kind = PortKind::Labels,
                    .label = "What was removed",
                    .optional = true,
                    .bidsEntity = "desc-face",
                    .bidsSuffix = "mask"}}},
        bind, run);
}

} // namespace insula
