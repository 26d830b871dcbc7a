// What the anatomy network learns from: synthetic images of a label map with all that is to be found in them, and the loss.
//
// Targets: signed distances to the brain's edge with and without CSF (SynthStrip), the 32 structures (SynthSeg), a T1-like image of the
// brain, and the logarithm of the intensity inhomogeneity (Brain-ID). Where an image was cropped or cut off nothing is asked.
#pragma once

#include "models/anatomy/AnatomyNetwork.h"
#include "models/anatomy/LabelMaps.h"
#include "models/synthesis/Generator.h"

#include <cstdint>
#include <vector>

namespace insula {

struct AnatomyExample {
    at::Tensor images; // float32 [n, k, j, i]
    at::Tensor measured; // bool [n, k, j, i]
    at::Tensor logBias; // float32 [n, k, j, i]
    at::Tensor labels; // int32 [k, j, i]
    at::Tensor distances; // float32 [2, k, j, i], mm: with CSF, without
    at::Tensor structures; // int64 [k, j, i], 0 to 32
    at::Tensor t1Like; // float32 [k, j, i]
};

// int32 [k, j, i] of a map, on the device.
at::Tensor labelTensor(const LabelMaps& maps, std::size_t map, const c10::Device& device);
// size: of the field, k, j, i. All chance from the options' seed.
AnatomyExample makeExample(
    const at::Tensor& labels, const std::array<std::int64_t, 3>& size, double voxelMm, const SynthesisOptions& options);

// White matter 1, smooth at the borders; 0 outside the brain.
at::Tensor t1LikeFromLabels(const at::Tensor& labels);

struct AnatomyLoss {
    at::Tensor total;
    double distance = 0, structures = 0, overlap = 0, t1 = 0, bias = 0; // mm; nats; 1 - Dice; of white matter; of the logarithm, squared
};
// Of image n of the example.
AnatomyLoss anatomyLoss(AnatomyNetwork& network, const AnatomyExample& example, std::int64_t n, at::ScalarType type);

// Dice of brain masks and the mean over the structures that are there, where the image was measured.
struct AnatomyScore {
    double maskWithCsf = 0, maskWithoutCsf = 0, structures = 0, t1Error = 0;
};
AnatomyScore anatomyScore(AnatomyNetwork& network, const AnatomyExample& example, std::int64_t n, at::ScalarType type);

} // namespace insula
