// What must hold between the parts of a CIFTI dimension. Errors: Error with one line. Thread: any.
#pragma once

#include "processing/core/CiftiXml.h"

namespace insula {

// Sorts models by offset and fills `length`. Surfaces of more than 2^24 vertices and volumes of more than 2^26 voxels are refused,
// since a few bytes of XML could ask for any amount of memory with them.
void checkCiftiDimension(CiftiDimension& dimension);

} // namespace insula
