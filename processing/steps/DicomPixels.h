// The voxels of DICOM files as they are stored, and the slices of a stack as one block. Private to the DICOM reader.
#pragma once

#include "processing/core/DataType.h"
#include "processing/steps/DicomStack.h"

#include <cstddef>
#include <vector>

namespace insula {

struct DicomVoxels {
    DataType type = DataType::Int16;
    double slope = 1, intercept = 0; // value = slope * stored + intercept
    std::vector<std::byte> bytes; // native byte order, frame after frame
};

// In their own number type when all slices share one and the rescaling is the same for all, else as float32 values. Errors: Error naming
// the file that is cut, in colour, or of another size than its header says.
DicomVoxels readDicomVoxels(const DicomStack& stack);

} // namespace insula
