// A strip of slices of an image for a page, drawn without OpenGL: grey values, a map over them, outlines of masks.
//
// Slices lie along the world's axes (sampled through the exact affines, whatever grid each image has) and are spread evenly over `box`.
// Axial and coronal slices are shown as radiologists do, the subject's right at the left of the picture, and say so with letters.
// Throws Cancelled. Any thread.
#pragma once

#include "processing/core/Progress.h"
#include "processing/core/Volume.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace insula {

enum class SlicePlane { Axial, Coronal, Sagittal };

struct MosaicBox {
    World low, high; // mm
};
// Around the centres of the voxels that are not 0 (of frame 0); the whole field of view when there is none.
MosaicBox boxOfMask(const Volume& mask);
// Around the voxels brighter than a tenth of the 98th percentile.
MosaicBox boxOfImage(const Volume& image);

struct MosaicOutline {
    const Volume* mask = nullptr; // its voxels that are not 0
    std::array<std::uint8_t, 3> colour{255, 200, 0};
};

struct MosaicLook {
    const Volume* image = nullptr; // frame 0 in grey, black to white from low to high
    double low = 0, high = 1;
    bool inColour = false; // in the colours of mapColour() instead of grey; 0 stays black
    const Volume* map = nullptr; // over it in hot (above threshold) and cold (below -threshold)
    double threshold = 0, mapMost = 1;
    std::vector<MosaicOutline> outlines{};
};

struct RgbaPicture {
    int width = 0, height = 0;
    std::vector<std::uint8_t> pixels; // four bytes each, rows from the top
};

// `share` from 0 to 1 through dark blue, green and yellow: brightness grows evenly. Anchors of viridis (van der Walt and Smith, 2015).
std::array<std::uint8_t, 3> mapColour(double share);

RgbaPicture sliceMosaic(
    const MosaicLook& look, const MosaicBox& box, SlicePlane plane, int slices, int tileWidth, const Progress& progress = {});
// The picture as an address that pages may hold: data:image/png;base64,...
std::string dataAddress(const RgbaPicture& picture);

} // namespace insula
