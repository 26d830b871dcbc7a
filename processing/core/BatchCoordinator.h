// The coordinator of a batch: hands tasks to an engine, commits their records as they come, tries again what failed.
//
// May be killed at any point and started again: whatever workers left is committed once, the rest is done. Errors of single tasks are in
// the result; Error is thrown when the project or the engine fails. Thread: the main one.
#pragma once

#include "processing/core/BatchEngine.h"
#include "processing/core/BatchStaging.h"
#include "processing/core/RecordCommit.h"
#include "processing/core/SignalWait.h"

#include <functional>

namespace insula {

// Unchanged: recorded runs stand for all of it. LeftOut: it has not what the pipeline takes.
enum class TaskState { Waiting, Running, Done, Unchanged, LeftOut, Failed, Cancelled };
std::string_view name(TaskState state); // "waiting", "running", "done", "unchanged", "left-out", "failed", "cancelled"

struct TaskReport {
    std::string name, subject, session;
    TaskState state = TaskState::Waiting;
    std::size_t nodes = 0, committed = 0, reused = 0; // reused: of a recorded run, besides nodes
    double seconds = 0; // of the steps that were done
    std::uint64_t peakBytes = 0;
    int tries = 0;
    std::string message{}; // why it failed, or was tried again
};

struct BatchResult {
    std::vector<TaskReport> tasks; // by name
    bool isCancelled = false;
    bool hasFailed() const;
};

class BatchCoordinator {
public:
    using Changed = std::function<void(const TaskReport&)>;
    BatchCoordinator(Project& project, BatchStaging& staging, BatchEngine& engine, int retries, Changed changed);

    // Commits what workers of an earlier coordinator left. Tasks that such workers still have are kept; the others are forgotten, so that
    // they can be planned anew. Call it first.
    void resume();
    bool has(const std::string& name) const { return m_tasks.contains(name); }
    void add(BatchTask task, std::size_t reused);
    void addOver(TaskReport report); // nothing is to be done, or it cannot be planned
    BatchResult run(SignalWait& signals);

private:
    struct Known {
        BatchTask task;
        TaskReport report;
        std::set<std::string> committed; // nodes
        CommittedPlaces places;
    };
    bool commitNode(Known& known, const TaskNode& node);
    bool sweep(Known& known); // true when all nodes are committed
    void finish(Known& known);
    void ended(Known& known, const WorkerEnd& end, std::vector<BatchJob>& again);
    void recordBadEnds(Known& known);
    void tell(Known& known, TaskState state, const std::string& message = {});
    void step(SignalWait& signals);
    void cancel();

    Project& m_project;
    BatchStaging& m_staging;
    BatchEngine& m_engine;
    int m_retries;
    Changed m_changed;
    std::map<std::string, Known> m_tasks; // by name
    std::vector<TaskReport> m_over;
};

} // namespace insula
