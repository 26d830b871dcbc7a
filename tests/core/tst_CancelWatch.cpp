#include "tests/core/ProjectFixture.h"

#include <QElapsedTimer>
#include <csignal>

using namespace insula;
using namespace insula::test;

class tst_CancelWatch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_signal_ends_the_process_in_time_data();
    void a_signal_ends_the_process_in_time();
};

void tst_CancelWatch::a_signal_ends_the_process_in_time_data()
{
    QTest::addColumn<int>("signal");
    QTest::addColumn<QByteArray>("params");
    QTest::newRow("SIGINT, step stops at a checkpoint") << SIGINT << QByteArray(R"({"mode": "wait"})");
    QTest::newRow("SIGTERM, step sits in a call") << SIGTERM << QByteArray(R"({"mode": "stuck"})");
    QTest::newRow("SIGHUP, step sits in a call") << SIGHUP << QByteArray(R"({"mode": "stuck"})");
}

void tst_CancelWatch::a_signal_ends_the_process_in_time()
{
    QFETCH(int, signal);
    QFETCH(QByteArray, params);
    ProjectFixture f;
    QProcess process;
    f.start(process, params.constData());
    QVERIFY(process.waitForReadyRead());
    QElapsedTimer timer;
    timer.start();
    ::kill(static_cast<pid_t>(process.processId()), signal);
    QVERIFY(process.waitForFinished(5000));
    qInfo("ended after %lld ms", timer.elapsed());
    QVERIFY2(timer.elapsed() < 1000, "a busy machine is given some room here; the benchmark holds the bar of 0.3 s");
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 130);
    const Project project = Project::open(f.folder);
    QCOMPARE(project.runs().at(0).status, RunStatus::Cancelled);
    QCOMPARE(project.volumes().size(), std::size_t(1));
    QCOMPARE(errorsOf(project), QByteArray());
    QVERIFY(std::filesystem::is_empty(f.folder / ".staging"));
}

QTEST_GUILESS_MAIN(tst_CancelWatch)
#include "tst_CancelWatch.moc"
