// The N4 bias field estimate on a shrunken image, as a multiplicative field on the image's own grid.
//
// Reference: Tustison NJ et al. N4ITK: improved N3 bias correction. IEEE TMI 29 (2010) 1310-1320. Done by ITK.
#pragma once

#include "processing/core/Geometry.h"
#include "processing/core/Progress.h"

#include <cstdint>
#include <span>
#include <vector>

namespace insula {

struct N4Settings {
    int shrink = 4; // every shrink-th voxel is used
    int levels = 4; // the spline's mesh is halved from each level to the next
    int iterations = 50; // at most, per level
    double splineDistanceMm = 200; // between knots at the first level
    int threads = 0;
};

// Positive field, first axis fastest, on all of `grid`; image = field * corrected image. `mask`: 1 where values are used; they must be
// positive and not all the same there. Errors: Error when that is not so or too few voxels are left after shrinking; Cancelled.
std::vector<float> n4Field(std::span<const float> values, std::span<const std::uint8_t> mask, const Grid& grid, const N4Settings& settings,
    const Progress& progress);

// 1 above Otsu's threshold of the positive values (256 bins).
std::vector<std::uint8_t> otsuMask(std::span<const float> values, const Grid& grid);

} // namespace insula
