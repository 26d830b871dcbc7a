// Workers as job arrays of Slurm: sbatch, sacct (squeue where accounting is off), scancel.
//
// The arrays and their tasks are kept in a file of the staging folder before and after sbatch is called, so that a coordinator that was
// killed finds them again. Errors: Error with one line when sbatch is missing or refuses, or Slurm does not answer for long.
// Reference: sbatch(1), sacct(1), squeue(1) of Slurm 22.05; account and partition come from SBATCH_ACCOUNT and SBATCH_PARTITION.
#pragma once

#include "processing/core/BatchEngine.h"

#include <functional>
#include <map>
#include <optional>

namespace insula {

struct SlurmOptions {
    std::filesystem::path program; // insula-cli, as the nodes see it
    std::filesystem::path folder, logs; // both on a disk that the nodes share
    int jobs = 0; // at most so many of an array at a time; 0: as Slurm decides
    int threads = 1; // processors of a task
    std::optional<std::int64_t> minutes, megabytes; // of a task
};

class SlurmEngine : public BatchEngine {
public:
    explicit SlurmEngine(SlurmOptions options); // Error when sbatch is not there
    std::set<std::string> taken() override;
    void submit(const std::vector<BatchJob>& jobs) override;
    std::vector<WorkerEnd> poll() override;
    std::set<std::string> working() const override { return m_working; }
    void cancel() override;
    std::chrono::milliseconds interval() const override;

    std::vector<std::string> jobs() const; // numbers of the arrays

private:
    struct Array {
        std::string name, job; // job "": sbatch has not answered
        std::vector<std::string> tasks; // by index
        std::set<std::string> active;
    };
    void load();
    void save() const;
    void submitArray(const std::vector<BatchJob>& jobs);
    void findJob(Array& array) const;
    // State of each index that Slurm knows; nothing when it does not answer.
    std::optional<std::map<std::size_t, std::string>> states(const Array& array);
    std::string reasonOf(const std::string& state) const;
    void forgetEnded();

    SlurmOptions m_options;
    std::vector<Array> m_arrays;
    std::set<std::string> m_working;
    bool m_hasAccounting = true;
    int m_silent = 0; // polls without an answer
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

// The tasks of an array, for its workers: which one is meant by SLURM_ARRAY_TASK_ID. Throws Error.
std::vector<BatchJob> readArrayList(const std::filesystem::path& file);

// The indices that "12_3", "12_[0-4,7%2]" or "12" of job 12 stands for; empty for another job or any other text.
std::vector<std::size_t> arrayIndices(const std::string& id, const std::string& job, std::size_t count);

} // namespace insula
