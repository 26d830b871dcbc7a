// A whole file, read-only, mapped into memory.
//
// Errors: Error with one line when the file is missing, a folder, empty or unreadable. Thread: immutable after construction.
// The size is that at opening: a file that another program shortens later cannot be read safely beyond its new end.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

namespace insula {

class MappedFile {
public:
    explicit MappedFile(const std::filesystem::path& file);
    ~MappedFile();
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;
    std::span<const std::byte> bytes() const { return {m_data, m_size}; }
    // Hints for the system; what bytes() gives stays the same. Few bytes here and there (true) are read without their neighbours, which in
    // a large run on a disk takes a fiftieth of the time and of the memory. What was forgotten is read again when it is looked at.
    void expectScattered(bool scattered) const;
    void forget(std::size_t firstBytes) const;

private:
    const std::byte* m_data = nullptr;
    std::size_t m_size = 0;
};

} // namespace insula
