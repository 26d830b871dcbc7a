#include "processing/core/RunArguments.h"

#include "processing/core/AbsolutePath.h"
#include "processing/core/Error.h"
#include "processing/core/SimilarName.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace insula {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 10> CommonOptions{
    "in", "out", "out-dir", "record", "project", "subject", "session", "threads", "seed", "progress"};

std::string didYouMean(const std::string& typed, const std::vector<std::string>& candidates)
{
    const std::string similar = similarName(typed, candidates);
    return similar.empty() ? "" : fmt::format(" (did you mean '{}'?)", similar);
}

std::vector<std::string> portKeys(const std::vector<Port>& ports)
{
    std::vector<std::string> keys;
    for (const Port& port : ports) {
        keys.push_back(port.key);
    }
    return keys;
}

template <typename Number> Number wholeNumber(const std::string& option, const std::string& text, Number most)
{
    Number value{};
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (code != std::errc() || end != text.data() + text.size() || value < Number{} || value > most) {
        throw usageError(fmt::format("--{} must be a whole number from 0 to {}, not '{}'", option, most, text));
    }
    return value;
}

// "sub-01" and "01" are the same label.
std::string label(const std::string& option, const std::string& text, std::string_view prefix)
{
    const std::string bare = text.starts_with(prefix) ? text.substr(prefix.size()) : text;
    if (bare.empty()) {
        throw usageError(fmt::format("--{} needs a label such as 01", option));
    }
    return bare;
}

class RunParser {
public:
    RunParser(std::span<const std::string> arguments, const StepRegistry& steps) : m_arguments(arguments)
    {
        if (arguments.empty() || arguments[0].starts_with("-")) {
            throw usageError("run needs the name of a step first: insula-cli run STEP --in port=FILE --out port=FILE; "
                             "insula-cli steps lists the steps");
        }
        m_step = steps.find(arguments[0]);
        if (!m_step) {
            std::vector<std::string> ids;
            for (const Step& step : steps.steps()) {
                ids.push_back(step.info().id);
            }
            throw usageError(
                fmt::format("there is no step '{}'{}; insula-cli steps lists them", arguments[0], didYouMean(arguments[0], ids)));
        }
        m_request.step = arguments[0];
    }

    RunRequest parse(RunDestination destination)
    {
        while (++m_at < m_arguments.size()) {
            readOption();
        }
        checkInputs();
        if (destination == RunDestination::Named) {
            checkDestination();
        }
        m_request.params = m_step->normalised(m_params);
        return std::move(m_request);
    }

private:
    void readOption();
    void readCommonOption(const std::string& name);
    void readParam(const std::string& name);
    void readPort(const std::string& option, const std::vector<Port>& ports, std::map<std::string, fs::path>& files);
    void readBoolean(const std::string& key);
    void setParam(const std::string& key, nlohmann::json value);
    std::string value(const std::string& option);
    void checkInputs() const;
    void checkDestination() const;
    [[noreturn]] void refuseUnknown(const std::string& name) const;

    std::span<const std::string> m_arguments;
    std::size_t m_at = 0;
    std::optional<std::string> m_attached; // the value in --option=value
    const Step* m_step = nullptr;
    RunRequest m_request;
    nlohmann::json m_params = nlohmann::json::object();
};

void RunParser::readOption()
{
    const std::string& text = m_arguments[m_at];
    if (!text.starts_with("--") || text.size() == 2) {
        throw usageError(fmt::format("'{}' is not understood here: options begin with --, files are given as --in port=FILE", text));
    }
    const std::size_t equals = text.find('=');
    const std::string name = text.substr(2, equals == std::string::npos ? equals : equals - 2);
    m_attached = equals == std::string::npos ? std::nullopt : std::optional(text.substr(equals + 1));
    if (std::ranges::find(CommonOptions, name) != CommonOptions.end()) {
        readCommonOption(name);
    } else {
        readParam(name);
    }
}

std::string RunParser::value(const std::string& option)
{
    if (m_attached) {
        return *m_attached;
    }
    if (m_at + 1 >= m_arguments.size() || m_arguments[m_at + 1].starts_with("--")) {
        throw usageError(fmt::format("--{} needs a value", option));
    }
    return m_arguments[++m_at];
}

void RunParser::readCommonOption(const std::string& name)
{
    if (name == "in") {
        readPort(name, m_step->info().inputs, m_request.inputs);
    } else if (name == "out") {
        readPort(name, m_step->info().outputs, m_request.outputs);
    } else if (name == "project") {
        const std::string folder = value(name);
        if (folder.empty()) {
            throw usageError("--project needs the folder of a project");
        }
        m_request.project = absolutePath(folder);
    } else if (name == "out-dir" || name == "record") {
        const std::string place = value(name);
        if (place.empty()) {
            throw usageError(fmt::format("--{} needs the name of a {}", name, name == "record" ? "file" : "folder"));
        }
        (name == "record" ? m_request.record : m_request.outputFolder) = absolutePath(place);
    } else if (name == "subject") {
        m_request.subject = label(name, value(name), "sub-");
    } else if (name == "session") {
        m_request.session = label(name, value(name), "ses-");
    } else if (name == "threads") {
        m_request.threads = wholeNumber<int>(name, value(name), 1024);
    } else if (name == "seed") {
        m_request.seed = wholeNumber<std::uint64_t>(name, value(name), UINT64_MAX);
    } else if (const std::string form = value(name); form != "json" && form != "text") {
        throw usageError(fmt::format("--progress must be json or text, not '{}'", form));
    }
}

