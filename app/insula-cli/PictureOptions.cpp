#include "app/insula-cli/PictureOptions.h"

#include "processing/core/CiftiFile.h"
#include "processing/core/Error.h"
#include "processing/core/Nifti.h"
#include "viewers/LayoutNames.h"
#include "viewers/PictureSize.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace insula {
namespace {

using Form = OptionRule::Form;

constexpr double LargestScale = 16, SmallestScale = 0.05;

const std::vector<OptionRule>& layerRules()
{
    static const std::vector<OptionRule> rules{{"overlay", Form::Value}, {"surface", Form::Value}, {"map", Form::Value},
        {"window", Form::Value}, {"threshold", Form::Value}, {"opacity", Form::Value}, {"colormap", Form::Value}, {"outline"}};
    return rules;
}

// Of files; a saved view has its own.
const std::vector<OptionRule>& placeRules()
{
    static const std::vector<OptionRule> rules{{"crosshair", Form::Value}, {"radiological"}, {"neurological"}, {"frame", Form::Value}};
    return rules;
}

const std::vector<OptionRule>& lookRules()
{
    static const std::vector<OptionRule> rules{{"o", Form::Value}, {"output", Form::Value}, {"size", Form::Value}, {"scale", Form::Value},
        {"text", Form::Value}, {"dpi", Form::Value}, {"layout", Form::Value}, {"view", Form::Value}, {"no-crosshair"}, {"no-readout"},
        {"no-letters"}, {"no-colorbars"}, {"no-notice"}, {"no-notes"}, {"scale-bar"}, {"plain"}, {"background", Form::Value},
        {"camera", Form::Value}, {"preset", Form::Value}, {"mode", Form::Value}, {"clip", Form::Value}, {"cut-away"}};
    return rules;
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

bool isSurfaceOption(const std::string& text)
{
    return text == "--surface" || text.starts_with("--surface=");
}

// A surface, values at its vertices, or streamlines.
bool isOnSurfaces(const SnapshotLayer& layer)
{
    return looksLikeTractogram(layer.file) || surfaceFileKind(layer.file) != SurfaceFile::None || looksLikeCifti(layer.file);
}

Layout layoutOf(const std::string& name)
{
    const auto found = layoutNamed(name);
    if (!found) {
        throw usageError(fmt::format("there is no layout '{}'; layouts: {}", name, layoutNameList()));
    }
    return *found;
}

// One of some names, as a number.
template <std::size_t Count>
int choice(const CommandLine& line, const std::string& option, const std::array<std::string_view, Count>& names)
{
    const auto found = std::ranges::find(names, *line.value(option));
    if (found == names.end()) {
        throw usageError(fmt::format("--{} is one of {}, not '{}'", option, fmt::join(names, ", "), *line.value(option)));
    }
    return static_cast<int>(found - names.begin());
}

// "left:20": what lies more than 20 mm to the left of the middle is cut away; or AZIMUTH,ELEVATION,MM of the normal.
ClipPlane clipOf(std::string_view text)
{
    struct Side {
        std::string_view name;
        double azimuth, elevation;
    };
    static constexpr std::array<Side, 6> Sides{
        {{"left", 90, 0}, {"right", -90, 0}, {"anterior", 0, 0}, {"posterior", 180, 0}, {"superior", 0, 90}, {"inferior", 0, -90}}};
    const std::size_t colon = std::min(text.find(':'), text.size());
    const auto side = std::ranges::find(Sides, text.substr(0, colon), &Side::name);
    const auto mm = colon < text.size() ? realNumber(text.substr(colon + 1)) : std::optional(0.0);
    if (side != Sides.end() && mm) {
        return {side->azimuth, side->elevation, *mm};
    }
    const std::size_t first = text.find(','), second = text.find(',', first + 1);
    if (second != std::string_view::npos) {
        const auto azimuth = realNumber(text.substr(0, first)), elevation = realNumber(text.substr(first + 1, second - first - 1)),
                   offset = realNumber(text.substr(second + 1));
        if (azimuth && elevation && offset && std::abs(*elevation) <= 90) {
            return {*azimuth, *elevation, *offset};
        }
    }
    throw usageError(fmt::format("--clip needs SIDE:MM (left, right, anterior, posterior, superior, inferior; mm from the middle) or "
                                 "AZIMUTH,ELEVATION,MM, several with / between them, not '{}'",
        text));
}

std::vector<ClipPlane> clipsOf(std::string_view text)
{
    std::vector<ClipPlane> clips;
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t to = std::min(text.find('/', from), text.size());
        clips.push_back(clipOf(text.substr(from, to - from)));
        from = to + 1;
    }
    if (clips.size() > MostClipPlanes) {
        throw usageError(fmt::format("there are at most {} clip planes", MostClipPlanes));
    }
    return clips;
}

void readVolume(const CommandLine& line, SnapshotRequest& request)
{
    static constexpr std::array<std::string_view, 5> Modes{"shaded", "maximum", "minimum", "mean", "surface"}; // as RenderMode
    if (const auto text = line.value("camera")) {
        const auto numbers = std::ranges::count(*text, ',') == 2 ? line.numbers("camera", 3) : line.numbers("camera", 2);
        request.camera = VolumeCamera{numbers->at(0), numbers->at(1), numbers->size() > 2 ? numbers->at(2) : 1};
        if (std::abs(request.camera->elevation) > 90 || request.camera->zoom < 0.1 || request.camera->zoom > 100) {
            throw usageError("--camera needs AZIMUTH,ELEVATION[,ZOOM], degrees, the elevation from -90 to 90, the zoom from 0.1 to 100");
        }
    }
    request.preset = line.value("preset").value_or(request.preset);
    if (line.has("mode")) {
        request.mode = static_cast<RenderMode>(choice(line, "mode", Modes));
    }
    if (const auto text = line.value("clip")) {
        request.clips = clipsOf(*text);
    }
    request.cutAway = request.cutAway || line.has("cut-away");
}

void readLook(const CommandLine& line, SnapshotRequest& request)
{
    static constexpr std::array<std::string_view, 4> Backgrounds{"screen", "black", "white", "transparent"}; // as Backdrop
    PictureLook& look = request.look;
    const Backdrop backdrop = line.has("background") ? static_cast<Backdrop>(choice(line, "background", Backgrounds)) : look.backdrop;
    look = line.has("plain") ? plainLook() : look;
    look.backdrop = backdrop;
    look.letters = look.letters && !line.has("no-letters");
    look.notice = look.notice && !line.has("no-notice");
    look.notes = look.notes && !line.has("no-notes");
    look.colourBars = line.has("no-colorbars") ? std::optional(false) : look.colourBars;
    look.crosshair = line.has("no-crosshair") ? std::optional(false) : look.crosshair;
    look.readout = line.has("no-readout") ? std::optional(false) : look.readout;
    look.scaleBar = line.has("scale-bar") ? std::optional(true) : look.scaleBar;
}

void readPlace(const CommandLine& line, SnapshotRequest& request)
{
    if (const auto at = line.numbers("crosshair", 3)) {
        request.crosshair = World{at->at(0), at->at(1), at->at(2)};
    }
    request.radiological = line.has("radiological") || (request.radiological && !line.has("neurological"));
    request.frame = line.integer("frame", 0, INT32_MAX).value_or(request.frame);
}

// Size, resolution and text, which hang together.
void readSize(const std::vector<CommandLine>& parts, SnapshotRequest& request)
{
    PictureSize size{static_cast<double>(request.width), static_cast<double>(request.height), LengthUnit::Pixels, 0};
    std::optional<double> scale, points;
    for (const CommandLine& line : parts) {
        if (const auto text = line.value("size")) {
            size = pictureSizeFrom(*text);
        }
        scale = line.has("scale") ? line.real("scale", SmallestScale, LargestScale) : scale;
        points = line.has("text") ? line.real("text", 1, 200) : points;
        request.dpi = line.real("dpi", 10, 4800).value_or(request.dpi);
    }
    if (scale && points) {
        throw usageError("choose one of --scale and --text");
    }
    if (size.unit != LengthUnit::Pixels) { // as journals ask for
        request.dpi = request.dpi > 0 ? request.dpi : PrintDpi;
        points = scale || points ? points : std::optional(PrintTextPoints);
    }
    size.dpi = request.dpi > 0 ? request.dpi : ScreenDpi;
    request.width = size.pixelWidth();
    request.height = size.pixelHeight();
    for (const int side : {request.width, request.height}) {
        if (side < 64 || side > 16384) {
            throw usageError(fmt::format(
                "the picture would have {} x {} pixels; a picture has 64 to 16384 pixels each way", request.width, request.height));
        }
    }
    request.scale = points ? textScale(*points, size.dpi) : scale.value_or(request.scale);
    if (!(request.scale >= SmallestScale && request.scale <= LargestScale)) {
        throw usageError("the text would be too small or too large for this resolution; choose another --text or --dpi");
    }
}

} // namespace

