#include "processing/core/BidsRaw.h"

#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/core/TextTable.h"
#include "processing/core/Version.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace insula {

void addToRawDataset(const std::filesystem::path& folder, const std::string& name, const std::string& subject)
{
    std::error_code code;
    std::filesystem::create_directories(folder, code);
    if (code)
        throw Error("cannot make the folder '" + folder.string() + "': " + code.message());
    const auto description = folder / "dataset_description.json", participants = folder / "participants.tsv";
    if (!std::filesystem::exists(description, code)) {
        const nlohmann::json text{{"Name", name}, {"BIDSVersion", "1.9.0"}, {"DatasetType", "raw"},
            {"GeneratedBy", {{{"Name", "Insula"}, {"Version", Version}}}}};
        writeTextFile(description, text.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
    }
    const auto readme = folder / "README";
    if (!std::filesystem::exists(readme, code) && !std::filesystem::exists(folder / "README.md", code))
        writeTextFile(readme, name + "\n\nImported with Insula " + Version + ". Say here what was recorded, from whom, and why.\n");
    const std::string label = "sub-" + subject;
    if (!std::filesystem::exists(participants, code)) {
        writeTextFile(participants, "participant_id\n" + label + "\n");
        return;
    }
    const TextTable table = readTabSeparated(participants);
    const auto column = table.column("participant_id");
    if (!column)
        throw Error("'" + participants.string() + "' has no column participant_id: correct it or move it away");
    if (std::ranges::any_of(table.rows, [&](const auto& row) { return row[*column] == label; }))
        return;
    std::string text = readTextFile(participants);
    if (!text.empty() && text.back() != '\n')
        text += '\n';
    for (std::size_t n = 0; n < table.heading.size(); ++n)
        text += (n ? "\t" : "") + (n == *column ? label : std::string("n/a"));
    writeTextFile(participants, text + "\n");
}

} // namespace insula
