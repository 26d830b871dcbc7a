#include "app/insula-cli/CommandLine.h"
#include "app/insula-cli/Commands.h"

#include "processing/core/CiftiFile.h"
#include "processing/core/Error.h"
#include "processing/core/Nifti.h"
#include "processing/core/StepModules.h"
#include "viewers/LayoutNames.h"
#include "viewers/Snapshot.h"

#include <fmt/format.h>

#include <algorithm>

namespace insula {
namespace {

using Form = OptionRule::Form;

const std::vector<OptionRule>& rules()
{
    static const std::vector<OptionRule> rules{{"o", Form::Value}, {"output", Form::Value}, {"overlay", Form::Value},
        {"surface", Form::Value}, {"map", Form::Value}, {"window", Form::Value}, {"threshold", Form::Value}, {"opacity", Form::Value},
        {"colormap", Form::Value}, {"outline"}, {"size", Form::Value}, {"scale", Form::Value}, {"layout", Form::Value},
        {"crosshair", Form::Value}, {"no-crosshair"}, {"no-readout"}, {"radiological"}, {"neurological"}, {"frame", Form::Value}};
    return rules;
}

// Options of a layer belong to the file before them, so each overlay and surface begins a part of its own.
std::vector<CommandLine> parts(Arguments arguments)
{
    const auto isSurface = [](const std::string& text) { return text == "--surface" || text.starts_with("--surface="); };
    const auto beginsLayer
        = [&](const std::string& text) { return isSurface(text) || text == "--overlay" || text.starts_with("--overlay="); };
    const std::size_t needed = std::ranges::any_of(arguments, isSurface) ? 0 : 1; // surfaces need no image
    std::vector<CommandLine> result;
    for (auto from = arguments.begin(); from != arguments.end() || result.empty();) {
        const auto after = from == arguments.end() || result.empty() ? from : from + 1;
        const auto to = std::find_if(after, arguments.end(), beginsLayer);
        const bool isFirst = result.empty();
        result.emplace_back(Arguments(from, to),
            OperandRule{isFirst ? "FILE" : "--overlay FILE", isFirst ? needed : 0, isFirst ? std::size_t(1) : std::size_t(0)}, rules());
        from = to;
    }
    return result;
}

std::optional<std::pair<double, double>> range(const CommandLine& line, const std::string& name)
{
    const auto numbers = line.numbers(name, 2);
    if (numbers && numbers->at(0) >= numbers->at(1)) {
        throw usageError(fmt::format("--{} needs LOW,HIGH with LOW below HIGH, not '{}'", name, *line.value(name)));
    }
    return numbers ? std::optional(std::pair(numbers->at(0), numbers->at(1))) : std::nullopt;
}

SnapshotLayer layer(const CommandLine& line)
{
    SnapshotLayer layer;
    const auto option = line.has("surface") ? line.value("surface") : line.value("overlay");
    layer.file = option.value_or(line.operands().empty() ? std::string() : line.operands()[0]);
    if (line.has("surface") && !looksLikeTractogram(layer.file) && surfaceFileKind(layer.file) != SurfaceFile::Mesh) {
        throw usageError(fmt::format(
            "--surface needs a surface or streamlines; '{}' is neither (values go to --overlay after it)", layer.file.string()));
    }
    layer.map = static_cast<std::size_t>(line.integer("map", 1, INT32_MAX).value_or(1) - 1);
    layer.window = range(line, "window");
    layer.threshold = range(line, "threshold");
    layer.opacity = line.real("opacity", 0, 1);
    layer.colourMap = line.value("colormap").value_or("");
    layer.outline = line.has("outline");
    return layer;
}

Layout layoutOf(const std::string& name)
{
    const auto found = layoutNamed(name);
    if (!found) {
        throw usageError(fmt::format("there is no layout '{}'; layouts: {}", name, layoutNameList()));
    }
    return *found;
}

// Options of the whole picture may stand in any part.
void readPicture(const CommandLine& line, SnapshotRequest& request)
{
    const auto output = line.has("o") ? line.value("o") : line.value("output");
    request.output = output ? std::filesystem::path(*output) : request.output;
    if (const auto size = line.numbers("size", 2)) {
        const bool isWhole
            = std::ranges::all_of(*size, [](double side) { return side >= 64 && side <= 16384 && side == static_cast<int>(side); });
        if (!isWhole) {
            throw usageError(fmt::format("--size needs WIDTHxHEIGHT, 64 to 16384 pixels each, not '{}'", *line.value("size")));
        }
        request.width = static_cast<int>(size->at(0));
        request.height = static_cast<int>(size->at(1));
    }
    request.scale = line.real("scale", 0.5, 8).value_or(request.scale);
    request.layout = line.has("layout") ? layoutOf(*line.value("layout")) : request.layout;
    if (const auto at = line.numbers("crosshair", 3)) {
        request.crosshair = World{at->at(0), at->at(1), at->at(2)};
    }
    request.crosshairVisible = request.crosshairVisible && !line.has("no-crosshair");
    request.readoutVisible = request.readoutVisible && !line.has("no-readout");
    request.radiological = line.has("radiological") || (request.radiological && !line.has("neurological"));
    request.frame = line.integer("frame", 0, INT32_MAX).value_or(request.frame);
}

// A surface, values at its vertices, or streamlines.
bool isOnSurfaces(const SnapshotLayer& layer)
{
    return looksLikeTractogram(layer.file) || surfaceFileKind(layer.file) != SurfaceFile::None || looksLikeCifti(layer.file);
}

// Nothing is shown instead of what was asked for.
void checkPlace(const SnapshotRequest& request)
{
    World low{1e300, 1e300, 1e300}, high{-1e300, -1e300, -1e300};
    std::int64_t frames = 1;
    bool hasImage = false;
    for (const SnapshotLayer& each : request.layers) {
        if (isOnSurfaces(each)) {
            continue;
        }
        hasImage = true;
        const Volume::Description description = readNiftiDescription(each.file);
        frames = std::max(frames, description.frames);
        const Size3 n = description.grid.size;
        for (int corner = 0; corner < 8; ++corner) {
            const auto edge
                = [&](int axis, std::int64_t count) { return ((corner >> axis) & 1) != 0 ? static_cast<double>(count) - 0.5 : -0.5; };
            const World p = description.grid.affine.toWorld({edge(0, n.x), edge(1, n.y), edge(2, n.z)});
            low = {std::min(low.x, p.x), std::min(low.y, p.y), std::min(low.z, p.z)};
            high = {std::max(high.x, p.x), std::max(high.y, p.y), std::max(high.z, p.z)};
        }
    }
    if (request.frame >= frames) {
        throw usageError(fmt::format("there is no frame {}: the last one is {}", request.frame, frames - 1));
    }
    if (const auto& at = request.crosshair;
        at && hasImage && (at->x < low.x || at->y < low.y || at->z < low.z || at->x > high.x || at->y > high.y || at->z > high.z)) {
        throw usageError(fmt::format(
            "the crosshair {:g},{:g},{:g} is outside the image, which reaches from {:.1f},{:.1f},{:.1f} to {:.1f},{:.1f},{:.1f} mm", at->x,
            at->y, at->z, low.x, low.y, low.z, high.x, high.y, high.z));
    }
}

// A saved view says itself what is shown and how.
void useView(SnapshotRequest& request, Arguments arguments)
{
    for (const OptionRule& rule : rules()) {
        const std::string option = "--" + std::string(rule.name);
        const bool isKept = rule.name == "o" || rule.name == "output" || rule.name == "size" || rule.name == "scale";
        const bool isGiven
            = std::ranges::any_of(arguments, [&](const std::string& given) { return given == option || given.starts_with(option + "="); });
        if (!isKept && isGiven) {
            throw usageError(option + " does not go with a saved view, which is drawn as it was saved; leave it out");
        }
    }
    request.view = request.layers[0].file;
    request.layers.clear();
}

} // namespace

int runSnapshot(Arguments arguments)
{
    SnapshotRequest request;
    bool hasLayout = false;
    for (const CommandLine& line : parts(arguments)) {
        request.layers.push_back(layer(line));
        readPicture(line, request);
        hasLayout = hasLayout || line.has("layout");
    }
    std::erase_if(request.layers, [](const SnapshotLayer& each) { return each.file.empty(); }); // a surface without an image
    if (!hasLayout && std::ranges::any_of(request.layers, isOnSurfaces)) {
        request.layout = Layout::Four; // with the 3D view
    }
    if (request.output.extension() != ".png") {
        throw usageError(request.output.empty() ? "where does the picture go? Name it with -o FILE.png"
                                                : fmt::format("the picture '{}' must end in .png", request.output.string()));
    }
    for (const SnapshotLayer& each : request.layers) {
        if (std::error_code ignored; std::filesystem::equivalent(each.file, request.output, ignored)) {
            throw usageError("the picture would replace a file that it shows; choose another name");
        }
    }
    if (request.layers[0].file.extension() == ".json") {
        useView(request, arguments);
    } else {
        checkPlace(request);
    }
    moduleFunction<void(const SnapshotRequest&)>("insula_viewers", "insulaSnapshot")(request);
    print(fmt::format("{}\n", request.output.string()));
    return 0;
}

} // namespace insula
