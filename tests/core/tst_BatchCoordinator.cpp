#include "processing/core/BatchCoordinator.h"
#include "processing/core/BatchPlan.h"
#include "tests/core/RecordFixture.h"

#include <fstream>

using namespace insula;
using namespace insula::test;
namespace fs = std::filesystem;

class tst_BatchCoordinator : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tasks_are_done_and_nothing_is_left();
    void a_recorded_run_is_not_done_again();
    void a_killed_worker_is_tried_again();
    void tries_end_and_the_failed_run_stays_visible();
    void a_half_written_output_is_done_again();
    void what_was_stopped_from_outside_is_not_tried_again();
    void results_of_workers_of_an_earlier_coordinator_are_taken();
    void tasks_that_workers_still_have_are_kept();
    void a_cancelled_batch_keeps_what_was_done();
    void subjects_without_the_scan_are_left_out();
    void a_named_subject_without_the_scan_fails();
    void an_unknown_subject_is_refused();
    void every_session_is_a_task();
};

namespace {

// A worker in this process: a function that does the task, each time that it is polled after its submission.
class ScriptedEngine : public BatchEngine {
public:
    std::function<std::string(const BatchTask&, int submission)> work; // returns the reason of a bad end
    std::set<std::string> alive; // what taken() says
    bool isFinal = false;
    int submissions = 0;
    bool wasCancelled = false;

    std::set<std::string> taken() override { return alive; }
    void submit(const std::vector<BatchJob>& jobs) override
    {
        m_jobs.insert(m_jobs.end(), jobs.begin(), jobs.end());
        submissions += int(jobs.size());
    }
    std::vector<WorkerEnd> poll() override
    {
        std::vector<WorkerEnd> ends;
        for (const BatchJob& job : std::exchange(m_jobs, {})) {
            ends.push_back({job.task, work(readBatchTask(job.file), submissions), isFinal});
        }
        for (const std::string& task : std::exchange(alive, {})) {
            ends.push_back({task, "", false});
        }
        return ends;
    }
    std::set<std::string> working() const override { return {}; }
    void cancel() override { wasCancelled = true; }
    std::chrono::milliseconds interval() const override { return std::chrono::milliseconds(1); }

private:
    std::vector<BatchJob> m_jobs;
};

void performNode(const BatchTask& task, const TaskNode& node)
{
    RunRequest request;
    request.step = node.step;
    request.params = node.params;
    request.subject = task.subject;
    request.session = task.session;
    for (const TaskInput& input : node.inputs) {
        request.inputs[input.port] = fileOf(task, input).path;
    }
    request.outputFolder = task.folderOf(node);
    request.record = task.recordOf(node);
    fs::create_directories(*request.outputFolder);
    runStep(steps(), request, {});
}

std::string performAll(const BatchTask& task, int = 0)
{
    for (const TaskNode& node : task.nodes) {
        if (!intactRecord(task, node)) {
            performNode(task, node);
        }
    }
    return {};
}

Pipeline twice()
{
    return pipelineFromJson(nlohmann::ordered_json::parse(R"({"name": "twice", "steps": [
        {"id": "first", "step": "double", "inputs": {"image": {"suffix": "T1w"}}},
        {"id": "second", "step": "double", "inputs": {"image": {"from": "first", "output": "brain"}}}]})"));
}

// A coordinator and what it needs; made again for each start.
struct Batch {
    Project project;
    BatchStaging staging;
    BatchCoordinator coordinator;
    SignalWait signals;

    Batch(const fs::path& folder, BatchEngine& engine, int retries = 2) :
        project(Project::open(folder)), staging(project, {}), coordinator(project, staging, engine, retries, {})
    {
    }
    BatchResult run(const BatchSelection& selection = {})
    {
        coordinator.resume();
        const StepRegistry registry = steps();
        for (const PlannedTask& task : planBatch(project, twice(), descriptionsOf(registry), selection, {})) {
            if (coordinator.has(task.report.name)) {
                continue;
            }
            if (task.report.state == TaskState::Waiting) {
                coordinator.add(task.task, task.report.reused);
            } else {
                coordinator.addOver(task.report);
            }
        }
        return coordinator.run(signals);
    }
    std::size_t filesLeft() const { return filesIn(staging.folder()) - 1; } // besides the lock
};

