#include "processing/steps/AnalyzeFile.h"

#include "processing/core/Error.h"
#include "processing/steps/RawVoxels.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace insula {
namespace {

constexpr std::size_t HeaderBytes = 348;

DataType typeOf(int code)
{
    switch (code) {
    case 2:
        return DataType::UInt8;
    case 4:
        return DataType::Int16;
    case 8:
        return DataType::Int32;
    case 16:
        return DataType::Float32;
    case 64:
        return DataType::Float64;
    default:
        throw Error(fmt::format("Analyze data type {} is not supported (uint8, int16, int32, float32 and float64 are)", code));
    }
}

Vec3 zoomsOf(std::span<const std::byte> header, bool big, std::vector<std::string>& warnings)
{
    Vec3 zooms{};
    for (std::size_t a = 0; a < 3; ++a) {
        zooms[a] = std::abs(static_cast<double>(numberAt<float>(header, 80 + 4 * a, big)));
        if (!std::isfinite(zooms[a]) || zooms[a] == 0) {
            zooms[a] = 1;
            warnings.push_back(fmt::format("The voxel size along axis {} is missing; 1 mm is assumed.", a + 1));
        }
    }
    return zooms;
}

// Voxel that lies at (0, 0, 0), counted from 0.
Vec3 originVoxel(std::span<const std::byte> header, bool big, const std::array<std::int64_t, 4>& size)
{
    Vec3 voxel{};
    bool plausible = true, set = false;
    for (std::size_t a = 0; a < 3; ++a) {
        const std::int16_t one = numberAt<std::int16_t>(header, 253 + 2 * a, big); // SPM counts from 1
        set = set || one != 0;
        plausible = plausible && one > -size[a] && one < 2 * size[a];
        voxel[a] = one - 1.0;
    }
    if (!set || !plausible)
        for (std::size_t a = 0; a < 3; ++a)
            voxel[a] = (static_cast<double>(size[a]) - 1) / 2;
    return voxel;
}

std::array<std::int64_t, 4> sizesOf(std::span<const std::byte> header, bool big)
{
    const int dimensions = numberAt<std::int16_t>(header, 40, big);
    if (dimensions < 2 || dimensions > 7)
        throw Error(fmt::format("the header says {} dimensions: this is no Analyze file", dimensions));
    std::array<std::int64_t, 4> size{1, 1, 1, 1};
    for (int d = 1; d <= dimensions; ++d) {
        const std::int64_t n = numberAt<std::int16_t>(header, 40 + 2 * static_cast<std::size_t>(d), big);
        if (d <= 4)
            size[static_cast<std::size_t>(d - 1)] = d == 4 && n == 0 ? 1 : n;
        else if (n > 1)
            throw Error("images of more than four dimensions are not supported");
    }
    return size;
}

} // namespace

VolumePtr readAnalyze(const std::filesystem::path& path)
{
    PixelFile headerFile(std::filesystem::path(path).replace_extension(".hdr"));
    const std::vector<std::byte> header = headerFile.read(HeaderBytes);
    const bool big = numberAt<std::int32_t>(header, 0, true) == 348;
    if (!big && numberAt<std::int32_t>(header, 0, false) != 348)
        throw Error("this is no Analyze header: its first number is not 348");
    const auto size = sizesOf(header, big);
    const DataType type = typeOf(numberAt<std::int16_t>(header, 70, big));
    if (const int bits = numberAt<std::int16_t>(header, 72, big); bits != 0 && bits != static_cast<int>(8 * bytesPerVoxel(type)))
        throw Error(fmt::format("the header contradicts itself: {} with {} bits a voxel", name(type), bits));

    Volume::Description description;
    std::vector<std::string>& warnings = description.source.warnings;
    const Vec3 zooms = zoomsOf(header, big, warnings);
    const Vec3 zero = originVoxel(header, big, size);
    description.grid = {{size[0], size[1], size[2]},
        Affine::fromColumns(
            {-zooms[0], 0, 0}, {0, zooms[1], 0}, {0, 0, zooms[2]}, {zero[0] * zooms[0], -zero[1] * zooms[1], -zero[2] * zooms[2]})};
    description.frames = size[3];
    if (const double tr = static_cast<double>(numberAt<float>(header, 92, big)); size[3] > 1 && std::isfinite(tr) && tr > 0)
        description.trSeconds = tr;
    if (const double scale = static_cast<double>(numberAt<float>(header, 112, big)); std::isfinite(scale) && scale != 0) // SPM's, else 0
        description.slope = scale;
    description.source.format = "Analyze 7.5";
    warnings.push_back("Analyze 7.5 files do not say which side is left: the first axis is taken to grow to the left. Check it.");
    PixelFile pixels(std::filesystem::path(path).replace_extension(".img"));
    const auto offset = static_cast<double>(numberAt<float>(header, 108, big));
    if (!std::isfinite(offset) || offset < 0 || offset > 1e9)
        throw Error("the header's voxel offset makes no sense");
    pixels.read(static_cast<std::uint64_t>(offset));
    return volumeOfBytes(std::move(description), type, pixels.read(byteCount(size, bytesPerVoxel(type))), big);
}

} // namespace insula
