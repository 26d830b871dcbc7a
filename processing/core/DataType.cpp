#include "processing/core/DataType.h"

namespace insula {

std::size_t bytesPerVoxel(DataType type)
{
    return dispatch(type, [](auto value) { return sizeof value; });
}

std::string_view name(DataType type)
{
    switch (type) {
    case DataType::UInt8:
        return "uint8";
    case DataType::Int8:
        return "int8";
    case DataType::UInt16:
        return "uint16";
    case DataType::Int16:
        return "int16";
    case DataType::UInt32:
        return "uint32";
    case DataType::Int32:
        return "int32";
    case DataType::UInt64:
        return "uint64";
    case DataType::Int64:
        return "int64";
    case DataType::Float32:
        return "float32";
    case DataType::Float64:
        break;
    }
    return "float64";
}

bool isInteger(DataType type)
{
    return type != DataType::Float32 && type != DataType::Float64;
}

} // namespace insula
