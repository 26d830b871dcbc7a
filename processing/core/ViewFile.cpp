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

bool hasList(const json& parent, const char* key)
{
    return parent.is_object() && parent.contains(key) && parent.at(key).is_array();
}

// Every list of a view whose entries show files: images, meshes, values on each mesh, streamlines.
std::vector<json*> listsOf(json& view)
{
    std::vector<json*> lists;
    const auto add = [&lists](json& parent, const char* key) {
        if (hasList(parent, key)) {
            lists.push_back(&parent.at(key));
        }
    };
    add(view, "layers");
    if (view.contains("surfaces")) {
        json& surfaces = view.at("surfaces");
        if (hasList(surfaces, "meshes")) {
            for (json& mesh : surfaces.at("meshes")) {
                add(mesh, "overlays");
            }
        }
        add(surfaces, "meshes");
        add(surfaces, "tracts");
    }
    return lists;
}

std::vector<json*> entriesOf(json& view)
{
    std::vector<json*> entries;
    for (json* list : listsOf(view)) {
        for (json& entry : *list) {
            entries.push_back(&entry);
        }
    }
    return entries;
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

// Takes out what shows a file that is left out. Layers are referred to by their place in the list.
void leaveOut(json& view, const ViewPlaces& known)
{
    const auto isLeftOut = [&known](const json& entry) {
        const auto given = known.find(entry.at("path").get<std::string>());
        return given != known.end() && given->second.empty();
    };
    json& layers = view.at("layers");
    for (std::size_t n = layers.size(); n-- > 0;) {
        if (!isLeftOut(layers[n])) {
            continue;
        }
        if (view.contains("selected") && view.at("selected").is_number_integer() && view.at("selected") >= n) {
            view["selected"] = std::max(layers.size() > 1 ? 0 : -1, view.at("selected").get<int>() - 1);
        }
        if (view.contains("comparison") && hasList(view.at("comparison"), "offsets") && n < view.at("comparison").at("offsets").size()) {
            view.at("comparison").at("offsets").erase(n);
        }
        layers.erase(n);
    }
    for (json* list : listsOf(view)) { // values before their mesh
        for (std::size_t n = list->size(); n-- > 0;) {
            if (isLeftOut((*list)[n])) {
                list->erase(n);
            }
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
    view.at("layers"); // a scene has them
    const std::vector<json*> entries = entriesOf(view);
    for (std::size_t n = 0; n < entries.size(); ++n) {
        json& layer = *entries[n];
        const fs::path path = layer.at("path").get<std::string>();
        if (path.empty()) {
            throw Error("the layer '" + layer.value("name", std::string()) + "' has no file yet; save it first, then the view");
        }
        if (!isFile(path)) {
            throw Error("'" + path.string() + "' is not there any more; save it again, then the view");
        }
        layer["path"] = absolutePath(path).string();
        layer["relative"] = absolutePath(path).lexically_relative(folder).generic_string();
        layer["size"] = fs::file_size(path);
        layer["sha256"] = sha256OfFile(path, partOf(progress, n, entries.size()));
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
    const std::vector<json*> entries = entriesOf(view);
    for (json* entry : entries) {
        if (!entry->is_object() || !entry->contains("path") || !entry->at("path").is_string()) {
            throw Error("'" + file.string() + "' has an image, a surface or streamlines without a path");
        }
        const auto saved = entry->at("path").get<std::string>();
        const auto given = known.find(saved);
        if (given != known.end() && given->second.empty()) {
            continue;
        }
        const fs::path place = given != known.end() ? given->second : placeOf(*entry, folder);
        if (isFile(place)) {
            places[saved] = place.string();
        } else if (std::ranges::find(found.missing, saved, &MissingViewFile::saved) == found.missing.end()) {
            found.missing.push_back(missingFile(*entry));
        }
    }
    if (!found.missing.empty()) {
        return found; // nothing is hashed that has to be asked for again
    }
    leaveOut(view, known); // entries move
    const std::vector<json*> kept = entriesOf(view);
    for (std::size_t n = 0; n < kept.size(); ++n) {
        json& path = kept[n]->at("path");
        path = places.at(path.get<std::string>());
        if (std::string changed = difference(*kept[n], path.get<std::string>(), partOf(progress, n, kept.size())); !changed.empty()) {
            found.changed.push_back(std::move(changed));
        }
    }
    if (json* atlas = atlasOf(view); atlas && atlas->contains("relative") && atlas->at("relative").is_string()) {
        const fs::path beside = (folder / atlas->at("relative").get<std::string>()).lexically_normal();
        atlas->at("image") = isFile(beside) ? json(beside.string()) : atlas->at("image");
    }
    followFiles(view, places);
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
            + "; bring them back, or move the view together with its files");
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
