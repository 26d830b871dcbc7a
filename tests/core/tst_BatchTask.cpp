#include "processing/core/BatchStaging.h"
#include "processing/core/SlurmEngine.h"
#include "tests/core/RecordFixture.h"

#include <fstream>

using namespace insula;
using namespace insula::test;
namespace fs = std::filesystem;

class tst_BatchTask : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void json_gives_the_same_task_again();
    void wrong_tasks_are_refused_data();
    void wrong_tasks_are_refused();
    void a_node_is_done_only_with_its_own_intact_record();
    void inputs_of_a_node_follow_the_record_of_the_one_before();
    void one_coordinator_has_a_project();
    void a_staging_folder_belongs_to_one_project();
    void a_folder_with_other_things_is_no_staging_folder();
    void a_task_that_is_made_anew_has_keys_of_its_own();
    void what_is_left_is_removed_in_the_end();
    void indices_of_arrays_data();
    void indices_of_arrays();
};

namespace {

BatchTask taskFor(const RecordFixture& f)
{
    BatchTask task;
    task.id = "0123456789abcdef";
    task.name = "sub-01_ses-a";
    task.subject = "01";
    task.folder = f.root / "work";
    TaskNode first{"first", "double", 1, nlohmann::json::object(), {}};
    first.inputs = {{"image", f.image, {}, {}}};
    TaskNode second{"second", "double", 1, nlohmann::json::object(), {}};
    second.inputs = {{"image", {}, "first", "brain"}};
    task.nodes = {first, second};
    return task;
}

void perform(const BatchTask& task, const TaskNode& node)
{
    RunRequest request;
    request.step = node.step;
    request.params = node.params;
    request.subject = task.subject;
    for (const TaskInput& input : node.inputs) {
        request.inputs[input.port] = fileOf(task, input).path;
    }
    request.outputFolder = task.folderOf(node);
    request.record = task.recordOf(node);
    fs::create_directories(*request.outputFolder);
    runStep(steps(), request, {});
}

} // namespace

void tst_BatchTask::json_gives_the_same_task_again()
{
    RecordFixture f;
    const BatchTask task = taskFor(f);
    QCOMPARE(toJson(batchTaskFromJson(toJson(task))), toJson(task));
    writeBatchTask(f.root / "task.json", task);
    QCOMPARE(toJson(readBatchTask(f.root / "task.json")), toJson(task));
    QCOMPARE(task.keyOf(task.nodes[1]), std::string("0123456789abcdef/second"));
}

void tst_BatchTask::wrong_tasks_are_refused_data()
{
    QTest::addColumn<QByteArray>("pointer");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("another format") << QByteArray("/format") << QByteArray("\"x\"") << QByteArray("no task of a batch");
    QTest::newRow("a path as name") << QByteArray("/name") << QByteArray("\"../x\"") << QByteArray("'name' must be made of");
    QTest::newRow("a path as node") << QByteArray("/nodes/0/id") << QByteArray("\"a/b\"") << QByteArray("'id' must be made of");
    QTest::newRow("twice") << QByteArray("/nodes/1/id") << QByteArray("\"first\"") << QByteArray("'id' is there twice");
    QTest::newRow("itself") << QByteArray("/nodes/1/inputs/0/node") << QByteArray("\"second\"") << QByteArray("must be one above");
    QTest::newRow("relative folder") << QByteArray("/folder") << QByteArray("\"x\"") << QByteArray("'folder' must be an absolute path");
    QTest::newRow("nothing") << QByteArray("/nodes") << QByteArray("[]") << QByteArray("'nodes' is empty");
    QTest::newRow("unknown") << QByteArray("/nodes/0/colour") << QByteArray("1") << QByteArray("'colour' is not known");
    QTest::newRow("threads") << QByteArray("/threads") << QByteArray("5000") << QByteArray("'threads' must be");
}

void tst_BatchTask::wrong_tasks_are_refused()
{
    QFETCH(QByteArray, pointer);
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, message);
    RecordFixture f;
    nlohmann::json json = toJson(taskFor(f));
    json[nlohmann::json::json_pointer(pointer.toStdString())] = nlohmann::json::parse(value.toStdString());
    const std::string found = messageOf([&] { batchTaskFromJson(json); });
    QVERIFY2(found.find(message.toStdString()) != std::string::npos, found.c_str());
}

void tst_BatchTask::a_node_is_done_only_with_its_own_intact_record()
{
    RecordFixture f;
    BatchTask task = taskFor(f);
    const TaskNode& node = task.nodes[0];
    QVERIFY(!intactRecord(task, node));
    perform(task, node);
    QVERIFY(intactRecord(task, node));
    TaskNode other = node;
    other.version = 2;
    QVERIFY(!intactRecord(task, other));
    other = node;
    other.params = {{"sleep", 1}};
    QVERIFY(!intactRecord(task, other));
    task.seed = 3;
    QVERIFY(!intactRecord(task, node));
    task.seed = 0;
    const fs::path table = task.folderOf(node) / "sub-01_desc-brain_values.tsv";
    const auto size = fs::file_size(table);
    fs::resize_file(table, size - 1);
    QVERIFY(!intactRecord(task, node));
    perform(task, node);
    fs::last_write_time(f.image, fs::last_write_time(f.image) + std::chrono::seconds(2)); // it may be another scan now
    QVERIFY(!intactRecord(task, node));
}

