// The files of a training: its checkpoint, and its log, one JSON object a line, which a window can plot while it grows.
#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>

namespace insula {

struct AnatomyLoss;

std::filesystem::path trainingFolder(const std::filesystem::path& package);
std::filesystem::path trainingLogFile(const std::filesystem::path& package);
std::filesystem::path checkpointFile(const std::filesystem::path& package);
// `write` writes to a temporary name; the checkpoint is the old file or the complete new one.
void writeCheckpoint(const std::filesystem::path& package, std::int64_t step, const std::function<void(const std::string&)>& write);

// Lines beyond `step`, from a run that was killed after its last checkpoint, are dropped.
class TrainingLogWriter {
public:
    TrainingLogWriter(const std::filesystem::path& package, std::int64_t step);
    void add(nlohmann::json line); // Error when the disk is full
    void flush();

private:
    std::filesystem::path m_file;
    std::ofstream m_stream;
};

// Mean losses since the last take().
class LossSums {
public:
    void add(const AnatomyLoss& loss);
    nlohmann::json take();

private:
    nlohmann::json m_sums = nlohmann::json::object();
    std::int64_t m_count = 0;
};

} // namespace insula
