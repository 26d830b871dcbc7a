// The entries of a zip archive in memory, stored or deflated; with zip64.
//
// Errors: Error for what is no archive, for encrypted or otherwise packed entries, and for wrong checksums. Nothing is allocated
// beyond what the archive's own length can hold. Thread: immutable; the bytes must outlive it. Source: APPNOTE.TXT 6.3.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace insula {

class ZipArchive {
public:
    explicit ZipArchive(std::span<const std::byte> bytes);

    struct Entry {
        std::uint64_t offset = 0, packed = 0, size = 0;
        std::uint32_t checksum = 0;
        int method = 0;
    };
    const std::map<std::string, Entry>& entries() const { return m_entries; }
    std::vector<std::byte> read(const std::string& name) const;

private:
    void readDirectory(std::uint64_t offset, std::uint64_t count);

    std::span<const std::byte> m_bytes;
    std::map<std::string, Entry> m_entries;
};

} // namespace insula
