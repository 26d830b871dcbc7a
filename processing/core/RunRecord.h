// What one run did, as a file beside its outputs: everything that the row of a project holds, for a project that is not at hand.
//
// Written by `run STEP ... --record FILE`, together with the outputs; a record of a run that is done is there only after all of its
// outputs are. Parsing is strict: a record that is cut off, changed or of another version is an Error with one line. Any thread.
#pragma once

#include "processing/core/Project.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <map>
#include <string>

namespace insula {

// How a project names an output; see derivativeName().
struct OutputNaming {
    std::string entity, suffix, extension;
};

struct RunRecord {
    RunRow row; // id 0; done, failed, cancelled or crashed; outputs lie where the run was told to put them
    std::map<std::string, OutputNaming> naming; // of each output, by port
    std::map<std::string, nlohmann::json> sidecars; // what the step added, by port
    nlohmann::json measurements = nlohmann::json::object();
};

nlohmann::json toJson(const RunRecord& record);
RunRecord runRecordFromJson(const nlohmann::json& json);
RunRecord readRunRecord(const std::filesystem::path& file);
void writeRunRecord(const std::filesystem::path& file, const RunRecord& record); // atomically

// Why an output is not what the record says ("is missing", "has 12 of 4096 bytes", "has another content"); empty when all are.
// Reads and hashes every output.
std::string damageOf(const RunRecord& record);

} // namespace insula
