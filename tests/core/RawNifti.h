// NIfTI files written byte by byte, at the offsets of nifti1.h and nifti2.h, in either byte order: nothing of the reader or the
// writer under test is used.
#pragma once

#include "processing/core/Geometry.h"

#include <QByteArray>
#include <QFile>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

namespace insula::test {

class RawNifti {
public:
    // Voxel sizes 1, float32, units mm and s, one file, voxels right behind the header.
    explicit RawNifti(int version = 1, bool bigEndian = false) :
        m_version(version), m_swap(bigEndian), m_bytes(version == 1 ? 352 : 544, '\0')
    {
        at<std::int32_t>(0, version == 1 ? 348 : 540);
        magic(version == 1 ? "n+1" : "n+2");
        if (version == 2) {
            std::memcpy(m_bytes.data() + 8, "\r\n\x1a\n", 4);
        }
        dim({3, 1, 1, 1, 1, 1, 1, 1}).pixdim({1, 1, 1, 1, 1, 1, 1, 1}).type(16, 32).offset(static_cast<double>(m_bytes.size())).units(10);
    }

    template <typename T> RawNifti& at(std::size_t where, T value)
    {
        put(m_bytes, where, value);
        return *this;
    }
    template <typename T> void put(QByteArray& bytes, std::size_t where, T value) const
    {
        std::array<char, sizeof(T)> raw;
        std::memcpy(raw.data(), &value, sizeof(T));
        if (m_swap) {
            std::reverse(raw.begin(), raw.end());
        }
        std::memcpy(bytes.data() + where, raw.data(), sizeof(T));
    }

    RawNifti& magic(const std::string& text)
    {
        std::memcpy(m_bytes.data() + (m_version == 1 ? 344 : 4), text.c_str(), text.size() + 1);
        return *this;
    }
    RawNifti& dim(const std::array<std::int64_t, 8>& d) { return list<std::int16_t, std::int64_t>(40, 16, d); }
    RawNifti& pixdim(const std::array<double, 8>& p) { return list<float, double>(76, 104, p); }
    RawNifti& type(int code, int bits)
    {
        at(m_version == 1 ? 70 : 12, static_cast<std::int16_t>(code));
        return at(m_version == 1 ? 72 : 14, static_cast<std::int16_t>(bits));
    }
    RawNifti& offset(double bytes)
    {
        return m_version == 1 ? at(108, static_cast<float>(bytes)) : at(168, static_cast<std::int64_t>(bytes));
    }
    RawNifti& scale(double slope, double intercept) { return list<float, double>(112, 176, std::array{slope, intercept}); }
    RawNifti& units(int code) { return m_version == 1 ? at(123, static_cast<std::uint8_t>(code)) : at(500, code); }
    RawNifti& description(const std::string& text)
    {
        std::memcpy(m_bytes.data() + (m_version == 1 ? 148 : 240), text.data(), text.size());
        return *this;
    }
    RawNifti& sform(int code, const Affine& affine)
    {
        code16or32(254, 348, code);
        std::array<double, 12> rows{};
        std::copy_n(affine.rows().begin(), 12, rows.begin());
        return list<float, double>(280, 400, rows);
    }
    // Leaves pixdim[1..3] alone.
    RawNifti& qform(int code, const std::array<double, 3>& bcd, double qfac, const Vec3& origin)
    {
        code16or32(252, 344, code);
        list<float, double>(76, 104, std::array{qfac});
        list<float, double>(256, 352, bcd);
        return list<float, double>(268, 376, origin);
    }
    // Appends one extension (data: a multiple of 16 bytes less 8) and moves the voxels behind it.
    RawNifti& extension(int code, const std::string& data)
    {
        const auto start = static_cast<std::size_t>(m_bytes.size());
        m_bytes[m_version == 1 ? 348 : 540] = 1;
        m_bytes.append(8, '\0').append(data.data(), static_cast<qsizetype>(data.size()));
        at(start, static_cast<std::int32_t>(8 + data.size())).at(start + 4, static_cast<std::int32_t>(code));
        return offset(static_cast<double>(m_bytes.size()));
    }

    // `values` in the byte order of the file.
    template <typename T> QByteArray voxels(const std::vector<T>& values) const
    {
        QByteArray bytes(static_cast<qsizetype>(values.size() * sizeof(T)), '\0');
        for (std::size_t n = 0; n < values.size(); ++n) {
            put(bytes, n * sizeof(T), values[n]);
        }
        return bytes;
    }
    const QByteArray& header() const { return m_bytes; }
    template <typename T> QByteArray file(const std::vector<T>& values) const { return m_bytes + voxels(values); }

private:
    void code16or32(std::size_t where1, std::size_t where2, int code)
    {
        m_version == 1 ? at(where1, static_cast<std::int16_t>(code)) : at(where2, static_cast<std::int32_t>(code));
    }
    template <typename Stored1, typename Stored2, typename Values>
    RawNifti& list(std::size_t where1, std::size_t where2, const Values& values)
    {
        for (std::size_t n = 0; n < values.size(); ++n) {
            m_version == 1 ? at(where1 + n * sizeof(Stored1), static_cast<Stored1>(values[n]))
                           : at(where2 + n * sizeof(Stored2), static_cast<Stored2>(values[n]));
        }
        return *this;
    }

    int m_version;
    bool m_swap;
    QByteArray m_bytes;
};

inline QByteArray gzipped(const QByteArray& bytes, int level = 6)
{
    z_stream stream{};
    deflateInit2(&stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    QByteArray out(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(bytes.size()))), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return out;
}

inline std::filesystem::path saved(const std::filesystem::path& file, const QByteArray& bytes)
{
    QFile out(QString::fromStdString(file.string()));
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size()) {
        qFatal("cannot write the test's file");
    }
    return file;
}

inline QByteArray loaded(const std::filesystem::path& file)
{
    QFile in(QString::fromStdString(file.string()));
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

} // namespace insula::test
