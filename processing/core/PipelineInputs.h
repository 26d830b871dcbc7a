// The files of one subject that a pipeline may take, from the project.
//
// Raw files, and what was converted or imported into the project. Of the session that is asked for; what it lacks, such as a T1, may come
// from the only other session that has it. Errors: Error with one line that says how to choose. Thread: the project's.
#pragma once

#include "processing/core/Pipeline.h"
#include "processing/core/Project.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace insula {

// For whom a pipeline is done, and with what.
struct PipelineRequest {
    std::string subject, session; // labels without "sub-" / "ses-"; session "": the one without, or the only one
    std::map<std::string, std::filesystem::path> given; // key: file
    std::map<std::string, std::string> entities; // which of several runs: "task": "rest"
    int threads = 0;
    std::uint64_t seed = 0;
    bool reuse = true; // false: everything is done again
};

// What planning reads of a project, read once for many subjects.
struct ProjectRows {
    ProjectRows(const Project& project); // not explicit: for one subject, the project itself is handed over
    std::vector<RunRow> runs;
    std::vector<VolumeRow> volumes;
    std::vector<SessionRow> sessions;
    std::vector<std::string> subjects;
};

class SubjectFiles {
public:
    SubjectFiles(const ProjectRows& project, const PipelineRequest& request); // Error for an unknown subject or session

    const std::string& session() const { return m_request.session; } // the one that is used
    // The one that fits; nothing when there is none. Error when several do, and when it is not on the disk.
    std::optional<std::filesystem::path> find(const PipelineSource& raw) const;

private:
    std::vector<VolumeRow> candidates(const PipelineSource& raw) const;
    std::optional<std::filesystem::path> findEvents(const PipelineSource& raw) const;

    PipelineRequest m_request;
    std::vector<VolumeRow> m_volumes; // of the subject
};

// The requests that together take every run of the subject once (entities task, acq, dir, run of its bold files) where the pipeline needs
// one; the request itself when there is no choice.
std::vector<PipelineRequest> requestsForEachRun(const ProjectRows& project, const Pipeline& pipeline, const PipelineRequest& request);

} // namespace insula
