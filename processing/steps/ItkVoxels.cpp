#include "processing/steps/ItkVoxels.h"

#include "processing/core/Error.h"
#include "processing/steps/ItkBridge.h"

#include <fmt/format.h>

namespace insula {

DataType voxelType(const itk::ImageIOBase& io)
{
    using Type = itk::IOComponentEnum;
    switch (io.GetComponentType()) {
    case Type::UCHAR:
        return DataType::UInt8;
    case Type::CHAR:
        return DataType::Int8;
    case Type::USHORT:
        return DataType::UInt16;
    case Type::SHORT:
        return DataType::Int16;
    case Type::UINT:
        return DataType::UInt32;
    case Type::INT:
        return DataType::Int32;
    case Type::ULONG:
        return sizeof(long) == 8 ? DataType::UInt64 : DataType::UInt32;
    case Type::LONG:
        return sizeof(long) == 8 ? DataType::Int64 : DataType::Int32;
    case Type::ULONGLONG:
        return DataType::UInt64;
    case Type::LONGLONG:
        return DataType::Int64;
    case Type::FLOAT:
        return DataType::Float32;
    case Type::DOUBLE:
        return DataType::Float64;
    default:
        throw Error("the number type of the voxels is not known");
    }
}

Grid gridOfReader(const itk::ImageIOBase& io, bool worldIsRas)
{
    std::array<std::int64_t, 3> size{1, 1, 1};
    std::array<Vec3, 3> columns{Vec3{1, 0, 0}, Vec3{0, 1, 0}, Vec3{0, 0, 1}};
    Vec3 origin{0, 0, 0};
    const unsigned dimensions = std::min(3u, io.GetNumberOfDimensions());
    for (unsigned d = 0; d < dimensions; ++d) {
        size[d] = static_cast<std::int64_t>(io.GetDimensions(d));
        origin[d] = io.GetOrigin(d);
        const std::vector<double> direction = io.GetDirection(d);
        for (std::size_t r = 0; r < 3; ++r)
            columns[d][r] = (r < direction.size() && r < dimensions ? direction[r] : 0) * io.GetSpacing(d);
    }
    const Affine affine = affineFromLps(columns[0], columns[1], columns[2], origin);
    if (!worldIsRas)
        return {{size[0], size[1], size[2]}, affine};
    return {{size[0], size[1], size[2]}, Affine::fromColumns(columns[0], columns[1], columns[2], origin)};
}

std::vector<std::byte> readVoxels(itk::ImageIOBase& io, std::uint64_t expectedBytes)
{
    if (const auto announced = static_cast<std::uint64_t>(io.GetImageSizeInBytes()); announced != expectedBytes)
        throw Error(
            fmt::format("the header contradicts itself: {} bytes of voxels expected, the reader means {}", expectedBytes, announced));
    const unsigned dimensions = io.GetNumberOfDimensions();
    itk::ImageIORegion region(dimensions);
    for (unsigned d = 0; d < dimensions; ++d) {
        region.SetIndex(d, 0);
        region.SetSize(d, io.GetDimensions(d));
    }
    io.SetIORegion(region);
    std::vector<std::byte> voxels(expectedBytes);
    io.Read(voxels.data());
    return voxels;
}

} // namespace insula
