#include "processing/core/ProjectState.h"

#include "processing/core/Error.h"
#include "processing/core/Hash.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace insula {

namespace fs = std::filesystem;

Project::State::~State()
{
    for (const auto& [run, descriptor] : locks) {
        ::close(descriptor);
    }
}

void Project::State::write(const std::function<void()>& work)
{
    if (readOnly) {
        throw Error(fmt::format("cannot change the project '{}': {}", folder.string(), notice));
    }
    Transaction transaction(db());
    work();
    transaction.commit();
}

sql::Place Project::State::place(const fs::path& file) const
{
    std::error_code code;
    const fs::path parent = fs::canonical(file.parent_path(), code);
    const fs::path absolute = code ? file.lexically_normal() : parent / file.filename();
    const fs::path relative = absolute.lexically_relative(folder);
    if (relative.empty() || *relative.begin() != "..") {
        return {relative.string(), {}};
    }
    const fs::path beside = absolute.lexically_relative(folder.parent_path());
    const bool isBeside = folder.has_relative_path() && !beside.empty() && *beside.begin() != "..";
    return {isBeside ? relative.string() : absolute.string(), absolute.string()};
}

fs::path Project::State::resolved(const sql::Place& place) const
{
    const fs::path path = (folder / place.place).lexically_normal();
    std::error_code ignored;
    return place.absolute.empty() || fs::exists(path, ignored) || !fs::exists(place.absolute, ignored) ? path : fs::path(place.absolute);
}

fs::path Project::State::lockFile(std::int64_t run) const
{
    return staging() / fmt::format("run-{}.lock", run);
}

bool Project::State::takeLock(std::int64_t run, bool keep)
{
    const int descriptor = ::open(lockFile(run).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0664);
    if (descriptor < 0) {
        throw Error(fmt::format("cannot write '{}': {}", lockFile(run).string(), std::generic_category().message(errno)));
    }
    const bool taken = ::flock(descriptor, LOCK_EX | LOCK_NB) == 0;
    if (taken && keep) {
        locks[run] = descriptor;
    } else {
        ::close(descriptor);
    }
    return taken;
}

void Project::State::dropStaging(std::int64_t run)
{
    std::error_code ignored;
    fs::remove_all(staging() / fmt::format("run-{}", run), ignored);
    fs::remove(lockFile(run), ignored);
    if (const auto lock = locks.find(run); lock != locks.end()) {
        ::close(lock->second);
        locks.erase(lock);
    }
}

bool Project::State::changed(const fs::path& file, const std::string& sha256, std::uint64_t bytes, std::int64_t modified) const
{
    const FileFacts facts = factsOf(file);
    if (!facts.exists) {
        return true;
    }
    if (facts.bytes == bytes && facts.modified == modified) {
        return false;
    }
    if (facts.bytes != bytes) {
        return true;
    }
    std::string& hash = hashes[{file.string(), facts.bytes, facts.modified}]; // touched or copied: only the content tells
    if (hash.empty()) {
        hash = sha256OfInput(file, {});
    }
    return hash != sha256;
}

std::string utcNow()
{
    using namespace std::chrono;
    const auto now = time_point_cast<milliseconds>(system_clock::now());
    const auto whole = time_point_cast<seconds>(now);
    return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z", fmt::gmtime(system_clock::to_time_t(whole)), (now - whole).count());
}

std::string hostName()
{
    std::string name(256, '\0');
    ::gethostname(name.data(), name.size() - 1);
    return name.c_str();
}

FileFacts factsOf(const fs::path& file)
{
    struct stat info { };
    if (::stat(file.c_str(), &info) != 0) {
        return {};
    }
    const bool isFolder = S_ISDIR(info.st_mode);
    return {isFolder ? 0 : static_cast<std::uint64_t>(info.st_size), info.st_mtim.tv_sec * 1'000'000'000 + info.st_mtim.tv_nsec, true};
}

std::string sha256OfInput(const fs::path& path, const Progress& progress)
{
    std::error_code code;
    if (!fs::is_directory(path, code)) {
        return sha256OfFile(path, progress);
    }
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(path, code)) {
        if (entry.is_regular_file(code)) {
            files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    std::string list;
    for (const fs::path& file : files) {
        list += file.lexically_relative(path).string() + '\0' + sha256OfFile(file, progress) + '\n';
    }
    return sha256(list);
}

} // namespace insula
