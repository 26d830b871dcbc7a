// From bytes of a file to a volume, for the formats that are read without a library.
#pragma once

#include "processing/core/Volume.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

namespace insula {

// A number at `offset` of a header that is long enough (asserted), from either byte order.
template <typename T> T numberAt(std::span<const std::byte> header, std::size_t offset, bool bigEndian);

// Bytes of a file from its beginning, plain or gzip: read(n) gives exactly n bytes or throws Error ("ends after ...").
// Memory is only taken for what the file can hold: n beyond its length (times 1032 when compressed) is an Error at once.
class PixelFile {
public:
    explicit PixelFile(const std::filesystem::path& file);
    ~PixelFile();
    PixelFile(const PixelFile&) = delete;
    PixelFile& operator=(const PixelFile&) = delete;
    std::vector<std::byte> read(std::uint64_t count);
    // At most `count` bytes: what is left.
    std::vector<std::byte> readUpTo(std::uint64_t count);

private:
    struct State;
    std::unique_ptr<State> m;
};

// All frames in one piece, first axis fastest, in the given byte order.
VolumePtr volumeOfBytes(Volume::Description description, DataType type, std::vector<std::byte> bytes, bool bigEndian);

// Product of the sizes times bytes per voxel; Error when one is not positive or the product is beyond 2^62.
std::uint64_t byteCount(std::span<const std::int64_t> sizes, std::size_t bytesPerVoxel);

} // namespace insula
