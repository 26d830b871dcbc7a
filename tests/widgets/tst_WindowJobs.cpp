// Steps run from the window: child processes, results as layers and in the project, cancel, crashes.
#include "processing/core/Error.h"
#include "tests/widgets/WindowFixture.h"
#include "widgets/ProcessPanel.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QPushButton>
#include <QTreeWidget>

#include <cmath>
#include <csignal>

using namespace insula;

namespace {

VolumePtr head()
{
    return phantom::leftIsBright(phantom::obliqueLeftHanded(), 5);
}

VolumePtr large()
{
    return phantom::filled<float>(phantom::cube(90), [](const World& w, std::int64_t) { return w.x + w.y; });
}

} // namespace

class tst_WindowJobs : public QObject {
    Q_OBJECT

    static const Job* waitFor(WindowFixture& f, int count = 1)
    {
        auto& jobs = f.workbench().jobs();
        const bool ended
            = QTest::qWaitFor([&] { return static_cast<int>(jobs.jobs().size()) == count && jobs.unfinishedCount() == 0; }, 60000);
        return ended ? &jobs.jobs().back() : nullptr;
    }

private Q_SLOTS:
    void initTestCase()
    {
        // The programs beside which the window looks for insula-cli and its resources.
        const auto programs = qEnvironmentVariable("INSULA_BIN_DIR");
        if (!QFile::exists(programs + "/insula-cli") || !QFile::exists(programs + "/../lib/libinsula_steps.so"))
            QSKIP("built without insula-cli or the processing steps");
        qputenv("INSULA_RESOURCES", (qEnvironmentVariable("INSULA_SOURCE_DIR") + "/resources").toLocal8Bit());
    }

    void theFormRunsAndItsResultBecomesALayer()
    {
        WindowFixture f;
        QVERIFY(f.open({f.save("head.nii", head())}));
        auto* panel = f.window().findChild<ProcessPanel*>();
        panel->showStep("smooth");
        QVERIFY(panel->form());
        auto* run = panel->form()->findChild<QPushButton*>("run");
        QVERIFY(run->isEnabled());
        run->click();
        const auto* job = waitFor(f);
        QVERIFY(job);
        QVERIFY2(job->state == Job::State::Done, qPrintable(job->error));
        QVERIFY(QTest::qWaitFor([&] { return f.scene().layers().size() == 2; }, 5000));
        QVERIFY(QFile::exists(f.file("head_desc-smooth.nii.gz")));
        // Again: nothing is overwritten.
        run->click();
        QVERIFY(waitFor(f, 2));
        QVERIFY(QFile::exists(f.file("head_desc-smooth2.nii.gz")));
    }

    void aDefacedScanIsShownBesideTheScan()
    {
        WindowFixture f;
        const Grid grid = phantom::cube(64);
        const World middle = grid.centre();
        const auto ball = [&](double radius) {
            return [=](const World& w, std::int64_t) {
                return std::hypot(w.x - middle.x, w.y - middle.y, w.z - middle.z) < radius ? 1.0 : 0.0;
            };
        };
        QVERIFY(f.open({f.save("head.nii", phantom::filled<std::int16_t>(grid, ball(31)))}));
        QVERIFY(f.open({f.save("brain_mask.nii", phantom::filled<std::uint8_t>(grid, ball(12)))}));
        auto* panel = f.window().findChild<ProcessPanel*>();
        panel->showStep("deface"); // the mask is selected, but it is not the scan
        QVERIFY(QString::fromStdString(panel->form()->request().inputs.at("image").string()).endsWith("head.nii"));
        QVERIFY(QString::fromStdString(panel->form()->request().inputs.at("mask").string()).endsWith("brain_mask.nii"));
        QTest::mouseClick(panel->form()->findChild<QPushButton*>("run"), Qt::LeftButton);
        const auto* job = waitFor(f);
        QVERIFY(job);
        QVERIFY2(job->state == Job::State::Done, qPrintable(job->error));
        QVERIFY(QTest::qWaitFor([&] { return f.scene().layers().size() == 3; }, 5000));
        QVERIFY(f.scene().layers().back().name.find("defaced") != std::string::npos); // and not what was cut away
        QVERIFY(f.scene().layout() == Layout::Compare);
        QVERIFY(f.scene().comparison().plane == Plane::Sagittal);
        f.workbench().history().stack()->undo();
        QVERIFY(f.scene().layout() != Layout::Compare);
        // Only when the step ends, not whenever the file is opened.
        QVERIFY(f.open({QString::fromStdString(job->request.outputs.at("image").string())}));
        QVERIFY(f.scene().layout() != Layout::Compare);
    }

