// Where a label lies, for going there.
#pragma once

#include "processing/core/Volume.h"

#include <cstdint>
#include <optional>

namespace insula {

// The centre of mass of the label's voxels in the first frame; where that lies outside of the label (a bent structure), its nearest voxel's
// centre. None when the label is not there. Looks at every voxel: some tens of milliseconds.
std::optional<World> centreOfLabel(const Volume& labels, std::int64_t label);

} // namespace insula
