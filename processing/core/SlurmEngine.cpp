#include "processing/core/SlurmEngine.h"

#include "processing/core/AtomicFile.h"
#include "processing/core/BatchTask.h"
#include "processing/core/ChildProcess.h"
#include "processing/core/Error.h"
#include "processing/core/JsonFields.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <sstream>
#include <thread>

namespace insula {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr std::size_t LargestArray = 1000; // Slurm's MaxArraySize is 1001 unless the site changed it
constexpr int MostSilence = 60; // polls
constexpr auto StopPatience = 15s;

bool isActive(const std::string& state)
{
    constexpr std::array<std::string_view, 15> active{"PENDING", "CONFIGURING", "RUNNING", "COMPLETING", "SUSPENDED", "REQUEUED",
        "REQUEUE_FED", "REQUEUE_HOLD", "RESIZING", "RESV_DEL_HOLD", "SIGNALING", "SPECIAL_EXIT", "STAGE_OUT", "STOPPED", "REVOKED"};
    return std::ranges::find(active, state) != active.end();
}

std::string lastLine(std::string text)
{
    while (!text.empty() && text.back() == '\n') {
        text.pop_back();
    }
    return text.substr(text.rfind('\n') + 1);
}

bool isInPath(const std::string& program)
{
    const char* path = std::getenv("PATH");
    std::istringstream folders(path ? path : "");
    for (std::string folder; std::getline(folders, folder, ':');) {
        std::error_code ignored;
        if (fs::exists(fs::path(folder) / program, ignored)) {
            return true;
        }
    }
    return false;
}

std::optional<std::size_t> number(std::string_view text)
{
    std::size_t value = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    return code == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

// "id|STATE" lines of sacct and squeue; "CANCELLED by 0" is CANCELLED.
void readStates(const std::string& text, const std::string& job, std::size_t count, std::map<std::size_t, std::string>& states)
{
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        const std::size_t bar = line.find('|');
        if (bar == std::string::npos) {
            continue;
        }
        std::string state = line.substr(bar + 1);
        state = state.substr(0, state.find_first_of(" +|"));
        for (const std::size_t index : arrayIndices(line.substr(0, bar), job, count)) {
            states.emplace(index, state);
        }
    }
}

std::string shellQuoted(const std::string& text)
{
    std::string result = "'";
    for (const char c : text) {
        result += c == '\'' ? std::string("'\\''") : std::string(1, c);
    }
    return result + "'";
}

} // namespace

std::vector<std::size_t> arrayIndices(const std::string& id, const std::string& job, std::size_t count)
{
    std::vector<std::size_t> indices;
    const std::size_t bar = id.find('_');
    if (id.substr(0, bar) != job || bar == std::string::npos) {
        return indices;
    }
    std::string list = id.substr(bar + 1);
    if (list.starts_with('[')) {
        list = list.substr(1, list.find_first_of("%]") - 1);
    }
    std::istringstream parts(list);
    for (std::string part; std::getline(parts, part, ',');) {
        const std::size_t dash = part.find('-');
        const auto first = number(part.substr(0, dash));
        const auto last = dash == std::string::npos ? first : number(part.substr(dash + 1));
        for (std::size_t i = first.value_or(count); last && i <= *last && i < count; ++i) {
            indices.push_back(i);
        }
    }
    return indices;
}

std::vector<BatchJob> readArrayList(const fs::path& file)
{
    return withContext(fmt::format("cannot use the list '{}'", file.string()), [&] {
        const auto json = nlohmann::json::parse(readTextFile(file), nullptr, false);
        JsonFields fields(json, "the list of an array");
        std::vector<BatchJob> jobs;
        for (const nlohmann::json& item : fields.list("tasks")) {
            JsonFields task(item, "a task of the array");
            jobs.push_back({task.text("task"), task.path("file")});
            task.finish();
        }
        fields.finish();
        return jobs;
    });
}

SlurmEngine::SlurmEngine(SlurmOptions options) : m_options(std::move(options))
{
    for (const char* program : {"sbatch", "squeue", "scancel"}) {
        if (!isInPath(program)) {
            throw Error(fmt::format("Slurm is not installed here: there is no program '{}'; use --engine local", program));
        }
    }
    m_hasAccounting = isInPath("sacct");
    fs::create_directories(m_options.folder);
    load();
}

