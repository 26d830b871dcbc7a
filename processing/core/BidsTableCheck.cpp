// The tables of a BIDS data set.
#include "processing/core/BidsCheck.h"
#include "processing/core/Error.h"
#include "processing/core/Nifti.h"
#include "processing/core/TextTable.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace insula::bids {
namespace {

namespace fs = std::filesystem;

std::optional<TextTable> readTable(const BidsDataset& dataset, const fs::path& file, Problems& problems)
{
    try { // what cannot be read is one more thing to say
        return readTabSeparated(dataset.root() / file);
    } catch (const Error& error) {
        problems.push_back({true, file.string(), error.what(), "tables are text with tabs between the columns, and a heading"});
        return std::nullopt;
    }
}

// Seconds that the run of these events lasts; nothing when it cannot be told.
std::optional<double> lengthOfRun(const BidsDataset& dataset, const BidsFile& events)
{
    const std::filesystem::path folder = events.path.parent_path();
    const auto isBelow = [&folder](const std::filesystem::path& file) {
        return std::mismatch(folder.begin(), folder.end(), file.begin(), file.end()).first == folder.end();
    };
    // Files are sorted: those of a folder follow one another.
    const auto& files = dataset.files();
    for (auto at = std::ranges::lower_bound(files, folder, {}, &BidsFile::path); at != files.end() && isBelow(at->path); ++at) {
        const BidsFile& file = *at;
        if (file.isImage() && file.parts.suffix == "bold" && file.path.parent_path() == folder
            && std::ranges::all_of(
                events.parts.entities, [&](const auto& entity) { return file.parts.entity(entity.first) == entity.second; })) {
            try { // said elsewhere
                const auto image = readNiftiDescription(dataset.root() / file.path);
                const auto metadata = dataset.metadataOf(file);
                const double tr = metadata.contains("RepetitionTime") && metadata["RepetitionTime"].is_number()
                    ? metadata["RepetitionTime"].get<double>()
                    : image.trSeconds;
                if (tr > 0)
                    return tr * static_cast<double>(image.frames);
            } catch (const Error&) {
            }
        }
    }
    return std::nullopt;
}

} // namespace

void checkEvents(const BidsDataset& dataset, const BidsFile& file, Problems& problems)
{
    const std::string path = file.path.string();
    const auto table = readTable(dataset, file.path, problems);
    if (!table)
        return;
    if (table->heading.size() < 2 || table->heading[0] != "onset" || table->heading[1] != "duration") {
        problems.push_back({true, path, "the first two columns are not onset and duration", "put them first; both are in seconds"});
        return;
    }
    double last = -1e300, latest = 0;
    for (std::size_t n = 0; n < table->rows.size(); ++n) {
        const auto onset = numberIn(table->rows[n][0]), duration = numberIn(table->rows[n][1]);
        if (!onset || !std::isfinite(*onset) || !duration || *duration < 0) {
            const std::string& cell = !onset || !std::isfinite(*onset) ? table->rows[n][0] : table->rows[n][1];
            problems.push_back({true, path, fmt::format("line {}: '{}' is no time in seconds", n + 2, cell),
                "onsets are numbers, durations numbers from 0 on or n/a"});
            return;
        }
        if (*onset < last)
            problems.push_back({false, path, fmt::format("line {}: the onsets are not in order", n + 2), "sort the lines by onset"});
        last = *onset;
        latest = std::max(latest, *onset);
    }
    const auto length = lengthOfRun(dataset, file);
    if (length && latest > *length)
        problems.push_back({false, path, fmt::format("an event begins at {:.6g} s, the run ends at {:.6g} s", latest, *length),
            latest > 100 * *length ? "are the times in milliseconds?" : "does it belong to another run, or is the repetition time wrong?"});
}

void checkParticipants(const BidsDataset& dataset, Problems& problems)
{
    const std::string path = "participants.tsv";
    std::error_code code;
    if (!fs::exists(dataset.root() / path, code)) {
        if (!dataset.isDerivative())
            problems.push_back({false, path, "it is missing", "list the subjects in a column participant_id"});
        return;
    }
    const auto table = readTable(dataset, path, problems);
    if (!table)
        return;
    const auto column = table->column("participant_id");
    if (!column) {
        problems.push_back({true, path, "there is no column participant_id", "name the column so"});
        return;
    }
    const auto subjects = dataset.subjects();
    std::set<std::string> listed;
    for (const auto& row : table->rows) {
        const std::string& id = row[*column];
        if (!id.starts_with("sub-"))
            problems.push_back({true, path, fmt::format("'{}' does not begin with sub-", id), "write it as the folder is called"});
        else if (!std::ranges::binary_search(subjects, id.substr(4)))
            problems.push_back({true, path, fmt::format("'{}' has no folder", id), "remove the line, or add the subject's data"});
        if (!listed.insert(id).second)
            problems.push_back({true, path, fmt::format("'{}' is there twice", id), "keep one line for each subject"});
    }
    for (const std::string& subject : subjects)
        if (!listed.contains("sub-" + subject))
            problems.push_back({true, path, fmt::format("'sub-{}' is missing", subject), "add a line for the subject"});
}

void checkScans(const BidsDataset& dataset, const BidsFile& file, Problems& problems)
{
    const auto table = readTable(dataset, file.path, problems);
    if (!table)
        return;
    const auto column = table->column("filename");
    if (!column) {
        problems.push_back({true, file.path.string(), "there is no column filename", "name the column so"});
        return;
    }
    std::error_code code;
    for (const auto& row : table->rows)
        if (!fs::exists(dataset.root() / file.path.parent_path() / row[*column], code))
            problems.push_back(
                {true, file.path.string(), fmt::format("'{}' is not there", row[*column]), "correct the place, or remove the line"});
}

} // namespace insula::bids
