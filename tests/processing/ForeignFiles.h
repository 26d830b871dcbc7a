// Small files in foreign formats, written byte by byte from their specifications (no library writes what it will read itself).
#pragma once

#include "processing/core/Geometry.h"

#include <zlib.h>

#include <bit>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace insula::foreign {

namespace fs = std::filesystem;

inline void write(const fs::path& file, const std::string& bytes)
{
    std::ofstream(file, std::ios::binary) << bytes;
}

inline std::string contentOf(const fs::path& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// The first `keep` bytes of a file.
inline void truncate(const fs::path& file, std::uintmax_t keep)
{
    fs::resize_file(file, keep);
}

template <typename T> std::string bytesOf(T value, bool bigEndian = false)
{
    std::string bytes(sizeof(T), '\0');
    std::memcpy(bytes.data(), &value, sizeof(T));
    if (bigEndian != (std::endian::native == std::endian::big))
        bytes.assign(bytes.rbegin(), bytes.rend());
    return bytes;
}

// value = i + 10 j + 100 k + 1000 t at every voxel, as T.
template <typename T> std::string voxels(const Size3& size, int frames = 1, bool bigEndian = false)
{
    std::string bytes;
    for (int t = 0; t < frames; ++t)
        for (std::int64_t k = 0; k < size.z; ++k)
            for (std::int64_t j = 0; j < size.y; ++j)
                for (std::int64_t i = 0; i < size.x; ++i)
                    bytes += bytesOf(static_cast<T>(i + 10 * j + 100 * k + 1000 * t), bigEndian);
    return bytes;
}

inline std::string deflated(const std::string& plain, bool gzip)
{
    z_stream stream{};
    deflateInit2(&stream, 6, Z_DEFLATED, gzip ? 31 : 15, 8, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&stream, plain.size()) + 64, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
    stream.avail_in = static_cast<uInt>(plain.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

// MGH: unit axes, voxel sizes and centre (at size / 2) taken from an affine; 4D has a tail with TR in ms.
inline std::string mgh(const Size3& size, int frames, const Affine& affine, float trMs)
{
    std::string b;
    for (const std::int64_t n : {std::int64_t{1}, size.x, size.y, size.z, std::int64_t{frames}, std::int64_t{4}, std::int64_t{0}})
        b += bytesOf(static_cast<std::int32_t>(n), true);
    b += bytesOf(std::int16_t{1}, true);
    const Vec3 spacing = affine.spacing();
    for (const double s : spacing)
        b += bytesOf(static_cast<float>(s), true);
    for (int c = 0; c < 3; ++c)
        for (const double x : affine.column(c))
            b += bytesOf(static_cast<float>(x / spacing[static_cast<std::size_t>(c)]), true);
    const World centre
        = affine.toWorld({static_cast<double>(size.x) / 2, static_cast<double>(size.y) / 2, static_cast<double>(size.z) / 2});
    for (const double x : {centre.x, centre.y, centre.z})
        b += bytesOf(static_cast<float>(x), true);
    b.resize(284, '\0');
    return b + voxels<std::int16_t>(size, frames, true) + bytesOf(trMs, true) + std::string(16, '\0');
}

// NRRD and MetaImage with axes 1.5 mm towards left, 2 mm towards posterior and up; origin (LPS) 10, 20, 30.
inline std::string nrrdHeader(const Size3& size, const std::string& encoding, const std::string& directions = "(1.5,0,0) (0,2,0) (0,0,3)")
{
    return "NRRD0004\ntype: short\ndimension: 3\nspace: left-posterior-superior\nsizes: " + std::to_string(size.x) + " "
        + std::to_string(size.y) + " " + std::to_string(size.z) + "\nspace directions: " + directions
        + "\nkinds: domain domain domain\nendian: little\nencoding: " + encoding + "\nspace origin: (10,20,30)\n\n";
}

inline std::string metaHeader(const Size3& size, const std::string& extra, const std::string& data = "LOCAL")
{
    return "ObjectType = Image\nNDims = 3\nBinaryData = True\nBinaryDataByteOrderMSB = False\n" + extra
        + "TransformMatrix = 1 0 0 0 1 0 0 0 1\nOffset = 10 20 30\nCenterOfRotation = 0 0 0\nElementSpacing = 1.5 2 3\nDimSize = "
        + std::to_string(size.x) + " " + std::to_string(size.y) + " " + std::to_string(size.z)
        + "\nElementType = MET_SHORT\nElementDataFile = " + data + "\n";
}

inline std::string analyzeHeader(const Size3& size, const Vec3& zooms, bool bigEndian)
{
    std::string b(348, '\0');
    const auto put = [&](std::size_t offset, const std::string& bytes) { b.replace(offset, bytes.size(), bytes); };
    put(0, bytesOf(std::int32_t{348}, bigEndian));
    const std::int64_t dim[] = {4, size.x, size.y, size.z, 1};
    for (std::size_t n = 0; n < 5; ++n)
        put(40 + 2 * n, bytesOf(static_cast<std::int16_t>(dim[n]), bigEndian));
    put(70, bytesOf(std::int16_t{4}, bigEndian));
    put(72, bytesOf(std::int16_t{16}, bigEndian));
    for (std::size_t n = 0; n < 3; ++n)
        put(80 + 4 * n, bytesOf(static_cast<float>(zooms[n]), bigEndian));
    return b;
}

// One slice of an MR series in explicit little endian; see PS3.5.
struct Dicom {
    int columns = 4, rows = 5, instance = 1, temporal = 1;
    Vec3 position{0, 0, 0};
    std::string orientation = "1\\0\\0\\0\\1\\0", series = "1.2.3.1", description = "T1 test", imageType = "ORIGINAL\\PRIMARY\\M",
                slope = "1";
    int value = 0; // of every voxel, plus its column

    std::string bytes() const
    {
        const auto text = [](const std::string& plain, char pad = ' ') { return plain.size() % 2 ? plain + pad : plain; };
        const auto element = [](std::uint16_t group, std::uint16_t number, const std::string& vr, const std::string& data) {
            std::string e = bytesOf(group) + bytesOf(number) + vr;
            e += vr == "OW" || vr == "OB" ? std::string(2, '\0') + bytesOf(static_cast<std::uint32_t>(data.size()))
                                          : bytesOf(static_cast<std::uint16_t>(data.size()));
            return e + data;
        };
        const auto uid = [&](const std::string& plain) { return text(plain, '\0'); };
        const auto us = [](int n) { return bytesOf(static_cast<std::uint16_t>(n)); };
        const std::string sop = "1.2.840.10008.5.1.4.1.1.4", own = series + "." + std::to_string(instance);
        const std::string meta = element(2, 1, "OB", std::string("\0\1", 2)) + element(2, 2, "UI", uid(sop)) + element(2, 3, "UI", uid(own))
            + element(2, 0x10, "UI", uid("1.2.840.10008.1.2.1")) + element(2, 0x12, "UI", uid("1.2.3.9"));
        std::string pixels;
        for (int r = 0; r < rows; ++r)
            for (int c = 0; c < columns; ++c)
                pixels += bytesOf(static_cast<std::int16_t>(value + c + 10 * r));
        const std::string where = std::to_string(position[0]) + "\\" + std::to_string(position[1]) + "\\" + std::to_string(position[2]);
        return std::string(128, '\0') + "DICM" + element(2, 0, "UL", bytesOf(static_cast<std::uint32_t>(meta.size()))) + meta
            + element(8, 8, "CS", text(imageType)) + element(8, 0x16, "UI", uid(sop)) + element(8, 0x18, "UI", uid(own))
            + element(8, 0x60, "CS", "MR") + element(8, 0x103e, "LO", text(description)) + element(0x18, 0x50, "DS", "3 ")
            + element(0x18, 0x80, "DS", "2000") + element(0x20, 0xd, "UI", uid("1.2.3")) + element(0x20, 0xe, "UI", uid(series))
            + element(0x20, 0x12, "IS", "1 ") + element(0x20, 0x13, "IS", text(std::to_string(instance)))
            + element(0x20, 0x32, "DS", text(where)) + element(0x20, 0x37, "DS", text(orientation))
            + element(0x20, 0x100, "IS", text(std::to_string(temporal))) + element(0x28, 2, "US", us(1))
            + element(0x28, 4, "CS", "MONOCHROME2 ") + element(0x28, 0x10, "US", us(rows)) + element(0x28, 0x11, "US", us(columns))
            + element(0x28, 0x30, "DS", "2\\1.5 ") + element(0x28, 0x100, "US", us(16)) + element(0x28, 0x101, "US", us(16))
            + element(0x28, 0x102, "US", us(15)) + element(0x28, 0x103, "US", us(1)) + element(0x28, 0x1052, "DS", "0 ")
            + element(0x28, 0x1053, "DS", text(slope)) + element(0x7fe0, 0x10, "OW", pixels);
    }
};

} // namespace insula::foreign
