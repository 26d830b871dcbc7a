#include "processing/steps/DicomList.h"

#include "processing/core/AtomicFile.h"
#include "processing/core/BidsGuess.h"
#include "processing/core/Error.h"
#include "processing/core/UnpackZip.h"
#include "processing/steps/BadFileWatch.h"
#include "processing/steps/DicomReader.h"
#include "processing/steps/DicomStack.h"
#include "processing/steps/ForeignFormat.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace insula {
namespace {

namespace fs = std::filesystem;

SeriesFacts seriesFacts(const DicomSeries& series, const DicomStack& stack)
{
    const DicomSlice& first = stack.slices.front();
    SeriesFacts facts;
    facts.modality = first.facts->modality;
    facts.description = first.description;
    facts.protocol = first.facts->protocol;
    facts.sequenceName = first.facts->sequenceName;
    facts.scanningSequence = first.facts->scanningSequence;
    facts.imageType = first.imageType;
    facts.contrast = first.facts->contrast;
    facts.component = first.component == "P" ? "ph" : first.component == "R" ? "real" : first.component == "I" ? "imag" : "";
    facts.slices = stack.grid.size.z;
    facts.frames = stack.frames;
    facts.trSeconds = first.trSeconds;
    facts.echoMs = first.echoMs;
    facts.inversionMs = first.facts->inversionMs;
    facts.echo = series.echo;
    facts.isLocalizer = series.orientation > 0 && stack.grid.size.z <= 60;
    return facts;
}

fs::path commonFolder(const std::vector<DicomSlice>& slices)
{
    fs::path common = slices.front().file.parent_path();
    for (const DicomSlice& slice : slices)
        while (!common.empty() && common != common.root_path() && slice.file.string().rfind(common.string() + "/", 0) != 0)
            common = common.parent_path();
    return common;
}

void warn(const DicomSeries& series, std::vector<std::string>& warnings)
{
    const DicomSlice& first = series.slices.front();
    if (series.duplicates > 0)
        warnings.push_back(fmt::format("{} duplicate instances were left out.", series.duplicates));
    if (series.orientation > 0)
        warnings.push_back("The series mixes orientations; each becomes an image of its own.");
    if (first.facts->burnedIn)
        warnings.push_back("The header says that annotations are burned into the picture: names may be readable in it.");
    if (first.isLegacyMultiFrame)
        warnings.push_back("The frames do not say where they lie; they are taken to be evenly spaced in their order.");
    if (series.slices.size() == 1)
        warnings.push_back("Only one slice.");
}

nlohmann::json describe(const DicomSeries& series, SeriesFacts& facts, BidsGuess& guess)
{
    const DicomSlice& first = series.slices.front();
    std::vector<std::string> warnings;
    nlohmann::json json{{"id", series.id}, {"part", series.part}, {"number", first.facts->seriesNumber},
        {"modality", first.facts->modality}, {"description", first.description}, {"protocol", first.facts->protocol},
        {"files", series.files}, {"te", first.echoMs}, {"tr", first.trSeconds}, {"folder", commonFolder(series.slices).string()},
        {"usable", true}};
    // A series that makes no image is listed with the reason.
    try {
        const DicomStack stack = stackSlices(series.slices);
        warnings = stack.warnings;
        if (stack.frames > 1)
            json["tr"] = frameSeconds(stack, warnings);
        const Vec3 spacing = stack.grid.affine.spacing();
        json["size"] = {stack.grid.size.x, stack.grid.size.y, stack.grid.size.z};
        json["spacing"] = spacing;
        json["frames"] = stack.frames;
        facts = seriesFacts(series, stack);
    } catch (const Error& error) {
        warnings.push_back(error.what());
        json["usable"] = false;
        json["size"] = {first.columns, first.rows, series.slices.size()};
        json["spacing"] = {first.columnSpacingMm, first.rowSpacingMm, first.thicknessMm};
        json["frames"] = 1;
        facts = seriesFacts(series, {.grid = {{first.columns, first.rows, 1}, {}}, .slices = {first}, .frames = 1, .warnings = {}});
    }
    warn(series, warnings);
    guess = guessBids(facts);
    json["note"] = guess.note;
    json["warnings"] = warnings;
    return json;
}

// Beside its phase, a magnitude must say that it is one: otherwise the magnitude's side-car counts for both.
void nameParts(std::vector<SeriesFacts>& facts, const std::vector<BidsGuess>& guesses)
{
    std::set<std::string> names;
    for (std::size_t n = 0; n < facts.size(); ++n)
        names.insert(bidsName(guesses[n], facts[n], 0));
    for (std::size_t n = 0; n < facts.size(); ++n) {
        SeriesFacts phase = facts[n];
        phase.component = "ph";
        if (facts[n].component.empty() && guesses[n].folder != "fmap" && names.contains(bidsName(guesses[n], phase, 0)))
            facts[n].component = "mag";
    }
}

// Scans that would get one name are runs.
void nameAll(nlohmann::json& list, const std::vector<SeriesFacts>& facts, const std::vector<BidsGuess>& guesses)
{
    std::map<std::string, int> count, number;
    for (std::size_t n = 0; n < list.size(); ++n)
        ++count[bidsName(guesses[n], facts[n], 0)];
    for (std::size_t n = 0; n < list.size(); ++n) {
        const std::string name = bidsName(guesses[n], facts[n], 0);
        list[n]["becomes"] = count[name] == 1 ? name : bidsName(guesses[n], facts[n], ++number[name]);
        list[n]["place"] = n + 1;
    }
}

nlohmann::json listOf(const DicomScan& scan)
{
    const auto all = seriesOf(scan.slices);
    auto list = nlohmann::json::array();
    std::vector<SeriesFacts> facts(all.size());
    std::vector<BidsGuess> guesses(all.size());
    for (std::size_t n = 0; n < all.size(); ++n)
        list.push_back(describe(all[n], facts[n], guesses[n]));
    nameParts(facts, guesses);
    nameAll(list, facts, guesses);
    constexpr std::size_t MostProblems = 20;
    std::vector<std::string> problems(
        scan.problems.begin(), scan.problems.begin() + static_cast<std::ptrdiff_t>(std::min(scan.problems.size(), MostProblems)));
    std::set<std::string> people;
    for (const DicomSeries& series : all)
        for (const DicomSlice& slice : series.slices)
            people.insert(slice.facts->person);
    if (people.size() > 1)
        problems.push_back(fmt::format("The files are of {} people: import each by itself.", people.size()));
    return {{"files", scan.files}, {"images", scan.images}, {"problems", problems}, {"series", list}};
}

} // namespace

