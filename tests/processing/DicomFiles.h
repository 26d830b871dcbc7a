// DICOM files with any elements, written byte by byte in explicit little endian (PS3.5), and series with a known oblique geometry.
#pragma once

#include "tests/processing/ForeignFiles.h"

#include <fmt/format.h>

#include <array>
#include <map>
#include <utility>

namespace insula::foreign {

// Elements in the order of their tags; a later one replaces an earlier one.
class DicomElements {
public:
    using Tag = std::pair<std::uint16_t, std::uint16_t>;

    DicomElements& raw(std::uint16_t group, std::uint16_t number, const std::string& vr, std::string data)
    {
        if (data.size() % 2)
            data += vr == "UI" || vr == "OB" ? '\0' : ' ';
        const bool isLong = vr == "OW" || vr == "OB" || vr == "SQ" || vr == "UN";
        m_elements[{group, number}] = bytesOf(group) + bytesOf(number) + vr
            + (isLong ? std::string(2, '\0') + bytesOf(static_cast<std::uint32_t>(data.size()))
                      : bytesOf(static_cast<std::uint16_t>(data.size())))
            + data;
        return *this;
    }
    DicomElements& us(std::uint16_t group, std::uint16_t number, int value)
    {
        return raw(group, number, "US", bytesOf(static_cast<std::uint16_t>(value)));
    }
    DicomElements& ul(std::uint16_t group, std::uint16_t number, unsigned value)
    {
        return raw(group, number, "UL", bytesOf(static_cast<std::uint32_t>(value)));
    }
    DicomElements& fd(std::uint16_t group, std::uint16_t number, double value) { return raw(group, number, "FD", bytesOf(value)); }
    DicomElements& numbers(std::uint16_t group, std::uint16_t number, const std::vector<double>& values)
    {
        std::string text;
        for (const double value : values)
            text += fmt::format("{}{:.10g}", text.empty() ? "" : "\\", value);
        return raw(group, number, "DS", text);
    }
    DicomElements& sequence(std::uint16_t group, std::uint16_t number, const std::vector<DicomElements>& items)
    {
        std::string data;
        for (const DicomElements& item : items) {
            const std::string bytes = item.bytes();
            data += bytesOf(std::uint16_t{0xfffe}) + bytesOf(std::uint16_t{0xe000}) + bytesOf(static_cast<std::uint32_t>(bytes.size()))
                + bytes;
        }
        return raw(group, number, "SQ", data);
    }
    DicomElements& remove(std::uint16_t group, std::uint16_t number)
    {
        m_elements.erase({group, number});
        return *this;
    }
    std::string bytes() const
    {
        std::string all;
        for (const auto& [tag, element] : m_elements)
            all += element;
        return all;
    }
    std::string file() const
    {
        DicomElements meta;
        meta.raw(2, 1, "OB", std::string("\0\1", 2))
            .raw(2, 2, "UI", "1.2.840.10008.5.1.4.1.1.4")
            .raw(2, 3, "UI", "1.2.3.4.5")
            .raw(2, 0x10, "UI", "1.2.840.10008.1.2.1")
            .raw(2, 0x12, "UI", "1.2.3.9");
        const std::string body = meta.bytes();
        return "MZ\x90" + std::string(125, '\0') + "DICM" + DicomElements().ul(2, 0, static_cast<unsigned>(body.size())).bytes() + body
            + bytes();
    }

private:
    std::map<Tag, std::string> m_elements;
};

// An oblique patient frame: rows, columns and their normal in LPS, right-handed, no axis along another.
struct ObliqueFrame {
    Vec3 row{2.0 / 3, 2.0 / 3, 1.0 / 3}, column{-2.0 / 3, 1.0 / 3, 2.0 / 3}, normal{1.0 / 3, -2.0 / 3, 2.0 / 3}, origin{-20, 35, 12};

