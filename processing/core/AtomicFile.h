// A file that is either the old one or the complete new one: temporary name beside the target, sync, rename.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace insula {

class AtomicFile {
public:
    explicit AtomicFile(std::filesystem::path target); // throws Error when the folder is missing or not writable
    ~AtomicFile(); // removes the temporary file unless committed
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;

    void write(std::span<const std::byte> bytes); // throws Error ("disk is full: ...")
    void write(std::string_view text);
    void commit(); // fsync, rename, fsync of the folder
    const std::filesystem::path& temporary() const { return m_temporary; }

private:
    std::filesystem::path m_target, m_temporary;
    int m_descriptor = -1;
};

std::string readTextFile(const std::filesystem::path& file, std::size_t maxBytes = 64u << 20); // throws Error
void writeTextFile(const std::filesystem::path& file, std::string_view text); // atomically

// Where writing to `path` must go, so that what a link points to is replaced and not the link; it need not exist. Throws Error.
std::filesystem::path linkTarget(const std::filesystem::path& path);

// The file's name to put more before and behind: a very long name is replaced by its hash, so that the result fits into the 255 bytes
// of a file system.
std::string nameForPrefix(const std::filesystem::path& file);

// Temporary files and folders that exist now; removed by a cancelled process before it exits (async-signal context is not
// used: the cancel watch calls this from its own thread). Thread-safe.
void registerTemporary(const std::filesystem::path& path);
void unregisterTemporary(const std::filesystem::path& path);
void removeRegisteredTemporaries() noexcept;

// An empty folder of its own, removed on destruction and registered meanwhile. In the system's temporary folder those of processes that
// were killed are removed first: a living process holds a lock on its own.
class ScratchFolder {
public:
    explicit ScratchFolder(const std::filesystem::path& parent = {}); // default: the system's temporary folder
    ~ScratchFolder();
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
    int m_lock = -1;
};

} // namespace insula
