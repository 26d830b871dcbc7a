// How a note is seen in a slice.
#pragma once

#include "viewers/SliceFrame.h"

namespace insula {

// How strongly a note is drawn in a slice: 1 within half a slice of its plane, 0.3 within 3 mm of that, else 0. Only slices parallel to its
// plane (to 1 degree) show it.
double noteStrength(const Scene& scene, const Note& note, const SliceFrame& frame);

} // namespace insula
