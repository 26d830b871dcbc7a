// The worker of a batch: does the steps of one task, each in a process of its own, and leaves their records.
//
// May be killed at any point and started again: nodes whose records are intact are not done again. A node that fails stops those that
// need it, the others go on. It never opens the project. Thread: the main one (it waits for signals and children).
#pragma once

#include "processing/core/BatchTask.h"
#include "processing/core/SignalWait.h"

namespace insula {

inline constexpr int TaskBusy = 75; // exit status: another worker has this task

struct WorkerOptions {
    std::filesystem::path program; // insula-cli
    std::filesystem::path log; // what the steps print is appended to it
};

// Exit status: 0 every node has an intact record, 1 some have not, 130 asked to stop, TaskBusy.
int runBatchTask(const BatchTask& task, const WorkerOptions& options, SignalWait& signals);

} // namespace insula
