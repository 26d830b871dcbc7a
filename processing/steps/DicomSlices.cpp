#include "processing/steps/DicomSlices.h"

#include "processing/core/Error.h"

#include <gdcmScanner.h>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <cstring>

namespace insula {
namespace {

namespace fs = std::filesystem;

const gdcm::Tag ImageType(0x0008, 0x0008), SeriesDescription(0x0008, 0x103e), SliceThickness(0x0018, 0x0050),
    RepetitionTime(0x0018, 0x0080), SeriesUid(0x0020, 0x000e), AcquisitionNumber(0x0020, 0x0012), InstanceNumber(0x0020, 0x0013),
    Position(0x0020, 0x0032), Orientation(0x0020, 0x0037), TemporalPosition(0x0020, 0x0100), NumberOfFrames(0x0028, 0x0008),
    Rows(0x0028, 0x0010), Columns(0x0028, 0x0011), PixelSpacing(0x0028, 0x0030);

constexpr std::size_t MostFiles = 200000;

std::vector<std::string> filesOf(const fs::path& path)
{
    std::error_code ignored;
    if (!fs::is_directory(path, ignored))
        return {path.string()};
    std::vector<std::string> files;
    for (auto it = fs::recursive_directory_iterator(path, fs::directory_options::skip_permission_denied, ignored);
         it != fs::recursive_directory_iterator(); it.increment(ignored)) {
        if (it->is_regular_file(ignored) && it->path().filename() != "DICOMDIR")
            files.push_back(it->path().string());
        if (files.size() > MostFiles)
            throw Error(fmt::format("more than {} files below '{}': choose the folder of one study", MostFiles, path.string()));
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::string trimmed(const char* text)
{
    if (!text)
        return {};
    std::string out(text, strnlen(text, 1024));
    out.erase(out.find_last_not_of(" \0") + 1);
    return out;
}

// "1.5\0.75" as numbers; empty unless there are exactly `count` finite ones.
std::vector<double> numbers(const char* text, std::size_t count)
{
    std::vector<double> values;
    for (const char* at = text; at && *at && values.size() <= count;) {
        char* end = nullptr;
        values.push_back(std::strtod(at, &end));
        if (end == at || !std::isfinite(values.back()))
            return {};
        while (*end == ' ')
            ++end;
        if (*end && *end != '\\')
            return {};
        at = *end ? end + 1 : end;
    }
    return values.size() == count ? values : std::vector<double>{};
}

double number(const char* text, double otherwise)
{
    const auto values = numbers(text, 1);
    return values.empty() ? otherwise : values[0];
}

int whole(const char* text, int otherwise)
{
    const double value = number(text, otherwise);
    return std::abs(value) < 1e9 ? static_cast<int>(value) : otherwise;
}

bool normalise(Vec3& v)
{
    const double length = std::hypot(v[0], v[1], v[2]);
    if (!(std::abs(length - 1) < 0.01)) // rounded directions are common, other lengths are wrong
        return false;
    for (double& x : v)
        x /= length;
    return true;
}

void readGeometry(const gdcm::Scanner& scanner, const char* file, DicomSlice& slice)
{
    const auto position = numbers(scanner.GetValue(file, Position), 3);
    const auto orientation = numbers(scanner.GetValue(file, Orientation), 6);
    const auto spacing = numbers(scanner.GetValue(file, PixelSpacing), 2);
    if (position.empty() || orientation.empty() || spacing.empty() || !(spacing[0] > 0) || !(spacing[1] > 0))
        return;
    slice.position = {position[0], position[1], position[2]};
    slice.row = {orientation[0], orientation[1], orientation[2]};
    slice.column = {orientation[3], orientation[4], orientation[5]};
    slice.rowSpacingMm = spacing[0]; // first value: between rows
    slice.columnSpacingMm = spacing[1];
    slice.hasGeometry = normalise(slice.row) && normalise(slice.column);
}

DicomSlice sliceOf(const gdcm::Scanner& scanner, const std::string& path)
{
    const char* file = path.c_str();
    DicomSlice slice;
    slice.file = path;
    slice.series = trimmed(scanner.GetValue(file, SeriesUid));
    slice.description = trimmed(scanner.GetValue(file, SeriesDescription));
    slice.imageType = trimmed(scanner.GetValue(file, ImageType));
    slice.rows = whole(scanner.GetValue(file, Rows), 0);
    slice.columns = whole(scanner.GetValue(file, Columns), 0);
    slice.frames = std::max(1, whole(scanner.GetValue(file, NumberOfFrames), 1));
    slice.thicknessMm = std::max(0.0, number(scanner.GetValue(file, SliceThickness), 0));
    slice.trSeconds = std::max(0.0, number(scanner.GetValue(file, RepetitionTime), 0) / 1000);
    slice.acquisition = whole(scanner.GetValue(file, AcquisitionNumber), 0);
    slice.instance = whole(scanner.GetValue(file, InstanceNumber), 0);
    slice.temporalPosition = whole(scanner.GetValue(file, TemporalPosition), 0);
    readGeometry(scanner, file, slice);
    return slice;
}

} // namespace

std::vector<DicomSlice> scanDicom(const fs::path& fileOrFolder)
{
    const std::vector<std::string> files = filesOf(fileOrFolder);
    gdcm::Scanner scanner;
    for (const gdcm::Tag& tag : {ImageType, SeriesDescription, SliceThickness, RepetitionTime, SeriesUid, AcquisitionNumber, InstanceNumber,
             Position, Orientation, TemporalPosition, NumberOfFrames, Rows, Columns, PixelSpacing})
        scanner.AddTag(tag);
    std::vector<DicomSlice> slices;
    if (!files.empty() && scanner.Scan(files))
        for (const std::string& file : files)
            if (scanner.IsKey(file.c_str()))
                if (DicomSlice slice = sliceOf(scanner, file); slice.rows > 0 && slice.columns > 0)
                    slices.push_back(std::move(slice));
    if (slices.empty())
        throw Error("no DICOM image was found in '" + fileOrFolder.string() + "'");
    return slices;
}

std::vector<DicomSlice> chooseSeries(const std::vector<DicomSlice>& all, const std::string& series)
{
    std::vector<std::string> ids; // in the order of the files
    for (const DicomSlice& slice : all)
        if (std::find(ids.begin(), ids.end(), slice.series) == ids.end())
            ids.push_back(slice.series);
    std::string list, chosen = ids.size() == 1 && series.empty() ? ids[0] : std::string{};
    for (std::size_t n = 0; n < ids.size(); ++n) {
        const auto isIn = [&](const DicomSlice& slice) { return slice.series == ids[n]; };
        const auto first = std::find_if(all.begin(), all.end(), isIn);
        list += fmt::format("{}{} = {} ({}, {} files)", n ? "; " : "", n + 1, ids[n],
            first->description.empty() ? "no description" : first->description, std::count_if(all.begin(), all.end(), isIn));
        if (!series.empty() && (series == ids[n] || series == std::to_string(n + 1)))
            chosen = ids[n];
    }
    std::vector<DicomSlice> result;
    std::copy_if(all.begin(), all.end(), std::back_inserter(result), [&](const DicomSlice& slice) { return slice.series == chosen; });
    if (result.empty() && !series.empty())
        throw usageError(fmt::format("there is no series '{}' here; choose one with --series: {}", series, list));
    if (result.empty())
        throw usageError(fmt::format("there are {} series here; choose one with --series: {}", ids.size(), list));
    return result;
}

} // namespace insula
