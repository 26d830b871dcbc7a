#include "processing/steps/DerivedVolume.h"

#include "processing/core/Error.h"
#include "processing/core/LabelForms.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace insula {
Volume::Description derivedDescription(const Volume& input, const Grid& grid)
{
    Volume::Description description = input.description();
    description.grid = grid;
    description.slope = 1;
    description.intercept = 0;
    SourceInfo& source = description.source;
    source.path.clear();
    source.warnings.clear();
    source.extensions.clear();
    source.compressed = false;
    source.displayMin = source.displayMax = 0;
    source.forms.disagreementMm = 0;
    for (std::optional<Affine>* form : {&source.forms.sform, &source.forms.qform})
        if (*form)
            *form = grid.affine;
    return description;
}

FiniteFrame finiteFrame(const Volume& volume, std::int64_t frame)
{
    FiniteFrame result;
    result.values = volume.frameAsFloat(frame);
    for (std::size_t n = 0; n < result.values.size(); ++n) {
        if (std::isfinite(result.values[n]))
            continue;
        if (result.wasFinite.empty())
            result.wasFinite.assign(result.values.size(), 1);
        result.wasFinite[n] = 0;
        result.values[n] = 0;
        ++result.replaced;
    }
    return result;
}

std::string notFiniteWarning(std::int64_t count, const std::string& treatment)
{
    return count == 1 ? fmt::format("1 voxel of the image is NaN or infinite; it was {}.", treatment)
                      : fmt::format("{} voxels of the image are NaN or infinite; they were {}.", count, treatment);
}

std::vector<std::uint8_t> maskOnGrid(const Volume& mask, const Grid& grid)
{
    if (!sameGrid(mask.grid(), grid))
        throw Error("the mask is not on the image's grid: resample it first (insula-cli run resample --in image=MASK --in reference=IMAGE "
                    "--interpolation nearest)");
    const std::vector<float> values = mask.frameAsFloat();
    std::vector<std::uint8_t> inside(values.size());
    std::transform(values.begin(), values.end(), inside.begin(), [](float v) { return std::uint8_t{!std::isnan(v) && v != 0}; });
    if (std::none_of(inside.begin(), inside.end(), [](std::uint8_t v) { return v != 0; }))
        throw Error("the mask is empty: no voxel is inside");
    return inside;
}

VolumePtr imageOrLabels(const StepInputs& inputs, const std::string& port)
{
    inputs.volume(port); // says when it is absent
    const VolumePtr& image = inputs.volumes.at(port);
    const auto file = inputs.files.find(port);
    if (image->kind() == Kind::Labels || file == inputs.files.end() || !isLabelFileName(file->second) || image->frames() > 1)
        return image;
    Volume::Description description = image->description();
    description.kind = Kind::Labels;
    return withNamesBeside(redescribed(image, std::move(description)));
}

void keepLabelNames(StepOutputs& outputs, const std::string& port)
{
    const Volume& volume = *outputs.volumes.at(port);
    if (volume.kind() == Kind::Labels && !volume.labels().empty())
        outputs.sidecars[port].update(labelNames(volume.labels()));
}

} // namespace insula
