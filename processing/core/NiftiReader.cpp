#include "processing/core/Nifti.h"

#include "processing/core/Error.h"
#include "processing/core/NiftiFrames.h"

#include <fmt/format.h>

namespace insula {

namespace {

constexpr std::uint64_t LeastStored = 16U << 20U; // bytes of voxels: less is not worth a file

std::shared_ptr<const FrameSource> framesOf(const NiftiFile& file, const NiftiReadOptions& options, const Progress& progress)
{
    const bool lazy = options.lazy;
    if (!file.compressed)
        return plainFrames(file, lazy, progress);
    if (options.outsideMemory && file.description.frames > 1 && file.dataBytes >= LeastStored)
        if (auto stored = storedFrames(file, progress))
            return stored;
    if (lazy && file.description.frames > 1)
        return arrivingFrames(file, progress);
    return inflatedFrames(file, progress);
}

} // namespace

Volume::Description readNiftiDescription(const std::filesystem::path& file)
{
    return openNifti(file).description;
}

VolumePtr readNifti(const std::filesystem::path& path, const NiftiReadOptions& options, const Progress& progress)
{
    NiftiFile file = openNifti(path, options.kind, options.maxBytes);
    return withContext(fmt::format("cannot read '{}'", path.filename().string()), [&]() -> VolumePtr {
        auto frames = framesOf(file, options, progress);
        progress.report(1);
        return std::make_shared<const Volume>(std::move(file.description), std::move(frames));
    });
}

} // namespace insula