std::size_t countOf(const Project& project, RunStatus status)
{
    const auto runs = project.runs();
    return std::size_t(std::ranges::count(runs, status, &RunRow::status));
}

struct TwoSubjects : ProjectFixture {
    TwoSubjects()
    {
        const fs::path other = root / "raw" / "sub-02_T1w.nii.gz";
        writeNifti(other, *ramp(9));
        Project::open(folder).addVolume(other, "02");
    }
};

} // namespace

void tst_BatchCoordinator::tasks_are_done_and_nothing_is_left()
{
    TwoSubjects f;
    ScriptedEngine engine;
    engine.work = performAll;
    Batch batch(f.folder, engine);
    const BatchResult result = batch.run();
    QCOMPARE(result.tasks.size(), std::size_t(2));
    for (const TaskReport& task : result.tasks) {
        QCOMPARE(task.state, TaskState::Done);
        QCOMPARE(task.committed, std::size_t(2));
        QCOMPARE(task.tries, 1);
        QVERIFY(task.seconds > 0 && task.peakBytes > 0);
    }
    QVERIFY(!result.hasFailed());
    QCOMPARE(batch.project.runs().size(), std::size_t(4));
    QCOMPARE(errorsOf(batch.project), QByteArray());
    QCOMPARE(batch.filesLeft(), std::size_t(0));
}

void tst_BatchCoordinator::a_recorded_run_is_not_done_again()
{
    TwoSubjects f;
    ScriptedEngine engine;
    engine.work = performAll;
    Batch(f.folder, engine).run();
    {
        Batch again(f.folder, engine);
        const BatchResult result = again.run();
        QCOMPARE(engine.submissions, 2);
        QCOMPARE(result.tasks[0].state, TaskState::Unchanged);
        QCOMPARE(result.tasks[0].reused, std::size_t(2));
        QCOMPARE(again.project.runs().size(), std::size_t(4));
    }
    for (const VolumeRow& volume : Project::open(f.folder).volumes()) {
        if (volume.run != 0 && volume.subject == "01" && volume.path.string().find("brain_mask") != std::string::npos) {
            fs::remove(volume.path); // a result that is missing is made again
        }
    }
    const BatchResult result = Batch(f.folder, engine).run();
    QCOMPARE(result.tasks[0].state, TaskState::Done);
    QCOMPARE(result.tasks[1].state, TaskState::Unchanged);
}

void tst_BatchCoordinator::a_killed_worker_is_tried_again()
{
    ProjectFixture f;
    ScriptedEngine engine;
    engine.work = [](const BatchTask& task, int submission) {
        if (submission == 1) {
            performNode(task, task.nodes[0]);
            return std::string("the worker was killed (signal 9)");
        }
        return performAll(task);
    };
    Batch batch(f.folder, engine);
    const BatchResult result = batch.run();
    QCOMPARE(result.tasks[0].state, TaskState::Done);
    QCOMPARE(result.tasks[0].tries, 2);
    QCOMPARE(result.tasks[0].message, std::string());
    QCOMPARE(batch.project.runs().size(), std::size_t(2));
}

