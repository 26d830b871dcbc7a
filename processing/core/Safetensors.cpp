#include "processing/core/Safetensors.h"

#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

namespace insula {
namespace {

static_assert(std::endian::native == std::endian::little, "safetensors numbers are read in place");

// The format's own cap is 100 MB; a header of 4 MiB already names some 30,000 tensors.
constexpr std::uint64_t MaxHeaderBytes = 4u << 20;
constexpr int MaxHeaderDepth = 3; // { tensor: { field: [ numbers ] } }
constexpr std::size_t MaxAxes = 16;

constexpr std::array<std::pair<std::string_view, std::size_t>, 15> Types{{{"BOOL", 1}, {"U8", 1}, {"I8", 1}, {"F8_E4M3", 1}, {"F8_E5M2", 1},
    {"U16", 2}, {"I16", 2}, {"F16", 2}, {"BF16", 2}, {"U32", 4}, {"I32", 4}, {"F32", 4}, {"U64", 8}, {"I64", 8}, {"F64", 8}}};

// Names come from a stranger's file: short and printable in messages.
std::string shown(std::string_view name)
{
    std::string text(name.substr(0, 80));
    std::replace_if(
        text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; }, '?');
    return fmt::format("'{}{}'", text, name.size() > 80 ? "..." : "");
}

nlohmann::json parseHeader(std::string_view text)
{
    // The parser keeps the last of two equal keys and says nothing; so they are counted here, one set per open object.
    std::vector<std::set<std::string>> keys(MaxHeaderDepth + 1);
    const auto watch = [&keys](int depth, nlohmann::json::parse_event_t event, nlohmann::json& parsed) {
        using Event = nlohmann::json::parse_event_t;
        if ((event == Event::object_start || event == Event::array_start) && depth >= MaxHeaderDepth)
            throw Error("the header is nested too deeply for safetensors; get the file again from its source");
        if (event == Event::object_start)
            keys[static_cast<std::size_t>(depth + 1)].clear();
        if (event == Event::key && !keys[static_cast<std::size_t>(depth)].insert(parsed.get<std::string>()).second)
            throw Error(fmt::format("the header names {} twice; get the file again from its source", shown(parsed.get<std::string>())));
        return true;
    };
    try {
        return nlohmann::json::parse(text, watch);
    } catch (const nlohmann::json::exception& error) {
        throw Error(fmt::format("the header is no valid JSON ({}); get the file again from its source", shown(error.what())));
    }
}

std::uint64_t unsignedNumber(const nlohmann::json& value, const std::string& what)
{
    if (!value.is_number_unsigned())
        throw Error(fmt::format("{} is no whole number of 0 or more", what));
    return value.get<std::uint64_t>();
}

std::vector<std::int64_t> readShape(const nlohmann::json& entry, const std::string& name)
{
    const auto found = entry.find("shape");
    if (found == entry.end() || !found->is_array())
        throw Error(fmt::format("tensor {} has no shape", name));
    if (found->size() > MaxAxes)
        throw Error(fmt::format("tensor {} has {} axes, more than {}", name, found->size(), MaxAxes));
    std::vector<std::int64_t> shape;
    for (const nlohmann::json& length : *found) {
        const std::uint64_t value = unsignedNumber(length, fmt::format("a length in the shape of tensor {}", name));
        if (value > static_cast<std::uint64_t>(INT64_MAX))
            throw Error(fmt::format("the shape of tensor {} is too large", name));
        shape.push_back(static_cast<std::int64_t>(value));
    }
    return shape;
}

std::uint64_t byteCount(const std::vector<std::int64_t>& shape, std::size_t bytesEach, const std::string& name)
{
    std::uint64_t count = bytesEach;
    // A zero anywhere makes the tensor empty, but must not hide an overflow before it.
    for (const std::int64_t length : shape)
        if (__builtin_mul_overflow(count, static_cast<std::uint64_t>(std::max<std::int64_t>(length, 1)), &count))
            throw Error(fmt::format("tensor {} of shape {} has more values than can be counted", name, shapeText(shape)));
    return std::find(shape.begin(), shape.end(), 0) == shape.end() ? count : 0;
}

Tensor readEntry(const std::string& key, const nlohmann::json& entry, std::span<const std::byte> data)
{
    const std::string name = shown(key);
    if (!entry.is_object())
        throw Error(fmt::format("the header's entry {} is no object", name));
    const auto type = entry.find("dtype");
    if (type == entry.end() || !type->is_string())
        throw Error(fmt::format("tensor {} has no dtype", name));
    Tensor tensor{key, type->get<std::string>(), readShape(entry, name), {}};
    const std::size_t bytesEach = safetensorsTypeBytes(tensor.type);
    if (bytesEach == 0)
        throw Error(fmt::format("tensor {} has the unknown type {}", name, shown(tensor.type)));
    const auto offsets = entry.find("data_offsets");
    if (offsets == entry.end() || !offsets->is_array() || offsets->size() != 2)
        throw Error(fmt::format("tensor {} has no pair of data_offsets", name));
    const std::uint64_t begin = unsignedNumber((*offsets)[0], fmt::format("the first offset of tensor {}", name));
    const std::uint64_t end = unsignedNumber((*offsets)[1], fmt::format("the second offset of tensor {}", name));
    if (begin > end || end > data.size())
        throw Error(fmt::format("tensor {} lies at bytes {} to {}, outside the file's {} bytes of data; the file may be truncated", name,
            begin, end, data.size()));
    if (byteCount(tensor.shape, bytesEach, name) != end - begin)
        throw Error(fmt::format(
            "tensor {} of type {} and shape {} does not fit its {} bytes", name, tensor.type, shapeText(tensor.shape), end - begin));
    tensor.bytes = data.subspan(begin, end - begin);
    return tensor;
}

std::map<std::string, std::string> readMetadata(const nlohmann::json& entry)
{
    std::map<std::string, std::string> metadata;
    if (!entry.is_object())
        throw Error("the header's __metadata__ is no object");
    for (const auto& [key, value] : entry.items()) {
        if (!value.is_string())
            throw Error(fmt::format("the header's metadata {} is no text", shown(key)));
        metadata[key] = value.get<std::string>();
    }
    return metadata;
}

// Sorts by position; every byte of the data must belong to exactly one tensor.
void checkCoverage(std::vector<Tensor>& tensors, std::span<const std::byte> data)
{
    std::stable_sort(tensors.begin(), tensors.end(), [](const Tensor& a, const Tensor& b) {
        return std::pair(a.bytes.data(), a.bytes.size()) < std::pair(b.bytes.data(), b.bytes.size());
    });
    const std::byte* position = data.data();
    for (const Tensor& tensor : tensors) {
        if (tensor.bytes.data() < position)
            throw Error(fmt::format("tensor {} overlaps another one", shown(tensor.name)));
        if (tensor.bytes.data() > position)
            throw Error(fmt::format("{} bytes before tensor {} belong to no tensor", tensor.bytes.data() - position, shown(tensor.name)));
        position += tensor.bytes.size();
    }
    if (position != data.data() + data.size())
        throw Error(fmt::format("the last {} bytes belong to no tensor", data.data() + data.size() - position));
}

std::string headerText(const std::vector<Tensor>& tensors, const std::map<std::string, std::string>& metadata)
{
    nlohmann::json header = nlohmann::json::object();
    if (!metadata.empty())
        header["__metadata__"] = metadata;
    std::uint64_t position = 0;
    for (const Tensor& tensor : tensors) {
        const std::uint64_t end = position + tensor.bytes.size();
        header[tensor.name] = {{"dtype", tensor.type}, {"shape", tensor.shape}, {"data_offsets", {position, end}}};
        position = end;
    }
    std::string text = header.dump();
    text.append((8 - text.size() % 8) % 8, ' '); // so that the data is aligned
    return text;
}

} // namespace

