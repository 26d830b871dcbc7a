#include "processing/steps/SampleThrough.h"

#include "processing/core/Error.h"
#include "processing/core/ParamBinder.h"
#include "processing/steps/DerivedVolume.h"

#include <itkBSplineInterpolateImageFunction.h>
#include <itkLinearInterpolateImageFunction.h>
#include <itkWindowedSincInterpolateImageFunction.h>

#include <fmt/format.h>

namespace insula {

void bindInterpolation(ParamBinder& binder, std::string& value)
{
    binder.choice("interpolation", value,
        {{"auto", "Nearest for labels, else linear"}, {"nearest", "Nearest neighbour"}, {"linear", "Linear"}, {"cubic", "Cubic B-spline"},
            {"sinc", "Windowed sinc"}},
        "Interpolation", "Choose nearest for masks and label maps: their numbers must not be mixed.");
}

std::string interpolationFor(const std::string& key, const Volume& image)
{
    const bool labels = image.kind() == Kind::Labels;
    if (labels && key != "auto" && key != "nearest")
        throw usageError("a label map can only be resampled with --interpolation nearest: other choices would invent labels");
    return key != "auto" ? key : labels ? "nearest" : "linear";
}

Interpolator::Pointer interpolatorOf(const std::string& key)
{
    if (key == "cubic") {
        const auto spline = itk::BSplineInterpolateImageFunction<FloatImage, double, float>::New();
        spline->SetSplineOrder(3);
        return spline.GetPointer();
    }
    if (key == "sinc")
        return itk::WindowedSincInterpolateImageFunction<FloatImage, 4, itk::Function::LanczosWindowFunction<4>>::New().GetPointer();
    return itk::LinearInterpolateImageFunction<FloatImage, double>::New().GetPointer();
}

VolumePtr sampledThrough(const Volume& image, const Grid& to, const std::function<World(const World&)>& pull, const std::string& key,
    int threads, const Progress& progress, std::int64_t& replaced)
{
    const WorldToVoxel toVoxel(image.affine());
    const auto place = [&](const Voxel& voxel) {
        const Voxel v = toVoxel(pull(to.affine.toWorld(voxel)));
        return World{v.i, v.j, v.k};
    };
    Volume::Description description = derivedDescription(image, to);
    if (key == "nearest") {
        description.slope = image.slope();
        description.intercept = image.intercept();
        return dispatch(image.dataType(), [&](auto type) {
            return Volume::make(std::move(description), sampledNearest<decltype(type)>(image, to, place, threads, progress));
        });
    }
    // The chain is followed once, not once for each frame.
    const auto count = static_cast<std::size_t>(to.size.count());
    std::vector<itk::ContinuousIndex<double, 3>> places(image.frames() > 1 ? count : 0);
    const auto placeOf = [&](std::int64_t i, std::int64_t j, std::int64_t k) {
        const World p = place(Voxel{static_cast<double>(i), static_cast<double>(j), static_cast<double>(k)});
        itk::ContinuousIndex<double, 3> index;
        index[0] = p.x;
        index[1] = p.y;
        index[2] = p.z;
        return index;
    };
    // The weights of a windowed sinc do not add up to 1 between voxels (ripple of half a percent): what they make of ones is divided out.
    Interpolator::Pointer ones;
    if (key == "sinc") {
        ones = interpolatorOf(key);
        ones->SetInputImage(toItkIndexSpace(std::vector<float>(static_cast<std::size_t>(image.size().count()), 1.0f), image.size()));
    }
    const auto valueAt = [&](const Interpolator& interpolator, const itk::ContinuousIndex<double, 3>& index) {
        if (!interpolator.IsInsideBuffer(index))
            return 0.0f;
        const double value = interpolator.EvaluateAtContinuousIndex(index);
        const double weight = ones ? ones->EvaluateAtContinuousIndex(index) : 1;
        return static_cast<float>(weight > 0.5 ? value / weight : value);
    };
    std::vector<float> all(count * static_cast<std::size_t>(image.frames()));
    for (std::int64_t t = 0; t < image.frames(); ++t) {
        const auto frames = static_cast<double>(image.frames());
        progress.report(static_cast<double>(t) / frames, image.frames() > 1 ? fmt::format("frame {} of {}", t + 1, image.frames()) : "");
        const FiniteFrame frame = finiteFrame(image, t);
        replaced += frame.replaced;
        const auto source = toItkIndexSpace(frame.values, image.size());
        const auto interpolator = interpolatorOf(key);
        withItkErrors("resampling failed", [&] { interpolator->SetInputImage(source); });
        float* out = all.data() + static_cast<std::size_t>(t) * count;
        parallelFor(
            to.size.z,
            [&](std::int64_t begin, std::int64_t end) {
                for (std::int64_t k = begin; k < end; ++k) {
                    progress.checkpoint();
                    for (std::int64_t j = 0; j < to.size.y; ++j)
                        for (std::int64_t i = 0; i < to.size.x; ++i) {
                            const auto n = static_cast<std::size_t>(i + to.size.x * (j + to.size.y * k));
                            auto index = !places.empty() && t > 0 ? places[n] : placeOf(i, j, k);
                            if (!places.empty() && t == 0)
                                places[n] = index;
                            out[n] = valueAt(*interpolator, index);
                        }
                }
            },
            threads);
    }
    progress.report(1);
    return Volume::make(std::move(description), std::move(all));
}

} // namespace insula
