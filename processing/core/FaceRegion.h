// The part of a head scan that shows a person's face and ears, found from where the brain is.
//
// All in RAS+ mm through the exact affine: oblique, left-handed and anisotropic grids give the same region. No voxel of it is nearer to the
// brain than the margin. Masks: first axis fastest, not 0 inside. Errors: Error when the brain is empty; Cancelled. Thread: any.
//
// Planes that touch the brain, moved outwards by the margin, as Schimke N, Kuehler M, Hale J (Preserving privacy in structural neuroimages,
// 2011) do with one: face are all points beyond a plane whose outward normal points forwards and down, ears all points beyond one whose
// normal points to a side and down.
#pragma once

#include "processing/core/Geometry.h"
#include "processing/core/Progress.h"

#include <cstdint>
#include <span>
#include <vector>

namespace insula {

struct FaceOptions {
    double faceMarginMm = 10;
    double earMarginMm = 15; // bone and skin beside the brain; at least this far out
    bool removesEars = true;
    int threads = 0;
};

// 1 where the face and ears are. Only the largest piece of `brain` counts.
std::vector<std::uint8_t> faceRegion(
    std::span<const std::uint8_t> brain, const Grid& grid, const FaceOptions& options, const Progress& progress = {});

} // namespace insula
