// Paints an anatomy: a Gaussian of random mean and deviation for each tissue class, mixing at borders, gamma and a smooth bias field.
#pragma once

#include "models/synthesis/Anatomy.h"

#include <vector>

namespace insula {

struct Palette {
    std::vector<float> means, deviations; // of each class
};
Palette drawPalette(const Anatomy& anatomy, Draws& draws, const AppearanceRanges& ranges);

// float32 [k, j, i], not yet degraded; may be negative.
at::Tensor painted(const Anatomy& anatomy, const Palette& palette, Draws& draws);
at::Tensor blurred(const at::Tensor& image, const std::array<double, 3>& sigmaVoxels);
// Natural logarithm of a smooth field of mean 0.
at::Tensor logBiasField(Draws& draws, const Lattice& lattice, double spacingMm, double sd);

struct Appearance {
    at::Tensor image; // float32 [k, j, i], not negative
    at::Tensor logBias; // of the inhomogeneity that is in it
};
// All of this module, as the ranges say.
Appearance drawAppearance(
    const Anatomy& anatomy, const Lattice& lattice, Draws& draws, const AppearanceRanges& ranges, const Progress& progress = {});

} // namespace insula
