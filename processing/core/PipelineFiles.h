// Where pipelines are: those of the program (resources/pipelines), of the user (pipelines/ in the user's data folder) and of a project
// (pipelines/ in its folder). Each is one file NAME.json. Errors: Error with one line. Any thread.
#pragma once

#include "processing/core/Pipeline.h"

#include <filesystem>
#include <string>
#include <vector>

namespace insula {

enum class PipelineOrigin { Program, User, Project };
std::string_view name(PipelineOrigin origin); // "program", "user", "project"

struct FoundPipeline {
    std::string name; // of the file
    std::filesystem::path file;
    PipelineOrigin origin = PipelineOrigin::Program;
};

// project: its folder, or empty. Folders need not exist.
std::filesystem::path pipelineFolder(PipelineOrigin origin, const std::filesystem::path& project = {});
// By name within each origin: the program's, the user's, the project's.
std::vector<FoundPipeline> listPipelines(const std::filesystem::path& project = {});
// A file when the text is one (it ends in .json, or has a slash); else the name, the project's before the user's before the program's.
// usage Error when there is none, naming a similar one.
std::filesystem::path findPipeline(const std::string& nameOrFile, const std::filesystem::path& project = {});
// Writes the pipeline as NAME.json where the user's or the project's are. Error for a name that cannot be a file's, or the program's
// folder.
std::filesystem::path savePipeline(const Pipeline& pipeline, PipelineOrigin origin, const std::filesystem::path& project = {});

} // namespace insula
