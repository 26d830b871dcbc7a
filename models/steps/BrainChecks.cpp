#include "models/steps/BrainChecks.h"

#include "models/steps/HeadNetwork.h"
#include "processing/core/Error.h"

#include <algorithm>
#include <fmt/format.h>

namespace insula {
namespace {

// Intracranial volumes of adults lie between about 1,000 and 1,900 ml; masks differ in what they count, so the range is wide.
constexpr double LeastPlausibleMl = 800, MostPlausibleMl = 2200;
constexpr double DroppedPart = 0.02; // of the mask's volume

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

} // namespace

void checkMask(const Volume& image, const std::vector<std::uint8_t>& mask, const MaskPieces& pieces, StepOutputs& outputs)
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
    if (pieces.droppedMl > DroppedPart * volumeMl)
        outputs.warnings.push_back(
            fmt::format("{} separate pieces of {:.0f} ml in all were dropped: look at the mask", pieces.dropped, pieces.droppedMl));
    outputs.measurements["mask-volume"] = {{"value", volumeMl}, {"unit", "ml"}};
    outputs.measurements["mask-voxels-at-border"] = {{"value", cut}, {"unit", "voxels"}};
    outputs.measurements["components-dropped"] = {{"value", pieces.dropped}, {"unit", "components"}};
    outputs.measurements["components-dropped-volume"] = {{"value", pieces.droppedMl}, {"unit", "ml"}};
}

} // namespace insula
