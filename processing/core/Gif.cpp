#include "processing/core/Gif.h"

#include "processing/core/Error.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace insula {

namespace {

constexpr std::size_t Colours = std::size_t(1) << 21; // 7 bits a channel
constexpr std::size_t PaletteSize = 256;
constexpr unsigned ClearCode = 256, EndCode = 257, MostCodes = 4096;

GifColour colourAt(const PictureView& picture, int x, int y)
{
    const std::byte* p = &picture.pixels[static_cast<std::size_t>(y) * picture.bytesPerRow + static_cast<std::size_t>(x) * 4];
    const bool isRgba = picture.order == PixelOrder::Rgba;
    return {std::to_integer<std::uint8_t>(p[isRgba ? 0 : 2]), std::to_integer<std::uint8_t>(p[1]),
        std::to_integer<std::uint8_t>(p[isRgba ? 2 : 0])};
}

std::size_t indexOf(const GifColour& c)
{
    return (static_cast<std::size_t>(c[0] >> 1) << 14) | (static_cast<std::size_t>(c[1] >> 1) << 7) | static_cast<std::size_t>(c[2] >> 1);
}

// Of what the LZW codes become: bits from the lowest, in blocks of up to 255 bytes.
class CodeStream {
public:
    void put(unsigned code, unsigned bits)
    {
        m_buffer |= code << m_used;
        for (m_used += bits; m_used >= 8; m_used -= 8) {
            byte(static_cast<std::uint8_t>(m_buffer & 0xFF));
            m_buffer >>= 8;
        }
    }
    std::vector<std::uint8_t> finish()
    {
        if (m_used > 0) {
            byte(static_cast<std::uint8_t>(m_buffer & 0xFF));
        }
        flush();
        m_blocks.push_back(0);
        return std::move(m_blocks);
    }

private:
    void byte(std::uint8_t value)
    {
        m_block.push_back(value);
        if (m_block.size() == 255) {
            flush();
        }
    }
    void flush()
    {
        if (!m_block.empty()) {
            m_blocks.push_back(static_cast<std::uint8_t>(m_block.size()));
            m_blocks.insert(m_blocks.end(), m_block.begin(), m_block.end());
            m_block.clear();
        }
    }

    std::vector<std::uint8_t> m_block, m_blocks;
    unsigned m_buffer = 0, m_used = 0;
};

void put16(std::vector<std::uint8_t>& out, int value)
{
    out.push_back(static_cast<std::uint8_t>(value & 0xFF));
    out.push_back(static_cast<std::uint8_t>(value >> 8));
}

} // namespace

GifPalette::GifPalette() : m_index(Colours, 0) { }

void GifPalette::learn(const PictureView& picture)
{
    for (int y = 0; y < picture.height; ++y) {
        for (int x = 0; x < picture.width; ++x) {
            const GifColour c = colourAt(picture, x, y);
            std::uint32_t& index = m_index[indexOf(c)];
            if (index == 0) {
                m_bins.emplace_back();
                index = static_cast<std::uint32_t>(m_bins.size());
            }
            Bin& bin = m_bins[index - 1];
            ++bin.count;
            for (std::size_t channel = 0; channel < 3; ++channel) {
                bin.sum[channel] += c[channel];
            }
        }
    }
}

std::vector<GifColour> GifPalette::colours() const
{
    struct Box {
        std::size_t begin, end; // of `bins`
        std::uint64_t count = 0;
        std::size_t axis = 0; // the longest
        double length = 0;
    };
    std::vector<Bin> bins = m_bins;
    const auto mean
        = [](const Bin& bin, std::size_t channel) { return static_cast<double>(bin.sum[channel]) / static_cast<double>(bin.count); };
    const auto boxOf = [&](std::size_t begin, std::size_t end) {
        Box box{begin, end};
        for (std::size_t n = begin; n < end; ++n) {
            box.count += bins[n].count;
        }
        for (std::size_t channel = 0; channel < 3; ++channel) {
            double low = 256, high = -1;
            for (std::size_t n = begin; n < end; ++n) {
                low = std::min(low, mean(bins[n], channel));
                high = std::max(high, mean(bins[n], channel));
            }
            if (high - low > box.length) {
                box.length = high - low;
                box.axis = channel;
            }
        }
        return box;
    };
    if (bins.empty()) {
        return {{0, 0, 0}};
    }
    std::vector<Box> boxes{boxOf(0, bins.size())};
    while (boxes.size() < PaletteSize) {
        // Rare colours count too, or a thin coloured line would turn grey: the root of the count, times the length squared.
        const auto weight = [](const Box& box) { return std::sqrt(static_cast<double>(box.count)) * box.length * box.length; };
        const auto widest = std::max_element(boxes.begin(), boxes.end(), [&](const Box& a, const Box& b) { return weight(a) < weight(b); });
        if (weight(*widest) == 0) {
            break;
        }
        const Box box = *widest;
        const auto from = bins.begin() + static_cast<std::ptrdiff_t>(box.begin), to = bins.begin() + static_cast<std::ptrdiff_t>(box.end);
        std::sort(from, to, [&](const Bin& a, const Bin& b) { return mean(a, box.axis) < mean(b, box.axis); });
        std::uint64_t below = 0;
        std::size_t cut = box.begin;
        while (cut < box.end - 1 && (cut == box.begin || 2 * below < box.count)) {
            below += bins[cut++].count;
        }
        *widest = boxOf(box.begin, cut);
        boxes.push_back(boxOf(cut, box.end));
    }
    std::vector<GifColour> palette;
    for (const Box& box : boxes) {
        GifColour colour{};
        for (std::size_t channel = 0; channel < 3; ++channel) {
            std::uint64_t sum = 0;
            for (std::size_t n = box.begin; n < box.end; ++n) {
                sum += bins[n].sum[channel];
            }
            colour[channel] = static_cast<std::uint8_t>((sum + box.count / 2) / box.count);
        }
        palette.push_back(colour);
    }
    return palette;
}

