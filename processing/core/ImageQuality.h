// Numbers that say how good an anatomical image or a run is. Any thread.
#pragma once

#include "processing/core/Volume.h"

#include <cstdint>
#include <optional>
#include <span>

namespace insula {

// Entropy focus criterion: 0 when all the brightness is in one voxel, 1 when every voxel is as bright; ghosts and blur raise it.
// Atkinson et al., IEEE Trans Med Imaging 16 (1997) 903-910, divided by its largest value. Values that are not finite or negative count as
// 0.
double entropyFocus(std::span<const float> values);

struct TissueContrast {
    double whiteMean = 0, greyMean = 0, whiteSd = 0, greySd = 0;
    // |white - grey| over the root of the sum of their variances: larger is better. Magnotta and Friedman, J Digit Imaging 19 (2006).
    double contrastToNoise = 0;
    // (SD white + SD grey) over |white - grey|: smaller is better. Ganzetti et al., Front Neuroinform 10 (2016) 10.
    double jointVariation = 0;
};
// `tissues`: labels on the image's own grid; white and grey matter are found by the names in its table ("white", "grey" or "gray"), else 3
// and 2 as tissue segmentations number them. None when one of the two has fewer than 2 voxels or both are equally bright.
std::optional<TissueContrast> tissueContrast(const Volume& image, const Volume& tissues);

// Share (0 to 1) of the mask's voxels whose centre lies inside `other`; grids need not agree. NaN for an empty mask.
double shareInside(const Volume& mask, const Volume& other);
// Whether voxels that are not 0 lie on a face of the grid, so that the mask is probably cut off there.
bool touchesEdge(const Volume& mask);
// Volume of the voxels that are not 0, in ml.
double volumeMl(const Volume& mask);

} // namespace insula
