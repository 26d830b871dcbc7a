#include "processing/core/ViewFile.h"

#include "processing/core/AbsolutePath.h"
#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/core/Hash.h"

#include <algorithm>
#include <map>

namespace insula {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

bool isFile(const fs::path& path)
{
    std::error_code code;
    return fs::is_regular_file(path, code);
}

Progress partOf(const Progress& progress, std::size_t n, std::size_t count)
{
    const auto all = static_cast<double>(count);
    return progress.part(static_cast<double>(n) / all, static_cast<double>(n + 1) / all);
}

// Says what is different; empty when nothing is, or when the view does not know.
std::string difference(const json& layer, const fs::path& file, const Progress& progress)
{
    const auto note = [&file](const std::string& what) {
        return "'" + file.string() + "' " + what + " since the view was saved: what the view shows may lie elsewhere in it";
    };
    std::error_code code;
    const std::uintmax_t size = fs::file_size(file, code);
    if (!code && layer.contains("size") && layer.at("size").is_number_unsigned() && layer.at("size").get<std::uintmax_t>() != size) {
        return note("has another size");
    }
    if (layer.contains("sha256") && layer.at("sha256").is_string() && layer.at("sha256") != sha256OfFile(file, progress)) {
        return note("has changed");
    }
    return {};
}

// The atlas that names regions in the view; none in most.
json* atlasOf(json& view)
{
    const auto found = view.find("readout-atlas");
    return found != view.end() && found->is_object() && found->contains("image") && found->at("image").is_string() ? &*found : nullptr;
}

fs::path placeOf(const json& layer, const fs::path& folder)
{
    if (layer.contains("relative") && layer.at("relative").is_string()) {
        const fs::path beside = (folder / layer.at("relative").get<std::string>()).lexically_normal();
        if (isFile(beside)) {
            return beside;
        }
    }
    return folder / layer.at("path").get<std::string>(); // the path itself when that is absolute
}

MissingViewFile missingFile(const json& layer)
{
    MissingViewFile out;
    out.saved = layer.at("path").get<std::string>();
    out.name = layer.contains("name") && layer.at("name").is_string() ? layer.at("name").get<std::string>()
                                                                      : fs::path(out.saved).filename().string();
    if (layer.contains("size") && layer.at("size").is_number_unsigned()) {
        out.bytes = layer.at("size").get<std::uintmax_t>();
    }
    if (layer.contains("sha256") && layer.at("sha256").is_string()) {
        out.sha256 = layer.at("sha256").get<std::string>();
    }
    return out;
}

// The file's paths elsewhere in the view: in its notes, and where a layer's opacity comes from.
void followFiles(json& view, const std::map<std::string, std::string>& places)
{
    const auto follow = [&places](json& path) {
        if (path.is_string()) {
            const auto moved = places.find(path.get<std::string>());
            path = moved == places.end() ? path : json(moved->second);
        }
    };
    if (view.contains("notes") && view.at("notes").is_array()) {
        for (json& note : view.at("notes")) {
            if (note.is_object() && note.contains("image")) {
                follow(note.at("image"));
            }
        }
    }
    for (json& layer : view.at("layers")) {
        json* display = layer.contains("display") && layer.at("display").is_object() ? &layer.at("display") : nullptr;
        if (display && display->contains("alpha-from") && display->at("alpha-from").is_array() && !display->at("alpha-from").empty()) {
            follow(display->at("alpha-from").at(0));
        }
    }
}

// Layers are referred to by their place in the list; indices ascend.
void leaveOut(json& view, const std::vector<std::size_t>& indices)
{
    for (auto index = indices.rbegin(); index != indices.rend(); ++index) {
        view.at("layers").erase(*index);
        if (view.contains("selected") && view.at("selected").is_number_integer() && view.at("selected") >= *index) {
            view["selected"] = std::max(view.at("layers").empty() ? -1 : 0, view.at("selected").get<int>() - 1);
        }
        json* comparison = view.contains("comparison") && view.at("comparison").is_object() ? &view.at("comparison") : nullptr;
        if (comparison && comparison->contains("offsets") && comparison->at("offsets").is_array()
            && *index < comparison->at("offsets").size()) {
            comparison->at("offsets").erase(*index);
        }
    }
}

bool isSameFile(const MissingViewFile& wanted, const fs::path& file, const Progress& progress)
{
    std::error_code code;
    return (!wanted.bytes || fs::file_size(file, code) == *wanted.bytes)
        && (wanted.sha256.empty() || sha256OfFile(file, progress) == wanted.sha256);
}

// Candidates under another name: only when the hash can tell.
std::vector<fs::path> filesOfSize(const fs::path& folder, const MissingViewFile& wanted)
{
    std::vector<fs::path> found;
    std::error_code code;
    if (!wanted.bytes || wanted.sha256.empty()) {
        return found;
    }
    for (fs::directory_iterator entry(folder, code), end; !code && entry != end; entry.increment(code)) {
        std::error_code ignored;
        if (entry->is_regular_file(ignored) && entry->file_size(ignored) == *wanted.bytes) {
            found.push_back(entry->path());
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

} // namespace

void saveViewFile(const json& scene, const fs::path& file, const Progress& progress)
{
    json view = scene;
    const fs::path folder = absolutePath(file).parent_path();
    json& layers = view.at("layers");
    for (std::size_t n = 0; n < layers.size(); ++n) {
        json& layer = layers[n];
        const fs::path path = layer.at("path").get<std::string>();
        if (path.empty()) {
            throw Error("the layer '" + layer.value("name", std::string()) + "' has no file yet; save it first, then the view");
        }
        if (!isFile(path)) {
            throw Error("'" + path.string() + "' is not there any more; save the image again, then the view");
        }
        layer["path"] = absolutePath(path).string();
        layer["relative"] = absolutePath(path).lexically_relative(folder).generic_string();
        layer["size"] = fs::file_size(path);
        layer["sha256"] = sha256OfFile(path, partOf(progress, n, layers.size()));
    }
    if (json* atlas = atlasOf(view)) {
        (*atlas)["relative"] = absolutePath(atlas->at("image").get<std::string>()).lexically_relative(folder).generic_string();
    }
    writeTextFile(file, view.dump(2) + "\n");
}

FoundView findViewFiles(const fs::path& file, const ViewPlaces& known, const Progress& progress)
{
    FoundView found{json::parse(readTextFile(file), nullptr, false), {}, {}};
    json& view = found.view;
    if (!view.is_object() || !view.contains("layers") || !view.at("layers").is_array()) {
        throw Error("'" + file.string() + "' is not a saved view; choose a file that \"Save view\" wrote");
    }
    const fs::path folder = absolutePath(file).parent_path();
    std::map<std::string, std::string> places;
    std::vector<std::size_t> leftOut;
    json& layers = view.at("layers");
    for (std::size_t n = 0; n < layers.size(); ++n) {
        json& layer = layers[n];
        if (!layer.is_object() || !layer.contains("path") || !layer.at("path").is_string()) {
            throw Error("'" + file.string() + "' has a layer without a path");
        }
        const auto saved = layer.at("path").get<std::string>();
        const auto given = known.find(saved);
        if (given != known.end() && given->second.empty()) {
            leftOut.push_back(n);
            continue;
        }
        const fs::path place = given != known.end() ? given->second : placeOf(layer, folder);
        if (!isFile(place)) {
            found.missing.push_back(missingFile(layer));
            continue;
        }
        places[saved] = place.string();
        layer["path"] = place.string();
    }
    if (!found.missing.empty()) {
        return found; // nothing is hashed that has to be asked for again
    }
    for (std::size_t n = 0; n < layers.size(); ++n) {
        if (std::ranges::count(leftOut, n) > 0) {
            continue;
        }
        if (std::string changed = difference(layers[n], layers[n].at("path").get<std::string>(), partOf(progress, n, layers.size()));
            !changed.empty()) {
            found.changed.push_back(std::move(changed));
        }
    }
    if (json* atlas = atlasOf(view); atlas && atlas->contains("relative") && atlas->at("relative").is_string()) {
        const fs::path beside = (folder / atlas->at("relative").get<std::string>()).lexically_normal();
        atlas->at("image") = isFile(beside) ? json(beside.string()) : atlas->at("image");
    }
    followFiles(view, places);
    leaveOut(view, leftOut);
    return found;
}

FoundView readViewFile(const fs::path& file, const Progress& progress)
{
    FoundView found = findViewFiles(file, {}, progress);
    if (!found.missing.empty()) {
        std::string missing;
        for (const MissingViewFile& each : found.missing) {
            missing += (missing.empty() ? "'" : ", '") + each.saved + "'";
        }
        throw Error("the view '" + file.string() + "' shows files that are not there: " + missing
            + "; bring them back, or move the view together with its images");
    }
    return found;
}

std::map<std::string, LocatedFile> locateViewFiles(
    const std::vector<MissingViewFile>& missing, const std::string& saved, const fs::path& found, const Progress& progress)
{
    std::map<std::string, LocatedFile> located;
    const fs::path oldFolder = fs::path(saved).parent_path(), newFolder = found.parent_path();
    for (std::size_t n = 0; n < missing.size(); ++n) {
        const MissingViewFile& file = missing[n];
        const Progress part = partOf(progress, n, missing.size());
        if (file.saved == saved) {
            located[saved] = {found, isSameFile(file, found, part)};
            continue;
        }
        const fs::path likewise = (newFolder / fs::path(file.saved).lexically_relative(oldFolder)).lexically_normal();
        const fs::path beside = newFolder / fs::path(file.saved).filename();
        std::vector<fs::path> candidates{likewise, beside};
        for (const fs::path& other : filesOfSize(newFolder, file)) {
            candidates.push_back(other);
        }
        for (const fs::path& candidate : candidates) {
            if (isFile(candidate) && isSameFile(file, candidate, part)) {
                located[file.saved] = {candidate, true};
                break;
            }
        }
        for (const fs::path& named : {likewise, beside}) { // of that name, with other content
            if (!located.contains(file.saved) && isFile(named)) {
                located[file.saved] = {named, false};
            }
        }
    }
    return located;
}

} // namespace insula
