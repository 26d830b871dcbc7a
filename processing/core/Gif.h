// Animated GIF with one palette for the whole film, chosen from its own colours, and LZW compression.
// References: Graphics Interchange Format 89a (CompuServe, 1990), appendix F; P. Heckbert, Color image quantization for frame buffer
// display, SIGGRAPH 1982 (median cut). Colours are told apart to 7 bits a channel. Errors: Error (one line). Thread: any, one at a time.
#pragma once

#include "processing/core/AtomicFile.h"
#include "processing/core/Png.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <vector>

namespace insula {

using GifColour = std::array<std::uint8_t, 3>;

class GifPalette {
public:
    GifPalette();
    void learn(const PictureView& picture); // counts its colours
    // At most 256, the mean colours of the boxes; at least one.
    std::vector<GifColour> colours() const;

private:
    struct Bin {
        std::uint64_t count = 0;
        std::array<std::uint64_t, 3> sum{};
    };
    std::vector<std::uint32_t> m_index; // by colour, into m_bins from 1; 0: not seen
    std::vector<Bin> m_bins;
};

class GifWriter {
public:
    // The file appears when finish() is called. Width and height up to 65535 pixels; `seconds` a frame are rounded to hundredths, at
    // least 2. It loops for ever.
    GifWriter(const std::filesystem::path& file, int width, int height, std::vector<GifColour> palette, double seconds);
    void add(const PictureView& picture); // of that size
    void finish();

private:
    void write(const std::vector<std::uint8_t>& bytes);
    std::uint8_t nearest(std::size_t colour); // of 7 bits a channel

    AtomicFile m_file;
    int m_width, m_height, m_hundredths;
    std::vector<GifColour> m_palette;
    std::vector<std::int16_t> m_nearest; // by colour; -1: not looked up
    std::vector<std::uint16_t> m_children; // of the LZW tree
};

} // namespace insula
