#include "processing/core/JsonFields.h"
#include "processing/core/ProjectState.h"
#include "tests/core/RecordFixture.h"

#include <csignal>
#include <fstream>

using namespace insula;
using namespace insula::test;
namespace fs = std::filesystem;

class tst_RunRecord : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_run_leaves_outputs_side_cars_and_a_record();
    void named_outputs_are_recorded_as_they_are();
    void the_record_says_what_the_row_of_a_project_says();
    void json_gives_the_same_record_again();
    void a_file_name_that_is_no_utf8_survives();
    void a_failed_run_leaves_a_record_and_no_output();
    void an_old_record_goes_before_the_step_begins();
    void a_cancelled_run_leaves_a_record_data();
    void a_cancelled_run_leaves_a_record();
    void a_killed_run_leaves_no_record();
    void every_missing_or_wrong_key_is_refused();
    void unknown_keys_and_wrong_values_are_refused_data();
    void unknown_keys_and_wrong_values_are_refused();
    void a_record_that_is_cut_off_is_refused();
    void damaged_outputs_are_told();
    void a_project_and_a_record_exclude_one_another();
    void a_folder_that_is_not_there_is_refused();
};

void tst_RunRecord::a_run_leaves_outputs_side_cars_and_a_record()
{
    RecordFixture f;
    const RunRecord record = f.run();
    QCOMPARE(record.row.status, RunStatus::Done);
    QCOMPARE(record.row.outputs.size(), std::size_t(3));
    QCOMPARE(filesIn(f.staged), std::size_t(7)); // each with its side-car, and the record
    QCOMPARE(record.row.outputs[0].path, f.staged / "sub-01_desc-brain_T1w.nii.gz");
    QCOMPARE(record.row.outputs[1].path, f.staged / "sub-01_desc-brain_mask.nii.gz");
    QCOMPARE(record.row.outputs[2].path, f.staged / "sub-01_desc-brain_values.tsv");
    QCOMPARE(damageOf(record), std::string());
    const auto sidecar = nlohmann::json::parse(std::ifstream(f.staged / "sub-01_desc-brain_T1w.json"));
    QCOMPARE(sidecar.at("Factor").get<int>(), 2);
    QCOMPARE(sidecar.at("Sources")[0].get<std::string>(), "file://" + f.image.string());
    QCOMPARE(record.sidecars.at("brain").at("Factor").get<int>(), 2);
    QCOMPARE(record.measurements.at("volume").at("value").get<double>(), 12.5);
    QCOMPARE(record.naming.at("mask").entity, std::string("desc-brain"));
    QCOMPARE(record.naming.at("mask").suffix, std::string("mask"));
}

void tst_RunRecord::named_outputs_are_recorded_as_they_are()
{
    RecordFixture f;
    RunRequest request = f.recorded();
    request.outputFolder.reset();
    request.outputs["brain"] = f.staged / "x.nii";
    runStep(steps(), request, {});
    const RunRecord record = readRunRecord(f.record);
    QCOMPARE(record.row.outputs.size(), std::size_t(1));
    QCOMPARE(record.row.outputs[0].path, f.staged / "x.nii");
    QCOMPARE(record.naming.at("brain").extension, std::string(".nii"));
    QCOMPARE(filesIn(f.staged), std::size_t(2));
}

void tst_RunRecord::the_record_says_what_the_row_of_a_project_says()
{
    RecordFixture f;
    RunRequest request = f.request();
    request.threads = 2;
    request.seed = UINT64_MAX;
    runStep(steps(), request, {});
    RunRequest recorded = f.recorded();
    recorded.threads = 2;
    recorded.seed = UINT64_MAX;
    runStep(steps(), recorded, {});
    const RunRow row = Project::open(f.folder).run(1), other = readRunRecord(f.record).row;
    QCOMPARE(other.step, row.step);
    QCOMPARE(other.stepVersion, row.stepVersion);
    QCOMPARE(other.params, row.params);
    QCOMPARE(other.subject, row.subject);
    QCOMPARE(other.appVersion, row.appVersion);
    QCOMPARE(other.device, row.device);
    QCOMPARE(other.threads, 2);
    QCOMPARE(other.seed, UINT64_MAX);
    QCOMPARE(other.host, hostName());
    QCOMPARE(row.host, hostName());
    QCOMPARE(other.warnings, row.warnings);
    QVERIFY(other.log.find("doubling") != std::string::npos);
    QVERIFY(other.seconds > 0 && other.peakBytes > 0);
    QCOMPARE(other.inputs.at(0).sha256, row.inputs.at(0).sha256);
    QCOMPARE(other.inputs.at(0).modified, row.inputs.at(0).modified);
    for (const RunFile& output : row.outputs) {
        const auto same = std::ranges::find(other.outputs, output.port, &RunFile::port);
        QVERIFY(same != other.outputs.end());
        QCOMPARE(same->sha256, output.sha256);
        QCOMPARE(same->bytes, output.bytes);
    }
}

