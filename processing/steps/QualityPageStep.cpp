// A page that shows how good one subject's images are.
#include "processing/steps/Steps.h"

#include "processing/core/CarpetPlot.h"
#include "processing/core/Error.h"
#include "processing/core/ImageQuality.h"
#include "processing/core/ProjectNames.h"
#include "processing/core/QualityPage.h"
#include "processing/core/Quantile.h"
#include "processing/core/Resample.h"
#include "processing/core/TextTable.h"
#include "processing/steps/FunctionalRun.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

namespace insula {
namespace {

constexpr int PageWidth = 900, Slices = 7, TileWidth = (PageWidth - 2 * (Slices - 1)) / Slices;
constexpr double UsualClip = 99.5; // percentile that becomes white
constexpr std::array<std::uint8_t, 3> BrainColour{255, 200, 0}, RunColour{64, 200, 255}, White{255, 255, 255}; // of outlines

struct Params {
    double fdMm = 0.5;
    double framesPercent = 20;
    double threshold = 3.1;
};

void bind(ParamBinder& b, Params& p)
{
    b.real("fd", p.fdMm, {0.05, 10, 0.05}, "Framewise displacement (mm)", "Frames that moved more are counted (Power 2012: 0.5 mm).");
    b.real("frames", p.framesPercent, {0, 100, 5}, "Frames to warn of (%)", "More frames above that displacement are worth a look.");
    b.real("threshold", p.threshold, {0, 100, 0.1}, "Threshold of the map", "Smaller values of the statistical map are not drawn.");
}

// What the page collects while it is made.
struct Page {
    QualityPage page;
    StepOutputs outputs;

