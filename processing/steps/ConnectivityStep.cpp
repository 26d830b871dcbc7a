// Mean courses of an atlas's regions and the correlations among them.
#include "processing/steps/Steps.h"

#include "processing/core/Confounds.h"
#include "processing/core/Connectivity.h"
#include "processing/core/Error.h"
#include "processing/steps/FunctionalRun.h"

#include <fmt/format.h>

namespace insula {
namespace {

struct Params {
    std::int64_t leastVoxels = 1;
};

void bind(ParamBinder& b, Params& p)
{
    b.integer("least-voxels", p.leastVoxels, {1, 100000, 1}, "Least voxels", "Regions with fewer in the run are left out.");
}

StepOutputs run(const StepInputs& inputs, const Params& params, const Progress& progress)
{
    const Volume& image = inputs.volume("image");
    needRun(image, 3, "a correlation");
    RegionSeries series = regionSeries(image, inputs.volume("atlas"), inputs.threads, progress);
    StepOutputs outputs;
    RegionSeries kept;
    std::int64_t small = 0;
    for (std::size_t n = 0; n < series.labels.size(); ++n) {
        if (series.voxels[n] < params.leastVoxels) {
            ++small;
            continue;
        }
        kept.labels.push_back(series.labels[n]);
        kept.names.push_back(std::move(series.names[n]));
        kept.voxels.push_back(series.voxels[n]);
        kept.courses.push_back(std::move(series.courses[n]));
    }
    if (kept.labels.empty())
        throw Error(fmt::format("no region has {} voxels in the run: lower --least-voxels", params.leastVoxels));
    const std::vector<double> r = correlationMatrix(kept.courses);
    outputs.tables["series"] = numberTable(kept.names, kept.courses);
    outputs.tables["correlation"] = matrixTable(kept.names, r);
    outputs.tables["z"] = matrixTable(kept.names, fisherZ(r, kept.labels.size()));
    const nlohmann::json facts = {{"Labels", kept.labels}, {"Names", kept.names}, {"Voxels", kept.voxels}, {"Absent", series.absent},
        {"RepetitionTime", image.trSeconds()}};
    for (const char* port : {"series", "correlation", "z"})
        outputs.sidecars[port] = facts;
    outputs.measurements["regions"] = {{"value", kept.labels.size()}, {"unit", ""}};
    if (!series.absent.empty() || small > 0)
        outputs.warnings.push_back(fmt::format("{} of {} regions have no or too few voxels in the run; they were left out.",
            series.absent.size() + static_cast<std::size_t>(small), series.absent.size() + series.labels.size()));
    progress.report(1.0);
    return outputs;
}

} // namespace

Step connectivityStep()
{
    return makeStep<Params>(
        {.id = "connectivity",
            .title = "Atlas courses and connectivity",
            .group = "Functional",
            .version = 1,
            .summary = "Gives the mean course of every region of an atlas in a run (clean it first), Pearson's correlations among them, "
                       "and Fisher's "
                       "z. Atlas and run must be in the same space; their grids need not agree.",
            .reference
            = "Fisher RA. Biometrika 10 (1915) 507-521; Craddock RC et al. Imaging human connectomes at the macroscale. Nat Methods 10 "
              "(2013) 524-539.",
            .engine = Engine::Itk,
            .inputs = {{.key = "image", .kind = PortKind::Image, .label = "Run", .time = true},
                {.key = "atlas", .kind = PortKind::Labels, .label = "Atlas"}},
            .outputs
            = {{.key = "series", .kind = PortKind::Table, .label = "Courses", .bidsEntity = "desc-atlas", .bidsSuffix = "timeseries"},
                {.key = "correlation",
                    .kind = PortKind::Table,
                    .label = "Correlations",
                    .bidsEntity = "desc-pearson",
                    .bidsSuffix = "relmat"},
                {.key = "z", .kind = PortKind::Table, .label = "Fisher's z", .bidsEntity = "desc-fisherz", .bidsSuffix = "relmat"}}},
        bind, run);
}

} // namespace insula