void tst_BatchTask::inputs_of_a_node_follow_the_record_of_the_one_before()
{
    RecordFixture f;
    const BatchTask task = taskFor(f);
    QVERIFY(!messageOf([&] { fileOf(task, task.nodes[1].inputs[0]); }).empty());
    perform(task, task.nodes[0]);
    perform(task, task.nodes[1]);
    QVERIFY(intactRecord(task, task.nodes[1]));
    QVERIFY(messageOf([&] { fileOf(task, {"image", {}, "first", "colour"}); }).find("gave no output 'colour'") != std::string::npos);
    writeNifti(f.image, *ramp(8, 2));
    perform(task, task.nodes[0]); // the first node again, with another result
    QVERIFY(intactRecord(task, task.nodes[0]));
    QVERIFY(!intactRecord(task, task.nodes[1]));
}

void tst_BatchTask::one_coordinator_has_a_project()
{
    RecordFixture f;
    const Project project = Project::open(f.folder);
    {
        const BatchStaging staging(project, {});
        const std::string message = messageOf([&] { BatchStaging(project, f.root / "other"); });
        QVERIFY2(message.find("another batch is at work") != std::string::npos && message.find("process ") != std::string::npos,
            message.c_str());
    }
    const BatchStaging again(project, {});
    QCOMPARE(errorsOf(project), QByteArray());
}

void tst_BatchTask::a_staging_folder_belongs_to_one_project()
{
    RecordFixture f, g;
    const Project one = Project::open(f.folder), two = Project::open(g.folder);
    const fs::path shared = f.root / "shared";
    BatchTask task = taskFor(f);
    {
        BatchStaging staging(one, shared);
        staging.add(task);
        QVERIFY(messageOf([&] { BatchStaging(two, shared); }).find("another batch is at work") != std::string::npos);
    }
    QVERIFY(messageOf([&] { BatchStaging(two, shared); }).find("belongs to the project") != std::string::npos);
    BatchStaging staging(one, shared);
    staging.remove(task);
    staging.close();
}

void tst_BatchTask::a_folder_with_other_things_is_no_staging_folder()
{
    RecordFixture f;
    const Project project = Project::open(f.folder);
    QVERIFY(messageOf([&] { BatchStaging(project, f.root / "raw"); }).find("is not empty") != std::string::npos);
    QVERIFY(fs::exists(f.image));
    const fs::path begun = f.root / "begun";
    fs::create_directory(begun);
    std::ofstream(begun / ".batch.json.part-Ab12Cd") << "{"; // a coordinator was killed at its very beginning
    BatchStaging staging(project, begun);
    staging.close();
    QCOMPARE(filesIn(begun), std::size_t(1)); // the lock
}

void tst_BatchTask::a_task_that_is_made_anew_has_keys_of_its_own()
{
    RecordFixture f;
    const Project project = Project::open(f.folder);
    BatchStaging staging(project, {});
    BatchTask task = taskFor(f), again = taskFor(f);
    staging.add(task);
    staging.add(again);
    QVERIFY(task.id != again.id && task.folder != again.folder);
    QCOMPARE(staging.tasks().size(), std::size_t(1)); // of the same name: the later one
    QCOMPARE(staging.tasks()[0].id, again.id);
}

void tst_BatchTask::what_is_left_is_removed_in_the_end()
{
    RecordFixture f;
    const Project project = Project::open(f.folder);
    BatchStaging staging(project, {});
    BatchTask task = taskFor(f);
    staging.add(task);
    fs::create_directories(task.folder / "first");
    fs::create_directories(staging.folder() / "work" / "sub-02-of-another-time");
    std::ofstream(staging.folder() / "tasks" / "broken.json") << "{";
    staging.close();
    QVERIFY(fs::exists(task.folder) && fs::exists(staging.fileOf(task)));
    QVERIFY(!fs::exists(staging.folder() / "work" / "sub-02-of-another-time"));
    QVERIFY(!fs::exists(staging.folder() / "tasks" / "broken.json"));
    staging.remove(task);
    staging.close();
    QCOMPARE(filesIn(staging.folder()), std::size_t(1)); // the lock
}

void tst_BatchTask::indices_of_arrays_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QList<int>>("expected");
    QTest::newRow("one") << "12_3" << QList<int>{3};
    QTest::newRow("a range") << "12_[0-2]" << QList<int>{0, 1, 2};
    QTest::newRow("at most two at a time") << "12_[1-2,4%2]" << QList<int>{1, 2, 4};
    QTest::newRow("beyond the end") << "12_[3-9]" << QList<int>{3, 4};
    QTest::newRow("another job") << "112_3" << QList<int>{};
    QTest::newRow("the job itself") << "12" << QList<int>{};
    QTest::newRow("a step of it") << "12_3.batch" << QList<int>{};
    QTest::newRow("nonsense") << "12_[a-]" << QList<int>{};
}

void tst_BatchTask::indices_of_arrays()
{
    QFETCH(QString, id);
    QFETCH(QList<int>, expected);
    QList<int> found;
    for (const std::size_t index : arrayIndices(id.toStdString(), "12", 5)) {
        found.append(int(index));
    }
    QCOMPARE(found, expected);
}

QTEST_GUILESS_MAIN(tst_BatchTask)
#include "tst_BatchTask.moc"
