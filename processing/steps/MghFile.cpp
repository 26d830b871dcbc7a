#include "processing/steps/MghFile.h"

#include "processing/core/Error.h"
#include "processing/steps/RawVoxels.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace insula {
namespace {

constexpr std::size_t HeaderBytes = 284;
constexpr std::uint64_t LongestTail = 16u << 20;

DataType typeOf(std::int32_t code)
{
    switch (code) {
    case 0:
        return DataType::UInt8;
    case 1:
        return DataType::Int32;
    case 3:
        return DataType::Float32;
    case 4:
        return DataType::Int16;
    case 10:
        return DataType::UInt16;
    default:
        throw Error(fmt::format("MGH voxel type {} is not known (uint8, int16, uint16, int32 and float32 are)", code));
    }
}

// The file stores unit axes, voxel sizes and where the centre (size / 2, not (size - 1) / 2) lies.
Affine affineOf(std::span<const std::byte> header, const Size3& size)
{
    std::array<float, 15> f{1, 1, 1, -1, 0, 0, 0, 0, -1, 0, 1, 0, 0, 0, 0}; // coronal, as FreeSurfer assumes without the "good RAS" flag
    if (numberAt<std::int16_t>(header, 28, true) > 0)
        for (std::size_t n = 0; n < f.size(); ++n)
            f[n] = numberAt<float>(header, 30 + 4 * n, true);
    std::array<Vec3, 3> columns;
    Vec3 origin{f[12], f[13], f[14]};
    const Vec3 half{static_cast<double>(size.x) / 2, static_cast<double>(size.y) / 2, static_cast<double>(size.z) / 2};
    for (std::size_t c = 0; c < 3; ++c)
        for (std::size_t r = 0; r < 3; ++r) {
            columns[c][r] = static_cast<double>(f[3 + 3 * c + r]) * static_cast<double>(f[c]);
            origin[r] -= columns[c][r] * half[c];
        }
    return Affine::fromColumns(columns[0], columns[1], columns[2], origin);
}

} // namespace

VolumePtr readMgh(const std::filesystem::path& path)
{
    PixelFile file(path);
    const std::vector<std::byte> header = file.read(HeaderBytes);
    if (numberAt<std::int32_t>(header, 0, true) != 1)
        throw Error("this is no MGH file: it does not begin with version 1");
    const std::array<std::int64_t, 4> sizes{numberAt<std::int32_t>(header, 4, true), numberAt<std::int32_t>(header, 8, true),
        numberAt<std::int32_t>(header, 12, true), numberAt<std::int32_t>(header, 16, true)};
    const DataType type = typeOf(numberAt<std::int32_t>(header, 20, true));
    std::vector<std::byte> voxels = file.read(byteCount(sizes, bytesPerVoxel(type)));
    Volume::Description description;
    description.grid.size = {sizes[0], sizes[1], sizes[2]};
    description.grid.affine = affineOf(header, description.grid.size);
    description.frames = sizes[3];
    const std::vector<std::byte> tail = file.readUpTo(4);
    file.readUpTo(LongestTail); // a compressed file is only checked at its end
    if (const double tr = tail.size() == 4 ? static_cast<double>(numberAt<float>(tail, 0, true)) / 1000 : 0;
        sizes[3] > 1 && std::isfinite(tr) && tr > 0)
        description.trSeconds = tr;
    description.source.format = "MGH";
    if (numberAt<std::int16_t>(header, 28, true) <= 0)
        description.source.warnings.push_back(
            "The file does not say where it lies in space: coronal slices of 1 mm voxels are assumed, as FreeSurfer does.");
    return volumeOfBytes(std::move(description), type, std::move(voxels), true);
}

} // namespace insula
