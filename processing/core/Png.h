// Opaque pictures as PNG files, fast: saving is a part of start-up when a program is asked for a picture only.
// Reference: Portable Network Graphics, ISO/IEC 15948:2004. Errors: Error (one line); the file is the old one or complete. Thread: any.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>

namespace insula {

enum class PixelOrder { Rgba, Bgra }; // bytes in memory; the fourth is ignored

struct PictureView {
    int width = 0, height = 0;
    std::span<const std::byte> pixels; // four bytes each, rows from the top
    std::size_t bytesPerRow = 0;
    PixelOrder order = PixelOrder::Rgba;
};

void writePng(const std::filesystem::path& file, const PictureView& picture);

} // namespace insula