    Vec3 at(double alongRow, double alongColumn, double alongNormal) const
    {
        Vec3 point = origin;
        for (std::size_t n = 0; n < 3; ++n)
            point[n] += alongRow * row[n] + alongColumn * column[n] + alongNormal * normal[n];
        return point;
    }
    std::vector<double> directions() const { return {row[0], row[1], row[2], column[0], column[1], column[2]}; }
    // RAS+ mm of a voxel.
    Affine affine(double columnMm, double rowMm, double sliceMm) const
    {
        const auto ras = [](const Vec3& v, double mm) { return Vec3{-v[0] * mm, -v[1] * mm, v[2] * mm}; };
        return Affine::fromColumns(ras(row, columnMm), ras(column, rowMm), ras(normal, sliceMm), ras(origin, 1));
    }
};

// An MR image of 16 bits: pixels row after row.
inline DicomElements mrImage(int columns, int rows, const std::vector<int>& pixels, const std::string& series, int instance)
{
    std::string data;
    for (const int pixel : pixels)
        data += bytesOf(static_cast<std::int16_t>(pixel));
    DicomElements e;
    e.raw(8, 8, "CS", "ORIGINAL\\PRIMARY\\M")
        .raw(8, 0x16, "UI", "1.2.840.10008.5.1.4.1.1.4")
        .raw(8, 0x18, "UI", fmt::format("{}.{}", series, instance));
    e.raw(8, 0x60, "CS", "MR").raw(8, 0x103e, "LO", "a series").raw(0x10, 0x10, "PN", "Doe^Jane").raw(0x10, 0x20, "LO", "P1");
    e.numbers(0x18, 0x50, {3}).numbers(0x18, 0x80, {2000}).numbers(0x18, 0x81, {30}).raw(0x18, 0x23, "CS", "2D");
    e.raw(0x20, 0xd, "UI", "1.2.3").raw(0x20, 0xe, "UI", series).raw(0x20, 0x13, "IS", std::to_string(instance));
    e.us(0x28, 2, 1).raw(0x28, 4, "CS", "MONOCHROME2").us(0x28, 0x10, rows).us(0x28, 0x11, columns).numbers(0x28, 0x30, {2, 1.5});
    e.us(0x28, 0x100, 16).us(0x28, 0x101, 16).us(0x28, 0x102, 15).us(0x28, 0x103, 1).raw(0x7fe0, 0x10, "OW", data);
    return e;
}

// value of voxel (i, j, k) of frame t
inline int voxelValue(int i, int j, int k, int t)
{
    return i + 10 * j + 100 * k + 1000 * t;
}

inline std::vector<int> sliceValues(int columns, int rows, int k, int t)
{
    std::vector<int> values;
    for (int j = 0; j < rows; ++j)
        for (int i = 0; i < columns; ++i)
            values.push_back(voxelValue(i, j, k, t));
    return values;
}

// Siemens' private header in the form "SV10": names with values.
inline std::string csaHeader(const std::vector<std::pair<std::string, std::vector<std::string>>>& tags)
{
    const auto u32 = [](std::size_t n) { return bytesOf(static_cast<std::uint32_t>(n)); };
    std::string out = "SV10" + std::string("\4\3\2\1", 4) + u32(tags.size()) + u32(77);
    for (const auto& [name, values] : tags) {
        out += name + std::string(64 - name.size(), '\0') + u32(values.size()) + std::string("DS\0\0", 4) + u32(0) + u32(values.size())
            + u32(77);
        for (const std::string& value : values)
            out += u32(value.size() + 1) + u32(value.size() + 1) + u32(77) + u32(0) + value + '\0'
                + std::string((4 - (value.size() + 1) % 4) % 4, '\0');
    }
    return out;
}

struct ZipContent {
    std::string name, data;
    std::uint32_t claimed = 0; // size said in the directory; 0: the true one
};

// A zip archive of deflated entries (APPNOTE 6.3).
inline std::string zipOf(const std::vector<ZipContent>& contents)
{
    const auto u16 = [](std::size_t n) { return bytesOf(static_cast<std::uint16_t>(n)); };
    const auto u32 = [](std::size_t n) { return bytesOf(static_cast<std::uint32_t>(n)); };
    std::string out, directory;
    for (const ZipContent& each : contents) {
        std::string packed = deflated(each.data, false);
        packed = packed.substr(2, packed.size() - 6); // without the wrapping of zlib
        const auto sum = crc32(0, reinterpret_cast<const Bytef*>(each.data.data()), static_cast<uInt>(each.data.size()));
        const std::size_t size = each.claimed ? each.claimed : each.data.size();
        const std::string facts
            = u16(20) + u16(0) + u16(8) + u32(0) + u32(sum) + u32(packed.size()) + u32(size) + u16(each.name.size()) + u16(0);
        directory += "PK\1\2" + u16(20) + facts + u16(0) + u16(0) + u16(0) + u32(0) + u32(out.size()) + each.name;
        out += "PK\3\4" + facts + each.name + packed;
    }
    const std::size_t begin = out.size();
    return out + directory + "PK\5\6" + u32(0) + u16(contents.size()) + u16(contents.size()) + u32(directory.size()) + u32(begin) + u16(0);
}

} // namespace insula::foreign