std::string shapeText(std::span<const std::int64_t> shape)
{
    return fmt::format("[{}]", fmt::join(shape, ", "));
}

std::size_t safetensorsTypeBytes(std::string_view type)
{
    const auto found = std::find_if(Types.begin(), Types.end(), [type](const auto& known) { return known.first == type; });
    return found == Types.end() ? 0 : found->second;
}

Safetensors::Safetensors(const std::filesystem::path& file) : m_file(file)
{
    const std::span<const std::byte> bytes = m_file.bytes();
    std::uint64_t length = 0;
    if (bytes.size() < sizeof length)
        throw Error("too short for a safetensors file; get it again from its source");
    std::memcpy(&length, bytes.data(), sizeof length);
    if (length > bytes.size() - sizeof length)
        throw Error(fmt::format("no safetensors file, or truncated: its header claims {} bytes, the file has {}", length, bytes.size()));
    if (length > MaxHeaderBytes)
        throw Error(fmt::format("the header of {} bytes is larger than the {} allowed", length, MaxHeaderBytes));
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()) + sizeof length, length);
    if (text.empty() || text.front() != '{')
        throw Error("no safetensors file: the header does not begin with '{'");

    const nlohmann::json header = parseHeader(text);
    const std::span<const std::byte> data = bytes.subspan(sizeof length + length);
    for (const auto& [key, entry] : header.items()) {
        if (key == "__metadata__")
            m_metadata = readMetadata(entry);
        else
            m_tensors.push_back(readEntry(key, entry, data));
    }
    checkCoverage(m_tensors, data);
}

