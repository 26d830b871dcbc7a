// Analyze 7.5 images (.hdr and .img) that are not NIfTI.
//
// The format says neither which side is left nor, mostly, where the origin lies. The usual reading is followed (nibabel's): the first axis
// grows to the left, the second to anterior, the third to superior; the origin is SPM's `originator` when it is set, else the centre; a
// warning always says so. Read without ITK, whose answer to the left-right question depends on its version and its `orient` byte. Errors:
// Error. Thread: any. Source: Mayo Clinic, ANALYZE 7.5 file format.
#pragma once

#include "processing/core/Volume.h"

#include <filesystem>

namespace insula {

VolumePtr readAnalyze(const std::filesystem::path& file); // either of the two

} // namespace insula
