#include "processing/core/AtomicFile.h"

#include "processing/core/Error.h"
#include "processing/core/Hash.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <mutex>
#include <set>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace insula {

namespace {

namespace fs = std::filesystem;

std::string reason(int error)
{
    switch (error) {
    case ENOSPC:
        return "the disk is full; free some space or choose another folder";
    case EDQUOT:
        return "your disk quota is used up; delete something or choose another folder";
    case EFBIG:
        return "the file would be larger than allowed here (ulimit -f); raise the limit or choose another folder";
    case EACCES:
    case EPERM:
        return "you may not write there; choose another folder";
    case EROFS:
        return "the disk can only be read; choose another folder";
    case ENOENT:
        return "the folder does not exist; make it first";
    case ENOTDIR:
        return "a part of the path is not a folder; choose another";
    case ENAMETOOLONG:
        return "the name is too long for this disk; choose a shorter one";
    case ELOOP:
        return "the links in the path lead in a circle; choose another path";
    default:
        return std::strerror(error);
    }
}

Error cannotWrite(const fs::path& target, int error)
{
    return Error(fmt::format("cannot write '{}': {}", target.string(), reason(error)));
}

struct Temporaries {
    std::mutex mutex;
    std::set<fs::path> paths;
};

Temporaries& temporaries()
{
    static auto* all = new Temporaries; // never destroyed: the cancel watch may need it while the process exits
    return *all;
}

fs::path temporaryPattern(const fs::path& target)
{
    return target.parent_path() / fmt::format(".{}.part-XXXXXX", nameForPrefix(target));
}

void syncFolder(const fs::path& folder)
{
    const int descriptor = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor >= 0) {
        ::fsync(descriptor); // not every file system can; the rename itself has happened
        ::close(descriptor);
    }
}

mode_t ordinaryMode()
{
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return 0666 & ~mask;
}

} // namespace

std::string nameForPrefix(const fs::path& file)
{
    constexpr std::size_t Longest = 200; // of the 255 bytes that file systems allow
    const std::string name = file.filename().string();
    if (name.size() <= Longest) {
        return name;
    }
    return sha256(name).substr(0, 32) + (name.ends_with(".nii.gz") ? ".nii.gz" : name.ends_with(".nii") ? ".nii" : "");
}

fs::path linkTarget(const fs::path& path)
{
    constexpr int MostLinks = 40; // as in Linux
    fs::path target = path;
    std::error_code code;
    for (int n = 0; fs::is_symlink(target, code); ++n) {
        target = target.parent_path() / fs::read_symlink(target, code);
        if (code || n == MostLinks) {
            throw cannotWrite(path, code ? code.value() : ELOOP);
        }
    }
    return target;
}

AtomicFile::AtomicFile(fs::path target) : m_target(std::move(target))
{
    std::error_code ignored;
    if (m_target.filename().empty() || fs::is_directory(m_target, ignored)) {
        throw Error(fmt::format("cannot write '{}': it is a folder; add a file name", m_target.string()));
    }
    m_target = linkTarget(m_target);
    if (fs::exists(m_target, ignored) && ::access(m_target.c_str(), W_OK) != 0) {
        throw cannotWrite(m_target, errno); // a file marked read-only stays, even where the folder would allow replacing it
    }
    std::string pattern = temporaryPattern(m_target).string();
    m_descriptor = ::mkostemp(pattern.data(), O_CLOEXEC);
    if (m_descriptor < 0) {
        throw cannotWrite(m_target, errno);
    }
    m_temporary = pattern;
    registerTemporary(m_temporary);
    struct stat old { };
    const mode_t mode = ::stat(m_target.c_str(), &old) == 0 ? old.st_mode & 07777 : ordinaryMode();
    ::fchmod(m_descriptor, mode);
}

AtomicFile::~AtomicFile()
{
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
        ::unlink(m_temporary.c_str());
        unregisterTemporary(m_temporary);
    }
}

namespace {

constexpr off_t SyncPiece = 2 << 20; // bytes

// Waits for the disk piece by piece: a process that is told to end cannot while it waits, and what is being written cannot be removed, so
// no single wait may be long.
void waitForWriting(int descriptor)
{
    const off_t size = ::lseek(descriptor, 0, SEEK_CUR);
    for (off_t at = 0; at < size; at += SyncPiece) {
        ::sync_file_range(descriptor, at, SyncPiece, SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER);
    }
}

} // namespace

