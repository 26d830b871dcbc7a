// The border of a job: runMain() and replayMain() of RunArguments.h.
#include "processing/core/RunArguments.h"

#include "processing/core/CancelWatch.h"
#include "processing/core/Error.h"
#include "processing/core/ProgressJson.h"
#include "processing/core/ProjectReplay.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <csignal>

namespace insula {
namespace {

using AddSteps = std::function<void(StepRegistry&)>;

// A usage message always says where help is.
std::string withHelp(const Error& error, const std::string& topic)
{
    const std::string message = error.what();
    const bool isComplete = error.kind() != Error::Kind::Usage || message.find("insula-cli ") != std::string::npos;
    return isComplete ? message : fmt::format("{}; see: insula-cli help {}", message, topic);
}

// Runs work(events) under the cancel watch; whatever it throws becomes an event and an exit status here.
template <typename MakeEvents, typename Work>
int jobBorder(CancelWatch::Parent parent, const std::string& topic, const MakeEvents& makeEvents, const Work& work,
    CancelWatch::Patience patience = CancelWatch::Patience::Short)
{
    std::signal(SIGPIPE, SIG_IGN); // a reader that went away must not leave half a run
    std::optional<CancelWatch> watch;
    const std::unique_ptr<RunEvents> events = makeEvents([&watch] { return watch && watch->isCancelled(); });
    try {
        watch.emplace(parent, patience);
        return work(*events);
    } catch (const Cancelled&) {
        events->cancelled();
        return 130;
    } catch (const Error& error) {
        events->failed(withHelp(error, topic));
        return error.kind() == Error::Kind::Usage ? 2 : 1;
    } catch (const std::exception& error) {
        events->failed(error.what());
        return 1;
    }
}

std::unique_ptr<RunEvents> makeTextEvents(std::function<bool()> isCancelled)
{
    return std::make_unique<TextRunEvents>(stdout, stderr, std::move(isCancelled));
}

std::int64_t runNumber(const std::string& text)
{
    std::int64_t number = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (code != std::errc() || end != text.data() + text.size() || number < 1) {
        throw usageError(fmt::format("RUN must be the number of a run, not '{}'; insula-cli project show DIR lists them", text));
    }
    return number;
}

std::string describe(const ReplayedOutput& output)
{
    std::string text = fmt::format("{}\t{}", output.port, name(output.agreement));
    if (!output.reason.empty()) {
        text += fmt::format(" ({})", output.reason);
    } else if (output.agreement != Agreement::Identical) {
        text += fmt::format(" (largest difference {:.6g}, Dice {:.6f})", output.maxDifference, output.dice);
    }
    return text + "\n";
}

nlohmann::json toJson(std::int64_t run, const ReplayResult& result)
{
    auto outputs = nlohmann::json::array();
    for (const ReplayedOutput& output : result.outputs) {
        nlohmann::json item = {{"port", output.port}, {"agreement", name(output.agreement)}, {"dice", output.dice}};
        item["maxDifference"] = std::isfinite(output.maxDifference) ? nlohmann::json(output.maxDifference) : nlohmann::json();
        if (!output.reason.empty()) {
            item["reason"] = output.reason;
        }
        outputs.push_back(std::move(item));
    }
    return {{"run", run}, {"agreement", name(result.agreement)}, {"outputs", outputs}};
}

} // namespace

int runMain(const AddSteps& addSteps, std::span<const std::string> arguments)
{
    const bool asJson = asksForJson(arguments);
    const std::string step = arguments.empty() || arguments[0].starts_with("-") ? "run" : arguments[0];
    const auto makeEvents = [&](std::function<bool()> isCancelled) -> std::unique_ptr<RunEvents> {
        if (asJson) {
            return std::make_unique<JsonRunEvents>(stdout, stderr, step, watchedRunNumber, std::move(isCancelled));
        }
        return makeTextEvents(std::move(isCancelled));
    };
    return jobBorder(asJson ? CancelWatch::Parent::EndWithIt : CancelWatch::Parent::Ignore, step, makeEvents, [&](RunEvents& events) {
        StepRegistry steps;
        addSteps(steps);
        const RunRequest request = parseRunArguments(arguments, steps);
        events.done(runStep(steps, request, Progress(events)));
        return 0;
    });
}

int runMain(const StepRegistry& steps, std::span<const std::string> arguments)
{
    return runMain([&steps](StepRegistry& registry) { registry = steps; }, arguments);
}

int replayMain(const AddSteps& addSteps, std::span<const std::string> arguments)
{
    return jobBorder(CancelWatch::Parent::Ignore, "replay", makeTextEvents, [&](RunEvents& events) {
        if (arguments.size() != 3) {
            throw usageError("replay needs a project and the number of a run");
        }
        const std::int64_t run = runNumber(arguments[1]);
        StepRegistry steps;
        addSteps(steps);
        Project project = Project::open(arguments[0]);
        const ReplayResult result = replayRun(project, run, steps, Progress(events));
        events.clear();
        std::string text;
        for (const ReplayedOutput& output : result.outputs) {
            text += describe(output);
        }
        text += fmt::format("run {}\t{}\n", run, name(result.agreement));
        std::fputs(arguments[2] == "json" ? (toJson(run, result).dump(2) + "\n").c_str() : text.c_str(), stdout);
        return result.agreement == Agreement::Different ? 1 : 0;
    });
}

int jobMain(const std::string& topic, const std::function<int(RunEvents&)>& work)
{
    return jobBorder(CancelWatch::Parent::Ignore, topic, makeTextEvents, work);
}

int jobMain(const JobBorder& border, const std::function<int(RunEvents&)>& work)
{
    return jobBorder(border.parent, border.topic, border.events, work, border.patience);
}

} // namespace insula
