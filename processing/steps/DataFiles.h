// Where a MetaImage or NRRD header says its voxels are, checked before a library follows it.
//
// ITK 5.2 reports success on a MetaImage whose voxels are truncated, and follows names to anywhere on the disk. Here: data files must lie
// beside the header, and hold as many bytes as the header needs (compressed ones are decompressed once to count them).
// Errors: Error naming the file. Thread: any.
#pragma once

#include <cstdint>
#include <filesystem>

namespace insula {

void checkMetaImageData(const std::filesystem::path& header, std::uint64_t expectedBytes);
void checkNrrdData(const std::filesystem::path& header, std::uint64_t expectedBytes);

} // namespace insula