    // A figure that the project keeps as well, when it is a number.
    void figure(QualitySection& section, const std::string& key, const std::string& name, double value, const char* unit, int digits,
        std::string meaning)
    {
        const bool finite = std::isfinite(value);
        section.figures.push_back({name, finite ? fmt::format("{:.{}f} {}", value, digits, unit) : "not known", std::move(meaning)});
        if (finite)
            outputs.measurements[key] = {{"value", value}, {"unit", unit}};
    }
};

MosaicLook greyLook(const Volume& image)
{
    MosaicLook look;
    look.image = &image;
    const std::array<double, 2> ends{1, UsualClip};
    const auto range = percentiles(image, ends, true);
    if (!range.empty() && range[1] > range[0]) {
        look.low = std::min(0.0, range[0]);
        look.high = range[1];
    }
    return look;
}

void addStrips(QualitySection& section, const MosaicLook& look, const MosaicBox& box, const std::string& caption,
    std::initializer_list<SlicePlane> planes, const Progress& progress)
{
    int n = 0;
    for (const SlicePlane plane : planes) {
        const auto at = static_cast<double>(n++), count = static_cast<double>(planes.size());
        section.pictures.push_back(
            qualityPicture(sliceMosaic(look, box, plane, Slices, TileWidth, progress.part(at / count, (at + 1) / count)),
                n == static_cast<int>(planes.size()) ? caption : ""));
    }
}

void addAnatomy(Page& out, const StepInputs& inputs, const Progress& progress)
{
    const Volume& image = inputs.volume("anatomy");
    QualitySection section{"Anatomical image", {}, {}};
    const Size3& size = image.size();
    const Vec3 zooms = image.affine().spacing();
    section.figures.push_back({"Voxels", fmt::format("{} x {} x {}", size.x, size.y, size.z),
        fmt::format("{:.2f} x {:.2f} x {:.2f} mm, axes {}", zooms[0], zooms[1], zooms[2], orientationCode(image.affine()))});
    const ValueRange range = valueRange(image);
    if (range.nan + range.infinite > 0)
        out.page.attention.push_back(fmt::format("{} voxels of the anatomical image are NaN or infinite.", range.nan + range.infinite));
    out.figure(section, "entropy-focus", "Entropy focus criterion", entropyFocus(image.frameAsFloat()), "", 3,
        "0 to 1; ghosts and blur raise it. Compare images of one scanner and sequence only.");
    MosaicLook look = greyLook(image);
    std::string caption = "Evenly spread slices.";
    if (inputs.has("brain")) {
        const Volume& brain = inputs.volume("brain");
        out.figure(section, "brain-volume", "Brain mask", volumeMl(brain), "ml", 0, "of voxels inside the mask");
        if (touchesEdge(brain))
            out.page.attention.push_back("The brain mask reaches the edge of the anatomical image: the brain may be cut off there.");
        look.outlines.push_back({&brain, BrainColour});
        caption = "Yellow: the edge of the brain mask.";
    }
    if (inputs.has("tissues")) {
        const Volume& tissues = inputs.volume("tissues");
        if (!sameGrid(image.grid(), tissues.grid()))
            throw Error("the tissues do not lie on the grid of the anatomical image; segment that image, or resample them");
        if (const auto contrast = tissueContrast(image, tissues)) {
            out.figure(section, "contrast-to-noise", "Contrast to noise", contrast->contrastToNoise, "", 2,
                "between white and grey matter; larger is better");
            out.figure(section, "joint-variation", "Joint variation", contrast->jointVariation, "", 2,
                "of white and grey matter; smaller is better, an uneven field raises it");
        }
    }
    const MosaicBox box = inputs.has("brain") ? boxOfMask(inputs.volume("brain")) : boxOfImage(image);
    addStrips(section, look, box, caption, {SlicePlane::Axial, SlicePlane::Coronal, SlicePlane::Sagittal}, progress);
    out.page.sections.push_back(std::move(section));
}

// A column of the confounds, in another unit; empty when it is not there.
std::vector<double> column(const TextTable& table, const std::string& name, double factor = 1)
{
    std::vector<double> out;
    if (const auto at = table.column(name))
        for (const auto& row : table.rows)
            out.push_back(factor * numberIn(row[*at]).value_or(std::nan("")));
    return out;
}

TracePlot plotOf(const std::string& title, const Volume& run, std::vector<Trace> traces, int height = 130)
{
    const double tr = run.trSeconds();
    TracePlot plot{.title = title, .xLabel = tr > 0 ? "seconds" : "frames", .traces = std::move(traces)};
    plot.xStep = tr > 0 ? tr : 1;
    plot.height = height;
    return plot;
}

void addMotion(Page& out, QualitySection& section, const StepInputs& inputs, const Params& params)
{
    const Volume& run = inputs.volume("image");
    const TextTable table = readTabSeparated(inputs.file("confounds"));
    if (table.rows.size() != static_cast<std::size_t>(run.frames()))
        throw Error(
            fmt::format("the confounds have {} rows, the run has {} frames; give those of this run", table.rows.size(), run.frames()));
    constexpr double Degrees = 180 / M_PI;
    std::vector<Trace> shifts, turns;
    constexpr std::array<const char*, 3> Axes{"x", "y", "z"}, Colours{"#c2402a", "#2a7d3f", "#2a57c2"};
    for (std::size_t a = 0; a < 3; ++a) {
        shifts.push_back({Axes[a], Colours[a], column(table, fmt::format("trans_{}", Axes[a]))});
        turns.push_back({Axes[a], Colours[a], column(table, fmt::format("rot_{}", Axes[a]), Degrees)});
    }
    if (shifts[0].values.empty() || turns[0].values.empty())
        throw Error("the confounds have no columns trans_x ... rot_z; give the table that the step 'motion' writes");
    section.pictures.push_back(qualityPicture(plotOf("Translation (mm)", run, shifts), ""));
    section.pictures.push_back(qualityPicture(plotOf("Rotation (degrees)", run, turns), "Where the head is, from the reference."));
    const auto fd = column(table, "framewise_displacement");
    if (!fd.empty()) {
        double sum = 0, most = 0;
        std::int64_t counted = 0, above = 0;
        for (const double value : fd)
            if (std::isfinite(value)) {
                sum += value;
                most = std::max(most, value);
                above += value > params.fdMm ? 1 : 0;
                ++counted;
            }
        const double share = counted > 0 ? 100.0 * static_cast<double>(above) / static_cast<double>(counted) : std::nan("");
        out.figure(section, "fd-mean", "Framewise displacement", counted > 0 ? sum / static_cast<double>(counted) : std::nan(""), "mm", 3,
            fmt::format("mean; the largest is {:.2f} mm", most));
        out.figure(
            section, "fd-above", fmt::format("Frames above {:g} mm", params.fdMm), share, "%", 1, fmt::format("{} of {}", above, counted));
        if (share > params.framesPercent)
            out.page.attention.push_back(
                fmt::format("{} of {} frames ({:.0f} %) moved more than {:g} mm.", above, counted, share, params.fdMm));
        TracePlot plot = plotOf("Framewise displacement (mm)", run, {{"FD", "#444444", fd}});
        plot.line = params.fdMm;
        plot.fromZero = true;
        section.pictures.push_back(qualityPicture(plot, ""));
    }
    if (const auto dvars = column(table, "std_dvars"); !dvars.empty()) {
        TracePlot plot = plotOf("Standardised DVARS", run, {{"DVARS", "#6a3d9a", dvars}});
        plot.line = 1;
        section.pictures.push_back(
            qualityPicture(plot, "Dashed: the limit of the displacement, and 1, which independent noise would give."));
    }
}

// Rows of the carpet under the axis of the plots: grey from -2 to 2 standard deviations.
RgbaPicture carpetPicture(const Carpet& carpet, int height)
{
    RgbaPicture picture{PageWidth, height, std::vector<std::uint8_t>(4 * static_cast<std::size_t>(PageWidth * height), 255)};
    constexpr int Width = PageWidth - TracePlot::Left - TracePlot::Right;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < Width; ++x) {
            const auto row = static_cast<std::size_t>(y) * carpet.rows / static_cast<std::size_t>(height);
            const auto frame = static_cast<std::size_t>(x) * carpet.frames / static_cast<std::size_t>(Width);
            const double z = carpet.z[row * carpet.frames + frame];
            const auto grey = static_cast<std::uint8_t>(std::lround(255 * std::clamp((z + 2) / 4, 0.0, 1.0)));
            std::fill_n(picture.pixels.begin() + 4 * (static_cast<std::ptrdiff_t>(y) * PageWidth + TracePlot::Left + x), 3, grey);
        }
    return picture;
}

// The median inside the mask of the run, or of what is not 0.
void addTsnr(Page& out, QualitySection& section, const StepInputs& inputs, const MosaicBox& box, const Progress& progress)
{
    const Volume& tsnr = inputs.volume("tsnr");
    const auto values = tsnr.frameAsFloat();
    const auto mask = inputs.has("run-mask") ? sampleOnGrid(inputs.volume("run-mask"), tsnr.grid(), Interpolation::Nearest)
                                             : std::vector<float>(values.size(), 1);
    std::vector<float> inside;
    for (std::size_t v = 0; v < values.size(); ++v)
        if (mask[v] > 0 && std::isfinite(values[v]) && values[v] != 0)
            inside.push_back(values[v]);
    if (inside.empty())
        return;
    out.figure(section, "tsnr-median", "Temporal SNR", valueAtShare(inside, 0.5), "", 1,
        inputs.has("run-mask") ? "median inside the mask of the run" : "median where it was measured");
    MosaicLook colours{.image = &tsnr, .low = 0, .high = valueAtShare(inside, 0.98), .inColour = true};
    if (inputs.has("run-mask"))
        colours.outlines.push_back({&inputs.volume("run-mask"), White});
    addStrips(section, colours, box, fmt::format("Temporal signal-to-noise, from 0 (dark blue) to {:.0f} (yellow).", colours.high),
        {SlicePlane::Axial}, progress);
}

void addRun(Page& out, const StepInputs& inputs, const Params& params, const Progress& progress)
{
    const Volume& run = inputs.volume("image");
    needRun(run, 2, "a page of a run");
    QualitySection section{"Run", {}, {}};
    const double tr = run.trSeconds();
    section.figures.push_back({"Frames", fmt::format("{}", run.frames()),
        tr > 0 ? fmt::format("TR {:g} s, {:.1f} minutes", tr, tr * static_cast<double>(run.frames()) / 60) : "the TR is not known"});
    if (tr <= 0)
        out.page.attention.push_back("The run's header has no TR.");
    Volume::Description description = mapDescription(run);
    const VolumePtr mean = Volume::make(std::move(description), meanFrame(run, progress.part(0, 0.2)));
    MosaicLook look = greyLook(*mean);
    std::string caption = "Mean of the run.";
    if (inputs.has("run-mask")) {
        const Volume& mask = inputs.volume("run-mask");
        look.outlines.push_back({&mask, RunColour});
        caption += " Blue: the mask of the run.";
        out.figure(section, "run-mask-volume", "Mask of the run", volumeMl(mask), "ml", 0, "of voxels inside the mask");
    }
    if (inputs.has("brain")) {
        look.outlines.push_back({&inputs.volume("brain"), BrainColour});
        caption += " Yellow: the brain of the anatomical image, where its affine puts it.";
        if (inputs.has("run-mask")) {
            const double share = 100 * shareInside(inputs.volume("run-mask"), inputs.volume("brain"));
            out.figure(section, "overlap", "Inside the anatomical brain", share, "%", 1, "of the mask of the run");
            if (share < 80)
                out.page.attention.push_back(
                    fmt::format("Only {:.0f} % of the run's mask lies in the anatomical brain: look whether they are registered.", share));
        }
    }
    const MosaicBox box = inputs.has("run-mask") ? boxOfMask(inputs.volume("run-mask")) : boxOfImage(*mean);
    addStrips(section, look, box, caption, {SlicePlane::Axial, SlicePlane::Sagittal}, progress.part(0.2, 0.3));
    if (inputs.has("tsnr"))
        addTsnr(out, section, inputs, box, progress.part(0.3, 0.35));
    if (inputs.has("confounds"))
        addMotion(out, section, inputs, params);
    try {
        const Carpet carpet = carpetOf(run, nullptr, progress.part(0.35, 1), 600);
        section.pictures.push_back(qualityPicture(plotOf("Global signal", run, {{"mean", "#444444", carpet.globalSignal}}, 110), ""));
        section.pictures.push_back(qualityPicture(carpetPicture(carpet, 240),
            "Every row is a voxel of the brain without its linear trend, from -2 (black) to 2 (white) standard deviations; time runs to "
            "the "
            "right. Vertical stripes are changes of the whole brain at once."));
    } catch (const Error& error) { // nothing that changes: said, not hidden
        out.page.attention.push_back(fmt::format("There is no carpet plot: {}.", error.what()));
    }
    out.page.sections.push_back(std::move(section));
}

void addMap(Page& out, const StepInputs& inputs, const Params& params, const Progress& progress)
{
    const Volume& map = inputs.volume("map");
    QualitySection section{"Statistical map", {}, {}};
    const ValueRange range = valueRange(map);
    const double most = std::max(std::abs(range.min), std::abs(range.max));
    section.figures.push_back({"Largest value", fmt::format("{:.2f}", range.max), fmt::format("smallest {:.2f}", range.min)});
    const Volume& under = inputs.has("anatomy") ? inputs.volume("anatomy") : inputs.volume("image");
    MosaicLook look = greyLook(under);
    look.map = &map;
    look.threshold = params.threshold;
    look.mapMost = std::max(most, params.threshold + 1e-6);
    const MosaicBox box = inputs.has("run-mask") ? boxOfMask(inputs.volume("run-mask")) : boxOfImage(under);
    addStrips(section, look, box,
        fmt::format("Red to yellow: above {:g}; blue to light: below -{:g}. Not corrected for the number of voxels.", params.threshold,
            params.threshold),
        {SlicePlane::Axial, SlicePlane::Coronal}, progress);
    out.page.sections.push_back(std::move(section));
}

StepOutputs run(const StepInputs& inputs, const Params& params, const Progress& progress)
{
    if (!inputs.has("anatomy") && !inputs.has("image"))
        throw Error("there is nothing to show: give an anatomical image (--in anatomy=FILE) or a run (--in image=FILE)");
    Page out;
    std::vector<std::string> names;
    for (const auto& [port, file] : inputs.files)
        out.page.sources.push_back(fmt::format("{}: {}", port, file.filename().string()));
    const std::filesystem::path& first = inputs.files.count("anatomy") ? inputs.file("anatomy")
        : inputs.files.count("image")                                  ? inputs.file("image")
                                                                       : std::filesystem::path();
    const BidsName name = parseBidsName(first);
    out.page.title = name.entity("sub").empty() ? first.filename().string() : "sub-" + name.entity("sub");
    if (!name.entity("ses").empty())
        out.page.title += " ses-" + name.entity("ses");
    progress.report(0, "drawing");
    if (inputs.has("anatomy"))
        addAnatomy(out, inputs, progress.part(0, 0.3));
    if (inputs.has("image"))
        addRun(out, inputs, params, progress.part(0.3, 0.9));
    if (inputs.has("map"))
        addMap(out, inputs, params, progress.part(0.9, 1));
    out.outputs.tables["page"] = htmlOf(out.page);
    out.outputs.warnings = out.page.attention;
    progress.report(1.0);
    return std::move(out.outputs);
}

} // namespace

