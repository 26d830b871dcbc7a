#include "app/insula-cli/CommandLine.h"
#include "app/insula-cli/Commands.h"

#include "processing/core/Atlas.h"
#include "processing/core/AtomicFile.h"
#include "processing/core/Clusters.h"
#include "processing/core/Error.h"
#include "processing/core/Nifti.h"

#include <fmt/format.h>

#include <cstdio>

namespace insula {
namespace {

ClusterOptions optionsOf(const CommandLine& line)
{
    ClusterOptions options;
    const auto threshold = line.real("threshold", 1e-300, 1e300);
    if (!threshold) {
        throw usageError("from which value on is it a finding? Say --threshold NUMBER");
    }
    options.low = *threshold;
    options.high = line.real("upper", options.low, 1e300).value_or(options.high);
    options.isTwoSided = line.has("two-sided");
    const auto connectivity = line.integer("connectivity", 6, 26).value_or(26);
    if (connectivity != 6 && connectivity != 18 && connectivity != 26) {
        throw usageError(fmt::format("--connectivity is {}, expected 6 (faces), 18 (edges) or 26 (corners)", connectivity));
    }
    options.connectivity = static_cast<Connectivity>(connectivity);
    options.minVoxels = line.integer("min-voxels", 1, INT64_MAX).value_or(1);
    options.minMm3 = line.real("min-mm3", 0, 1e300).value_or(0);
    options.frame = line.integer("frame", 0, INT32_MAX).value_or(0);
    return options;
}

std::vector<std::string> regionsOf(const std::vector<Cluster>& clusters, const Atlas& atlas)
{
    std::vector<std::string> names;
    for (const Cluster& each : clusters) {
        names.push_back(atlas.textAt(each.peakAt));
    }
    return names;
}

} // namespace

int runClusters(Arguments arguments)
{
    using enum OptionRule::Form;
    const CommandLine line(arguments, {"MAP", 1, 1},
        {{"threshold", Value}, {"upper", Value}, {"two-sided"}, {"connectivity", Value}, {"min-voxels", Value}, {"min-mm3", Value},
            {"frame", Value}, {"atlas", Value}, {"table", Value}, {"any-space"}, {"o", Value}, {"output", Value}});
    const ClusterOptions options = optionsOf(line);
    if (line.has("table") && !line.has("atlas")) {
        throw usageError("--table names the regions of --atlas FILE, which is missing");
    }
    const std::filesystem::path file = line.operands()[0];
    const VolumePtr map = readNifti(file);
    const std::string space = spaceOf(map->description(), file.string());
    AtlasPtr atlas;
    if (const auto image = line.value("atlas")) {
        const auto table = line.has("table") ? std::optional(std::filesystem::path(*line.value("table"))) : labelFileBeside(*image);
        atlas = Atlas::read({"", *image, table.value_or(std::filesystem::path())});
        const bool fits = isSameSpace(space, atlas->space()) || sameGrid(map->grid(), atlas->volume()->grid());
        if (!fits && !line.has("any-space")) {
            throw Error(fmt::format("the atlas is in {}, and nothing says that '{}' is; add --any-space when you know that it is",
                atlas->space().empty() ? "a space of its own" : atlas->space(), file.filename().string()));
        }
    }
    const Clusters clusters = findClusters(*map, options);
    const auto regions = atlas ? regionsOf(clusters.found, *atlas) : std::vector<std::string>();
    const auto output = line.has("o") ? line.value("o") : line.value("output");
    const bool isCsv = output && std::filesystem::path(*output).extension() == ".csv";
    const std::string table = clusterTable(clusters.found, regions, space, isCsv ? ',' : '\t');
    if (!output) {
        print(table);
        return 0;
    }
    if (!isCsv && std::filesystem::path(*output).extension() != ".tsv") {
        throw usageError(fmt::format("the table '{}' must end in .tsv or .csv", *output));
    }
    writeTextFile(*output, table);
    print(fmt::format("{}\n", *output));
    return 0;
}

} // namespace insula
