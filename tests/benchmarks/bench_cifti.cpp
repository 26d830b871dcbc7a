// How long values of a large CIFTI-2 file take: prints one JSON object.
//
// bench_cifti [FILE]; without, a series of 1200 points of the size that the Human Connectome Project has (two hemispheres of 32,492
// vertices, of which 29,696 and 29,716 have values, and 31,870 voxels: 438 MB), written into the folder for temporary files first. Median
// of several runs on one thread with the file in the system's cache; peak memory of the process.
#include "processing/core/CiftiFile.h"
#include "processing/core/NiftiHeader.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <functional>
#include <iostream>
#include <sys/resource.h>
#include <thread>
#include <unistd.h>

using namespace insula;

namespace {

constexpr int Runs = 7;
constexpr std::int64_t Points = 1200, Left = 29696, Right = 29716, Voxels = 31870, Side = 91;

std::string numbers(std::int64_t count)
{
    std::string text;
    for (std::int64_t n = 0; n < count; ++n) {
        text += std::to_string(n) + ' ';
    }
    return text;
}

std::string xml()
{
    const auto surface = [](const char* side, std::int64_t offset, std::int64_t count) {
        return std::string("<BrainModel ModelType=\"CIFTI_MODEL_TYPE_SURFACE\" SurfaceNumberOfVertices=\"32492\" "
                           "BrainStructure=\"CIFTI_STRUCTURE_CORTEX_")
            + side + "\" IndexOffset=\"" + std::to_string(offset) + "\" IndexCount=\"" + std::to_string(count) + "\"><VertexIndices>"
            + numbers(count) + "</VertexIndices></BrainModel>";
    };
    std::string voxels;
    for (std::int64_t n = 0; n < Voxels; ++n) {
        voxels += std::to_string(n % Side) + ' ' + std::to_string(n / Side % Side) + ' ' + std::to_string(n / (Side * Side)) + '\n';
    }
    return "<CIFTI Version=\"2\"><Matrix><MatrixIndicesMap AppliesToMatrixDimension=\"0\" IndicesMapToDataType=\"CIFTI_INDEX_TYPE_SERIES\" "
           "NumberOfSeriesPoints=\""
        + std::to_string(Points)
        + "\" SeriesExponent=\"0\" SeriesStart=\"0\" SeriesStep=\"0.72\" SeriesUnit=\"SECOND\"/><MatrixIndicesMap "
          "AppliesToMatrixDimension=\"1\" "
          "IndicesMapToDataType=\"CIFTI_INDEX_TYPE_BRAIN_MODELS\"><Volume "
          "VolumeDimensions=\"91,91,91\"><TransformationMatrixVoxelIndicesIJKtoXYZ "
          "MeterExponent=\"-3\">-2 0 0 90 0 2 0 -126 0 0 2 -72 0 0 0 1</TransformationMatrixVoxelIndicesIJKtoXYZ></Volume>"
        + surface("LEFT", 0, Left) + surface("RIGHT", Left, Right)
        + "<BrainModel ModelType=\"CIFTI_MODEL_TYPE_VOXELS\" BrainStructure=\"CIFTI_STRUCTURE_BRAIN_STEM\" IndexOffset=\""
        + std::to_string(Left + Right) + "\" IndexCount=\"" + std::to_string(Voxels) + "\"><VoxelIndicesIJK>" + voxels
        + "</VoxelIndicesIJK></BrainModel></MatrixIndicesMap></Matrix></CIFTI>";
}

std::filesystem::path makeFile()
{
    std::string text = xml();
    text.resize((text.size() + 8 + 15) / 16 * 16 - 8, '\0');
    NiftiHeader header;
    header.version = 2;
    header.dim = {6, 1, 1, 1, 1, Points, Left + Right + Voxels, 1};
    header.pixdim.fill(1);
    header.datatype = niftiCode(DataType::Float32);
    header.bitpix = 32;
    header.intentCode = 3002;
    header.voxOffset = static_cast<double>(544 + 8 + text.size());
    const std::filesystem::path file
        = std::filesystem::temp_directory_path() / ("insula-bench-" + std::to_string(::getpid()) + ".dtseries.nii");
    std::ofstream out(file, std::ios::binary);
    const auto write = [&out](const auto& value) { out.write(reinterpret_cast<const char*>(&value), sizeof value); };
    const auto bytes = serialiseNiftiHeader(header);
    out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    write(std::int32_t{1}); // an extension follows
    write(static_cast<std::int32_t>(8 + text.size()));
    write(std::int32_t{32});
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
    std::vector<float> row(Points);
    for (std::int64_t n = 0; n < Left + Right + Voxels; ++n) {
        std::ranges::fill(row, static_cast<float>(n));
        out.write(reinterpret_cast<const char*>(row.data()), static_cast<std::streamsize>(row.size() * sizeof(float)));
    }
    return file;
}

double medianMs(const std::function<void(int)>& work)
{
    std::vector<double> times;
    for (int run = 0; run < Runs; ++run) {
        const auto start = std::chrono::steady_clock::now();
        work(run);
        times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
    std::ranges::sort(times);
    return times[Runs / 2];
}

} // namespace

int main(int count, char** arguments)
{
    const std::filesystem::path path = count > 1 ? std::filesystem::path(arguments[1]) : makeFile();
    const CiftiFile file(path);
    const CiftiStructure structure = file.surfaces().at(0).structure;
    const int maps = static_cast<int>(std::min<std::uint64_t>(file.mapCount(), 1000000));
    nlohmann::json result{{"threads", 1}, {"cores", std::thread::hardware_concurrency()}, {"runs", Runs},
        {"ordinates", file.ordinates().length}, {"maps", file.mapCount()}, {"bytes", std::filesystem::file_size(path)}};
    result["open-ms"] = medianMs([&](int) { const CiftiFile again(path); });
    result["hemisphere-of-one-map-ms"] = medianMs([&](int run) { overlayForVertices(file, structure, run * 97 % maps); });
    result["series-of-one-vertex-ms"]
        = medianMs([&](int run) { (void)file.course(static_cast<std::uint64_t>(run) * 997 % file.ordinates().length); });
    if (file.hasVoxels()) {
        result["voxels-of-one-map-ms"] = medianMs([&](int run) { (void)file.subcortical(static_cast<std::uint64_t>(run * 97 % maps)); });
    }
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    result["peak-MiB"] = static_cast<double>(usage.ru_maxrss) / 1024;
    std::cout << result.dump(2) << "\n";
    if (count < 2) {
        std::filesystem::remove(path);
    }
    return 0;
}