Step qualityPageStep()
{
    return makeStep<Params>(
        {.id = "quality-page",
            .title = "Quality page",
            .group = "Quality",
            .version = 1,
            .summary = "Writes one page of HTML about a subject: slices with the edge of the brain, how well the run lies on it, motion, "
                       "temporal signal-to-noise, the carpet plot, a statistical map, and what is worth a look. It opens here and in any "
                       "browser and loads nothing. Give what there is; every image may be left out but one.",
            .reference = "Esteban O et al. MRIQC. PLoS ONE 12 (2017) e0184661; Power JD. NeuroImage 154 (2017) 150-158.",
            .engine = Engine::Itk,
            .inputs = {{.key = "anatomy", .kind = PortKind::Image, .label = "Anatomical image", .optional = true},
                {.key = "image", .kind = PortKind::Image, .label = "Run", .optional = true, .time = true},
                {.key = "brain", .kind = PortKind::Labels, .label = "Brain mask", .optional = true},
                {.key = "tissues", .kind = PortKind::Labels, .label = "Tissues", .optional = true},
                {.key = "run-mask", .kind = PortKind::Labels, .label = "Mask of the run", .optional = true},
                {.key = "tsnr", .kind = PortKind::Image, .label = "Temporal SNR", .optional = true},
                {.key = "confounds", .kind = PortKind::Table, .label = "Confounds", .optional = true},
                {.key = "map", .kind = PortKind::Image, .label = "Statistical map", .optional = true}},
            .outputs = {{.key = "page",
                .kind = PortKind::Table,
                .label = "Page",
                .bidsEntity = "desc-quality",
                .bidsSuffix = "report",
                .extension = ".html"}}},
        bind, run);
}

} // namespace insula
