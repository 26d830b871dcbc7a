// What a job's process prints and how it ends becomes what the window says.
#include "widgets/Job.h"

#include <QTest>

#include <csignal>

using namespace insula;

namespace {

Job smoothing()
{
    Job job;
    job.title = "Smooth";
    job.request.step = "smooth";
    job.request.inputs["image"] = "/data/sub-01_T1w.nii.gz";
    return job;
}

} // namespace

class tst_Job : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void writesTheCommandLine()
    {
        auto request = smoothing().request;
        request.params = {{"fwhm", 8.5}, {"inside-mask", true}, {"border", "with csf"}};
        request.project = "/p q/x.insula";
        request.subject = "01";
        QCOMPARE(jobArguments(request),
            QStringList({"run", "smooth", "--in", "image=/data/sub-01_T1w.nii.gz", "--border", "with csf", "--fwhm", "8.5", "--inside-mask",
                "true", "--project", "/p q/x.insula", "--subject", "01", "--progress", "json"}));
    }

    void knowsTheStepsOfAPipeline()
    {
        Job job;
        job.arguments = QStringList{"pipeline", "run", "task"};
        applyProgressLine(job, R"({"event":"node","node":"slice-timing","step":"slice-timing","state":"left-out","message":"without it"})");
        applyProgressLine(job, R"({"event":"node","node":"motion","step":"motion","state":"running"})");
        QCOMPARE(job.nodes.size(), std::size_t{2});
        QCOMPARE(job.nodes[1].state, QString("running"));
        applyProgressLine(job,
            R"({"event":"node","node":"motion","step":"motion","state":"done","seconds":2.5,"outputs":{"image":"/p/m.nii.gz"},"warnings":["it moved"]})");
        QCOMPARE(job.nodes.size(), std::size_t{2});
        QCOMPARE(job.nodes[1].seconds, 2.5);
        QCOMPARE(job.nodes[1].outputs.value("image"), QString("/p/m.nii.gz"));
        QCOMPARE(job.warnings, QStringList("motion: it moved"));
        QVERIFY(job.log.contains("slice-timing: left-out without it"));
        applyProgressLine(job, R"({"event":"node","node":"motion","step":"motion","state":"reused"})"); // another run of the subject
        QCOMPARE(job.nodes.size(), std::size_t{3});
    }

    void readsProgressEvents()
    {
        auto job = smoothing();
        applyProgressLine(job, R"({"event":"started","step":"smooth","run":7})");
        applyProgressLine(job, R"({"event":"progress","fraction":0.42,"message":"blurring","secondsLeft":3.1})");
        applyProgressLine(job, R"({"event":"warning","message":"voxels are large"})");
        QCOMPARE(job.run, 7);
        QCOMPARE(job.fraction, 0.42);
        QCOMPARE(job.message, QString("blurring"));
        QCOMPARE(timeLeftText(job.secondsLeft), QString("3 s left"));
        applyProgressLine(job, R"({"event":"done","run":7,"outputs":{"image":"/p/out.nii.gz"},"seconds":1.5})");
        applyExit(job, 0, 0, false);
        QCOMPARE(job.state, Job::State::Done);
        QCOMPARE(job.outputs.value("image"), QString("/p/out.nii.gz"));
        QCOMPARE(job.warnings.size(), 1);
    }

    void otherTextGoesToTheLog()
    {
        auto job = smoothing();
        applyProgressLine(job, "not JSON at all");
        QVERIFY(job.log.contains("not JSON at all"));
        QCOMPARE(job.fraction, -1.0);
    }

    void saysHowItEnded_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("signalNumber");
        QTest::addColumn<bool>("asked");
        QTest::addColumn<int>("state");
        QTest::addColumn<QString>("words");
        QTest::newRow("done") << 0 << 0 << false << int(Job::State::Done) << "";
        QTest::newRow("failed") << 1 << 0 << false << int(Job::State::Failed) << "";
        QTest::newRow("cancelled by itself") << 130 << 0 << false << int(Job::State::Cancelled) << "";
        QTest::newRow("killed after cancel") << 0 << SIGKILL << true << int(Job::State::Cancelled) << "";
        QTest::newRow("out of memory") << 0 << SIGKILL << false << int(Job::State::Crashed) << "memory";
        QTest::newRow("crash") << 0 << SIGSEGV << false << int(Job::State::Crashed) << "crashed";
    }
    void saysHowItEnded()
    {
        QFETCH(int, code);
        QFETCH(int, signalNumber);
        QFETCH(bool, asked);
        QFETCH(int, state);
        QFETCH(QString, words);
        auto job = smoothing();
        applyExit(job, code, signalNumber, asked);
        QCOMPARE(int(job.state), state);
        QVERIFY(job.error.contains(words));
        const bool bad = state == int(Job::State::Failed) || state == int(Job::State::Crashed);
        QCOMPARE(!job.advice.isEmpty(), bad);
        if (bad)
            QVERIFY(job.error.contains("sub-01_T1w.nii.gz"));
    }
};

QTEST_GUILESS_MAIN(tst_Job)
#include "tst_Job.moc"
