#include "app/insula-cli/CommandLine.h"
#include "app/insula-cli/Commands.h"

#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/core/LabelFiles.h"
#include "processing/core/Nifti.h"
#include "processing/core/RegionStatistics.h"

#include <fmt/format.h>

#include <cstdio>

namespace insula {
namespace {

using Form = OptionRule::Form;

// With the names of a table that is given, or that lies beside the map.
VolumePtr readLabels(const std::filesystem::path& file, const std::optional<std::string>& names)
{
    const VolumePtr labels = readNifti(file, {.kind = Kind::Labels, .lazy = false});
    Volume::Description description = labels->description();
    if (const LabelTable table = names ? readLabelTable(*names) : labelTableBeside(file); !table.empty()) {
        description.labels = table;
    }
    return redescribed(labels, description);
}

} // namespace

int runRegionStats(Arguments arguments)
{
    const CommandLine line(arguments, {"LABELS", 1, 1},
        {{"image", Form::Value}, {"frame", Form::Value}, {"names", Form::Value}, {"o", Form::Value}, {"output", Form::Value}});
    const std::filesystem::path file = line.operands()[0];
    const auto output = line.has("o") ? line.value("o") : line.value("output");
    const bool isCsv = output && output->ends_with(".csv");
    if (output && !isCsv && !output->ends_with(".tsv")) {
        throw usageError(fmt::format("the table '{}' must end in .tsv or .csv", *output));
    }
    if (line.has("frame") && !line.has("image")) {
        throw usageError("--frame is of the image: say --image too");
    }
    const VolumePtr labels = readLabels(file, line.value("names"));
    const VolumePtr image = line.has("image") ? readNifti(*line.value("image")) : nullptr;
    const std::int64_t frame = image ? line.integer("frame", 0, image->frames() - 1).value_or(0) : 0;
    if (labels->frames() != 1) {
        throw Error(fmt::format("'{}' has {} frames; a label map has one", file.string(), labels->frames()));
    }
    const RegionTable table = withContext(
        fmt::format("cannot measure the regions of '{}'", file.string()), [&] { return regionStatistics(*labels, image.get(), frame); });
    if (!table.isOnOneGrid) {
        std::fprintf(stderr,
            "insula-cli: values are those of the image's own voxels, by the label at their centres: its grid differs from the label "
            "map's\n");
    }
    const std::string text = toText(table, isCsv ? ',' : '\t');
    if (output) {
        writeTextFile(*output, text);
        print(std::filesystem::absolute(*output).string() + "\n");
    } else {
        print(text);
    }
    return 0;
}

} // namespace insula