void tst_RunRecord::json_gives_the_same_record_again()
{
    RecordFixture f;
    const RunRecord record = f.run();
    QCOMPARE(toJson(runRecordFromJson(toJson(record))), toJson(record));
    writeRunRecord(f.root / "again.json", record);
    QCOMPARE(toJson(readRunRecord(f.root / "again.json")), toJson(record));
}

void tst_RunRecord::a_file_name_that_is_no_utf8_survives()
{
    RecordFixture f;
    RunRequest request = f.recorded();
    const fs::path odd = f.root / "sub-01_desc-\xe9_T1w.nii.gz";
    fs::copy_file(f.image, odd);
    request.inputs["image"] = odd;
    runStep(steps(), request, {});
    const RunRecord record = readRunRecord(f.record);
    QCOMPARE(record.row.inputs.at(0).path, odd);
    QCOMPARE(damageOf(record), std::string());
}

void tst_RunRecord::a_failed_run_leaves_a_record_and_no_output()
{
    RecordFixture f;
    RunRequest request = f.recorded();
    request.params = {{"mode", "fail"}};
    QVERIFY(messageOf([&] { runStep(steps(), request, {}); }).find("too sad") != std::string::npos);
    const RunRecord record = readRunRecord(f.record);
    QCOMPARE(record.row.status, RunStatus::Failed);
    QCOMPARE(record.row.error, std::string("the image is too sad"));
    QCOMPARE(record.row.inputs.size(), std::size_t(1));
    QVERIFY(record.row.outputs.empty());
    QCOMPARE(filesIn(f.staged), std::size_t(1));
}

void tst_RunRecord::an_old_record_goes_before_the_step_begins()
{
    RecordFixture f;
    f.run();
    QProcess process;
    f.startRecorded(process, R"({"mode": "wait"})");
    QVERIFY(process.waitForReadyRead());
    QVERIFY(!fs::exists(f.record));
    process.kill();
    QVERIFY(process.waitForFinished());
}

void tst_RunRecord::a_cancelled_run_leaves_a_record_data()
{
    QTest::addColumn<QString>("params");
    QTest::newRow("a step that stops by itself") << R"({"mode": "wait"})";
    QTest::newRow("a step that does not") << R"({"mode": "stuck"})";
}

void tst_RunRecord::a_cancelled_run_leaves_a_record()
{
    QFETCH(QString, params);
    RecordFixture f;
    QProcess process;
    f.startRecorded(process, params.toUtf8().constData());
    QVERIFY(process.waitForReadyRead());
    process.terminate();
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 130);
    const RunRecord record = readRunRecord(f.record);
    QCOMPARE(record.row.status, RunStatus::Cancelled);
    QVERIFY(record.row.log.find("doubling") != std::string::npos);
    QCOMPARE(filesIn(f.staged), std::size_t(1));
}

void tst_RunRecord::a_killed_run_leaves_no_record()
{
    RecordFixture f;
    QProcess process;
    f.startRecorded(process, R"({"mode": "wait"})");
    QVERIFY(process.waitForReadyRead());
    process.kill();
    QVERIFY(process.waitForFinished());
    QVERIFY(!fs::exists(f.record));
}

void tst_RunRecord::every_missing_or_wrong_key_is_refused()
{
    RecordFixture f;
    const nlohmann::json whole = toJson(f.run());
    for (const auto& [key, value] : whole.items()) {
        nlohmann::json less = whole, other = whole;
        less.erase(key);
        QVERIFY2(!messageOf([&] { runRecordFromJson(less); }).empty(), key.c_str());
        other[key] = nullptr;
        QVERIFY2(!messageOf([&] { runRecordFromJson(other); }).empty(), key.c_str());
    }
    for (const char* list : {"inputs", "outputs"}) {
        for (const auto& [key, value] : whole.at(list)[0].items()) {
            nlohmann::json less = whole, other = whole;
            less[list][0].erase(key);
            QVERIFY2(!messageOf([&] { runRecordFromJson(less); }).empty(), key.c_str());
            other[list][0][key] = nlohmann::json::object();
            QVERIFY2(!messageOf([&] { runRecordFromJson(other); }).empty(), key.c_str());
        }
    }
}

