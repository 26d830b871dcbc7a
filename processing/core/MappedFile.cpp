#include "processing/core/MappedFile.h"

#include "processing/core/Error.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace insula {

namespace {

class Descriptor {
public:
    explicit Descriptor(int value) : m_value(value) { }
    ~Descriptor()
    {
        if (m_value >= 0)
            ::close(m_value);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int value() const { return m_value; }

private:
    int m_value;
};

std::string openingError(int code)
{
    if (code == ENOENT)
        return "the file does not exist; check its name";
    if (code == EACCES)
        return "you may not read this file; ask its owner for permission";
    if (code == ENAMETOOLONG)
        return "its name is too long for this disk; check it";
    if (code == ELOOP)
        return "its links lead in a circle; name the file itself";
    return fmt::format("the file cannot be opened ({}); check the disk", std::strerror(code));
}

} // namespace

MappedFile::MappedFile(const std::filesystem::path& file)
{
    const Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (descriptor.value() < 0)
        throw Error(openingError(errno));
    struct stat status { };
    if (::fstat(descriptor.value(), &status) != 0)
        throw Error(openingError(errno));
    if (S_ISDIR(status.st_mode))
        throw Error("this is a folder, not a file; choose a file inside it");
    if (!S_ISREG(status.st_mode))
        throw Error("this is a device or a pipe, not a file; copy its content to a file first");
    if (status.st_size == 0)
        throw Error("the file is empty; copy it again from the source");
    m_size = static_cast<std::size_t>(status.st_size);
    void* address = ::mmap(nullptr, m_size, PROT_READ, MAP_PRIVATE, descriptor.value(), 0);
    if (address == MAP_FAILED)
        throw Error(fmt::format("the file cannot be mapped into memory ({}); copy it to a local disk", std::strerror(errno)));
    m_data = static_cast<const std::byte*>(address);
}

void MappedFile::expectScattered(bool scattered) const
{
    ::madvise(const_cast<std::byte*>(m_data), m_size, scattered ? MADV_RANDOM : MADV_NORMAL);
}

void MappedFile::forget(std::size_t firstBytes) const
{
    const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    if (const std::size_t whole = std::min(firstBytes, m_size) / page * page; whole > 0)
        ::madvise(const_cast<std::byte*>(m_data), whole, MADV_DONTNEED);
}

MappedFile::~MappedFile()
{
    ::munmap(const_cast<std::byte*>(m_data), m_size);
}

} // namespace insula
