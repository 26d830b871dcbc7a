// Finding where one image lies in another: rigid, affine and diffeomorphic.
//
// All transforms here are pull transforms in RAS+ mm: they take a point of the fixed image to the point of the moving image that shows the
// same anatomy. Arrays have the first axis fastest. Errors: Error, Cancelled. The same seed and number of threads give the same bits.
// Thread: any.
#pragma once

#include "processing/core/Geometry.h"
#include "processing/core/MutualInformation.h"
#include "processing/core/Progress.h"
#include "processing/core/VectorField.h"

#include <cstdint>
#include <span>
#include <vector>

namespace insula {

enum class Freedom { Rigid, Similarity, Affine }; // 6, 7 or 12 parameters

struct AffineOptions {
    Freedom freedom = Freedom::Affine;
    double samplesPercent = 25; // of the voxels of each level
    std::uint64_t seed = 0;
    int threads = 0;
};

// Climbs the normalised mutual information from coarse to fine: 8, 4, 2 mm and the images' own voxels. Starts at the best of many rigid
// guesses (coarseRigid()); `start`: instead of that.
Affine registerAffine(const RegistrationImage& fixed, const RegistrationImage& moving, const AffineOptions& options,
    const Progress& progress, const Affine* start = nullptr);

struct WarpOptions {
    double voxelMm = 2; // of the displacement field
    int coarse = 100, middle = 70, fine = 20; // iterations at most, at 4, 2 and 1 times voxelMm
    double stepVoxels = 0.2; // gradient step
    double updateSigmaVoxels = 1.7; // smoothing of each update (3 voxels of variance)
    double totalSigmaVoxels = 0; // and of the whole field
    int radius = 3; // of the cubes over which the correlation is taken, in voxels
    int threads = 0;
};

// What the affine leaves: displacements in RAS mm on a grid of `voxelMm` over the fixed image, and those that undo them. A point p of the
// fixed image lies at affine(p + forward(p)) in the moving image; a point q = affine^-1(m) of the moving image at q + backward(q).
struct Warp {
    VectorField forward, backward;
};

// Symmetric normalisation with local cross-correlation (Avants et al., Med Image Anal 12 (2008) 26), as ITK has it.
Warp registerWarp(const RegistrationImage& fixed, const RegistrationImage& moving, const Affine& affine, const WarpOptions& options,
    const Progress& progress);

} // namespace insula
