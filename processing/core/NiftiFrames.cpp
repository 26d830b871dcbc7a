#include "processing/core/NiftiFrames.h"

#include "processing/core/Error.h"
#include "processing/core/FrameStore.h"
#include "processing/core/GzipReader.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <fmt/format.h>

namespace insula {

namespace {

// Frames one after the other in memory that `owner` keeps.
class ContiguousFrames : public FrameSource {
public:
    ContiguousFrames(std::shared_ptr<const void> owner, std::span<const std::byte> data, std::size_t frameBytes) :
        m_owner(std::move(owner)), m_data(data), m_frameBytes(frameBytes)
    {
    }
    std::span<const std::byte> frame(std::int64_t t) const override
    {
        return m_data.subspan(static_cast<std::size_t>(t) * m_frameBytes, m_frameBytes);
    }
    bool hasFrame(std::int64_t) const override { return true; }

private:
    std::shared_ptr<const void> m_owner;
    std::span<const std::byte> m_data;
    std::size_t m_frameBytes;
};

// Frames in a file that is mapped.
class MappedFrames final : public ContiguousFrames {
public:
    MappedFrames(std::shared_ptr<const MappedFile> image, std::span<const std::byte> data, std::size_t frameBytes) :
        ContiguousFrames(image, data, frameBytes), m_image(std::move(image))
    {
    }
    void expectScattered(bool scattered) const override { m_image->expectScattered(scattered); }
    void release() const override { m_image->forget(m_image->bytes().size()); }

private:
    std::shared_ptr<const MappedFile> m_image;
};

std::shared_ptr<const FrameSource> ownedFrames(VoxelBlock block, std::size_t skip, const NiftiFile& file)
{
    auto owner = std::make_shared<const VoxelBlock>(std::move(block));
    const auto data = owner->bytes().subspan(skip, file.dataBytes);
    if (file.header.swapped)
        swapBytes(data, bytesPerVoxel(file.description.dataType));
    return std::make_shared<ContiguousFrames>(owner, data, file.frameBytes);
}

// The last four bytes of gzip: length modulo 2^32 of the last member. When they agree with the header, the size that the
// header announces is what the file really holds, unless both were forged.
bool announcedLengthFits(std::span<const std::byte> compressed, std::uint64_t needed)
{
    if (compressed.size() < 18)
        return false;
    std::uint32_t length = 0;
    std::memcpy(&length, compressed.data() + compressed.size() - 4, 4);
    return length == static_cast<std::uint32_t>(needed);
}

// Reads on to the first voxel.
void skipTo(GzipReader& reader, const NiftiFile& file, VoxelBlock& scratch)
{
    for (std::uint64_t skipped = 0; skipped < file.dataOffset;) {
        const std::size_t wanted = std::min<std::uint64_t>(scratch.bytes().size(), file.dataOffset - skipped);
        if (reader.read(scratch.bytes().first(wanted)) < wanted)
            failTruncated(reader.produced(), file.neededBytes());
        skipped += wanted;
    }
}

// Voxels behind `skip` bytes, through a buffer that grows with what really comes out.
VoxelBlock inflateGrowing(const NiftiFile& file, const Progress& progress)
{
    constexpr std::size_t step = 4u << 20;
    GzipReader reader(file.image->bytes(), file.neededBytes());
    VoxelBlock head(std::min<std::size_t>(file.dataOffset, step));
    skipTo(reader, file, head);
    VoxelBlock block(std::min<std::size_t>(file.dataBytes, 4 * step));
    std::size_t filled = 0;
    while (filled < file.dataBytes) {
        progress.report(static_cast<double>(filled) / static_cast<double>(file.dataBytes));
        if (filled == block.bytes().size()) {
            VoxelBlock larger(std::min<std::size_t>(file.dataBytes, 2 * filled));
            std::memcpy(larger.bytes().data(), block.bytes().data(), filled);
            block = std::move(larger);
        }
        const std::size_t wanted = std::min(step, block.bytes().size() - filled);
        const std::size_t got = reader.read(block.bytes().subspan(filled, wanted));
        filled += got;
        if (got < wanted)
            failTruncated(reader.produced(), file.neededBytes());
    }
    reader.finish(16 * step);
    return block;
}

} // namespace

void VoxelBlock::Free::operator()(std::byte* data) const
{
    std::free(data);
}

VoxelBlock::VoxelBlock(std::size_t size) : m_data(static_cast<std::byte*>(std::malloc(std::max<std::size_t>(size, 1)))), m_size(size)
{
    if (!m_data)
        throw Error(fmt::format("there is no memory for {} bytes of voxels; close other programs or crop the image", grouped(size)));
}

std::shared_ptr<const FrameSource> plainFrames(const NiftiFile& file, bool lazy, const Progress& progress)
{
    const auto data = file.image->bytes().subspan(file.dataOffset, file.dataBytes);
    const std::size_t width = bytesPerVoxel(file.description.dataType);
    if (lazy && (width == 1 || !file.header.swapped) && file.dataOffset % width == 0)
        return std::make_shared<MappedFrames>(file.image, data, file.frameBytes);
    constexpr std::size_t step = 16u << 20;
    VoxelBlock block(file.dataBytes);
    for (std::size_t at = 0; at < data.size(); at += step) {
        progress.report(static_cast<double>(at) / static_cast<double>(data.size()));
        std::memcpy(block.bytes().data() + at, data.data() + at, std::min(step, data.size() - at));
    }
    return ownedFrames(std::move(block), 0, file);
}

std::shared_ptr<const FrameSource> inflatedFrames(const NiftiFile& file, const Progress& progress)
{
    // Larger images take long enough that progress and cancelling matter more than libdeflate's speed.
    constexpr std::uint64_t atOnceLimit = 1u << 30;
    const auto compressed = file.image->bytes();
    if (file.neededBytes() <= atOnceLimit && announcedLengthFits(compressed, file.neededBytes())) {
        progress.checkpoint();
        const std::size_t pad = (16 - file.dataOffset % 16) % 16; // so that voxels, not the header, are aligned
        VoxelBlock block(pad + file.neededBytes());
        if (inflateAtOnce(compressed, block.bytes().subspan(pad)))
            return ownedFrames(std::move(block), pad + file.dataOffset, file);
    }
    return ownedFrames(inflateGrowing(file, progress), 0, file);
}

std::shared_ptr<const FrameSource> storedFrames(const NiftiFile& file, const Progress& progress)
{
    if (!announcedLengthFits(file.image->bytes(), file.neededBytes()))
        return nullptr;
    GzipReader reader(file.image->bytes(), file.neededBytes());
    VoxelBlock block(std::max<std::size_t>(file.frameBytes, 1U << 20U));
    skipTo(reader, file, block);
    auto store = std::make_shared<FrameStore>(file.description.frames, file.frameBytes);
    const auto frame = block.bytes().first(file.frameBytes);
    for (std::int64_t t = 0; t < file.description.frames; ++t) {
        progress.report(static_cast<double>(t) / static_cast<double>(file.description.frames));
        if (reader.read(frame) < frame.size())
            failTruncated(reader.produced(), file.neededBytes());
        if (file.header.swapped)
            swapBytes(frame, bytesPerVoxel(file.description.dataType));
        store->write(t, std::size_t{0}, frame);
        file.image->forget(reader.consumed());
    }
    reader.finish(64U << 20U);
    return store;
}

} // namespace insula
