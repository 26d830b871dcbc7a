#include "processing/core/BidsCheck.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace insula {
namespace {

namespace fs = std::filesystem;
using bids::Problems;

void checkDescription(const BidsDataset& dataset, Problems& problems)
{
    const std::string name = "dataset_description.json";
    std::error_code code;
    if (!fs::exists(dataset.root() / name, code)) {
        problems.push_back({true, name, "it is missing", "write one with Name and BIDSVersion; without it this is no BIDS data set"});
        return;
    }
    const auto* json = dataset.json(name);
    if (!json) {
        problems.push_back({true, name, "it is no JSON object", "correct it; a comma too many or too few is the usual reason"});
        return;
    }
    for (const char* key : {"Name", "BIDSVersion"})
        if (!json->contains(key) || !(*json)[key].is_string() || (*json)[key].get_ref<const std::string&>().empty())
            problems.push_back({true, name, fmt::format("{} is missing", key), fmt::format("add \"{}\": \"...\"", key)});
    const std::string type
        = json->contains("DatasetType") && (*json)["DatasetType"].is_string() ? (*json)["DatasetType"].get<std::string>() : "raw";
    if (type != "raw" && type != "derivative" && type != "study")
        problems.push_back({true, name, fmt::format("DatasetType is '{}'", type), "write raw or derivative"});
    if (!dataset.isDerivative())
        return;
    const auto by = json->value("GeneratedBy", nlohmann::json());
    const bool isNamed = by.is_array() && !by.empty()
        && std::ranges::all_of(by, [](const auto& each) { return each.is_object() && each.contains("Name") && each["Name"].is_string(); });
    if (!isNamed)
        problems.push_back({true, name, "GeneratedBy is missing or names no program", "add \"GeneratedBy\": [{\"Name\": \"...\"}]"});
    if (!json->contains("SourceDatasets"))
        problems.push_back({false, name, "SourceDatasets is missing", "say from which data set these results were made"});
}

bool isKnownAtTop(const std::string& name)
{
    static const std::set<std::string> known{"dataset_description.json", "README", "README.md", "README.rst", "README.txt", "CHANGES",
        "LICENSE", "CITATION.cff", "participants.tsv", "participants.json", "samples.tsv", "samples.json", "genetic_info.json",
        "atlas-description.json"};
    return known.contains(name);
}

void checkPlace(const BidsDataset& dataset, const BidsFile& file, Problems& problems)
{
    const std::string path = file.path.string(), name = file.path.filename().string();
    const auto add = [&](const std::string& what, const std::string& advice) { problems.push_back({true, path, what, advice}); };
    const bool isTop = file.path.parent_path().empty();
    if (file.subject.empty()) {
        const bool isShared = isTop
            && (file.parts.extension == ".json" || file.parts.extension == ".tsv" || file.parts.extension == ".bval"
                || file.parts.extension == ".bvec")
            && file.parts.isWellFormed && file.parts.entity("sub").empty();
        if (!(isTop && isKnownAtTop(name)) && !isShared)
            add("it belongs to no subject", "move it to sub-LABEL/, to sourcedata/ or code/, or name it in .bidsignore");
        return;
    }
    const bool isList = file.parts.suffix == "scans" || file.parts.suffix == "sessions";
    if (file.datatype.empty() && !isList && file.parts.extension != ".json") {
        add("it lies in no folder of a kind of data", "move it to anat/, func/, dwi/, fmap/, perf/, ... of its subject or session");
        return;
    }
    if (!file.datatype.empty() && !isBidsDatatype(file.datatype)) {
        if (!(dataset.isDerivative() && (file.datatype == "figures" || file.datatype == "log")))
            add(fmt::format("'{}' is no folder of BIDS", file.datatype),
                "rename it (anat, func, dwi, fmap, perf, pet, ...), or name it in .bidsignore");
        return;
    }
    if (const std::string told = file.parts.entity("sub"); told != file.subject)
        add(told.empty() ? "the name has no subject" : fmt::format("the name says sub-{}, the folder sub-{}", told, file.subject),
            "rename the file or move it");
    if (const std::string told = file.parts.entity("ses"); told != file.session && !(file.datatype.empty() && told.empty()))
        add(told.empty()               ? "the folder has a session, the name has none"
                : file.session.empty() ? "the name has a session, the folder has none"
                                       : fmt::format("the name says ses-{}, the folder ses-{}", told, file.session),
            "rename the file or move it");
    for (const BidsNameProblem& problem : bidsNameProblems(file.parts, file.datatype, dataset.isDerivative()))
        add(problem.what, problem.advice);
}

std::string entitiesText(const BidsParts& parts, std::initializer_list<const char*> without)
{
    std::string text;
    for (const auto& [key, value] : parts.entities)
        if (std::ranges::find(without, key) == without.end())
            text += key + "-" + value + "_";
    return text;
}

// Side-cars and tables need the data that they are about.
void checkOrphan(const BidsDataset& dataset, const BidsFile& file, const std::set<const BidsFile*>& used, const std::set<std::string>& runs,
    Problems& problems)
{
    const std::string path = file.path.string();
    const std::string& extension = file.parts.extension;
    if (extension == ".json" && !isKnownAtTop(file.path.filename().string()) && file.parts.isWellFormed) {
        if (!dataset.json(file.path))
            problems.push_back({true, path, "it is no JSON object", "correct it; a comma too many or too few is the usual reason"});
        else if (!used.contains(&file))
            problems.push_back({!file.subject.empty(), path, "no file is described by it", "remove it, or rename it after its image"});
    }
    if (file.parts.suffix == "events" && extension == ".tsv") {
        const std::string run = entitiesText(file.parts, {});
        if (!file.subject.empty() && file.datatype == "func" && !runs.contains(run))
            problems.push_back({true, path, "there is no run of this name", "rename it after its run, or remove it"});
    }
}

void checkConflicts(const BidsDataset& dataset, const BidsFile& file, Problems& problems)
{
    const auto sidecars = dataset.sidecarsOf(file);
    for (std::size_t n = 1; n < sidecars.size(); ++n)
        if (sidecars[n]->path.parent_path() == sidecars[n - 1]->path.parent_path()) {
            problems.push_back({true, file.path.string(),
                fmt::format("two side-cars of one folder apply to it: {} and {}", sidecars[n - 1]->path.filename().string(),
                    sidecars[n]->path.filename().string()),
                "keep one of them at each level"});
            return;
        }
}

} // namespace

