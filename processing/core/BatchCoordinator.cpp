#include "processing/core/BatchCoordinator.h"

#include <fmt/format.h>

#include <algorithm>

namespace insula {
namespace {

namespace fs = std::filesystem;

bool isOver(TaskState state)
{
    return state != TaskState::Waiting && state != TaskState::Running;
}

std::optional<RunRecord> recordAt(const fs::path& file)
{
    std::error_code ignored;
    if (!fs::exists(file, ignored)) {
        return std::nullopt;
    }
    try {
        return readRunRecord(file);
    } catch (const Error&) { // cut off or damaged: the same as none
        return std::nullopt;
    }
}

} // namespace

std::string_view name(TaskState state)
{
    switch (state) {
    case TaskState::Waiting:
        return "waiting";
    case TaskState::Running:
        return "running";
    case TaskState::Done:
        return "done";
    case TaskState::Unchanged:
        return "unchanged";
    case TaskState::LeftOut:
        return "left-out";
    case TaskState::Failed:
        return "failed";
    case TaskState::Cancelled:
        break;
    }
    return "cancelled";
}

bool BatchResult::hasFailed() const
{
    return std::ranges::any_of(tasks, [](const TaskReport& task) { return task.state == TaskState::Failed; });
}

BatchCoordinator::BatchCoordinator(Project& project, BatchStaging& staging, BatchEngine& engine, int retries, Changed changed) :
    m_project(project), m_staging(staging), m_engine(engine), m_retries(retries), m_changed(std::move(changed))
{
}

void BatchCoordinator::tell(Known& known, TaskState state, const std::string& message)
{
    known.report.state = state;
    known.report.committed = known.committed.size();
    if (!message.empty()) {
        known.report.message = message;
    }
    if (m_changed) {
        m_changed(known.report);
    }
}

bool BatchCoordinator::commitNode(Known& known, const TaskNode& node)
{
    const fs::path file = known.task.recordOf(node);
    const auto record = recordAt(file);
    if (!record || record->row.status != RunStatus::Done || record->row.step != node.step) {
        return false;
    }
    try {
        const CommittedRun committed
            = commitRecord(m_project, *record, {known.task.keyOf(node), known.task.subject, known.task.session, known.places});
        known.places.insert(committed.places.begin(), committed.places.end());
    } catch (const StaleRecord& error) { // the worker will find no record and do the node again
        known.report.message = error.what();
        std::error_code ignored;
        fs::remove(file, ignored);
        return false;
    }
    known.committed.insert(node.id);
    known.report.seconds += record->row.seconds;
    known.report.peakBytes = std::max(known.report.peakBytes, record->row.peakBytes);
    return true;
}

bool BatchCoordinator::sweep(Known& known)
{
    const std::size_t before = known.committed.size();
    for (const TaskNode& node : known.task.nodes) {
        const bool isReady = std::ranges::all_of(
            node.inputs, [&](const TaskInput& input) { return input.node.empty() || known.committed.contains(input.node); });
        if (isReady && !known.committed.contains(node.id)) {
            commitNode(known, node);
        }
    }
    const bool isComplete = known.committed.size() == known.task.nodes.size();
    if (known.committed.size() != before && !isComplete && known.report.state == TaskState::Running) {
        tell(known, TaskState::Running);
    }
    return isComplete;
}

void BatchCoordinator::finish(Known& known)
{
    m_staging.remove(known.task);
    known.report.message.clear();
    tell(known, TaskState::Done);
}

// Runs that did not end well stay visible in the project.
void BatchCoordinator::recordBadEnds(Known& known)
{
    for (const TaskNode& node : known.task.nodes) {
        const auto record = recordAt(known.task.recordOf(node));
        if (record && record->row.status != RunStatus::Done && !known.committed.contains(node.id)) {
            commitRecord(m_project, *record, {known.task.keyOf(node), known.task.subject, known.task.session, known.places});
            if (record->row.status != RunStatus::Cancelled) {
                known.report.message = fmt::format("{}: {}", node.id, record->row.error);
            }
        }
    }
}

void BatchCoordinator::resume()
{
    const std::set<std::string> taken = m_engine.taken();
    for (BatchTask& task : m_staging.tasks()) {
        Known known{task, {task.name, task.subject, task.session}, {}, {}};
        known.report.nodes = task.nodes.size();
        const bool isComplete = sweep(known);
        if (taken.contains(task.name) && !isComplete) {
            known.report.tries = 1;
            m_tasks.emplace(task.name, std::move(known));
        } else {
            m_staging.remove(task);
        }
    }
    m_staging.tidy();
}

void BatchCoordinator::add(BatchTask task, std::size_t reused)
{
    m_staging.add(task);
    Known known{task, {task.name, task.subject, task.session}, {}, {}};
    known.report.nodes = task.nodes.size();
    known.report.reused = reused;
    m_tasks.insert_or_assign(task.name, std::move(known));
}

void BatchCoordinator::addOver(TaskReport report)
{
    if (m_changed) {
        m_changed(report);
    }
    m_over.push_back(std::move(report));
}

void BatchCoordinator::ended(Known& known, const WorkerEnd& end, std::vector<BatchJob>& again)
{
    if (sweep(known)) {
        finish(known);
        return;
    }
    std::string why = end.reason;
    for (const TaskNode& node : known.task.nodes) {
        const auto record = recordAt(known.task.recordOf(node));
        if (why.empty() && record && record->row.status != RunStatus::Done) {
            why = fmt::format("{}: {}", node.id, record->row.error);
        }
    }
    if (why.empty()) {
        why = known.report.message.empty() ? "the worker ended before its work was done" : known.report.message;
    }
    if (!end.isFinal && known.report.tries <= m_retries) {
        ++known.report.tries;
        again.push_back({known.task.name, m_staging.fileOf(known.task)});
        tell(known, TaskState::Waiting, why);
        return;
    }
    recordBadEnds(known);
    tell(known, TaskState::Failed, why);
}

void BatchCoordinator::step(SignalWait& signals)
{
    signals.wait(m_engine.interval());
    std::vector<BatchJob> again;
    for (const WorkerEnd& end : m_engine.poll()) {
        if (const auto known = m_tasks.find(end.task); known != m_tasks.end() && !isOver(known->second.report.state)) {
            ended(known->second, end, again);
        }
    }
    if (!again.empty()) {
        m_engine.submit(again);
    }
    for (const std::string& task : m_engine.working()) {
        const auto known = m_tasks.find(task);
        if (known == m_tasks.end() || isOver(known->second.report.state)) {
            continue;
        }
        if (known->second.report.state == TaskState::Waiting) {
            tell(known->second, TaskState::Running);
        }
        sweep(known->second);
    }
}

void BatchCoordinator::cancel()
{
    m_engine.cancel();
    for (auto& [name, known] : m_tasks) {
        if (isOver(known.report.state)) {
            continue;
        }
        if (sweep(known)) {
            finish(known);
            continue;
        }
        recordBadEnds(known);
        tell(known, TaskState::Cancelled);
    }
}

BatchResult BatchCoordinator::run(SignalWait& signals)
{
    std::vector<BatchJob> jobs;
    for (auto& [name, known] : m_tasks) {
        if (known.report.tries == 0) {
            known.report.tries = 1;
            jobs.push_back({name, m_staging.fileOf(known.task)});
        }
    }
    BatchResult result;
    if (!jobs.empty() && !signals.isStopped()) {
        m_engine.submit(jobs);
    }
    const auto isWorking
        = [this] { return std::ranges::any_of(m_tasks, [](const auto& item) { return !isOver(item.second.report.state); }); };
    while (isWorking() && !result.isCancelled) {
        step(signals);
        if (signals.isStopped()) {
            cancel();
            result.isCancelled = true;
        }
    }
    m_staging.close();
    result.tasks = m_over;
    for (const auto& [name, known] : m_tasks) {
        result.tasks.push_back(known.report);
    }
    std::ranges::sort(result.tasks, {}, &TaskReport::name);
    return result;
}

} // namespace insula