GifWriter::GifWriter(const std::filesystem::path& file, int width, int height, std::vector<GifColour> palette, double seconds) :
    m_file(file), m_width(width), m_height(height), m_hundredths(static_cast<int>(std::lround(std::clamp(seconds * 100, 2.0, 65535.0)))),
    m_palette(std::move(palette)), m_nearest(Colours, -1), m_children(MostCodes * 256, 0)
{
    if (width < 1 || height < 1 || width > 65535 || height > 65535) {
        throw Error("a GIF has 1 to 65535 pixels each way");
    }
    if (m_palette.empty() || m_palette.size() > PaletteSize) {
        throw Error("a GIF has 1 to 256 colours");
    }
    std::vector<std::uint8_t> head{'G', 'I', 'F', '8', '9', 'a'};
    put16(head, width);
    put16(head, height);
    head.insert(head.end(), {0xF7, 0, 0}); // a palette of 256 colours of 8 bits
    for (std::size_t n = 0; n < PaletteSize; ++n) {
        const GifColour colour = n < m_palette.size() ? m_palette[n] : GifColour{};
        head.insert(head.end(), colour.begin(), colour.end());
    }
    head.insert(head.end(), {0x21, 0xFF, 11, 'N', 'E', 'T', 'S', 'C', 'A', 'P', 'E', '2', '.', '0', 3, 1, 0, 0, 0}); // for ever
    write(head);
}

void GifWriter::write(const std::vector<std::uint8_t>& bytes)
{
    m_file.write(std::as_bytes(std::span(bytes)));
}

std::uint8_t GifWriter::nearest(std::size_t colour)
{
    std::int16_t& known = m_nearest[colour];
    if (known < 0) {
        // The middle of the colours that share these 7 bits.
        const std::array<int, 3> c{
            static_cast<int>(colour >> 14) * 2, static_cast<int>((colour >> 7) & 127) * 2, static_cast<int>(colour & 127) * 2};
        int least = std::numeric_limits<int>::max();
        for (std::size_t n = 0; n < m_palette.size(); ++n) {
            int distance = 0;
            for (std::size_t channel = 0; channel < 3; ++channel) { // of twice the values, for the half
                const int by = 2 * c[channel] + 1 - 2 * m_palette[n][channel];
                distance += by * by;
            }
            if (distance < least) {
                least = distance;
                known = static_cast<std::int16_t>(n);
            }
        }
    }
    return static_cast<std::uint8_t>(known);
}

void GifWriter::add(const PictureView& picture)
{
    if (picture.width != m_width || picture.height != m_height) {
        throw Error("the frames of a GIF must be of one size");
    }
    std::vector<std::uint8_t> out{0x21, 0xF9, 4, 4}; // stays until the next frame
    put16(out, m_hundredths);
    out.insert(out.end(), {0, 0, 0x2C, 0, 0, 0, 0});
    put16(out, m_width);
    put16(out, m_height);
    out.insert(out.end(), {0, 8}); // no palette of its own; codes begin with 8 bits
    CodeStream codes;
    unsigned next = EndCode + 1, bits = 9;
    bool isFirst = true;
    unsigned prefix = 0;
    std::fill(m_children.begin(), m_children.end(), std::uint16_t{0});
    codes.put(ClearCode, bits);
    for (int y = 0; y < m_height; ++y) {
        for (int x = 0; x < m_width; ++x) {
            const std::uint8_t pixel = nearest(indexOf(colourAt(picture, x, y)));
            if (isFirst) {
                prefix = pixel;
                isFirst = false;
                continue;
            }
            std::uint16_t& child = m_children[prefix * 256 + pixel];
            if (child != 0) {
                prefix = child;
                continue;
            }
            codes.put(prefix, bits);
            if (next < MostCodes) {
                bits += next == (1U << bits) ? 1 : 0; // readers know this entry one code later
                child = static_cast<std::uint16_t>(next++);
            } else {
                codes.put(ClearCode, bits);
                std::fill(m_children.begin(), m_children.end(), std::uint16_t{0});
                next = EndCode + 1;
                bits = 9;
            }
            prefix = pixel;
        }
    }
    codes.put(prefix, bits);
    // The reader has now made as many entries as there are here.
    bits += next == (1U << bits) && bits < 12 ? 1 : 0;
    codes.put(EndCode, bits);
    const std::vector<std::uint8_t> blocks = codes.finish();
    out.insert(out.end(), blocks.begin(), blocks.end());
    write(out);
}

void GifWriter::finish()
{
    write({0x3B});
    m_file.commit();
}

} // namespace insula
