// Where the voxels of a NIfTI file come from: memory, a mapped file, or a background thread that decompresses.
//
// Frames are in native byte order. Errors: frame() throws Error when the file turns out to be broken. Thread: all safe.
#pragma once

#include "processing/core/NiftiFile.h"
#include "processing/core/Progress.h"

#include <memory>

namespace insula {

// A block of memory on a 16-byte boundary, not initialised.
class VoxelBlock {
public:
    VoxelBlock() = default;
    explicit VoxelBlock(std::size_t size); // throws Error when memory is short
    std::span<std::byte> bytes() const { return {m_data.get(), m_size}; }

private:
    struct Free {
        void operator()(std::byte* data) const;
    };
    std::unique_ptr<std::byte, Free> m_data;
    std::size_t m_size = 0;
};

// Mapped when `lazy` allows it (native byte order, aligned voxels), else copied.
std::shared_ptr<const FrameSource> plainFrames(const NiftiFile& file, bool lazy, const Progress& progress);
// Everything decompressed and checked on return.
std::shared_ptr<const FrameSource> inflatedFrames(const NiftiFile& file, const Progress& progress);
// Everything decompressed and checked on return, but in a temporary file. Null when the end of the file does not promise as much as its
// header, so that a header alone takes no room on a disk.
std::shared_ptr<const FrameSource> storedFrames(const NiftiFile& file, const Progress& progress);
// The first frame is there on return, the others arrive; the thread ends when the source is destroyed.
std::shared_ptr<const FrameSource> arrivingFrames(const NiftiFile& file, const Progress& progress);

} // namespace insula
