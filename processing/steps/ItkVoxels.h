// What an ITK reader knows of a file, in Insula's terms. Errors: Error; call inside withItkErrors().
#pragma once

#include "processing/core/DataType.h"
#include "processing/core/Geometry.h"

#include <itkImageIOBase.h>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace insula {

DataType voxelType(const itk::ImageIOBase& io);
// The first three dimensions (missing ones are one voxel of 1 mm). worldIsRas: the reader hands on RAS where ITK means LPS.
Grid gridOfReader(const itk::ImageIOBase& io, bool worldIsRas = false);
// All voxels of the file; throws unless there are exactly `expectedBytes`.
std::vector<std::byte> readVoxels(itk::ImageIOBase& io, std::uint64_t expectedBytes);

} // namespace insula
