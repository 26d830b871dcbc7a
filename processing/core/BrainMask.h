// What the steps that find a brain write: its mask, the map of distances to its edge, and the image with nothing outside.
//
// Distance maps are in mm, negative inside. Masks are 0 and 1 on the image's grid, first axis fastest. Any thread.
#pragma once

#include "processing/core/Volume.h"

#include <cstdint>
#include <string>
#include <vector>

namespace insula {

Volume::Description maskDescription(const Volume& image);
Volume::Description distanceDescription(const Volume& image);

// By the description that distanceDescription() writes, or by a file name that ends in _distance.
bool isDistanceMap(const Volume& volume);
bool isNamedLikeDistanceMap(const std::string& path);

// One frame of the image in its own number type, 0 outside the mask; a warning when the type cannot store 0.
VolumePtr brainOf(const Volume& image, std::int64_t frame, const std::vector<std::uint8_t>& mask, std::vector<std::string>& warnings);

} // namespace insula
