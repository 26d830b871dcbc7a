// Frames of a run that lie in a temporary file without a name instead of memory, so that work on a long run needs little of it.
//
// Written once, at any place in any order, then read like the frames of any volume. Where no file can be made (a full or read-only disk),
// they lie in memory. Throws Error when there is room in neither, or when the disk fails. Thread: all safe, as long as no two write to the
// same place and nobody reads what is still being written.
#pragma once

#include "processing/core/Volume.h"

#include <cstddef>
#include <memory>
#include <span>

namespace insula {

class FrameStore : public FrameSource {
public:
    FrameStore(std::int64_t frames, std::size_t frameBytes);
    ~FrameStore() override;
    FrameStore(const FrameStore&) = delete;
    FrameStore& operator=(const FrameStore&) = delete;

    void write(std::int64_t frame, std::size_t offset, std::span<const std::byte> bytes);
    // `first`: voxel of the frame; values in single precision.
    void write(std::int64_t frame, std::int64_t first, std::span<const float> values)
    {
        write(frame, static_cast<std::size_t>(first) * sizeof(float), std::as_bytes(values));
    }
    bool isInFile() const { return m_file >= 0; }

    std::span<const std::byte> frame(std::int64_t t) const override;
    bool hasFrame(std::int64_t) const override { return true; }
    void copy(std::int64_t t, std::size_t offset, std::span<std::byte> out) const override;
    void release() const override;

private:
    bool openFile(std::size_t bytes);

    std::size_t m_frameBytes, m_size;
    int m_file = -1;
    std::byte* m_data = nullptr; // mapped, or allocated
};

// A run of single-precision values whose frames are in a store.
VolumePtr storedRun(Volume::Description description, std::shared_ptr<const FrameStore> frames);
// Its store: frames of as many values as the grid has voxels.
std::shared_ptr<FrameStore> storeFor(const Grid& grid, std::int64_t frames);

} // namespace insula
