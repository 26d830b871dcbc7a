#include "app/insula-cli/CommandLine.h"
#include "app/insula-cli/Commands.h"

#include "processing/core/Error.h"
#include "processing/core/StepModules.h"
#include "viewers/Movie.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace insula {
namespace {

using Form = OptionRule::Form;

template <typename Choice> Choice choiceOf(const CommandLine& line, const std::string& option, std::array<std::string_view, 3> names)
{
    const auto value = line.value(option).value_or(std::string(names[option == "plane" ? 2 : 0]));
    const auto found = std::ranges::find(names, value);
    if (found == names.end()) {
        throw usageError(fmt::format("--{} is {}, {} or {}, not '{}'", option, names[0], names[1], names[2], value));
    }
    return static_cast<Choice>(found - names.begin());
}

} // namespace

int runMovie(Arguments arguments)
{
    const CommandLine line(arguments, {"VIEW.json or IMAGE", 1, 1},
        {{"o", Form::Value}, {"output", Form::Value}, {"kind", Form::Value}, {"plane", Form::Value}, {"frames", Form::Value},
            {"rate", Form::Value}, {"size", Form::Value}, {"scale", Form::Value}});
    MovieRequest request;
    request.kind = choiceOf<MovieKind>(line, "kind", {"spin", "sweep", "cine"});
    request.plane = choiceOf<Plane>(line, "plane", {"sagittal", "coronal", "axial"});
    SnapshotRequest& picture = request.picture;
    const std::filesystem::path file = line.operands()[0];
    if (file.extension() == ".json") {
        picture.view = file;
    } else {
        picture.layers.emplace_back().file = file;
        picture.layout = request.kind == MovieKind::Spin ? Layout::Volume
            : request.kind == MovieKind::Cine            ? Layout::Slices
            : request.plane == Plane::Sagittal           ? Layout::Sagittal
            : request.plane == Plane::Coronal            ? Layout::Coronal
                                                         : Layout::Axial;
    }
    picture.output = line.value(line.has("o") ? "o" : "output").value_or("");
    const auto extension = picture.output.extension();
    if (picture.output.empty() || (!extension.empty() && extension != ".gif")) {
        throw usageError("where does the film go? Name it with -o FILE.gif, or -o FOLDER for numbered PNG files");
    }
    picture.width = 640;
    picture.height = 480;
    if (const auto size = line.numbers("size", 2)) {
        if (!std::ranges::all_of(*size, [](double side) { return side >= 64 && side <= 4096 && side == static_cast<int>(side); })) {
            throw usageError(fmt::format("--size needs WIDTHxHEIGHT, 64 to 4096 pixels each, not '{}'", *line.value("size")));
        }
        picture.width = static_cast<int>(size->at(0));
        picture.height = static_cast<int>(size->at(1));
    }
    picture.scale = line.real("scale", 0.5, 8).value_or(picture.scale);
    request.frames = static_cast<int>(line.integer("frames", 2, 2000).value_or(0));
    request.rate = line.real("rate", 1, 50).value_or(request.rate);
    moduleFunction<void(const MovieRequest&, const Progress&)>("insula_viewers", "insulaMovie")(request, Progress());
    print(fmt::format("{}\n", picture.output.string()));
    return 0;
}

} // namespace insula
