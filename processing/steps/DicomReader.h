// A DICOM file, or one series of a folder, as a volume.
//
// Single-frame files are stacked by their positions (DicomStack.h); one multi-frame file is read with the geometry that GDCM finds. Voxels
// by ITK's GDCM reader, with the rescale slope and intercept applied; series whose slices differ in type become float32. The length of
// uncompressed voxels is checked. Call in a child process with limits. Errors: Error.
#pragma once

#include "processing/core/Volume.h"

#include <filesystem>
#include <string>

namespace insula {

VolumePtr readDicom(const std::filesystem::path& fileOrFolder, const std::string& series);

} // namespace insula
