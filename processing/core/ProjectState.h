// What a Project keeps. Private to the Project*.cpp files.
#pragma once

#include "processing/core/Project.h"
#include "processing/core/ProjectSql.h"

#include <functional>
#include <tuple>

namespace insula {

struct Project::State {
    std::filesystem::path folder;
    std::unique_ptr<Database> database;
    bool readOnly = false;
    std::string notice;
    std::map<std::int64_t, int> locks; // run: descriptor that holds its lock
    mutable std::map<std::tuple<std::string, std::uint64_t, std::int64_t>, std::string> hashes; // of (path, size, time)

    ~State(); // frees the locks
    void openForWriting(int busyTimeoutMs); // brings the tables to the newest version
    void openForReading(std::string why, int busyTimeoutMs);
    Database& db() const { return *database; }
    void write(const std::function<void()>& work); // in a transaction; Error when read-only
    sql::Place place(const std::filesystem::path& file) const;
    std::filesystem::path resolved(const sql::Place& place) const;
    bool takeLock(std::int64_t run, bool keep); // false when another process (or another object) holds it
    void dropStaging(std::int64_t run); // staging folder and lock file
    bool changed(const std::filesystem::path& file, const std::string& sha256, std::uint64_t bytes, std::int64_t modified) const;
    std::filesystem::path staging() const { return folder / ".staging"; }
    std::filesystem::path lockFile(std::int64_t run) const;
};

std::string utcNow(); // "2026-01-31T12:00:00.000Z"
std::string hostName();
struct FileFacts {
    std::uint64_t bytes = 0;
    std::int64_t modified = 0; // nanoseconds since 1970
    bool exists = false;
};
FileFacts factsOf(const std::filesystem::path& file);
// Of a file, or of all names and contents below a folder (a DICOM series).
std::string sha256OfInput(const std::filesystem::path& path, const class Progress& progress);

} // namespace insula
