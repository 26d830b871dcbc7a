#include "models/synthesis/Appearance.h"

#include "models/synthesis/Structures.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

namespace insula {
namespace {

at::Tensor valuesOf(const std::vector<float>& values, const at::Tensor& classes)
{
    const at::Tensor table
        = at::from_blob(const_cast<float*>(values.data()), {static_cast<std::int64_t>(values.size())}, at::kFloat).clone();
    return at::index_select(table.to(classes.device()), 0, classes.reshape(-1)).view(classes.sizes());
}

void copyTissue(Palette& palette, std::size_t from, std::size_t to)
{
    palette.means[to] = palette.means[from];
    palette.deviations[to] = palette.deviations[from];
}

// A stripped head: all outside the brain looks like what lies outside the head.
void strip(const Anatomy& anatomy, bool withCsf, Palette& palette)
{
    for (std::size_t n = 0; n < anatomy.classLabels.size(); ++n) {
        const std::int64_t label = anatomy.classLabels[n];
        const bool isOutside = label >= FirstOutsideBrain || label == ImplantRimClass || (label == CsfLabel && !withCsf);
        if (isOutside)
            copyTissue(palette, 0, n);
    }
}

} // namespace

Palette drawPalette(const Anatomy& anatomy, Draws& draws, const AppearanceRanges& ranges)
{
    Palette palette;
    for (std::int64_t n = 0; n < anatomy.count(); ++n) {
        palette.means.push_back(static_cast<float>(draws.uniform(ranges.labelMean)));
        palette.deviations.push_back(static_cast<float>(draws.uniform(ranges.labelSd)));
    }
    const std::size_t count = palette.means.size();
    for (std::size_t n = 1; n + 3 < count; ++n) // not with what lies outside, and no implants
        if (draws.chance(ranges.mergeChance))
            copyTissue(palette, 1 + static_cast<std::size_t>(draws.index(static_cast<std::int64_t>(count) - 4)), n);
    const bool isDark = draws.chance(ranges.darkBackgroundChance);
    palette.means[0] = isDark ? 0 : static_cast<float>(draws.uniform(ranges.backgroundMean));
    palette.deviations[0] = isDark ? 0 : palette.deviations[0];
    palette.means[count - 2] = palette.deviations[count - 2] = 0;
    palette.means[count - 1] = 1.2F;
    const bool withCsf = draws.chance(0.5);
    if (draws.chance(ranges.strippedChance))
        strip(anatomy, withCsf, palette);
    return palette;
}

at::Tensor painted(const Anatomy& anatomy, const Palette& palette, Draws& draws)
{
    return draws.whiteNoise(anatomy.classes.sizes())
        .mul_(valuesOf(palette.deviations, anatomy.classes))
        .add_(valuesOf(palette.means, anatomy.classes));
}

at::Tensor blurred(const at::Tensor& image, const std::array<double, 3>& sigmaVoxels)
{
    at::Tensor x = image;
    for (int a = 0; a < 3; ++a)
        if (sigmaVoxels[static_cast<std::size_t>(a)] > 0)
            x = alongAxis(x, blurMatrix(x.size(a), sigmaVoxels[static_cast<std::size_t>(a)]), a);
    return x;
}

at::Tensor logBiasField(Draws& draws, const Lattice& lattice, double spacingMm, double sd)
{
    return smoothNoise(draws, lattice, spacingMm).mul_(sd);
}

Appearance drawAppearance(
    const Anatomy& anatomy, const Lattice& lattice, Draws& draws, const AppearanceRanges& ranges, const Progress& progress)
{
    const Palette palette = drawPalette(anatomy, draws, ranges);
    const double sigma = draws.uniform(ranges.tissueBlurVoxels), exponent = std::exp(ranges.gammaSd * draws.normal());
    const double spacing = draws.uniform(ranges.biasSpacingMm), sd = draws.uniform(ranges.biasSd);
    at::Tensor image = painted(anatomy, palette, draws);
    progress.checkpoint();
    image = blurred(image, {sigma, sigma, sigma}).clamp_min_(0);
    progress.checkpoint();
    image = image.pow_(exponent);
    progress.checkpoint();
    const at::Tensor logBias = logBiasField(draws, lattice, spacing, sd);
    return {image.mul_(logBias.exp()), logBias};
}

} // namespace insula
