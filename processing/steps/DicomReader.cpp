#include "processing/steps/DicomReader.h"

#include "processing/core/Error.h"
#include "processing/steps/DicomStack.h"
#include "processing/steps/ItkBridge.h"
#include "processing/steps/ItkVoxels.h"
#include "processing/steps/RawVoxels.h"

#include <gdcmImageReader.h>
#include <gdcmReader.h>
#include <itkGDCMImageIO.h>

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <fstream>
#include <optional>

namespace insula {
namespace {

// GDCM fills what a truncated file lacks with whatever was in memory, and says nothing: where the voxels begin is found with their value
// skipped, and the file must be long enough behind that.
void checkLength(const std::filesystem::path& file)
{
    gdcm::ImageReader whole;
    whole.SetFileName(file.string().c_str());
    if (!whole.Read())
        throw Error("the image cannot be decoded: the file is truncated or damaged");
    if (whole.GetImage().GetTransferSyntax().IsEncapsulated())
        return; // the decoder notices
    const gdcm::Tag pixelData(0x7fe0, 0x0010);
    std::ifstream stream(file, std::ios::binary);
    gdcm::Reader header;
    header.SetStream(stream);
    if (!header.ReadUpToTag(pixelData, {pixelData}))
        throw Error("the header is damaged");
    stream.clear();
    const auto begin = static_cast<std::uint64_t>(std::max<std::streamoff>(stream.tellg(), 0));
    const std::uint64_t size = std::filesystem::file_size(file), found = size > begin ? size - begin : 0,
                        expected = whole.GetImage().GetBufferLength();
    if (found < expected)
        throw Error(fmt::format("the file is truncated: {} of {} bytes of voxels are there", found, expected));
}

struct Pixels {
    DataType type = DataType::Int16;
    Grid grid;
    std::vector<std::byte> bytes;
};

Pixels readPixels(const std::filesystem::path& file)
{
    Pixels pixels;
    withContext("cannot read '" + file.filename().string() + "'", [&] {
        withItkErrors("GDCM", [&] {
            checkLength(file);
            const auto io = itk::GDCMImageIO::New();
            io->SetFileName(file.string());
            io->ReadImageInformation();
            if (io->GetNumberOfComponents() != 1)
                throw Error("colour images are not supported");
            pixels.type = voxelType(*io);
            pixels.grid = gridOfReader(*io);
            const std::array<std::int64_t, 3> sizes{pixels.grid.size.x, pixels.grid.size.y, pixels.grid.size.z};
            pixels.bytes = readVoxels(*io, byteCount(sizes, bytesPerVoxel(pixels.type)));
        });
    });
    return pixels;
}

std::vector<std::byte> asFloat(const Pixels& pixels)
{
    return dispatch(pixels.type, [&](auto zero) {
        using T = decltype(zero);
        const std::size_t count = pixels.bytes.size() / sizeof(T);
        std::vector<std::byte> out(count * sizeof(float));
        for (std::size_t n = 0; n < count; ++n) {
            T value;
            std::memcpy(&value, pixels.bytes.data() + n * sizeof(T), sizeof(T));
            const auto number = static_cast<float>(value);
            std::memcpy(out.data() + n * sizeof(float), &number, sizeof(float));
        }
        return out;
    });
}

// All slices in one number type: their own when they agree, else float32 (slopes that differ from slice to slice).
std::vector<std::byte> readAll(const DicomStack& stack, DataType& type)
{
    std::vector<std::byte> all;
    std::optional<DataType> common;
    for (const bool mixed : {false, true}) {
        all.clear();
        bool agree = true;
        for (const DicomSlice& slice : stack.slices) {
            const Pixels pixels = readPixels(slice.file);
            if (pixels.grid.size != Size3{stack.grid.size.x, stack.grid.size.y, 1})
                throw Error("'" + slice.file.filename().string() + "' does not have the size that its header announces");
            agree = agree && (!common || *common == pixels.type);
            common = pixels.type;
            if (!agree && !mixed)
                break;
            const std::vector<std::byte> bytes = mixed ? asFloat(pixels) : pixels.bytes;
            all.insert(all.end(), bytes.begin(), bytes.end());
        }
        type = mixed ? DataType::Float32 : *common;
        if (agree)
            break;
    }
    return all;
}

VolumePtr multiFrame(const DicomSlice& slice)
{
    Pixels pixels = readPixels(slice.file);
    Volume::Description description;
    description.grid = pixels.grid;
    description.source.format = "DICOM";
    description.source.warnings.push_back("Multi-frame DICOM: the frames are taken to be parallel, evenly spaced slices in their order.");
    return volumeOfBytes(std::move(description), pixels.type, std::move(pixels.bytes), std::endian::native == std::endian::big);
}

} // namespace

VolumePtr readDicom(const std::filesystem::path& fileOrFolder, const std::string& series)
{
    std::vector<DicomSlice> slices = chooseSeries(scanDicom(fileOrFolder), series);
    if (slices.size() == 1 && slices.front().frames > 1)
        return multiFrame(slices.front());
    const DicomStack stack = stackSlices(std::move(slices));
    Volume::Description description;
    description.grid = stack.grid;
    description.frames = stack.frames;
    description.trSeconds = stack.frames > 1 ? stack.slices.front().trSeconds : 0;
    description.source.format = "DICOM";
    description.source.warnings = stack.warnings;
    if (stack.slices.size() == 1)
        description.source.warnings.push_back("Only one slice was read; give the folder to read the whole series.");
    DataType type = DataType::Int16;
    std::vector<std::byte> voxels = readAll(stack, type);
    return volumeOfBytes(std::move(description), type, std::move(voxels), std::endian::native == std::endian::big);
}

} // namespace insula
