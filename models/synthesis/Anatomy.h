// What there is in a synthetic head: its labels, and the tissue class that each voxel is painted with.
//
// Classes are [0, count): one for each label, both sides alike, a second one for labels that were split along a smooth random border; then
// lesions and implants, which leave the labels as they are. Class 0 is what lies outside the head.
#pragma once

#include "models/synthesis/Deformation.h"

#include <vector>

namespace insula {

struct Anatomy {
    at::Tensor labels; // int32 [k, j, i]: the deformed label map, from which targets are made
    at::Tensor classes; // int32 [k, j, i]
    std::vector<std::int64_t> classLabels; // a label of each class; the last three are Lesion, ImplantVoid, ImplantRim
    std::int64_t count() const { return static_cast<std::int64_t>(classLabels.size()); }
};
constexpr std::int64_t LesionClass = -1, ImplantVoidClass = -2, ImplantRimClass = -3; // in place of a label

Anatomy makeAnatomy(const at::Tensor& labels, const Lattice& lattice, Draws& draws, const AnatomyRanges& ranges);

} // namespace insula