nlohmann::json dicomSeriesList(const fs::path& source, std::uint64_t maxMemoryMb, double maxSeconds, const Progress& progress)
{
    std::error_code ignored;
    if (!fs::exists(source, ignored))
        throw Error("'" + source.string() + "' does not exist");
    const ScratchFolder scratch;
    ProcessLimits limits;
    limits.memoryBytes = std::max<std::uint64_t>(maxMemoryMb > 0 ? maxMemoryMb << 20 : std::uint64_t{2} << 30, 64u << 20);
    limits.seconds = maxSeconds > 0 ? maxSeconds : 120 + static_cast<double>(bytesToRead(source) >> 20);
    BadFileWatch watch;
    const std::string answer = watch.run(
        [&] { return listOf(scanSource(source, scratch.path(), watch)).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace); },
        limits, fmt::format("'{}'", source.string()), progress);
    auto json = nlohmann::json::parse(answer, nullptr, false);
    if (!json.is_object() || !json.contains("series") || !json["series"].is_array())
        throw Error(fmt::format("the reader gave no sensible answer on '{}': a file is damaged or hostile", source.string()));
    if (looksLikeZip(source)) // the folder it was unpacked to is gone by now
        for (auto& series : json["series"])
            series["folder"] = source.string();
    return json;
}

} // namespace insula

void insulaListDicom(const std::filesystem::path& source, std::uint64_t maxMemoryMb, double maxSeconds, const insula::Progress& progress,
    nlohmann::json& result)
{
    result = insula::dicomSeriesList(source, maxMemoryMb, maxSeconds, progress);
}
