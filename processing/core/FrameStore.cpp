#include "processing/core/FrameStore.h"

#include "processing/core/Error.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace insula {

FrameStore::FrameStore(std::int64_t frames, std::size_t frameBytes) :
    m_frameBytes(frameBytes), m_size(static_cast<std::size_t>(frames) * frameBytes)
{
    if (m_size == 0 || openFile(m_size))
        return;
    m_data = static_cast<std::byte*>(std::calloc(m_size, 1)); // taken page by page, as it is written
    if (!m_data)
        throw Error(fmt::format("there is no room for {} MiB of voxels, neither in memory nor in the folder for temporary files; free some "
                                "or set TMPDIR to a folder with more",
            m_size >> 20U));
}

bool FrameStore::openFile(std::size_t bytes)
{
    std::error_code code;
    const auto folder = std::filesystem::temp_directory_path(code);
    if (code)
        return false;
    std::string name = (folder / "insula-frames-XXXXXX").string();
    const int file = ::mkostemp(name.data(), O_CLOEXEC);
    if (file < 0)
        return false;
    ::unlink(name.c_str()); // it goes with the last who has it open, even when we are killed
    // Room is taken now: a disk that fills up while a mapped file is read or written ends the program.
    if (::posix_fallocate(file, 0, static_cast<off_t>(bytes)) != 0) {
        ::close(file);
        return false;
    }
    void* address = ::mmap(nullptr, bytes, PROT_READ, MAP_SHARED, file, 0);
    if (address == MAP_FAILED) {
        ::close(file);
        return false;
    }
    m_file = file;
    m_data = static_cast<std::byte*>(address);
    return true;
}

FrameStore::~FrameStore()
{
    if (m_file >= 0) {
        ::munmap(m_data, m_size);
        ::close(m_file);
    } else {
        std::free(m_data);
    }
}

void FrameStore::write(std::int64_t frame, std::size_t offset, std::span<const std::byte> bytes)
{
    const std::size_t at = static_cast<std::size_t>(frame) * m_frameBytes + offset;
    if (m_file < 0) {
        std::memcpy(m_data + at, bytes.data(), bytes.size());
        return;
    }
    // Not through the mapping: pages that are written there would count as this program's memory.
    for (std::size_t done = 0; done < bytes.size();) {
        const ssize_t count = ::pwrite(m_file, bytes.data() + done, bytes.size() - done, static_cast<off_t>(at + done));
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            throw Error(fmt::format("cannot write voxels to a temporary file ({}); check the disk of TMPDIR", std::strerror(errno)));
        done += static_cast<std::size_t>(count);
    }
}

std::span<const std::byte> FrameStore::frame(std::int64_t t) const
{
    return {m_data + static_cast<std::size_t>(t) * m_frameBytes, m_frameBytes};
}

void FrameStore::copy(std::int64_t t, std::size_t offset, std::span<std::byte> out) const
{
    if (m_file < 0)
        return FrameSource::copy(t, offset, out);
    // Not through the mapping either: the system would bring many more pages into memory than those that are asked for.
    const std::size_t at = static_cast<std::size_t>(t) * m_frameBytes + offset;
    for (std::size_t done = 0; done < out.size();) {
        const ssize_t count = ::pread(m_file, out.data() + done, out.size() - done, static_cast<off_t>(at + done));
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            throw Error(fmt::format("cannot read voxels from a temporary file ({}); check the disk of TMPDIR", std::strerror(errno)));
        done += static_cast<std::size_t>(count);
    }
}

void FrameStore::release() const
{
    if (m_file >= 0)
        ::madvise(m_data, m_size, MADV_DONTNEED);
}

VolumePtr storedRun(Volume::Description description, std::shared_ptr<const FrameStore> frames)
{
    description.dataType = DataType::Float32;
    description.slope = 1;
    description.intercept = 0;
    return std::make_shared<const Volume>(std::move(description), std::move(frames));
}

std::shared_ptr<FrameStore> storeFor(const Grid& grid, std::int64_t frames)
{
    return std::make_shared<FrameStore>(frames, static_cast<std::size_t>(grid.size.count()) * sizeof(float));
}

} // namespace insula
