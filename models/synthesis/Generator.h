// Synthetic training images from a label map: one random anatomy, several random appearances.
//
// All tensors are on the label map's device. The same seed and number of threads give the same bits on the CPU; image n does not depend on
// how many there are. Methods and ranges: SynthesisRanges.h. Errors: Error (labels that cannot be used) or Cancelled. Thread: any.
#pragma once

#include "models/synthesis/Lattice.h"
#include "models/synthesis/SynthesisOptions.h"
#include "processing/core/Progress.h"

#include <vector>

namespace insula {

struct SynthesisBatch {
    at::Tensor images; // float32 [n, k, j, i]
    at::Tensor measured; // bool [n, k, j, i]: false where an image was cropped or cut off
    at::Tensor logBias; // float32 [n, k, j, i]: of the intensity inhomogeneity
    at::Tensor labels; // int32 [k, j, i], shared by all
    std::vector<Severity> severities; // of each image
};

// labels: int32 [k, j, i] on `from`; the batch is on `to`, whose field has the same middle. leftRightAxis: 0 to 2, in tensor order.
SynthesisBatch synthesise(const at::Tensor& labels, const Lattice& from, const Lattice& to, int leftRightAxis,
    const SynthesisOptions& options, const Progress& progress = {});

} // namespace insula
