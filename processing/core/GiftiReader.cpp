// The arrays of a GIFTI file as points, triangles and maps.
#include "processing/core/ByteCursor.h"
#include "processing/core/GiftiXml.h"
#include "processing/core/MappedFile.h"
#include "processing/core/MeshFormats.h"
#include "processing/core/TextWords.h"

#include <zlib.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <memory>
#include <utility>

namespace insula {

namespace {

constexpr std::uint64_t LargestRatio = 1032; // that deflate reaches
constexpr std::uint64_t MostColumns = 65536;
constexpr int Unsigned8 = 2, Signed32 = 8, Float32 = 16, Float64 = 64, Unsigned32 = 768, Signed64 = 1024; // NIfTI's codes

int typeCode(const std::string& name)
{
    static const std::map<std::string, int> codes{{"NIFTI_TYPE_UINT8", Unsigned8}, {"NIFTI_TYPE_INT32", Signed32},
        {"NIFTI_TYPE_FLOAT32", Float32}, {"NIFTI_TYPE_FLOAT64", Float64}, {"NIFTI_TYPE_UINT32", Unsigned32},
        {"NIFTI_TYPE_INT64", Signed64}};
    const auto found = codes.find(name);
    if (found == codes.end()) {
        throw Error("an array has the type '" + name + "'; Insula reads uint8, int32, uint32, int64, float32 and float64");
    }
    return found->second;
}

std::uint64_t bytesOf(int type)
{
    return type == Unsigned8 ? 1 : type == Float64 || type == Signed64 ? 8 : 4;
}

std::vector<std::byte> fromBase64(std::string_view text)
{
    std::vector<std::byte> out;
    out.reserve(text.size() / 4 * 3);
    unsigned bits = 0;
    int held = 0, padding = 0, digits = 0;
    for (const char c : text) {
        int value = 0;
        if (c >= 'A' && c <= 'Z') {
            value = c - 'A';
        } else if (c >= 'a' && c <= 'z') {
            value = c - 'a' + 26;
        } else if (c >= '0' && c <= '9') {
            value = c - '0' + 52;
        } else if (c == '+' || c == '/') {
            value = c == '+' ? 62 : 63;
        } else if (c == '=') {
            ++padding;
            ++digits;
            continue;
        } else if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
            continue;
        } else {
            throw Error("an array's Base64 has a character that does not belong there; copy or export the file again");
        }
        if (padding > 0) {
            throw Error("an array's Base64 goes on behind its end; copy or export the file again");
        }
        bits = (bits << 6U | static_cast<unsigned>(value)) & 0xffffffU;
        ++digits;
        held += 6;
        if (held >= 8) {
            held -= 8;
            out.push_back(static_cast<std::byte>(bits >> static_cast<unsigned>(held) & 0xffU));
        }
    }
    if (digits % 4 != 0 || padding > 2) {
        throw Error("an array's Base64 is incomplete; copy or export the file again");
    }
    return out;
}

std::vector<std::byte> inflated(std::span<const std::byte> compressed, std::uint64_t expected)
{
    if (expected > compressed.size() * LargestRatio + 1024) {
        throw Error("truncated: an array of " + std::to_string(expected) + " bytes cannot be in " + std::to_string(compressed.size())
            + " compressed ones");
    }
    std::vector<std::byte> out(expected + 1); // one more, to see when there is more
    z_stream stream{};
    if (inflateInit2(&stream, 15 + 32) != Z_OK) { // zlib's or gzip's wrapping
        throw Error("not enough memory to decompress an array");
    }
    const std::unique_ptr<z_stream, int (*)(z_stream*)> end(&stream, inflateEnd);
    stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(compressed.data()));
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    if (compressed.size() > std::numeric_limits<uInt>::max() || out.size() > std::numeric_limits<uInt>::max()) {
        throw Error("an array is larger than 4 GB");
    }
    stream.avail_in = static_cast<uInt>(compressed.size());
    stream.avail_out = static_cast<uInt>(out.size());
    const int result = inflate(&stream, Z_FINISH);
    if (result != Z_STREAM_END || stream.total_out != expected) {
        throw Error("an array's compressed data is damaged or not of the announced " + std::to_string(expected)
            + " bytes; copy or export the file again");
    }
    out.resize(expected);
    return out;
}

