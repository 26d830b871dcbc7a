// Saved views that can be moved: the scene's JSON with, for each file, the path relative to the view, its size and SHA-256.
//
// Keys that each entry of "layers" and of the surfaces' "meshes", their "overlays" and "tracts" gets beside "path" (absolute): "relative"
// (from the view's folder, with /), "size" (bytes), "sha256". The atlas that names regions ("readout-atlas") is known by its path and
// "relative", too; it may be missing. Any thread; reading and hashing large files takes seconds. Errors: Error with one line, or Cancelled.
#pragma once

#include "processing/core/Progress.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace insula {

// Replaces `file` only when everything is known.
void saveViewFile(const nlohmann::json& scene, const std::filesystem::path& file, const Progress& progress = {});

// A file that a view shows and that is not there.
struct MissingViewFile {
    std::string saved; // its path in the view
    std::string name; // of the layer
    std::optional<std::uintmax_t> bytes; // when the view was saved; none in old views, as the hash
    std::string sha256;
};
// Where files of a view are now, by the path in the view; an empty path leaves the layer out.
using ViewPlaces = std::map<std::string, std::filesystem::path>;

struct FoundView {
    nlohmann::json view; // each "path" is where the file is now, also in the notes
    std::vector<std::string> changed; // a sentence for each file that is another than when the view was saved
    std::vector<MissingViewFile> missing; // with any, the view cannot be shown
};
// Looks for each file in `places`, where it lies relative to the view, and where it was.
FoundView findViewFiles(const std::filesystem::path& file, const ViewPlaces& places = {}, const Progress& progress = {});
// The same. Throws Error, naming those that are missing.
FoundView readViewFile(const std::filesystem::path& file, const Progress& progress = {});

struct LocatedFile {
    std::filesystem::path path;
    bool isSame = true; // as when the view was saved, as far as the view knows
};
// The user found one of the missing files, `saved`, at `found`: the others, by the path in the view, where they lie likewise beside it, by
// name, else by size and hash in the same folder. What is not found is left out. Hashes files: takes seconds for large ones.
std::map<std::string, LocatedFile> locateViewFiles(const std::vector<MissingViewFile>& missing, const std::string& saved,
    const std::filesystem::path& found, const Progress& progress = {});

} // namespace insula
