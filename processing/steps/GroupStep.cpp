// Tests of maps over people: one group against nothing, or two against each other.
#include "processing/steps/Steps.h"

#include "processing/core/Error.h"
#include "processing/core/GroupTest.h"
#include "processing/core/Hash.h"
#include "processing/core/Nifti.h"
#include "processing/core/TestStatistics.h"
#include "processing/core/TextTable.h"
#include "processing/steps/DerivedVolume.h"
#include "processing/steps/FunctionalRun.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace insula {
namespace {

constexpr int IntentT = 3, IntentZ = 5; // NIFTI_INTENT_TTEST, NIFTI_INTENT_ZSCORE
constexpr std::size_t NoiseFields = 12; // maps that the smoothness is taken from

struct Params {
    double rate = 0.05;
    double forming = 0.001;
    double familywise = 0.05;
};

void bind(ParamBinder& b, Params& p)
{
    b.real("fdr", p.rate, {0.0001, 0.5, 0.01}, "False discovery rate", "For the threshold that the table lists.");
    b.real("forming", p.forming, {0.000001, 0.05, 0.001}, "Cluster-forming p", "One-sided, of a single voxel.");
    b.real("familywise", p.familywise, {0.0001, 0.5, 0.01}, "Cluster p", "Chance of one cluster of the listed size anywhere.");
}

struct Entry {
    std::filesystem::path file;
    std::int64_t frame = 0;
    std::size_t group = 0;
};

struct Entries {
    std::vector<Entry> maps;
    std::vector<std::string> groups; // in the order of the table; one without a name when it has no such column
};

Entries entriesOf(const std::filesystem::path& file)
{
    return withContext(fmt::format("cannot use the list of maps '{}'", file.filename().string()), [&] {
        const TextTable table = readTabSeparated(file);
        const auto map = table.column("map"), group = table.column("group"), frame = table.column("frame");
        if (!map)
            throw Error("it has no column map; write one with a file a row (and, for two groups, one named group)");
        Entries entries;
        for (const auto& row : table.rows) {
            const std::string name = group ? row[*group] : "";
            auto place = std::find(entries.groups.begin(), entries.groups.end(), name);
            if (place == entries.groups.end())
                place = entries.groups.insert(entries.groups.end(), name);
            const auto number = frame ? numberIn(row[*frame]) : std::optional<double>(1);
            if (!number || !(*number >= 1) || *number != std::floor(*number) || *number > 1e9)
                throw Error(fmt::format("'{}' is no number of a frame (from 1)", row[*frame]));
            const std::filesystem::path given(row[*map]);
            entries.maps.push_back({given.is_absolute() ? given : file.parent_path() / given, static_cast<std::int64_t>(*number) - 1,
                static_cast<std::size_t>(place - entries.groups.begin())});
        }
        if (entries.maps.empty())
            throw Error("it names no map");
        if (entries.groups.size() > 2)
            throw Error(fmt::format("it has {} groups; one or two can be tested", entries.groups.size()));
        return entries;
    });
}

std::vector<float> valuesOf(const Entry& entry, std::optional<Grid>& grid, Volume::Description& description)
{
    return withContext(fmt::format("map '{}'", entry.file.filename().string()), [&] {
        const VolumePtr volume = readNifti(entry.file);
        if (entry.frame >= volume->frames())
            throw Error(fmt::format("there is no frame {}: it has {}", entry.frame + 1, volume->frames()));
        if (!grid) {
            grid = volume->grid();
            description = mapDescription(*volume);
        } else if (!sameGrid(volume->grid(), *grid)) {
            throw Error(
                "it is not on the grid of the first map: resample it first (insula-cli run resample --in image=MAP --in reference=FIRST)");
        }
        return volume->frameAsFloat(entry.frame);
    });
}

VolumePtr mapOf(Volume::Description description, std::vector<float> values, int intent, double freedom)
{
    description.source.intentCode = intent;
    description.source.intentParameters = {intent == IntentT ? freedom : 0, 0, 0};
    description.frames = static_cast<std::int64_t>(values.size()) / description.grid.size.count();
    return Volume::make(std::move(description), std::move(values));
}

void judge(StepOutputs& outputs, const Params& params, const Entries& entries, const GroupTest::Result& result, const Vec3& fwhm)
{
    std::vector<float> t;
    for (std::size_t v = 0; v < result.t.size(); ++v)
        if (result.mask[v])
            t.push_back(result.t[v]);
    if (t.empty())
        throw Error("no voxel has a value in every map: check that the maps overlap");
    const double freedom = result.degreesOfFreedom, forming = upperQuantileOfT(params.forming, freedom);
    const auto discovery = falseDiscoveryT(t, freedom, params.rate);
    const std::int64_t cluster = clusterSizeThreshold(static_cast<std::int64_t>(t.size()), fwhm, params.forming, params.familywise);
    const auto [low, high] = std::minmax_element(t.begin(), t.end());
    const std::string name = entries.groups.size() == 2 ? entries.groups[0] + " - " + entries.groups[1] : "mean";
    outputs.tables["thresholds"]
        = fmt::format("contrast\tmin_t\tmax_t\tfdr_t\tcluster_forming_t\tcluster_voxels\n{}\t{:.4f}\t{:.4f}\t{}\t{:.4f}\t{}\n", name, *low,
            *high, discovery ? fmt::format("{:.4f}", *discovery) : "n/a", forming, cluster);
    auto maps = nlohmann::json::array();
    for (const Entry& entry : entries.maps)
        maps.push_back({{"Map", entry.file.string()}, {"Sha256", sha256OfFile(entry.file)}, {"Frame", entry.frame + 1},
            {"Group", entries.groups[entry.group]}});
    const nlohmann::json facts
        = {{"Contrast", name}, {"Maps", std::move(maps)}, {"DegreesOfFreedom", freedom}, {"FalseDiscoveryRate", params.rate},
            {"FalseDiscoveryT", discovery ? nlohmann::json(*discovery) : nlohmann::json()}, {"ClusterFormingP", params.forming},
            {"ClusterFormingT", forming}, {"ClusterP", params.familywise}, {"ClusterSizeVoxels", cluster}, {"SmoothnessVoxels", fwhm}};
    for (const char* port : {"t", "z", "effect"})
        outputs.sidecars[port] = facts;
    outputs.measurements["t-max"] = {{"value", *high}, {"unit", ""}};
    outputs.measurements["maps"] = {{"value", entries.maps.size()}, {"unit", ""}};
}

StepOutputs run(const StepInputs& inputs, const Params& params, const Progress& progress)
{
    const Entries entries = entriesOf(inputs.file("maps"));
    std::optional<Grid> grid;
    Volume::Description description;
    std::optional<GroupTest> test;
    std::vector<std::uint8_t> mask;
    const auto count = static_cast<double>(entries.maps.size());
    for (std::size_t n = 0; n < entries.maps.size(); ++n) {
        progress.report(0.5 * static_cast<double>(n) / count, fmt::format("map {} of {}", n + 1, entries.maps.size()));
        std::vector<float> values = valuesOf(entries.maps[n], grid, description);
        if (!test) {
            test.emplace(values.size(), entries.groups.size());
            if (inputs.has("mask"))
                mask = maskOnGrid(inputs.volume("mask"), *grid);
        }
        for (std::size_t v = 0; v < mask.size(); ++v)
            values[v] = mask[v] ? values[v] : 0;
        test->add(entries.maps[n].group, values);
    }
    GroupTest::Result result = test->result();
    const std::size_t step = std::max<std::size_t>(1, entries.maps.size() / NoiseFields);
    std::vector<float> fields;
    std::size_t frames = 0;
    for (std::size_t n = 0; n < entries.maps.size() && frames < NoiseFields; n += step, ++frames) {
        progress.report(0.5 + 0.5 * static_cast<double>(n) / count, "smoothness");
        const std::vector<float> rest = test->residual(entries.maps[n].group, valuesOf(entries.maps[n], grid, description));
        fields.insert(fields.end(), rest.begin(), rest.end());
    }
    StepOutputs outputs;
    judge(outputs, params, entries, result, smoothnessVoxels(fields, frames, grid->size, result.mask));
    const double freedom = result.degreesOfFreedom;
    outputs.volumes["t"] = mapOf(description, std::move(result.t), IntentT, freedom);
    outputs.volumes["z"] = mapOf(description, std::move(result.z), IntentZ, freedom);
    outputs.volumes["effect"] = mapOf(description, std::move(result.effect), 0, freedom);
    std::vector<float> means;
    for (const auto& mean : result.means)
        means.insert(means.end(), mean.begin(), mean.end());
    outputs.volumes["means"] = mapOf(description, std::move(means), 0, freedom);
    outputs.sidecars["means"] = {{"Groups", entries.groups}};
    progress.report(1.0);
    return outputs;
}

} // namespace

