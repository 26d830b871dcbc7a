// The search path of model packages: where they lie and whether their files are the right ones.
#include "processing/core/ModelPackage.h"

#include "processing/core/Error.h"
#include "processing/core/Hash.h"
#include "processing/core/Resources.h"
#include "processing/core/SimilarName.h"

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>
#include <mutex>
#include <optional>
#include <sstream>
#include <tuple>

namespace insula {
namespace {

namespace fs = std::filesystem;

// A file is hashed once per process unless it changes.
std::string cachedSha256(const fs::path& file)
{
    using Stamp = std::tuple<std::string, std::uintmax_t, fs::file_time_type>;
    static std::mutex mutex;
    static std::map<Stamp, std::string> hashes;
    const Stamp stamp{fs::absolute(file).string(), fs::file_size(file), fs::last_write_time(file)};
    {
        const std::lock_guard lock(mutex);
        if (const auto found = hashes.find(stamp); found != hashes.end())
            return found->second;
    }
    const std::string hash = sha256OfFile(file);
    const std::lock_guard lock(mutex);
    hashes[stamp] = hash;
    return hash;
}

fs::path environmentFolder(const char* variable)
{
    const char* value = std::getenv(variable);
    return value && *value ? fs::path(value) : fs::path();
}

std::optional<fs::path> shippedModelFolder()
{
    try {
        return resourceFolder() / "models";
    } catch (const Error&) { // a program taken out of its folder still finds the user's own packages
        return std::nullopt;
    }
}

// Looks for one file of a package; fills `found` or returns why not.
std::string locate(const ModelPackage& package, const ModelFile& file, const std::vector<fs::path>& candidates, FoundModel& found)
{
    std::string damage;
    for (const fs::path& candidate : candidates) {
        std::error_code code;
        if (!fs::is_regular_file(candidate, code))
            continue;
        try {
            const std::string hash = fs::file_size(candidate) == file.bytes ? cachedSha256(candidate) : "another length";
            if (hash == file.sha256) {
                found.files[file.name] = candidate;
                return {};
            }
            damage = fmt::format("'{}' is not the file that '{}' expects (SHA-256 {}, expected {}); get it again from its source",
                candidate.string(), package.id, hash, file.sha256);
        } catch (const std::exception& error) { // unreadable: as good as damaged, and the next folder may hold a sound one
            damage = fmt::format("'{}' cannot be read ({}); check its permissions", candidate.string(), error.what());
        }
    }
    if (!damage.empty())
        found.state = ModelState::Damaged;
    return damage;
}

FoundModel join(ModelPackage package, const std::vector<fs::path>& folders)
{
    FoundModel found;
    found.package = std::move(package);
    found.state = ModelState::Ready;
    for (const ModelFile& file : found.package.files) {
        std::vector<fs::path> candidates;
        for (const fs::path& folder : folders)
            candidates.push_back(folder / file.name);
        const std::string damage = locate(found.package, file, candidates, found);
        if (found.files.contains(file.name))
            continue;
        if (damage.empty() && found.state == ModelState::Ready)
            found.state = ModelState::WeightsMissing;
        found.problem = !damage.empty()
            ? damage
            : fmt::format("put the file {} with SHA-256 {} into '{}', or add its folder with 'insula-cli models add'", file.name,
                file.sha256, (userModelFolder() / found.package.id).string());
    }
    return found;
}

std::vector<fs::path> placesOf(const ModelPackage& package)
{
    std::vector<fs::path> folders{package.folder};
    for (const fs::path& root : modelSearchPath())
        folders.push_back(root / package.id);
    return folders;
}

FoundModel readAndJoin(const fs::path& folder)
{
    try {
        ModelPackage package = readModelPackage(folder);
        const std::vector<fs::path> places = placesOf(package);
        return join(std::move(package), places);
    } catch (const Error& error) { // one broken package must not hide the others
        FoundModel found;
        found.package.id = folder.filename().string();
        found.package.folder = folder;
        found.problem = error.what();
        return found;
    }
}

std::vector<fs::path> subfolders(const fs::path& root)
{
    std::vector<fs::path> folders;
    std::error_code code;
    for (fs::directory_iterator entry(root, code), end; !code && entry != end; entry.increment(code))
        if (entry->is_directory(code))
            folders.push_back(entry->path());
    std::sort(folders.begin(), folders.end());
    return folders;
}

std::string similarIds(const std::string& wanted, const std::vector<FoundModel>& models)
{
    std::vector<std::string> ids;
    for (const FoundModel& model : models)
        ids.push_back(model.package.id);
    if (ids.empty())
        return "no model is installed; 'insula-cli models add FOLDER' adds one";
    const std::string similar = similarName(wanted, ids);
    return similar.empty() ? fmt::format("there are: {}", fmt::join(ids, ", ")) : fmt::format("did you mean {}?", similar);
}

// A folder without model.json: weights that a shipped recipe knows by their SHA-256.
FoundModel recogniseFolder(const fs::path& folder)
{
    std::vector<fs::path> weights;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder))
        if (entry.is_regular_file() && entry.path().extension() == ".safetensors")
            weights.push_back(entry.path());
    for (const fs::path& file : weights) {
        const std::string hash = cachedSha256(file);
        for (FoundModel model : listModelPackages()) {
            if (model.package.files.size() != 1 || model.package.files.front().sha256 != hash)
                continue;
            model.files = {{model.package.files.front().name, file}};
            model.state = ModelState::Ready;
            model.problem.clear();
            return model;
        }
    }
    throw Error(weights.empty()
            ? fmt::format("'{}' holds neither model.json nor *.safetensors; choose a model package", folder.string())
            : fmt::format(
                "'{}' has no model.json, and its weights are not those of any known recipe; write a model.json for them", folder.string()));
}

} // namespace

