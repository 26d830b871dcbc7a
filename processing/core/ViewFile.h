// Saved views that can be moved: the scene's JSON with, for each file, the path relative to the view, its size and SHA-256.
//
// Keys that each entry of "layers" and of the surfaces' "meshes", their "overlays" and "tracts" gets beside "path" (absolute): "relative"
// (from the view's folder, with /), "size" (bytes), "sha256". Any thread; reading and hashing large files takes seconds. Errors: Error with
// one line, or Cancelled.
#pragma once

#include "processing/core/Progress.h"

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace insula {

// Replaces `file` only when everything is known.
void saveViewFile(const nlohmann::json& scene, const std::filesystem::path& file, const Progress& progress = {});

struct FoundView {
    nlohmann::json view; // each "path" is where the file is now, also in the notes
    std::vector<std::string> changed; // a sentence for each file that is another than when the view was saved
};
// Looks for each file where it lies relative to the view, then where it was. Throws Error, naming those that are at neither place.
FoundView readViewFile(const std::filesystem::path& file, const Progress& progress = {});

} // namespace insula
