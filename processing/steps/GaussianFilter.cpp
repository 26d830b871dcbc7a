#include "processing/steps/GaussianFilter.h"

#include "processing/steps/ItkBridge.h"

#include <itkDiscreteGaussianImageFilter.h>
#include <itkRecursiveGaussianImageFilter.h>

#include <algorithm>

namespace insula {
namespace {

// ITK evaluates the Bessel functions unscaled, which overflows beyond a sigma of 26 voxels; the kernel is long before that.
constexpr double LargestDiscreteSigma = 8;

FloatImage::Pointer discrete(const FloatImage::Pointer& image, const Vec3& sigma, int threads, const Progress& progress)
{
    using Filter = itk::DiscreteGaussianImageFilter<FloatImage, FloatImage>;
    const auto filter = Filter::New();
    Filter::ArrayType variance;
    for (unsigned a = 0; a < 3; ++a)
        variance[a] = sigma[a] <= LargestDiscreteSigma ? sigma[a] * sigma[a] : 0;
    filter->SetInput(image);
    filter->SetVariance(variance);
    filter->SetMaximumError(0.0005);
    filter->SetMaximumKernelWidth(128);
    filter->SetUseImageSpacing(false);
    runFilter(*filter, "smoothing failed", progress, threads);
    return filter->GetOutput();
}

FloatImage::Pointer recursive(const FloatImage::Pointer& image, unsigned axis, double sigma, int threads, const Progress& progress)
{
    const auto filter = itk::RecursiveGaussianImageFilter<FloatImage, FloatImage>::New();
    filter->SetInput(image);
    filter->SetDirection(axis);
    filter->SetSigma(sigma);
    filter->SetZeroOrder();
    runFilter(*filter, "smoothing failed", progress, threads);
    return filter->GetOutput();
}

} // namespace

std::vector<float> gaussianSmoothed(
    std::span<const float> values, const Size3& size, const Vec3& sigmaVoxels, int threads, const Progress& progress)
{
    FloatImage::Pointer image = toItkIndexSpace(values, size);
    const std::array<std::int64_t, 3> count{size.x, size.y, size.z};
    if (std::any_of(sigmaVoxels.begin(), sigmaVoxels.end(), [](double s) { return s > 0 && s <= LargestDiscreteSigma; }))
        image = discrete(image, sigmaVoxels, threads, progress.part(0, 0.5));
    for (unsigned a = 0; a < 3; ++a)
        // The recursive filter needs four voxels; fewer than that are all the same under such a wide kernel.
        if (sigmaVoxels[a] > LargestDiscreteSigma && count[a] >= 4)
            image = recursive(image, a, sigmaVoxels[a], threads, progress.part(0.5 + a / 6.0, 0.5 + (a + 1) / 6.0));
    progress.report(1.0);
    return fromItk(*image);
}

} // namespace insula
