#include "app/insula-cli/CommandLine.h"
#include "app/insula-cli/Commands.h"
#include "app/insula-cli/ProjectText.h"

#include "processing/core/Error.h"
#include "processing/core/Nifti.h"
#include "processing/core/Project.h"

#include <fmt/format.h>

#include <algorithm>

namespace insula {
namespace {

using Form = OptionRule::Form;

std::string dumped(const nlohmann::json& json)
{
    return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n"; // file names need not be UTF-8
}

std::string label(const std::string& text, std::string_view prefix)
{
    return text.starts_with(prefix) ? text.substr(prefix.size()) : text;
}

Project openProject(const std::string& folder)
{
    Project project = Project::open(folder);
    if (!project.notice().empty()) {
        std::fputs(fmt::format("insula-cli: note: {}\n", project.notice()).c_str(), stderr);
    }
    return project;
}

int create(Arguments arguments)
{
    const CommandLine line(arguments, {"DIR", 1, 1}, {{"name", Form::Value}});
    const Project project = Project::create(line.operands()[0], line.value("name").value_or(""));
    print(fmt::format("{}\n", project.folder().string()));
    return 0;
}

int add(Arguments arguments)
{
    const CommandLine line(arguments, {"DIR FILE...", 2, AnyNumber}, {{"subject", Form::Value}, {"session", Form::Value}});
    const std::string subject = label(line.value("subject").value_or(""), "sub-");
    if (subject.empty()) {
        throw usageError("whose files are these? Name the subject with --subject ID");
    }
    Project project = Project::open(line.operands()[0]);
    const std::vector<std::string> files(line.operands().begin() + 1, line.operands().end());
    for (const std::string& file : files) { // all or nothing, as far as can be told before
        std::error_code ignored;
        if (!std::filesystem::is_regular_file(file, ignored)) {
            throw Error(fmt::format("cannot add '{}': it is not a file that can be read; nothing was added", file));
        }
        if (looksLikeNifti(file)) {
            withContext("nothing was added", [&] { readNiftiDescription(file); });
        }
    }
    for (const std::string& file : files) {
        const VolumeRow row = project.addVolume(file, subject, label(line.value("session").value_or(""), "ses-"));
        print(fmt::format("{}\t{}\n", row.id, row.path.string()));
    }
    return 0;
}

int list(Arguments arguments)
{
    const CommandLine line(arguments, {"DIR", 1, 1}, {{"json"}});
    const Project project = openProject(line.operands()[0]);
    print(line.has("json") ? dumped(projectJson(project)) : projectText(project));
    return 0;
}

int show(Arguments arguments)
{
    const CommandLine line(arguments, {"DIR RUN", 1, 2}, {{"json"}});
    const Project project = openProject(line.operands()[0]);
    if (line.operands().size() == 1) {
        auto runs = nlohmann::json::array();
        for (const RunRow& row : project.runs()) {
            runs.push_back(runJson(row));
        }
        print(line.has("json") ? dumped(runs) : runTable(project.runs()));
        return 0;
    }
    const auto number = wholeNumber(line.operands()[1]);
    if (!number || *number < 1) {
        throw usageError(fmt::format("RUN must be the number of a run, not '{}'", line.operands()[1]));
    }
    const RunRow row = project.run(*number);
    print(line.has("json") ? dumped(runJson(row)) : runText(row));
    return 0;
}

int check(Arguments arguments)
{
    const CommandLine line(arguments, {"DIR", 1, 1}, {{"json"}});
    const Project project = openProject(line.operands()[0]);
    const std::vector<ProjectProblem> problems = project.check();
    const bool isWrong = std::ranges::any_of(problems, &ProjectProblem::isError);
    if (line.has("json")) {
        auto items = nlohmann::json::array();
        for (const ProjectProblem& problem : problems) {
            items.push_back({{"kind", problem.isError ? "error" : "note"}, {"text", problem.text}});
        }
        print(dumped({{"ok", !isWrong}, {"problems", items}}));
        return isWrong ? 1 : 0;
    }
    for (const ProjectProblem& problem : problems) {
        print(fmt::format("{}: {}\n", problem.isError ? "error" : "note", problem.text));
    }
    print(isWrong ? "The project needs attention.\n" : "The project is in order.\n");
    return isWrong ? 1 : 0;
}

int recover(Arguments arguments)
{
    const CommandLine line(arguments, {"DIR", 1, 1}, {});
    const Project project = openProject(line.operands()[0]); // opening recovers
    std::size_t crashed = 0;
    for (const RunRow& row : project.runs()) {
        if (row.status == RunStatus::Crashed) {
            ++crashed;
            print(fmt::format("run {} ({}) crashed; it left nothing behind\n", row.id, row.step));
        }
    }
    print(crashed == 0 ? "No run crashed.\n" : "");
    return 0;
}

struct Verb {
    std::string_view name;
    int (*run)(Arguments);
};
constexpr Verb Verbs[] = {{"create", create}, {"add", add}, {"list", list}, {"show", show}, {"check", check}, {"recover", recover}};

} // namespace

int runProject(Arguments arguments)
{
    const auto verb = std::ranges::find(Verbs, arguments.empty() ? std::string_view() : std::string_view(arguments[0]), &Verb::name);
    if (verb == std::end(Verbs)) {
        throw usageError(fmt::format("{}: say create, add, list, show, check or recover",
            arguments.empty() ? "project needs to know what to do" : fmt::format("'{}' is not something project does", arguments[0])));
    }
    return verb->run(arguments.subspan(1));
}

} // namespace insula
