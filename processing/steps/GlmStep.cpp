// A task model fitted to every voxel of a run, and its contrasts.
#include "processing/steps/Steps.h"

#include "processing/core/Confounds.h"
#include "processing/core/Error.h"
#include "processing/core/TestStatistics.h"
#include "processing/steps/FunctionalRun.h"
#include "processing/steps/TaskModel.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace insula {
namespace {

constexpr int IntentT = 3, IntentZ = 5; // NIFTI_INTENT_TTEST, NIFTI_INTENT_ZSCORE

struct Params {
    std::string contrasts;
    TaskParams task;
    std::string noise = "ar1-pooled";
    double rate = 0.05;
    double forming = 0.001;
    double familywise = 0.05;
};

void bind(ParamBinder& b, Params& p)
{
    b.path("contrasts", p.contrasts, "", "Contrasts",
        "Of the names of conditions, between semicolons: \"places = house - 0.5*face - 0.5*object; face - scramble\". Empty: the mean of "
        "all "
        "conditions (task) and each of them.");
    bindTask(b, p.task, true);
    b.choice("noise", p.noise,
        {{"ar1-pooled", "AR(1), one for all voxels"}, {"ar1", "AR(1), for each voxel"}, {"independent", "Independent"}}, "Noise",
        "How the noise of a frame depends on the frame before.");
    b.real("fdr", p.rate, {0.0001, 0.5, 0.01}, "False discovery rate", "For the threshold that the table lists.");
    b.real("forming", p.forming, {0.000001, 0.05, 0.001}, "Cluster-forming p", "One-sided, of a single voxel.");
    b.real("familywise", p.familywise, {0.0001, 0.5, 0.01}, "Cluster p", "Chance of one cluster of the listed size anywhere.");
}

VolumePtr map(const Volume& image, std::vector<float> values, std::size_t frames, int intent, double freedom)
{
    Volume::Description description = mapDescription(image, static_cast<std::int64_t>(frames));
    description.source.intentCode = intent;
    description.source.intentParameters = {intent == IntentT ? freedom : 0, 0, 0};
    return Volume::make(std::move(description), std::move(values));
}

// Thresholds of each contrast: into the side-car of its maps, the table and the measurements.
void judge(StepOutputs& outputs, const Params& params, const std::vector<Contrast>& contrasts, const GlmMaps& maps, nlohmann::json facts)
{
    const std::size_t voxels = maps.t.size() / contrasts.size();
    const double forming = upperQuantileOfT(params.forming, maps.degreesOfFreedom);
    const std::int64_t cluster = clusterSizeThreshold(maps.voxels, maps.fwhmVoxels, params.forming, params.familywise);
    std::string table = "contrast\tmin_t\tmax_t\tfdr_t\tcluster_forming_t\tcluster_voxels\n";
    auto list = nlohmann::json::array();
    for (std::size_t c = 0; c < contrasts.size(); ++c) {
        std::vector<float> t;
        for (std::size_t v = 0; v < voxels; ++v)
            if (maps.noiseVariance[v] > 0)
                t.push_back(maps.t[c * voxels + v]);
        const auto [low, high] = std::minmax_element(t.begin(), t.end());
        const auto discovery = falseDiscoveryT(t, maps.degreesOfFreedom, params.rate);
        table += fmt::format("{}\t{:.4f}\t{:.4f}\t{}\t{:.4f}\t{}\n", contrasts[c].name, *low, *high,
            discovery ? fmt::format("{:.4f}", *discovery) : "n/a", forming, cluster);
        list.push_back({{"Name", contrasts[c].name}, {"Weights", contrasts[c].weights},
            {"FalseDiscoveryT", discovery ? nlohmann::json(*discovery) : nlohmann::json()}, {"MaximumT", *high}, {"MinimumT", *low}});
        outputs.measurements["t-max " + contrasts[c].name] = {{"value", *high}, {"unit", ""}};
    }
    outputs.tables["thresholds"] = std::move(table);
    facts["Contrasts"] = std::move(list);
    facts["DegreesOfFreedom"] = maps.degreesOfFreedom;
    facts["FalseDiscoveryRate"] = params.rate;
    facts["ClusterFormingP"] = params.forming;
    facts["ClusterFormingT"] = forming;
    facts["ClusterP"] = params.familywise;
    facts["ClusterSizeVoxels"] = cluster;
    facts["SmoothnessVoxels"] = maps.fwhmVoxels;
    for (const char* port : {"t", "z", "effect", "variance"})
        outputs.sidecars[port] = facts;
}

StepOutputs run(const StepInputs& inputs, const Params& params, const Progress& progress)
{
    const Volume& image = inputs.volume("image");
    StepOutputs outputs;
    progress.report(0, "reading");
    TaskModel task = taskModel(inputs, params.task, outputs, progress.part(0, 0.1));
    const GlmDesign design = designOf(task.events, task.confounds, task.options);
    const std::vector<Contrast> contrasts = contrastsOf(params.contrasts, design.conditions);
    for (const std::string& name : design.dropped)
        outputs.warnings.push_back(fmt::format("The confound '{}' says nothing that the others do not; it was left out.", name));
    progress.report(0.1, "fitting");
    GlmMaps maps = fitGlm(image, design, contrasts,
        {.noise = params.noise == "ar1"        ? NoiseModel::VoxelAr1
                : params.noise == "ar1-pooled" ? NoiseModel::PooledAr1
                                               : NoiseModel::Independent,
            .isPercent = params.task.isPercent,
            .mask = task.mask,
            .threads = inputs.threads},
        progress.part(0.1, 0.98));
    judge(outputs, params, contrasts, maps, task.facts);
    if (maps.notFinite > 0)
        outputs.warnings.push_back(notFiniteCoursesWarning(maps.notFinite));
    const double freedom = maps.degreesOfFreedom;
    outputs.volumes["t"] = map(image, std::move(maps.t), contrasts.size(), IntentT, freedom);
    outputs.volumes["z"] = map(image, std::move(maps.z), contrasts.size(), IntentZ, freedom);
    outputs.volumes["effect"] = map(image, std::move(maps.effect), contrasts.size(), 0, freedom);
    outputs.volumes["variance"] = map(image, std::move(maps.variance), contrasts.size(), 0, freedom);
    outputs.volumes["betas"] = map(image, std::move(maps.betas), design.conditions.size(), 0, freedom);
    outputs.volumes["autocorrelation"] = map(image, std::move(maps.autocorrelation), 1, 0, freedom);
    task.facts["Conditions"] = design.conditions;
    outputs.sidecars["betas"] = task.facts;
    outputs.tables["design"] = numberTable(design.all.names, design.all.columns);
    progress.report(1.0);
    return outputs;
}

Port mapPort(const char* key, const char* label, const char* stat, bool isSeries = true)
{
    return {.key = key,
        .kind = PortKind::Image,
        .label = label,
        .time = isSeries,
        .bidsEntity = fmt::format("stat-{}", stat),
        .bidsSuffix = "statmap"};
}

} // namespace

