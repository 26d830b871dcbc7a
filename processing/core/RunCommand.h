// A run as the command that does it: for a child process, for people, and from the record of a run. Any thread.
#pragma once

#include "processing/core/Runner.h"

#include <string>
#include <vector>

namespace insula {

struct RunRow;

// The arguments after `run` that ask for this, with progress as JSON lines; parseRunArguments() reads them back.
std::vector<std::string> runArguments(const RunRequest& request);

// The insula-cli line that does this run again, quoted for a POSIX shell. Where a worker of a batch wrote (outputFolder, record) is not in it.
std::string commandLine(const RunRequest& request);

// What a recorded run was asked to do; where its outputs go is up to the caller.
RunRequest requestOf(const RunRow& row);

} // namespace insula
