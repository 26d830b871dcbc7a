#include "processing/core/ChildProcess.h"

#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"

#include <fmt/format.h>

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

namespace insula {
namespace {

namespace fs = std::filesystem;

// What is to be done to the streams, groups and signals of a child.
class Spawn {
public:
    Spawn()
    {
        ::posix_spawn_file_actions_init(&m_actions);
        ::posix_spawnattr_init(&m_attributes);
        sigset_t none, all;
        sigemptyset(&none);
        sigemptyset(&all);
        for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGCHLD, SIGPIPE}) {
            sigaddset(&all, signal);
        }
        ::posix_spawnattr_setsigmask(&m_attributes, &none);
        ::posix_spawnattr_setsigdefault(&m_attributes, &all);
    }
    ~Spawn()
    {
        ::posix_spawn_file_actions_destroy(&m_actions);
        ::posix_spawnattr_destroy(&m_attributes);
    }
    Spawn(const Spawn&) = delete;
    Spawn& operator=(const Spawn&) = delete;

    void open(int stream, const fs::path& file, int flags)
    {
        ::posix_spawn_file_actions_addopen(&m_actions, stream, file.c_str(), flags, 0664);
    }
    void sameAs(int stream, int other) { ::posix_spawn_file_actions_adddup2(&m_actions, other, stream); }
    pid_t start(const fs::path& program, const std::vector<std::string>& arguments, bool ownGroup)
    {
        std::vector<std::string> texts{program.string()};
        texts.insert(texts.end(), arguments.begin(), arguments.end());
        std::vector<char*> pointers;
        for (std::string& text : texts) {
            pointers.push_back(text.data());
        }
        pointers.push_back(nullptr);
        const int flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | (ownGroup ? POSIX_SPAWN_SETPGROUP : 0);
        ::posix_spawnattr_setflags(&m_attributes, static_cast<short>(flags));
        ::posix_spawnattr_setpgroup(&m_attributes, 0);
        pid_t child = 0;
        if (const int code = ::posix_spawnp(&child, program.c_str(), &m_actions, &m_attributes, pointers.data(), environ); code != 0) {
            throw Error(fmt::format("cannot start '{}': {}", program.string(), std::generic_category().message(code)));
        }
        return child;
    }

private:
    posix_spawn_file_actions_t m_actions{};
    posix_spawnattr_t m_attributes{};
};

ChildEnd ended(int status)
{
    return WIFEXITED(status) ? ChildEnd{WEXITSTATUS(status), 0} : ChildEnd{128 + WTERMSIG(status), WTERMSIG(status)};
}

} // namespace

ChildResult runChild(const fs::path& program, const std::vector<std::string>& arguments, const fs::path& input)
{
    const ScratchFolder scratch; // files, not pipes: neither stream can fill up while the other is read
    const fs::path output = scratch.path() / "output", messages = scratch.path() / "messages";
    Spawn spawn;
    spawn.open(STDIN_FILENO, input, O_RDONLY);
    spawn.open(STDOUT_FILENO, output, O_WRONLY | O_CREAT);
    spawn.open(STDERR_FILENO, messages, O_WRONLY | O_CREAT);
    const pid_t child = spawn.start(program, arguments, false);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0) {
        if (errno != EINTR) {
            throw Error(fmt::format("lost '{}': {}", program.string(), std::generic_category().message(errno)));
        }
    }
    return {ended(status).status, readTextFile(output), readTextFile(messages)};
}

pid_t startChild(const ChildStart& start)
{
    Spawn spawn;
    spawn.open(STDIN_FILENO, "/dev/null", O_RDONLY);
    if (start.log.empty()) {
        spawn.sameAs(STDOUT_FILENO, start.output);
        spawn.sameAs(STDERR_FILENO, start.messages);
        return spawn.start(start.program, start.arguments, start.ownGroup);
    }
    spawn.open(STDERR_FILENO, start.log, O_WRONLY | O_CREAT | O_APPEND);
    if (start.messagesOnly) {
        spawn.open(STDOUT_FILENO, "/dev/null", O_WRONLY);
    } else {
        spawn.sameAs(STDOUT_FILENO, STDERR_FILENO);
    }
    return spawn.start(start.program, start.arguments, start.ownGroup);
}

std::optional<ChildEnd> endOf(pid_t child)
{
    int status = 0;
    const pid_t found = ::waitpid(child, &status, WNOHANG);
    if (found == 0 || (found < 0 && errno == EINTR)) {
        return std::nullopt;
    }
    return found < 0 ? ChildEnd{1, 0} : ended(status);
}

std::string describe(const ChildEnd& end)
{
    return end.signal != 0 ? fmt::format("was killed (signal {})", end.signal) : fmt::format("ended with status {}", end.status);
}

} // namespace insula
