#include "processing/core/Resources.h"

#include "processing/core/Error.h"

#include <fmt/format.h>

#include <cstdlib>
#include <unistd.h>

namespace insula {

namespace fs = std::filesystem;

fs::path programFolder()
{
    std::error_code code;
    const fs::path program = fs::read_symlink("/proc/self/exe", code);
    if (code) {
        throw Error("cannot find the program's own folder: /proc is not mounted; mount it");
    }
    return program.parent_path();
}

fs::path resourceFolder()
{
    const char* chosen = std::getenv("INSULA_RESOURCES");
    const bool isChosen = chosen && *chosen;
    const fs::path folder = isChosen ? fs::path(chosen) : (programFolder() / "../share/insula").lexically_normal();
    std::error_code ignored;
    if (!fs::is_directory(folder, ignored)) {
        throw Error(fmt::format("the program's resources are not in '{}'; {}", folder.string(),
            isChosen ? "correct or unset INSULA_RESOURCES" : "install the program again, or name them with INSULA_RESOURCES"));
    }
    return folder;
}

fs::path libraryFolder()
{
    return (programFolder() / "../lib").lexically_normal();
}

fs::path siblingProgram(const std::string& name)
{
    const fs::path program = programFolder() / name;
    if (::access(program.c_str(), X_OK) != 0) {
        throw Error(fmt::format("the program '{}' is not in '{}'; build or install that part of Insula", name, programFolder().string()));
    }
    return program;
}

std::filesystem::path userDataFolder()
{
    const auto environment = [](const char* variable) {
        const char* value = std::getenv(variable);
        return value && *value ? std::filesystem::path(value) : std::filesystem::path();
    };
    if (const auto data = environment("XDG_DATA_HOME"); data.is_absolute()) {
        return data / "insula";
    }
    const auto home = environment("HOME");
    if (home.empty()) {
        throw Error("there is no folder for the user's own things; set HOME or XDG_DATA_HOME");
    }
    return home / ".local" / "share" / "insula";
}

} // namespace insula
