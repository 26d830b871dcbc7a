#include "app/insula-cli/CommandLine.h"
#include "app/insula-cli/Commands.h"
#include "app/insula-cli/PipelineText.h"
#include "app/insula-cli/StepChild.h"

#include "processing/core/Error.h"
#include "processing/core/PipelineFiles.h"
#include "processing/core/ProgressJson.h"
#include "processing/core/RunArguments.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>

namespace insula {
namespace {

namespace fs = std::filesystem;
using Form = OptionRule::Form;

std::string dumped(const nlohmann::json& json)
{
    return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

std::vector<StepDescription> knownSteps()
{
    StepRegistry registry;
    addAllSteps(registry);
    return descriptionsOf(registry);
}

// The folder of the project that is named, if any.
fs::path projectFolder(const CommandLine& line)
{
    return line.has("project") ? fs::absolute(*line.value("project")).lexically_normal() : fs::path();
}

int list(Arguments arguments)
{
    const CommandLine line(arguments, {"no operand", 0, 0}, {{"project", Form::Value}, {"json"}});
    auto items = nlohmann::json::array();
    for (const FoundPipeline& found : listPipelines(projectFolder(line))) {
        nlohmann::json item{{"name", found.name}, {"origin", name(found.origin)}, {"file", found.file.string()}};
        try { // one that is damaged must not hide the others
            const Pipeline pipeline = readPipeline(found.file);
            item.update({{"title", pipeline.title}, {"summary", pipeline.summary}});
        } catch (const Error& error) {
            item["problem"] = error.what();
        }
        items.push_back(std::move(item));
    }
    if (line.has("json")) {
        print(dumped(items));
        return 0;
    }
    for (const auto& item : items)
        print(fmt::format("{:<18} {:<8} {}\n", item["name"].get<std::string>(), item["origin"].get<std::string>(),
            item.contains("problem") ? item["problem"].get<std::string>() : item["title"].get<std::string>()));
    print("\ninsula-cli pipeline show NAME lists its steps.\n");
    return 0;
}

int show(Arguments arguments)
{
    const CommandLine line(arguments, {"NAME", 1, 1}, {{"project", Form::Value}, {"json"}});
    const Pipeline pipeline = readPipeline(findPipeline(line.operands()[0], projectFolder(line)));
    print(line.has("json") ? pipelineText(pipeline) : pipelineDescription(pipeline, knownSteps()));
    return 0;
}

int check(Arguments arguments)
{
    const CommandLine line(arguments, {"FILE...", 1, AnyNumber}, {});
    const auto steps = knownSteps();
    bool isWrong = false;
    for (const std::string& operand : line.operands()) {
        const Pipeline pipeline = readPipeline(findPipeline(operand));
        const auto problems = problemsOf(pipeline, steps);
        for (const PipelineProblem& problem : problems)
            print(fmt::format("{}: {}{}\n", operand, problem.node.empty() ? "" : fmt::format("step '{}': ", problem.node), problem.text));
        if (problems.empty())
            print(fmt::format("{}: {} steps, in order\n", operand, pipeline.nodes.size()));
        isWrong = isWrong || !problems.empty();
    }
    return isWrong ? 1 : 0;
}

// "task=rest" or "task=rest,run=1".
void readPairs(const std::string& option, const std::string& text, const std::function<void(std::string, std::string)>& take)
{
    const std::size_t equals = text.find('=');
    if (equals == 0 || equals == std::string::npos || equals + 1 == text.size())
        throw usageError(fmt::format("--{} needs KEY=VALUE, not '{}'", option, text));
    take(text.substr(0, equals), text.substr(equals + 1));
}

std::string label(const CommandLine& line, const std::string& option, std::string_view prefix)
{
    const std::string text = line.value(option).value_or("");
    return text.starts_with(prefix) ? text.substr(prefix.size()) : text;
}

PipelineRequest requestOf(const CommandLine& line)
{
    PipelineRequest request;
    request.subject = label(line, "subject", "sub-");
    request.session = label(line, "session", "ses-");
    if (request.subject.empty())
        throw usageError("which subject is it? Name it with --subject ID");
    for (const std::string& text : line.values("given"))
        readPairs("given", text, [&](const std::string& key, const std::string& file) {
            if (!request.given.emplace(key, file).second)
                throw usageError(fmt::format("--given {} is given twice", key));
        });
    for (std::string text : line.values("select"))
        for (std::size_t comma = 0; comma != std::string::npos; text = text.substr(comma == std::string::npos ? 0 : comma + 1)) {
            comma = text.find(',');
            readPairs(
                "select", text.substr(0, comma), [&](const std::string& key, const std::string& value) { request.entities[key] = value; });
        }
    request.threads = static_cast<int>(line.integer("threads", 0, 1024).value_or(0));
    request.seed = static_cast<std::uint64_t>(line.integer("seed", 0, INT64_MAX).value_or(0));
    request.reuse = !line.has("fresh");
    return request;
}

std::string entitiesText(const PipelineRequest& request)
{
    std::string text;
    for (const auto& [key, value] : request.entities)
        text += fmt::format("{}{}-{}", text.empty() ? "" : " ", key, value);
    return text;
}

// Runs the plans one after another and tells how every step ended.
class PipelineRun {
public:
    PipelineRun(RunEvents& events, const Project& project) :
        m_events(events), m_json(dynamic_cast<JsonRunEvents*>(&events)), m_project(project)
    {
    }
    int perform(const std::vector<PipelinePlan>& plans);

private:
    void perform(const PipelinePlan& plan, const Progress& progress);
    void tell(const NodeResult& result, std::size_t width);
    int finish(double seconds);

    RunEvents& m_events;
    JsonRunEvents* m_json;
    const Project& m_project;
    std::map<NodeEnd, std::size_t> m_counts;
    std::string m_firstFailure;
    std::uint64_t m_peakBytes = 0;
    bool m_isCancelled = false;
};

void PipelineRun::tell(const NodeResult& result, std::size_t width)
{
    ++m_counts[result.end];
    if (result.end == NodeEnd::Done)
        m_peakBytes = std::max(m_peakBytes, result.peakBytes);
    if (result.end == NodeEnd::Failed && m_firstFailure.empty())
        m_firstFailure = fmt::format("step '{}': {}", result.id, result.message);
    if (m_json) {
        nlohmann::json event = resultJson(result);
        event["event"] = "node";
        m_json->tell(event);
        return;
    }
    m_events.clear();
    for (const std::string& warning : result.warnings)
        std::fputs(fmt::format("insula-cli: warning: {}: {}\n", result.id, warning).c_str(), stderr);
    print(resultLine(result, width));
    std::fflush(stdout);
}

void PipelineRun::perform(const PipelinePlan& plan, const Progress& progress)
{
    std::size_t width = 0;
    for (const PlannedNode& node : plan.nodes)
        width = std::max(width, node.id.size());
    PipelineWatch watch;
    watch.started = [&](const PlannedNode& node, std::size_t) {
        if (m_json)
            m_json->tell({{"event", "node"}, {"node", node.id}, {"step", node.step}, {"state", "running"}});
    };
    watch.ended = [&](const NodeResult& result, std::size_t) { tell(result, width); };
    const auto runNode = [](const PlannedNode&, const RunRequest& request, const Progress& part) { return runStepChild(request, part); };
    m_isCancelled = executePipeline(m_project, plan, runNode, progress, watch).isCancelled;
}

int PipelineRun::perform(const std::vector<PipelinePlan>& plans)
{
    const auto start = std::chrono::steady_clock::now();
    const Progress whole(m_events);
    for (std::size_t i = 0; i < plans.size() && !m_isCancelled; ++i) {
        if (plans.size() > 1 && !m_json)
            print(entitiesText(plans[i].request) + ":\n");
        const auto count = static_cast<double>(plans.size());
        perform(plans[i], whole.part(static_cast<double>(i) / count, static_cast<double>(i + 1) / count));
    }
    return finish(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
}

int PipelineRun::finish(double seconds)
{
    if (m_isCancelled) {
        if (m_json)
            m_events.cancelled();
        else
            std::fputs("insula-cli: cancelled; what was done is kept and will be reused\n", stderr);
        return 130;
    }
    if (!m_firstFailure.empty()) {
        const std::size_t more = m_counts[NodeEnd::Failed] - 1;
        m_events.failed(more == 0 ? m_firstFailure : fmt::format("{} (and {} more)", m_firstFailure, more));
        return 1;
    }
    if (m_json) {
        RunOutcome outcome;
        outcome.seconds = seconds;
        outcome.peakBytes = m_peakBytes;
        m_events.done(outcome);
        return 0;
    }
    print(fmt::format("{} run, {} reused, {} left out; {:.1f} s, at most {} MiB\n", m_counts[NodeEnd::Done], m_counts[NodeEnd::Reused],
        m_counts[NodeEnd::LeftOut], seconds, m_peakBytes >> 20));
    return 0;
}

int runPlans(const CommandLine& line, RunEvents& events)
{
    if (!line.has("project"))
        throw usageError("which project is it? Name it with --project DIR");
    Project project = Project::open(projectFolder(line));
    const Pipeline pipeline = readPipeline(findPipeline(line.operands()[0], project.folder()));
    const PipelineRequest request = requestOf(line);
    const auto steps = knownSteps();
    const ProjectForPlans read(project);
    std::vector<PipelineRequest> requests{request};
    if (line.has("every-run"))
        requests = requestsForEachRun(read.rows, pipeline, request);
    std::vector<PipelinePlan> plans;
    for (const PipelineRequest& each : requests)
        plans.push_back(planPipeline(read, pipeline, steps, each, Progress(events, 0, 0)));
    if (line.has("dry-run")) {
        for (const PipelinePlan& plan : plans)
            print(line.value("progress") == "json" ? planJson(plan).dump() + "\n" : planText(plan));
        return 0;
    }
    if (project.isReadOnly())
        throw Error(project.notice());
    return PipelineRun(events, project).perform(plans);
}

int run(Arguments arguments)
{
    const bool isJson = asksForJson(arguments);
    JobBorder border{.topic = "pipeline", .patience = CancelWatch::Patience::Long, .events = {}};
    border.parent = isJson ? CancelWatch::Parent::EndWithIt : CancelWatch::Parent::Ignore;
    border.events = [&](std::function<bool()> isCancelled) -> std::unique_ptr<RunEvents> {
        if (!isJson)
            return std::make_unique<TextRunEvents>(stdout, stderr, std::move(isCancelled));
        const std::string name = arguments.empty() ? "pipeline" : arguments[0];
        return std::make_unique<JsonRunEvents>(
            stdout, stderr, name, [] { return std::int64_t{0}; }, std::move(isCancelled));
    };
    return jobMain(border, [&](RunEvents& events) {
        const CommandLine line(arguments, {"NAME", 1, 1},
            {{"project", Form::Value}, {"subject", Form::Value}, {"session", Form::Value}, {"given", Form::List}, {"select", Form::List},
                {"every-run"}, {"dry-run"}, {"fresh"}, {"threads", Form::Value}, {"seed", Form::Value}, {"progress", Form::Value}});
        if (const std::string form = line.value("progress").value_or("text"); form != "json" && form != "text")
            throw usageError(fmt::format("--progress must be json or text, not '{}'", form));
        return runPlans(line, events);
    });
}

struct Verb {
    std::string_view name;
    int (*run)(Arguments);
};
constexpr Verb Verbs[] = {{"list", list}, {"show", show}, {"check", check}, {"run", run}};

} // namespace

int runPipeline(Arguments arguments)
{
    const auto verb = std::ranges::find(Verbs, arguments.empty() ? std::string_view() : std::string_view(arguments[0]), &Verb::name);
    if (verb == std::end(Verbs))
        throw usageError(fmt::format("{}: say list, show, check or run",
            arguments.empty() ? "pipeline needs to know what to do" : fmt::format("'{}' is not something pipeline does", arguments[0])));
    return verb->run(arguments.subspan(1));
}

} // namespace insula
