#include "processing/core/AtlasFolder.h"

#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/core/Nifti.h"
#include "processing/core/Resources.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <set>
#include <sstream>

namespace insula {

namespace fs = std::filesystem;

namespace {

std::vector<fs::path> filesIn(const fs::path& folder)
{
    std::vector<fs::path> files;
    std::error_code code;
    for (fs::directory_iterator each(folder, fs::directory_options::skip_permission_denied, code), end; !code && each != end;
         each.increment(code)) {
        if (each->is_regular_file(code)) {
            files.push_back(each->path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::string stemOf(const fs::path& image)
{
    std::string stem = image.filename().string();
    for (const char* suffix : {".gz", ".nii", ".hdr", ".img"}) {
        if (stem.ends_with(suffix)) {
            stem.resize(stem.size() - std::string(suffix).size());
        }
    }
    return stem;
}

// What FSL calls "/HarvardOxford/HarvardOxford-cort-prob-2mm", from the folder of the description.
fs::path imageNamed(const fs::path& xml, std::string name)
{
    while (name.starts_with("/")) {
        name.erase(0, 1);
    }
    std::error_code ignored;
    for (const char* suffix : {".nii.gz", ".nii", ""}) {
        const fs::path file = (xml.parent_path() / (name + suffix)).lexically_normal();
        if (fs::is_regular_file(file, ignored)) {
            return file;
        }
    }
    return {};
}

// Its header, and what kind it is.
void describe(InstalledAtlas& atlas)
{
    try {
        const Volume::Description description = readNiftiDescription(atlas.source.image);
        atlas.isProbabilistic = description.frames > 1;
        atlas.space = spaceOf(description, atlas.source.image.string(), true);
        if (!atlas.source.table.empty()) {
            LabelTable table = readLabelFile(atlas.source.table);
            table.erase(0);
            atlas.regions = table.size();
        }
    } catch (const Error& error) {
        atlas.problem = error.what();
    }
}

void addDescribed(const fs::path& xml, std::vector<InstalledAtlas>& found, std::set<fs::path>& taken)
{
    try {
        const AtlasDescription description = readAtlasDescription(xml);
        fs::path image;
        for (const std::string& name : description.images) {
            const fs::path file = imageNamed(xml, name);
            taken.insert(file);
            image = file.empty() ? image : file; // the last is the finest in FSL's own
        }
        for (const std::string& name : description.summaryImages) {
            taken.insert(imageNamed(xml, name));
        }
        found.push_back({{description.name, image, xml}, {}, description.labels.size(), description.isProbabilistic, {}});
        if (image.empty()) {
            found.back().problem = fmt::format("'{}' names images that are not there; put them where it says", xml.filename().string());
        } else {
            describe(found.back());
        }
        if (isMni(description.name) && found.back().space.empty()) {
            found.back().space = "MNI152";
        }
    } catch (const Error& error) {
        found.push_back({{xml.stem().string(), {}, xml}, {}, 0, false, error.what()});
    }
}

} // namespace

fs::path userAtlasFolder()
{
    return userDataFolder() / "atlases";
}

std::vector<fs::path> atlasFolders()
{
    std::vector<fs::path> folders;
    const auto add = [&folders](const fs::path& folder) {
        std::error_code ignored;
        if (fs::is_directory(folder, ignored) && std::find(folders.begin(), folders.end(), folder) == folders.end()) {
            folders.push_back(folder);
        }
    };
    try {
        add(userAtlasFolder());
    } catch (const Error&) { // no home: then only the others
    }
    if (const char* path = std::getenv("INSULA_ATLAS_PATH")) {
        std::istringstream parts(path);
        for (std::string part; std::getline(parts, part, ':');) {
            add(part);
        }
    }
    try {
        add(resourceFolder() / "atlases");
    } catch (const Error&) { // reported by whatever needs the resources
    }
    return folders;
}

std::vector<InstalledAtlas> findAtlases(const std::vector<fs::path>& folders)
{
    std::vector<fs::path> all;
    for (const fs::path& folder : folders) {
        all.push_back(folder);
        std::error_code code;
        for (fs::directory_iterator each(folder, fs::directory_options::skip_permission_denied, code), end; !code && each != end;
             each.increment(code)) {
            if (each->is_directory(code)) {
                all.push_back(each->path());
            }
        }
    }
    std::vector<InstalledAtlas> found;
    std::set<fs::path> taken; // by descriptions
    for (const fs::path& folder : all) {
        for (const fs::path& file : filesIn(folder)) {
            if (isAtlasDescription(file)) {
                addDescribed(file, found, taken);
            }
        }
    }
    for (const fs::path& folder : all) {
        for (const fs::path& file : filesIn(folder)) {
            if (looksLikeNifti(file) && file.extension() != ".img" && taken.insert(file).second) {
                found.push_back({{stemOf(file), file, labelFileBeside(file).value_or(fs::path())}, {}, 0, false, {}});
                describe(found.back());
            }
        }
    }
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.source.name < b.source.name; });
    return found;
}

std::optional<InstalledAtlas> installedAtlas(const fs::path& image, const std::vector<fs::path>& folders)
{
    const std::vector<InstalledAtlas> all = findAtlases(folders);
    auto found = std::ranges::find_if(all, [&](const InstalledAtlas& each) { return each.source.image == image && each.problem.empty(); });
    if (found != all.end()) {
        return *found;
    }
    std::error_code ignored;
    if (fs::is_regular_file(image, ignored)) {
        InstalledAtlas atlas{{stemOf(image), image, labelFileBeside(image).value_or(fs::path())}, {}, 0, false, {}};
        describe(atlas);
        return atlas;
    }
    found = std::ranges::find_if(
        all, [&](const InstalledAtlas& each) { return each.source.image.filename() == image.filename() && each.problem.empty(); });
    return found == all.end() ? std::nullopt : std::optional(*found);
}

AtlasPtr readAtlas(const InstalledAtlas& installed, const Progress& progress)
{
    AtlasPtr atlas = Atlas::read(installed.source, progress);
    if (atlas->space().empty() && !installed.space.empty()) {
        atlas = std::make_shared<const Atlas>(atlas->name(), atlas->volume(), atlas->regions(), installed.space);
    }
    return atlas;
}

fs::path addAtlas(const AtlasSource& source, bool link, const fs::path& folder)
{
    const AtlasPtr atlas = Atlas::read(source);
    fs::create_directories(folder);
    std::string suffix = source.image.filename().string().substr(stemOf(source.image).size());
    const fs::path target = folder / (stemOf(source.image) + suffix);
    std::error_code code;
    if (fs::exists(fs::symlink_status(target, code))) {
        throw Error(fmt::format("there is an atlas '{}' already in '{}'; remove it first", target.filename().string(), folder.string()));
    }
    if (suffix == ".hdr" || suffix == ".img") {
        throw Error(fmt::format("'{}' comes as two files; save it as .nii.gz and add that", source.image.filename().string()));
    }
    writeTextFile(folder / (stemOf(source.image) + ".tsv"), toTsv(atlas->regions()));
    if (link) {
        fs::create_symlink(fs::absolute(source.image), target, code);
    } else {
        fs::copy_file(source.image, target, code);
    }
    if (code) {
        throw Error(fmt::format("cannot put '{}' into '{}': {}", source.image.string(), folder.string(), code.message()));
    }
    return target;
}

} // namespace insula
