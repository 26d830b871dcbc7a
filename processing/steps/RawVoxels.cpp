#include "processing/steps/RawVoxels.h"

#include "processing/core/Error.h"
#include "processing/core/GzipReader.h"
#include "processing/core/MappedFile.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>
#include <optional>

namespace insula {
namespace {

constexpr std::uint64_t LargestDeflateRatio = 1032;

void swapEach(std::span<std::byte> bytes, std::size_t width)
{
    for (std::size_t at = 0; at + width <= bytes.size(); at += width)
        std::reverse(bytes.begin() + static_cast<std::ptrdiff_t>(at), bytes.begin() + static_cast<std::ptrdiff_t>(at + width));
}

} // namespace

template <typename T> T numberAt(std::span<const std::byte> header, std::size_t offset, bool bigEndian)
{
    assert(offset + sizeof(T) <= header.size());
    std::byte bytes[sizeof(T)];
    std::memcpy(bytes, header.data() + offset, sizeof(T));
    if (bigEndian != (std::endian::native == std::endian::big))
        std::reverse(std::begin(bytes), std::end(bytes));
    T value;
    std::memcpy(&value, bytes, sizeof(T));
    return value;
}
template std::int16_t numberAt<std::int16_t>(std::span<const std::byte>, std::size_t, bool);
template std::int32_t numberAt<std::int32_t>(std::span<const std::byte>, std::size_t, bool);
template float numberAt<float>(std::span<const std::byte>, std::size_t, bool);

struct PixelFile::State {
    explicit State(const std::filesystem::path& path) : name(path.filename().string()), file(path), rest(file.bytes())
    {
        if (looksLikeGzip(rest))
            gzip.emplace(rest);
    }
    std::size_t read(std::span<std::byte> out)
    {
        if (gzip)
            return gzip->read(out);
        const std::size_t n = std::min(out.size(), rest.size());
        std::copy_n(rest.begin(), n, out.begin());
        rest = rest.subspan(n);
        return n;
    }

    std::string name;
    MappedFile file;
    std::span<const std::byte> rest;
    std::optional<GzipReader> gzip;
};

PixelFile::PixelFile(const std::filesystem::path& file) : m(std::make_unique<State>(file)) { }
PixelFile::~PixelFile() = default;

std::vector<std::byte> PixelFile::read(std::uint64_t count)
{
    const std::uint64_t possible = m->gzip ? m->file.bytes().size() * LargestDeflateRatio : m->rest.size();
    if (count > possible)
        throw Error(fmt::format(
            "'{}' is truncated or its header is wrong: {} bytes of voxels are announced, the file can hold {}", m->name, count, possible));
    std::vector<std::byte> bytes = readUpTo(count);
    if (bytes.size() != count)
        throw Error(fmt::format("'{}' is truncated: it ends after {} of {} bytes of voxels", m->name, bytes.size(), count));
    return bytes;
}

std::vector<std::byte> PixelFile::readUpTo(std::uint64_t count)
{
    std::vector<std::byte> bytes(count);
    bytes.resize(m->read(bytes));
    return bytes;
}

VolumePtr volumeOfBytes(Volume::Description description, DataType type, std::vector<std::byte> bytes, bool bigEndian)
{
    if (bigEndian != (std::endian::native == std::endian::big))
        swapEach(bytes, bytesPerVoxel(type));
    return dispatch(type, [&](auto zero) {
        using T = decltype(zero);
        std::vector<T> values(bytes.size() / sizeof(T));
        if (!values.empty())
            std::memcpy(values.data(), bytes.data(), values.size() * sizeof(T));
        return Volume::make(std::move(description), std::move(values));
    });
}

std::uint64_t byteCount(std::span<const std::int64_t> sizes, std::size_t bytesPerVoxel)
{
    std::uint64_t product = bytesPerVoxel;
    for (const std::int64_t n : sizes) {
        if (n <= 0)
            throw Error(fmt::format("the header says {} voxels along one axis", n));
        if (product > (std::uint64_t{1} << 62) / static_cast<std::uint64_t>(n))
            throw Error("the header announces an impossible number of voxels");
        product *= static_cast<std::uint64_t>(n);
    }
    return product;
}

} // namespace insula
