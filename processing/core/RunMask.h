// The brain in a run from its brightness alone: fast, without a network, for the many steps that only have to leave out air.
//
// Threshold: half the median of what lies above the threshold, repeated until it stays (the clip level of AFNI's 3dClipLevel; Cox,
// Computers and Biomedical Research 29 (1996) 162-173); then thin bridges to skull and eyes are cut by one erosion, the largest piece is
// kept and grown back, and holes are filled (as AFNI's 3dAutomask does). Any thread.
#pragma once

#include "processing/core/Geometry.h"
#include "processing/core/Progress.h"

#include <cstdint>
#include <span>
#include <vector>

namespace insula {

// 0 when no value is above 0. Values that are not finite or not above 0 do not count.
double clipLevel(std::span<const float> values);

// `values`: one frame, first axis fastest; the mask is 0 and 1 on the same grid. Throws Error when nothing is bright; Cancelled.
std::vector<std::uint8_t> runMask(std::span<const float> values, const Size3& size, const Progress& progress = {});

// Along the six faces; what lies outside the grid counts as outside (eroded from there).
std::vector<std::uint8_t> eroded(const std::vector<std::uint8_t>& mask, const Size3& size);
std::vector<std::uint8_t> dilated(const std::vector<std::uint8_t>& mask, const Size3& size);
// Voxels from which no way along faces leads to the edge of the grid become part of the mask.
void fillHoles(std::vector<std::uint8_t>& mask, const Size3& size);

} // namespace insula
