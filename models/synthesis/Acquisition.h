// What a scanner does to an image: motion, thick slices or large voxels, noise, ringing, spikes; and what is missing from it afterwards.
#pragma once

#include "models/synthesis/Draws.h"
#include "models/synthesis/Lattice.h"
#include "processing/core/Progress.h"

namespace insula {

// Axis by axis: how many slices there are and how thick each is (mm). As many as voxels: untouched when also thickness is 0.
struct Slices {
    std::array<std::int64_t, 3> count{};
    std::array<double, 3> thicknessMm{0, 0, 0};
};
Slices drawSlices(Draws& draws, const Lattice& lattice, const AcquisitionRanges& ranges);
// Seen through Gaussian slices of sigma profile ln 5 / pi thickness (Brain-ID, SynthSR), profile near 1; [count].
at::Tensor sliced(const at::Tensor& image, const Slices& slices, const Lattice& lattice, double profile = 1);
// Back to `lattice`, linearly.
at::Tensor resliced(const at::Tensor& image, const Lattice& lattice);

// The part [from, to) of the field that was measured, per axis.
struct Field {
    std::array<std::int64_t, 3> from{}, to{};
};
Field wholeField(const Lattice& lattice);
// From some sides of the head's extent (int32 labels, 0 outside) a part is missing.
Field drawField(Draws& draws, const at::Tensor& labels, const AcquisitionRanges& ranges);
at::Tensor fieldMask(const Field& field, const Lattice& lattice, const c10::Device& device); // bool [k, j, i]

struct Acquired {
    at::Tensor image; // float32 [k, j, i], 0 to about 1: divided by its 99.9th percentile (nearly all of the sources divide by a maximum)
    at::Tensor measured; // bool [k, j, i]: false where the image was cropped or cut off
};
Acquired drawAcquisition(const at::Tensor& image, const at::Tensor& labels, const Lattice& lattice, Draws& draws,
    const AcquisitionRanges& ranges, const Progress& progress = {});

} // namespace insula
