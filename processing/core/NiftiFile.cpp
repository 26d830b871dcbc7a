#include "processing/core/NiftiFile.h"

#include "processing/core/Error.h"
#include "processing/core/GzipReader.h"
#include "processing/core/Nifti.h"

#include <algorithm>
#include <cctype>
#include <cstring>
#include <fmt/format.h>
#include <unistd.h>

namespace insula {

namespace {

constexpr std::uint64_t largestDeflateRatio = 1032;
constexpr std::uint64_t largestExtensionArea = 256u << 20;

enum class Suffix { Nii, NiiGz, Hdr, Img, Other };

Suffix suffixOf(const std::filesystem::path& file)
{
    std::string name = file.filename().string();
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (name.ends_with(".nii"))
        return Suffix::Nii;
    if (name.ends_with(".nii.gz"))
        return Suffix::NiiGz;
    if (name.ends_with(".hdr"))
        return Suffix::Hdr;
    if (name.ends_with(".img"))
        return Suffix::Img;
    return Suffix::Other;
}

std::filesystem::path partner(const std::filesystem::path& file, const char* lower, const char* upper)
{
    std::filesystem::path other = file;
    other.replace_extension(lower);
    if (std::filesystem::path capitals = file;
        !std::filesystem::exists(other) && std::filesystem::exists(capitals.replace_extension(upper)))
        return capitals;
    if (!std::filesystem::exists(other))
        throw Error(fmt::format("the file's other half '{}' is missing; keep .hdr and .img together", other.filename().string()));
    return other;
}

void checkCompression(Suffix suffix, bool compressed)
{
    if (suffix == Suffix::NiiGz && !compressed)
        throw Error("the file is called .nii.gz but is not compressed; rename it to .nii");
    if (suffix == Suffix::Nii && compressed)
        throw Error("the file is called .nii but is compressed with gzip; rename it to .nii.gz");
    if (compressed && suffix != Suffix::NiiGz)
        throw Error("the file is compressed with gzip; decompress both halves (gunzip) first");
}

// The uncompressed file's first bytes: all up to the voxels, grown with what is really there.
class HeadReader {
public:
    HeadReader(std::span<const std::byte> bytes, bool compressed) : m_plain(bytes)
    {
        if (compressed)
            m_gzip = std::make_unique<GzipReader>(bytes);
    }
    std::span<const std::byte> first(std::uint64_t count)
    {
        if (!m_gzip)
            return m_plain.first(std::min<std::uint64_t>(count, m_plain.size()));
        constexpr std::size_t step = 64u << 10;
        while (m_inflated.size() < count) {
            const std::size_t before = m_inflated.size();
            const std::size_t wanted = std::min<std::uint64_t>(step, count - before);
            m_inflated.resize(before + wanted);
            const std::size_t got = m_gzip->read(std::span(m_inflated).subspan(before));
            m_inflated.resize(before + got);
            if (got < wanted)
                break;
        }
        return std::span<const std::byte>(m_inflated).first(std::min<std::uint64_t>(count, m_inflated.size()));
    }

private:
    std::span<const std::byte> m_plain;
    std::unique_ptr<GzipReader> m_gzip;
    std::vector<std::byte> m_inflated;
};

std::int32_t number(std::span<const std::byte> bytes, std::size_t at, bool swapped)
{
    std::uint32_t value = 0;
    std::memcpy(&value, bytes.data() + at, sizeof value);
    return static_cast<std::int32_t>(swapped ? __builtin_bswap32(value) : value);
}

// `area`: from the four extension flags to the voxels (or to the end of the .hdr file).
std::vector<HeaderExtension> extensionsIn(std::span<const std::byte> area, bool swapped, NiftiFindings& findings)
{
    std::vector<HeaderExtension> extensions;
    if (area.size() < 4 || area[0] == std::byte{0})
        return extensions;
    std::size_t at = 4;
    while (at + 8 <= area.size()) {
        const std::int32_t size = number(area, at, swapped);
        if (size == 0)
            break;
        if (size < 8 || static_cast<std::size_t>(size) > area.size() - at) {
            findings.push_back({"extension-damaged", "A header extension has an impossible length; it and what follows are ignored."});
            break;
        }
        const auto data = area.subspan(at + 8, static_cast<std::size_t>(size) - 8);
        extensions.push_back({number(area, at + 4, swapped), {data.begin(), data.end()}});
        at += static_cast<std::size_t>(size);
    }
    return extensions;
}

std::uint64_t machineLimit()
{
    const auto pages = static_cast<std::uint64_t>(std::max(0L, ::sysconf(_SC_PHYS_PAGES)));
    const auto pageBytes = static_cast<std::uint64_t>(std::max(0L, ::sysconf(_SC_PAGESIZE)));
    return pages * pageBytes / 10 * 8;
}

void checkSizes(NiftiFile& file, std::uint64_t maxBytes)
{
    const auto& d = file.description;
    // describeNifti checked that none of these products overflows.
    file.frameBytes = static_cast<std::uint64_t>(d.grid.size.count()) * bytesPerVoxel(d.dataType);
    file.dataBytes = file.frameBytes * static_cast<std::uint64_t>(d.frames);
    const std::uint64_t stored = file.image->bytes().size();
    const std::uint64_t needed = file.neededBytes();
    if (!file.compressed && stored < needed)
        failTruncated(stored, needed);
    if (file.compressed && needed / largestDeflateRatio > stored + 1)
        throw Error(fmt::format("the file is truncated or its header is damaged: {} bytes cannot hold the {} that the header announces; "
                                "copy it again from the source",
            grouped(stored), grouped(needed)));
    const std::uint64_t limit = maxBytes > 0 ? maxBytes : machineLimit();
    if (file.dataBytes > limit)
        throw Error(fmt::format("the image takes {} bytes of memory, more than the {} allowed; crop it or use a larger computer",
            grouped(file.dataBytes), grouped(limit)));
    if (!file.compressed && stored > needed)
        file.findings.push_back(
            {"bytes-behind-voxels", fmt::format("{} bytes follow the voxels; they are ignored.", grouped(stored - needed))});
}

std::string printable(std::string text)
{
    std::replace_if(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < ' '; }, '?');
    return text;
}

NiftiFile openChecked(const std::filesystem::path& path, Kind kind, std::uint64_t maxBytes)
{
    const Suffix suffix = suffixOf(path);
    if (suffix == Suffix::Other)
        throw Error("only .nii, .nii.gz, .hdr and .img are read; convert the file to NIfTI with 'insula-cli run convert' first");
    NiftiFile file;
    file.path = path;
    const auto headerFile = std::make_shared<const MappedFile>(suffix == Suffix::Img ? partner(path, ".hdr", ".HDR") : path);
    file.compressed = looksLikeGzip(headerFile->bytes());
    checkCompression(suffix, file.compressed);

    HeadReader head(headerFile->bytes(), file.compressed);
    file.header = parseNiftiHeader(head.first(540));
    const bool pair = suffix == Suffix::Hdr || suffix == Suffix::Img;
    if (pair == file.header.singleFile)
        throw Error(pair ? "the header says that voxels are in the same file; rename it to .nii"
                         : "the header says that voxels are in a separate .img file; rename this file to .hdr and put the .img beside it");
    file.description = describeNifti(file.header, kind, file.findings);
    file.dataOffset = dataOffset(file.header, file.findings);
    file.image = pair ? (suffix == Suffix::Img ? std::make_shared<const MappedFile>(path)
                                               : std::make_shared<const MappedFile>(partner(path, ".img", ".IMG")))
                      : headerFile;
    checkSizes(file, maxBytes);

    const std::uint64_t areaEnd = pair ? headerFile->bytes().size() : file.dataOffset;
    if (areaEnd > largestExtensionArea)
        throw Error("the header is damaged: its extensions exceed 256 MiB; copy the file again from the source");
    const auto start = head.first(areaEnd);
    if (start.size() < areaEnd)
        failTruncated(start.size(), file.neededBytes());
    SourceInfo& source = file.description.source;
    if (start.size() > file.header.byteCount())
        source.extensions = extensionsIn(start.subspan(file.header.byteCount()), file.header.swapped, file.findings);
    source.path = printable(path.string());
    source.compressed = file.compressed;
    for (const NiftiFinding& finding : file.findings)
        source.warnings.push_back(finding.sentence);
    return file;
}

} // namespace

bool looksLikeNifti(const std::filesystem::path& file)
{
    return suffixOf(file) != Suffix::Other;
}

NiftiFile openNifti(const std::filesystem::path& file, Kind kind, std::uint64_t maxBytes)
{
    return withContext(
        fmt::format("cannot open '{}'", printable(file.filename().string())), [&] { return openChecked(file, kind, maxBytes); });
}

} // namespace insula
