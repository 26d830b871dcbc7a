#include "processing/core/ViewFile.h"

#include "processing/core/AbsolutePath.h"
#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/core/Hash.h"

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

// Every entry of a view that shows a file.
std::vector<json*> entriesOf(json& view)
{
    std::vector<json*> entries;
    const auto add = [&entries](json& parent, const char* key) {
        if (parent.is_object() && parent.contains(key) && parent.at(key).is_array()) {
            for (json& entry : parent.at(key)) {
                entries.push_back(&entry);
            }
        }
    };
    add(view, "layers");
    if (view.contains("surfaces")) {
        json& surfaces = view.at("surfaces");
        const std::size_t first = entries.size();
        add(surfaces, "meshes");
        for (std::size_t n = first, end = entries.size(); n < end; ++n) {
            add(*entries[n], "overlays");
        }
        add(surfaces, "tracts");
    }
    return entries;
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
    writeTextFile(file, view.dump(2) + "\n");
}

FoundView readViewFile(const fs::path& file, const Progress& progress)
{
    FoundView found{json::parse(readTextFile(file), nullptr, false), {}};
    json& view = found.view;
    if (!view.is_object() || !view.contains("layers") || !view.at("layers").is_array()) {
        throw Error("'" + file.string() + "' is not a saved view; choose a file that \"Save view\" wrote");
    }
    const fs::path folder = absolutePath(file).parent_path();
    std::map<std::string, std::string> places;
    std::string missing;
    const std::vector<json*> entries = entriesOf(view);
    for (std::size_t n = 0; n < entries.size(); ++n) {
        json& layer = *entries[n];
        if (!layer.is_object() || !layer.contains("path") || !layer.at("path").is_string()) {
            throw Error("'" + file.string() + "' has an image, a surface or streamlines without a path");
        }
        const auto saved = layer.at("path").get<std::string>();
        fs::path place = folder / saved; // saved itself when that is absolute
        if (layer.contains("relative") && layer.at("relative").is_string()) {
            const fs::path beside = (folder / layer.at("relative").get<std::string>()).lexically_normal();
            place = isFile(beside) ? beside : place;
        }
        if (!isFile(place)) {
            missing += (missing.empty() ? "'" : ", '") + saved + "'";
            continue;
        }
        places[saved] = place.string();
        layer["path"] = place.string();
        if (std::string changed = difference(layer, place, partOf(progress, n, entries.size())); !changed.empty()) {
            found.changed.push_back(std::move(changed));
        }
    }
    if (!missing.empty()) {
        throw Error("the view '" + file.string() + "' shows files that are not there: " + missing
            + "; bring them back, or move the view together with its files");
    }
    if (view.contains("notes") && view.at("notes").is_array()) {
        for (json& note : view.at("notes")) {
            if (note.is_object() && note.contains("image") && note.at("image").is_string()) {
                const auto moved = places.find(note.at("image").get<std::string>());
                note["image"] = moved == places.end() ? note.at("image") : json(moved->second);
            }
        }
    }
    return found;
}

} // namespace insula
