#include "app/insula-cli/BatchText.h"
#include "app/insula-cli/CommandLine.h"
#include "app/insula-cli/Commands.h"

#include "processing/core/AbsolutePath.h"
#include "processing/core/BatchWorker.h"
#include "processing/core/Error.h"
#include "processing/core/LocalEngine.h"
#include "processing/core/PipelineFiles.h"
#include "processing/core/Resources.h"
#include "processing/core/RunArguments.h"
#include "processing/core/SlurmEngine.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <thread>

namespace insula {
namespace {

namespace fs = std::filesystem;
using Form = OptionRule::Form;

std::vector<OptionRule> commonRules()
{
    return {{"project", Form::Value}, {"subjects", Form::Value}, {"all"}, {"engine", Form::Value}, {"jobs", Form::Value},
        {"threads", Form::Value}, {"seed", Form::Value}, {"retries", Form::Value}, {"time", Form::Value}, {"memory", Form::Value},
        {"staging", Form::Value}, {"dry-run"}, {"progress", Form::Value}, {"given", Form::List}, {"select", Form::List}, {"every-run"},
        {"fresh"}};
}

std::vector<StepDescription> knownSteps()
{
    StepRegistry registry;
    addAllSteps(registry);
    return descriptionsOf(registry);
}

std::pair<std::string, std::string> pairIn(const std::string& option, const std::string& text)
{
    const std::size_t equals = text.find('=');
    if (equals == 0 || equals == std::string::npos || equals + 1 == text.size()) {
        throw usageError(fmt::format("--{} needs KEY=VALUE, not '{}'", option, text));
    }
    return {text.substr(0, equals), text.substr(equals + 1)};
}

std::vector<std::string> commaList(const std::string& option, const std::string& text)
{
    std::vector<std::string> items;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t comma = std::min(text.find(',', at), text.size());
        std::string item = text.substr(at, comma - at);
        if (item.starts_with("sub-")) {
            item.erase(0, 4);
        }
        if (item.empty() || std::ranges::find(items, item) != items.end()) {
            throw usageError(fmt::format("--{} needs labels with commas between them, each once, not '{}'", option, text));
        }
        items.push_back(std::move(item));
        at = comma + 1;
    }
    return items;
}

// One step as a pipeline: inputs by --in, parameters by their own names.
std::vector<OptionRule> rulesOf(const StepDescription& step)
{
    std::vector<OptionRule> rules = commonRules();
    rules.push_back({"in", Form::List});
    for (const Param& param : step.params) {
        rules.push_back({param.key, Form::Value});
        if (param.type == Param::Type::Boolean) {
            rules.push_back({"no-" + param.key});
        }
    }
    return rules;
}

Pipeline stepPipeline(const StepDescription& step, const CommandLine& line)
{
    std::map<std::string, PipelineSource> inputs;
    for (const std::string& text : line.values("in")) {
        const auto [port, from] = pairIn("in", text);
        PipelineSource source;
        const bool isFile = from.find('/') != std::string::npos || from.find('.') != std::string::npos;
        source.kind = isFile ? PipelineSource::Kind::File : PipelineSource::Kind::Raw;
        if (isFile) {
            source.file = absolutePath(from);
        } else {
            source.suffix = from;
        }
        if (!inputs.emplace(port, source).second) {
            throw usageError(fmt::format("the input '{}' is given twice", port));
        }
    }
    for (const Port& port : step.info.inputs) {
        if (!port.optional && !inputs.contains(port.key)) {
            throw usageError(fmt::format("'{}' needs the input '{}': --in {}=SUFFIX (such as T1w or bold) or --in {}=FILE for all subjects",
                step.info.id, port.key, port.key, port.key));
        }
    }
    auto params = nlohmann::json::object();
    for (const Param& param : step.params) {
        if (const auto value = line.value(param.key)) {
            params[param.key] = *value;
        } else if (param.type == Param::Type::Boolean && line.has("no-" + param.key)) {
            params[param.key] = false;
        }
    }
    return pipelineOfStep(step, inputs, params);
}

BatchSelection selectionOf(const CommandLine& line)
{
    BatchSelection selection;
    if (line.has("all") && line.has("subjects")) {
        throw usageError("say --all or --subjects, not both");
    }
    if (const auto text = line.value("subjects")) {
        selection.subjects = commaList("subjects", *text);
    }
    for (const std::string& text : line.values("given")) {
        const auto [key, file] = pairIn("given", text);
        if (!selection.request.given.emplace(key, absolutePath(file)).second) {
            throw usageError(fmt::format("--given {} is given twice", key));
        }
    }
    for (const std::string& text : line.values("select")) {
        const auto [key, value] = pairIn("select", text);
        selection.request.entities[key] = value;
    }
    selection.request.threads = static_cast<int>(line.integer("threads", 0, 1024).value_or(1));
    selection.request.seed = static_cast<std::uint64_t>(line.integer("seed", 0, INT64_MAX).value_or(0));
    selection.request.reuse = !line.has("fresh");
    selection.everyRun = line.has("every-run");
    return selection;
}

struct EngineChoice {
    bool isSlurm = false;
    int jobs = 0;
    std::optional<std::int64_t> minutes, megabytes;
};

EngineChoice engineOf(const CommandLine& line)
{
    EngineChoice choice;
    const std::string engine = line.value("engine").value_or("local");
    if (engine != "local" && engine != "slurm") {
        throw usageError(fmt::format("--engine must be local or slurm, not '{}'", engine));
    }
    choice.isSlurm = engine == "slurm";
    choice.minutes = line.integer("time", 1, 1'000'000);
    choice.megabytes = line.integer("memory", 1, 100'000'000);
    if (choice.megabytes && !choice.isSlurm) {
        throw usageError("--memory is for --engine slurm: on this machine, use fewer --jobs");
    }
    const auto processors = static_cast<std::int64_t>(std::max(1U, std::thread::hardware_concurrency()));
    const std::int64_t threads = line.integer("threads", 0, 1024).value_or(1);
    const std::int64_t fitting = threads == 0 ? 1 : std::max<std::int64_t>(1, processors / threads);
    choice.jobs = static_cast<int>(line.integer("jobs", 1, 10000).value_or(choice.isSlurm ? 0 : fitting));
    return choice;
}

// An array that still runs would go on with tasks that are being planned anew here.
void refuseRunningArrays(const BatchStaging& staging)
{
    std::error_code ignored;
    if (!fs::exists(staging.slurm() / "arrays.json", ignored)) {
        return;
    }
    SlurmEngine slurm({.program = {}, .folder = staging.slurm(), .logs = staging.logs(), .minutes = {}, .megabytes = {}});
    if (!slurm.taken().empty()) {
        throw Error(fmt::format(
            "Slurm still works on this batch (job {}): go on with --engine slurm, or stop it with scancel", fmt::join(slurm.jobs(), ", ")));
    }
}

std::unique_ptr<BatchEngine> makeEngine(const EngineChoice& choice, const BatchStaging& staging, int threads)
{
    const fs::path program = siblingProgram("insula-cli");
    if (!choice.isSlurm) {
        refuseRunningArrays(staging);
        LocalOptions options{program, staging.logs(), choice.jobs, {}};
        if (choice.minutes) {
            options.most = std::chrono::minutes(*choice.minutes);
        }
        return std::make_unique<LocalEngine>(options);
    }
    return std::make_unique<SlurmEngine>(
        SlurmOptions{program, staging.slurm(), staging.logs(), choice.jobs, std::max(threads, 1), choice.minutes, choice.megabytes});
}

void tellPlan(const std::vector<PlannedTask>& tasks, bool asJson)
{
    for (const PlannedTask& task : tasks) {
        print(asJson ? planJson(task).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n" : planText(task));
    }
}

int finish(const BatchResult& result, bool asJson)
{
    if (asJson) {
        auto tasks = nlohmann::json::array();
        for (const TaskReport& task : result.tasks) {
            tasks.push_back(reportJson(task));
        }
        const char* event = result.isCancelled ? "cancelled" : result.hasFailed() ? "failed" : "done";
        print(nlohmann::json{{"event", event}, {"tasks", tasks}}.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
    } else {
        print(batchTable(result));
    }
    if (result.isCancelled) {
        std::fputs("insula-cli: cancelled; what was done is kept, the same command goes on\n", stderr);
        return 130;
    }
    return result.hasFailed() ? 1 : 0;
}

int perform(const CommandLine& line, const Pipeline& pipeline, const std::vector<StepDescription>& steps, Project& project, bool asJson)
{
    SignalWait signals(asJson ? SignalWait::Parent::EndWithIt : SignalWait::Parent::Ignore);
    const BatchSelection selection = selectionOf(line);
    const EngineChoice choice = engineOf(line);
    const auto retries = static_cast<int>(line.integer("retries", 0, 100).value_or(2));
    const auto isStopped = [&signals] { return signals.isStopped(); };
    if (line.has("dry-run")) {
        tellPlan(planBatch(project, pipeline, steps, selection, isStopped), asJson);
        return 0;
    }
    if (project.isReadOnly()) {
        throw Error(project.notice());
    }
    checkPipeline(pipeline, steps); // before anything is made
    BatchStaging staging(project, line.value("staging").value_or(""));
    const auto engine = makeEngine(choice, staging, selection.request.threads);
    std::unique_ptr<BatchTeller> teller;
    BatchCoordinator coordinator(project, staging, *engine, retries, [&teller](const TaskReport& report) {
        if (teller) {
            teller->changed(report);
        }
    });
    coordinator.resume();
    const std::vector<PlannedTask> planned = planBatch(project, pipeline, steps, selection, isStopped);
    teller = std::make_unique<BatchTeller>(asJson, planned.size());
    for (const PlannedTask& task : planned) {
        if (coordinator.has(task.report.name)) {
            continue; // a worker in a queue still has it
        }
        if (task.report.state == TaskState::Waiting) {
            coordinator.add(task.task, task.report.reused);
        } else {
            coordinator.addOver(task.report);
        }
    }
    const BatchResult result = coordinator.run(signals);
    teller->clear();
    return finish(result, asJson);
}

} // namespace

int runBatch(Arguments arguments)
{
    std::signal(SIGPIPE, SIG_IGN); // a reader that went away must not end the batch
    if (arguments.empty() || arguments[0].starts_with("-")) {
        throw usageError("batch needs a pipeline or a step first: insula-cli batch PIPELINE --project DIR");
    }
    const auto steps = knownSteps();
    const StepDescription* step = findStep(steps, arguments[0]);
    const CommandLine line(arguments, {"PIPELINE or STEP", 1, 1}, step ? rulesOf(*step) : commonRules());
    const std::string form = line.value("progress").value_or("text");
    if (form != "json" && form != "text") {
        throw usageError(fmt::format("--progress must be json or text, not '{}'", form));
    }
    if (!line.has("project")) {
        throw usageError("which project is it? Name it with --project DIR");
    }
    Project project = Project::open(absolutePath(*line.value("project")));
    const Pipeline pipeline = step ? stepPipeline(*step, line) : readPipeline(findPipeline(arguments[0], project.folder()));
    return perform(line, pipeline, steps, project, form == "json");
}

int runBatchWorker(Arguments arguments)
{
    const CommandLine line(
        arguments, {"TASKFILE", 0, 1}, {{"list", Form::Value}, {"logs", Form::Value}, {"log", Form::Value}, {"with-parent"}});
    SignalWait signals(line.has("with-parent") ? SignalWait::Parent::EndWithIt : SignalWait::Parent::Ignore);
    fs::path file, log = line.value("log").value_or("/dev/null");
    if (const auto list = line.value("list")) {
        const char* number = std::getenv("SLURM_ARRAY_TASK_ID");
        const auto index = wholeNumber(number ? number : "");
        const std::vector<BatchJob> jobs = readArrayList(*list);
        if (!index || *index < 0 || static_cast<std::size_t>(*index) >= jobs.size()) {
            throw usageError("SLURM_ARRAY_TASK_ID does not name a task of the list");
        }
        const BatchJob& job = jobs[static_cast<std::size_t>(*index)];
        file = job.file;
        log = fs::path(line.value("logs").value_or(".")) / (job.task + ".log");
    } else if (!line.operands().empty()) {
        file = absolutePath(line.operands()[0]);
    } else {
        throw usageError("batch-task needs a task");
    }
    return runBatchTask(readBatchTask(file), {siblingProgram("insula-cli"), log}, signals);
}

} // namespace insula