const Tensor* Safetensors::find(std::string_view name) const
{
    const auto found = std::find_if(m_tensors.begin(), m_tensors.end(), [name](const Tensor& tensor) { return tensor.name == name; });
    return found == m_tensors.end() ? nullptr : &*found;
}

std::vector<float> Safetensors::floats(std::string_view name) const
{
    const Tensor* tensor = find(name);
    if (!tensor)
        throw Error(fmt::format("there is no tensor {}", shown(name)));
    if (tensor->type != "F32")
        throw Error(fmt::format("tensor {} has type {}, expected F32", shown(name), tensor->type));
    std::vector<float> values(tensor->bytes.size() / sizeof(float));
    if (!values.empty())
        std::memcpy(values.data(), tensor->bytes.data(), tensor->bytes.size());
    return values;
}

void writeSafetensors(const std::filesystem::path& file, std::vector<Tensor> tensors, const std::map<std::string, std::string>& metadata)
{
    std::sort(tensors.begin(), tensors.end(), [](const Tensor& a, const Tensor& b) { return a.name < b.name; });
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        const Tensor& tensor = tensors[i];
        const std::string name = shown(tensor.name);
        if (tensor.name.empty() || tensor.name == "__metadata__")
            throw Error(fmt::format("{} is no name for a tensor", name));
        if (i > 0 && tensors[i - 1].name == tensor.name)
            throw Error(fmt::format("tensor {} is given twice", name));
        const std::size_t bytesEach = safetensorsTypeBytes(tensor.type);
        const bool isShape = std::all_of(tensor.shape.begin(), tensor.shape.end(), [](std::int64_t length) { return length >= 0; });
        if (bytesEach == 0 || !isShape || byteCount(tensor.shape, bytesEach, name) != tensor.bytes.size())
            throw Error(fmt::format("tensor {} of type {} and shape {} does not fit its {} bytes", name, tensor.type,
                shapeText(tensor.shape), tensor.bytes.size()));
    }
    const std::string header = headerText(tensors, metadata);
    const std::uint64_t length = header.size();
    AtomicFile target(file);
    target.write(std::as_bytes(std::span(&length, 1)));
    target.write(header);
    for (const Tensor& tensor : tensors)
        target.write(tensor.bytes);
    target.commit();
}

} // namespace insula
