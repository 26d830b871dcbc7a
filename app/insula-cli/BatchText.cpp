#include "app/insula-cli/BatchText.h"

#include "app/insula-cli/Commands.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <unistd.h>

namespace insula {
namespace {

using Row = std::array<std::string, 7>;

constexpr std::array<TaskState, 7> Order{TaskState::Done, TaskState::Unchanged, TaskState::LeftOut, TaskState::Failed, TaskState::Cancelled,
    TaskState::Running, TaskState::Waiting};

Row rowOf(const TaskReport& task)
{
    const bool hasWorked = task.seconds > 0;
    return {task.name, std::string(name(task.state)), fmt::format("{}/{}", task.committed + task.reused, task.nodes + task.reused),
        hasWorked ? fmt::format("{:.1f}", task.seconds) : "-", hasWorked ? fmt::format("{}", task.peakBytes >> 20) : "-",
        task.tries > 0 ? std::to_string(task.tries) : "-", task.message};
}

std::string counts(const std::map<TaskState, std::size_t>& numbers)
{
    std::string text;
    for (const TaskState state : Order) {
        if (const auto number = numbers.find(state); number != numbers.end()) {
            text += fmt::format("{}{} {}", text.empty() ? "" : ", ", number->second, name(state));
        }
    }
    return text;
}

} // namespace

std::string batchTable(const BatchResult& result)
{
    std::vector<Row> rows{{"subject", "state", "steps", "seconds", "MiB", "tries", ""}};
    std::map<TaskState, std::size_t> numbers;
    for (const TaskReport& task : result.tasks) {
        rows.push_back(rowOf(task));
        ++numbers[task.state];
    }
    std::array<std::size_t, 7> widths{};
    for (const Row& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], row[i].size());
        }
    }
    std::string text;
    for (const Row& row : rows) {
        std::string line = fmt::format("{:<{}}  {:<{}}", row[0], widths[0], row[1], widths[1]);
        for (std::size_t i = 2; i < 6; ++i) {
            line += fmt::format("  {:>{}}", row[i], widths[i]);
        }
        line += row[6].empty() ? "" : "  " + row[6];
        text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
    }
    return text + (result.tasks.empty() ? "nothing to do\n" : counts(numbers) + "\n");
}

std::string planText(const PlannedTask& task)
{
    std::string text = fmt::format(
        "{}: {}{}\n", task.report.name, name(task.report.state), task.report.message.empty() ? "" : ", " + task.report.message);
    for (const PlannedNode& node : task.plan ? task.plan->nodes : std::vector<PlannedNode>()) {
        const char* state = node.state == PlannedState::Run ? "run" : node.state == PlannedState::Reuse ? "reuse" : "left out";
        text += fmt::format("  {:<9} {}{}\n", state, node.id, node.reason.empty() ? "" : fmt::format(" ({})", node.reason));
    }
    return text;
}

nlohmann::json reportJson(const TaskReport& report)
{
    return {{"task", report.name}, {"subject", report.subject}, {"session", report.session}, {"state", name(report.state)},
        {"steps", report.nodes}, {"committed", report.committed}, {"reused", report.reused}, {"seconds", report.seconds},
        {"peakBytes", report.peakBytes}, {"tries", report.tries}, {"message", report.message}};
}

nlohmann::json planJson(const PlannedTask& task)
{
    nlohmann::json json = reportJson(task.report);
    auto nodes = nlohmann::json::array();
    for (const PlannedNode& node : task.plan ? task.plan->nodes : std::vector<PlannedNode>()) {
        const char* state = node.state == PlannedState::Run ? "run" : node.state == PlannedState::Reuse ? "reuse" : "left-out";
        nodes.push_back({{"node", node.id}, {"step", node.step}, {"state", state}, {"reason", node.reason}});
    }
    json["nodes"] = std::move(nodes);
    return json;
}

BatchTeller::BatchTeller(bool asJson, std::size_t tasks) : m_asJson(asJson), m_isTerminal(::isatty(STDERR_FILENO) == 1), m_tasks(tasks) { }

void BatchTeller::changed(const TaskReport& report)
{
    if (m_asJson) {
        nlohmann::json event = reportJson(report);
        event["event"] = "task";
        print(event.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
        std::fflush(stdout);
        return;
    }
    const TaskState before = std::exchange(m_states[report.name], report.state);
    clear();
    if (report.state == TaskState::Waiting) {
        std::fputs(fmt::format("insula-cli: {}: tried again: {}\n", report.name, report.message).c_str(), stderr);
    } else if (report.state == TaskState::Failed) {
        std::fputs(fmt::format("insula-cli: {}: {}\n", report.name, report.message).c_str(), stderr);
    } else if (before != report.state && report.state == TaskState::Done && !m_isTerminal) {
        std::fputs(fmt::format("{}: done in {:.1f} s\n", report.name, report.seconds).c_str(), stderr);
    }
    showCounts();
}

void BatchTeller::showCounts()
{
    if (!m_isTerminal) {
        return;
    }
    std::map<TaskState, std::size_t> numbers;
    for (const auto& [task, state] : m_states) {
        ++numbers[state];
    }
    std::fputs(fmt::format("{} tasks: {}", m_tasks, counts(numbers)).c_str(), stderr);
    std::fflush(stderr);
}

void BatchTeller::clear()
{
    if (!m_asJson && m_isTerminal) {
        std::fputs("\r\x1b[K", stderr);
    }
}

} // namespace insula