void tst_RunRecord::unknown_keys_and_wrong_values_are_refused_data()
{
    QTest::addColumn<QByteArray>("pointer");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("unknown") << QByteArray("/colour") << QByteArray("1") << QByteArray("'colour' is not known");
    QTest::newRow("other version") << QByteArray("/version") << QByteArray("2") << QByteArray("another version");
    QTest::newRow("running") << QByteArray("/status") << QByteArray("\"running\"") << QByteArray("'status' must be");
    QTest::newRow("failed with outputs") << QByteArray("/status") << QByteArray("\"failed\"") << QByteArray("'outputs' must be empty");
    QTest::newRow("negative threads") << QByteArray("/threads") << QByteArray("-1") << QByteArray("'threads' must be");
    QTest::newRow("negative seed") << QByteArray("/seed") << QByteArray("-1") << QByteArray("'seed' must be");
    QTest::newRow("relative path") << QByteArray("/outputs/0/path") << QByteArray("\"x\"") << QByteArray("'path' must be an absolute");
    QTest::newRow("bytes of a path") << QByteArray("/outputs/0/path") << QByteArray("[47, 0]") << QByteArray("'path' must be");
    QTest::newRow("short hash") << QByteArray("/outputs/0/sha256") << QByteArray("\"ab\"") << QByteArray("'sha256' must be");
    QTest::newRow("twice") << QByteArray("/outputs/0/port") << QByteArray("\"mask\"") << QByteArray("is there twice");
    QTest::newRow("side-car") << QByteArray("/sidecars/brain") << QByteArray("2") << QByteArray("'sidecars' must hold");
    QTest::newRow("warning") << QByteArray("/warnings/0") << QByteArray("2") << QByteArray("'warnings' must be");
}

void tst_RunRecord::unknown_keys_and_wrong_values_are_refused()
{
    QFETCH(QByteArray, pointer);
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, message);
    RecordFixture f;
    nlohmann::json json = toJson(f.run());
    json[nlohmann::json::json_pointer(pointer.toStdString())] = nlohmann::json::parse(value.toStdString());
    const std::string found = messageOf([&] { runRecordFromJson(json); });
    QVERIFY2(found.find(message.toStdString()) != std::string::npos, found.c_str());
}

void tst_RunRecord::a_record_that_is_cut_off_is_refused()
{
    RecordFixture f;
    f.run();
    fs::resize_file(f.record, fs::file_size(f.record) / 2);
    const std::string message = messageOf([&] { readRunRecord(f.record); });
    QVERIFY2(message.find("record.json") != std::string::npos && message.find("no JSON") != std::string::npos, message.c_str());
    QVERIFY(messageOf([&] { readRunRecord(f.staged / "none.json"); }).find("none.json") != std::string::npos);
}

void tst_RunRecord::damaged_outputs_are_told()
{
    RecordFixture f;
    const RunRecord record = f.run();
    const fs::path table = record.row.outputs[2].path, brain = record.row.outputs[0].path;
    std::ofstream(table) << "name\tvalue\nfactor\t3\n";
    QVERIFY(damageOf(record).find("another content") != std::string::npos);
    fs::resize_file(brain, 10);
    QVERIFY(damageOf(record).find("has 10 of ") != std::string::npos);
    fs::remove(brain);
    QVERIFY(damageOf(record).find("'brain' is missing") != std::string::npos);
}

void tst_RunRecord::a_project_and_a_record_exclude_one_another()
{
    RecordFixture f;
    RunRequest request = f.recorded();
    request.project = f.folder;
    QVERIFY(messageOf([&] { runStep(steps(), request, {}); }).find("without a project") != std::string::npos);
}

void tst_RunRecord::a_folder_that_is_not_there_is_refused()
{
    RecordFixture f;
    RunRequest request = f.recorded();
    request.outputFolder = f.root / "none";
    QVERIFY(messageOf([&] { runStep(steps(), request, {}); }).find("does not exist") != std::string::npos);
    request = f.recorded();
    request.record = f.root / "none" / "record.json";
    QVERIFY(messageOf([&] { runStep(steps(), request, {}); }).find("does not exist") != std::string::npos);
}

QTEST_GUILESS_MAIN(tst_RunRecord)
#include "tst_RunRecord.moc"
