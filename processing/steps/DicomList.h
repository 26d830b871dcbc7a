// The series of a file, a folder or a zip archive as JSON, for people to choose from. The headers are read in a child process with limits.
//
// {"files": N, "images": N, "problems": [text], "series": [{"place": from 1, "id", "part", "number", "modality", "description", "protocol",
// "files", "size": [x, y, z], "frames": N, "spacing": [mm], "tr": s, "te": ms, "becomes": "func/task-rest_bold", "note": why it
// is not worth keeping or "", "folder": the files' common folder, "warnings": [text], "usable": whether it makes an image}]}. Neither the
// names of people nor dates are in it. Errors: Error. The program must have one thread, see LimitedProcess.h.
#pragma once

#include "processing/core/Progress.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <filesystem>

namespace insula {

nlohmann::json dicomSeriesList(const std::filesystem::path& source, std::uint64_t maxMemoryMb, double maxSeconds, const Progress& progress);

} // namespace insula

// For programs that load this library: result receives dicomSeriesList(). 0: limits by the size of the source.
extern "C" void insulaListDicom(const std::filesystem::path& source, std::uint64_t maxMemoryMb, double maxSeconds,
    const insula::Progress& progress, nlohmann::json& result);
