// Axis-aligned box in World mm.
#pragma once

#include "processing/core/Geometry.h"

namespace insula {

struct WorldBox {
    World low, high;
    World centre() const { return {(low.x + high.x) / 2, (low.y + high.y) / 2, (low.z + high.z) / 2}; }
};

} // namespace insula
