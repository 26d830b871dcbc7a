#include "models/steps/HeadNetwork.h"

#include "processing/core/Error.h"
#include "processing/core/Resample.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace insula {
namespace {

// Reorders `values`. The fraction between two ranks is interpolated.
double percentile(std::span<float> values, double percent)
{
    const double rank = percent / 100 * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::ptrdiff_t>(std::floor(rank));
    const auto place = values.begin() + below;
    std::nth_element(values.begin(), place, values.end());
    const double low = *place;
    if (place + 1 == values.end())
        return low;
    const double high = *std::min_element(place + 1, values.end());
    return low + (rank - static_cast<double>(below)) * (high - low);
}

void warnAboutSpace(const Volume& image, const Grid& conformed, std::vector<std::string>& warnings)
{
    warnAboutForms(image, warnings);
    // The middles of the six faces: corners of an oblique field of view stick out, but hold air.
    const WorldToVoxel toConformed(conformed.affine);
    const Vec3 last{double(image.size().x - 1), double(image.size().y - 1), double(image.size().z - 1)};
    double beyond = 0;
    for (std::size_t face = 0; face < 6; ++face) {
        Vec3 v{last[0] / 2, last[1] / 2, last[2] / 2};
        v[face / 2] = face % 2 ? last[face / 2] : 0;
        const Voxel c = toConformed(image.affine().toWorld({v[0], v[1], v[2]}));
        for (const double position : {c.i, c.j, c.k})
            beyond = std::max({beyond, -position, position - static_cast<double>(conformed.size.x - 1)});
    }
    const double millimetres = beyond * conformed.affine.spacing()[0];
    if (millimetres > 1)
        warnings.push_back(
            fmt::format("the scan reaches {:.0f} mm beyond the {:.0f} mm field that the network sees; what lies there counts as background",
                millimetres, static_cast<double>(conformed.size.x) * conformed.affine.spacing()[0]));
}

void keepLargest(std::vector<std::uint8_t>& labels, const Grid& grid, HeadLabels& result)
{
    std::vector<std::uint8_t> mask(labels.size());
    std::transform(labels.begin(), labels.end(), mask.begin(), [](std::uint8_t label) { return label != 0 ? 1 : 0; });
    result.componentsDropped = std::max<std::int64_t>(0, keepLargestComponent(mask, grid.size) - 1);
    std::int64_t dropped = 0;
    for (std::size_t v = 0; v < labels.size(); ++v)
        if (labels[v] != 0 && mask[v] == 0) {
            labels[v] = 0;
            ++dropped;
        }
    result.droppedMl = static_cast<double>(dropped) * voxelMl(grid);
}

std::vector<std::uint8_t> onGrid(const std::vector<std::uint8_t>& labels, const Grid& from, const Grid& target, const Progress& progress)
{
    const std::vector<float> values(labels.begin(), labels.end());
    const std::vector<float> sampled = sampleOnGrid(values, from, target, Interpolation::Nearest, 0.0f, progress);
    std::vector<std::uint8_t> result(sampled.size());
    std::transform(sampled.begin(), sampled.end(), result.begin(), [](float value) { return static_cast<std::uint8_t>(value); });
    return result;
}

std::vector<float> networkInput(const Volume& image, const Grid& conformed, const ModelPackage& package, std::int64_t frame,
    std::vector<std::string>& warnings, const Progress& progress)
{
    progress.report(0, "Conforming");
    const std::vector<float> native = cleanFrame(image, frame, warnings);
    std::vector<float> values = sampleOnGrid(native, image.grid(), conformed, Interpolation::Linear, 0.0f, progress);
    scaleIntensities(values, package.intensity);
    return values;
}

} // namespace

double voxelMl(const Grid& grid)
{
    return std::abs(grid.affine.determinant()) / 1000;
}

