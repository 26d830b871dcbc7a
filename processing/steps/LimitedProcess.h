// Runs a piece of work that may crash, hang or eat memory in a child process with limits.
//
// The child is made by fork(), not by starting a program again: it works from every program that loads this library (insula-cli, tests)
// without a hidden command, and the child starts with everything loaded. What forking asks of a process with threads is kept: the child
// runs on one thread, makes no other, waits for no lock of ours, and leaves by _exit. The only other threads at that moment are the cancel
// watch, which holds no lock while it waits, and in a run the one that hashes the inputs: its library (OpenSSL) must not be called in the
// child of a run, which would wait for ever for a lock (`insula-cli dicom` hashes nothing beside it, so there it may). glibc keeps its
// allocator usable in a forked child.
// The child gets: address space, processor time and file size limits, no core dump, default signals, closed files, silent standard
// streams, and SIGKILL when its parent's thread ends. Linux only.
#pragma once

#include "processing/core/Error.h"
#include "processing/core/Progress.h"

#include <cstdint>
#include <functional>
#include <string>

namespace insula {

struct ProcessLimits {
    std::uint64_t memoryBytes = 0; // beyond what the process has now
    double seconds = 0; // of processor time, and of waiting
};

// The child was killed by a signal that is none of a limit.
class ReaderCrashed : public Error {
public:
    using Error::Error;
};

// The text that work() returns in the child (at most 1 MiB). Errors: an Error that work() throws, as it is; one line that names `subject`
// when the child was killed by a signal or a limit. Cancelled within 20 ms, the child is gone then.
std::string runLimited(
    const std::function<std::string()>& work, const ProcessLimits& limits, const std::string& subject, const Progress& progress);

} // namespace insula
