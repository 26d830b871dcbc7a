#include "processing/core/ZipArchive.h"

#include "processing/core/ByteCursor.h"

#include <zlib.h>

#include <limits>
#include <memory>

namespace insula {

namespace {

constexpr std::uint32_t EndSignature = 0x06054b50, LongEndSignature = 0x06064b50, LongLocatorSignature = 0x07064b50;
constexpr std::uint32_t DirectorySignature = 0x02014b50, LocalSignature = 0x04034b50, Absent32 = 0xffffffff;
constexpr std::size_t EndBytes = 22, LocatorBytes = 20, LongestComment = 65535;
constexpr std::uint64_t LargestRatio = 1032; // that deflate reaches
constexpr int Stored = 0, Deflated = 8;

ByteCursor at(std::span<const std::byte> bytes, std::uint64_t offset)
{
    ByteCursor in(bytes, std::endian::little);
    in.take(offset);
    return in;
}

std::size_t findEnd(std::span<const std::byte> bytes)
{
    if (bytes.size() >= EndBytes) {
        const std::size_t last = bytes.size() - EndBytes;
        for (std::size_t back = 0; back <= std::min(last, LongestComment); ++back) {
            if (at(bytes, last - back).number<std::uint32_t>() == EndSignature) {
                return last - back;
            }
        }
    }
    throw Error("it is no zip archive, or it is cut at its end; copy it again");
}

// 64-bit sizes stand in extra field 1, only those that are absent from the entry itself, in this order.
void readLongSizes(std::span<const std::byte> extra, ZipArchive::Entry& entry)
{
    ByteCursor in(extra, std::endian::little);
    while (in.left() >= 4) {
        const auto id = in.number<std::uint16_t>();
        ByteCursor field(in.take(in.number<std::uint16_t>()), std::endian::little);
        for (std::uint64_t* value : {&entry.size, &entry.packed, &entry.offset}) {
            if (id == 1 && *value == Absent32) {
                *value = field.number<std::uint64_t>();
            }
        }
    }
}

std::vector<std::byte> inflateRaw(std::span<const std::byte> packed, std::uint64_t size)
{
    if (size > packed.size() * LargestRatio + 1024) {
        throw Error("its size cannot be in its compressed bytes");
    }
    std::vector<std::byte> out(size + 1); // one more, to see when there is more
    z_stream stream{};
    if (inflateInit2(&stream, -15) != Z_OK) {
        throw Error("not enough memory to decompress it");
    }
    const std::unique_ptr<z_stream, int (*)(z_stream*)> end(&stream, inflateEnd);
    std::size_t taken = 0, made = 0;
    int result = Z_OK;
    constexpr std::size_t Most = std::numeric_limits<uInt>::max();
    while (result == Z_OK && made < out.size()) {
        stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(packed.data() + taken));
        stream.avail_in = static_cast<uInt>(std::min(packed.size() - taken, Most));
        stream.next_out = reinterpret_cast<Bytef*>(out.data() + made);
        stream.avail_out = static_cast<uInt>(std::min(out.size() - made, Most));
        const uInt in = stream.avail_in, room = stream.avail_out;
        result = inflate(&stream, Z_NO_FLUSH);
        taken += in - stream.avail_in;
        made += room - stream.avail_out;
    }
    if (result != Z_STREAM_END || made != size) {
        throw Error("its compressed data is damaged; copy the archive again");
    }
    out.resize(size);
    return out;
}

} // namespace

ZipArchive::ZipArchive(std::span<const std::byte> bytes) : m_bytes(bytes)
{
    const std::size_t end = findEnd(bytes);
    ByteCursor in = at(bytes, end + 4);
    if (in.number<std::uint16_t>() != 0 || in.number<std::uint16_t>() != 0) {
        throw Error("it is one part of an archive in several parts");
    }
    in.take(2);
    std::uint64_t count = in.number<std::uint16_t>();
    in.take(4);
    std::uint64_t offset = in.number<std::uint32_t>();
    if (end >= LocatorBytes && at(bytes, end - LocatorBytes).number<std::uint32_t>() == LongLocatorSignature) {
        in = at(bytes, at(bytes, end - LocatorBytes + 8).number<std::uint64_t>());
        if (in.number<std::uint32_t>() != LongEndSignature) {
            throw Error("its 64-bit directory is damaged");
        }
        in.take(28);
        count = in.number<std::uint64_t>();
        in.take(8);
        offset = in.number<std::uint64_t>();
    }
    readDirectory(offset, count);
}

void ZipArchive::readDirectory(std::uint64_t offset, std::uint64_t count)
{
    ByteCursor in = at(m_bytes, offset);
    for (std::uint64_t i = 0; i < count; ++i) {
        if (in.number<std::uint32_t>() != DirectorySignature) {
            throw Error("its directory is damaged at entry " + std::to_string(i + 1));
        }
        in.take(4);
        const auto flags = in.number<std::uint16_t>();
        Entry entry;
        entry.method = in.number<std::uint16_t>();
        in.take(4);
        entry.checksum = in.number<std::uint32_t>();
        entry.packed = in.number<std::uint32_t>();
        entry.size = in.number<std::uint32_t>();
        const auto nameBytes = in.number<std::uint16_t>(), extraBytes = in.number<std::uint16_t>(), comment = in.number<std::uint16_t>();
        in.take(8);
        entry.offset = in.number<std::uint32_t>();
        const std::string name(in.text(nameBytes));
        readLongSizes(in.take(extraBytes), entry);
        in.take(comment);
        if ((flags & 1U) != 0) {
            throw Error("its entry '" + name + "' is encrypted");
        }
        if (!m_entries.emplace(name, entry).second) {
            throw Error("it has the entry '" + name + "' twice");
        }
    }
}

std::vector<std::byte> ZipArchive::read(const std::string& name) const
{
    return withContext("entry '" + name + "'", [&] {
        const auto found = m_entries.find(name);
        if (found == m_entries.end()) {
            throw Error("it is missing");
        }
        const Entry& entry = found->second;
        ByteCursor in = at(m_bytes, entry.offset);
        if (in.number<std::uint32_t>() != LocalSignature) {
            throw Error("it is not where the directory says; copy the archive again");
        }
        in.take(22);
        const auto nameBytes = in.number<std::uint16_t>(), extraBytes = in.number<std::uint16_t>();
        in.take(nameBytes);
        in.take(extraBytes);
        const auto packed = in.take(entry.packed);
        std::vector<std::byte> out;
        if (entry.method == Stored && entry.packed == entry.size) {
            out.assign(packed.begin(), packed.end());
        } else if (entry.method == Deflated) {
            out = inflateRaw(packed, entry.size);
        } else {
            throw Error("it is packed by method " + std::to_string(entry.method) + "; stored and deflated entries can be read");
        }
        if (crc32_z(crc32_z(0, nullptr, 0), reinterpret_cast<const Bytef*>(out.data()), out.size()) != entry.checksum) {
            throw Error("its checksum is wrong; copy the archive again");
        }
        return out;
    });
}

} // namespace insula
