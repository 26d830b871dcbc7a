#include "processing/core/ProjectMoves.h"
#include "processing/core/ProjectState.h"
#include "tests/core/ProjectFixture.h"

#include <QElapsedTimer>
#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <random>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace insula;
using namespace insula::test;
namespace fs = std::filesystem;

class tst_ProjectKill : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_killed_run_leaves_a_sound_project();
    void a_kill_between_two_moves_is_undone_data();
    void a_kill_between_two_moves_is_undone();
    void a_live_run_is_not_taken_for_crashed();
    void a_run_that_just_tidies_up_is_no_fault();
    void two_processes_write_at_once();
};

void tst_ProjectKill::a_killed_run_leaves_a_sound_project()
{
    ProjectFixture f;
    QProcess whole;
    QElapsedTimer timer;
    timer.start();
    f.start(whole, R"({"sleep": 10})");
    QVERIFY(whole.waitForFinished());
    QCOMPARE(whole.exitCode(), 0);
    const double microseconds = double(timer.nsecsElapsed()) / 1000;
    std::mt19937 random(20240607);
    std::map<RunStatus, int> ends;
    for (int i = 0; i < 50; ++i) {
        QProcess process;
        f.start(process, R"({"sleep": 10})");
        QVERIFY(process.waitForStarted());
        std::this_thread::sleep_for(
            std::chrono::microseconds(std::int64_t(std::uniform_real_distribution(0.0, 1.1)(random) * microseconds)));
        process.kill();
        QVERIFY(process.waitForFinished());
        const Project project = Project::open(f.folder);
        QCOMPARE(errorsOf(project), QByteArray());
        std::size_t made = 0;
        for (const RunRow& run : project.runs()) {
            QVERIFY2(run.status == RunStatus::Crashed || run.status == RunStatus::Done, name(run.status).data());
            QCOMPARE(run.outputs.size(), run.status == RunStatus::Done ? std::size_t(3) : std::size_t(0));
            made += run.outputs.size();
        }
        QCOMPARE(project.volumes().size(), made + 1); // and the raw image
        QVERIFY(fs::is_empty(f.folder / ".staging"));
    }
    for (const RunRow& run : Project::open(f.folder).runs()) {
        ++ends[run.status];
    }
    qInfo("crashed %d, done %d of 51 starts", ends[RunStatus::Crashed], ends[RunStatus::Done]);
    QVERIFY(ends[RunStatus::Crashed] > 0);
}

void tst_ProjectKill::a_kill_between_two_moves_is_undone_data()
{
    QTest::addColumn<int>("moved");
    for (int moved = 0; moved <= 3; ++moved) {
        QTest::addRow("%d of 3 moved", moved) << moved;
    }
}

void tst_ProjectKill::a_kill_between_two_moves_is_undone()
{
    QFETCH(int, moved);
    ProjectFixture f;
    const fs::path old = f.root / "old.nii";
    std::ofstream(old) << "old";
    const pid_t child = ::fork();
    if (child == 0) {
        Project project = Project::open(f.folder);
        RunRow row;
        row.step = "double";
        row.subject = "01";
        row.started = utcNow();
        const std::int64_t run = project.beginRun(row);
        const fs::path staging = project.stagingFolder(run), target = f.folder / "derivatives/insula-double/sub-01/anat";
        fs::create_directories(target);
        std::vector<PlannedMove> moves{
            {staging / "a", target / "a", false}, {f.root / ".new", old, true}, {staging / "b", target / "b", false}};
        for (const PlannedMove& move : moves) {
            std::ofstream(move.from) << "new";
        }
        project.planMoves(run, moves);
        applyMoves({moves.begin(), moves.begin() + moved});
        ::raise(SIGKILL);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    QVERIFY(WIFSIGNALED(status));
    const Project project = Project::open(f.folder);
    QCOMPARE(project.runs().at(0).status, RunStatus::Crashed);
    QCOMPARE(errorsOf(project), QByteArray());
    std::string text;
    std::ifstream(old) >> text;
    QCOMPARE(text, std::string("old"));
    std::size_t files = 0;
    for (const auto& entry : fs::directory_iterator(f.root)) {
        files += entry.is_regular_file();
    }
    QCOMPARE(files, std::size_t(1)); // no temporary, no copy
    QVERIFY(!fs::exists(f.folder / "derivatives/insula-double/sub-01/anat/a"));
}

void tst_ProjectKill::a_live_run_is_not_taken_for_crashed()
{
    ProjectFixture f;
    QProcess process;
    f.start(process, R"({"mode": "wait"})");
    QVERIFY(process.waitForReadyRead());
    QCOMPARE(Project::open(f.folder).runs().at(0).status, RunStatus::Running);
    QCOMPARE(errorsOf(Project::open(f.folder)), QByteArray());
    process.kill();
    QVERIFY(process.waitForFinished());
    QCOMPARE(Project::open(f.folder).runs().at(0).status, RunStatus::Crashed);
}

void tst_ProjectKill::a_run_that_just_tidies_up_is_no_fault()
{
    ProjectFixture f;
    const Project project = Project::open(f.folder);
    const auto lock = f.folder / ".staging" / "run-77.lock"; // of a run whose row is complete already
    const int descriptor = ::open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0664);
    QVERIFY(descriptor >= 0);
    QCOMPARE(::flock(descriptor, LOCK_EX | LOCK_NB), 0);
    QCOMPARE(errorsOf(project), QByteArray());
    ::close(descriptor); // the run died before it had removed it
    QVERIFY(errorsOf(project).contains("run-77.lock"));
}

void tst_ProjectKill::two_processes_write_at_once()
{
    ProjectFixture f;
    QProcess one, two;
    f.start(one, "{}", 20);
    f.start(two, "{}", 20);
    QVERIFY(one.waitForFinished(60000) && two.waitForFinished(60000));
    QCOMPARE(one.exitCode(), 0);
    QCOMPARE(two.exitCode(), 0);
    const Project project = Project::open(f.folder);
    QCOMPARE(project.runs().size(), std::size_t(40));
    QCOMPARE(project.volumes().size(), std::size_t(121));
    QCOMPARE(errorsOf(project), QByteArray());
}

QTEST_GUILESS_MAIN(tst_ProjectKill)
#include "tst_ProjectKill.moc"
