#include "processing/core/ChildProcess.h"
#include "app/insula-cli/CommandLine.h"
#include "app/insula-cli/Commands.h"

#include "processing/core/Error.h"
#include "processing/core/ModelPackage.h"
#include "processing/core/Resources.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

namespace insula {
namespace {

nlohmann::json modelJson(const FoundModel& model)
{
    const ModelPackage& package = model.package;
    return {{"id", package.id}, {"title", package.title}, {"version", package.version}, {"task", package.task},
        {"architecture", package.architecture}, {"state", name(model.state)}, {"problem", model.problem},
        {"folder", package.folder.string()}, {"licence", package.licence}, {"citation", package.citation},
        {"intendedUse", package.intendedUse}, {"limits", package.limits}};
}

int list(Arguments arguments)
{
    const CommandLine line(arguments, {"no operand", 0, 0}, {{"json"}});
    const std::vector<FoundModel> models = listModelPackages();
    if (line.has("json")) {
        auto items = nlohmann::json::array();
        for (const FoundModel& model : models) {
            items.push_back(modelJson(model));
        }
        print(items.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
        return 0;
    }
    for (const FoundModel& model : models) {
        print(fmt::format("{:<18} {:<12} {:<16} {}\n", model.package.id, model.package.task, name(model.state), model.package.title));
    }
    std::vector<std::string> folders;
    for (const auto& folder : modelSearchPath()) {
        folders.push_back(folder.string());
    }
    print(fmt::format("{} packages; looked in: {}\n", models.size(), fmt::join(folders, ", ")));
    return 0;
}

std::string lastLine(std::string text)
{
    while (text.ends_with('\n')) {
        text.pop_back();
    }
    return text.substr(text.rfind('\n') + 1);
}

// The files first, then the weights against the architecture, which only insula-infer knows.
bool checkOne(const FoundModel& model)
{
    const std::string& id = model.package.id;
    if (model.state != ModelState::Ready) {
        print(fmt::format("{}: {}: {}\n", id, name(model.state), model.problem));
        return false;
    }
    const ChildResult result = runChild(siblingProgram("insula-infer"), {"check-model", model.package.folder.string()});
    if (result.status != 0) {
        print(fmt::format("{}: damaged: {}\n", id, lastLine(result.messages)));
        return false;
    }
    print(fmt::format("{}: ready: {}\n", id, lastLine(result.output)));
    return true;
}

int check(Arguments arguments)
{
    const CommandLine line(arguments, {"NAME", 0, AnyNumber}, {});
    std::vector<FoundModel> models;
    for (const std::string& wanted : line.operands()) {
        models.push_back(findModelPackage(wanted));
    }
    bool isFine = true;
    for (const FoundModel& model : line.operands().empty() ? listModelPackages() : models) {
        isFine = checkOne(model) && isFine;
    }
    return isFine ? 0 : 1;
}

int add(Arguments arguments)
{
    const CommandLine line(arguments, {"FOLDER", 1, 1}, {});
    const FoundModel model = addModelPackage(line.operands()[0]);
    print(fmt::format("{}\t{}\n", model.package.id, model.package.folder.string()));
    return 0;
}

} // namespace

int runModels(Arguments arguments)
{
    const std::string verb = arguments.empty() ? "" : arguments[0];
    if (verb == "list") {
        return list(arguments.subspan(1));
    }
    if (verb == "check") {
        return check(arguments.subspan(1));
    }
    if (verb == "add") {
        return add(arguments.subspan(1));
    }
    throw usageError(fmt::format("{}: say list, check or add",
        verb.empty() ? "models needs to know what to do" : fmt::format("'{}' is not something models does", verb)));
}

} // namespace insula