std::vector<BidsProblem> checkBids(const BidsDataset& dataset, const Progress& progress)
{
    Problems problems;
    checkDescription(dataset, problems);
    std::error_code code;
    const bool hasReadme
        = std::ranges::any_of(dataset.files(), [](const BidsFile& file) { return file.path.string().starts_with("README"); });
    if (!hasReadme && !dataset.isDerivative())
        problems.push_back({false, "README", "it is missing", "say in a few sentences what was recorded, from whom and why"});
    if (dataset.subjects().empty())
        problems.push_back({true, "", "there is no subject", "folders of subjects are called sub-LABEL; is this the top folder?"});
    std::set<const BidsFile*> used;
    std::set<std::string> runs, withEvents;
    for (const BidsFile& file : dataset.files())
        if (file.parts.suffix == "events" && file.parts.extension == ".tsv")
            withEvents.insert(entitiesText(file.parts, {}));
    for (const BidsFile& file : dataset.files()) {
        if (file.parts.extension == ".json")
            continue;
        for (const BidsFile* sidecar : dataset.sidecarsOf(file))
            used.insert(sidecar);
        if (file.isImage() && (file.parts.suffix == "bold" || file.parts.suffix == "cbv"))
            runs.insert(entitiesText(file.parts, {"echo", "part"}));
    }
    for (std::size_t n = 0; n < dataset.files().size(); ++n) {
        const BidsFile& file = dataset.files()[n];
        progress.report(static_cast<double>(n) / static_cast<double>(dataset.files().size()), file.path.string());
        if (fs::file_size(dataset.root() / file.path, code) == 0 && !code)
            problems.push_back({true, file.path.string(), "it is empty", "copy it again, or remove it"});
        checkPlace(dataset, file, problems);
        checkOrphan(dataset, file, used, runs, problems);
        if (file.isImage()) {
            checkConflicts(dataset, file, problems);
            const std::string run = entitiesText(file.parts, {"echo", "part"});
            if (file.parts.suffix == "bold" && !dataset.isDerivative() && !file.parts.entity("task").starts_with("rest")
                && !withEvents.contains(run) && file.parts.entity("echo").size() + file.parts.entity("part").size() == 0)
                problems.push_back({false, file.path.string(), "a run with a task has no events",
                    "write " + run + "events.tsv with onset and duration in seconds"});
            bids::checkImage(dataset, file, problems);
        }
        if (file.parts.suffix == "events" && file.parts.extension == ".tsv")
            bids::checkEvents(dataset, file, problems);
        if (file.parts.suffix == "scans" && file.parts.extension == ".tsv")
            bids::checkScans(dataset, file, problems);
    }
    bids::checkParticipants(dataset, problems);
    std::ranges::stable_sort(
        problems, [](const BidsProblem& a, const BidsProblem& b) { return std::pair(!a.isError, a.file) < std::pair(!b.isError, b.file); });
    return problems;
}

} // namespace insula