void tst_BatchCoordinator::tries_end_and_the_failed_run_stays_visible()
{
    ProjectFixture f;
    ScriptedEngine engine;
    engine.work = [](const BatchTask& task, int) {
        performNode(task, task.nodes[0]);
        BatchTask sad = task;
        sad.nodes[1].params = {{"mode", "fail"}};
        messageOf([&] { performNode(sad, sad.nodes[1]); });
        return std::string();
    };
    {
        Batch batch(f.folder, engine, 1);
        const BatchResult result = batch.run();
        QVERIFY(result.hasFailed());
        QCOMPARE(result.tasks[0].state, TaskState::Failed);
        QCOMPARE(result.tasks[0].tries, 2);
        QCOMPARE(result.tasks[0].committed, std::size_t(1));
        QCOMPARE(result.tasks[0].message, std::string("second: the image is too sad"));
        QCOMPARE(countOf(batch.project, RunStatus::Done), std::size_t(1));
        QCOMPARE(countOf(batch.project, RunStatus::Failed), std::size_t(1));
        QCOMPARE(errorsOf(batch.project), QByteArray());
    }
    engine.work = performAll; // the same command later, when it works
    Batch again(f.folder, engine, 1);
    const BatchResult result = again.run();
    QCOMPARE(result.tasks[0].state, TaskState::Done);
    QCOMPARE(result.tasks[0].reused, std::size_t(1));
    QCOMPARE(countOf(again.project, RunStatus::Done), std::size_t(2));
    QCOMPARE(again.filesLeft(), std::size_t(0));
}

void tst_BatchCoordinator::a_half_written_output_is_done_again()
{
    ProjectFixture f;
    ScriptedEngine engine;
    engine.work = [](const BatchTask& task, int submission) {
        performAll(task);
        if (submission == 1) {
            const fs::path mask = task.folderOf(task.nodes[0]) / "sub-01_desc-brain_mask.nii.gz";
            fs::resize_file(mask, fs::file_size(mask) / 2);
        }
        return std::string();
    };
    Batch batch(f.folder, engine);
    const BatchResult result = batch.run();
    QCOMPARE(result.tasks[0].state, TaskState::Done);
    QCOMPARE(result.tasks[0].tries, 2);
    QCOMPARE(batch.project.runs().size(), std::size_t(2));
    QCOMPARE(errorsOf(batch.project), QByteArray());
}

void tst_BatchCoordinator::what_was_stopped_from_outside_is_not_tried_again()
{
    ProjectFixture f;
    ScriptedEngine engine;
    engine.isFinal = true;
    engine.work = [](const BatchTask&, int) { return std::string("was cancelled in Slurm"); };
    const BatchResult result = Batch(f.folder, engine).run();
    QCOMPARE(result.tasks[0].state, TaskState::Failed);
    QCOMPARE(result.tasks[0].message, std::string("was cancelled in Slurm"));
    QCOMPARE(engine.submissions, 1);
}

void tst_BatchCoordinator::results_of_workers_of_an_earlier_coordinator_are_taken()
{
    TwoSubjects f;
    ScriptedEngine engine;
    engine.work = performAll;
    {
        Batch killed(f.folder, engine);
        const StepRegistry registry = steps();
        for (const PlannedTask& task : planBatch(killed.project, twice(), descriptionsOf(registry), {}, {})) {
            killed.coordinator.add(task.task, 0);
        }
        performAll(killed.staging.tasks()[0]);
        performNode(killed.staging.tasks()[1], killed.staging.tasks()[1].nodes[0]);
    }
    Batch batch(f.folder, engine);
    const BatchResult result = batch.run();
    QCOMPARE(engine.submissions, 1); // what is missing of the second subject
    QCOMPARE(result.tasks[0].state, TaskState::Unchanged);
    QCOMPARE(result.tasks[1].state, TaskState::Done);
    QCOMPARE(result.tasks[1].nodes, std::size_t(1));
    QCOMPARE(result.tasks[1].reused, std::size_t(1));
    QCOMPARE(batch.project.runs().size(), std::size_t(4));
    QCOMPARE(errorsOf(batch.project), QByteArray());
    QCOMPARE(batch.filesLeft(), std::size_t(0));
}

