// Pictures as PNG files, fast: saving is a part of start-up when a program is asked for a picture only.
// Reference: Portable Network Graphics, ISO/IEC 15948:2004. Errors: Error (one line); the file is the old one or complete. Thread: any.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace insula {

enum class PixelOrder { Rgba, Bgra }; // bytes in memory

struct PictureView {
    int width = 0, height = 0;
    std::span<const std::byte> pixels; // four bytes each, rows from the top; the fourth counts only where there is alpha
    std::size_t bytesPerRow = 0;
    PixelOrder order = PixelOrder::Rgba;
};

// What a picture's file says beside its pixels.
struct PictureFacts {
    double dpi = 0; // dots per inch; 0: not said
    bool hasAlpha = false; // not premultiplied
    std::vector<std::pair<std::string, std::string>> texts; // keyword (of PNG: "Title", "Software", "Description", ...) and Latin-1 text
};

std::vector<std::byte> pngBytes(const PictureView& picture, const PictureFacts& facts = {});
void writePng(const std::filesystem::path& file, const PictureView& picture, const PictureFacts& facts = {});

} // namespace insula
