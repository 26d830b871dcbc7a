#include "processing/core/PipelineFiles.h"

#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/core/Resources.h"
#include "processing/core/SimilarName.h"

#include <fmt/format.h>

#include <algorithm>

namespace insula {

namespace fs = std::filesystem;

std::string_view name(PipelineOrigin origin)
{
    switch (origin) {
    case PipelineOrigin::Program:
        return "program";
    case PipelineOrigin::User:
        return "user";
    case PipelineOrigin::Project:
        break;
    }
    return "project";
}

fs::path pipelineFolder(PipelineOrigin origin, const fs::path& project)
{
    switch (origin) {
    case PipelineOrigin::Program:
        return resourceFolder() / "pipelines";
    case PipelineOrigin::User:
        return userDataFolder() / "pipelines";
    case PipelineOrigin::Project:
        break;
    }
    return project / "pipelines";
}

std::vector<FoundPipeline> listPipelines(const fs::path& project)
{
    std::vector<FoundPipeline> all;
    for (const PipelineOrigin origin : {PipelineOrigin::Program, PipelineOrigin::User, PipelineOrigin::Project}) {
        if (origin == PipelineOrigin::Project && project.empty())
            continue;
        std::error_code ignored;
        const auto first = static_cast<std::ptrdiff_t>(all.size());
        for (fs::directory_iterator each(pipelineFolder(origin, project), ignored), end; each != end; each.increment(ignored))
            if (each->path().extension() == ".json" && !each->path().filename().string().starts_with("."))
                all.push_back({each->path().stem().string(), each->path(), origin});
        std::sort(all.begin() + first, all.end(), [](const FoundPipeline& a, const FoundPipeline& b) { return a.name < b.name; });
    }
    return all;
}

fs::path findPipeline(const std::string& nameOrFile, const fs::path& project)
{
    if (nameOrFile.find('/') != std::string::npos || nameOrFile.ends_with(".json")) {
        std::error_code ignored;
        if (!fs::is_regular_file(nameOrFile, ignored))
            throw usageError(fmt::format("the pipeline '{}' is not there", nameOrFile));
        return fs::absolute(nameOrFile);
    }
    const auto all = listPipelines(project);
    const auto found = std::find_if(all.rbegin(), all.rend(), [&](const FoundPipeline& each) { return each.name == nameOrFile; });
    if (found != all.rend())
        return found->file;
    std::vector<std::string> names;
    for (const FoundPipeline& each : all)
        names.push_back(each.name);
    const std::string similar = similarName(nameOrFile, names);
    throw usageError(fmt::format("there is no pipeline '{}'{}; insula-cli pipeline list shows them", nameOrFile,
        similar.empty() ? "" : fmt::format(" (did you mean '{}'?)", similar)));
}

fs::path savePipeline(const Pipeline& pipeline, PipelineOrigin origin, const fs::path& project)
{
    if (origin == PipelineOrigin::Program)
        throw Error("the program's own pipelines stay as they are: save it as the user's or in the project");
    pipelineFromJson(toJson(pipeline)); // its name and ids
    if (pipeline.name.empty())
        throw Error("the pipeline needs a name: small letters, digits and dashes");
    const fs::path folder = pipelineFolder(origin, project), file = folder / (pipeline.name + ".json");
    std::error_code code;
    fs::create_directories(folder, code);
    if (code)
        throw Error(fmt::format("cannot make '{}': {}", folder.string(), code.message()));
    writeTextFile(file, pipelineText(pipeline));
    return file;
}

} // namespace insula
