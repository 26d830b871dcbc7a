// What a resting run should not contain, and taking all of it away at once: one model of confounds, spikes, trend and frequencies.
//
// Filtering and regression in one model, so that neither brings back what the other took (Lindquist et al., Human Brain Mapping 40 (2019)
// 2358-2376; Hallquist, Hwang and Luna, NeuroImage 82 (2013) 208-225). Seconds, Hz. Errors: Error with one line. Any thread; immutable.
#pragma once

#include "processing/core/MotionRegressors.h"
#include "processing/core/Progress.h"
#include "processing/core/TemporalFilter.h"
#include "processing/core/Volume.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace insula {

class NuisanceModel {
public:
    // Throws Error when nothing is left of the run's frames.
    NuisanceModel(const NamedColumns& columns, const std::optional<Band>& band, double trSeconds, std::size_t frames);

    // Around 0; the same as the residual of regression on the columns and on all sines and cosines outside of the band.
    void apply(std::span<double> course) const;
    std::size_t freedom() const { return m_freedom; }

private:
    std::optional<OrthonormalBasis> m_band;
    OrthonormalBasis m_columns;
    std::size_t m_freedom;
};

// A column for each frame that moved more than `limitMm` (framewise displacement): Lemieux et al., Magn Reson Imaging 25 (2007) 894-901;
// Power et al., NeuroImage 84 (2014) 320-341.
NamedColumns spikesOf(std::span<const double> displacementMm, double limitMm);

// Mean course of the voxels of a mask; voxels that are not finite are left out. Throws Error when none is left.
std::vector<double> meanCourseOf(const Volume& run, std::span<const std::uint8_t> mask, const Progress& progress = {});

// aCompCor: the first principal components, over time, of the courses in a mask, each without its line and of variance 1. Columns of length
// 1, the largest first; the sign makes the sum of cubes positive. Behzadi et al., NeuroImage 37 (2007) 90-101. Throws Error when the mask
// has fewer changing voxels than components.
Columns noiseComponents(
    const Volume& run, std::span<const std::uint8_t> mask, std::size_t count, int threads, const Progress& progress = {});

// The first eigenvectors of a symmetric positive matrix (row by row), the largest eigenvalue first. Subspace iteration with Rayleigh-Ritz
// (Golub and Van Loan, Matrix Computations, section 8.2.4).
Columns leadingEigenvectors(const std::vector<double>& matrix, std::size_t size, std::size_t count, const Progress& progress = {});

} // namespace insula