Step groupStep()
{
    return makeStep<Params>(
        {.id = "group",
            .title = "Group maps",
            .group = "Functional",
            .version = 1,
            .summary
            = "Tests maps of several people that are in one space: the mean against 0, or two groups against each other (the first in the "
              "list minus the second, one variance for both). The list is a table with a column map (files, beside the table or with "
              "their folders), and, where wanted, group and frame. Voxels that are 0 in any map are not tested.",
            .reference
            = "Holmes AP, Friston KJ. Generalisability, random effects and population inference. NeuroImage 7 (1998) S754; Student. "
              "Biometrika 6 (1908) 1-25.",
            .engine = Engine::Itk,
            .inputs = {{.key = "maps", .kind = PortKind::Table, .label = "List of maps"},
                {.key = "mask", .kind = PortKind::Labels, .label = "Only inside this mask", .optional = true}},
            .outputs = {{.key = "t", .kind = PortKind::Image, .label = "t map", .bidsEntity = "stat-t", .bidsSuffix = "statmap"},
                {.key = "z", .kind = PortKind::Image, .label = "z map", .bidsEntity = "stat-z", .bidsSuffix = "statmap"},
                {.key = "effect",
                    .kind = PortKind::Image,
                    .label = "Mean or difference",
                    .bidsEntity = "stat-effect",
                    .bidsSuffix = "statmap"},
                {.key = "means",
                    .kind = PortKind::Image,
                    .label = "Mean of each group",
                    .time = true,
                    .bidsEntity = "stat-mean",
                    .bidsSuffix = "statmap"},
                {.key = "thresholds",
                    .kind = PortKind::Table,
                    .label = "Thresholds",
                    .bidsEntity = "desc-thresholds",
                    .bidsSuffix = "stat"}}},
        bind, run);
}

} // namespace insula