struct Values {
    std::vector<std::uint64_t> dim;
    int type = 0;
    std::vector<std::byte> raw; // this machine's byte order, row-major
    template <typename T> T at(std::uint64_t index) const
    {
        const auto read = [&]<typename S>(S) {
            S value;
            std::memcpy(&value, raw.data() + index * sizeof(S), sizeof(S));
            if constexpr (std::is_integral_v<T> && std::is_floating_point_v<S>) {
                if (!(value >= static_cast<S>(std::numeric_limits<std::int32_t>::min())
                        && value <= static_cast<S>(std::numeric_limits<std::int32_t>::max()))) {
                    throw Error("an array of whole numbers holds one out of range");
                }
            } else if constexpr (std::is_integral_v<T>) {
                if (!std::in_range<std::int32_t>(value)) {
                    throw Error("an array of whole numbers holds one out of range");
                }
            }
            return static_cast<T>(value);
        };
        switch (type) {
        case Unsigned8:
            return read(std::uint8_t{});
        case Signed32:
            return read(std::int32_t{});
        case Unsigned32:
            return read(std::uint32_t{});
        case Signed64:
            return read(std::int64_t{});
        case Float32:
            return read(float{});
        default:
            return read(double{});
        }
    }
};

template <typename T> void parseText(std::string_view text, std::uint64_t count, std::vector<std::byte>& out)
{
    if (count > (text.size() + 1) / 2) {
        throw Error("truncated: " + std::to_string(count) + " numbers cannot be in " + std::to_string(text.size()) + " characters");
    }
    out.resize(count * sizeof(T));
    TextWords words(text);
    for (std::uint64_t i = 0; i < count; ++i) {
        const T value = words.number<T>();
        std::memcpy(out.data() + i * sizeof(T), &value, sizeof(T));
    }
    if (!words.next().empty()) {
        throw Error("an array has more numbers than it announces");
    }
}

std::vector<std::byte> fromText(const std::string& text, int type, std::uint64_t count)
{
    std::vector<std::byte> out;
    switch (type) {
    case Unsigned8:
        parseText<std::uint8_t>(text, count, out);
        break;
    case Signed32:
        parseText<std::int32_t>(text, count, out);
        break;
    case Unsigned32:
        parseText<std::uint32_t>(text, count, out);
        break;
    case Signed64:
        parseText<std::int64_t>(text, count, out);
        break;
    case Float32:
        parseText<float>(text, count, out);
        break;
    default:
        parseText<double>(text, count, out);
    }
    return out;
}

std::vector<std::byte> fromExternal(const GiftiArray& array, const std::filesystem::path& folder, std::uint64_t bytes)
{
    const std::filesystem::path name = array.at("ExternalFileName");
    if (name.empty() || name.is_absolute() || name.has_parent_path()) {
        throw Error("an array names the external file '" + name.string() + "'; it must lie in the folder of the GIFTI file");
    }
    const MappedFile mapped(folder / name);
    const std::string offset = array.at("ExternalFileOffset");
    ByteCursor in(mapped.bytes());
    in.take(offset.empty() ? 0 : TextWords(offset).number<std::uint64_t>());
    const auto part = in.take(bytes);
    return {part.begin(), part.end()};
}

void fixOrder(Values& values, const std::string& endian)
{
    if (endian != "LittleEndian" && endian != "BigEndian") {
        throw Error("an array has the byte order '" + endian + "'; LittleEndian or BigEndian is expected");
    }
    if ((endian == "LittleEndian") != (std::endian::native == std::endian::little)) {
        const auto width = static_cast<std::ptrdiff_t>(bytesOf(values.type));
        for (auto at = values.raw.begin(); at != values.raw.end(); at += width) {
            std::reverse(at, at + width);
        }
    }
}

void toRowMajor(Values& values)
{
    const std::uint64_t rows = values.dim[0], columns = values.dim[1], width = bytesOf(values.type);
    std::vector<std::byte> out(values.raw.size());
    for (std::uint64_t r = 0; r < rows; ++r) {
        for (std::uint64_t c = 0; c < columns; ++c) {
            std::memcpy(out.data() + (r * columns + c) * width, values.raw.data() + (c * rows + r) * width, width);
        }
    }
    values.raw = std::move(out);
}

