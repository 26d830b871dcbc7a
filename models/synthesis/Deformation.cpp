#include "models/synthesis/Deformation.h"

#include "models/synthesis/Structures.h"
#include "processing/core/Error.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>
#include <vector>

namespace insula {
namespace {

constexpr double WarpLatticeMm = 6; // less than the distance of the closest control points
constexpr int Squarings = 6;
constexpr std::int64_t SlabVoxels = 1 << 19; // so that the temporaries of a slab stay in the cache
constexpr std::int64_t HighestLabel = 1 << 20;

using Matrix3 = std::array<std::array<double, 3>, 3>;

Matrix3 product(const Matrix3& a, const Matrix3& b)
{
    Matrix3 c{};
    for (std::size_t row = 0; row < 3; ++row)
        for (std::size_t column = 0; column < 3; ++column)
            for (std::size_t n = 0; n < 3; ++n)
                c[row][column] += a[row][n] * b[n][column];
    return c;
}

Matrix3 drawLinear(Draws& draws, const AnatomyRanges& ranges)
{
    Matrix3 linear{};
    for (std::size_t a = 0; a < 3; ++a)
        for (std::size_t b = 0; b < 3; ++b)
            linear[a][b] = a == b ? draws.uniform(ranges.scaling) : draws.uniform(ranges.shear);
    for (std::size_t a = 0; a < 3; ++a) {
        const double angle = draws.uniform(ranges.rotationDegrees) * std::numbers::pi / 180;
        const std::size_t b = (a + 1) % 3, c = (a + 2) % 3;
        Matrix3 turn{};
        turn[a][a] = 1;
        turn[b][b] = turn[c][c] = std::cos(angle);
        turn[b][c] = -std::sin(angle);
        turn[c][b] = std::sin(angle);
        linear = product(turn, linear);
    }
    return linear;
}

std::int64_t controlPoints(std::int64_t n, double mm, double spacingMm)
{
    return std::max<std::int64_t>(4, std::llround(static_cast<double>(n) * mm / spacingMm) + 3);
}

at::Tensor smooth(const at::Tensor& coarse, const Lattice& lattice)
{
    at::Tensor x = coarse;
    for (int a = 2; a >= 0; --a)
        x = alongAxis(x, splineMatrix(lattice.size[static_cast<std::size_t>(a)], coarse.size(a)), a);
    return x;
}

at::Tensor centred(std::int64_t n, double mm, const at::TensorOptions& options)
{
    return (at::arange(n, options) - static_cast<double>(n - 1) / 2) * mm;
}

// In units in which the field reaches from -1 to 1, for grid_sampler: [1, k, j, i, 3] with the last axis' component first.
at::Tensor gridOf(const at::Tensor& unit)
{
    std::vector<at::Tensor> axes;
    for (std::int64_t a = 0; a < 3; ++a) {
        std::vector<std::int64_t> shape{1, 1, 1};
        shape[static_cast<std::size_t>(a)] = unit.size(a + 1);
        axes.push_back(at::linspace(-1, 1, unit.size(a + 1), unit.options()).view(shape) + unit[a]);
    }
    return at::stack({axes[2], axes[1], axes[0]}, -1).unsqueeze(0);
}

// Position in source voxels along axis `a` as a product: [slice, rows] (slices) times [rows, j, i] (planes). The rows are the warp at its
// own slices, then the affine part of j and i, then ones for that of k.
struct Positions {
    at::Tensor slices, planes;
};

Positions positionsAlong(const Deformation& d, const Lattice& from, const Lattice& to, std::size_t a, const at::TensorOptions& options)
{
    const double scale = 1 / from.mm[a], middle = static_cast<double>(from.size[a] - 1) / 2;
    std::array<at::Tensor, 3> axis;
    for (std::size_t b = 0; b < 3; ++b)
        axis[b] = centred(to.size[b], to.mm[b], options) * (d.linear[a][b] * scale);
    const at::Tensor plane = axis[1].view({1, -1, 1}) + axis[2].view({1, 1, -1}) + (d.shiftMm[a] * scale + middle);
    const at::Tensor ones = at::ones({to.size[0], 1}, options);
    Positions positions{at::cat({ones, axis[0].view({-1, 1})}, 1), at::cat({plane, at::ones_like(plane)}, 0)};
    if (!d.warpMm.defined())
        return positions;
    at::Tensor warp
        = d.warpMm[0] * (d.linear[a][0] * scale) + d.warpMm[1] * (d.linear[a][1] * scale) + d.warpMm[2] * (d.linear[a][2] * scale);
    const at::Tensor alongK = linearMatrix(to.size[0], warp.size(0)).to(options.device());
    warp = alongAxis(alongAxis(warp, linearMatrix(to.size[1], warp.size(1)), 1), linearMatrix(to.size[2], warp.size(2)), 2);
    return {at::cat({alongK, positions.slices}, 1), at::cat({warp, positions.planes}, 0)};
}

at::Tensor gathered(
    const at::Tensor& labels, const std::array<Positions, 3>& positions, const Lattice& from, std::int64_t slice, std::int64_t count)
{
    at::Tensor index, inside;
    for (std::size_t a = 0; a < 3; ++a) {
        const auto last = static_cast<double>(from.size[a] - 1);
        const at::Tensor exact = alongAxis(positions[a].planes, positions[a].slices.narrow(0, slice, count), 0).round_();
        const at::Tensor held = exact.clamp(0, last), ok = exact == held, whole = held.to(at::kInt);
        index = a == 0 ? whole : index.mul_(from.size[a]).add_(whole);
        inside = a == 0 ? ok : inside.logical_and_(ok);
    }
    return at::index_select(labels.view(-1), 0, index.view(-1)).view(index.sizes()).mul_(inside);
}

} // namespace

at::Tensor smoothNoise(Draws& draws, const Lattice& lattice, double spacingMm)
{
    std::vector<std::int64_t> shape;
    for (std::size_t a = 0; a < 3; ++a)
        shape.push_back(controlPoints(lattice.size[a], lattice.mm[a], spacingMm));
    at::Tensor noise = smooth(draws.coarseNoise(shape), lattice);
    noise = noise - noise.mean();
    return noise / noise.square().mean().sqrt().clamp_min(1e-6);
}

Lattice warpLattice(const Lattice& lattice)
{
    return coarser(lattice, WarpLatticeMm);
}

Deformation drawDeformation(Draws& draws, const AnatomyRanges& ranges, const Lattice& lattice)
{
    Deformation deformation;
    deformation.linear = drawLinear(draws, ranges);
    for (double& mm : deformation.shiftMm)
        mm = draws.uniform(ranges.translationMm);
    const double spacing = draws.uniform(ranges.warpSpacingMm), sd = draws.uniform(ranges.warpSdMm);
    const Lattice coarse = warpLattice(lattice);
    std::vector<at::Tensor> parts;
    for (int a = 0; a < 3; ++a)
        parts.push_back(smoothNoise(draws, coarse, spacing) * sd);
    deformation.warpMm = integrated(at::stack(parts), coarse);
    return deformation;
}

at::Tensor integrated(const at::Tensor& velocityMm, const Lattice& lattice)
{
    std::vector<at::Tensor> parts;
    std::array<double, 3> toUnit{};
    for (std::size_t a = 0; a < 3; ++a) {
        toUnit[a] = 2 / (lattice.mm[a] * static_cast<double>(std::max<std::int64_t>(1, lattice.size[a] - 1)));
        parts.push_back(velocityMm[static_cast<std::int64_t>(a)] * (toUnit[a] / (1 << Squarings)));
    }
    at::Tensor unit = at::stack(parts);
    for (int n = 0; n < Squarings; ++n)
        unit = unit + at::grid_sampler(unit.unsqueeze(0), gridOf(unit), 0, 1, true)[0]; // trilinear; the border's value beyond it
    for (std::size_t a = 0; a < 3; ++a)
        parts[a] = unit[static_cast<std::int64_t>(a)] / toUnit[a];
    return at::stack(parts);
}

at::Tensor jacobianDeterminant(const at::Tensor& displacementMm, const Lattice& lattice)
{
    std::array<std::array<at::Tensor, 3>, 3> d;
    for (std::size_t a = 0; a < 3; ++a) // component
        for (std::size_t b = 0; b < 3; ++b) { // along
            at::Tensor x = displacementMm[static_cast<std::int64_t>(a)];
            for (std::size_t c = 0; c < 3; ++c)
                if (c != b)
                    x = x.narrow(static_cast<std::int64_t>(c), 1, x.size(static_cast<std::int64_t>(c)) - 2);
            const auto axis = static_cast<std::int64_t>(b), n = x.size(axis) - 2;
            d[a][b] = (x.narrow(axis, 2, n) - x.narrow(axis, 0, n)) / (2 * lattice.mm[b]) + (a == b ? 1.0 : 0.0);
        }
    return d[0][0] * (d[1][1] * d[2][2] - d[1][2] * d[2][1]) - d[0][1] * (d[1][0] * d[2][2] - d[1][2] * d[2][0])
        + d[0][2] * (d[1][0] * d[2][1] - d[1][1] * d[2][0]);
}

at::Tensor deformedLabels(
    const at::Tensor& labels, const Lattice& from, const Lattice& to, const Deformation& deformation, const Progress& progress)
{
    std::array<Positions, 3> positions;
    for (std::size_t a = 0; a < 3; ++a)
        positions[a] = positionsAlong(deformation, from, to, a, labels.options().dtype(at::kFloat));
    const std::int64_t depth = std::max<std::int64_t>(1, SlabVoxels / (to.size[1] * to.size[2]));
    const at::Tensor source = labels.contiguous();
    at::Tensor result = at::empty({to.size[0], to.size[1], to.size[2]}, labels.options());
    for (std::int64_t k = 0; k < to.size[0]; k += depth) {
        progress.checkpoint();
        const std::int64_t slices = std::min(depth, to.size[0] - k);
        result.narrow(0, k, slices).copy_(gathered(source, positions, from, k, slices));
    }
    return result;
}

at::Tensor mappedLabels(const at::Tensor& labels, std::int64_t (*value)(std::int64_t))
{
    const auto least = labels.min().item<std::int64_t>(), most = labels.max().item<std::int64_t>();
    if (least < 0 || most > HighestLabel)
        throw Error(fmt::format("the label map holds {} to {}; labels from 0 to {} can be used", least, most, HighestLabel));
    std::vector<std::int32_t> table(static_cast<std::size_t>(most + 1));
    for (std::int64_t n = 0; n <= most; ++n)
        table[static_cast<std::size_t>(n)] = static_cast<std::int32_t>(value(n));
    const at::Tensor values = at::from_blob(table.data(), {most + 1}, at::kInt).clone().to(labels.device());
    return at::index_select(values, 0, labels.reshape(-1)).view(labels.sizes());
}

at::Tensor flippedLabels(const at::Tensor& labels, int leftRightAxis)
{
    return mappedLabels(labels, otherSide).flip({leftRightAxis}).contiguous();
}

} // namespace insula
