#include "processing/steps/N4.h"

#include "processing/core/Error.h"
#include "processing/steps/ItkBridge.h"

#include <itkBSplineControlPointImageFilter.h>
#include <itkN4BiasFieldCorrectionImageFilter.h>
#include <itkOtsuThresholdImageFilter.h>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace insula {
namespace {

using Filter = itk::N4BiasFieldCorrectionImageFilter<FloatImage, MaskImage, FloatImage>;
using Size = std::array<std::int64_t, 3>;

struct Shrunken {
    Grid grid;
    Size step{};
    std::vector<float> values;
    std::vector<std::uint8_t> mask;
    std::int64_t used = 0;
};

// Voxels 0, s, 2s, ... and one more at or beyond the end (a copy of the border, not used), so that the spline's domain covers the whole
// image and its knots mean the same on both grids.
Shrunken shrunken(std::span<const float> values, std::span<const std::uint8_t> mask, const Grid& grid, int shrink)
{
    const Size full{grid.size.x, grid.size.y, grid.size.z};
    Shrunken result;
    Size size{};
    std::array<Vec3, 3> columns;
    for (std::size_t a = 0; a < 3; ++a) {
        result.step[a] = std::clamp<std::int64_t>(full[a] / 16, 1, shrink); // thin stacks keep at least 16 slices
        size[a] = std::max<std::int64_t>(2, (full[a] - 1 + result.step[a] - 1) / result.step[a] + 1);
        columns[a] = grid.affine.column(static_cast<int>(a));
        for (double& x : columns[a])
            x *= static_cast<double>(result.step[a]);
    }
    result.grid = {{size[0], size[1], size[2]}, Affine::fromColumns(columns[0], columns[1], columns[2], grid.affine.column(3))};
    for (std::int64_t k = 0; k < size[2]; ++k)
        for (std::int64_t j = 0; j < size[1]; ++j)
            for (std::int64_t i = 0; i < size[0]; ++i) {
                const std::int64_t x = std::min(i * result.step[0], full[0] - 1), y = std::min(j * result.step[1], full[1] - 1),
                                   z = std::min(k * result.step[2], full[2] - 1);
                const auto n = static_cast<std::size_t>(x + full[0] * (y + full[1] * z));
                const bool inside = x == i * result.step[0] && y == j * result.step[1] && z == k * result.step[2] && mask[n] != 0;
                // Outside the mask N4 takes no logarithm, but copies the value into sums: 1 keeps them finite.
                result.values.push_back(inside ? values[n] : 1.0f);
                result.mask.push_back(inside);
                result.used += inside;
            }
    return result;
}

// N4 divides by the range of the histogram without looking.
void checkUsable(const Shrunken& s)
{
    if (s.used < 100)
        throw Error(fmt::format("only {} voxels are left to estimate the field from: use a smaller --shrink or a larger mask", s.used));
    float low = 0, high = 0;
    for (std::size_t n = 0; n < s.values.size(); ++n) {
        if (!s.mask[n])
            continue;
        if (!(s.values[n] > 0))
            throw Error("the field can only be estimated from positive values");
        low = low == 0 ? s.values[n] : std::min(low, s.values[n]);
        high = std::max(high, s.values[n]);
    }
    if (!(high > low * 1.000001f))
        throw Error("the image has the same value everywhere inside the mask: there is no field to estimate");
}

void configure(Filter& filter, const Shrunken& s, const N4Settings& settings)
{
    filter.SetInput(toItk(s.values, s.grid));
    filter.SetMaskImage(toItk(s.mask, s.grid));
    filter.SetMaskLabel(1);
    filter.SetUseMaskLabel(true);
    filter.SetNumberOfFittingLevels(static_cast<unsigned>(settings.levels));
    Filter::VariableSizeArrayType iterations(static_cast<unsigned>(settings.levels));
    iterations.Fill(static_cast<unsigned>(settings.iterations));
    filter.SetMaximumNumberOfIterations(iterations);
    filter.SetConvergenceThreshold(0.001f);
    Filter::ArrayType controlPoints;
    const Vec3 spacing = s.grid.affine.spacing();
    const Size size{s.grid.size.x, s.grid.size.y, s.grid.size.z};
    for (unsigned a = 0; a < 3; ++a) {
        const double length = spacing[a] * static_cast<double>(size[a] - 1);
        controlPoints[a]
            = filter.GetSplineOrder() + static_cast<unsigned>(std::clamp(std::ceil(length / settings.splineDistanceMm), 1.0, 32.0));
    }
    filter.SetNumberOfControlPoints(controlPoints);
}

// The logarithmic field on the full grid: the spline itself, evaluated at each voxel (no interpolation of the shrunken field).
std::vector<float> evaluated(
    const Filter& filter, const Shrunken& s, const Grid& grid, const N4Settings& settings, const Progress& progress)
{
    using Lattice = Filter::BiasFieldControlPointLatticeType;
    const auto spline = itk::BSplineControlPointImageFilter<Lattice, Filter::ScalarImageType>::New();
    const Vec3 spacing = grid.affine.spacing();
    const Size coarse{s.grid.size.x, s.grid.size.y, s.grid.size.z};
    Filter::ScalarImageType::SizeType size;
    Filter::ScalarImageType::SpacingType fine;
    for (unsigned a = 0; a < 3; ++a) {
        size[a] = static_cast<itk::SizeValueType>((coarse[a] - 1) * s.step[a] + 1);
        fine[a] = spacing[a];
    }
    spline->SetInput(filter.GetLogBiasFieldControlPointLattice());
    spline->SetOrigin(filter.GetInput()->GetOrigin());
    spline->SetDirection(filter.GetInput()->GetDirection());
    spline->SetSpacing(fine);
    spline->SetSize(size);
    spline->SetSplineOrder(filter.GetSplineOrder());
    runFilter(*spline, "evaluating the bias field failed", progress, settings.threads);
    const auto* wide = spline->GetOutput()->GetBufferPointer();
    std::vector<float> field;
    field.reserve(static_cast<std::size_t>(grid.size.count()));
    for (std::int64_t k = 0; k < grid.size.z; ++k)
        for (std::int64_t j = 0; j < grid.size.y; ++j) {
            const auto* row = wide + static_cast<std::int64_t>(size[0]) * (j + static_cast<std::int64_t>(size[1]) * k);
            for (std::int64_t i = 0; i < grid.size.x; ++i)
                field.push_back(std::exp(row[i][0]));
        }
    return field;
}

} // namespace

std::vector<float> n4Field(std::span<const float> values, std::span<const std::uint8_t> mask, const Grid& grid, const N4Settings& settings,
    const Progress& progress)
{
    const Shrunken s = shrunken(values, mask, grid, settings.shrink);
    checkUsable(s);
    const auto filter = Filter::New();
    configure(*filter, s, settings);
    runFilter(*filter, "estimating the bias field failed", progress.part(0, 0.85), settings.threads, settings.levels * settings.iterations);
    return evaluated(*filter, s, grid, settings, progress.part(0.85, 1));
}

std::vector<std::uint8_t> otsuMask(std::span<const float> values, const Grid& grid)
{
    const auto otsu = itk::OtsuThresholdImageFilter<FloatImage, MaskImage>::New();
    otsu->SetInput(toItk(values, grid));
    otsu->SetNumberOfHistogramBins(256);
    otsu->SetInsideValue(0);
    otsu->SetOutsideValue(1);
    runFilter(*otsu, "Otsu's threshold failed", {});
    const std::uint8_t* first = otsu->GetOutput()->GetBufferPointer();
    return {first, first + values.size()};
}

} // namespace insula
