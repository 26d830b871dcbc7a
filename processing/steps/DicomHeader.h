// The slices that one DICOM file holds. Private to the DICOM reader; see DicomSlices.h for what they mean.
#pragma once

#include "processing/steps/DicomSlices.h"

namespace insula {

// Nothing for a file of another kind, and for DICOM files without an image. Errors: Error for a multi-frame file whose header contradicts
// itself. Never reads voxels.
std::vector<DicomSlice> slicesOfFile(const std::filesystem::path& file);

// A DICOM file begins with 128 bytes and "DICM"; older ones with an element of group 2 or 8. Anything else is not tried.
bool maybeDicom(const std::filesystem::path& file);

} // namespace insula
