// Reading and writing NIfTI-1 and NIfTI-2 (.nii, .nii.gz, .hdr/.img). The workbench's window parses no other format.
//
// Which form gives the affine (the one written rule, as in nibabel): the sform when its code is above 0, else the qform when
// its code is above 0, else voxel sizes with the centre of the field of view as origin ("pixdim fallback"). When both forms are set and
// put any corner more than 0.1 mm apart, a warning says so; both are kept in SourceInfo::forms.
//
// Nothing is allocated from a header alone: sizes are first checked against the file's own length (times the largest
// ratio that deflate can reach, 1032, when compressed) and a cap. Reference: nifti1.h and nifti2.h of the NIfTI working group.
#pragma once

#include "processing/core/Progress.h"
#include "processing/core/Volume.h"

#include <filesystem>

namespace insula {

struct NiftiReadOptions {
    Kind kind = Kind::Image;
    // Uncompressed data in native byte order is memory-mapped; compressed 4D data arrives in a background thread, frame by
    // frame. With false, everything is in memory (and checked) on return.
    bool lazy = true;
    // Compressed 4D data of more than 16 MiB is decompressed into a temporary file (FrameStore.h) instead of memory, whatever `lazy` says.
    bool outsideMemory = false;
    // Refuse larger images than this (bytes of voxels in memory). 0: 80 % of the machine's memory.
    std::uint64_t maxBytes = 0;
};

// Geometry and header only; no voxel is read. Throws Error (one line, says what to do).
Volume::Description readNiftiDescription(const std::filesystem::path& file);
VolumePtr readNifti(const std::filesystem::path& file, const NiftiReadOptions& options = {}, const Progress& progress = {});

struct NiftiWriteOptions {
    int version = 0; // 1, 2, or 0: 1 unless a dimension exceeds 32767
    int compression = 6; // for .gz
};
// Writes to a temporary name beside the target, syncs, renames: the target is either the old file or the complete new one.
// The suffix decides: .nii or .nii.gz. Stored type, slope, intercept and extensions are kept. Both forms are written: the
// sform as the volume's affine, the qform too when the affine has no shear (else its code is 0); codes are those of the
// source, at least 1. An unchanged qform of a source without sform stays the only form, so that not a bit of it changes.
// Unused header bytes are zero. Throws Error; Cancelled leaves nothing behind.
void writeNifti(
    const std::filesystem::path& file, const Volume& volume, const NiftiWriteOptions& options = {}, const Progress& progress = {});

bool looksLikeNifti(const std::filesystem::path& file); // by suffix .nii, .nii.gz, .hdr, .img

} // namespace insula
