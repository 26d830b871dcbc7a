// Which format a file or folder is in, by content and suffix, and how much there is to read.
#pragma once

#include <cstdint>
#include <filesystem>

namespace insula {

enum class ForeignFormat { Nifti, Mgh, Nrrd, MetaImage, Analyze, Minc, Dicom };

// Throws Error that lists the known formats when it is none of them.
ForeignFormat foreignFormat(const std::filesystem::path& path);

// Bytes of the file, with the data file beside a header (.img of .hdr, .raw of .mhd and .nhdr), or of all files of a folder.
std::uint64_t bytesToRead(const std::filesystem::path& path);

} // namespace insula
