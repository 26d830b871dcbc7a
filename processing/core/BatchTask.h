// What one worker of a batch has to do: steps of one subject, one after another, in a folder of its own.
//
// A task is a file (JSON, strict), so that a worker on another machine needs nothing else. The results of a node lie in FOLDER/NODE with
// its record.json; the record is what says that the node is done. Errors: Error with one line. Any thread.
#pragma once

#include "processing/core/RunRecord.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace insula {

struct TaskInput {
    std::string port;
    std::filesystem::path file; // absolute; "" for the output of an earlier node
    std::string node, output;
};

struct TaskNode {
    std::string id, step; // id: unique in the task
    int version = 1; // of the step
    nlohmann::json params = nlohmann::json::object();
    std::vector<TaskInput> inputs;
};

struct BatchTask {
    std::string id; // random; a key of the project begins with it, so a task that is made anew has results of its own
    std::string name; // "sub-01_ses-1": of its files, for people
    std::string subject, session;
    std::filesystem::path folder; // of its results
    int threads = 0;
    std::uint64_t seed = 0;
    std::vector<TaskNode> nodes; // in order: inputs come from earlier ones

    const TaskNode* find(const std::string& node) const;
    std::filesystem::path folderOf(const TaskNode& node) const { return folder / node.id; }
    std::filesystem::path recordOf(const TaskNode& node) const { return folder / node.id / "record.json"; }
    std::string keyOf(const TaskNode& node) const { return id + "/" + node.id; }
};

std::string randomId(); // 16 hexadecimal digits
nlohmann::json toJson(const BatchTask& task);
BatchTask batchTaskFromJson(const nlohmann::json& json);
BatchTask readBatchTask(const std::filesystem::path& file);
void writeBatchTask(const std::filesystem::path& file, const BatchTask& task); // atomically

// The file that an input of a node is: its own, or the recorded output of the earlier node. Error when that node did not give it.
struct InputFile {
    std::filesystem::path path;
    std::string sha256; // of an earlier node's output, else ""
};
InputFile fileOf(const BatchTask& task, const TaskInput& input);

// The record of a node when it is there, done, of this very work, and its outputs are what it says; nothing otherwise.
std::optional<RunRecord> intactRecord(const BatchTask& task, const TaskNode& node);

} // namespace insula
