// Denoising by the mean of all surroundings that look alike.
//
// Values: first axis fastest, finite. Blocks of voxels are estimated from similar blocks around them and overlap; blocks whose mean or
// variance differ too much are not compared. The same bits with any number of threads. Errors: Error when the noise is not above 0;
// Cancelled. Thread: any.
// Reference: Coupe P et al. An optimized blockwise nonlocal means denoising filter for 3-D magnetic resonance images. IEEE TMI 27 (2008)
// 425-441; the Rician bias from the squared values: Wiest-Daessle N et al. MICCAI (2008) 171-179.
#pragma once

#include "processing/core/Geometry.h"
#include "processing/core/Progress.h"

#include <span>
#include <vector>

namespace insula {

struct NonLocalMeansOptions {
    double sigma = 0; // of the noise, in the values' unit
    bool isRician = true; // magnitude images: air becomes 0 and dark tissue loses its offset
    int patchRadius = 1; // blocks of 2 r + 1 voxels along each axis; 1 or 2
    int searchRadius = 3; // voxels
    double strength = 0.5; // beta of Coupe 2008, equation 9
    int threads = 0;
};

std::vector<float> nonLocalMeans(
    std::span<const float> values, const Size3& size, const NonLocalMeansOptions& options, const Progress& progress = {});

} // namespace insula
