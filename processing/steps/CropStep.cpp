// Cuts the image to what matters; voxels stay where they are in the world.
#include "processing/steps/Steps.h"

#include "processing/core/Error.h"
#include "processing/core/StoredZero.h"
#include "processing/steps/DerivedVolume.h"
#include "processing/steps/N4.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <sstream>

namespace insula {
namespace {

struct Params {
    std::string to = "mask";
    double marginMm = 5;
    std::string box;
    bool pad = false;
};

void bind(ParamBinder& b, Params& p)
{
    b.choice("to", p.to, {{"mask", "The mask, or without one what is not air"}, {"box", "A box in mm"}}, "Cut to", "What must stay.");
    b.real("margin", p.marginMm, {0, 200, 1}, "Margin (mm)", "Kept around it, in the directions of the voxel axes.");
    b.path("box", p.box, "", "Box (mm)",
        "Left, right, back, front, bottom and top end as six numbers, R, A and S positive: \"-80 80 -110 75 -60 90\".");
    b.boolean("pad", p.pad, "Add space where the margin or box reaches beyond the image", "New voxels are 0.");
}

// First and last voxel along each axis.
struct VoxelBox {
    std::array<std::int64_t, 3> first{INT64_MAX, INT64_MAX, INT64_MAX}, last{INT64_MIN, INT64_MIN, INT64_MIN};
    void add(const std::array<std::int64_t, 3>& v)
    {
        for (std::size_t a = 0; a < 3; ++a) {
            first[a] = std::min(first[a], v[a]);
            last[a] = std::max(last[a], v[a]);
        }
    }
    bool isEmpty() const { return first[0] > last[0]; }
    std::int64_t length(std::size_t a) const { return last[a] - first[a] + 1; }
};

VoxelBox boxOfMask(const std::vector<std::uint8_t>& mask, const Size3& size)
{
    VoxelBox box;
    std::size_t n = 0;
    for (std::int64_t k = 0; k < size.z; ++k)
        for (std::int64_t j = 0; j < size.y; ++j)
            for (std::int64_t i = 0; i < size.x; ++i, ++n)
                if (mask[n])
                    box.add({i, j, k});
    return box;
}

std::array<double, 6> numbersOf(const std::string& text)
{
    std::array<double, 6> ends{};
    std::string words = text;
    std::replace(words.begin(), words.end(), ',', ' ');
    std::istringstream in(words);
    for (double& end : ends)
        if (!(in >> end) || !std::isfinite(end))
            throw usageError("the box needs six numbers in mm: left right back front bottom top, such as --box \"-80 80 -110 75 -60 90\"");
    if (std::string rest; in >> rest)
        throw usageError("the box has more than six numbers");
    for (std::size_t a = 0; a < 3; ++a)
        if (!(ends[2 * a] < ends[2 * a + 1]))
            throw usageError(fmt::format(
                "the box ends at {:g} mm before it begins at {:g} mm: the smaller number comes first", ends[2 * a + 1], ends[2 * a]));
    return ends;
}

// The voxels that hold the box's corners: of oblique images more than the box, never less.
VoxelBox boxOfCorners(const std::array<double, 6>& ends, const Affine& affine)
{
    const WorldToVoxel toVoxel(affine);
    VoxelBox box;
    for (std::size_t corner = 0; corner < 8; ++corner) {
        const Voxel v = toVoxel({ends[corner & 1], ends[2 + (corner >> 1 & 1)], ends[4 + (corner >> 2)]});
        const std::array<double, 3> at{v.i, v.j, v.k};
        std::array<std::int64_t, 3> low{}, high{};
        for (std::size_t a = 0; a < 3; ++a) {
            if (!(std::abs(at[a]) < 1e6))
                throw Error("the box is too large for this image");
            low[a] = static_cast<std::int64_t>(std::ceil(at[a] - 0.5 - 1e-6)); // a corner on the border of two voxels adds none
            high[a] = static_cast<std::int64_t>(std::floor(at[a] + 0.5 + 1e-6));
        }
        box.add({std::min(low[0], high[0]), std::min(low[1], high[1]), std::min(low[2], high[2])});
        box.add({std::max(low[0], high[0]), std::max(low[1], high[1]), std::max(low[2], high[2])});
    }
    return box;
}

VoxelBox wanted(const StepInputs& inputs, const Params& params)
{
    const Volume& image = inputs.volume("image");
    VoxelBox box;
    if (params.to == "box")
        box = boxOfCorners(numbersOf(params.box), image.affine());
    else
        box = boxOfMask(
            inputs.has("mask") ? maskOnGrid(inputs.volume("mask"), image.grid()) : otsuMask(finiteFrame(image, 0).values, image.grid()),
            image.size());
    if (box.isEmpty())
        throw Error("the image is constant, so there is nothing to cut to: give a mask or a box");
    const Vec3 spacing = image.affine().spacing();
    const std::array<std::int64_t, 3> n{image.size().x, image.size().y, image.size().z};
    for (std::size_t a = 0; a < 3; ++a) {
        const auto margin = static_cast<std::int64_t>(std::ceil(params.marginMm / spacing[a] - 1e-6));
        box.first[a] -= margin;
        box.last[a] += margin;
        if (params.pad)
            continue;
        box.first[a] = std::max<std::int64_t>(box.first[a], 0);
        box.last[a] = std::min(box.last[a], n[a] - 1);
        if (box.first[a] > box.last[a])
            throw Error("the box lies outside the image: compare it with the field of view (insula-cli info)");
    }
    return box;
}

Grid gridOf(const VoxelBox& box, const Affine& affine)
{
    const World origin
        = affine.toWorld({static_cast<double>(box.first[0]), static_cast<double>(box.first[1]), static_cast<double>(box.first[2])});
    Grid grid{{box.length(0), box.length(1), box.length(2)}, affine};
    grid.affine(0, 3) = origin.x;
    grid.affine(1, 3) = origin.y;
    grid.affine(2, 3) = origin.z;
    return grid;
}

// Stored numbers as they are; `empty` where the image has none.
template <typename T> std::vector<T> cut(const Volume& image, const VoxelBox& box, T empty, const Progress& progress)
{
    const Size3 n = image.size();
    std::vector<T> out;
    out.reserve(static_cast<std::size_t>(box.length(0) * box.length(1) * box.length(2) * image.frames()));
    for (std::int64_t t = 0; t < image.frames(); ++t) {
        progress.report(static_cast<double>(t) / static_cast<double>(image.frames()));
        const auto* in = reinterpret_cast<const T*>(image.rawFrame(t).data());
        for (std::int64_t k = box.first[2]; k <= box.last[2]; ++k)
            for (std::int64_t j = box.first[1]; j <= box.last[1]; ++j)
                for (std::int64_t i = box.first[0]; i <= box.last[0]; ++i)
                    out.push_back(i >= 0 && j >= 0 && k >= 0 && i < n.x && j < n.y && k < n.z ? in[i + n.x * (j + n.y * k)] : empty);
    }
    return out;
}

StepOutputs run(const StepInputs& inputs, const Params& params, const Progress& progress)
{
    const VolumePtr kept = imageOrLabels(inputs, "image");
    const Volume& image = *kept;
    progress.report(0);
    const VoxelBox box = wanted(inputs, params);
    const Grid grid = gridOf(box, image.affine());
    const double gib = static_cast<double>(grid.size.count()) * static_cast<double>(image.frames())
        * static_cast<double>(bytesPerVoxel(image.dataType())) / (1U << 30);
    if (gib > 16)
        throw Error(fmt::format("the result would need {:.0f} GiB: choose a smaller margin or box", gib));
    Volume::Description description = derivedDescription(image, grid);
    description.slope = image.slope();
    description.intercept = image.intercept();
    StepOutputs outputs;
    outputs.volumes["image"] = dispatch(image.dataType(), [&](auto type) {
        using T = decltype(type);
        return Volume::make(std::move(description), cut<T>(image, box, storedZero<T>(image), progress));
    });
    outputs.measurements["voxels-kept"]
        = {{"value", 100 * static_cast<double>(grid.size.count()) / static_cast<double>(image.size().count())}, {"unit", "%"}};
    progress.report(1);
    keepLabelNames(outputs, "image");
    return outputs;
}

} // namespace

Step cropStep()
{
    return makeStep<Params>(
        {.id = "crop",
            .title = "Crop or pad",
            .group = "Geometry",
            .version = 1,
            .summary
            = "Cuts an image to a mask, to the head or to a box in mm, with a margin, or adds space around it. No voxel is changed or "
              "moved: each stays where it is in the world, in its own number type.",
            .reference = "",
            .engine = Engine::Itk,
            .inputs = {{.key = "image", .kind = PortKind::Image, .label = "Image", .time = true},
                {.key = "mask", .kind = PortKind::Labels, .label = "Cut to this mask", .optional = true}},
            .outputs = {{.key = "image", .kind = PortKind::Image, .label = "Cropped image", .time = true, .bidsEntity = "desc-cropped"}}},
        bind, run);
}

} // namespace insula
