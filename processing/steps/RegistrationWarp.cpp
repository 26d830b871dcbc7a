// The diffeomorphic part of a registration; a file of its own because ITK's templates take long to compile.
#include "processing/steps/Registration.h"

#include "processing/core/Error.h"
#include "processing/core/Quantile.h"
#include "processing/steps/ItkBridge.h"
#include "processing/steps/LevelImage.h"
#include "processing/steps/ResampleGrid.h"

#include <itkANTSNeighborhoodCorrelationImageToImageMetricv4.h>
#include <itkDisplacementFieldTransform.h>
#include <itkDisplacementFieldTransformParametersAdaptor.h>
#include <itkImageRegionConstIterator.h>
#include <itkShrinkImageFilter.h>
#include <itkSyNImageRegistrationMethod.h>

#include <algorithm>
#include <cmath>

namespace insula {
namespace {

using FieldTransform = itk::DisplacementFieldTransform<double, 3>;
using Metric = itk::ANTSNeighborhoodCorrelationImageToImageMetricv4<FloatImage, FloatImage>;
using Method = itk::SyNImageRegistrationMethod<FloatImage, FloatImage, FieldTransform>;

// Both images on one grid without rotation, so that vectors are along its axes.
FloatImage::Pointer plainImage(std::span<const float> values, const Size3& size, double voxelMm)
{
    const auto image = toItkIndexSpace(values, size);
    FloatImage::SpacingType spacing;
    spacing.Fill(voxelMm);
    image->SetSpacing(spacing);
    return image;
}

// Grey values between 0 and 1 from the 1st to the 99th percentile: very bright vessels or fat would rule the correlation.
void compress(std::vector<float>& values)
{
    std::vector<float> sorted = values;
    const float low = valueAtShare(sorted, 0.01), high = valueAtShare(sorted, 0.99), range = high > low ? high - low : 1;
    for (float& v : values)
        v = std::clamp((v - low) / range, 0.0f, 1.0f);
}

// On `to` (in the space of the fixed image), smoothed first where that is coarser.
std::vector<float> onCommonGrid(const RegistrationImage& image, const Grid& placed, const Grid& to, int threads)
{
    std::vector<float> values = smoothedOnto(image.values, placed, to, threads);
    compress(values);
    return values;
}

VectorField fieldFrom(const FieldTransform::DisplacementFieldType& field, const Grid& grid)
{
    VectorField out{grid, std::vector<float>(static_cast<std::size_t>(3 * grid.size.count()))};
    const Vec3 spacing = grid.affine.spacing();
    const auto count = static_cast<std::size_t>(grid.size.count());
    itk::ImageRegionConstIterator<FieldTransform::DisplacementFieldType> it(&field, field.GetLargestPossibleRegion());
    for (std::size_t n = 0; n < count; ++n, ++it)
        for (std::size_t r = 0; r < 3; ++r) {
            double mm = 0;
            for (unsigned a = 0; a < 3; ++a)
                mm += grid.affine(static_cast<int>(r), static_cast<int>(a)) / spacing[a] * it.Get()[a];
            out.values[n + r * count] = static_cast<float>(mm);
        }
    return out;
}

void configure(Method& method, const FloatImage& image, FieldTransform& transform, const WarpOptions& options)
{
    constexpr unsigned Levels = 3;
    Method::ShrinkFactorsArrayType shrink(Levels);
    Method::SmoothingSigmasArrayType sigma(Levels);
    Method::NumberOfIterationsArrayType iterations(Levels);
    const std::array counts{options.coarse, options.middle, options.fine};
    Method::TransformParametersAdaptorsContainerType adaptors;
    for (unsigned n = 0; n < Levels; ++n) {
        shrink[n] = 1u << (Levels - 1 - n);
        sigma[n] = Levels - 1 - n;
        iterations[n] = static_cast<itk::SizeValueType>(counts[n]);
        // The field has the voxels of its level's images.
        const auto level = itk::ShrinkImageFilter<FloatImage, FloatImage>::New();
        level->SetInput(&image);
        level->SetShrinkFactors(static_cast<unsigned>(shrink[n]));
        level->UpdateOutputInformation();
        const FloatImage& like = *level->GetOutput();
        const auto adaptor = itk::DisplacementFieldTransformParametersAdaptor<FieldTransform>::New();
        adaptor->SetRequiredSize(like.GetLargestPossibleRegion().GetSize());
        adaptor->SetRequiredOrigin(like.GetOrigin());
        adaptor->SetRequiredSpacing(like.GetSpacing());
        adaptor->SetRequiredDirection(like.GetDirection());
        adaptor->SetTransform(&transform);
        adaptors.push_back(adaptor.GetPointer());
    }
    method.SetTransformParametersAdaptorsPerLevel(adaptors);
    method.SetNumberOfLevels(Levels);
    method.SetShrinkFactorsPerLevel(shrink);
    method.SetSmoothingSigmasPerLevel(sigma);
    method.SetSmoothingSigmasAreSpecifiedInPhysicalUnits(false);
    method.SetNumberOfIterationsPerLevel(iterations);
    method.SetLearningRate(options.stepVoxels);
    method.SetConvergenceThreshold(1e-6);
    method.SetConvergenceWindowSize(10);
    method.SetGaussianSmoothingVarianceForTheUpdateField(options.updateSigmaVoxels * options.updateSigmaVoxels);
    method.SetGaussianSmoothingVarianceForTheTotalField(options.totalSigmaVoxels * options.totalSigmaVoxels);
}

FieldTransform::Pointer identity(const FloatImage& like)
{
    const auto make = [&] {
        const auto field = FieldTransform::DisplacementFieldType::New();
        field->CopyInformation(&like);
        field->SetRegions(like.GetLargestPossibleRegion());
        field->Allocate();
        field->FillBuffer(itk::Vector<double, 3>(0.0));
        return field;
    };
    const auto transform = FieldTransform::New();
    transform->SetDisplacementField(make());
    transform->SetInverseDisplacementField(make());
    return transform;
}

} // namespace

Warp registerWarp(const RegistrationImage& fixed, const RegistrationImage& moving, const Affine& affine, const WarpOptions& options,
    const Progress& progress)
{
    // At least 16 voxels along each axis, so that the coarsest level has four.
    const Vec3 spacing = fixed.grid->affine.spacing();
    const Size3& size = fixed.grid->size;
    const double shortest = std::min(
        {spacing[0] * static_cast<double>(size.x), spacing[1] * static_cast<double>(size.y), spacing[2] * static_cast<double>(size.z)});
    const double voxelMm = std::min(options.voxelMm, shortest / 16);
    const Grid grid = gridWithVoxelSize(*fixed.grid, voxelMm);
    const Size3& n = grid.size;
    progress.report(0, "warping");
    const std::vector<float> fixedValues = onCommonGrid(fixed, *fixed.grid, grid, options.threads);
    const Grid placed{moving.grid->size, affine.inverse() * moving.grid->affine};
    const std::vector<float> movingValues = onCommonGrid(moving, placed, grid, options.threads);
    const auto fixedImage = plainImage(fixedValues, n, voxelMm), movingImage = plainImage(movingValues, n, voxelMm);
    const auto metric = Metric::New();
    Metric::RadiusType radius;
    radius.Fill(static_cast<itk::SizeValueType>(options.radius));
    metric->SetRadius(radius);
    metric->SetUseMovingImageGradientFilter(false);
    metric->SetUseFixedImageGradientFilter(false);
    metric->SetMaximumNumberOfWorkUnits(8); // the same sums on every machine
    const auto method = Method::New();
    method->SetFixedImage(fixedImage);
    method->SetMovingImage(movingImage);
    method->SetMetric(metric);
    const auto transform = identity(*fixedImage);
    method->SetInitialTransform(transform);
    method->InPlaceOn();
    configure(*method, *fixedImage, *transform, options);
    method->SetNumberOfWorkUnits(8);
    const double all = options.coarse / 64.0 + options.middle / 8.0 + options.fine; // in the time of one at full size
    double done = 0;
    method->AddObserver(itk::IterationEvent(), [&](const itk::EventObject&) {
        const std::array cost{1 / 64.0, 1 / 8.0, 1.0};
        done += cost[std::min<std::size_t>(method->GetCurrentLevel(), 2)];
        progress.report(std::min(0.99, done / all), "warping");
    });
    withItkErrors("the registration failed", [&] { method->Update(); });
    Warp warp{fieldFrom(*transform->GetDisplacementField(), grid), fieldFrom(*transform->GetInverseDisplacementField(), grid)};
    progress.report(1);
    return warp;
}

} // namespace insula