Values decode(const GiftiArray& array, const std::filesystem::path& folder)
{
    Values values;
    values.type = typeCode(array.at("DataType"));
    const auto dimensions = TextWords(array.at("Dimensionality")).number<unsigned>();
    if (dimensions < 1 || dimensions > 2) {
        throw Error("an array has " + std::to_string(dimensions) + " dimensions; surfaces have arrays of 1 or 2");
    }
    std::uint64_t count = 1;
    for (unsigned d = 0; d < dimensions; ++d) {
        const std::string text = array.at(("Dim" + std::to_string(d)).c_str());
        values.dim.push_back(TextWords(text).number<std::uint32_t>());
        if (values.dim.back() == 0) {
            throw Error("an array is empty; export the file again");
        }
        if (count > (std::uint64_t{1} << 40U) / values.dim.back()) {
            throw Error("an array announces more values than any surface has");
        }
        count *= values.dim.back();
    }
    const std::uint64_t bytes = count * bytesOf(values.type);
    const std::string encoding = array.at("Encoding");
    if (encoding == "ASCII") {
        values.raw = fromText(array.data, values.type, count);
    } else if (encoding == "Base64Binary") {
        values.raw = fromBase64(array.data);
    } else if (encoding == "GZipBase64Binary") {
        values.raw = inflated(fromBase64(array.data), bytes);
    } else if (encoding == "ExternalFileBinary") {
        values.raw = fromExternal(array, folder, bytes);
    } else {
        throw Error("an array has the unknown encoding '" + encoding + "'");
    }
    if (values.raw.size() != bytes) {
        throw Error("an array has " + std::to_string(values.raw.size()) + " bytes, " + std::to_string(bytes) + " are announced");
    }
    if (encoding != "ASCII") {
        fixOrder(values, array.at("Endian"));
    }
    const std::string order = array.at("ArrayIndexingOrder");
    if (order == "ColumnMajorOrder" && values.dim.size() == 2) {
        toRowMajor(values);
    } else if (order != "RowMajorOrder" && order != "ColumnMajorOrder") {
        throw Error("an array has the unknown order '" + order + "'");
    }
    return values;
}

// Which of the file's transforms leads to where images are: to the scanner's space, or from an unknown space to a named one.
const GiftiTransform* chosenTransform(const GiftiArray& array)
{
    const GiftiTransform* chosen = nullptr;
    for (const GiftiTransform& t : array.transforms) {
        const bool isNamed = t.to.starts_with("NIFTI_XFORM_") && t.to != "NIFTI_XFORM_UNKNOWN";
        if (t.to == "NIFTI_XFORM_SCANNER_ANAT" && t.from != t.to) {
            return &t;
        }
        if (!chosen && isNamed && (t.from.empty() || t.from == "NIFTI_XFORM_UNKNOWN")) {
            chosen = &t;
        }
    }
    return chosen;
}

void applyTransform(Mesh& mesh, const GiftiTransform& transform)
{
    std::array<double, 16> m{};
    TextWords words(transform.matrix);
    for (double& value : m) {
        value = words.number<double>();
        if (!std::isfinite(value)) {
            throw Error("its coordinate transform is not of finite numbers");
        }
    }
    for (auto& v : mesh.vertices) {
        const std::array<float, 3> p = v;
        for (std::size_t r = 0; r < 3; ++r) {
            v[r] = static_cast<float>(m[4 * r] * p[0] + m[4 * r + 1] * p[1] + m[4 * r + 2] * p[2] + m[4 * r + 3]);
        }
    }
}

Hemisphere hemisphereOf(const std::map<std::string, std::string>& meta)
{
    const auto found = meta.find("AnatomicalStructurePrimary");
    if (found == meta.end()) {
        return Hemisphere::Unknown;
    }
    return found->second.ends_with("Left") ? Hemisphere::Left : found->second.ends_with("Right") ? Hemisphere::Right : Hemisphere::Unknown;
}

