#include "processing/steps/ItkReader.h"

#include "processing/core/Error.h"
#include "processing/steps/DataFiles.h"
#include "processing/steps/ItkBridge.h"
#include "processing/steps/ItkVoxels.h"
#include "processing/steps/RawVoxels.h"

#include <itkMetaImageIO.h>
#include <itkNrrdImageIO.h>
#ifdef INSULA_HAS_MINC
#include <itkMINCImageIO.h>
#endif

#include <fmt/format.h>

#include <bit>
#include <cmath>

namespace insula {
namespace {

#ifdef INSULA_HAS_MINC
// ITK 5.2 hands on MINC's world coordinates as they are (RAS); from 5.4 on it can turn them, which must then be off.
template <typename Reader> void keepRas(Reader& reader)
{
    if constexpr (requires { reader.SetRAStoLPS(false); })
        reader.SetRAStoLPS(false);
}
#endif

itk::ImageIOBase::Pointer readerOf(ForeignFormat format)
{
    if (format == ForeignFormat::Nrrd)
        return itk::NrrdImageIO::New().GetPointer();
    if (format == ForeignFormat::MetaImage)
        return itk::MetaImageIO::New().GetPointer();
#ifdef INSULA_HAS_MINC
    const auto minc = itk::MINCImageIO::New();
    keepRas(*minc);
    return minc.GetPointer();
#else
    throw Error("this build has no MINC reader: convert the file with mnc2nii first");
#endif
}

// Components are next to each other in memory; frames are wanted one after the other.
std::vector<std::byte> componentsToFrames(const std::vector<std::byte>& in, std::size_t components, std::size_t width)
{
    std::vector<std::byte> out(in.size());
    const std::size_t voxels = in.size() / components / width;
    for (std::size_t c = 0; c < components; ++c)
        for (std::size_t v = 0; v < voxels; ++v)
            std::copy_n(in.begin() + static_cast<std::ptrdiff_t>((v * components + c) * width), width,
                out.begin() + static_cast<std::ptrdiff_t>((c * voxels + v) * width));
    return out;
}

void setTime(Volume::Description& description, const itk::ImageIOBase& io, std::size_t components)
{
    if (components > 1 && io.GetNumberOfDimensions() > 3)
        throw Error("a 4D image with several components per voxel is not supported");
    if (components > 1) {
        description.frames = static_cast<std::int64_t>(components);
        description.source.warnings.push_back(fmt::format("Each voxel has {} components; they became frames.", components));
    } else if (io.GetNumberOfDimensions() > 3) {
        description.frames = static_cast<std::int64_t>(io.GetDimensions(3));
        const double tr = io.GetSpacing(3);
        if (description.frames > 1 && std::isfinite(tr) && tr > 0) {
            description.trSeconds = tr;
            description.source.warnings.push_back(
                fmt::format("The spacing of the fourth axis ({:g}) was taken as seconds between frames.", tr));
        }
    }
}

Volume::Description described(const itk::ImageIOBase& io, ForeignFormat format)
{
    const unsigned dimensions = io.GetNumberOfDimensions();
    if (dimensions < 2 || dimensions > 4)
        throw Error(fmt::format("expected two to four dimensions, found {}", dimensions));
    const auto components = static_cast<std::size_t>(io.GetNumberOfComponents());
    const auto pixel = io.GetPixelType();
    if (components > 1 && (pixel == itk::IOPixelEnum::RGB || pixel == itk::IOPixelEnum::RGBA || pixel == itk::IOPixelEnum::COMPLEX))
        throw Error("colour and complex images are not supported: save one channel");
    Volume::Description description;
    description.grid = gridOfReader(io, format == ForeignFormat::Minc);
    setTime(description, io, components);
    description.source.format = format == ForeignFormat::Nrrd ? "NRRD" : format == ForeignFormat::MetaImage ? "MetaImage" : "MINC 2";
    return description;
}

void checkLength(const std::filesystem::path& file, ForeignFormat format, std::uint64_t expected)
{
    if (format == ForeignFormat::MetaImage)
        checkMetaImageData(file, expected);
    else if (format == ForeignFormat::Nrrd)
        checkNrrdData(file, expected);
    else if (expected > std::filesystem::file_size(file) * 1032)
        throw Error(fmt::format("the header announces {} bytes of voxels, more than the file can hold", expected));
}

} // namespace

VolumePtr readWithItk(const std::filesystem::path& file, ForeignFormat format)
{
    VolumePtr volume;
    withItkErrors("reading failed", [&] {
        const itk::ImageIOBase::Pointer io = readerOf(format);
        io->SetFileName(file.string());
        io->ReadImageInformation();
        Volume::Description description = described(*io, format);
        const DataType type = voxelType(*io);
        const auto components = static_cast<std::size_t>(io->GetNumberOfComponents());
        const std::array<std::int64_t, 5> sizes{
            description.grid.size.x, description.grid.size.y, description.grid.size.z, description.frames, 1};
        const std::uint64_t expected = byteCount(sizes, bytesPerVoxel(type));
        checkLength(file, format, expected);
        std::vector<std::byte> voxels = readVoxels(*io, expected);
        if (components > 1)
            voxels = componentsToFrames(voxels, components, bytesPerVoxel(type));
        volume = volumeOfBytes(std::move(description), type, std::move(voxels), std::endian::native == std::endian::big);
    });
    return volume;
}

} // namespace insula
