// Moves every slice of a run to the same time within the frame.
#include "processing/steps/Steps.h"

#include "processing/core/CourseMap.h"
#include "processing/core/Error.h"
#include "processing/core/SliceTiming.h"
#include "processing/steps/DerivedVolume.h"
#include "processing/steps/FunctionalRun.h"

#include <fmt/format.h>

#include <algorithm>

namespace insula {
namespace {

struct Params {
    std::string order = "side-car";
    std::string times;
    double reference = 0.5;
    std::string interpolation = "cubic";
    double trSeconds = 0;
};

void bind(ParamBinder& b, Params& p)
{
    b.choice("order", p.order,
        {{"side-car", "As the side-car says (SliceTiming)"}, {"ascending", "Ascending"}, {"descending", "Descending"},
            {"interleaved", "Interleaved: 1, 3, 5, ... 2, 4, ..."}, {"interleaved-even", "Interleaved: 2, 4, 6, ... 1, 3, ..."}},
        "Slice order",
        "In the order of the slices in the file. Without SliceTiming in a side-car, ascending is assumed and a warning says so.");
    b.path("times", p.times, "", "Slice times (s)", "One number a slice, between commas; goes before the order.");
    b.real("reference", p.reference, {0, 1, 0.1}, "Reference time",
        "To which part of the TR the slices are moved: 0 the start of the frame, 0.5 the middle.");
    b.choice("interpolation", p.interpolation, {{"cubic", "Cubic B-spline"}, {"sinc", "Windowed sinc"}}, "Interpolation in time");
    b.real("tr", p.trSeconds, {0, 100, 0.1}, "TR (s)", "Time between two frames; 0: from the file.");
}

SliceTimes timesFor(const StepInputs& inputs, const Params& params, const Volume& image, double tr, std::vector<std::string>& warnings)
{
    if (!params.times.empty())
        return {timesFromText(params.times), 2};
    if (params.order != "side-car")
        return {timesOfOrder(params.order, image.size().z, tr), 2};
    if (const auto sidecar = inputs.files.find("image"); sidecar != inputs.files.end())
        if (const auto file = sidecarWith(sidecar->second, "SliceTiming"); !file.empty())
            return sliceTimesOf(file);
    warnings.push_back(
        "No side-car of the run has SliceTiming: ascending slices, evenly through the TR, were assumed. Give --order or --times if "
        "that is wrong.");
    return {timesOfOrder("ascending", image.size().z, tr), 2};
}

StepOutputs run(const StepInputs& inputs, const Params& params, const Progress& progress)
{
    const Volume& image = inputs.volume("image");
    needRun(image, 2, "slice timing");
    StepOutputs outputs;
    const double tr = repetitionTime(inputs, params.trSeconds, outputs.warnings);
    const SliceTimes times = timesFor(inputs, params, image, tr, outputs.warnings);
    const std::array<std::int64_t, 3> size{image.size().x, image.size().y, image.size().z};
    const auto slices = size[static_cast<std::size_t>(times.axis)];
    if (static_cast<std::int64_t>(times.seconds.size()) != slices)
        throw Error(fmt::format("there are {} slice times for {} slices: give one a slice", times.seconds.size(), slices));
    if (const double last = *std::max_element(times.seconds.begin(), times.seconds.end()); last > tr * 1.001)
        throw Error(fmt::format("a slice is recorded {:g} s after the start of a frame of {:g} s: the times must be in seconds", last, tr));
    std::vector<TimeShift> shifts;
    for (const double seconds : times.seconds)
        shifts.emplace_back(
            params.interpolation == "sinc" ? TimeInterpolation::Sinc : TimeInterpolation::Cubic, params.reference - seconds / tr);
    const std::int64_t before = times.axis == 0 ? 1 : times.axis == 1 ? size[0] : size[0] * size[1];
    RunMap map = mapRun(
        image, runDescription(image, tr), {.outFrames = static_cast<std::size_t>(image.frames()), .threads = inputs.threads},
        [&] {
            return [&](std::int64_t voxel, std::span<const double> course, std::span<double> out) {
                shifts[static_cast<std::size_t>(voxel / before % slices)].apply(course, out);
            };
        },
        progress);
    outputs.volumes["image"] = map.run;
    outputs.sidecars["image"] = {{"RepetitionTime", tr}, {"SliceTimingCorrected", true}, {"StartTime", params.reference * tr}};
    if (map.notFinite > 0)
        outputs.warnings.push_back(notFiniteCoursesWarning(map.notFinite));
    progress.report(1.0);
    return outputs;
}

} // namespace

Step sliceTimingStep()
{
    return makeStep<Params>(
        {.id = "slice-timing",
            .title = "Slice timing",
            .group = "Functional",
            .version = 1,
            .summary
            = "Moves the course of every slice to the same time within the frame, by interpolation in time. The times come from the "
              "side-car beside the run (SliceTiming), from an order, or as a list. Do it before motion correction when slices "
              "are interleaved.",
            .reference = "Sladky R et al. Slice-timing effects and their correction in functional MRI. NeuroImage 58 (2011) 588-594.",
            .engine = Engine::Itk,
            .inputs = {{.key = "image", .kind = PortKind::Image, .label = "Run", .time = true}},
            .outputs = {{.key = "image",
                .kind = PortKind::Image,
                .label = "Run, slices at one time",
                .time = true,
                .bidsEntity = "desc-slicetimed"}}},
        bind, run);
}

} // namespace insula
