// Images of a BIDS data set against what their side-cars say.
#include "processing/core/BidsCheck.h"
#include "processing/core/Error.h"
#include "processing/core/Nifti.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>

namespace insula::bids {
namespace {

namespace fs = std::filesystem;

class Findings {
public:
    Findings(const BidsFile& file, Problems& problems) : m_file(file.path.string()), m_problems(problems) { }
    void error(const std::string& what, const std::string& advice) const { m_problems.push_back({true, m_file, what, advice}); }
    void warning(const std::string& what, const std::string& advice) const { m_problems.push_back({false, m_file, what, advice}); }

private:
    std::string m_file;
    Problems& m_problems;
};

std::optional<double> numberOf(const nlohmann::json& metadata, const char* key)
{
    const auto found = metadata.find(key);
    return found != metadata.end() && found->is_number() ? std::optional(found->get<double>()) : std::nullopt;
}

void checkTimes(const nlohmann::json& metadata, const Volume::Description& image, const Findings& findings)
{
    const auto tr = numberOf(metadata, "RepetitionTime");
    const bool isListed = metadata.contains("VolumeTiming");
    if (!tr && !isListed)
        return findings.error("RepetitionTime is missing", "add it to the side-car, in seconds");
    if (tr && !(*tr > 0))
        return findings.error(fmt::format("RepetitionTime is {}", *tr), "it is the time between volumes in seconds");
    if (tr && *tr > 100)
        findings.error(fmt::format("RepetitionTime is {} s: it seems to be in milliseconds", *tr), "divide it by 1000");
    else if (tr && image.trSeconds > 0 && std::abs(*tr - image.trSeconds) > 0.001)
        findings.error(fmt::format("RepetitionTime is {:.6g} s in the side-car and {:.6g} s in the image's header", *tr, image.trSeconds),
            "find out which is right (the scanner's protocol says it) and correct the other: models of the task fail with the wrong one");
    else if (tr && image.trSeconds == 0)
        findings.warning(
            "the image's header has no repetition time", fmt::format("write {:.6g} s into it: many programs read it there", *tr));
}

void checkSlices(const nlohmann::json& metadata, const Volume::Description& image, const Findings& findings)
{
    const auto found = metadata.find("SliceTiming");
    if (found == metadata.end())
        return findings.warning("SliceTiming is missing", "add it to the side-car if slices were recorded one after another");
    if (!found->is_array() || !std::ranges::all_of(*found, [](const auto& each) { return each.is_number(); }))
        return findings.error("SliceTiming is no list of numbers", "write one time in seconds for each slice");
    const std::string direction = metadata.contains("SliceEncodingDirection") && metadata["SliceEncodingDirection"].is_string()
        ? metadata["SliceEncodingDirection"].get<std::string>()
        : "k";
    const auto slices = direction.starts_with("i") ? image.grid.size.x : direction.starts_with("j") ? image.grid.size.y : image.grid.size.z;
    if (static_cast<std::int64_t>(found->size()) != slices)
        findings.error(
            fmt::format("SliceTiming has {} times, the image {} slices", found->size(), slices), "write one time for each slice");
    const double tr = numberOf(metadata, "RepetitionTime").value_or(0);
    double latest = 0, earliest = 0;
    for (const auto& time : *found) {
        latest = std::max(latest, time.get<double>());
        earliest = std::min(earliest, time.get<double>());
    }
    if (earliest < 0)
        findings.error(fmt::format("SliceTiming has the time {:.6g} s, before the volume begins", earliest),
            "times count from the beginning of the volume");
    if (tr > 0 && latest > tr)
        findings.error(fmt::format("SliceTiming has the time {:.6g} s, beyond the repetition time of {:.6g} s", latest, tr),
            latest > 10 * tr ? "it seems to be in milliseconds: divide by 1000" : "correct the times or the repetition time");
}

void checkFields(const nlohmann::json& metadata, const Findings& findings)
{
    if (const auto te = numberOf(metadata, "EchoTime"); te && *te > 1)
        findings.error(fmt::format("EchoTime is {:.6g} s: it seems to be in milliseconds", *te), "divide it by 1000");
    if (const auto found = metadata.find("PhaseEncodingDirection"); found != metadata.end()) {
        static constexpr std::string_view allowed[] = {"i", "i-", "j", "j-", "k", "k-"};
        if (!found->is_string() || std::ranges::find(allowed, found->get_ref<const std::string&>()) == std::end(allowed))
            findings.error(fmt::format("PhaseEncodingDirection is {}", found->dump()),
                "write i, i-, j, j-, k or k-: an axis of the image, not of the body");
    }
}

void checkFieldMap(const BidsDataset& dataset, const BidsFile& file, const nlohmann::json& metadata, const Findings& findings)
{
    const auto need = [&](const char* key) {
        if (!metadata.contains(key))
            findings.error(fmt::format("{} is missing", key), "add it to the side-car");
    };
    if (file.parts.suffix == "phasediff") {
        need("EchoTime1");
        need("EchoTime2");
    } else if (file.parts.suffix == "epi") {
        need("PhaseEncodingDirection");
        need("TotalReadoutTime");
    } else if (file.parts.suffix == "fieldmap")
        need("Units");
    else if (file.parts.suffix == "phase1" || file.parts.suffix == "phase2")
        need("EchoTime");
    const auto intended = metadata.find("IntendedFor");
    if (intended == metadata.end()) {
        if (!metadata.contains("B0FieldIdentifier") && !file.parts.suffix.starts_with("magnitude"))
            findings.warning("nothing says which images it is for", "add IntendedFor, or B0FieldIdentifier");
        return;
    }
    for (const auto& each : intended->is_array() ? *intended : nlohmann::json::array({*intended})) {
        if (!each.is_string()) {
            findings.error("IntendedFor is no list of files", "write their places as texts");
            continue;
        }
        const std::string place = each.get<std::string>();
        const fs::path target = place.starts_with("bids::") ? fs::path(place.substr(6)) : fs::path("sub-" + file.subject) / place;
        std::error_code code;
        if (!fs::exists(dataset.root() / target, code))
            findings.error(fmt::format("IntendedFor names '{}', which is not there", place),
                "correct the place; it begins below the subject, or is bids::sub-...");
    }
}

std::vector<std::size_t> columnsOf(const fs::path& file)
{
    std::ifstream in(file);
    std::vector<std::size_t> counts;
    for (std::string line; std::getline(in, line);) {
        std::istringstream words(line);
        std::size_t count = 0;
        for (std::string word; words >> word;)
            ++count;
        if (count > 0)
            counts.push_back(count);
    }
    return counts;
}

// b values and directions: of the same name, or inherited like side-cars; here only those beside the image.
void checkDiffusion(const BidsDataset& dataset, const BidsFile& file, const Volume::Description& image, const Findings& findings)
{
    const std::string name = file.path.filename().string(), stem = name.substr(0, name.find('.'));
    const fs::path folder = dataset.root() / file.path.parent_path();
    std::error_code code;
    for (const auto& [ending, lines] : {std::pair{".bval", std::size_t{1}}, {".bvec", std::size_t{3}}}) {
        if (!fs::exists(folder / (stem + ending), code)) {
            findings.error(fmt::format("'{}{}' is missing", stem, ending), "diffusion images need b values and directions beside them");
            continue;
        }
        const auto columns = columnsOf(folder / (stem + ending));
        const bool isRight = columns.size() == lines
            && std::ranges::all_of(columns, [&](std::size_t count) { return static_cast<std::int64_t>(count) == image.frames; });
        if (!isRight)
            findings.error(fmt::format("'{}{}' does not have {} line(s) of {} numbers", stem, ending, lines, image.frames),
                "it needs one number for each volume");
    }
}

void checkDerivative(const BidsFile& file, const nlohmann::json& metadata, const Findings& findings)
{
    if (const std::string space = file.parts.entity("space");
        !space.empty() && !isStandardSpace(space) && !metadata.contains("SpatialReference"))
        findings.error(fmt::format("SpatialReference is missing, and 'space-{}' is no standard space", space),
            "say in the side-car which image defines it");
    const bool isPreprocessed = file.parts.entity("desc") == "preproc" && (file.datatype == "anat" || file.datatype == "func");
    if (isPreprocessed && !metadata.contains("SkullStripped"))
        findings.error("SkullStripped is missing", "say true or false in the side-car");
    if (!file.parts.entity("res").empty() && !metadata.contains("Resolution"))
        findings.error("Resolution is missing", "say in the side-car what res- means");
    if (file.parts.suffix == "mask" && !metadata.contains("Type"))
        findings.warning("Type is missing", "say Brain, Lesion, Face or ROI in the side-car");
}

} // namespace

void checkImage(const BidsDataset& dataset, const BidsFile& file, Problems& problems)
{
    const Findings findings(file, problems);
    Volume::Description image;
    try { // what cannot be read is one more thing to say
        image = readNiftiDescription(dataset.root() / file.path);
    } catch (const Error& error) {
        findings.error(error.what(), "copy or convert the image again");
        return;
    }
    const auto metadata = dataset.metadataOf(file);
    const std::string& suffix = file.parts.suffix;
    if (dataset.isDerivative())
        return checkDerivative(file, metadata, findings);
    if (metadata.empty() && !suffix.starts_with("magnitude")) {
        const bool isNeeded = suffix == "bold" || suffix == "phasediff" || suffix == "epi" || suffix == "asl";
        problems.push_back(
            {isNeeded, file.path.string(), "it has no side-car", "write the JSON beside it, or one for all at the top of the data set"});
    }
    checkFields(metadata, findings);
    if (suffix == "bold" && image.frames < 2)
        findings.error("a run has more than one volume, this has one", "is it a reference (sbref)?");
    if (suffix == "bold" && !metadata.empty()) {
        if (!metadata.contains("TaskName"))
            findings.error("TaskName is missing", fmt::format("add \"TaskName\": \"{}\" to the side-car", file.parts.entity("task")));
        checkTimes(metadata, image, findings);
        checkSlices(metadata, image, findings);
    }
    if ((suffix == "T1w" || suffix == "T2w" || suffix == "FLAIR") && image.frames > 1)
        findings.error(
            fmt::format("it has {} volumes; anatomy has one", image.frames), "split it, or rename it after its kind (MEGRE, MESE, ...)");
    if (file.datatype == "fmap")
        checkFieldMap(dataset, file, metadata, findings);
    if (suffix == "dwi")
        checkDiffusion(dataset, file, image, findings);
}

} // namespace insula::bids
