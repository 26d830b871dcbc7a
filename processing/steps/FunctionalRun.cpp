#include "processing/steps/FunctionalRun.h"

#include "processing/core/Error.h"
#include "processing/core/EventsFile.h"
#include "processing/core/ProjectNames.h"
#include "processing/core/RunOrigins.h"
#include "processing/steps/DerivedVolume.h"

#include <fmt/format.h>

#include <cmath>
#include <fstream>

namespace insula {

void needRun(const Volume& run, std::int64_t frames, const std::string& what)
{
    if (run.frames() < frames)
        throw Error(run.frames() == 1
                ? fmt::format("{} needs a run of at least {} frames, and this is a single volume: choose the 4D run", what, frames)
                : fmt::format("{} needs a run of at least {} frames, and this one has {}", what, frames, run.frames()));
}

namespace {

nlohmann::json jsonOf(const std::filesystem::path& file)
{
    std::ifstream text(file);
    return nlohmann::json::parse(text, nullptr, false);
}

// 0 when there is none.
double sidecarRepetitionTime(const StepInputs& inputs)
{
    const auto run = inputs.files.find("image");
    const auto file = run == inputs.files.end() ? std::filesystem::path() : sidecarWith(run->second, "RepetitionTime");
    const auto json = file.empty() ? nlohmann::json::object() : jsonOf(file);
    return json.contains("RepetitionTime") && json["RepetitionTime"].is_number() ? json["RepetitionTime"].get<double>() : 0;
}

} // namespace

double repetitionTime(const StepInputs& inputs, double parameter, std::vector<std::string>& warnings)
{
    const double header = inputs.volume("image").trSeconds();
    double tr = parameter;
    if (!(tr > 0)) {
        tr = sidecarRepetitionTime(inputs);
        if (tr > 0 && header > 0 && std::abs(tr - header) > 0.01 * tr)
            warnings.push_back(
                fmt::format("The side-car says a TR of {:g} s, the image's header {:g} s: the side-car was believed. Give --tr if "
                            "that is wrong.",
                    tr, header));
        if (!(tr > 0))
            tr = header;
    }
    if (!(tr > 0) || !std::isfinite(tr))
        throw Error("the time between two frames is unknown: give it with --tr SECONDS");
    if (tr < 0.01 || tr > 100)
        throw Error(fmt::format("a time of {:g} s between two frames cannot be right (milliseconds?): give it with --tr SECONDS", tr));
    return tr;
}

std::filesystem::path sidecarWith(const std::filesystem::path& run, const std::string& key)
{
    std::error_code ignored;
    for (const auto& each : originsOf(run))
        for (const auto& file : {sidecarOf(each), fileOfRun(each, "bold.json")})
            if (!file.empty() && std::filesystem::exists(file, ignored))
                if (const auto json = jsonOf(file); json.is_object() && json.contains(key))
                    return file;
    return {};
}

std::vector<float> meanFrame(const Volume& run, const Progress& progress)
{
    const auto count = static_cast<std::size_t>(run.size().count());
    std::vector<double> sum(count);
    std::vector<float> frame(count);
    for (std::int64_t t = 0; t < run.frames(); ++t) {
        progress.report(static_cast<double>(t) / static_cast<double>(run.frames()));
        run.copyFrame(t, frame);
        run.release();
        for (std::size_t v = 0; v < count; ++v)
            sum[v] += std::isfinite(frame[v]) ? static_cast<double>(frame[v]) : 0;
    }
    for (std::size_t v = 0; v < count; ++v)
        frame[v] = static_cast<float>(sum[v] / static_cast<double>(run.frames()));
    return frame;
}

std::int64_t notFiniteVoxels(const Volume& run)
{
    std::int64_t found = 0;
    if (isInteger(run.dataType()))
        return found;
    std::vector<float> frame(static_cast<std::size_t>(run.size().count()));
    for (std::int64_t t = 0; t < run.frames(); ++t) {
        run.copyFrame(t, frame);
        run.release();
        for (const float value : frame)
            found += !std::isfinite(value);
    }
    return found;
}

std::string notFiniteCoursesWarning(std::int64_t voxels)
{
    return voxels == 1 ? "1 voxel has values that are NaN or infinite; it became 0 in all frames."
                       : fmt::format("{} voxels have values that are NaN or infinite; they became 0 in all frames.", voxels);
}

std::vector<std::uint8_t> optionalMask(const StepInputs& inputs, const Volume& run)
{
    return inputs.has("mask") ? maskOnGrid(inputs.volume("mask"), run.grid()) : std::vector<std::uint8_t>{};
}

Volume::Description runDescription(const Volume& run, double trSeconds)
{
    Volume::Description description = derivedDescription(run, run.grid());
    description.trSeconds = trSeconds;
    return description;
}

Volume::Description mapDescription(const Volume& run, std::int64_t frames)
{
    Volume::Description description = derivedDescription(run, run.grid());
    description.kind = Kind::Image;
    description.labels = {};
    description.frames = frames;
    description.trSeconds = 0;
    return description;
}

} // namespace insula
