// Affine transforms as text files that ITK, ANTs, 3D Slicer and ITK-SNAP read too ("#Insight Transform File V1.0").
//
// In memory: RAS mm, fixed to moving. In the file: as ITK has it, LPS mm, fixed to moving, a 3x4 matrix and a centre. Errors: Error.
#pragma once

#include "processing/core/Geometry.h"

#include <filesystem>
#include <string>

namespace insula {

std::string transformText(const Affine& pull);
// Of every kind with a matrix: Affine, MatrixOffset, Euler3D, Similarity3D, VersorRigid3D and Translation.
Affine readTransform(const std::filesystem::path& file);

} // namespace insula
