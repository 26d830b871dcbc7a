// Copies of DICOM images without what says who, where and when, and the list of what would go.
//
// By the Basic Application Level Confidentiality Profile (ConfidentialityProfile.h), in sequences too. New UIDs are the same for the same
// old one in all files of a call, and with the same key in all calls. Pixels are not touched: what is burned into a picture, and a face,
// stay, and a warning says so where it can be suspected. Files that hold no image (reports, documents, directories) are left out. Names of
// files and folders are new ones: "<series>/000001.dcm". Files are read in a child process with limits. Errors: Error; a file that cannot
// be written is one. The program must have one thread, see LimitedProcess.h.
#pragma once

#include "processing/core/ConfidentialityProfile.h"
#include "processing/core/Progress.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>

namespace insula {

struct DeidentifyRequest {
    std::filesystem::path source; // file, folder or zip archive
    std::filesystem::path target; // a new or empty folder; empty: only say what would be done
    RetainOptions retain;
    std::string key; // of the new UIDs; empty: a random one
};

// {"files": N, "left_out": N, "attributes": [{"tag": "(0010,0010)", "name", "action": "X"|"Z"|"D"|"U", "values": [at most 3], "becomes",
// "files": N}],
//  "private": N attributes, "warnings": [text], "method": text}
nlohmann::json deidentifyDicom(const DeidentifyRequest& request, const Progress& progress);

} // namespace insula

extern "C" void insulaDeidentifyDicom(const insula::DeidentifyRequest& request, const insula::Progress& progress, nlohmann::json& result);