void SlurmEngine::load()
{
    const fs::path file = m_options.folder / "arrays.json";
    std::error_code ignored;
    if (!fs::exists(file, ignored)) {
        return;
    }
    const auto json = nlohmann::json::parse(readTextFile(file), nullptr, false);
    withContext(fmt::format("cannot use '{}'", file.string()), [&] {
        JsonFields fields(json, "the list of arrays");
        for (const nlohmann::json& item : fields.list("arrays")) {
            JsonFields array(item, "an array");
            m_arrays.push_back({array.text("name"), array.text("job"), array.texts("tasks"), {}});
            array.finish();
        }
        fields.finish();
    });
}

void SlurmEngine::save() const
{
    auto arrays = nlohmann::json::array();
    for (const Array& array : m_arrays) {
        arrays.push_back({{"name", array.name}, {"job", array.job}, {"tasks", array.tasks}});
    }
    writeTextFile(m_options.folder / "arrays.json", dumpedText({{"arrays", arrays}}));
}

std::vector<std::string> SlurmEngine::jobs() const
{
    std::vector<std::string> numbers;
    for (const Array& array : m_arrays) {
        numbers.push_back(array.job);
    }
    return numbers;
}

// Killed between sbatch and its answer: the array is known by its name only.
void SlurmEngine::findJob(Array& array) const
{
    const ChildResult found = runChild("squeue", {"--noheader", "--states=all", "--name=" + array.name, "--format=%F"});
    array.job = found.status == 0 ? found.output.substr(0, found.output.find('\n')) : std::string();
}

std::optional<std::map<std::size_t, std::string>> SlurmEngine::states(const Array& array)
{
    std::map<std::size_t, std::string> states;
    if (m_hasAccounting) {
        const ChildResult told
            = runChild("sacct", {"--noheader", "--parsable2", "--allocations", "--jobs=" + array.job, "--format=JobID,State"});
        m_hasAccounting = told.status == 0;
        readStates(told.status == 0 ? told.output : std::string(), array.job, array.tasks.size(), states);
    }
    if (states.size() == array.tasks.size()) {
        return states;
    }
    // Accounting is off, or has not heard of all of them yet.
    const ChildResult told = runChild("squeue", {"--noheader", "--array", "--states=all", "--jobs=" + array.job, "--format=%i|%T"});
    if (told.status != 0 && told.messages.find("Invalid job id") == std::string::npos) {
        return std::nullopt;
    }
    readStates(told.output, array.job, array.tasks.size(), states);
    return states;
}

std::set<std::string> SlurmEngine::taken()
{
    std::set<std::string> tasks;
    for (Array& array : m_arrays) {
        if (array.job.empty()) {
            findJob(array);
        }
        if (array.job.empty()) {
            continue;
        }
        const auto known = states(array);
        if (!known) {
            throw Error("Slurm does not answer (squeue failed); wait until it does and start the batch again");
        }
        for (const auto& [index, state] : *known) {
            if (isActive(state)) {
                array.active.insert(array.tasks[index]);
            }
        }
        tasks.insert(array.active.begin(), array.active.end());
    }
    forgetEnded();
    return tasks;
}

void SlurmEngine::forgetEnded()
{
    for (const Array& array : m_arrays) {
        if (array.active.empty()) {
            std::error_code ignored;
            fs::remove(m_options.folder / (array.name + ".json"), ignored);
        }
    }
    if (std::erase_if(m_arrays, [](const Array& array) { return array.active.empty(); }) > 0) {
        save();
    }
}

void SlurmEngine::submit(const std::vector<BatchJob>& jobs)
{
    for (std::size_t at = 0; at < jobs.size(); at += LargestArray) {
        const auto first = jobs.begin() + static_cast<std::ptrdiff_t>(at);
        submitArray({first, first + static_cast<std::ptrdiff_t>(std::min(LargestArray, jobs.size() - at))});
    }
}