void tst_BatchCoordinator::tasks_that_workers_still_have_are_kept()
{
    TwoSubjects f;
    ScriptedEngine engine;
    engine.work = performAll;
    std::string id;
    {
        Batch killed(f.folder, engine);
        const StepRegistry registry = steps();
        for (const PlannedTask& task : planBatch(killed.project, twice(), descriptionsOf(registry), {}, {})) {
            killed.coordinator.add(task.task, 0);
        }
        id = killed.staging.tasks()[0].id;
    }
    engine.alive = {"sub-01"};
    Batch batch(f.folder, engine);
    batch.coordinator.resume();
    QVERIFY(batch.coordinator.has("sub-01") && !batch.coordinator.has("sub-02"));
    QCOMPARE(batch.staging.tasks().size(), std::size_t(1));
    QCOMPARE(batch.staging.tasks()[0].id, id);
    performAll(batch.staging.tasks()[0]); // its worker in the queue
    const BatchResult result = batch.coordinator.run(batch.signals);
    QCOMPARE(engine.submissions, 0);
    QCOMPARE(result.tasks[0].state, TaskState::Done);
}

void tst_BatchCoordinator::a_cancelled_batch_keeps_what_was_done()
{
    TwoSubjects f;
    ScriptedEngine engine;
    engine.work = [](const BatchTask& task, int) {
        performNode(task, task.nodes[0]);
        ::raise(SIGTERM); // blocked, so that the coordinator finds it
        return std::string("the worker was killed (signal 15)");
    };
    {
        Batch batch(f.folder, engine);
        const BatchResult result = batch.run();
        QVERIFY(result.isCancelled && engine.wasCancelled);
        QCOMPARE(result.tasks[0].state, TaskState::Cancelled);
        QCOMPARE(countOf(batch.project, RunStatus::Done), std::size_t(2));
    }
    engine.work = performAll;
    Batch again(f.folder, engine);
    QVERIFY(!again.run().isCancelled);
    QCOMPARE(again.project.runs().size(), std::size_t(4));
}

void tst_BatchCoordinator::subjects_without_the_scan_are_left_out()
{
    ProjectFixture f;
    Project::open(f.folder).addSubject("03");
    ScriptedEngine engine;
    engine.work = performAll;
    const BatchResult result = Batch(f.folder, engine).run();
    QCOMPARE(result.tasks[0].state, TaskState::Done);
    QCOMPARE(result.tasks[1].state, TaskState::LeftOut);
    QVERIFY2(result.tasks[1].message.find("T1w") != std::string::npos, result.tasks[1].message.c_str());
    QVERIFY(!result.hasFailed());
}

void tst_BatchCoordinator::a_named_subject_without_the_scan_fails()
{
    ProjectFixture f;
    Project::open(f.folder).addSubject("03");
    ScriptedEngine engine;
    engine.work = performAll;
    BatchSelection selection;
    selection.subjects = {"03"};
    QVERIFY(Batch(f.folder, engine).run(selection).hasFailed());
}

void tst_BatchCoordinator::an_unknown_subject_is_refused()
{
    ProjectFixture f;
    ScriptedEngine engine;
    BatchSelection selection;
    selection.subjects = {"01", "77"};
    QVERIFY(messageOf([&] { Batch(f.folder, engine).run(selection); }).find("no subject '77'") != std::string::npos);
}

void tst_BatchCoordinator::every_session_is_a_task()
{
    ProjectFixture f;
    for (const char* session : {"a", "b"}) {
        const fs::path image = f.root / "raw" / (std::string("sub-04_ses-") + session + "_T1w.nii.gz");
        writeNifti(image, *ramp(7));
        Project::open(f.folder).addVolume(image, "04", session);
    }
    ScriptedEngine engine;
    engine.work = performAll;
    Batch batch(f.folder, engine);
    const BatchResult result = batch.run();
    QCOMPARE(result.tasks.size(), std::size_t(3));
    QCOMPARE(result.tasks[1].name, std::string("sub-04_ses-a"));
    QCOMPARE(result.tasks[2].name, std::string("sub-04_ses-b"));
    for (const RunRow& run : batch.project.runs()) {
        QVERIFY(run.subject != "04" || run.session == "a" || run.session == "b");
    }
    QCOMPARE(batch.project.runs().size(), std::size_t(6));
}

QTEST_GUILESS_MAIN(tst_BatchCoordinator)
#include "tst_BatchCoordinator.moc"
