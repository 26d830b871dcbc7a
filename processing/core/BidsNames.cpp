#include "processing/core/BidsNames.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <set>
#include <string_view>

namespace insula {
namespace {

// In the specification's order.
constexpr std::array<std::string_view, 32> EntityOrder{"sub", "ses", "sample", "task", "tracksys", "acq", "ce", "trc", "stain", "rec",
    "dir", "run", "mod", "echo", "flip", "inv", "mt", "part", "proc", "hemi", "space", "split", "recording", "chunk", "atlas", "seg",
    "scale", "res", "den", "label", "from", "desc"};
constexpr std::array<std::string_view, 2> MoreOfDerivatives{"to", "mode"};
constexpr std::array<std::string_view, 10> OnlyOfDerivatives{"space", "res", "den", "label", "desc", "from", "to", "mode", "seg", "atlas"};
constexpr std::array<std::string_view, 5> Indices{"run", "echo", "flip", "inv", "split"};

const std::map<std::string, std::set<std::string>, std::less<>>& suffixesOfRaw()
{
    static const std::map<std::string, std::set<std::string>, std::less<>> table{
        {"anat",
            {"T1w", "T2w", "PDw", "T2starw", "FLAIR", "inplaneT1", "inplaneT2", "PDT2", "angio", "T1map", "T2map", "T2starmap", "R1map",
                "R2map", "R2starmap", "PDmap", "MTRmap", "MTsat", "UNIT1", "T1rho", "MWFmap", "MTVmap", "Chimap", "S0map", "M0map", "MEGRE",
                "MESE", "VFA", "IRT1", "MP2RAGE", "MPM", "MTS", "MTR", "defacemask", "FLASH", "PD", "T2star"}},
        {"func", {"bold", "cbv", "phase", "sbref", "events", "physio", "stim"}}, {"dwi", {"dwi", "sbref", "physio", "stim"}},
        {"fmap",
            {"phasediff", "phase1", "phase2", "magnitude1", "magnitude2", "magnitude", "fieldmap", "epi", "m0scan", "TB1DAM", "TB1EPI",
                "TB1AFI", "TB1TFL", "TB1RFM", "TB1SRGE", "RB1COR", "TB1map", "RB1map"}},
        {"perf", {"asl", "m0scan", "aslcontext", "asllabeling", "physio", "stim"}}, {"pet", {"pet", "blood", "events", "physio", "stim"}},
        {"beh", {"beh", "events", "physio", "stim"}}, {"mrs", {"svs", "mrsi", "unloc", "mrsref"}}};
    return table;
}

bool isAlphanumeric(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](unsigned char c) { return c < 128 && std::isalnum(c) != 0; });
}

std::size_t placeOf(const std::string& key)
{
    if (const auto found = std::ranges::find(EntityOrder, key); found != EntityOrder.end())
        return static_cast<std::size_t>(found - EntityOrder.begin()) * 2;
    const auto more = std::ranges::find(MoreOfDerivatives, key); // between "from" and "desc"
    return more == MoreOfDerivatives.end() ? std::string::npos : (EntityOrder.size() - 2) * 2 + 1;
}

} // namespace

std::string BidsParts::entity(const std::string& key) const
{
    const auto found = std::ranges::find(entities, key, &std::pair<std::string, std::string>::first);
    return found == entities.end() ? std::string() : found->second;
}

BidsParts bidsParts(const std::filesystem::path& file)
{
    BidsParts parts;
    const std::string name = file.filename().string();
    const std::size_t dot = std::min(name.find('.'), name.size());
    parts.extension = name.substr(dot);
    parts.isWellFormed = true;
    std::string rest = name.substr(0, dot) + "_";
    for (std::size_t end = rest.find('_'); end != std::string::npos; end = rest.find('_')) {
        const std::string part = rest.substr(0, end);
        rest.erase(0, end + 1);
        const std::size_t dash = part.find('-');
        if (dash != std::string::npos) {
            parts.entities.emplace_back(part.substr(0, dash), part.substr(dash + 1));
            parts.isWellFormed
                = parts.isWellFormed && !rest.empty() && isAlphanumeric(part.substr(0, dash)) && isAlphanumeric(part.substr(dash + 1));
        } else {
            parts.isWellFormed = parts.isWellFormed && rest.empty() && isAlphanumeric(part);
            parts.suffix = part;
        }
    }
    parts.isWellFormed = parts.isWellFormed && !parts.suffix.empty();
    return parts;
}

