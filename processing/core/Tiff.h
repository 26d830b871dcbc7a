// Pictures as TIFF files, as journals ask for them: 8 bits a channel, RGB or RGBA, with resolution, compressed without loss (deflate with
// the horizontal predictor, which libtiff, ImageJ and Photoshop read).
// Reference: TIFF revision 6.0 (Adobe, 1992) and Adobe Photoshop TIFF Technical Notes (2002) for deflate.
// Errors: Error (one line); the file is the old one or complete. Thread: any.
#pragma once

#include "processing/core/Png.h"

namespace insula {

void writeTiff(const std::filesystem::path& file, const PictureView& picture, const PictureFacts& facts = {});

// PNG or TIFF, as the name ends (.png, .tif, .tiff).
bool isPictureName(const std::filesystem::path& file);
void writePicture(const std::filesystem::path& file, const PictureView& picture, const PictureFacts& facts);

} // namespace insula