void addPoints(Mesh& mesh, const GiftiArray& array, const Values& values)
{
    if (values.dim.size() != 2 || values.dim[1] != 3 || !mesh.vertices.empty()) {
        throw Error("its points are not one array of 3 numbers each");
    }
    mesh.vertices.resize(values.dim[0]);
    for (std::uint64_t i = 0; i < 3 * values.dim[0]; ++i) {
        mesh.vertices[i / 3][i % 3] = values.at<float>(i);
    }
    if (const GiftiTransform* transform = chosenTransform(array)) {
        applyTransform(mesh, *transform);
    }
    mesh.hemisphere = hemisphereOf(array.meta);
}

void addTriangles(Mesh& mesh, const Values& values)
{
    if (values.dim.size() != 2 || values.dim[1] != 3 || !mesh.triangles.empty()) {
        throw Error("its triangles are not one array of 3 numbers each");
    }
    mesh.triangles.resize(values.dim[0]);
    for (std::uint64_t i = 0; i < 3 * values.dim[0]; ++i) {
        const auto corner = values.at<std::int32_t>(i);
        if (corner < 0) {
            throw Error("a triangle names vertex " + std::to_string(corner) + "; export the surface again");
        }
        mesh.triangles[i / 3][i % 3] = static_cast<std::uint32_t>(corner);
    }
}

// A column of the array is a map: some programs write one array of N x 1, others one array a map, few one of N x maps.
void addMaps(VertexData& data, const GiftiArray& array, const Values& values, bool isLabels)
{
    if (!data.maps.empty() && data.isLabels != isLabels) {
        throw Error("it mixes labels and other values; save them in two files");
    }
    data.isLabels = isLabels;
    const std::uint64_t columns = values.dim.size() == 2 ? values.dim[1] : 1;
    if (columns > MostColumns) {
        throw Error("an array has " + std::to_string(columns) + " columns; each would be a map, and at most " + std::to_string(MostColumns)
            + " are read");
    }
    const auto name = array.meta.find("Name");
    for (std::uint64_t c = 0; c < columns; ++c) {
        VertexMap map;
        map.name = name == array.meta.end() ? "" : name->second;
        for (std::uint64_t v = 0; v < values.dim[0]; ++v) {
            if (isLabels) {
                map.labels.push_back(values.at<std::int32_t>(v * columns + c));
            } else {
                map.values.push_back(values.at<float>(v * columns + c));
            }
        }
        data.maps.push_back(std::move(map));
    }
}

} // namespace

GiftiContent readGifti(std::string_view xml, const std::filesystem::path& folder)
{
    GiftiDocument document = parseGiftiXml(xml);
    GiftiContent content;
    content.mesh.format = content.data.format = "GIFTI";
    bool hasPoints = false, hasTriangles = false;
    for (std::size_t i = 0; i < document.arrays.size(); ++i) {
        GiftiArray& array = document.arrays[i];
        const Values values = withContext("array " + std::to_string(i + 1), [&] { return decode(array, folder); });
        array.data = std::string(); // its memory, before the next one is decoded
        const std::string intent = array.at("Intent");
        if (intent == "NIFTI_INTENT_POINTSET") {
            addPoints(content.mesh, array, values);
            hasPoints = true;
        } else if (intent == "NIFTI_INTENT_TRIANGLE") {
            addTriangles(content.mesh, values);
            hasTriangles = true;
        } else if (intent != "NIFTI_INTENT_VECTOR" && intent != "NIFTI_INTENT_GENMATRIX" && intent != "NIFTI_INTENT_NODE_INDEX") {
            addMaps(content.data, array, values, intent == "NIFTI_INTENT_LABEL");
        } else {
            throw Error("an array has the intent " + intent + ", which Insula does not show");
        }
    }
    if (hasPoints != hasTriangles) {
        throw Error(hasPoints ? "it has points, but no triangles" : "it has triangles, but no points; open the file with the points");
    }
    content.hasMesh = hasPoints;
    content.data.table = std::move(document.table);
    if (content.mesh.hemisphere == Hemisphere::Unknown) {
        content.mesh.hemisphere = hemisphereOf(document.meta);
    }
    content.data.hemisphere = hemisphereOf(document.meta);
    return content;
}

} // namespace insula
