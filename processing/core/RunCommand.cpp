#include "processing/core/RunCommand.h"

#include "processing/core/Project.h"

#include <fmt/format.h>

namespace insula {
namespace {

enum class Destinations { All, Lasting };

// add(option without dashes, value), in the order of the help.
template <typename Add> void forEachOption(const RunRequest& request, Destinations destinations, const Add& add)
{
    for (const auto& [port, path] : request.inputs) {
        add("in", port + "=" + path.string());
    }
    for (const auto& [port, path] : request.outputs) {
        add("out", port + "=" + path.string());
    }
    for (const auto& [key, value] : request.params.items()) {
        add(key, value.is_string() ? value.template get<std::string>() : value.dump());
    }
    if (request.project) {
        add("project", request.project->string());
    }
    if (request.outputFolder && destinations == Destinations::All) {
        add("out-dir", request.outputFolder->string());
    }
    if (request.record && destinations == Destinations::All) {
        add("record", request.record->string());
    }
    if (!request.subject.empty()) {
        add("subject", request.subject);
    }
    if (!request.session.empty()) {
        add("session", request.session);
    }
    if (request.threads != 0) {
        add("threads", std::to_string(request.threads));
    }
    if (request.seed != 0) {
        add("seed", std::to_string(request.seed));
    }
}

std::string quoted(const std::string& text)
{
    constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=./:,@%";
    if (!text.empty() && text.find_first_not_of(plain) == std::string::npos) {
        return text;
    }
    std::string result = "'";
    for (const char c : text) {
        result += c == '\'' ? std::string("'\\''") : std::string(1, c);
    }
    return result + "'";
}

} // namespace

std::vector<std::string> runArguments(const RunRequest& request)
{
    std::vector<std::string> arguments{request.step};
    forEachOption(request, Destinations::All,
        [&](const std::string& option, const std::string& value) { arguments.push_back(fmt::format("--{}={}", option, value)); });
    arguments.emplace_back("--progress=json");
    return arguments;
}

std::string commandLine(const RunRequest& request)
{
    std::string line = "insula-cli run " + quoted(request.step);
    forEachOption(request, Destinations::Lasting,
        [&](const std::string& option, const std::string& value) { line += fmt::format(" --{} {}", option, quoted(value)); });
    return line;
}

RunRequest requestOf(const RunRow& row)
{
    RunRequest request;
    request.step = row.step;
    for (const RunFile& input : row.inputs) {
        request.inputs[input.port] = input.path;
    }
    request.params = row.params;
    request.subject = row.subject;
    request.session = row.session;
    request.threads = row.threads;
    request.seed = row.seed;
    return request;
}

} // namespace insula
