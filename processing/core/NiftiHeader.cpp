#include "processing/core/NiftiHeader.h"

#include "processing/core/Error.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <fmt/format.h>
#include <string_view>

namespace insula {

namespace {

// The two directions of one walk over the fields: get() and put() meet the same offsets, which are thus written once.
class FieldReader {
public:
    FieldReader(std::span<const std::byte> bytes, bool swap) : m_bytes(bytes), m_swap(swap) { }
    template <typename Stored, typename Value> void field(std::size_t offset, Value& value) const
    {
        std::array<std::byte, sizeof(Stored)> raw;
        std::memcpy(raw.data(), m_bytes.data() + offset, raw.size());
        if (m_swap)
            std::reverse(raw.begin(), raw.end());
        Stored stored;
        std::memcpy(&stored, raw.data(), raw.size());
        value = static_cast<Value>(stored);
    }
    void text(std::size_t offset, std::size_t length, std::string& value) const
    {
        const char* start = reinterpret_cast<const char*>(m_bytes.data() + offset);
        value.assign(start, std::find(start, start + length, '\0'));
        // Anything else may be half a character of an unknown encoding, which JSON and screens refuse.
        std::replace_if(
            value.begin(), value.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
    }

private:
    std::span<const std::byte> m_bytes;
    bool m_swap;
};

class FieldWriter {
public:
    FieldWriter(std::span<std::byte> bytes, bool swap) : m_bytes(bytes), m_swap(swap) { }
    template <typename Stored, typename Value> void field(std::size_t offset, Value& value) const
    {
        const Stored stored = static_cast<Stored>(value);
        std::array<std::byte, sizeof(Stored)> raw;
        std::memcpy(raw.data(), &stored, raw.size());
        if (m_swap)
            std::reverse(raw.begin(), raw.end());
        std::memcpy(m_bytes.data() + offset, raw.data(), raw.size());
    }
    void text(std::size_t offset, std::size_t length, std::string& value) const
    {
        std::memcpy(m_bytes.data() + offset, value.data(), std::min(value.size(), length - 1));
    }

private:
    std::span<std::byte> m_bytes;
    bool m_swap;
};

template <typename Stored, typename Io, typename Values> void fields(const Io& io, std::size_t offset, Values& values)
{
    for (std::size_t i = 0; i < values.size(); ++i)
        io.template field<Stored>(offset + i * sizeof(Stored), values[i]);
}

template <typename Io> void walkVersion1(const Io& io, NiftiHeader& h)
{
    fields<std::int16_t>(io, 40, h.dim);
    fields<float>(io, 56, h.intentParameters);
    io.template field<std::int16_t>(68, h.intentCode);
    io.template field<std::int16_t>(70, h.datatype);
    io.template field<std::int16_t>(72, h.bitpix);
    fields<float>(io, 76, h.pixdim);
    io.template field<float>(108, h.voxOffset);
    io.template field<float>(112, h.slope);
    io.template field<float>(116, h.intercept);
    io.template field<std::uint8_t>(123, h.units);
    io.template field<float>(124, h.calMax);
    io.template field<float>(128, h.calMin);
    io.text(148, 80, h.description);
    io.template field<std::int16_t>(252, h.qformCode);
    io.template field<std::int16_t>(254, h.sformCode);
    fields<float>(io, 256, h.quaternion);
    fields<float>(io, 268, h.qoffset);
    fields<float>(io, 280, h.srow);
    io.text(328, 16, h.intentName);
}

template <typename Io> void walkVersion2(const Io& io, NiftiHeader& h)
{
    io.template field<std::int16_t>(12, h.datatype);
    io.template field<std::int16_t>(14, h.bitpix);
    fields<std::int64_t>(io, 16, h.dim);
    fields<double>(io, 80, h.intentParameters);
    fields<double>(io, 104, h.pixdim);
    io.template field<std::int64_t>(168, h.voxOffset);
    io.template field<double>(176, h.slope);
    io.template field<double>(184, h.intercept);
    io.template field<double>(192, h.calMax);
    io.template field<double>(200, h.calMin);
    io.text(240, 80, h.description);
    io.template field<std::int32_t>(344, h.qformCode);
    io.template field<std::int32_t>(348, h.sformCode);
    fields<double>(io, 352, h.quaternion);
    fields<double>(io, 376, h.qoffset);
    fields<double>(io, 400, h.srow);
    io.template field<std::int32_t>(500, h.units);
    io.template field<std::int32_t>(504, h.intentCode);
    io.text(508, 16, h.intentName);
}

constexpr std::string_view lineEnds("\r\n\x1a\n", 4);

struct Identity {
    int version;
    bool swapped;
};

Identity identify(std::span<const std::byte> bytes)
{
    if (bytes.size() < smallestNiftiHeader)
        throw Error(fmt::format(
            "the file is truncated: {} of at least {} header bytes; copy it again from the source", bytes.size(), smallestNiftiHeader));
    for (const bool swapped : {false, true}) {
        std::int32_t size = 0;
        FieldReader(bytes, swapped).field<std::int32_t>(0, size);
        if (size == 348)
            return {1, swapped};
        if (size == 540)
            return {2, swapped};
    }
    throw Error("this is not a NIfTI file (its first bytes are neither 348 nor 540); convert it to NIfTI with its own program first");
}

bool readMagic(std::span<const std::byte> bytes, int version)
{
    const char* magic = reinterpret_cast<const char*>(bytes.data()) + (version == 1 ? 344 : 4);
    const std::string_view found(magic, 4);
    const std::string_view single(version == 1 ? "n+1\0" : "n+2\0", 4), pair(version == 1 ? "ni1\0" : "ni2\0", 4);
    if (found != single && found != pair) {
        if (version == 2)
            throw Error("the header says NIfTI-2 but its magic is wrong; copy the file again from the source");
        throw Error("this is an Analyze 7.5 file, which does not say which side is left; convert it to NIfTI with 'insula-cli run convert' "
                    "and check the sides");
    }
    if (version == 2 && std::string_view(magic + 4, 4) != lineEnds)
        throw Error("line ends in the header were changed by a text transfer; copy the file again in binary mode");
    return found == single;
}

struct KnownType {
    int code;
    DataType type;
};
constexpr std::array<KnownType, 10> knownTypes{
    {{2, DataType::UInt8}, {4, DataType::Int16}, {8, DataType::Int32}, {16, DataType::Float32}, {64, DataType::Float64},
        {256, DataType::Int8}, {512, DataType::UInt16}, {768, DataType::UInt32}, {1024, DataType::Int64}, {1280, DataType::UInt64}}};

std::string refusal(int code)
{
    switch (code) {
    case 0:
        return "the header does not say how voxels are stored (datatype 0); write the file again with the program that made it";
    case 1:
        return "voxels are single bits (binary, datatype 1), which Insula does not read; convert the file to uint8";
    case 32:
    case 1792:
    case 2048:
        return fmt::format("voxels are complex numbers (datatype {}); save magnitude or phase as a file of its own", code);
    case 128:
        return "voxels are RGB colours (datatype 128); save one channel or a grey image instead";
    case 2304:
        return "voxels are RGBA colours (datatype 2304); save one channel or a grey image instead";
    case 1536:
        return "voxels are 128-bit floats (float128, datatype 1536); convert the file to float64";
    default:
        return fmt::format("datatype {} is not one of NIfTI; the header is damaged, copy the file again from the source", code);
    }
}

} // namespace

NiftiHeader parseNiftiHeader(std::span<const std::byte> bytes)
{
    const Identity identity = identify(bytes);
    NiftiHeader header;
    header.version = identity.version;
    header.swapped = identity.swapped;
    if (bytes.size() < header.byteCount())
        throw Error(
            fmt::format("the file is truncated: {} of {} header bytes; copy it again from the source", bytes.size(), header.byteCount()));
    header.singleFile = readMagic(bytes, identity.version);
    const FieldReader reader(bytes, identity.swapped);
    if (identity.version == 1)
        walkVersion1(reader, header);
    else
        walkVersion2(reader, header);
    return header;
}

std::vector<std::byte> serialiseNiftiHeader(const NiftiHeader& header)
{
    NiftiHeader copy = header;
    std::vector<std::byte> bytes(copy.byteCount());
    const FieldWriter writer(bytes, copy.swapped);
    std::int32_t size = static_cast<std::int32_t>(copy.byteCount());
    writer.field<std::int32_t>(0, size);
    std::string magic = copy.version == 1 ? (copy.singleFile ? "n+1" : "ni1") : (copy.singleFile ? "n+2" : "ni2");
    writer.text(copy.version == 1 ? 344 : 4, 4, magic);
    if (copy.version == 2)
        std::memcpy(bytes.data() + 8, lineEnds.data(), lineEnds.size());
    if (copy.version == 1)
        walkVersion1(writer, copy);
    else
        walkVersion2(writer, copy);
    return bytes;
}

DataType niftiDataType(const NiftiHeader& header)
{
    const auto found = std::find_if(knownTypes.begin(), knownTypes.end(), [&](const KnownType& t) { return t.code == header.datatype; });
    if (found == knownTypes.end())
        throw Error(refusal(header.datatype));
    const std::size_t bits = 8 * bytesPerVoxel(found->type);
    if (header.bitpix != 0 && static_cast<std::size_t>(header.bitpix) != bits)
        throw Error(fmt::format("the header contradicts itself: {} has {} bits but bitpix says {}; copy the file again from the source",
            name(found->type), bits, header.bitpix));
    return found->type;
}

int niftiCode(DataType type)
{
    return std::find_if(knownTypes.begin(), knownTypes.end(), [&](const KnownType& t) { return t.type == type; })->code;
}

std::uint64_t dataOffset(const NiftiHeader& header, NiftiFindings& findings)
{
    const double offset = header.voxOffset;
    const auto smallest = static_cast<double>(header.smallestOffset());
    if (header.singleFile && offset == 0) {
        findings.push_back({"offset-repaired",
            fmt::format(
                "The header does not say where voxels start (vox_offset 0); they are read from byte {}.", header.smallestOffset())});
        return header.smallestOffset();
    }
    // Above 2^53 doubles skip whole numbers, and no file is that long.
    if (!(offset >= (header.singleFile ? smallest : 0.0)) || offset > 9007199254740992.0 || offset != std::floor(offset))
        throw Error(fmt::format("the header is damaged: voxels cannot start at byte {}; copy the file again from the source", offset));
    return static_cast<std::uint64_t>(offset);
}

void swapBytes(std::span<std::byte> bytes, std::size_t width)
{
    if (width < 2)
        return;
    for (std::size_t at = 0; at + width <= bytes.size(); at += width)
        std::reverse(bytes.begin() + static_cast<std::ptrdiff_t>(at), bytes.begin() + static_cast<std::ptrdiff_t>(at + width));
}

} // namespace insula
