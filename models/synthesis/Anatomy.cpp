#include "models/synthesis/Anatomy.h"

#include "models/synthesis/Structures.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace insula {
namespace {

constexpr double Roughness = 0.35; // of a blob's radius
constexpr int Tries = 500;

// The labels that occur, smallest of both sides, in rising order; 0 always first.
std::vector<std::int64_t> kindsOf(const at::Tensor& labels)
{
    const at::Tensor counts = at::bincount(labels.reshape(-1)).to(at::kCPU).to(at::kLong);
    std::map<std::int64_t, bool> kinds{{0, true}};
    for (std::int64_t n = 0; n < counts.size(0); ++n)
        if (counts.data_ptr<std::int64_t>()[n] > 0)
            kinds[eitherSide(n)] = true;
    std::vector<std::int64_t> result;
    for (const auto& [label, isThere] : kinds)
        result.push_back(label);
    return result;
}

at::Tensor toClasses(const at::Tensor& labels, const std::vector<std::int64_t>& kinds)
{
    const auto most = labels.max().item<std::int64_t>();
    std::vector<std::int32_t> table(static_cast<std::size_t>(most + 1));
    for (std::int64_t n = 0; n <= most; ++n)
        table[static_cast<std::size_t>(n)]
            = static_cast<std::int32_t>(std::lower_bound(kinds.begin(), kinds.end(), eitherSide(n)) - kinds.begin());
    const at::Tensor values = at::from_blob(table.data(), {most + 1}, at::kInt).clone().to(labels.device());
    return at::index_select(values, 0, labels.reshape(-1)).view(labels.sizes());
}

// Some labels get the class behind all others beyond a smooth random border.
void split(Anatomy& anatomy, const Lattice& lattice, Draws& draws, const AnatomyRanges& ranges)
{
    const std::int64_t count = anatomy.count();
    std::vector<std::int32_t> offsets(static_cast<std::size_t>(count));
    for (std::int64_t n = 1; n < count; ++n)
        offsets[static_cast<std::size_t>(n)] = draws.chance(ranges.splitChance) ? static_cast<std::int32_t>(count) : 0;
    const at::Tensor noise = smoothNoise(draws, lattice, draws.uniform(ranges.splitSpacingMm));
    const at::Tensor table = at::from_blob(offsets.data(), {count}, at::kInt).clone().to(anatomy.labels.device());
    const at::Tensor offset = at::index_select(table, 0, anatomy.classes.view(-1)).view(anatomy.classes.sizes());
    anatomy.classes = anatomy.classes + offset * (noise > 0);
    std::vector<std::int64_t> twice = anatomy.classLabels;
    anatomy.classLabels.insert(anatomy.classLabels.end(), twice.begin(), twice.end());
}

struct Box {
    std::array<std::int64_t, 3> from{}, size{};
    at::Tensor of(at::Tensor x) const
    {
        for (std::size_t a = 0; a < 3; ++a)
            x = x.narrow(static_cast<std::int64_t>(a), from[a], size[a]);
        return x;
    }
};

// A random voxel whose label is wanted; false when none was found.
bool drawPlace(const at::Tensor& labels, bool inBrain, Draws& draws, std::array<std::int64_t, 3>& place)
{
    for (int n = 0; n < Tries; ++n) {
        for (std::size_t a = 0; a < 3; ++a)
            place[a] = draws.index(labels.size(static_cast<std::int64_t>(a)));
        const auto label = labels[place[0]][place[1]][place[2]].item<std::int64_t>();
        if (label != 0 && isBrain(label) == inBrain)
            return true;
    }
    return false;
}

// Distance from the middle as a part of the radius, roughened.
at::Tensor blob(const std::array<std::int64_t, 3>& place, double radiusMm, const Lattice& lattice, Draws& draws, Box& box)
{
    at::Tensor squared;
    Lattice inside = lattice;
    for (std::size_t a = 0; a < 3; ++a) {
        const auto reach = static_cast<std::int64_t>(std::ceil(1.8 * radiusMm / lattice.mm[a]));
        box.from[a] = std::max<std::int64_t>(0, place[a] - reach);
        box.size[a] = std::min(lattice.size[a], place[a] + reach + 1) - box.from[a];
        inside.size[a] = box.size[a];
        std::vector<std::int64_t> shape{1, 1, 1};
        shape[a] = -1;
        const at::Tensor apart = (at::arange(box.size[a], at::TensorOptions().dtype(at::kFloat).device(draws.device()))
                                     + static_cast<double>(box.from[a] - place[a]))
            * (lattice.mm[a] / radiusMm);
        squared = a == 0 ? apart.square().view(shape) : squared + apart.square().view(shape);
    }
    return squared.sqrt() + smoothNoise(draws, inside, radiusMm) * Roughness;
}

void addLesions(Anatomy& anatomy, const Lattice& lattice, Draws& draws, const AnatomyRanges& ranges)
{
    if (!draws.chance(ranges.lesionChance))
        return;
    const auto lesion = anatomy.count() - 3, wanted = 1 + draws.index(ranges.lesionsAtMost);
    for (std::int64_t n = 0; n < wanted; ++n) {
        std::array<std::int64_t, 3> place{};
        if (!drawPlace(anatomy.labels, true, draws, place))
            return;
        Box box;
        const at::Tensor inside = blob(place, draws.uniform(ranges.lesionRadiusMm), lattice, draws, box) < 1;
        const at::Tensor labels = box.of(anatomy.labels);
        box.of(anatomy.classes).masked_fill_(inside & (labels > 0) & (labels < FirstOutsideBrain), lesion);
    }
}

// No signal, with a bright rim where the field's distortion piles it up.
void addImplant(Anatomy& anatomy, const Lattice& lattice, Draws& draws, const AnatomyRanges& ranges)
{
    std::array<std::int64_t, 3> place{};
    if (!draws.chance(ranges.implantChance) || !drawPlace(anatomy.labels, false, draws, place))
        return;
    Box box;
    const at::Tensor at = blob(place, draws.uniform(ranges.implantRadiusMm), lattice, draws, box);
    box.of(anatomy.classes).masked_fill_((at < 1.2) & (box.of(anatomy.labels) > 0), anatomy.count() - 1);
    box.of(anatomy.classes).masked_fill_(at < 1, anatomy.count() - 2);
}

} // namespace

Anatomy makeAnatomy(const at::Tensor& labels, const Lattice& lattice, Draws& draws, const AnatomyRanges& ranges)
{
    Anatomy anatomy;
    anatomy.labels = labels;
    anatomy.classLabels = kindsOf(labels);
    anatomy.classes = toClasses(labels, anatomy.classLabels);
    split(anatomy, lattice, draws, ranges);
    anatomy.classLabels.insert(anatomy.classLabels.end(), {LesionClass, ImplantVoidClass, ImplantRimClass});
    addLesions(anatomy, lattice, draws, ranges);
    addImplant(anatomy, lattice, draws, ranges);
    return anatomy;
}

} // namespace insula