void AtomicFile::write(std::span<const std::byte> bytes)
{
    while (!bytes.empty()) {
        const ssize_t count = ::write(m_descriptor, bytes.data(), bytes.size());
        if (count < 0) {
            if (errno == EINTR) {
                continue;
            }
            throw cannotWrite(m_target, errno);
        }
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
}

void AtomicFile::write(std::string_view text)
{
    write(std::as_bytes(std::span(text)));
}

void AtomicFile::commit()
{
    waitForWriting(m_descriptor);
    if (::fsync(m_descriptor) != 0 && errno != EINVAL && errno != ENOTSUP) {
        throw cannotWrite(m_target, errno);
    }
    if (::rename(m_temporary.c_str(), m_target.c_str()) != 0) {
        throw cannotWrite(m_target, errno);
    }
    unregisterTemporary(m_temporary);
    ::close(std::exchange(m_descriptor, -1)); // nothing can be lost by it after the sync
    syncFolder(m_target.parent_path());
}

std::string readTextFile(const fs::path& file, std::size_t maxBytes)
{
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) {
        throw Error(fmt::format("cannot read '{}': {}", file.string(), std::strerror(errno)));
    }
    struct stat info { };
    if (::fstat(descriptor, &info) == 0 && !S_ISREG(info.st_mode)) { // a pipe would be waited for, a device read for ever
        ::close(descriptor);
        throw Error(fmt::format("cannot read '{}': it is not a file; check the path", file.string()));
    }
    std::string text, buffer(1U << 16, '\0');
    ssize_t count = 0;
    while ((count = ::read(descriptor, buffer.data(), buffer.size())) != 0) {
        if (count < 0 && errno == EINTR) {
            continue;
        }
        const int error = errno;
        if (count < 0 || text.size() + static_cast<std::size_t>(count) > maxBytes) {
            ::close(descriptor);
            throw Error(fmt::format(
                "cannot read '{}': {}", file.string(), count < 0 ? std::strerror(error) : "it is too large for a text file of this kind"));
        }
        text.append(buffer, 0, static_cast<std::size_t>(count));
    }
    ::close(descriptor);
    return text;
}

void writeTextFile(const fs::path& file, std::string_view text)
{
    AtomicFile target(file);
    target.write(text);
    target.commit();
}

void registerTemporary(const fs::path& path)
{
    const std::lock_guard lock(temporaries().mutex);
    temporaries().paths.insert(path);
}

void unregisterTemporary(const fs::path& path)
{
    const std::lock_guard lock(temporaries().mutex);
    temporaries().paths.erase(path);
}

void removeRegisteredTemporaries() noexcept
{
    const std::lock_guard lock(temporaries().mutex);
    for (const fs::path& path : temporaries().paths) {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }
    temporaries().paths.clear();
}

namespace {

int lockedFolder(const fs::path& folder)
{
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (descriptor >= 0 && ::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        ::close(descriptor);
        return -1;
    }
    return descriptor;
}

void removeAbandoned(const fs::path& parent)
{
    constexpr std::time_t YoungestSeconds = 60; // between its making and its locking a folder looks abandoned
    std::error_code code;
    std::vector<fs::path> abandoned;
    for (fs::directory_iterator at(parent, code), end; !code && at != end; at.increment(code)) {
        struct stat info { };
        const std::string name = at->path().filename().string();
        if (name.size() == 13 && name.starts_with("insula-") && ::lstat(at->path().c_str(), &info) == 0 && S_ISDIR(info.st_mode)
            && info.st_uid == ::geteuid() && info.st_mtime < std::time(nullptr) - YoungestSeconds) {
            abandoned.push_back(at->path());
        }
    }
    for (const fs::path& folder : abandoned) {
        if (const int lock = lockedFolder(folder); lock >= 0) {
            fs::remove_all(folder, code);
            ::close(lock);
        }
    }
}

} // namespace

ScratchFolder::ScratchFolder(const fs::path& parent)
{
    const char* chosen = std::getenv("TMPDIR");
    const fs::path ordinary = chosen && *chosen ? chosen : "/tmp";
    if (parent.empty()) {
        removeAbandoned(ordinary);
    }
    std::string pattern = ((parent.empty() ? ordinary : parent) / "insula-XXXXXX").string();
    if (!::mkdtemp(pattern.data())) {
        throw Error(fmt::format("cannot make a temporary folder in '{}': {}{}", fs::path(pattern).parent_path().string(), reason(errno),
            parent.empty() ? " (the variable TMPDIR names it)" : ""));
    }
    m_path = pattern;
    m_lock = lockedFolder(m_path);
    registerTemporary(m_path);
}

ScratchFolder::~ScratchFolder()
{
    std::error_code ignored;
    fs::remove_all(m_path, ignored);
    unregisterTemporary(m_path);
    if (m_lock >= 0) {
        ::close(m_lock);
    }
}

} // namespace insula