Step glmStep()
{
    return makeStep<Params>(
        {.id = "glm",
            .title = "Task model (GLM)",
            .group = "Functional",
            .version = 1,
            .summary
            = "Fits a linear model of the events to every voxel: each condition convolved with the response, motion, slow drift, noise "
              "that "
              "depends on the frame before. Contrasts are written with the conditions' names; maps have a frame for each, and a table "
              "lists thresholds by false discovery rate and by cluster size. Without a mask, voxels brighter than a fifth of "
              "the brightest are fitted.",
            .reference
            = "Friston KJ et al. Statistical parametric maps in functional imaging. Hum Brain Mapp 2 (1995) 189-210; Worsley KJ et al. A "
              "general statistical analysis for fMRI data. NeuroImage 15 (2002) 1-15; Benjamini Y, Hochberg Y. J R Statist Soc B 57 "
              "(1995) 289-300; Friston KJ et al. Assessing the significance of focal activations. Hum Brain Mapp 1 (1994) 210-220.",
            .engine = Engine::Itk,
            .inputs = {{.key = "image", .kind = PortKind::Image, .label = "Run", .time = true}, eventsPort(), confoundsPort(),
                {.key = "mask", .kind = PortKind::Labels, .label = "Only inside this mask", .optional = true}},
            .outputs = {mapPort("t", "t maps", "t"), mapPort("z", "z maps", "z"), mapPort("effect", "Effects", "effect"),
                mapPort("variance", "Variance of the effects", "variance"), mapPort("betas", "Weights of the conditions", "beta"),
                mapPort("autocorrelation", "Autocorrelation of the noise", "autocorrelation", false),
                {.key = "thresholds",
                    .kind = PortKind::Table,
                    .label = "Thresholds",
                    .bidsEntity = "desc-thresholds",
                    .bidsSuffix = "stat"},
                {.key = "design", .kind = PortKind::Table, .label = "Design", .bidsEntity = "desc-design", .bidsSuffix = "design"}}},
        bind, run);
}

} // namespace insula