std::vector<float> cleanFrame(const Volume& image, std::int64_t frame, std::vector<std::string>& warnings)
{
    std::vector<float> values = image.frameAsFloat(frame);
    std::size_t bad = 0;
    for (float& value : values)
        if (!std::isfinite(value)) {
            value = 0;
            ++bad;
        }
    if (2 * bad >= values.size())
        throw Error(fmt::format("{} of the image's {} voxels are NaN or infinite; check how it was made", bad, values.size()));
    if (bad > 0)
        warnings.push_back(fmt::format("{} voxels were NaN or infinite and counted as 0", bad));
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    if (*least == *most)
        throw Error(fmt::format("all voxels of the image have the value {}; there is no head to find", *least));
    return values;
}

void scaleIntensities(std::span<float> values, const IntensityRule& rule)
{
    std::vector<float> sorted(values.begin(), values.end());
    const double low = percentile(sorted, rule.lowPercent), high = percentile(sorted, rule.highPercent);
    if (!(high > low))
        throw Error(
            fmt::format("the image is nearly empty: its {} and {} percent quantiles are both {}; check field of view and voxel size",
                rule.lowPercent, rule.highPercent, low));
    for (float& value : values) {
        const double scaled = (value - low) / (high - low);
        value = static_cast<float>(rule.clip ? std::clamp(scaled, 0.0, 1.0) : scaled);
    }
}

FoundModel modelForTask(const std::string& nameOrFolder, const std::vector<std::string>& tasks)
{
    FoundModel model = findModelPackage(nameOrFolder);
    if (model.package.task.empty())
        throw Error(fmt::format("cannot use model '{}': {}", model.package.id, model.problem));
    if (std::find(tasks.begin(), tasks.end(), model.package.task) == tasks.end())
        throw usageError(fmt::format("model '{}' is made for '{}', not for {}", model.package.id, model.package.task, tasks.front()));
    return model;
}

void bindFrameAndDevice(ParamBinder& b, std::int64_t& frame, std::string& device)
{
    b.integer("frame", frame, {0, 100000, 1}, "Frame", "Of an image with several frames, the one to use; 0 is the first.");
    b.choice("device", device, {{"auto", "Automatic"}, {"cpu", "Processor"}, {"cuda", "NVIDIA GPU"}}, "Device",
        "Automatic takes the GPU when there is one.");
}

void warnAboutForms(const Volume& image, std::vector<std::string>& warnings)
{
    if (const double apart = image.source().forms.disagreementMm; apart > 0.1)
        warnings.push_back(fmt::format(
            "the header's two orientations disagree by {:.1f} mm; the one in use decides where the network finds the head", apart));
}

void requireFrame(const Volume& image, std::int64_t frame, std::vector<std::string>& warnings)
{
    if (frame >= image.frames())
        throw usageError(fmt::format("there is no frame {}: the image has {}, counted from 0", frame, image.frames()));
    if (image.frames() > 1)
        warnings.push_back(fmt::format("the image has {} frames; frame {} (counted from 0) was used", image.frames(), frame));
}

HeadLabels labelHead(
    const Volume& image, const FoundModel& model, const HeadOptions& options, const NetworkRunner& runner, const Progress& progress)
{
    const ModelPackage& package = model.package;
    model.weights(); // throws when the package is not ready, before any work
    HeadLabels result;
    requireFrame(image, options.frame, result.warnings);
    if (!runner)
        throw Error("this program cannot run networks; insula-infer does");

    const Grid conformed = conformedGrid(image.grid(), package.conform.size, package.conform.voxelMm);
    warnAboutSpace(image, conformed, result.warnings);
    std::vector<float> input = networkInput(image, conformed, package, options.frame, result.warnings, progress.part(0, 0.05));
    NetworkResult network = runner({model, input, conformed.size, options.device, options.threads}, progress.part(0.05, 0.92));
    input = {};
    if (static_cast<std::int64_t>(network.classes.size()) != conformed.size.count())
        throw Error("the network gave an image of another size");
    progress.report(0.92, "Returning to the scan's own grid");
    if (package.keepLargestComponent)
        keepLargest(network.classes, conformed, result);
    result.labels = onGrid(network.classes, conformed, image.grid(), progress.part(0.92, 1));
    result.device = network.device;
    result.modelHash = package.files.front().sha256;
    result.warnings.insert(result.warnings.end(), network.warnings.begin(), network.warnings.end());
    return result;
}

} // namespace insula