const std::string_view LayerOptionsHelp = "  Layer options, each for the file before it:\n"
                                          "  --window LOW,HIGH     values of the darkest and the brightest colour\n"
                                          "  --threshold LOW,HIGH  values outside are not drawn\n"
                                          "  --opacity N           0 to 1\n"
                                          "  --colormap NAME       gray, viridis, warm, ...; labels for label colours\n"
                                          "  --outline             only the border of labels, or of what the threshold leaves\n"
                                          "  --map N               of an overlay's maps at vertices, from 1\n"
                                          "  --surface FILE is a surface or streamlines; overlays after it are values at its vertices.\n"
                                          "  Its option: --opacity\n";

const std::string_view PictureOptionsHelp
    = "  Options of the picture:\n"
      "  --size WIDTHxHEIGHT   pixels, or mm, cm, in: 85x60mm     --dpi N   dots per inch; 300 for mm\n"
      "  --text N              height of text in points    --scale N   of text and lines, instead\n"
      "  --view NAME           slices, four (with the 3D view), sagittal, coronal, axial, 3d, lightbox (or --layout NAME)\n"
      "  --background NAME     screen, black, white, transparent\n"
      "  --plain               no writing and no lines at all; or --no-letters --no-crosshair --no-readout --no-colorbars --no-notes\n"
      "                        --no-notice (it stays in the file's description)    --scale-bar   with a scale bar\n"
      "  --crosshair X,Y,Z     mm, RAS+\n"
      "  --frame N             of a run, from 0\n"
      "  --neurological        the patient's left is on the left (--radiological: on the right)\n"
      "  Of the 3D view:\n"
      "  --camera AZIMUTH,ELEVATION[,ZOOM]   degrees around the S axis (0: from the front, 90: from the patient's left) and above\n"
      "  --preset NAME         window, mr-brain, ct-bone, ct-skin, maximum\n"
      "  --mode NAME           shaded, maximum, minimum, mean, surface\n"
      "  --clip SIDE:MM[/...]  cuts away what lies more than MM to the left, right, anterior, ... of the middle;\n"
      "                        or AZIMUTH,ELEVATION,MM of a plane's normal\n"
      "  --cut-away            opens the octant between the crosshair's planes\n";

