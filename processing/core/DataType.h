// Number types that voxels are stored in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace insula {

enum class DataType { UInt8, Int8, UInt16, Int16, UInt32, Int32, UInt64, Int64, Float32, Float64 };

std::size_t bytesPerVoxel(DataType type);
std::string_view name(DataType type); // "uint8", ..., "float64" (as NumPy names them)
bool isInteger(DataType type);

template <typename T> constexpr DataType dataTypeOf()
{
    if constexpr (std::is_same_v<T, std::uint8_t>)
        return DataType::UInt8;
    else if constexpr (std::is_same_v<T, std::int8_t>)
        return DataType::Int8;
    else if constexpr (std::is_same_v<T, std::uint16_t>)
        return DataType::UInt16;
    else if constexpr (std::is_same_v<T, std::int16_t>)
        return DataType::Int16;
    else if constexpr (std::is_same_v<T, std::uint32_t>)
        return DataType::UInt32;
    else if constexpr (std::is_same_v<T, std::int32_t>)
        return DataType::Int32;
    else if constexpr (std::is_same_v<T, std::uint64_t>)
        return DataType::UInt64;
    else if constexpr (std::is_same_v<T, std::int64_t>)
        return DataType::Int64;
    else if constexpr (std::is_same_v<T, float>)
        return DataType::Float32;
    else {
        static_assert(std::is_same_v<T, double>, "not a voxel type");
        return DataType::Float64;
    }
}

// Calls f(T{}) with the C++ type of `type`. For inner loops that must be compiled once per type; keep it out of interfaces.
template <typename F> decltype(auto) dispatch(DataType type, F&& f)
{
    switch (type) {
    case DataType::UInt8:
        return f(std::uint8_t{});
    case DataType::Int8:
        return f(std::int8_t{});
    case DataType::UInt16:
        return f(std::uint16_t{});
    case DataType::Int16:
        return f(std::int16_t{});
    case DataType::UInt32:
        return f(std::uint32_t{});
    case DataType::Int32:
        return f(std::int32_t{});
    case DataType::UInt64:
        return f(std::uint64_t{});
    case DataType::Int64:
        return f(std::int64_t{});
    case DataType::Float32:
        return f(float{});
    case DataType::Float64:
        break;
    }
    return f(double{});
}

} // namespace insula
