// From a NIfTI header to what a Volume needs to know: grid, frames, repetition time, scaling, and findings on the way.
//
// Units: mm and s (m, um, ms and us are converted). Frame: RAS+, voxel to world. Errors: Error for dimensions that are no
// image and for scaling that has no meaning. Thread: pure functions.
// Source: nifti1.h; which form is used follows nibabel's get_best_affine.
#pragma once

#include "processing/core/NiftiHeader.h"
#include "processing/core/Volume.h"

namespace insula {

// SourceInfo gets the header's part; path, compression, extensions and warnings are the caller's.
Volume::Description describeNifti(const NiftiHeader& header, Kind kind, NiftiFindings& findings);

std::string niftiFormName(int code); // "scanner", "MNI152", ...

} // namespace insula
