// Runs another program and collects what it prints. For short calls only: it waits.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace insula {

struct ChildResult {
    int status = 0; // exit status, or 128 + signal as a shell says it
    std::string output, messages; // standard output and standard error
};

// Throws Error when the program cannot be started.
ChildResult runChild(const std::filesystem::path& program, const std::vector<std::string>& arguments);

} // namespace insula
