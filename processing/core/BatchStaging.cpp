#include "processing/core/BatchStaging.h"

#include "processing/core/AbsolutePath.h"
#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/core/JsonFields.h"
#include "processing/core/ProjectState.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <set>
#include <sys/file.h>
#include <unistd.h>

namespace insula {
namespace {

namespace fs = std::filesystem;

void makeFolder(const fs::path& folder)
{
    std::error_code code;
    fs::create_directories(folder, code);
    if (code) {
        throw Error(
            fmt::format("cannot make the staging folder '{}': {}; choose another with --staging DIR", folder.string(), code.message()));
    }
}

// A folder that holds something else must not become a staging folder, since that is removed in the end.
void claim(const fs::path& folder, const Project& project)
{
    const fs::path file = folder / "batch.json";
    std::error_code ignored;
    if (!fs::exists(file, ignored)) {
        bool isFree = true;
        for (const auto& entry : fs::directory_iterator(folder)) {
            const std::string name = entry.path().filename().string();
            if (name.starts_with(".batch.json.")) { // of a coordinator that was killed right here
                fs::remove(entry.path(), ignored);
            } else {
                isFree = isFree && name == "lock";
            }
        }
        if (!isFree) {
            throw Error(fmt::format("'{}' is no staging folder and is not empty; choose another with --staging DIR", folder.string()));
        }
        writeTextFile(file, dumpedText({{"project", pathToJson(project.folder())}}));
        return;
    }
    const auto json = nlohmann::json::parse(readTextFile(file), nullptr, false);
    JsonFields fields(json, "batch.json of the staging folder");
    std::error_code code;
    if (const fs::path other = fields.path("project"); other != project.folder() && fs::exists(other, code)) {
        throw Error(fmt::format("the staging folder '{}' belongs to the project '{}'; choose another", folder.string(), other.string()));
    }
}

} // namespace

BatchStaging::BatchStaging(const Project& project, const fs::path& folder)
{
    const fs::path own = project.folder() / ".batch";
    m_folder = folder.empty() ? own : absolutePath(folder);
    makeFolder(own);
    makeFolder(m_folder);
    try {
        lock(own / "lock");
        if (std::error_code ignored; !fs::equivalent(own, m_folder, ignored)) {
            lock(m_folder / "lock");
        }
        claim(m_folder, project);
        for (const char* name : {"tasks", "work", "log", "slurm"}) {
            makeFolder(m_folder / name);
        }
    } catch (const Error&) {
        for (const int descriptor : m_locks) {
            ::close(descriptor);
        }
        throw;
    }
}

BatchStaging::~BatchStaging()
{
    for (const int descriptor : m_locks) {
        ::close(descriptor);
    }
}

void BatchStaging::lock(const fs::path& file)
{
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0664);
    if (descriptor < 0) {
        throw Error(fmt::format("cannot write '{}': {}", file.string(), std::generic_category().message(errno)));
    }
    m_locks.push_back(descriptor);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        const std::string who = readTextFile(file);
        throw Error(fmt::format("another batch is at work in '{}'{}; wait for it or stop it", file.parent_path().string(),
            who.empty() ? "" : fmt::format(" ({})", who)));
    }
    const std::string who = fmt::format("process {} on {}", ::getpid(), hostName());
    if (::ftruncate(descriptor, 0) != 0 || ::pwrite(descriptor, who.data(), who.size(), 0) < 0) {
        throw Error(fmt::format("cannot write '{}': {}", file.string(), std::generic_category().message(errno)));
    }
}

std::vector<BatchTask> BatchStaging::tasks() const
{
    std::vector<BatchTask> tasks;
    for (const auto& entry : fs::directory_iterator(m_folder / "tasks")) {
        try {
            if (entry.path().extension() == ".json") {
                tasks.push_back(readBatchTask(entry.path()));
                continue;
            }
        } catch (const Error&) { // of another version: it is planned again
        }
        std::error_code ignored;
        fs::remove(entry.path(), ignored);
    }
    std::ranges::sort(tasks, {}, &BatchTask::name);
    return tasks;
}

void BatchStaging::add(BatchTask& task)
{
    task.id = randomId();
    task.folder = m_folder / "work" / (task.name + "-" + task.id);
    writeBatchTask(fileOf(task), task);
}

void BatchStaging::remove(const BatchTask& task)
{
    std::error_code ignored;
    fs::remove(fileOf(task), ignored);
    fs::remove_all(task.folder, ignored);
}

void BatchStaging::tidy()
{
    std::set<fs::path> wanted;
    for (const BatchTask& task : tasks()) {
        wanted.insert(task.folder);
    }
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(m_folder / "work", ignored)) {
        if (!wanted.contains(entry.path())) {
            fs::remove_all(entry.path(), ignored);
        }
    }
}

void BatchStaging::close()
{
    tidy();
    if (tasks().empty()) {
        std::error_code ignored;
        for (const char* name : {"tasks", "work", "log", "slurm", "batch.json"}) { // the lock file stays: somebody may wait for it
            fs::remove_all(m_folder / name, ignored);
        }
    }
}

} // namespace insula
