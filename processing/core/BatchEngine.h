// Where the workers of a batch run: on this machine, or in a queue.
//
// A worker is one `insula-cli batch-task` for one task. What it did is in its records; an engine only knows that it ended, and why when it
// did not end by itself. Errors: Error with one line. Thread: that of the coordinator.
#pragma once

#include <chrono>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace insula {

struct BatchJob {
    std::string task; // its name
    std::filesystem::path file; // of the task
    friend auto operator<=>(const BatchJob&, const BatchJob&) = default;
};

struct WorkerEnd {
    std::string task;
    std::string reason; // "the worker was killed (signal 9)", "ran longer than 5 min"; "" when it ended by itself
    bool isFinal = false; // somebody stopped it: not to be tried again
};

class BatchEngine {
public:
    virtual ~BatchEngine() = default;
    // Tasks that workers of an earlier coordinator still have. Asked once, before anything is submitted.
    virtual std::set<std::string> taken() = 0;
    virtual void submit(const std::vector<BatchJob>& jobs) = 0;
    virtual std::vector<WorkerEnd> poll() = 0; // those that ended since
    virtual std::set<std::string> working() const = 0; // started, as far as is known; not those that wait for their turn
    virtual void cancel() = 0; // all; returns when they ended, or after some seconds
    virtual std::chrono::milliseconds interval() const = 0; // between two polls
};

} // namespace insula