    void aRunInAProjectIsRecordedAndShown()
    {
        WindowFixture f;
        f.workbench().createProject(f.file("study.insula"));
        QVERIFY(f.open({f.save("sub-01_T1w.nii", head())}));
        f.workbench().addOpenImagesToProject("01", {});
        QVERIFY(QTest::qWaitFor([&] { return f.workbench().projects().volumes().size() == 1; }, 10000));
        f.workbench().runCommand("smooth --in image=" + f.file("sub-01_T1w.nii") + " --fwhm 6");
        const auto* job = waitFor(f);
        QVERIFY(job);
        QVERIFY2(job->state == Job::State::Done, qPrintable(job->error));
        QVERIFY(QTest::qWaitFor([&] { return f.workbench().projects().volumes().size() == 2; }, 5000));
        const auto run = f.workbench().projects().runs().at(0);
        QCOMPARE(run.status, RunStatus::Done);
        QCOMPARE(run.params.at("fwhm").get<double>(), 6.0);
        auto* tree = f.find<QTreeWidget>("project");
        QCOMPARE(tree->topLevelItem(0)->text(0), QString("sub-01"));
        QCOMPARE(tree->topLevelItem(0)->childCount(), 2);
        QVERIFY(f.workbench().projects().project().check().empty());
    }

    void cancelReturnsAtOnceAndLeavesNothing()
    {
        WindowFixture f;
        const auto file = f.save("large.nii", large());
        f.workbench().runCommand("bias-field --in image=" + file + " --shrink 1");
        auto& jobs = f.workbench().jobs();
        QVERIFY(QTest::qWaitFor([&] { return jobs.jobs().at(0).fraction >= 0; }, 20000));
        QElapsedTimer clock;
        clock.start();
        f.click("cancel-1");
        QVERIFY(QTest::qWaitFor([&] { return jobs.unfinishedCount() == 0; }, 5000));
        QVERIFY2(clock.elapsed() < 1000, qPrintable(QString::number(clock.elapsed()))); // the figure itself is measured on an idle machine
        QCOMPARE(jobs.jobs().at(0).state, Job::State::Cancelled);
        QVERIFY(QDir(f.file(".")).entryList({"large_*"}, QDir::AllEntries | QDir::Hidden).isEmpty());
    }

    void aKilledJobIsToldAndTheWindowLives()
    {
        WindowFixture f;
        const auto file = f.save("large.nii", large());
        f.workbench().runCommand("bias-field --in image=" + file + " --shrink 1");
        auto& jobs = f.workbench().jobs();
        QVERIFY(QTest::qWaitFor([&] { return jobs.jobs().at(0).fraction >= 0; }, 20000));
        for (auto* process : jobs.findChildren<QProcess*>())
            ::kill(static_cast<pid_t>(process->processId()), SIGKILL);
        QVERIFY(QTest::qWaitFor([&] { return jobs.unfinishedCount() == 0; }, 5000));
        QCOMPARE(jobs.jobs().at(0).state, Job::State::Crashed);
        QVERIFY(f.window().messages().isVisible());
        QVERIFY(f.window().messages().text().contains("memory"));
        QVERIFY(f.open({file}));
    }

    void aWrongCommandIsTold()
    {
        WindowFixture f;
        try {
            f.workbench().runCommand("smoth --in image=x.nii");
            QFAIL("an unknown step was taken");
        } catch (const Error& error) {
            QVERIFY(QString::fromUtf8(error.what()).contains("smooth"));
        }
    }
};

INSULA_WINDOW_TEST(tst_WindowJobs)
#include "tst_WindowJobs.moc"
