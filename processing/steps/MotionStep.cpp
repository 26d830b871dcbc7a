// Rigid motion correction of a run, with the confounds that come from it.
#include "processing/steps/Steps.h"

#include "processing/core/Confounds.h"
#include "processing/core/CourseMap.h"
#include "processing/core/Error.h"
#include "processing/core/RigidMotion.h"
#include "processing/steps/DerivedVolume.h"
#include "processing/steps/FunctionalRun.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace insula {
namespace {

struct Params {
    std::string reference = "mean";
    std::int64_t frame = 1;
    double fwhmMm = 5;
};

void bind(ParamBinder& b, Params& p)
{
    b.choice("reference", p.reference,
        {{"mean", "Mean of the run"}, {"first", "First frame"}, {"middle", "Middle frame"}, {"frame", "The frame named below"}}, "Align to",
        "The mean is that of the frames after they were aligned to the middle one.");
    b.integer("frame", p.frame, {1, 1000000, 1}, "Frame", "From 1; only used when aligning to a frame that is named.");
    b.real("fwhm", p.fwhmMm, {1, 20, 1}, "Smoothing (mm)", "Of both images while they are compared; the result is not smoothed.");
}

std::int64_t referenceFrame(const Params& params, std::int64_t frames)
{
    if (params.reference == "first")
        return 0;
    if (params.reference != "frame")
        return frames / 2;
    if (params.frame > frames)
        throw Error(fmt::format("there is no frame {}: the run has {}", params.frame, frames));
    return params.frame - 1;
}

std::string failureWarning(const std::vector<std::int64_t>& failed)
{
    std::string list;
    for (std::size_t n = 0; n < std::min<std::size_t>(failed.size(), 5); ++n)
        list += fmt::format("{}{}", n ? ", " : "", failed[n] + 1);
    return fmt::format("{} could not be aligned and got the motion of the frame before: {}{}. Look at {}.",
        failed.size() == 1 ? "1 frame" : fmt::format("{} frames", failed.size()), list, failed.size() > 5 ? " ..." : "",
        failed.size() == 1 ? "it" : "them");
}

void measure(StepOutputs& outputs, const std::vector<RigidPose>& poses)
{
    const std::vector<double> moved = displacementOf(poses);
    double sum = 0, most = 0, largest = 0;
    for (std::size_t t = 0; t < poses.size(); ++t) {
        sum += t > 0 ? moved[t] : 0;
        most = t > 0 ? std::max(most, moved[t]) : most;
        const Vec3& shift = poses[t].translationMm;
        largest = std::max(largest, std::sqrt(shift[0] * shift[0] + shift[1] * shift[1] + shift[2] * shift[2]));
    }
    outputs.measurements["framewise-displacement-mean"] = {{"value", sum / static_cast<double>(poses.size() - 1)}, {"unit", "mm"}};
    outputs.measurements["framewise-displacement-max"] = {{"value", most}, {"unit", "mm"}};
    outputs.measurements["translation-max"] = {{"value", largest}, {"unit", "mm"}};
}

StepOutputs run(const StepInputs& inputs, const Params& params, const Progress& progress)
{
    const Volume& image = inputs.volume("image");
    needRun(image, 2, "motion correction");
    const std::int64_t chosen = referenceFrame(params, image.frames());
    StepOutputs outputs;
    progress.report(0, "reading");
    FiniteFrame reference = finiteFrame(image, chosen);
    const MotionOptions options{.fwhmMm = params.fwhmMm, .threads = inputs.threads};
    MotionEstimate motion;
    if (params.reference == "mean") {
        progress.report(0.01, "aligning to the middle frame");
        const MotionEstimate first = estimateMotion(image, reference.values, options, progress.part(0.01, 0.3));
        reference.values = meanInPoses(image, first.poses, inputs.threads, progress.part(0.3, 0.4));
        progress.report(0.4, "aligning to the mean");
    }
    motion = estimateMotion(image, reference.values, options, progress.part(params.reference == "mean" ? 0.4 : 0.01, 0.7));
    progress.report(0.7, "sampling");
    const VolumePtr corrected = storedRun(
        derivedDescription(image, image.grid()), motionCorrected(image, motion.poses, inputs.threads, progress.part(0.7, 0.85)));
    outputs.volumes["image"] = corrected;
    progress.report(0.85, "measuring");
    std::vector<float> mean = meanFrame(*corrected, progress.part(0.85, 0.87));
    Dvars dvars;
    try {
        dvars = dvarsOf(
            *corrected, brightVoxels(*corrected, inputs.threads, progress.part(0.87, 0.92)), inputs.threads, progress.part(0.92, 1));
    } catch (const Error&) { // nothing changes in time: motion is known, DVARS is not
        dvars.plain.assign(motion.poses.size(), std::nan(""));
        dvars.standard = dvars.plain;
    }
    outputs.tables["confounds"] = confoundsTable(motion.poses, dvars);
    Volume::Description description = derivedDescription(image, image.grid());
    description.frames = 1;
    description.trSeconds = 0;
    outputs.volumes["mean"] = Volume::make(std::move(description), std::move(mean));
    measure(outputs, motion.poses);
    if (!motion.failed.empty())
        outputs.warnings.push_back(failureWarning(motion.failed));
    if (const auto replaced = notFiniteVoxels(image); replaced > 0)
        outputs.warnings.push_back(notFiniteWarning(replaced, "counted as 0"));
    outputs.sidecars["confounds"] = {{"Centre", "of the field of view"}, {"Rotation", "Rx Ry Rz, right-handed, about the world axes (RAS)"},
        {"trans_x", {{"Description", "where the head is in a frame, from the reference"}, {"Units", "mm"}}},
        {"rot_x", {{"Description", "how the head is turned in a frame, from the reference"}, {"Units", "rad"}}},
        {"framewise_displacement", {{"Description", "Power 2012, sphere of 50 mm"}, {"Units", "mm"}}},
        {"dvars", {{"Description", "median of the brain scaled to 1000"}}}, {"std_dvars", {{"Description", "Nichols 2013"}}}};
    progress.report(1.0);
    return outputs;
}

} // namespace

Step motionStep()
{
    return makeStep<Params>(
        {.id = "motion",
            .title = "Motion correction",
            .group = "Functional",
            .version = 1,
            .summary
            = "Finds how the head moved from frame to frame (rigid, least squares, coarse to fine) and samples every frame once, by "
              "cubic B-splines, as if it had not. The confounds table has where the head is in each frame (trans_ in mm and rot_ in "
              "radians about the centre of the field of view, world axes), the framewise displacement and DVARS. NaN and infinite "
              "values count as 0.",
            .reference
            = "Friston KJ et al. Spatial registration and normalization of images. Hum Brain Mapp 2 (1995) 165-189; Jenkinson M et "
              "al. NeuroImage 17 (2002) 825-841; Power JD et al. NeuroImage 59 (2012) 2142-2154.",
            .engine = Engine::Itk,
            .inputs = {{.key = "image", .kind = PortKind::Image, .label = "Run", .time = true}},
            .outputs = {{.key = "image", .kind = PortKind::Image, .label = "Corrected run", .time = true, .bidsEntity = "desc-motion"},
                {.key = "mean",
                    .kind = PortKind::Image,
                    .label = "Mean of the corrected run",
                    .bidsEntity = "desc-mean",
                    .bidsSuffix = "boldref"},
                {.key = "confounds",
                    .kind = PortKind::Table,
                    .label = "Confounds",
                    .bidsEntity = "desc-confounds",
                    .bidsSuffix = "timeseries"}}},
        bind, run);
}

} // namespace insula
