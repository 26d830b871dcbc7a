// An opened NIfTI file: header, extensions, checked sizes and the mapped bytes; no voxel is read yet.
//
// Errors: Error for everything that makes the voxels unreadable, before any memory is taken for them. Thread: immutable.
#pragma once

#include "processing/core/MappedFile.h"
#include "processing/core/NiftiGeometry.h"

#include <filesystem>
#include <memory>

namespace insula {

struct NiftiFile {
    std::filesystem::path path;
    NiftiHeader header;
    Volume::Description description;
    NiftiFindings findings;
    std::shared_ptr<const MappedFile> image; // the file that holds the voxels, compressed or not
    bool compressed = false;
    std::uint64_t dataOffset = 0; // of the first voxel, in the uncompressed file
    std::uint64_t frameBytes = 0, dataBytes = 0;

    std::uint64_t neededBytes() const { return dataOffset + dataBytes; }
};

// `maxBytes` as in NiftiReadOptions.
NiftiFile openNifti(const std::filesystem::path& file, Kind kind = Kind::Image, std::uint64_t maxBytes = 0);

} // namespace insula
