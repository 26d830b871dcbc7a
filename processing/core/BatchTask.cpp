#include "processing/core/BatchTask.h"

#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/core/JsonFields.h"
#include "processing/core/ProjectState.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <sys/random.h>

namespace insula {
namespace {

namespace fs = std::filesystem;

constexpr const char* Format = "insula-batch-task";
constexpr int FormatVersion = 1;

// Names become folders and parts of job names.
bool isPlainName(const std::string& text)
{
    constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
    return !text.empty() && text.size() <= 200 && text.find_first_not_of(plain) == std::string::npos;
}

std::string plainName(JsonFields& fields, const std::string& key)
{
    std::string text = fields.text(key);
    if (!isPlainName(text)) {
        fields.refuse(key, "must be made of letters, digits, - and _");
    }
    return text;
}

nlohmann::json toJson(const TaskNode& node)
{
    auto inputs = nlohmann::json::array();
    for (const TaskInput& input : node.inputs) {
        if (input.node.empty()) {
            inputs.push_back({{"port", input.port}, {"file", pathToJson(input.file)}});
        } else {
            inputs.push_back({{"port", input.port}, {"node", input.node}, {"output", input.output}});
        }
    }
    return {{"id", node.id}, {"step", node.step}, {"version", node.version}, {"params", node.params}, {"inputs", inputs}};
}

TaskInput readInput(const nlohmann::json& json, const BatchTask& task)
{
    JsonFields fields(json, "an input in the task");
    TaskInput input;
    input.port = fields.text("port");
    if (fields.has("file")) {
        input.file = fields.path("file");
    } else {
        input.node = fields.text("node");
        input.output = fields.text("output");
        if (!task.find(input.node)) {
            fields.refuse("node", "must be one above");
        }
    }
    fields.finish();
    return input;
}

TaskNode readNode(const nlohmann::json& json, const BatchTask& task)
{
    JsonFields fields(json, "a step of the task");
    TaskNode node;
    node.id = plainName(fields, "id");
    if (task.find(node.id)) {
        fields.refuse("id", "is there twice");
    }
    node.step = plainName(fields, "step");
    node.version = static_cast<int>(fields.integer("version", 0, INT32_MAX));
    node.params = fields.object("params");
    for (const nlohmann::json& input : fields.list("inputs")) {
        node.inputs.push_back(readInput(input, task));
    }
    fields.finish();
    return node;
}

} // namespace

const TaskNode* BatchTask::find(const std::string& node) const
{
    const auto found = std::ranges::find(nodes, node, &TaskNode::id);
    return found == nodes.end() ? nullptr : &*found;
}

std::string randomId()
{
    std::uint64_t bits = 0;
    if (::getrandom(&bits, sizeof bits, 0) != static_cast<ssize_t>(sizeof bits)) {
        throw Error("cannot get random numbers from the system: " + std::generic_category().message(errno));
    }
    return fmt::format("{:016x}", bits);
}

nlohmann::json toJson(const BatchTask& task)
{
    auto nodes = nlohmann::json::array();
    for (const TaskNode& node : task.nodes) {
        nodes.push_back(toJson(node));
    }
    return {{"format", Format}, {"version", FormatVersion}, {"id", task.id}, {"name", task.name}, {"subject", task.subject},
        {"session", task.session}, {"folder", pathToJson(task.folder)}, {"threads", task.threads}, {"seed", task.seed}, {"nodes", nodes}};
}

BatchTask batchTaskFromJson(const nlohmann::json& json)
{
    JsonFields fields(json, "the task");
    if (fields.text("format") != Format || fields.integer("version", 0, INT32_MAX) != FormatVersion) {
        throw Error("this is no task of a batch, or one of another version of Insula");
    }
    BatchTask task;
    task.id = plainName(fields, "id");
    task.name = plainName(fields, "name");
    task.subject = plainName(fields, "subject");
    task.session = fields.text("session");
    task.folder = fields.path("folder");
    task.threads = static_cast<int>(fields.integer("threads", 0, 1024));
    task.seed = fields.count("seed");
    for (const nlohmann::json& node : fields.list("nodes")) {
        task.nodes.push_back(readNode(node, task));
    }
    if (task.nodes.empty()) {
        fields.refuse("nodes", "is empty");
    }
    fields.finish();
    return task;
}

BatchTask readBatchTask(const fs::path& file)
{
    return withContext(fmt::format("cannot use the task '{}'", file.string()), [&] {
        const auto json = nlohmann::json::parse(readTextFile(file), nullptr, false);
        if (json.is_discarded()) {
            throw Error("it is no JSON; start the batch again");
        }
        return batchTaskFromJson(json);
    });
}

void writeBatchTask(const fs::path& file, const BatchTask& task)
{
    writeTextFile(file, dumpedText(toJson(task)));
}

InputFile fileOf(const BatchTask& task, const TaskInput& input)
{
    if (input.node.empty()) {
        return {input.file, {}};
    }
    const RunRecord record = readRunRecord(task.recordOf(*task.find(input.node)));
    const auto output = std::ranges::find(record.row.outputs, input.output, &RunFile::port);
    if (output == record.row.outputs.end()) {
        throw Error(fmt::format("'{}' gave no output '{}', which '{}' is made from", input.node, input.output, input.port));
    }
    return {output->path, output->sha256};
}

std::optional<RunRecord> intactRecord(const BatchTask& task, const TaskNode& node)
{
    try {
        RunRecord record = readRunRecord(task.recordOf(node));
        const RunRow& row = record.row;
        if (row.status != RunStatus::Done || row.step != node.step || row.stepVersion != node.version || row.params != node.params
            || row.threads != task.threads || row.seed != task.seed || row.inputs.size() != node.inputs.size()
            || !damageOf(record).empty()) {
            return std::nullopt;
        }
        for (const TaskInput& input : node.inputs) {
            const InputFile file = fileOf(task, input);
            const auto used = std::ranges::find(row.inputs, input.port, &RunFile::port);
            if (used == row.inputs.end() || used->path != file.path || (!file.sha256.empty() && used->sha256 != file.sha256)) {
                return std::nullopt;
            }
            const FileFacts facts = factsOf(file.path);
            if (file.sha256.empty() && (facts.bytes != used->bytes || facts.modified != used->modified)) {
                return std::nullopt;
            }
        }
        return record;
    } catch (const Error&) { // no record, or none that can be used
        return std::nullopt;
    }
}

} // namespace insula
