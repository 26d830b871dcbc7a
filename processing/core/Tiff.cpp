#include "processing/core/Tiff.h"

#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"

#include <libdeflate.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cctype>
#include <cmath>
#include <cstdint>
#include <memory>
#include <new>
#include <string>

namespace insula {
namespace {

constexpr std::size_t StripBytes = 1U << 20; // before compression
constexpr int CompressionLevel = 4;

class LittleEndian {
public:
    void put16(unsigned value)
    {
        put(static_cast<std::uint8_t>(value & 0xFF));
        put(static_cast<std::uint8_t>(value >> 8 & 0xFF));
    }
    void put32(std::size_t value)
    {
        put16(static_cast<unsigned>(value & 0xFFFF));
        put16(static_cast<unsigned>(value >> 16 & 0xFFFF));
    }
    void put(std::uint8_t value) { m_bytes.push_back(static_cast<std::byte>(value)); }
    void put(std::string_view text)
    {
        for (const char c : text) {
            put(static_cast<std::uint8_t>(c));
        }
        put(std::uint8_t{0});
    }
    void align() { m_bytes.resize((m_bytes.size() + 1) / 2 * 2); }
    std::size_t size() const { return m_bytes.size(); }
    std::vector<std::byte>& bytes() { return m_bytes; }

private:
    std::vector<std::byte> m_bytes;
};

// Field types of TIFF.
enum class Field : unsigned { Ascii = 2, Short = 3, Long = 4, Rational = 5 };

// One image file directory; what does not fit into an entry's four bytes lies before it.
class Directory {
public:
    explicit Directory(LittleEndian& file) : m_file(file) { }
    void add(unsigned tag, Field type, const std::vector<std::size_t>& values)
    {
        Entry entry{tag, type, values.size(), 0};
        const std::size_t bytes = values.size() * (type == Field::Short ? 2 : 4);
        if (bytes <= 4) {
            for (std::size_t n = 0; n < values.size(); ++n) {
                entry.value |= values[n] << (16 * n); // a single number, or up to two short ones
            }
        } else {
            m_file.align();
            entry.value = m_file.size();
            for (const std::size_t value : values) {
                type == Field::Short ? m_file.put16(static_cast<unsigned>(value)) : m_file.put32(value);
            }
        }
        m_entries.push_back(entry);
    }
    void addRational(unsigned tag, std::size_t numerator, std::size_t denominator)
    {
        m_file.align();
        m_entries.push_back({tag, Field::Rational, 1, m_file.size()});
        m_file.put32(numerator);
        m_file.put32(denominator);
    }
    void addText(unsigned tag, std::string_view text)
    {
        m_file.align();
        m_entries.push_back({tag, Field::Ascii, text.size() + 1, m_file.size()});
        m_file.put(text.size() < 4 ? std::string(text) + "    " : text); // never so short that it would lie in the entry
        if (text.size() < 4) {
            m_entries.back().count = text.size() + 5;
        }
    }
    std::size_t write() // where it begins
    {
        std::sort(m_entries.begin(), m_entries.end(), [](const Entry& a, const Entry& b) { return a.tag < b.tag; });
        m_file.align();
        const std::size_t start = m_file.size();
        m_file.put16(static_cast<unsigned>(m_entries.size()));
        for (const Entry& entry : m_entries) {
            m_file.put16(entry.tag);
            m_file.put16(static_cast<unsigned>(entry.type));
            m_file.put32(entry.count);
            m_file.put32(entry.value);
        }
        m_file.put32(0); // no further directory
        return start;
    }

private:
    struct Entry {
        unsigned tag;
        Field type;
        std::size_t count, value;
    };
    LittleEndian& m_file;
    std::vector<Entry> m_entries;
};

// Each sample minus that of the pixel to the left.
std::vector<std::uint8_t> differences(const PictureView& picture, std::size_t channels, int firstRow, int rows)
{
    const std::size_t red = picture.order == PixelOrder::Rgba ? 0 : 2;
    const std::array<std::size_t, 4> from{red, 1, 2 - red, 3};
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(picture.pixels.data());
    std::vector<std::uint8_t> out;
    out.reserve(static_cast<std::size_t>(rows) * static_cast<std::size_t>(picture.width) * channels);
    for (int y = firstRow; y < firstRow + rows; ++y) {
        const std::uint8_t* row = bytes + static_cast<std::size_t>(y) * picture.bytesPerRow;
        for (std::size_t x = 0; x < static_cast<std::size_t>(picture.width); ++x) {
            for (std::size_t c = 0; c < channels; ++c) {
                const int left = x == 0 ? 0 : row[4 * (x - 1) + from[c]];
                out.push_back(static_cast<std::uint8_t>(row[4 * x + from[c]] - left));
            }
        }
    }
    return out;
}

void appendCompressed(LittleEndian& file, libdeflate_compressor& compressor, const std::vector<std::uint8_t>& raw)
{
    std::vector<std::byte>& out = file.bytes();
    const std::size_t start = out.size();
    out.resize(start + libdeflate_zlib_compress_bound(&compressor, raw.size()));
    out.resize(start + libdeflate_zlib_compress(&compressor, raw.data(), raw.size(), out.data() + start, out.size() - start));
}

std::string textOf(const PictureFacts& facts, std::string_view keyword)
{
    const auto found = std::find_if(facts.texts.begin(), facts.texts.end(), [&](const auto& each) { return each.first == keyword; });
    return found == facts.texts.end() ? std::string() : found->second;
}

std::string lowerSuffix(const std::filesystem::path& file)
{
    std::string suffix = file.extension().string();
    std::transform(suffix.begin(), suffix.end(), suffix.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return suffix;
}

} // namespace

void writeTiff(const std::filesystem::path& file, const PictureView& picture, const PictureFacts& facts)
{
    assert(picture.width > 0 && picture.height > 0 && picture.bytesPerRow >= 4 * static_cast<std::size_t>(picture.width));
    assert(picture.pixels.size() >= picture.bytesPerRow * static_cast<std::size_t>(picture.height));
    const std::size_t channels = facts.hasAlpha ? 4 : 3, rowBytes = channels * static_cast<std::size_t>(picture.width);
    if (rowBytes * static_cast<std::size_t>(picture.height) > std::size_t{3} << 30) { // positions in a TIFF have 32 bits
        throw Error("the picture is too large for a TIFF file; save it as .png");
    }
    const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> compressor(
        libdeflate_alloc_compressor(CompressionLevel), &libdeflate_free_compressor);
    if (!compressor) {
        throw std::bad_alloc();
    }
    LittleEndian out;
    out.put('I');
    out.put('I');
    out.put16(42);
    out.put32(0); // of the directory, below
    const int rowsPerStrip = static_cast<int>(std::clamp<std::size_t>(StripBytes / rowBytes, 1, static_cast<std::size_t>(picture.height)));
    std::vector<std::size_t> offsets, counts;
    for (int row = 0; row < picture.height; row += rowsPerStrip) {
        out.align();
        offsets.push_back(out.size());
        appendCompressed(out, *compressor, differences(picture, channels, row, std::min(rowsPerStrip, picture.height - row)));
        counts.push_back(out.size() - offsets.back());
    }
    Directory directory(out);
    directory.add(256, Field::Long, {static_cast<std::size_t>(picture.width)});
    directory.add(257, Field::Long, {static_cast<std::size_t>(picture.height)});
    directory.add(258, Field::Short, std::vector<std::size_t>(channels, 8)); // BitsPerSample
    directory.add(259, Field::Short, {8}); // Compression: deflate
    directory.add(262, Field::Short, {2}); // PhotometricInterpretation: RGB
    directory.add(273, Field::Long, offsets); // StripOffsets
    directory.add(274, Field::Short, {1}); // Orientation: rows from the top
    directory.add(277, Field::Short, {channels}); // SamplesPerPixel
    directory.add(278, Field::Long, {static_cast<std::size_t>(rowsPerStrip)});
    directory.add(279, Field::Long, counts); // StripByteCounts
    directory.add(284, Field::Short, {1}); // PlanarConfiguration: chunky
    directory.add(317, Field::Short, {2}); // Predictor: horizontal
    if (facts.hasAlpha) {
        directory.add(338, Field::Short, {2}); // ExtraSamples: alpha, not premultiplied
    }
    if (facts.dpi > 0) {
        const auto thousandths = static_cast<std::size_t>(std::lround(facts.dpi * 1000));
        directory.addRational(282, thousandths, 1000); // XResolution
        directory.addRational(283, thousandths, 1000);
        directory.add(296, Field::Short, {2}); // ResolutionUnit: inch
    }
    if (const std::string description = textOf(facts, "Description"); !description.empty()) {
        directory.addText(270, description);
    }
    if (const std::string software = textOf(facts, "Software"); !software.empty()) {
        directory.addText(305, software);
    }
    const std::size_t start = directory.write();
    for (std::size_t n = 0; n < 4; ++n) {
        out.bytes()[4 + n] = static_cast<std::byte>(start >> (8 * n) & 0xFF);
    }
    AtomicFile target(file);
    target.write(out.bytes());
    target.commit();
}

bool isPictureName(const std::filesystem::path& file)
{
    const std::string suffix = lowerSuffix(file);
    return suffix == ".png" || suffix == ".tif" || suffix == ".tiff";
}

void writePicture(const std::filesystem::path& file, const PictureView& picture, const PictureFacts& facts)
{
    if (!isPictureName(file)) {
        throw usageError("the picture '" + file.string() + "' must end in .png, .tif or .tiff");
    }
    lowerSuffix(file) == ".png" ? writePng(file, picture, facts) : writeTiff(file, picture, facts);
}

} // namespace insula
