// Keeps the slow changes of a run that lie in a band of frequencies.
#include "processing/steps/Steps.h"

#include "processing/core/CourseMap.h"
#include "processing/core/Error.h"
#include "processing/core/TemporalFilter.h"
#include "processing/steps/FunctionalRun.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <optional>

namespace insula {
namespace {

struct Params {
    double lowHz = 0.009, highHz = 0.08;
    std::string method = "butterworth";
    std::int64_t order = 2;
    bool keepsMean = true;
    double trSeconds = 0;
};

void bind(ParamBinder& b, Params& p)
{
    b.real("low", p.lowHz, {0, 50, 0.001}, "From (Hz)", "What is slower goes; 0: no limit.");
    b.real("high", p.highHz, {0, 50, 0.01}, "To (Hz)", "What is faster goes; 0: no limit.");
    b.choice("method", p.method, {{"butterworth", "Butterworth, forwards and backwards"}, {"fft", "Ideal band (Fourier)"}}, "Filter",
        "The ideal band cuts sharply and rings; the Butterworth filter is smooth and moves nothing in time.");
    b.integer("order", p.order, {1, 8, 1}, "Order", "Of the Butterworth filter.");
    b.boolean("keep-mean", p.keepsMean, "Keep the mean", "Puts the mean of each voxel back, so that the run still looks like a brain.");
    b.real("tr", p.trSeconds, {0, 100, 0.1}, "TR (s)", "Time between two frames; 0: from the file.");
}

StepOutputs run(const StepInputs& inputs, const Params& params, const Progress& progress)
{
    const Volume& image = inputs.volume("image");
    needRun(image, 4, "a temporal filter");
    StepOutputs outputs;
    const double tr = repetitionTime(inputs, params.trSeconds, outputs.warnings);
    const Band band{params.lowHz, params.highHz};
    const auto frames = static_cast<std::size_t>(image.frames());
    std::optional<Butterworth> butterworth;
    OrthonormalBasis basis;
    if (params.method == "butterworth") {
        butterworth.emplace(band, tr, static_cast<int>(params.order));
        std::vector<double> tooShort(frames);
        butterworth->apply(tooShort); // says so before anything is read
    } else {
        basis = bandBasis(band, tr, frames);
    }
    const auto mask = optionalMask(inputs, image);
    RunMap map = mapRun(
        image, runDescription(image, tr), {.outFrames = frames, .mask = mask, .threads = inputs.threads},
        [&] {
            return [&](std::int64_t, std::span<const double> course, std::span<double> out) {
                const double mean = std::accumulate(course.begin(), course.end(), 0.0) / static_cast<double>(frames);
                std::copy(course.begin(), course.end(), out.begin());
                if (butterworth) {
                    butterworth->apply(out);
                } else {
                    basis.removeFrom(out);
                    std::transform(course.begin(), course.end(), out.begin(), out.begin(), std::minus<>());
                }
                const double now = std::accumulate(out.begin(), out.end(), 0.0) / static_cast<double>(frames);
                for (double& x : out)
                    x += params.keepsMean ? mean - now : 0;
            };
        },
        progress);
    outputs.volumes["image"] = map.run;
    outputs.sidecars["image"] = {{"RepetitionTime", tr}, {"FilterBandHz", {params.lowHz, params.highHz}}};
    if (map.notFinite > 0)
        outputs.warnings.push_back(notFiniteCoursesWarning(map.notFinite));
    progress.report(1.0);
    return outputs;
}

} // namespace

Step temporalFilterStep()
{
    return makeStep<Params>(
        {.id = "temporal-filter",
            .title = "Temporal filter",
            .group = "Functional",
            .version = 1,
            .summary
            = "Keeps what changes within a band of frequencies: a band-pass, a high-pass (no upper limit) or a low-pass (no lower "
              "limit) of every voxel's course. The Butterworth filter is that of scipy.signal.filtfilt. With a mask, 0 outside it.",
            .reference
            = "Gustafsson F. Determining the initial states in forward-backward filtering. IEEE Trans Signal Process 44 (1996) 988-992.",
            .engine = Engine::Itk,
            .inputs = {{.key = "image", .kind = PortKind::Image, .label = "Run", .time = true},
                {.key = "mask", .kind = PortKind::Labels, .label = "Only inside this mask", .optional = true}},
            .outputs = {{.key = "image", .kind = PortKind::Image, .label = "Filtered run", .time = true, .bidsEntity = "desc-filtered"}}},
        bind, run);
}

} // namespace insula
