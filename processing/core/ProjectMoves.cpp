#include "processing/core/ProjectMoves.h"

#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace insula {
namespace {

namespace fs = std::filesystem;

fs::path oldCopyOf(const fs::path& target)
{
    return target.parent_path() / fmt::format(".{}.insula-old", nameForPrefix(target));
}

std::string stored(const fs::path& path, const fs::path& folder)
{
    const fs::path relative = path.lexically_relative(folder);
    return relative.empty() || *relative.begin() == ".." ? path.string() : relative.string();
}

nlohmann::json identity(const fs::path& file)
{
    struct stat info { };
    if (::lstat(file.c_str(), &info) != 0) {
        return nullptr;
    }
    return {static_cast<std::uint64_t>(info.st_ino), info.st_size, info.st_mtim.tv_sec, info.st_mtim.tv_nsec};
}

void keepOldCopy(const fs::path& target)
{
    const fs::path copy = oldCopyOf(target);
    std::error_code ignored;
    fs::remove(copy, ignored);
    if (::link(target.c_str(), copy.c_str()) != 0) {
        std::error_code code; // no hard links on this disk
        if (!fs::copy_file(target, copy, code)) {
            throw Error(fmt::format("cannot replace '{}': {}", target.string(), code.message()));
        }
    }
}

// 0, or errno.
int moveWithoutReplacing(const fs::path& from, const fs::path& to)
{
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) {
        return 0;
    }
    if (errno != EINVAL && errno != ENOSYS) {
        return errno;
    }
    if (::link(from.c_str(), to.c_str()) != 0) { // a disk without renameat2
        return errno;
    }
    ::unlink(from.c_str());
    return 0;
}

int moveOne(const PlannedMove& move)
{
    if (!move.replace) {
        return moveWithoutReplacing(move.from, move.to);
    }
    if (fs::exists(fs::symlink_status(move.to))) {
        keepOldCopy(move.to);
    }
    return ::rename(move.from.c_str(), move.to.c_str()) == 0 ? 0 : errno;
}

void putBack(const fs::path& target)
{
    std::error_code ignored;
    const fs::path copy = oldCopyOf(target);
    if (fs::exists(copy, ignored)) {
        fs::rename(copy, target, ignored);
    } else {
        fs::remove(target, ignored);
    }
}

} // namespace

nlohmann::json planToJson(const std::vector<PlannedMove>& moves, const fs::path& folder)
{
    auto plan = nlohmann::json::array();
    for (const PlannedMove& move : moves) {
        plan.push_back({{"from", stored(move.from, folder)}, {"to", stored(move.to, folder)}, {"replace", move.replace},
            {"file", identity(move.from)}});
    }
    return plan;
}

bool applyMoves(const std::vector<PlannedMove>& moves)
{
    std::vector<PlannedMove> done;
    for (const PlannedMove& move : moves) {
        const int error = moveOne(move);
        if (error != 0) {
            undoMoves(done);
            if (move.replace) {
                std::error_code ignored;
                fs::remove(oldCopyOf(move.to), ignored);
            }
            if (error == EEXIST && !move.replace) {
                return false;
            }
            throw Error(fmt::format("cannot write '{}': {}", move.to.string(), std::strerror(error)));
        }
        done.push_back(move);
    }
    for (const PlannedMove& move : moves) {
        syncFolder(move.to.parent_path());
    }
    return true;
}

void undoMoves(const std::vector<PlannedMove>& moves)
{
    for (const PlannedMove& move : moves) {
        // Back to where it came from, so that the same plan can be tried again with another name.
        const fs::path copy = oldCopyOf(move.to);
        std::error_code ignored;
        fs::rename(move.to, move.from, ignored);
        if (move.replace && fs::exists(copy, ignored)) {
            fs::rename(copy, move.to, ignored);
        }
    }
}

void forgetReplaced(const std::vector<PlannedMove>& moves)
{
    for (const PlannedMove& move : moves) {
        if (move.replace) {
            std::error_code ignored;
            fs::remove(oldCopyOf(move.to), ignored);
        }
    }
}

void undoPlan(const nlohmann::json& plan, const fs::path& folder)
{
    for (const auto& move : plan) {
        const fs::path from = folder / move.value("from", std::string());
        const fs::path to = folder / move.value("to", std::string());
        const nlohmann::json file = move.value("file", nlohmann::json());
        std::error_code ignored;
        if (!file.is_null() && identity(to) == file) {
            putBack(to);
        } else if (move.value("replace", false)) {
            fs::remove(oldCopyOf(to), ignored); // the copy was made, the new file not yet moved
        }
        fs::remove(from, ignored);
        for (fs::path parent = to.parent_path(); parent.filename() != "derivatives" && parent.has_relative_path();
             parent = parent.parent_path()) {
            const fs::path inside = parent.lexically_relative(folder / "derivatives");
            if (inside.empty() || *inside.begin() == ".." || ::rmdir(parent.c_str()) != 0) {
                break;
            }
        }
    }
}

void forgetReplaced(const nlohmann::json& plan, const fs::path& folder)
{
    for (const fs::path& target : plannedTargets(plan, folder)) {
        std::error_code ignored;
        fs::remove(oldCopyOf(target), ignored);
    }
}

std::vector<fs::path> plannedTargets(const nlohmann::json& plan, const fs::path& folder)
{
    std::vector<fs::path> targets;
    for (const auto& move : plan) {
        targets.push_back(folder / move.value("to", std::string()));
    }
    return targets;
}

void syncFolder(const fs::path& folder)
{
    if (const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); descriptor >= 0) {
        ::fsync(descriptor);
        ::close(descriptor);
    }
}

} // namespace insula
