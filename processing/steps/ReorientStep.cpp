// Renames the axes of an image: voxels are permuted and flipped, never interpolated, and the affine follows exactly.
#include "processing/steps/Steps.h"

#include "processing/core/Error.h"
#include "processing/core/Resample.h"
#include "processing/steps/DerivedVolume.h"

#include <algorithm>
#include <array>

namespace insula {
namespace {

struct Params {
    std::string to = "RAS";
    std::string form = "auto";
};

std::vector<ChoiceItem> allCodes()
{
    constexpr std::array<const char*, 3> letters{"LR", "PA", "IS"};
    std::array<std::size_t, 3> axes{0, 1, 2};
    std::vector<ChoiceItem> items;
    do {
        for (unsigned flips = 0; flips < 8; ++flips) {
            std::string code;
            for (std::size_t a = 0; a < 3; ++a)
                code += letters[axes[a]][(flips >> a & 1u) ? 0 : 1];
            items.push_back({code, code + "+"});
        }
    } while (std::next_permutation(axes.begin(), axes.end()));
    return items;
}

void bind(ParamBinder& b, Params& p)
{
    static const std::vector<ChoiceItem> codes = allCodes();
    b.choice("to", p.to, codes, "Orientation", "Where the three voxel axes grow to: RAS is right, anterior, superior.");
    b.choice("form", p.form, {{"auto", "As usual (sform before qform)"}, {"sform", "sform"}, {"qform", "qform"}}, "Header form",
        "Which of the header's two forms says where the voxels are, when they disagree. The result has only that one.");
}

// For each new axis: which old one it is, and whether it runs backwards.
struct AxisMap {
    std::array<int, 3> from{};
    std::array<bool, 3> flipped{};
};

AxisMap axisMap(const Affine& affine, const std::string& to)
{
    constexpr std::string_view positive = "RAS", negative = "LPI";
    const auto old = axisDirections(affine);
    AxisMap map;
    for (std::size_t a = 0; a < 3; ++a) {
        const auto up = positive.find(to[a]);
        const int world = static_cast<int>(up != std::string_view::npos ? up : negative.find(to[a]));
        const int sign = up != std::string_view::npos ? 1 : -1;
        for (int o = 0; o < 3; ++o)
            if (old[static_cast<std::size_t>(o)].world == world) {
                map.from[a] = o;
                map.flipped[a] = old[static_cast<std::size_t>(o)].sign != sign;
            }
    }
    return map;
}

Grid reoriented(const Grid& grid, const AxisMap& map)
{
    const std::array<std::int64_t, 3> size{grid.size.x, grid.size.y, grid.size.z};
    std::array<std::int64_t, 3> newSize{};
    std::array<Vec3, 3> columns;
    Voxel first;
    const std::array<double*, 3> firstOld{&first.i, &first.j, &first.k};
    for (std::size_t a = 0; a < 3; ++a) {
        const auto o = static_cast<std::size_t>(map.from[a]);
        newSize[a] = size[o];
        columns[a] = grid.affine.column(map.from[a]);
        if (map.flipped[a]) {
            for (double& x : columns[a])
                x = -x;
            *firstOld[o] = static_cast<double>(size[o] - 1);
        }
    }
    const World origin = grid.affine.toWorld(first);
    return {{newSize[0], newSize[1], newSize[2]}, Affine::fromColumns(columns[0], columns[1], columns[2], {origin.x, origin.y, origin.z})};
}

template <typename T> std::vector<T> permuted(const Volume& image, const Size3& size, const AxisMap& map, const Progress& progress)
{
    const std::array<std::int64_t, 3> old{image.size().x, image.size().y, image.size().z};
    const std::array<std::int64_t, 3> oldStride{1, old[0], old[0] * old[1]};
    std::array<std::int64_t, 3> stride{};
    std::int64_t start = 0;
    for (std::size_t a = 0; a < 3; ++a) {
        const auto o = static_cast<std::size_t>(map.from[a]);
        stride[a] = map.flipped[a] ? -oldStride[o] : oldStride[o];
        start += map.flipped[a] ? (old[o] - 1) * oldStride[o] : 0;
    }
    std::vector<T> out(static_cast<std::size_t>(size.count() * image.frames()));
    for (std::int64_t t = 0; t < image.frames(); ++t) {
        progress.report(static_cast<double>(t) / static_cast<double>(image.frames()));
        const auto* in = reinterpret_cast<const T*>(image.rawFrame(t).data());
        T* to = out.data() + t * size.count();
        for (std::int64_t k = 0; k < size.z; ++k) {
            progress.checkpoint();
            for (std::int64_t j = 0; j < size.y; ++j) {
                const T* row = in + start + k * stride[2] + j * stride[1];
                for (std::int64_t i = 0; i < size.x; ++i)
                    *to++ = row[i * stride[0]];
            }
        }
    }
    return out;
}

StepOutputs run(const StepInputs& inputs, const Params& params, const Progress& progress)
{
    VolumePtr chosen = imageOrLabels(inputs, "image");
    if (params.form != "auto")
        chosen = underForm(chosen, params.form == "sform" ? SpatialForms::Used::Sform : SpatialForms::Used::Qform);
    const Volume& image = *chosen;
    const AxisMap map = axisMap(image.affine(), params.to);
    const Grid grid = reoriented(image.grid(), map);
    Volume::Description description = derivedDescription(image, grid);
    description.slope = image.slope();
    description.intercept = image.intercept();
    StepOutputs outputs;
    outputs.volumes["image"] = dispatch(image.dataType(),
        [&](auto type) { return Volume::make(std::move(description), permuted<decltype(type)>(image, grid.size, map, progress)); });
    keepLabelNames(outputs, "image");
    progress.report(1.0);
    return outputs;
}

} // namespace

Step reorientStep()
{
    return makeStep<Params>(
        {.id = "reorient",
            .title = "Reorient axes",
            .group = "Geometry",
            .version = 2,
            .summary
            = "Permutes and flips the voxel axes so that they point to the wanted directions as nearly as possible. "
              "Lossless: no voxel changes its value or, unless another header form is chosen, its place in the world; NaN stays NaN.",
            .reference = "",
            .engine = Engine::Itk,
            .inputs = {{.key = "image", .kind = PortKind::Image, .label = "Image", .time = true}},
            .outputs
            = {{.key = "image", .kind = PortKind::Image, .label = "Reoriented image", .time = true, .bidsEntity = "desc-reoriented"}}},
        bind, run);
}

} // namespace insula
