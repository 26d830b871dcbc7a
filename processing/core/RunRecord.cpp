#include "processing/core/RunRecord.h"

#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/core/Hash.h"
#include "processing/core/JsonFields.h"
#include "processing/core/ProjectState.h"

#include <fmt/format.h>

namespace insula {
namespace {

constexpr const char* Format = "insula-run-record";
constexpr int FormatVersion = 1;

nlohmann::json toJson(const RunFile& file)
{
    return {
        {"port", file.port}, {"path", pathToJson(file.path)}, {"sha256", file.sha256}, {"bytes", file.bytes}, {"modified", file.modified}};
}

nlohmann::json outputToJson(const RunFile& file, const OutputNaming& naming)
{
    nlohmann::json json = toJson(file);
    json.update({{"kind", file.kind}, {"bidsSuffix", file.suffix}, {"desc", file.desc}, {"format", file.format}, {"shape", file.shape},
        {"entity", naming.entity}, {"suffix", naming.suffix}, {"extension", naming.extension}});
    return json;
}

RunStatus statusOf(JsonFields& fields)
{
    const std::string text = fields.text("status");
    for (const RunStatus status : {RunStatus::Done, RunStatus::Failed, RunStatus::Cancelled, RunStatus::Crashed}) {
        if (name(status) == text) {
            return status;
        }
    }
    fields.refuse("status", "must be done, failed, cancelled or crashed");
}

RunFile readFile(JsonFields& fields, bool isHashed)
{
    RunFile file;
    file.port = fields.text("port");
    file.path = fields.path("path");
    file.bytes = fields.count("bytes");
    file.modified = fields.integer("modified", INT64_MIN, INT64_MAX);
    if (isHashed || !fields.text("sha256").empty()) { // a run that failed may not have come to hash its inputs
        file.sha256 = fields.sha256("sha256");
    }
    return file;
}

void refuseTwice(const std::vector<RunFile>& files, const RunFile& file, const JsonFields& fields)
{
    for (const RunFile& other : files) {
        if (other.port == file.port) {
            fields.refuse("port", fmt::format("'{}' is there twice", file.port));
        }
    }
}

void readInputs(JsonFields& fields, RunRecord& record)
{
    for (const nlohmann::json& item : fields.list("inputs")) {
        JsonFields input(item, "an input of the run record");
        RunFile file = readFile(input, record.row.status == RunStatus::Done);
        input.finish();
        refuseTwice(record.row.inputs, file, input);
        record.row.inputs.push_back(std::move(file));
    }
}

void readOutputs(JsonFields& fields, RunRecord& record)
{
    for (const nlohmann::json& item : fields.list("outputs")) {
        JsonFields output(item, "an output of the run record");
        RunFile file = readFile(output, true);
        file.kind = output.text("kind");
        file.suffix = output.text("bidsSuffix");
        file.desc = output.text("desc");
        file.format = output.text("format");
        file.shape = output.text("shape");
        record.naming[file.port] = {output.text("entity"), output.text("suffix"), output.text("extension")};
        output.finish();
        refuseTwice(record.row.outputs, file, output);
        record.row.outputs.push_back(std::move(file));
    }
    if (record.row.status != RunStatus::Done && !record.row.outputs.empty()) {
        fields.refuse("outputs", "must be empty unless the run is done");
    }
}

void readRow(JsonFields& fields, RunRow& row)
{
    row.step = fields.text("step");
    row.stepVersion = static_cast<int>(fields.integer("stepVersion", 0, INT32_MAX));
    row.params = fields.object("params");
    row.status = statusOf(fields);
    row.subject = fields.text("subject");
    row.session = fields.text("session");
    row.started = fields.text("started");
    row.finished = fields.text("finished");
    row.seconds = fields.real("seconds");
    row.peakBytes = fields.count("peakBytes");
    row.appVersion = fields.text("appVersion");
    row.device = fields.text("device");
    row.modelHash = fields.text("modelHash");
    row.threads = static_cast<int>(fields.integer("threads", 0, INT32_MAX));
    row.seed = fields.count("seed");
    row.host = fields.text("host");
    row.warnings = fields.texts("warnings");
    row.error = fields.text("error");
    row.log = fields.text("log");
    row.commandLine = fields.text("commandLine");
    for (const char* key : {"step", "started", "finished"}) {
        if (fields.text(key).empty()) {
            fields.refuse(key, "is empty");
        }
    }
}

} // namespace

nlohmann::json toJson(const RunRecord& record)
{
    const RunRow& row = record.row;
    auto inputs = nlohmann::json::array(), outputs = nlohmann::json::array();
    for (const RunFile& file : row.inputs) {
        inputs.push_back(toJson(file));
    }
    for (const RunFile& file : row.outputs) {
        const auto naming = record.naming.find(file.port);
        outputs.push_back(outputToJson(file, naming == record.naming.end() ? OutputNaming() : naming->second));
    }
    return {{"format", Format}, {"version", FormatVersion}, {"step", row.step}, {"stepVersion", row.stepVersion}, {"params", row.params},
        {"status", name(row.status)}, {"subject", row.subject}, {"session", row.session}, {"started", row.started},
        {"finished", row.finished}, {"seconds", row.seconds}, {"peakBytes", row.peakBytes}, {"appVersion", row.appVersion},
        {"device", row.device}, {"modelHash", row.modelHash}, {"threads", row.threads}, {"seed", row.seed}, {"host", row.host},
        {"warnings", row.warnings}, {"error", row.error}, {"log", row.log}, {"commandLine", row.commandLine}, {"inputs", inputs},
        {"outputs", outputs}, {"sidecars", record.sidecars}, {"measurements", record.measurements}};
}

RunRecord runRecordFromJson(const nlohmann::json& json)
{
    JsonFields fields(json, "the run record");
    if (fields.text("format") != Format || fields.integer("version", 0, INT32_MAX) != FormatVersion) {
        throw Error("this is no run record, or one of another version of Insula; run the step again");
    }
    RunRecord record;
    readRow(fields, record.row);
    readInputs(fields, record);
    readOutputs(fields, record);
    for (const auto& [port, more] : fields.object("sidecars").items()) {
        if (!more.is_object()) {
            fields.refuse("sidecars", "must hold objects");
        }
        record.sidecars[port] = more;
    }
    record.measurements = fields.object("measurements");
    fields.finish();
    return record;
}

RunRecord readRunRecord(const std::filesystem::path& file)
{
    return withContext(fmt::format("cannot use '{}'", file.string()), [&] {
        const auto json = nlohmann::json::parse(readTextFile(file), nullptr, false);
        if (json.is_discarded()) {
            throw Error("it is no JSON; run the step again");
        }
        return runRecordFromJson(json);
    });
}

void writeRunRecord(const std::filesystem::path& file, const RunRecord& record)
{
    writeTextFile(file, dumpedText(toJson(record)));
}

std::string damageOf(const RunRecord& record)
{
    for (const RunFile& file : record.row.outputs) {
        const FileFacts facts = factsOf(file.path);
        std::string damage;
        if (!facts.exists) {
            damage = "is missing";
        } else if (facts.bytes != file.bytes) {
            damage = fmt::format("has {} of {} bytes", facts.bytes, file.bytes);
        } else if (sha256OfFile(file.path) != file.sha256) {
            damage = "has another content than the run wrote";
        }
        if (!damage.empty()) {
            return fmt::format("output '{}' {}: '{}'", file.port, damage, file.path.string());
        }
    }
    return {};
}

} // namespace insula
