#include "processing/steps/ForeignFormat.h"

#include "processing/core/Error.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <string>

namespace insula {
namespace {

namespace fs = std::filesystem;

std::string lowered(std::string text)
{
    std::transform(
        text.begin(), text.end(), text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

std::string beginning(const fs::path& file)
{
    std::ifstream in(file, std::ios::binary);
    if (!in)
        throw Error("cannot open '" + file.string() + "': check that it exists and that you may read it");
    std::string bytes(348, '\0');
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    return bytes;
}

bool hasNiftiMagic(const std::string& bytes)
{
    return bytes.size() == 348 && (bytes.compare(344, 3, "n+1") == 0 || bytes.compare(344, 3, "ni1") == 0);
}

bool hasNifti2Magic(const std::string& bytes)
{
    return bytes.size() > 8 && (bytes.compare(4, 3, "n+2") == 0 || bytes.compare(4, 3, "ni2") == 0);
}

ForeignFormat formatOfPair(const fs::path& file)
{
    const fs::path header = fs::path(file).replace_extension(".hdr");
    const std::string bytes = beginning(fs::exists(header) ? header : file);
    return hasNiftiMagic(bytes) || hasNifti2Magic(bytes) ? ForeignFormat::Nifti : ForeignFormat::Analyze;
}

} // namespace

ForeignFormat foreignFormat(const fs::path& path)
{
    std::error_code ignored;
    if (fs::is_directory(path, ignored))
        return ForeignFormat::Dicom;
    const std::string name = lowered(path.filename().string());
    const auto ends = [&](std::initializer_list<const char*> suffixes) {
        return std::any_of(suffixes.begin(), suffixes.end(), [&](const char* suffix) { return name.ends_with(suffix); });
    };
    const std::string bytes = beginning(path);
    if (bytes.empty())
        throw Error("'" + path.string() + "' is empty");
    if (ends({".nii", ".nii.gz"}))
        return ForeignFormat::Nifti;
    if (ends({".mgh", ".mgz", ".mgh.gz"}))
        return ForeignFormat::Mgh;
    if (bytes.rfind("NRRD000", 0) == 0 || ends({".nrrd", ".nhdr"}))
        return ForeignFormat::Nrrd;
    if (ends({".mha", ".mhd"}))
        return ForeignFormat::MetaImage;
    if (ends({".hdr", ".img"}))
        return formatOfPair(path);
    if (ends({".mnc"}))
        return ForeignFormat::Minc;
    if (ends({".dcm", ".dicom", ".ima"}) || (bytes.size() >= 132 && bytes.compare(128, 4, "DICM") == 0))
        return ForeignFormat::Dicom;
    if (bytes.compare(0, 4, "PK\3\4") == 0)
        return ForeignFormat::Dicom; // an archive of them
    throw Error("'" + path.string()
        + "' is in no format that can be read: NIfTI (.nii, .nii.gz, .hdr), MGH (.mgh, .mgz), NRRD (.nrrd, .nhdr), MetaImage (.mha, .mhd), "
          "Analyze 7.5 (.hdr, .img), MINC 2 (.mnc), DICOM (a file, a folder or a zip archive)");
}

std::uint64_t bytesToRead(const fs::path& path)
{
    std::error_code ignored;
    std::uint64_t total = 0;
    const auto add = [&](const fs::path& file) {
        if (const auto size = fs::file_size(file, ignored); !ignored)
            total += size;
    };
    if (fs::is_directory(path, ignored)) {
        for (auto it = fs::recursive_directory_iterator(path, fs::directory_options::skip_permission_denied, ignored);
             it != fs::recursive_directory_iterator(); it.increment(ignored))
            if (it->is_regular_file(ignored))
                add(it->path());
        return total;
    }
    add(path);
    for (const char* suffix : {".img", ".hdr", ".raw", ".zraw", ".raw.gz"})
        if (const fs::path partner = fs::path(path).replace_extension(suffix); partner != path)
            add(partner);
    return total;
}

} // namespace insula