std::filesystem::path userModelFolder()
{
    return userDataFolder() / "models";
}

std::vector<std::filesystem::path> modelSearchPath()
{
    std::vector<fs::path> roots;
    if (const auto shipped = shippedModelFolder())
        roots.push_back(*shipped);
    if (!environmentFolder("XDG_DATA_HOME").empty() || !environmentFolder("HOME").empty())
        roots.push_back(userModelFolder());
    std::istringstream more(environmentFolder("INSULA_MODEL_PATH").string());
    for (std::string folder; std::getline(more, folder, ':');)
        if (!folder.empty())
            roots.push_back(fs::absolute(folder));
    std::erase_if(roots, [](const fs::path& root) {
        std::error_code code;
        return !fs::is_directory(root, code);
    });
    return roots;
}

std::vector<FoundModel> listModelPackages()
{
    std::map<std::string, FoundModel> byId;
    for (const fs::path& root : modelSearchPath()) {
        for (const fs::path& folder : subfolders(root)) {
            std::error_code code;
            if (!fs::exists(folder / "model.json", code))
                continue;
            FoundModel found = readAndJoin(folder);
            const auto [place, isNew] = byId.try_emplace(found.package.id, found);
            if (!isNew && place->second.state != ModelState::Ready && found.state == ModelState::Ready)
                place->second = std::move(found);
        }
    }
    std::vector<FoundModel> models;
    for (auto& [id, model] : byId)
        models.push_back(std::move(model));
    return models;
}

FoundModel findModelPackage(const std::string& nameOrFolder)
{
    std::vector<FoundModel> models = listModelPackages();
    for (FoundModel& model : models)
        if (model.package.id == nameOrFolder)
            return std::move(model);
    const fs::path folder(nameOrFolder);
    std::error_code code;
    if (!nameOrFolder.empty() && fs::is_directory(folder, code))
        return fs::exists(folder / "model.json", code) ? readAndJoin(fs::absolute(folder)) : recogniseFolder(fs::absolute(folder));
    if (nameOrFolder.find('/') != std::string::npos)
        throw Error(fmt::format("there is no model package at '{}'; check the path", nameOrFolder));
    throw Error(fmt::format("there is no model '{}': {}", nameOrFolder, similarIds(nameOrFolder, models)));
}

} // namespace insula