void SlurmEngine::submitArray(const std::vector<BatchJob>& jobs)
{
    Array array{"insula-" + randomId(), {}, {}, {}};
    auto tasks = nlohmann::json::array();
    for (const BatchJob& job : jobs) {
        array.tasks.push_back(job.task);
        array.active.insert(job.task);
        tasks.push_back({{"task", job.task}, {"file", pathToJson(job.file)}});
    }
    const fs::path list = m_options.folder / (array.name + ".json"), script = m_options.folder / (array.name + ".sh");
    writeTextFile(list, dumpedText({{"tasks", tasks}}));
    writeTextFile(script,
        fmt::format("#!/bin/sh\nexec {} batch-task --list={} --logs={}\n", shellQuoted(m_options.program.string()),
            shellQuoted(list.string()), shellQuoted(m_options.logs.string())));
    std::vector<std::string> arguments{"--parsable", "--requeue", "--open-mode=append", "--ntasks=1", "--job-name=" + array.name,
        fmt::format("--cpus-per-task={}", m_options.threads), "--chdir=" + m_options.folder.string(),
        "--output=" + (m_options.logs / "slurm-%A_%a.out").string(),
        fmt::format("--array=0-{}{}", jobs.size() - 1, m_options.jobs > 0 ? fmt::format("%{}", m_options.jobs) : "")};
    if (m_options.minutes) {
        arguments.push_back(fmt::format("--time={}", *m_options.minutes));
    }
    if (m_options.megabytes) {
        arguments.push_back(fmt::format("--mem={}M", *m_options.megabytes));
    }
    m_arrays.push_back(array);
    save();
    const ChildResult told = runChild("sbatch", arguments, script);
    std::error_code ignored;
    fs::remove(script, ignored); // Slurm keeps a copy
    const std::string job = told.output.substr(0, told.output.find_first_of(";\n"));
    if (told.status != 0 || !number(job)) {
        m_arrays.pop_back();
        save();
        fs::remove(list, ignored);
        const std::string why = lastLine(told.messages);
        throw Error(
            fmt::format("Slurm did not take the batch: {}", why.empty() ? fmt::format("sbatch ended with status {}", told.status) : why));
    }
    m_arrays.back().job = job;
    save();
}

std::string SlurmEngine::reasonOf(const std::string& state) const
{
    if (state == "TIMEOUT" || state == "DEADLINE") {
        return m_options.minutes ? fmt::format("ran longer than {} min; raise --time", *m_options.minutes) : "ran longer than Slurm allows";
    }
    if (state == "OUT_OF_MEMORY") {
        return m_options.megabytes ? fmt::format("used more than {} MB; raise --memory", *m_options.megabytes)
                                   : "used more memory than Slurm allows; raise it with --memory";
    }
    if (state == "CANCELLED") {
        return "was cancelled in Slurm";
    }
    return state == "NODE_FAIL" || state == "BOOT_FAIL" ? "its node failed" : state == "PREEMPTED" ? "was preempted" : "";
}

std::vector<WorkerEnd> SlurmEngine::poll()
{
    std::vector<WorkerEnd> ends;
    m_working.clear();
    for (Array& array : m_arrays) {
        const auto known = states(array);
        if (!known) {
            if (++m_silent > MostSilence) {
                throw Error("Slurm does not answer any more; the jobs go on: start the batch again when it does");
            }
            return ends;
        }
        m_silent = 0;
        for (std::size_t index = 0; index < array.tasks.size(); ++index) {
            const std::string& task = array.tasks[index];
            const auto state = known->find(index);
            if (state != known->end() && isActive(state->second)) {
                if (state->second != "PENDING") {
                    m_working.insert(task);
                }
            } else if (array.active.erase(task) > 0) { // ended, or so long ago that Slurm has forgotten it
                const std::string how = state == known->end() ? std::string() : state->second;
                ends.push_back({task, reasonOf(how), how == "CANCELLED"});
            }
        }
    }
    forgetEnded();
    return ends;
}

void SlurmEngine::cancel()
{
    for (const Array& array : m_arrays) {
        runChild("scancel", {array.job});
    }
    for (const auto end = Clock::now() + StopPatience; !m_arrays.empty() && Clock::now() < end; std::this_thread::sleep_for(500ms)) {
        poll();
    }
}

std::chrono::milliseconds SlurmEngine::interval() const
{
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(Clock::now() - m_start).count();
    return 1000ms * std::clamp<std::int64_t>(minutes, 1, 10); // short batches are answered soon, long ones do not burden the controller
}

} // namespace insula
