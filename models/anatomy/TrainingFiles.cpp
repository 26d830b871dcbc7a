#include "models/anatomy/TrainingFiles.h"

#include "models/anatomy/AnatomyExamples.h"
#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"

#include <fmt/format.h>

#include <sstream>

namespace insula {

std::filesystem::path trainingFolder(const std::filesystem::path& package)
{
    return package / "training";
}

std::filesystem::path trainingLogFile(const std::filesystem::path& package)
{
    return trainingFolder(package) / "log.jsonl";
}

std::filesystem::path checkpointFile(const std::filesystem::path& package)
{
    return trainingFolder(package) / "checkpoint.pt";
}

void writeCheckpoint(const std::filesystem::path& package, std::int64_t step, const std::function<void(const std::string&)>& write)
{
    const std::filesystem::path file = checkpointFile(package), temporary = file.string() + ".part";
    try {
        write(temporary.string());
        std::filesystem::rename(temporary, file);
    } catch (const std::exception&) {
        std::error_code code;
        std::filesystem::remove(temporary, code);
        throw Error(fmt::format("the checkpoint of step {} cannot be written to '{}'; is the disk full?", step, file.string()));
    }
}

TrainingLogWriter::TrainingLogWriter(const std::filesystem::path& package, std::int64_t step) : m_file(trainingLogFile(package))
{
    std::error_code code;
    std::filesystem::create_directories(trainingFolder(package), code);
    std::string kept;
    if (step > 0 && std::filesystem::exists(m_file, code)) {
        std::istringstream lines(readTextFile(m_file));
        for (std::string line; std::getline(lines, line);) {
            const nlohmann::json json = nlohmann::json::parse(line, nullptr, false);
            if (json.is_object() && json.value("step", std::int64_t{0}) <= step)
                kept += line + "\n";
        }
    }
    writeTextFile(m_file, kept);
    m_stream.open(m_file, std::ios::app);
}

void TrainingLogWriter::add(nlohmann::json line)
{
    m_stream << line.dump() << "\n";
    flush();
}

void TrainingLogWriter::flush()
{
    m_stream.flush();
    if (!m_stream)
        throw Error(fmt::format("the log '{}' cannot be written; is the disk full?", m_file.string()));
}

void LossSums::add(const AnatomyLoss& loss)
{
    const auto sum = [this](const char* key, double value) { m_sums[key] = m_sums.value(key, 0.0) + value; };
    sum("loss", loss.total.item<double>());
    sum("distance", loss.distance);
    sum("structures", loss.structures);
    sum("overlap", loss.overlap);
    sum("t1", loss.t1);
    sum("bias", loss.bias);
    ++m_count;
}

nlohmann::json LossSums::take()
{
    nlohmann::json means = nlohmann::json::object();
    for (const auto& [key, value] : m_sums.items())
        means[key] = value.get<double>() / static_cast<double>(m_count);
    m_sums = nlohmann::json::object();
    m_count = 0;
    return means;
}

} // namespace insula
