// The staging folder of a batch: its tasks, their results until they are committed, and logs.
//
//   tasks/NAME.json   what is to be done     work/NAME-ID/   results     log/NAME.log     slurm/     lock
// One coordinator at a time has a project, and a staging folder: both are locked. Errors: Error with one line. Thread: any one.
#pragma once

#include "processing/core/BatchTask.h"

namespace insula {

class BatchStaging {
public:
    // folder: "" for PROJECT/.batch. Error when another coordinator has it, or it belongs to another project.
    BatchStaging(const Project& project, const std::filesystem::path& folder);
    ~BatchStaging();
    BatchStaging(const BatchStaging&) = delete;
    BatchStaging& operator=(const BatchStaging&) = delete;

    const std::filesystem::path& folder() const { return m_folder; }
    std::filesystem::path logs() const { return m_folder / "log"; }
    std::filesystem::path slurm() const { return m_folder / "slurm"; }
    std::filesystem::path fileOf(const BatchTask& task) const { return m_folder / "tasks" / (task.name + ".json"); }
    std::filesystem::path logOf(const BatchTask& task) const { return logs() / (task.name + ".log"); }

    std::vector<BatchTask> tasks() const; // what is left of an earlier batch; files that cannot be used are removed
    void add(BatchTask& task); // gives it an id and a folder
    void remove(const BatchTask& task); // with its results
    void tidy(); // removes results without a task
    void close(); // at the end: removes everything when no task is left

private:
    void lock(const std::filesystem::path& file);

    std::filesystem::path m_folder;
    std::vector<int> m_locks;
};

} // namespace insula
