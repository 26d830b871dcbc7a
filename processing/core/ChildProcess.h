// Other programs: started and left to work, or run to their end with what they printed.
//
// Programs without a slash are looked for in PATH. Children get ordinary signal handling, whatever this process blocks. Throws Error
// when a program cannot be started. Any thread.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace insula {

struct ChildResult {
    int status = 0; // exit status, or 128 + signal as a shell says it
    std::string output, messages; // standard output and standard error
};

// For short calls only: it waits.
ChildResult runChild(
    const std::filesystem::path& program, const std::vector<std::string>& arguments, const std::filesystem::path& input = "/dev/null");

struct ChildStart {
    std::filesystem::path program;
    std::vector<std::string> arguments;
    std::filesystem::path log; // both streams are appended to it; empty: they go to the descriptors below
    bool messagesOnly = false; // standard error only; standard output goes nowhere
    bool ownGroup = false; // a process group of its own, so that its children can be ended with it
    int output{-1}, messages{-1};
};
pid_t startChild(const ChildStart& start);

struct ChildEnd {
    int status = 0; // exit status, or 128 + signal
    int signal = 0; // that killed it; 0: it ended by itself
};
std::optional<ChildEnd> endOf(pid_t child); // nothing while it runs; does not wait
std::string describe(const ChildEnd& end); // "was killed (signal 9)", "ended with status 1"

} // namespace insula
