// NRRD, MetaImage and MINC 2 by ITK's readers, each created by name: none is registered, none is chosen by guessing.
//
// The readers have known weaknesses on hostile files: call this in a child process with limits (LimitedProcess.h).
// Geometry comes from the reader's header, not from an itk::Image, so that shear survives. Errors: Error.
#pragma once

#include "processing/core/Volume.h"
#include "processing/steps/ForeignFormat.h"

#include <filesystem>

namespace insula {

// format: Nrrd, MetaImage or Minc. More than one component per voxel become frames; colours are refused.
VolumePtr readWithItk(const std::filesystem::path& file, ForeignFormat format);

} // namespace insula