std::vector<CommandLine> pictureParts(Arguments arguments, const std::vector<OptionRule>& more)
{
    std::vector<OptionRule> rules = layerRules();
    for (const auto* others : {&placeRules(), &lookRules(), &more}) {
        rules.insert(rules.end(), others->begin(), others->end());
    }
    const auto beginsLayer
        = [&](const std::string& text) { return isSurfaceOption(text) || text == "--overlay" || text.starts_with("--overlay="); };
    const std::size_t needed = std::ranges::any_of(arguments, isSurfaceOption) ? 0 : 1; // surfaces need no image
    std::vector<CommandLine> result;
    for (auto from = arguments.begin(); from != arguments.end() || result.empty();) {
        const auto after = from == arguments.end() || result.empty() ? from : from + 1;
        const auto to = std::find_if(after, arguments.end(), beginsLayer);
        const bool isFirst = result.empty();
        result.emplace_back(Arguments(from, to),
            OperandRule{isFirst ? "FILE" : "--overlay FILE", isFirst ? needed : 0, isFirst ? std::size_t(1) : std::size_t(0)}, rules);
        from = to;
    }
    return result;
}

SnapshotRequest pictureRequest(const std::vector<CommandLine>& parts, Arguments arguments)
{
    SnapshotRequest request;
    for (const CommandLine& line : parts) {
        request.layers.push_back(layer(line));
        const auto output = line.has("o") ? line.value("o") : line.value("output");
        request.output = output ? std::filesystem::path(*output) : request.output;
        const auto view = line.has("view") ? line.value("view") : line.value("layout");
        request.layout = view ? std::optional(layoutOf(*view)) : request.layout;
        readPlace(line, request);
        readLook(line, request);
        readVolume(line, request);
    }
    readSize(parts, request);
    std::erase_if(request.layers, [](const SnapshotLayer& each) { return each.file.empty(); }); // a surface without an image
    if (!request.layout && std::ranges::any_of(request.layers, isOnSurfaces)) {
        request.layout = Layout::Four; // with the 3D view
    }
    if (request.layers[0].file.extension() != ".json") {
        return request;
    }
    for (const auto* rules : {&layerRules(), &placeRules()}) {
        for (const OptionRule& rule : *rules) {
            const std::string option = "--" + rule.name;
            if (std::ranges::any_of(
                    arguments, [&](const std::string& given) { return given == option || given.starts_with(option + "="); })) {
                throw usageError(option + " does not go with a saved view, which is drawn as it was saved; leave it out");
            }
        }
    }
    request.view = request.layers[0].file;
    request.layers.clear();
    return request;
}

// Nothing is shown instead of what was asked for.
void checkPlace(const SnapshotRequest& request)
{
    if (std::error_code ignored; std::filesystem::equivalent(request.view, request.output, ignored)) {
        throw usageError("the picture would replace the view that it shows; choose another name");
    }
    World low{1e300, 1e300, 1e300}, high{-1e300, -1e300, -1e300};
    std::int64_t frames = 1;
    bool hasImage = false;
    for (const SnapshotLayer& each : request.layers) {
        if (std::error_code ignored; std::filesystem::equivalent(each.file, request.output, ignored)) {
            throw usageError("the picture would replace a file that it shows; choose another name");
        }
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
    if (request.view.empty() && request.frame >= frames) {
        throw usageError(fmt::format("there is no frame {}: the last one is {}", request.frame, frames - 1));
    }
    if (const auto& at = request.crosshair;
        at && hasImage && (at->x < low.x || at->y < low.y || at->z < low.z || at->x > high.x || at->y > high.y || at->z > high.z)) {
        throw usageError(fmt::format(
            "the crosshair {:g},{:g},{:g} is outside the image, which reaches from {:.1f},{:.1f},{:.1f} to {:.1f},{:.1f},{:.1f} mm", at->x,
            at->y, at->z, low.x, low.y, low.z, high.x, high.y, high.z));
    }
}

} // namespace insula
