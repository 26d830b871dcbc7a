// insula-cli: the work of Insula without a window. Exit status: 0 done, 1 failed, 2 usage, 130 cancelled.
#include "app/insula-cli/Commands.h"

#include "processing/core/Error.h"
#include "processing/core/SimilarName.h"
#include "processing/core/Version.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <fcntl.h>
#include <vector>

namespace {

using namespace insula;

int unknownCommand(const std::string& name)
{
    std::vector<std::string> names;
    for (const Command& command : commands()) {
        names.push_back(command.name);
    }
    const std::string similar = similarName(name, names);
    throw usageError(fmt::format("there is no command '{}'{}; insula-cli help lists them", name,
        similar.empty() ? "" : fmt::format(" (did you mean '{}'?)", similar)));
}

bool asksForHelp(Arguments arguments)
{
    const auto end = std::ranges::find(arguments, "--");
    return std::any_of(arguments.begin(), end, [](const std::string& text) { return text == "--help" || text == "-h"; });
}

int dispatch(Arguments arguments)
{
    if (arguments.empty() || arguments[0] == "--help" || arguments[0] == "-h") {
        return runHelp({});
    }
    if (arguments[0] == "--version") {
        print(fmt::format("insula-cli {}\n{}\n", Version, Notice));
        return 0;
    }
    const Command* command = findCommand(arguments[0]);
    if (!command) {
        return unknownCommand(arguments[0]);
    }
    const Arguments rest = arguments.subspan(1);
    if (asksForHelp(rest)) {
        const bool isAboutStep = command->name == "run" && !rest[0].starts_with("-");
        return runHelp(isAboutStep ? rest.first(1) : arguments.first(1));
    }
    return command->run(rest);
}

int fail(const std::string& message, int status)
{
    std::fputs(fmt::format("insula-cli: {}\n", message).c_str(), stderr);
    return status;
}

std::string withHelp(const Error& error, Arguments arguments)
{
    const std::string message = error.what();
    const bool isComplete = error.kind() != Error::Kind::Usage || message.find("insula-cli ") != std::string::npos;
    return isComplete || arguments.empty() ? message : fmt::format("{}; see: insula-cli help {}", message, arguments[0]);
}

// When standard streams are closed, the next files that are opened would take their numbers, and messages would be written into a
// project or an image. Opened the wrong way round, so that using them is still an error.
void occupyStandardStreams()
{
    for (int stream = 0; stream < 3; ++stream) {
        if (::fcntl(stream, F_GETFD) == -1) {
            [[maybe_unused]] const int taken = ::open("/dev/null", stream == 0 ? O_WRONLY : O_RDONLY);
        }
    }
}

} // namespace

int main(int argc, char** argv)
{
    occupyStandardStreams();
    const std::vector<std::string> arguments(argv + std::min(argc, 1), argv + argc);
    try {
        const int status = dispatch(arguments);
        finishOutput();
        return status;
    } catch (const Cancelled&) {
        return fail("cancelled", 130);
    } catch (const Error& error) {
        return fail(withHelp(error, arguments), error.kind() == Error::Kind::Usage ? 2 : 1);
    } catch (const std::exception& error) {
        return fail(error.what(), 1);
    }
}
