#include "processing/core/Png.h"

#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"

#include <libdeflate.h>

#include <array>
#include <cassert>
#include <cmath>
#include <memory>
#include <string_view>
#include <vector>

namespace insula {
namespace {

constexpr int CompressionLevel = 1; // of libdeflate: a third larger than its best, at a tenth of the time
constexpr std::uint8_t UpFilter = 2; // each byte minus the one above it

void appendNumber(std::vector<std::byte>& out, std::uint32_t value)
{
    for (const int shift : {24, 16, 8, 0}) {
        out.push_back(static_cast<std::byte>(value >> shift));
    }
}

void appendChunk(std::vector<std::byte>& out, std::string_view type, std::span<const std::byte> content)
{
    appendNumber(out, static_cast<std::uint32_t>(content.size()));
    const std::size_t start = out.size();
    const auto name = std::as_bytes(std::span(type));
    out.insert(out.end(), name.begin(), name.end());
    out.insert(out.end(), content.begin(), content.end());
    appendNumber(out, libdeflate_crc32(0, out.data() + start, out.size() - start));
}

// RGB or RGBA rows, each with its filter byte in front.
std::vector<std::uint8_t> filteredRows(const PictureView& picture, bool hasAlpha)
{
    const std::size_t channels = hasAlpha ? 4 : 3;
    const auto width = static_cast<std::size_t>(picture.width), height = static_cast<std::size_t>(picture.height);
    const std::size_t red = picture.order == PixelOrder::Rgba ? 0 : 2;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(picture.pixels.data());
    std::vector<std::uint8_t> out((channels * width + 1) * height), above(4 * width);
    std::uint8_t* to = out.data();
    const std::uint8_t* previous = above.data();
    for (std::size_t y = 0; y < height; ++y) {
        const std::uint8_t* row = bytes + y * picture.bytesPerRow;
        *to++ = UpFilter;
        for (std::size_t x = 0; x < 4 * width; x += 4, to += channels) {
            to[0] = static_cast<std::uint8_t>(row[x + red] - previous[x + red]);
            to[1] = static_cast<std::uint8_t>(row[x + 1] - previous[x + 1]);
            to[2] = static_cast<std::uint8_t>(row[x + 2 - red] - previous[x + 2 - red]);
            if (hasAlpha) {
                to[3] = static_cast<std::uint8_t>(row[x + 3] - previous[x + 3]);
            }
        }
        previous = row;
    }
    return out;
}

std::vector<std::byte> compressed(const std::vector<std::uint8_t>& raw)
{
    const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> compressor(
        libdeflate_alloc_compressor(CompressionLevel), &libdeflate_free_compressor);
    if (!compressor) {
        throw std::bad_alloc();
    }
    std::vector<std::byte> out(libdeflate_zlib_compress_bound(compressor.get(), raw.size()));
    out.resize(libdeflate_zlib_compress(compressor.get(), raw.data(), raw.size(), out.data(), out.size()));
    return out;
}

// Dots per metre, and what is written in words.
void appendFacts(std::vector<std::byte>& out, const PictureFacts& facts)
{
    if (facts.dpi > 0) {
        std::vector<std::byte> perMetre;
        const auto dots = static_cast<std::uint32_t>(std::lround(facts.dpi / 0.0254));
        appendNumber(perMetre, dots);
        appendNumber(perMetre, dots);
        perMetre.push_back(std::byte{1}); // the unit is the metre
        appendChunk(out, "pHYs", perMetre);
    }
    for (const auto& [keyword, text] : facts.texts) {
        const std::string content = keyword + '\0' + text;
        const auto bytes = std::as_bytes(std::span(content));
        appendChunk(out, "tEXt", bytes);
    }
}

} // namespace

std::vector<std::byte> pngBytes(const PictureView& picture, const PictureFacts& facts)
{
    assert(picture.width > 0 && picture.height > 0 && picture.bytesPerRow >= 4 * static_cast<std::size_t>(picture.width));
    assert(picture.pixels.size() >= picture.bytesPerRow * static_cast<std::size_t>(picture.height));
    constexpr std::array<std::uint8_t, 8> Signature{0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    std::vector<std::byte> header;
    appendNumber(header, static_cast<std::uint32_t>(picture.width));
    appendNumber(header, static_cast<std::uint32_t>(picture.height));
    for (const int value : {8, facts.hasAlpha ? 6 : 2, 0, 0, 0}) { // 8 bits, RGB or RGBA, deflate, per-row filters, not interlaced
        header.push_back(static_cast<std::byte>(value));
    }
    const auto signature = std::as_bytes(std::span(Signature));
    std::vector<std::byte> out(signature.begin(), signature.end());
    appendChunk(out, "IHDR", header);
    appendFacts(out, facts);
    appendChunk(out, "IDAT", compressed(filteredRows(picture, facts.hasAlpha)));
    appendChunk(out, "IEND", {});
    return out;
}

void writePng(const std::filesystem::path& file, const PictureView& picture, const PictureFacts& facts)
{
    AtomicFile target(file);
    target.write(pngBytes(picture, facts));
    target.commit();
}

} // namespace insula
