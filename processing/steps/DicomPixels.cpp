#include "processing/steps/DicomPixels.h"

#include "processing/core/Error.h"
#include "processing/steps/ItkBridge.h"

#include <gdcmImageReader.h>
#include <gdcmReader.h>

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <fstream>

namespace insula {
namespace {

// GDCM fills what a truncated file lacks with whatever was in memory, and says nothing: where the voxels begin is found with their value
// skipped, and the file must be long enough behind that.
void checkLength(const std::filesystem::path& file, const gdcm::Image& image)
{
    if (image.GetTransferSyntax().IsEncapsulated())
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
                        expected = image.GetBufferLength();
    if (found < expected)
        throw Error(fmt::format("the file is truncated: {} of {} bytes of voxels are there", found, expected));
}

DataType typeOf(const gdcm::PixelFormat& format)
{
    switch (format.GetScalarType()) {
    case gdcm::PixelFormat::UINT8:
        return DataType::UInt8;
    case gdcm::PixelFormat::INT8:
        return DataType::Int8;
    case gdcm::PixelFormat::UINT12:
    case gdcm::PixelFormat::UINT16:
        return DataType::UInt16;
    case gdcm::PixelFormat::INT12:
    case gdcm::PixelFormat::INT16:
        return DataType::Int16;
    case gdcm::PixelFormat::UINT32:
        return DataType::UInt32;
    case gdcm::PixelFormat::INT32:
        return DataType::Int32;
    case gdcm::PixelFormat::FLOAT32:
        return DataType::Float32;
    case gdcm::PixelFormat::FLOAT64:
        return DataType::Float64;
    default:
        throw Error(fmt::format("voxels of {} bits are not supported", format.GetBitsAllocated()));
    }
}

// Bits above those that are stored may hold an overlay.
template <typename T> void cleanBits(std::vector<std::byte>& bytes, int storedBits, int highBit)
{
    constexpr int all = 8 * static_cast<int>(sizeof(T));
    const int left = all - 1 - highBit, right = all - storedBits;
    if (left < 0 || right < left || right == 0)
        return;
    for (std::size_t n = 0; n + sizeof(T) <= bytes.size(); n += sizeof(T)) {
        T value;
        std::memcpy(&value, bytes.data() + n, sizeof(T));
        value = static_cast<T>(static_cast<T>(value << left) >> right); // signed ones keep their sign
        std::memcpy(bytes.data() + n, &value, sizeof(T));
    }
}

struct FilePixels {
    DataType type = DataType::Int16;
    std::size_t columns = 0, rows = 0, frames = 1;
    std::vector<std::byte> bytes;
};

FilePixels readFile(const std::filesystem::path& file)
{
    FilePixels pixels;
    gdcm::ImageReader reader;
    reader.SetFileName(file.string().c_str());
    if (!reader.Read())
        throw Error("the image cannot be decoded: the file is truncated or damaged");
    const gdcm::Image& image = reader.GetImage();
    const gdcm::PixelFormat& format = image.GetPixelFormat();
    if (format.GetSamplesPerPixel() != 1)
        throw Error("colour images are not supported");
    checkLength(file, image);
    pixels.type = typeOf(format);
    const unsigned int* sizes = image.GetDimensions();
    pixels.columns = sizes[0];
    pixels.rows = sizes[1];
    pixels.frames = image.GetNumberOfDimensions() > 2 ? std::max(1U, sizes[2]) : 1;
    const std::size_t expected = pixels.columns * pixels.rows * pixels.frames * bytesPerVoxel(pixels.type);
    if (image.GetBufferLength() != expected)
        throw Error(fmt::format("its voxels take {} bytes where the header announces {}", image.GetBufferLength(), expected));
    pixels.bytes.resize(expected);
    if (!image.GetBuffer(reinterpret_cast<char*>(pixels.bytes.data())))
        throw Error("the image cannot be decoded: the file is truncated or damaged");
    dispatch(pixels.type, [&](auto zero) {
        using T = decltype(zero);
        if constexpr (std::is_integral_v<T>)
            cleanBits<T>(pixels.bytes, format.GetBitsStored(), format.GetHighBit());
    });
    return pixels;
}

// Appends one slice's rows.
void takeSlice(const FilePixels& pixels, const DicomSlice& slice, std::vector<std::byte>& out)
{
    const std::size_t each = bytesPerVoxel(pixels.type), columns = static_cast<std::size_t>(slice.columns),
                      rows = static_cast<std::size_t>(slice.rows), across = static_cast<std::size_t>(slice.tilesAcross);
    const std::size_t tile = slice.tile < 0 ? 0 : static_cast<std::size_t>(slice.tile), frame = static_cast<std::size_t>(slice.frame);
    if (pixels.columns != columns * across || pixels.rows != rows * across || frame >= pixels.frames)
        throw Error("it does not have the size that its header announces");
    for (std::size_t row = 0; row < rows; ++row) {
        const std::size_t at = (frame * pixels.rows + tile / across * rows + row) * pixels.columns + tile % across * columns;
        const auto begin = pixels.bytes.begin() + static_cast<std::ptrdiff_t>(at * each);
        out.insert(out.end(), begin, begin + static_cast<std::ptrdiff_t>(columns * each));
    }
}

void asFloat(std::vector<std::byte>& bytes, DataType type, double slope, double intercept)
{
    bytes = dispatch(type, [&](auto zero) {
        using T = decltype(zero);
        std::vector<std::byte> out(bytes.size() / sizeof(T) * sizeof(float));
        for (std::size_t n = 0; n < bytes.size() / sizeof(T); ++n) {
            T value;
            std::memcpy(&value, bytes.data() + n * sizeof(T), sizeof(T));
            const auto number = static_cast<float>(slope * static_cast<double>(value) + intercept);
            std::memcpy(out.data() + n * sizeof(float), &number, sizeof(float));
        }
        return out;
    });
}

// False when the slices turn out to differ in type.
bool readAll(const DicomStack& stack, bool convert, DicomVoxels& voxels)
{
    voxels.bytes.clear();
    const std::filesystem::path* open = nullptr;
    FilePixels pixels;
    for (const DicomSlice& slice : stack.slices) {
        std::vector<std::byte> bytes;
        withContext("cannot read '" + slice.file.filename().string() + "'", [&] {
            withItkErrors("GDCM", [&] {
                if (!open || *open != slice.file)
                    pixels = readFile(slice.file);
                takeSlice(pixels, slice, bytes);
            });
        });
        open = &slice.file;
        if (&slice == &stack.slices.front())
            voxels.type = pixels.type;
        if (convert)
            asFloat(bytes, pixels.type, slice.slope, slice.intercept);
        else if (pixels.type != voxels.type)
            return false;
        voxels.bytes.insert(voxels.bytes.end(), bytes.begin(), bytes.end());
    }
    return true;
}

} // namespace

DicomVoxels readDicomVoxels(const DicomStack& stack)
{
    DicomVoxels voxels;
    const DicomSlice& first = stack.slices.front();
    const bool isOneScale = std::ranges::all_of(
        stack.slices, [&](const DicomSlice& slice) { return slice.slope == first.slope && slice.intercept == first.intercept; });
    if (isOneScale && readAll(stack, false, voxels)) {
        voxels.slope = first.slope;
        voxels.intercept = first.intercept;
        return voxels;
    }
    readAll(stack, true, voxels);
    voxels.type = DataType::Float32;
    return voxels;
}

} // namespace insula
