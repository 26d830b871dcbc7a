#include "processing/core/StepModules.h"

#include "processing/core/Error.h"
#include "processing/core/Resources.h"

#include <fmt/format.h>

#include <dlfcn.h>

namespace insula {
namespace {

namespace fs = std::filesystem;

fs::path moduleFile(const std::string& name)
{
    return libraryFolder() / fmt::format("lib{}.so", name);
}

std::string loadError()
{
    const char* message = ::dlerror();
    return message ? message : "unknown reason";
}

} // namespace

bool hasModule(const std::string& name)
{
    std::error_code ignored;
    return fs::exists(moduleFile(name), ignored);
}

void* moduleSymbol(const std::string& name, const std::string& symbol)
{
    const fs::path file = moduleFile(name);
    if (!hasModule(name)) {
        throw Error(fmt::format("this part of Insula was not built or installed: '{}' is missing; {}", file.string(),
            name == "insula_steps" ? "build with INSULA_WITH_ITK=ON" : "build with INSULA_BUILD_GUI=ON"));
    }
    void* library = ::dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        throw Error(fmt::format("cannot load '{}': {}; install the libraries that it needs", file.string(), loadError()));
    }
    void* address = ::dlsym(library, symbol.c_str());
    if (!address) {
        throw Error(fmt::format("'{}' has no '{}': it belongs to another version; install the program again", file.string(), symbol));
    }
    return address;
}

void addModuleSteps(StepRegistry& registry)
{
    moduleFunction<void(StepRegistry&)>("insula_steps", "insulaRegisterSteps")(registry);
}

} // namespace insula
