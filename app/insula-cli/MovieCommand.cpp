#include "app/insula-cli/PictureOptions.h"

#include "processing/core/CancelWatch.h"
#include "processing/core/Error.h"
#include "processing/core/StepModules.h"
#include "viewers/Movie.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

namespace insula {
namespace {

using Form = OptionRule::Form;

const std::vector<OptionRule>& movieRules()
{
    static const std::vector<OptionRule> rules{{"kind", Form::Value}, {"axis", Form::Value}, {"degrees", Form::Value},
        {"plane", Form::Value}, {"range", Form::Value}, {"cine", Form::Value}, {"there-and-back"}, {"frames", Form::Value},
        {"seconds", Form::Value}, {"rate", Form::Value}, {"format", Form::Value}};
    return rules;
}

// The last part that has it counts.
const CommandLine& partWith(const std::vector<CommandLine>& parts, const std::string& option)
{
    const auto found = std::ranges::find_if(parts, [&](const CommandLine& line) { return line.has(option); });
    return found == parts.end() ? parts.front() : *found;
}

template <typename Choice, std::size_t Count>
Choice choiceOf(
    const std::vector<CommandLine>& parts, const std::string& option, const std::array<std::string_view, Count>& names, Choice otherwise)
{
    const auto value = partWith(parts, option).value(option);
    const auto found = value ? std::ranges::find(names, *value) : names.begin() + static_cast<int>(otherwise);
    if (found == names.end()) {
        throw usageError(
            fmt::format("--{} is {} or {}, not '{}'", option, fmt::join(names.begin(), names.end() - 1, ", "), names.back(), *value));
    }
    return static_cast<Choice>(found - names.begin());
}

enum class Format { Mp4, Gif, Png };

// From the name's ending, or to it.
void chooseFormat(const std::vector<CommandLine>& parts, std::filesystem::path& output)
{
    const std::filesystem::path extension = output.extension();
    if (!partWith(parts, "format").has("format")) {
        if (output.empty() || (!extension.empty() && extension != ".gif" && extension != ".mp4")) {
            throw usageError("where does the film go? Name it with -o FILE.mp4, -o FILE.gif, or -o FOLDER for numbered PNG files");
        }
        return;
    }
    const auto format = choiceOf(parts, "format", std::array<std::string_view, 3>{"mp4", "gif", "png"}, Format::Mp4);
    const std::string wanted = format == Format::Mp4 ? ".mp4" : format == Format::Gif ? ".gif" : "";
    if (output.empty() || (!extension.empty() && extension != wanted)) {
        throw usageError(fmt::format("-o needs a name that ends in {}", wanted.empty() ? "nothing, for a folder of PNG files" : wanted));
    }
    output += extension.empty() ? wanted : "";
}

Layout layoutFor(const MovieRequest& request)
{
    return request.kind == MovieKind::Spin ? Layout::Volume
        : request.kind == MovieKind::Cine  ? Layout::Slices
        : request.plane == Plane::Sagittal ? Layout::Sagittal
        : request.plane == Plane::Coronal  ? Layout::Coronal
                                           : Layout::Axial;
}

void readTime(const std::vector<CommandLine>& parts, MovieRequest& request)
{
    const auto with = [&](const std::string& option) -> const CommandLine& { return partWith(parts, option); };
    if (const auto range = with("range").numbers("range", 2)) {
        request.rangeMm = std::pair(range->at(0), range->at(1));
    }
    if (const auto cine = with("cine").numbers("cine", 2)) {
        if (!std::ranges::all_of(*cine, [](double n) { return n >= 0 && n <= INT32_MAX && n == static_cast<int>(n); })) {
            throw usageError(fmt::format("--cine needs FIRST,LAST, frames from 0, not '{}'", *with("cine").value("cine")));
        }
        request.cine = std::pair(static_cast<std::int64_t>(cine->at(0)), static_cast<std::int64_t>(cine->at(1)));
    }
    request.isReturning = with("there-and-back").has("there-and-back");
    request.frames = static_cast<int>(with("frames").integer("frames", 2, 10000).value_or(0));
    request.seconds = with("seconds").real("seconds", 0.1, 3600).value_or(0);
    request.rate = with("rate").real("rate", 1, 60).value_or(request.rate);
    if (request.frames > 0 && request.seconds > 0) { // both: the rate follows
        if (with("rate").has("rate")) {
            throw usageError("choose two of --frames, --seconds and --rate");
        }
        request.rate = request.frames / request.seconds;
    }
}

} // namespace

int runMovie(Arguments arguments)
{
    const std::vector<CommandLine> parts = pictureParts(arguments, movieRules());
    MovieRequest request;
    request.picture = pictureRequest(parts, arguments);
    SnapshotRequest& picture = request.picture;
    request.kind = choiceOf(parts, "kind", std::array<std::string_view, 3>{"spin", "sweep", "cine"}, MovieKind::Spin);
    request.plane = choiceOf(parts, "plane", std::array<std::string_view, 3>{"sagittal", "coronal", "axial"}, Plane::Axial);
    request.axis = choiceOf(parts, "axis", std::array<std::string_view, 2>{"vertical", "horizontal"}, SpinAxis::Vertical);
    const double usual = request.axis == SpinAxis::Vertical ? 360 : 60;
    request.degrees = partWith(parts, "degrees").real("degrees", -3600, 3600).value_or(usual);
    readTime(parts, request);
    chooseFormat(parts, picture.output);
    if (picture.view.empty() && !picture.layout) {
        picture.layout = layoutFor(request);
    }
    if (!partWith(parts, "size").has("size")) {
        picture.width = 640;
        picture.height = 480;
    }
    if (picture.width > 4096 || picture.height > 4096) {
        throw usageError("a film has 64 to 4096 pixels each way; choose a smaller --size");
    }
    checkPlace(picture);
    const CancelWatch watch; // a film that is stopped leaves no half file
    moduleFunction<void(const MovieRequest&, const Progress&)>("insula_viewers", "insulaMovie")(request, Progress());
    print(fmt::format("{}\n", picture.output.string()));
    return 0;
}

} // namespace insula
