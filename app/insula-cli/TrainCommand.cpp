#include "app/insula-cli/CommandLine.h"
#include "app/insula-cli/Commands.h"

#include "models/anatomy/AnatomyTrainingOptions.h"
#include "models/anatomy/LabelMaps.h"
#include "processing/core/CancelWatch.h"
#include "processing/core/Error.h"
#include "processing/core/ProgressJson.h"

#include <fmt/format.h>

namespace insula {
namespace {

using Form = OptionRule::Form;

std::filesystem::path required(const CommandLine& line, const std::string& option, const std::string& what)
{
    const std::optional<std::string> value = line.value(option);
    if (!value || value->empty())
        throw usageError(fmt::format("train needs --{} {}; see: insula-cli help train", option, what));
    return std::filesystem::absolute(*value);
}

std::vector<std::string> namesIn(const std::string& text)
{
    std::vector<std::string> names;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find(',', at), text.size());
        if (end > at)
            names.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return names;
}

std::vector<std::int64_t> widthsIn(const std::string& text)
{
    std::vector<std::int64_t> widths;
    for (const std::string& word : namesIn(text)) {
        const std::optional<std::int64_t> width = wholeNumber(word);
        if (!width)
            throw usageError(fmt::format("--widths needs whole numbers with commas between them, not '{}'", text));
        widths.push_back(*width);
    }
    return widths;
}

int anatomy(Arguments arguments)
{
    const CommandLine line(arguments, {"no operand", 0, 0},
        {{"labels", Form::Value}, {"out", Form::Value}, {"steps", Form::Value}, {"images", Form::Value}, {"seed", Form::Value},
            {"learning-rate", Form::Value}, {"hold-out", Form::Value}, {"validate-every", Form::Value}, {"checkpoint-every", Form::Value},
            {"device", Form::Value}, {"precision", Form::Value}, {"threads", Form::Value}, {"from-start"}, {"start-from", Form::Value},
            {"voxel-size", Form::Value}, {"widths", Form::Value}, {"features", Form::Value}});
    AnatomyTrainingOptions o;
    o.labels = required(line, "labels", "DIR");
    o.package = required(line, "out", "PACKAGE");
    constexpr std::int64_t Most = 100'000'000;
    o.steps = line.integer("steps", 1, Most).value_or(o.steps);
    o.images = line.integer("images", 1, 64).value_or(o.images);
    o.seed = static_cast<std::uint64_t>(line.integer("seed", 0, INT64_MAX).value_or(1));
    o.learningRate = line.real("learning-rate", 1e-7, 1).value_or(o.learningRate);
    o.validation = namesIn(line.value("hold-out").value_or(""));
    o.validateEvery = line.integer("validate-every", 1, Most).value_or(o.validateEvery);
    o.checkpointEvery = line.integer("checkpoint-every", 1, Most).value_or(o.checkpointEvery);
    o.device = line.value("device").value_or(o.device);
    o.precision = line.value("precision").value_or(o.precision);
    o.threads = static_cast<int>(line.integer("threads", 0, 1024).value_or(0));
    o.fromStart = line.has("from-start");
    for (const std::string& package : namesIn(line.value("start-from").value_or("")))
        o.startFrom.push_back(std::filesystem::absolute(package));
    o.configuration.voxelMm = line.real("voxel-size", 0.5, 8).value_or(o.configuration.voxelMm);
    o.configuration.features = line.integer("features", 1, 1024).value_or(o.configuration.features);
    if (const std::optional<std::string> widths = line.value("widths"))
        o.configuration.widths = widthsIn(*widths);
    const std::string json = toJson(o).dump();
    becomeInfer("train-anatomy", std::span(&json, 1));
}

int pack(Arguments arguments)
{
    const CommandLine line(arguments, {"no operand", 0, 0}, {{"labels", Form::Value}, {"out", Form::Value}});
    const std::filesystem::path labels = required(line, "labels", "DIR"), out = required(line, "out", "FILE.safetensors");
    const CancelWatch watch;
    TextRunEvents events(stdout, stderr, [&watch] { return watch.isCancelled(); });
    const LabelMaps maps = readLabelMaps(labels, Progress(events));
    writeLabelMaps(out, maps);
    events.clear();
    print(fmt::format("{}\t{} label maps\t{} labels\n", out.string(), maps.maps.size(), maps.numbers.size()));
    return 0;
}

} // namespace

int runTrain(Arguments arguments)
{
    if (!arguments.empty() && arguments[0] == "anatomy")
        return anatomy(arguments.subspan(1));
    if (!arguments.empty() && arguments[0] == "pack")
        return pack(arguments.subspan(1));
    throw usageError("train needs to know what: anatomy or pack; see: insula-cli help train");
}

} // namespace insula
