#include "processing/steps/DicomReader.h"

#include "processing/core/Error.h"
#include "processing/core/UnpackZip.h"
#include "processing/steps/DicomPixels.h"
#include "processing/steps/DicomSidecar.h"
#include "processing/steps/RawVoxels.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

namespace insula {

DicomScan scanSource(const std::filesystem::path& source, const std::filesystem::path& scratch, BadFileWatch& watch)
{
    if (!looksLikeZip(source))
        return scanDicom(source, watch);
    const auto folder = scratch / "unpacked";
    std::filesystem::create_directories(folder);
    unpackZip(source, folder);
    try {
        return scanDicom(folder, watch);
    } catch (const Error& error) {
        std::string message = error.what(); // about a folder that nobody knows
        if (const auto at = message.find(folder.string()); at != std::string::npos)
            message.replace(at, folder.string().size(), source.string());
        throw Error(message);
    }
}

DicomImage readDicom(
    const std::filesystem::path& source, const DicomRequest& request, const std::filesystem::path& scratch, BadFileWatch& watch)
{
    DicomScan scan = scanSource(source, scratch, watch);
    const DicomSeries series = chooseSeries(seriesOf(std::move(scan.slices)), request.series);
    const DicomStack stack = stackSlices(series.slices);
    Volume::Description description;
    description.grid = stack.grid;
    description.frames = stack.frames;
    auto& warnings = description.source.warnings = stack.warnings;
    description.source.format = "DICOM";
    // What the file says of time is not looked at, and not warned of, when the user knows it.
    description.trSeconds = request.trSeconds > 0 && stack.frames > 1 ? request.trSeconds : frameSeconds(stack, warnings);
    for (std::size_t n = 0; n < std::min<std::size_t>(scan.problems.size(), 3); ++n)
        warnings.push_back(scan.problems[n]);
    if (series.duplicates > 0)
        warnings.push_back(fmt::format("{} files hold an instance that another file holds too, and were left out.", series.duplicates));
    if (series.slices.front().isLegacyMultiFrame)
        warnings.push_back("Multi-frame DICOM: the frames are taken to be parallel, evenly spaced slices in their order.");
    if (stack.slices.size() == 1)
        warnings.push_back("Only one slice was read; give the folder to read the whole series.");
    DicomVoxels voxels = readDicomVoxels(stack);
    description.slope = voxels.slope;
    description.intercept = voxels.intercept;
    DicomImage image;
    const auto times = sliceSeconds(stack, description.trSeconds);
    image.sidecar = dicomSidecar(stack, {request.keepIdentity, request.keepDescriptions, description.trSeconds, times});
    image.volume = volumeOfBytes(std::move(description), voxels.type, std::move(voxels.bytes), std::endian::native == std::endian::big);
    return image;
}

} // namespace insula
