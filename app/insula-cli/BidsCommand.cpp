// insula-cli bids: what is wrong with a BIDS data set, and its images in a project.
#include "app/insula-cli/CommandLine.h"
#include "app/insula-cli/Commands.h"

#include "processing/core/BidsCheck.h"
#include "processing/core/BidsProject.h"
#include "processing/core/Error.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace insula {
namespace {

int check(const CommandLine& line)
{
    const BidsDataset dataset(line.operands()[1]);
    const auto problems = checkBids(dataset);
    const auto errors = std::ranges::count_if(problems, &BidsProblem::isError);
    const auto warnings = static_cast<std::ptrdiff_t>(problems.size()) - errors;
    if (line.has("json")) {
        auto list = nlohmann::json::array();
        for (const BidsProblem& problem : problems)
            list.push_back({{"severity", problem.isError ? "error" : "warning"}, {"file", problem.file}, {"what", problem.what},
                {"advice", problem.advice}});
        const nlohmann::json all{{"errors", errors}, {"warnings", warnings}, {"files", dataset.files().size()},
            {"subjects", dataset.subjects().size()}, {"problems", list}};
        print(all.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
        return errors > 0 ? 1 : 0;
    }
    for (const BidsProblem& problem : problems)
        print(fmt::format("{}  {}\n         {}\n         -> {}\n", problem.isError ? "error  " : "warning",
            problem.file.empty() ? "(data set)" : problem.file, problem.what, problem.advice));
    print(fmt::format(
        "{} subjects, {} files: {} errors, {} warnings\n", dataset.subjects().size(), dataset.files().size(), errors, warnings));
    return errors > 0 ? 1 : 0;
}

int open(const CommandLine& line)
{
    const auto folder = line.value("project");
    if (!folder)
        throw usageError("which project shall have its images? Say --project DIR");
    const BidsDataset dataset(line.operands()[1]);
    std::error_code ignored;
    Project project = std::filesystem::exists(std::filesystem::path(*folder) / "project.sqlite", ignored)
        ? Project::open(*folder)
        : Project::create(*folder, dataset.root().filename().string());
    std::vector<std::string> problems;
    const auto count = addToProject(project, dataset, problems, {});
    for (const std::string& problem : problems)
        std::fputs(fmt::format("insula-cli: warning: {}\n", problem).c_str(), stderr);
    print(fmt::format("{} images of {} subjects in {}\n", count, dataset.subjects().size(), project.folder().string()));
    return 0;
}

} // namespace

int runBids(Arguments arguments)
{
    using enum OptionRule::Form;
    const CommandLine line(arguments, {"check DIR, or open DIR", 2, 2}, {{"json"}, {"project", Value}});
    if (line.operands()[0] == "check")
        return check(line);
    if (line.operands()[0] == "open")
        return open(line);
    throw usageError(fmt::format("'bids {}' is unknown; say check or open", line.operands()[0]));
}

} // namespace insula
