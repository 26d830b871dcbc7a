#include "processing/steps/DicomSlices.h"

#include "processing/core/Error.h"
#include "processing/steps/BadFileWatch.h"
#include "processing/steps/DicomHeader.h"

#include <fmt/format.h>

#include <algorithm>

namespace insula {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t MostFiles = 200000;

std::vector<fs::path> filesOf(const fs::path& path)
{
    std::error_code ignored;
    if (!fs::is_directory(path, ignored))
        return {path};
    std::vector<fs::path> files;
    for (auto it = fs::recursive_directory_iterator(path, fs::directory_options::skip_permission_denied, ignored);
         it != fs::recursive_directory_iterator(); it.increment(ignored)) {
        if (it->is_regular_file(ignored) && it->path().filename() != "DICOMDIR")
            files.push_back(it->path());
        if (files.size() > MostFiles)
            throw Error(fmt::format("more than {} files below '{}': choose the folder of one study", MostFiles, path.string()));
    }
    std::sort(files.begin(), files.end());
    return files;
}

} // namespace

DicomScan scanDicom(const fs::path& fileOrFolder, BadFileWatch& watch)
{
    DicomScan scan;
    std::string problem;
    const auto passOver = [&](const fs::path& file, const char* why) {
        problem = fmt::format("'{}' was passed over: {}", file.filename().string(), why);
        scan.problems.push_back(problem);
    };
    for (const fs::path& file : filesOf(fileOrFolder)) {
        ++scan.files;
        if (!watch.begin(file)) {
            passOver(file, "the reader crashed on it; it is damaged or hostile");
            continue;
        }
        // One damaged file does not keep the others from being read.
        try {
            auto slices = slicesOfFile(file);
            scan.images += slices.empty() ? 0 : 1;
            scan.slices.insert(scan.slices.end(), std::make_move_iterator(slices.begin()), std::make_move_iterator(slices.end()));
        } catch (const Error& error) {
            problem = error.what();
            scan.problems.push_back(problem);
        } catch (const std::bad_alloc&) {
            passOver(file, "its header needs more memory than is allowed; it is damaged or hostile");
        } catch (const std::exception&) { // GDCM's own
            passOver(file, "its header is damaged");
        }
    }
    watch.end();
    if (scan.slices.empty() && !problem.empty())
        throw Error(problem);
    if (scan.slices.empty())
        throw Error("no DICOM image was found in '" + fileOrFolder.string() + "'");
    return scan;
}

} // namespace insula
