// New voxel size, or the grid of another image.
#include "processing/steps/Steps.h"

#include "processing/core/Error.h"
#include "processing/core/Resample.h"
#include "processing/steps/DerivedVolume.h"
#include "processing/steps/GaussianFilter.h"
#include "processing/steps/ItkBridge.h"
#include "processing/steps/ResampleGrid.h"
#include "processing/steps/SampleThrough.h"

#include <itkAffineTransform.h>
#include <itkResampleImageFilter.h>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace insula {
namespace {

struct Params {
    double voxelMm = 1.0;
    std::string interpolation = "auto";
    bool antiAlias = true;
};

void bind(ParamBinder& b, Params& p)
{
    b.real("voxel-size", p.voxelMm, {0.1, 50.0, 0.1}, "Voxel size (mm)",
        "Edge of the new cubic voxels; not used when a reference image is given.");
    bindInterpolation(b, p.interpolation);
    b.boolean("anti-alias", p.antiAlias, "Smooth before down-sampling",
        "Removes detail that the coarser grid cannot hold. Never done for nearest neighbour.");
}

// Both images are in voxel coordinates and the transform between them is exact, so that shear and left-handed axes need no exception.
std::vector<float> interpolated(
    std::span<const float> values, const Grid& from, const Grid& to, const std::string& key, int threads, const Progress& progress)
{
    const Affine map = from.affine.inverse() * to.affine;
    const auto transform = itk::AffineTransform<double, 3>::New();
    itk::Matrix<double, 3, 3> matrix;
    itk::Vector<double, 3> offset;
    for (int r = 0; r < 3; ++r) {
        for (int c = 0; c < 3; ++c)
            matrix(static_cast<unsigned>(r), static_cast<unsigned>(c)) = map(r, c);
        offset[static_cast<unsigned>(r)] = map(r, 3);
    }
    transform->SetMatrix(matrix);
    transform->SetOffset(offset);
    const auto filter = itk::ResampleImageFilter<FloatImage, FloatImage>::New();
    filter->SetInput(toItkIndexSpace(values, from.size));
    filter->SetTransform(transform);
    filter->SetInterpolator(interpolatorOf(key));
    filter->SetDefaultPixelValue(0);
    filter->SetSize({static_cast<itk::SizeValueType>(to.size.x), static_cast<itk::SizeValueType>(to.size.y),
        static_cast<itk::SizeValueType>(to.size.z)});
    runFilter(*filter, "resampling failed", progress, threads);
    return fromItk(*filter->GetOutput());
}

// The weights of a windowed sinc do not add up to 1 between voxels (ripple of half a percent): what they make of ones is divided out.
std::vector<float> sincWeights(const Grid& from, const Grid& to, int threads, const Progress& progress)
{
    return interpolated(std::vector<float>(static_cast<std::size_t>(from.size.count()), 1.0f), from, to, "sinc", threads, progress);
}

// Kernel that turns voxels of the old size into voxels of the new one, both taken as Gaussians with their edge as FWHM.
Vec3 antiAliasSigma(const Vec3& step)
{
    Vec3 sigma{};
    for (std::size_t a = 0; a < 3; ++a)
        if (step[a] > 1.01)
            sigma[a] = std::sqrt(step[a] * step[a] - 1) / FwhmPerSigma;
    return sigma;
}

VolumePtr resampledNearest(const Volume& image, const Grid& to, int threads, const Progress& progress)
{
    Volume::Description description = derivedDescription(image, to);
    description.slope = image.slope();
    description.intercept = image.intercept();
    const Affine map = image.affine().inverse() * to.affine;
    const auto place = [&](const Voxel& voxel) { return map.toWorld(voxel); };
    return dispatch(image.dataType(), [&](auto type) {
        return Volume::make(std::move(description), sampledNearest<decltype(type)>(image, to, place, threads, progress));
    });
}

VolumePtr resampledSmoothly(const Volume& image, const Grid& to, const std::string& key, const Vec3& sigma, int threads,
    const Progress& progress, std::int64_t& replaced)
{
    const bool blurred = std::any_of(sigma.begin(), sigma.end(), [](double s) { return s > 0; });
    const auto frames = static_cast<double>(image.frames());
    const std::vector<float> weights
        = key == "sinc" ? sincWeights(image.grid(), to, threads, progress.part(0, 1 / (frames + 1))) : std::vector<float>{};
    const Progress rest = weights.empty() ? progress : progress.part(1 / (frames + 1), 1);
    std::vector<float> all;
    all.reserve(static_cast<std::size_t>(to.size.count() * image.frames()));
    for (std::int64_t t = 0; t < image.frames(); ++t) {
        const Progress part = rest.part(static_cast<double>(t) / frames, static_cast<double>(t + 1) / frames);
        part.report(0, image.frames() > 1 ? fmt::format("frame {} of {}", t + 1, image.frames()) : "");
        FiniteFrame frame = finiteFrame(image, t);
        replaced += frame.replaced;
        if (blurred)
            frame.values = gaussianSmoothed(frame.values, image.size(), sigma, threads, part.part(0, 0.5));
        std::vector<float> out = interpolated(frame.values, image.grid(), to, key, threads, part.part(blurred ? 0.5 : 0, 1));
        for (std::size_t n = 0; n < weights.size(); ++n)
            if (weights[n] > 0.5f) // 0 outside
                out[n] /= weights[n];
        all.insert(all.end(), out.begin(), out.end());
    }
    return Volume::make(derivedDescription(image, to), std::move(all));
}

StepOutputs run(const StepInputs& inputs, const Params& params, const Progress& progress)
{
    const VolumePtr kept = imageOrLabels(inputs, "image");
    const Volume& image = *kept;
    const Grid to = inputs.has("reference") ? inputs.volume("reference").grid() : gridWithVoxelSize(image.grid(), params.voxelMm);
    const double gib = static_cast<double>(to.size.count()) * static_cast<double>(image.frames()) * 4 / (1u << 30);
    if (gib > 64)
        throw Error(fmt::format("the resampled image would need {:.0f} GiB: choose larger voxels (--voxel-size)", gib));
    const std::string key = interpolationFor(params.interpolation, image);
    StepOutputs outputs;
    std::int64_t replaced = 0;
    if (key == "nearest")
        outputs.volumes["image"] = resampledNearest(image, to, inputs.threads, progress);
    else
        outputs.volumes["image"] = resampledSmoothly(
            image, to, key, params.antiAlias ? antiAliasSigma(samplingStep(image.grid(), to)) : Vec3{}, inputs.threads, progress, replaced);
    if (replaced > 0)
        outputs.warnings.push_back(notFiniteWarning(replaced, "treated as 0"));
    if (!inputs.has("reference") && image.affine().isSheared())
        outputs.warnings.push_back(
            fmt::format("The voxel axes were {:.1f} degrees off a right angle; those of the result are at right angles.",
                shearDegrees(image.affine())));
    progress.report(1.0);
    keepLabelNames(outputs, "image");
    return outputs;
}

} // namespace

Step resampleStep()
{
    return makeStep<Params>(
        {.id = "resample",
            .title = "Resample",
            .group = "Geometry",
            .version = 1,
            .summary = "Samples the image on cubic voxels of another size, or on the grid of a reference image. The field of view is kept "
                       "(its edges, not "
                       "its outer voxel centres). 0 outside the image. NaN and infinite values count as 0, except for nearest neighbour, "
                       "which copies them.",
            .reference = "Smoothing before down-sampling: Cardoso MJ et al. Scale factor point spread function matching. MICCAI (2015).",
            .engine = Engine::Itk,
            .inputs = {{.key = "image", .kind = PortKind::Image, .label = "Image", .time = true},
                {.key = "reference", .kind = PortKind::Image, .label = "Grid of this image", .optional = true, .time = true}},
            .outputs
            = {{.key = "image", .kind = PortKind::Image, .label = "Resampled image", .time = true, .bidsEntity = "desc-resampled"}}},
        bind, run);
}

} // namespace insula
