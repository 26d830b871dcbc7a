// FreeSurfer's MGH and MGZ files. Debian's ITK has no reader for them; the format is small.
//
// Big-endian header of 284 bytes: version, sizes, type, direction cosines, centre (RAS mm); voxels; optional tail with TR (ms).
// Source: FreeSurfer's FsTutorial/MghFormat. Errors: Error. Thread: any.
#pragma once

#include "processing/core/Volume.h"

#include <filesystem>

namespace insula {

VolumePtr readMgh(const std::filesystem::path& file);

} // namespace insula
