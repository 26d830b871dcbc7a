// How thick the sheet of grey matter is at each of its voxels, in mm.
//
// Along the field lines of a potential that is 0 at white matter and 1 outside (Jones SE, Buchbinder BR, Aharon I. Hum Brain Mapp 11 (2000)
// 12-32); the lengths to both borders are solved for as fields of their own (Yezzi AJ, Prince JL. IEEE TMI 22 (2003) 1332-1339). Borders
// lie on the faces between voxels, half a voxel from their centres. mm come from the lengths of the grid's axes; shear is ignored. First
// axis fastest. Errors: Error when no grey voxel touches white matter or none touches the outside; Cancelled. Thread: any.
#pragma once

#include "processing/core/Geometry.h"
#include "processing/core/Progress.h"

#include <cstdint>
#include <span>
#include <vector>

namespace insula {

enum class SheetPart : std::uint8_t { Outside = 0, Grey = 1, White = 2 };

// 0 in voxels that are not grey or that lie in a piece without one of the borders.
std::vector<float> corticalThickness(std::span<const SheetPart> parts, const Grid& grid, int threads = 0, const Progress& progress = {});

} // namespace insula
