#include "processing/core/ProjectDatabase.h"
#include "processing/core/ProjectNames.h"
#include "processing/core/ProjectReplay.h"
#include "tests/core/RecordFixture.h"

#include <QElapsedTimer>
#include <fstream>
#include <random>
#include <sys/wait.h>
#include <unistd.h>

using namespace insula;
using namespace insula::test;
namespace fs = std::filesystem;

class tst_RecordCommit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_commit_is_the_same_as_a_run_in_the_project();
    void committing_again_does_nothing();
    void two_keys_are_two_results();
    void a_chain_is_mapped_to_its_committed_places();
    void damaged_outputs_are_refused_data();
    void damaged_outputs_are_refused();
    void a_changed_input_is_refused();
    void an_input_that_was_only_copied_is_taken();
    void failed_runs_stay_visible_once_for_each_start();
    void a_failed_commit_is_tried_again_in_its_row();
    void a_killed_coordinator_ends_with_the_result_once();
    void two_coordinators_commit_once();
    void the_committed_run_can_be_replayed();
    void a_project_of_version_two_gets_keys_and_keeps_its_rows();
    void a_read_only_project_of_version_two_knows_no_key();
};

namespace {

std::vector<std::string> relativeFiles(const fs::path& folder)
{
    std::vector<std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) {
            files.push_back(entry.path().lexically_relative(folder).string());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

nlohmann::json sidecarAt(const fs::path& file)
{
    return nlohmann::json::parse(std::ifstream(sidecarOf(file)));
}

void makeVersionTwo(const fs::path& folder)
{
    Database db(folder / "project.sqlite", Database::Mode::ReadWrite);
    db.execute("DROP TABLE run_keys; PRAGMA user_version = 2; PRAGMA wal_checkpoint(TRUNCATE)");
}

} // namespace

void tst_RecordCommit::a_commit_is_the_same_as_a_run_in_the_project()
{
    RecordFixture direct, staged;
    runStep(steps(), direct.request(), {});
    const RunRecord record = staged.run();
    Project other = Project::open(staged.folder);
    const CommittedRun committed = commitRecord(other, record, {"k", "", "", {}});
    QVERIFY(committed.isNew);
    const Project project = Project::open(direct.folder);
    QCOMPARE(errorsOf(other), QByteArray());
    QCOMPARE(relativeFiles(staged.folder / "derivatives"), relativeFiles(direct.folder / "derivatives"));
    const RunRow row = project.run(1), same = other.run(committed.run);
    QCOMPARE(same.status, RunStatus::Done);
    QCOMPARE(same.params, row.params);
    QCOMPARE(same.subject, std::string("01"));
    QCOMPARE(same.host, record.row.host);
    QCOMPARE(same.started, record.row.started);
    QCOMPARE(same.seconds, record.row.seconds);
    QCOMPARE(same.log, record.row.log);
    QCOMPARE(same.warnings, row.warnings);
    QCOMPARE(same.commandLine,
        "insula-cli run double --in image=" + staged.image.string() + " --project " + staged.folder.string() + " --subject 01");
    QCOMPARE(same.outputs.size(), row.outputs.size());
    for (std::size_t i = 0; i < row.outputs.size(); ++i) {
        QCOMPARE(same.outputs[i].sha256, row.outputs[i].sha256);
        QCOMPARE(same.outputs[i].path.lexically_relative(staged.folder), row.outputs[i].path.lexically_relative(direct.folder));
    }
    const auto volumes = project.volumes(), others = other.volumes();
    QCOMPARE(others.size(), volumes.size());
    for (std::size_t i = 0; i < volumes.size(); ++i) {
        QCOMPARE(others[i].suffix, volumes[i].suffix);
        QCOMPARE(others[i].desc, volumes[i].desc);
        QCOMPARE(others[i].kind, volumes[i].kind);
        QCOMPARE(others[i].shape, volumes[i].shape);
        QCOMPARE(others[i].format, volumes[i].format);
        QVERIFY(!others[i].stale && !others[i].missing);
    }
    QCOMPARE(other.measurements().at(0).value, 12.5);
    QCOMPARE(other.measurements().at(0).unit, std::string("ml"));
    const fs::path brain = committed.places.at(record.row.outputs[0].path);
    QCOMPARE(sidecarAt(brain).at("Factor").get<int>(), 2);
    QCOMPARE(sidecarAt(brain).at("GeneratedBy")[0].at("Run").get<int>(), int(committed.run));
    QCOMPARE(sidecarAt(brain).at("Sha256").get<std::string>(), record.row.outputs[0].sha256);
}

void tst_RecordCommit::committing_again_does_nothing()
{
    RecordFixture f;
    const RunRecord record = f.run();
    Project project = Project::open(f.folder);
    const CommittedRun first = commitRecord(project, record, {"k", "", "", {}});
    const auto files = relativeFiles(f.folder / "derivatives");
    const std::size_t events = project.events().size();
    const CommittedRun second = commitRecord(project, record, {"k", "", "", {}});
    QVERIFY(!second.isNew);
    QCOMPARE(second.run, first.run);
    QVERIFY(second.places == first.places);
    QCOMPARE(project.runs().size(), std::size_t(1));
    QCOMPARE(project.events().size(), events);
    QCOMPARE(relativeFiles(f.folder / "derivatives"), files);
    fs::remove_all(f.staged); // nothing is asked of the staging folder any more
    QVERIFY(!commitRecord(project, record, {"k", "", "", {}}).isNew);
}

void tst_RecordCommit::two_keys_are_two_results()
{
    RecordFixture f;
    const RunRecord record = f.run();
    Project project = Project::open(f.folder);
    commitRecord(project, record, {"a", "", "", {}});
    const CommittedRun second = commitRecord(project, record, {"b", "", "", {}});
    QVERIFY(second.isNew);
    QVERIFY(second.places.at(record.row.outputs[0].path).string().ends_with("sub-01_desc-brain2_T1w.nii.gz"));
    QCOMPARE(project.runs().size(), std::size_t(2));
    QCOMPARE(errorsOf(project), QByteArray());
}

void tst_RecordCommit::a_chain_is_mapped_to_its_committed_places()
{
    RecordFixture f;
    const RunRecord first = f.run();
    const fs::path next = f.root / "next";
    fs::create_directory(next);
    RunRequest request = f.recorded();
    request.inputs["image"] = first.row.outputs[0].path;
    request.outputFolder = next;
    request.record = next / "record.json";
    runStep(steps(), request, {});
    const RunRecord second = readRunRecord(next / "record.json");
    Project project = Project::open(f.folder);
    const CommittedRun one = commitRecord(project, first, {"task/1", "", "", {}});
    const CommittedRun two = commitRecord(project, second, {"task/2", "", "", one.places});
    fs::remove_all(f.staged);
    const RunRow row = project.run(two.run);
    QCOMPARE(row.inputs.at(0).path, one.places.at(first.row.outputs[0].path));
    QVERIFY(row.commandLine.find(row.inputs[0].path.string()) != std::string::npos);
    QCOMPARE(sidecarAt(two.places.at(second.row.outputs[0].path)).at("Sources")[0].get<std::string>(),
        "bids::" + row.inputs[0].path.lexically_relative(f.folder).string());
    for (const VolumeRow& volume : project.volumes()) {
        QVERIFY2(!volume.stale && !volume.missing, volume.path.c_str());
    }
    QCOMPARE(errorsOf(project), QByteArray());
}

void tst_RecordCommit::damaged_outputs_are_refused_data()
{
    QTest::addColumn<int>("damage");
    QTest::newRow("half written") << 0;
    QTest::newRow("other content") << 1;
    QTest::newRow("missing") << 2;
}

void tst_RecordCommit::damaged_outputs_are_refused()
{
    QFETCH(int, damage);
    RecordFixture f;
    const RunRecord record = f.run();
    const fs::path mask = record.row.outputs[1].path;
    const auto size = fs::file_size(mask);
    if (damage == 0) {
        fs::resize_file(mask, size / 2);
    } else if (damage == 1) {
        std::fstream(mask, std::ios::in | std::ios::out | std::ios::binary).seekp(std::streamoff(size / 2)).put('!');
    } else {
        fs::remove(mask);
    }
    Project project = Project::open(f.folder);
    QVERIFY_EXCEPTION_THROWN(commitRecord(project, record, {"k", "", "", {}}), StaleRecord);
    QVERIFY(project.runs().empty());
    QCOMPARE(project.volumes().size(), std::size_t(1));
    QVERIFY(fs::is_empty(f.folder / "derivatives"));
    QCOMPARE(errorsOf(project), QByteArray());
    QVERIFY(commitRecord(project, f.run(), {"k", "", "", {}}).isNew); // the run done again is taken
}

void tst_RecordCommit::a_changed_input_is_refused()
{
    RecordFixture f;
    const RunRecord record = f.run();
    writeNifti(f.image, *ramp(8, 3));
    Project project = Project::open(f.folder);
    QVERIFY_EXCEPTION_THROWN(commitRecord(project, record, {"k", "", "", {}}), StaleRecord);
    fs::remove(f.image);
    QVERIFY_EXCEPTION_THROWN(commitRecord(project, record, {"k", "", "", {}}), StaleRecord);
    QVERIFY(project.runs().empty());
}

void tst_RecordCommit::an_input_that_was_only_copied_is_taken()
{
    RecordFixture f;
    const RunRecord record = f.run();
    fs::last_write_time(f.image, fs::last_write_time(f.image) + std::chrono::seconds(5));
    Project project = Project::open(f.folder);
    QVERIFY(commitRecord(project, record, {"k", "", "", {}}).isNew);
    QVERIFY(!project.volumes().back().stale);
}

void tst_RecordCommit::failed_runs_stay_visible_once_for_each_start()
{
    RecordFixture f;
    RunRequest request = f.recorded();
    request.params = {{"mode", "fail"}};
    QVERIFY(!messageOf([&] { runStep(steps(), request, {}); }).empty());
    RunRecord record = readRunRecord(f.record);
    Project project = Project::open(f.folder);
    QVERIFY(commitRecord(project, record, {"k", "", "", {}}).isNew);
    QVERIFY(!commitRecord(project, record, {"k", "", "", {}}).isNew);
    record.row.started = "2026-01-01T00:00:00.000Z";
    QVERIFY(commitRecord(project, record, {"k", "", "", {}}).isNew);
    QVERIFY(commitRecord(project, f.run(), {"k", "", "", {}}).isNew);
    const auto rows = project.runs();
    QCOMPARE(rows.size(), std::size_t(3));
    QCOMPARE(rows[0].status, RunStatus::Failed);
    QCOMPARE(rows[0].error, std::string("the image is too sad"));
    QCOMPARE(rows[2].status, RunStatus::Done);
    QCOMPARE(errorsOf(project), QByteArray());
}

void tst_RecordCommit::a_failed_commit_is_tried_again_in_its_row()
{
    RecordFixture f;
    const RunRecord record = f.run();
    Project project = Project::open(f.folder);
    std::ofstream(f.folder / "derivatives" / "insula-double") << "in the way";
    QVERIFY_EXCEPTION_THROWN(commitRecord(project, record, {"k", "", "", {}}), std::exception);
    QCOMPARE(project.runs().at(0).status, RunStatus::Failed);
    QVERIFY(fs::is_empty(f.folder / ".staging"));
    fs::remove(f.folder / "derivatives" / "insula-double");
    QVERIFY(commitRecord(project, record, {"k", "", "", {}}).isNew);
    QCOMPARE(project.runs().size(), std::size_t(1));
    QCOMPARE(project.runs().at(0).status, RunStatus::Done);
    QCOMPARE(project.runs().at(0).error, std::string());
    QCOMPARE(errorsOf(project), QByteArray());
}

// Killed at any point and started again until it ends by itself: one row, each file once.
void tst_RecordCommit::a_killed_coordinator_ends_with_the_result_once()
{
    RecordFixture f;
    const RunRecord record = f.run();
    QElapsedTimer timer;
    timer.start();
    QProcess whole;
    f.startCommit(whole, "first");
    QVERIFY(whole.waitForFinished());
    QCOMPARE(whole.exitCode(), 0);
    const double microseconds = double(timer.nsecsElapsed()) / 1000;
    std::mt19937 random(20261125);
    std::size_t results = 1, kills = 0;
    for (int i = 0; i < 25; ++i) {
        const QByteArray key = "key-" + QByteArray::number(i);
        for (bool isDone = false; !isDone;) {
            QProcess process;
            f.startCommit(process, key);
            QVERIFY(process.waitForStarted());
            std::this_thread::sleep_for(
                std::chrono::microseconds(std::int64_t(std::uniform_real_distribution(0.2, 1.2)(random) * microseconds)));
            process.kill();
            QVERIFY(process.waitForFinished());
            isDone = process.exitStatus() == QProcess::NormalExit;
            QVERIFY(!isDone || process.exitCode() == 0);
            kills += isDone ? 0 : 1;
        }
        ++results;
        const Project project = Project::open(f.folder);
        QCOMPARE(errorsOf(project), QByteArray());
        QCOMPARE(project.runs().size(), results);
        QCOMPARE(project.volumes().size(), 1 + 3 * results);
        for (const RunRow& row : project.runs()) {
            QCOMPARE(row.status, RunStatus::Done);
        }
    }
    QCOMPARE(damageOf(record), std::string());
    qInfo("%zu kills of the coordinator, %zu results", kills, results);
    QVERIFY(kills >= 10);
}

void tst_RecordCommit::two_coordinators_commit_once()
{
    RecordFixture f;
    f.run();
    for (int i = 0; i < 5; ++i) {
        const QByteArray key = "key-" + QByteArray::number(i);
        QProcess one, two;
        f.startCommit(one, key);
        f.startCommit(two, key);
        QVERIFY(one.waitForFinished() && two.waitForFinished());
        QVERIFY(one.exitCode() == 0 || two.exitCode() == 0); // the slower one may be told that the other is at work
    }
    const Project project = Project::open(f.folder);
    QCOMPARE(project.runs().size(), std::size_t(5));
    QCOMPARE(project.volumes().size(), std::size_t(16));
    QCOMPARE(errorsOf(project), QByteArray());
}

void tst_RecordCommit::the_committed_run_can_be_replayed()
{
    RecordFixture f;
    Project project = Project::open(f.folder);
    const CommittedRun committed = commitRecord(project, f.run(), {"k", "", "", {}});
    fs::remove_all(f.staged);
    QCOMPARE(replayRun(project, committed.run, steps(), {}).agreement, Agreement::Identical);
}

void tst_RecordCommit::a_project_of_version_two_gets_keys_and_keeps_its_rows()
{
    RecordFixture f;
    runStep(steps(), f.request(), {});
    const RunRecord record = f.run();
    makeVersionTwo(f.folder);
    Project project = Project::open(f.folder);
    QCOMPARE(project.runs().size(), std::size_t(1));
    QVERIFY(!project.runOfKey("k"));
    const CommittedRun committed = commitRecord(project, record, {"k", "", "", {}});
    QCOMPARE(project.runOfKey("k")->id, committed.run);
    QCOMPARE(project.runs().size(), std::size_t(2));
    QCOMPARE(errorsOf(project), QByteArray());
}

void tst_RecordCommit::a_read_only_project_of_version_two_knows_no_key()
{
    RecordFixture f;
    makeVersionTwo(f.folder);
    QCOMPARE(checkedReadOnly(f, [](const Project& project) { return project.isReadOnly() && !project.runOfKey("k"); }), 0);
}

QTEST_GUILESS_MAIN(tst_RecordCommit)
#include "tst_RecordCommit.moc"
