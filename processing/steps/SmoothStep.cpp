// Gaussian smoothing by full width at half maximum, optionally inside a mask only.
#include "processing/steps/Steps.h"

#include "processing/core/Error.h"
#include "processing/core/FrameStore.h"
#include "processing/steps/DerivedVolume.h"
#include "processing/steps/GaussianFilter.h"
#include "processing/steps/ItkBridge.h"

#include <fmt/format.h>

#include <algorithm>

namespace insula {
namespace {

struct Params {
    double fwhmMm = 6.0;
};

void bind(ParamBinder& b, Params& p)
{
    b.real("fwhm", p.fwhmMm, {0.1, 40.0, 0.5}, "FWHM (mm)", "Full width at half maximum of the Gaussian kernel.");
}

// Smooths over the voxels of `valid` only: both the image and the map are smoothed, their ratio is the mean of what was there.
class Smoother {
public:
    Smoother(const Grid& grid, double fwhmMm, int threads) : m_size(grid.size), m_threads(threads)
    {
        const Vec3 spacing = grid.affine.spacing();
        for (std::size_t a = 0; a < 3; ++a)
            m_sigma[a] = fwhmMm / FwhmPerSigma / spacing[a];
    }

    std::vector<float> plain(std::span<const float> values, const Progress& progress) const
    {
        return gaussianSmoothed(values, m_size, m_sigma, m_threads, progress);
    }

    std::vector<float> inside(std::vector<float> values, const std::vector<std::uint8_t>& valid, const Progress& progress)
    {
        if (valid != m_valid) { // the same for all frames, unless some of them have NaN
            m_weight = plain(std::vector<float>(valid.begin(), valid.end()), progress.part(0, 0.5));
            m_valid = valid;
        }
        for (std::size_t n = 0; n < values.size(); ++n)
            values[n] *= valid[n];
        std::vector<float> sum = plain(values, progress.part(0.5, 1));
        for (std::size_t n = 0; n < sum.size(); ++n)
            sum[n] = m_weight[n] > 1e-6f ? sum[n] / m_weight[n] : 0;
        return sum;
    }

private:
    Size3 m_size;
    Vec3 m_sigma{};
    int m_threads;
    std::vector<std::uint8_t> m_valid;
    std::vector<float> m_weight;
};

std::vector<float> smoothedFrame(FiniteFrame frame, const std::vector<std::uint8_t>& mask, Smoother& smoother, const Progress& progress)
{
    if (mask.empty() && frame.wasFinite.empty())
        return smoother.plain(frame.values, progress);
    std::vector<std::uint8_t> valid = mask.empty() ? std::move(frame.wasFinite) : mask;
    if (!mask.empty() && !frame.wasFinite.empty())
        std::transform(valid.begin(), valid.end(), frame.wasFinite.begin(), valid.begin(),
            [](auto a, auto b) { return static_cast<std::uint8_t>(a & b); });
    std::vector<float> out = smoother.inside(std::move(frame.values), valid, progress);
    for (std::size_t n = 0; n < mask.size(); ++n)
        out[n] *= mask[n];
    return out;
}

StepOutputs run(const StepInputs& inputs, const Params& params, const Progress& progress)
{
    const Volume& image = inputs.volume("image");
    const std::vector<std::uint8_t> mask
        = inputs.has("mask") ? maskOnGrid(inputs.volume("mask"), image.grid()) : std::vector<std::uint8_t>{};
    Smoother smoother(image.grid(), params.fwhmMm, inputs.threads);
    const auto all = storeFor(image.grid(), image.frames());
    std::int64_t replaced = 0;
    const auto frames = static_cast<double>(image.frames());
    for (std::int64_t t = 0; t < image.frames(); ++t) {
        const Progress part = progress.part(static_cast<double>(t) / frames, static_cast<double>(t + 1) / frames);
        part.report(0, image.frames() > 1 ? fmt::format("frame {} of {}", t + 1, image.frames()) : "");
        FiniteFrame frame = finiteFrame(image, t);
        replaced += frame.replaced;
        all->write(t, std::int64_t{0}, smoothedFrame(std::move(frame), mask, smoother, part));
        image.release();
    }
    StepOutputs outputs;
    outputs.volumes["image"] = storedRun(derivedDescription(image, image.grid()), all);
    if (replaced > 0)
        outputs.warnings.push_back(notFiniteWarning(replaced, "left out of the averages and filled from their neighbours"));
    if (const double shear = shearDegrees(image.affine()); shear > 0.1)
        outputs.warnings.push_back(
            fmt::format("The voxel axes are {:.1f} degrees off a right angle: the kernel follows the axes and is sheared with them. "
                        "Resample the image first for a round kernel.",
                shear));
    progress.report(1.0);
    return outputs;
}

} // namespace

Step smoothStep()
{
    return makeStep<Params>(
        {.id = "smooth",
            .title = "Gaussian smoothing",
            .group = "Filter",
            .version = 1,
            .summary = "Smooths with a Gaussian kernel of the given width, frame by frame. With a mask, values outside it are neither used "
                       "nor written (0 outside), and the averages are renormalised at its border. NaN and infinite values are left out.",
            .reference = "Lindeberg T. Scale-space for discrete signals. IEEE PAMI 12 (1990) 234-254.",
            .engine = Engine::Itk,
            .inputs = {{.key = "image", .kind = PortKind::Image, .label = "Image", .time = true},
                {.key = "mask", .kind = PortKind::Labels, .label = "Only inside this mask", .optional = true}},
            .outputs = {{.key = "image", .kind = PortKind::Image, .label = "Smoothed image", .time = true, .bidsEntity = "desc-smooth"}}},
        bind, run);
}

} // namespace insula
