#include "processing/core/ChildProcess.h"
#include "app/insula-cli/CommandLine.h"
#include "app/insula-cli/Commands.h"

#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/core/ModelPackage.h"
#include "processing/core/Nifti.h"
#include "processing/core/Resources.h"
#include "processing/core/StepModules.h"

#include <fmt/format.h>

#include <dlfcn.h>
#include <fstream>
#include <functional>
#include <unistd.h>

namespace insula {
namespace {

namespace fs = std::filesystem;

// Bad stops some work; Note is a part that this installation does without, or may run short of.
enum class State { Fine, Note, Bad };
struct Finding {
    State state = State::Fine;
    std::string text; // what was found, and what to do unless it is fine
};

Finding program(const std::string& name)
{
    std::error_code ignored;
    const fs::path file = programFolder() / name;
    if (fs::exists(file, ignored)) {
        return {State::Fine, file.string()};
    }
    return {State::Note, fmt::format("not in '{}'; build or install that part to use it", programFolder().string())};
}

Finding module(const std::string& name, const std::string& symbol)
{
    if (!hasModule(name)) {
        return {State::Note, fmt::format("not in '{}'; build or install that part to use it", libraryFolder().string())};
    }
    moduleSymbol(name, symbol);
    return {State::Fine, (libraryFolder() / fmt::format("lib{}.so", name)).string()};
}

Finding resources()
{
    const fs::path folder = resourceFolder();
    if (!fs::exists(folder / "steps.json")) {
        return {State::Bad, fmt::format("'{}' has no steps.json; install the program again", folder.string())};
    }
    return {State::Fine, folder.string()};
}

// In a child process, because a driver may end it.
Finding drawing()
{
    if (!hasModule("insula_viewers")) {
        return {State::Note, "not tried: the viewers are not installed"};
    }
    const ScratchFolder scratch;
    const fs::path image = scratch.path() / "image.nii", picture = scratch.path() / "picture.png";
    Volume::Description description;
    description.grid.size = {8, 8, 8};
    std::vector<float> values(512);
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] = static_cast<float>(i);
    }
    writeNifti(image, *Volume::make(std::move(description), std::move(values)));
    const ChildResult result
        = runChild(siblingProgram("insula-cli"), {"snapshot", image.string(), "-o", picture.string(), "--size", "64x64"});
    if (result.status == 0 && fs::exists(picture)) {
        return {State::Fine, "draws off screen"};
    }
    return {State::Bad,
        fmt::format("a picture off screen failed ({}); install libgl1-mesa-dri and libegl1",
            result.messages.empty() ? fmt::format("status {}", result.status) : result.messages.substr(0, result.messages.find('\n')))};
}

Finding linearAlgebra()
{
    if (::dlopen("libopenblas.so.0", RTLD_LAZY | RTLD_LOCAL)) {
        return {State::Fine, "OpenBLAS"};
    }
    return {State::Note, "OpenBLAS is not installed: networks run many times slower; apt install libopenblas0-pthread"};
}

Finding models()
{
    std::size_t ready = 0, all = 0;
    for (const FoundModel& model : listModelPackages()) {
        ready += model.state == ModelState::Ready;
        ++all;
    }
    const std::string text = fmt::format("{} of {} ready", ready, all);
    return ready > 0 ? Finding{State::Fine, text} : Finding{State::Note, text + "; insula-cli models list says what is missing"};
}

constexpr double GiB = 1024.0 * 1024 * 1024;

Finding memory()
{
    std::ifstream file("/proc/meminfo");
    for (std::string key, rest; file >> key && std::getline(file, rest);) {
        if (key == "MemAvailable:") {
            const double free = std::stod(rest) * 1024 / GiB;
            const std::string text = fmt::format("{:.1f} GiB available", free);
            return free >= 4 ? Finding{State::Fine, text}
                             : Finding{State::Note, text + "; a network on a whole head needs about 4: close other programs"};
        }
    }
    return {State::Note, "unknown: /proc/meminfo cannot be read"};
}

Finding disk()
{
    const fs::path folder = fs::temp_directory_path();
    const double free = static_cast<double>(fs::space(folder).available) / GiB;
    const std::string text = fmt::format("{:.1f} GiB free in '{}'", free, folder.string());
    return free >= 2 ? Finding{State::Fine, text} : Finding{State::Bad, text + "; make room, or choose another folder with TMPDIR"};
}

bool report(const std::string& what, const std::function<Finding()>& look)
{
    Finding finding;
    try { // a check that throws has found something; the others still have to be made
        finding = look();
    } catch (const Error& error) {
        finding = {State::Bad, error.what()};
    }
    const char* mark = finding.state == State::Fine ? "ok  " : finding.state == State::Note ? "note" : "BAD ";
    print(fmt::format("{}  {:<14} {}\n", mark, what, finding.text));
    return finding.state != State::Bad;
}

} // namespace

int runDoctor(Arguments arguments)
{
    const CommandLine line(arguments, {"no operand", 0, 0}, {});
    bool isFine = report("window", [] { return program("insula"); });
    isFine = report("networks", [] { return program("insula-infer"); }) && isFine;
    isFine = report("steps", [] { return module("insula_steps", "insulaRegisterSteps"); }) && isFine;
    isFine = report("pictures", [] { return module("insula_viewers", "insulaSnapshot"); }) && isFine;
    isFine = report("OpenGL", drawing) && isFine;
    isFine = report("resources", resources) && isFine;
    isFine = report("models", models) && isFine;
    isFine = report("linear algebra", linearAlgebra) && isFine;
    isFine = report("memory", memory) && isFine;
    isFine = report("disk", disk) && isFine;
    return isFine ? 0 : 1;
}

} // namespace insula