bool isBidsDatatype(const std::string& folder)
{
    static const std::set<std::string> all{
        "anat", "func", "dwi", "fmap", "perf", "pet", "meg", "eeg", "ieeg", "beh", "micr", "nirs", "motion", "mrs"};
    return all.contains(folder);
}

std::vector<BidsNameProblem> bidsNameProblems(const BidsParts& parts, const std::string& datatype, bool isDerivative)
{
    std::vector<BidsNameProblem> problems;
    if (!parts.isWellFormed)
        return {{"the name is not made of entities and a suffix (sub-01_task-rest_bold)", "rename it; labels are letters and digits only"}};
    std::size_t last = 0;
    std::string before;
    std::set<std::string> seen;
    for (const auto& [key, value] : parts.entities) {
        const std::size_t place = placeOf(key);
        const bool isForeign = place == std::string::npos
            || (!isDerivative && std::ranges::find(OnlyOfDerivatives, key) != OnlyOfDerivatives.end() && key != "space");
        if (isForeign)
            problems.push_back({fmt::format("'{}-' is no entity {}", key, place == std::string::npos ? "of BIDS" : "of raw data"),
                place == std::string::npos ? "rename the file, for example with acq-" : "put results into derivatives/"});
        if (!seen.insert(key).second)
            problems.push_back({fmt::format("'{}-' is there twice", key), "rename the file"});
        if (place != std::string::npos && place < last)
            problems.push_back(
                {fmt::format("'{}-' stands after '{}-'", key, before), fmt::format("rename the file: {}- comes first", key)});
        if (std::ranges::find(Indices, key) != Indices.end()
            && !std::ranges::all_of(value, [](unsigned char c) { return std::isdigit(c) != 0; }))
            problems.push_back({fmt::format("'{}-{}' is no number", key, value), fmt::format("{}- takes a whole number", key)});
        last = place == std::string::npos ? last : std::max(last, place);
        before = key;
    }
    const auto rules = suffixesOfRaw().find(datatype);
    if (!isDerivative && rules != suffixesOfRaw().end() && !rules->second.contains(parts.suffix) && parts.suffix != "channels"
        && parts.suffix != "coordsystem")
        problems.push_back(
            {fmt::format("'{}' is no suffix of {}/", parts.suffix, datatype), "rename the file, or move it to the folder of its kind"});
    const bool isFunctional = datatype == "func" && (parts.suffix == "bold" || parts.suffix == "sbref" || parts.suffix == "events");
    if (isFunctional && parts.entity("task").empty())
        problems.push_back({"the name has no task", "add _task-LABEL after the session (task-rest for rest)"});
    if (datatype == "fmap" && parts.suffix == "epi" && parts.entity("dir").empty() && !isDerivative)
        problems.push_back({"the name has no direction", "add _dir-AP or the like"});
    return problems;
}

bool isStandardSpace(const std::string& label)
{
    static const std::set<std::string> all{"ICBM452AirSpace", "ICBM452Warp5Space", "IXI549Space", "fsaverage", "fsaverageSym", "fsLR",
        "MNIColin27", "MNI152Lin", "MNI152NLin2009aSym", "MNI152NLin2009bSym", "MNI152NLin2009cSym", "MNI152NLin2009aAsym",
        "MNI152NLin2009bAsym", "MNI152NLin2009cAsym", "MNI152NLin6Sym", "MNI152NLin6ASym", "MNI152NLin6Asym", "MNI305", "NIHPD",
        "OASIS30AntsOASISAnts", "OASIS30Atropos", "Talairach", "UNCInfant", "fsaverage3", "fsaverage4", "fsaverage5", "fsaverage6",
        "fsaveragesym"};
    return all.contains(label);
}

} // namespace insula