void RunParser::readPort(const std::string& option, const std::vector<Port>& ports, std::map<std::string, fs::path>& files)
{
    const std::vector<std::string> keys = portKeys(ports);
    const char* direction = option == "in" ? "input" : "output";
    const std::string text = value(option);
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals + 1 == text.size()) {
        throw usageError(fmt::format(
            "--{} needs port=FILE, not '{}'; '{}' has the {} ports: {}", option, text, m_request.step, direction, fmt::join(keys, ", ")));
    }
    const std::string key = text.substr(0, equals);
    if (std::ranges::find(keys, key) == keys.end()) {
        throw usageError(fmt::format("'{}' has no {} '{}'{}; it has: {}", m_request.step, direction, key, didYouMean(key, keys),
            keys.empty() ? "none" : fmt::format("{}", fmt::join(keys, ", "))));
    }
    if (!files.emplace(key, absolutePath(text.substr(equals + 1))).second) {
        throw usageError(fmt::format("the {} '{}' is given twice", direction, key));
    }
}

void RunParser::setParam(const std::string& key, nlohmann::json value)
{
    if (m_params.contains(key)) {
        throw usageError(fmt::format("--{} is given twice", key));
    }
    m_params[key] = std::move(value);
}

void RunParser::readBoolean(const std::string& key)
{
    const bool hasNext = !m_attached && m_at + 1 < m_arguments.size() && !m_arguments[m_at + 1].starts_with("--");
    if (m_attached) {
        setParam(key, *m_attached);
    } else if (hasNext) {
        setParam(key, m_arguments[++m_at]);
    } else {
        setParam(key, true);
    }
}

void RunParser::readParam(const std::string& name)
{
    const std::vector<Param>& params = m_step->params();
    const auto find = [&](const std::string& key) { return std::ranges::find(params, key, &Param::key); };
    if (const auto param = find(name); param != params.end()) {
        if (param->type == Param::Type::Boolean) {
            readBoolean(name);
            return;
        }
        const std::string text = value(name);
        // A path goes into the record, which is read in other folders; a bare name may be that of a model package.
        const bool isPlace = param->type == Param::Type::Path && !param->filter.empty() && text.find('/') != std::string::npos;
        setParam(name, isPlace ? absolutePath(text).string() : text);
        return;
    }
    if (name.starts_with("no-") && !m_attached) {
        if (const auto param = find(name.substr(3)); param != params.end() && param->type == Param::Type::Boolean) {
            setParam(param->key, false);
            return;
        }
    }
    refuseUnknown(name);
}

void RunParser::refuseUnknown(const std::string& name) const
{
    std::vector<std::string> keys;
    for (const Param& param : m_step->params()) {
        keys.push_back(param.key);
    }
    const std::string own = keys.empty() ? "no parameters" : fmt::format("the parameters --{}", fmt::join(keys, ", --"));
    keys.insert(keys.end(), CommonOptions.begin(), CommonOptions.end());
    throw usageError(fmt::format("'{}' has no parameter --{}{}; it has {}", m_request.step, name, didYouMean(name, keys), own));
}

void RunParser::checkInputs() const
{
    for (const Port& port : m_step->info().inputs) {
        if (!port.optional && !m_request.inputs.contains(port.key)) {
            throw usageError(fmt::format("'{}' needs the input '{}': --in {}=FILE", m_request.step, port.key, port.key));
        }
    }
}

void RunParser::checkDestination() const
{
    if (m_request.outputs.empty() && !m_request.project && !m_request.outputFolder) {
        throw usageError(
            fmt::format("'{}' has nowhere to write: name an output with --out port=FILE (ports: {}), or a project with --project DIR",
                m_request.step, fmt::join(portKeys(m_step->info().outputs), ", ")));
    }
    if (!m_request.project && !m_request.record && !(m_request.subject.empty() && m_request.session.empty())) {
        throw usageError("--subject and --session belong to a project or a record: name it with --project DIR or --record FILE");
    }
}

} // namespace

RunRequest parseRunArguments(std::span<const std::string> arguments, const StepRegistry& steps, RunDestination destination)
{
    return RunParser(arguments, steps).parse(destination);
}

bool asksForJson(std::span<const std::string> arguments)
{
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (arguments[i] == "--progress=json" || (arguments[i] == "--progress" && i + 1 < arguments.size() && arguments[i + 1] == "json")) {
            return true;
        }
    }
    return false;
}

} // namespace insula
