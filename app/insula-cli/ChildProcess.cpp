#include "app/insula-cli/ChildProcess.h"

#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"

#include <fmt/format.h>

#include <cerrno>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

namespace insula {

ChildResult runChild(const std::filesystem::path& program, const std::vector<std::string>& arguments)
{
    const ScratchFolder scratch; // files, not pipes: neither stream can fill up while the other is read
    const std::filesystem::path output = scratch.path() / "output", messages = scratch.path() / "messages";
    std::vector<std::string> texts{program.string()};
    texts.insert(texts.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    for (std::string& text : texts) {
        pointers.push_back(text.data());
    }
    pointers.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output.c_str(), O_WRONLY | O_CREAT, 0600);
    ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, messages.c_str(), O_WRONLY | O_CREAT, 0600);
    pid_t child = 0;
    const int code = ::posix_spawn(&child, program.c_str(), &actions, nullptr, pointers.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    if (code != 0) {
        throw Error(fmt::format("cannot start '{}': {}", program.string(), std::generic_category().message(code)));
    }
    int status = 0;
    while (::waitpid(child, &status, 0) < 0) {
        if (errno != EINTR) {
            throw Error(fmt::format("lost '{}': {}", program.string(), std::generic_category().message(errno)));
        }
    }
    return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), readTextFile(output), readTextFile(messages)};
}

} // namespace insula
