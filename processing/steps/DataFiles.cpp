#include "processing/steps/DataFiles.h"

#include "processing/core/Error.h"
#include "processing/core/MappedFile.h"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <new>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace insula {
namespace {

namespace fs = std::filesystem;
using Bytes = std::span<const std::byte>;

constexpr std::size_t LongestHeader = 1u << 20;

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t\r");
    return first == std::string_view::npos ? std::string_view{} : text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::string lowered(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return out;
}

// Cuts one line off the front.
std::string_view takeLine(std::string_view& text)
{
    const auto end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return trimmed(line);
}

std::string_view asText(Bytes bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), std::min(bytes.size(), LongestHeader)};
}

fs::path besideHeader(const fs::path& header, std::string_view name)
{
    if (name.empty() || name.find('/') != std::string_view::npos || name.find('\0') != std::string_view::npos)
        throw Error(fmt::format("the header asks for voxels in '{}': only a file in the header's own folder is read", name));
    return header.parent_path() / name;
}

[[noreturn]] void throwTruncated(std::uint64_t found, std::uint64_t expected)
{
    throw Error(fmt::format("the file is truncated: {} of {} bytes of voxels are there", found, expected));
}

// A zlib or gzip stream must hold exactly so many bytes, and end with its checksum.
void checkCompressed(Bytes data, std::uint64_t expected)
{
    z_stream stream{};
    if (inflateInit2(&stream, 15 + 32) != Z_OK)
        throw std::bad_alloc();
    std::vector<Bytef> buffer(1u << 18);
    std::uint64_t total = 0;
    int status = Z_OK;
    while (status == Z_OK && total <= expected && (stream.avail_in > 0 || !data.empty())) {
        if (stream.avail_in == 0) {
            const std::size_t part = std::min<std::size_t>(data.size(), 1u << 30);
            stream.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(data.data())); // zlib reads only
            stream.avail_in = static_cast<uInt>(part);
            data = data.subspan(part);
        }
        stream.next_out = buffer.data();
        stream.avail_out = static_cast<uInt>(buffer.size());
        status = inflate(&stream, Z_NO_FLUSH);
        total += buffer.size() - stream.avail_out;
    }
    inflateEnd(&stream);
    if (total != expected)
        throwTruncated(total, expected);
    if (status != Z_STREAM_END)
        throw Error("the compressed voxels are damaged: their end or their checksum is missing or wrong");
}

struct MetaHeader {
    std::map<std::string, std::string> fields; // keys in lower case
    std::size_t end = 0; // where the text ends
};

MetaHeader metaHeader(Bytes bytes)
{
    MetaHeader header;
    const std::string_view all = asText(bytes);
    std::string_view rest = all;
    while (!rest.empty() && !header.fields.contains("elementdatafile")) {
        const std::string_view line = takeLine(rest);
        if (const auto equals = line.find('='); equals != std::string_view::npos)
            header.fields[lowered(trimmed(line.substr(0, equals)))] = trimmed(line.substr(equals + 1));
    }
    if (!header.fields.contains("elementdatafile"))
        throw Error("the header has no ElementDataFile line");
    header.end = all.size() - rest.size();
    return header;
}

bool isTrue(const MetaHeader& header, const std::string& key)
{
    const auto found = header.fields.find(key);
    return found != header.fields.end() && !found->second.empty()
        && (found->second[0] == 'T' || found->second[0] == 't' || found->second[0] == '1');
}

std::uint64_t headerSize(const MetaHeader& header, std::uint64_t fileBytes, std::uint64_t expected)
{
    const auto found = header.fields.find("headersize");
    if (found == header.fields.end())
        return 0;
    std::int64_t skip = 0;
    std::from_chars(found->second.data(), found->second.data() + found->second.size(), skip);
    if (skip < 0) // -1: the voxels are the last bytes of the file
        return fileBytes > expected ? fileBytes - expected : 0;
    return static_cast<std::uint64_t>(skip);
}

} // namespace

void checkMetaImageData(const fs::path& path, std::uint64_t expected)
{
    const MappedFile file(path);
    const MetaHeader header = metaHeader(file.bytes());
    if (header.fields.contains("binarydata") && !isTrue(header, "binarydata"))
        throw Error("voxels written as text are not read: save the image with BinaryData = True");
    const std::string& name = header.fields.at("elementdatafile");
    if (name == "LIST" || name.find('%') != std::string::npos)
        throw Error("voxels spread over several files are not read: save the image as one .mha file");
    const bool local = lowered(name) == "local";
    const MappedFile beside(local ? path : besideHeader(path, name));
    Bytes data = local ? file.bytes().subspan(header.end) : beside.bytes();
    if (isTrue(header, "compresseddata")) {
        checkCompressed(data, expected);
        return;
    }
    const std::uint64_t skip = headerSize(header, data.size(), expected);
    if (data.size() < skip || data.size() - skip < expected)
        throwTruncated(data.size() - std::min<std::uint64_t>(skip, data.size()), expected);
}

void checkNrrdData(const fs::path& path, std::uint64_t expected)
{
    const MappedFile file(path);
    const std::string_view all = asText(file.bytes());
    std::string_view rest = all;
    std::string encoding;
    std::optional<MappedFile> beside;
    for (std::string_view line = takeLine(rest); !line.empty(); line = takeLine(rest)) {
        const auto colon = line.find(':');
        if (colon == std::string_view::npos || line.front() == '#')
            continue;
        const std::string key = lowered(trimmed(line.substr(0, colon)));
        const std::string_view value = trimmed(line.substr(colon + 1));
        if (key == "encoding")
            encoding = lowered(value);
        if (key == "data file" || key == "datafile") {
            if (value.starts_with("LIST") || value.find('%') != std::string_view::npos)
                throw Error("voxels spread over several files are not read: save the image as one .nrrd file");
            beside.emplace(besideHeader(path, value));
        }
    }
    const Bytes data = beside ? beside->bytes() : file.bytes().subspan(all.size() - rest.size());
    if (encoding == "gzip" || encoding == "gz")
        checkCompressed(data, expected);
    else if (expected > data.size() * (encoding == "raw" ? 1 : 1032)) // text and bzip2: a bound only, the reader counts
        throwTruncated(data.size(), expected);
}

} // namespace insula
