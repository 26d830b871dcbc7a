// Adding a model package to the user's own: checked, copied, checked again, then renamed into place.
#include "processing/core/ModelPackage.h"

#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/core/Hash.h"
#include "processing/core/Safetensors.h"

#include <array>
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fmt/format.h>
#include <string_view>
#include <unistd.h>
#include <fcntl.h>

namespace insula {
namespace {

namespace fs = std::filesystem;

bool mayHoldCode(const fs::path& file)
{
    constexpr std::array<std::string_view, 6> Suffixes{".pt", ".pth", ".ts", ".pkl", ".ckpt", ".jit"};
    return std::find(Suffixes.begin(), Suffixes.end(), file.extension().string()) != Suffixes.end();
}

Error codeRefusal(const fs::path& file)
{
    return Error(
        fmt::format("'{}' is a TorchScript or pickle file, which can run a stranger's code when it is loaded; Insula reads numbers only: "
                    "convert the weights to safetensors and write a model.json beside them",
            file.string()));
}

void refuseCode(const fs::path& path)
{
    if (!fs::exists(path))
        throw Error(fmt::format("there is no '{}'; check the path", path.string()));
    if (!fs::is_directory(path)) {
        if (mayHoldCode(path))
            throw codeRefusal(path);
        throw Error(fmt::format("'{}' is no folder; choose the folder that holds model.json and the weights", path.string()));
    }
    fs::path suspect;
    for (const fs::directory_entry& entry : fs::directory_iterator(path)) {
        if (entry.path().extension() == ".safetensors")
            return;
        if (mayHoldCode(entry.path()))
            suspect = entry.path();
    }
    if (!suspect.empty())
        throw codeRefusal(suspect);
}

void syncFile(const fs::path& path)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
    const int reason = errno;
    if (descriptor >= 0)
        ::close(descriptor);
    if (!synced)
        throw Error(fmt::format("'{}' cannot be written to disk ({})", path.string(), std::strerror(reason)));
}

void copyPackage(const FoundModel& model, const fs::path& target)
{
    fs::create_directory(target);
    fs::copy_file(model.package.folder / "model.json", target / "model.json");
    syncFile(target / "model.json");
    for (const ModelFile& file : model.package.files) {
        fs::copy_file(model.files.at(file.name), target / file.name);
        syncFile(target / file.name);
        if (sha256OfFile(target / file.name) != file.sha256)
            throw Error(fmt::format("the copy of '{}' differs from its source; try again", model.files.at(file.name).string()));
    }
    syncFile(target);
}

} // namespace

FoundModel addModelPackage(const std::filesystem::path& folder)
{
    return withContext(fmt::format("cannot add model '{}'", folder.string()), [&] {
        try {
            refuseCode(folder);
            const FoundModel model = findModelPackage(fs::absolute(folder).string());
            const Safetensors weights(model.weights()); // the hash says which file it is, this that it is sound
            const fs::path target = userModelFolder() / model.package.id;
            if (fs::exists(target / "model.json"))
                throw Error(fmt::format("'{}' is there already; remove that folder first when it shall be replaced", target.string()));
            if (fs::exists(target) && !fs::is_empty(target))
                throw Error(fmt::format("'{}' is in the way; move it elsewhere first", target.string()));
            fs::create_directories(userModelFolder());
            const ScratchFolder scratch(userModelFolder());
            copyPackage(model, scratch.path() / model.package.id);
            fs::rename(scratch.path() / model.package.id, target);
            syncFile(userModelFolder());
            return findModelPackage(target.string());
        } catch (const fs::filesystem_error& error) {
            throw Error(fmt::format("{}; check permissions and free space", error.what()));
        }
    });
}

} // namespace insula
