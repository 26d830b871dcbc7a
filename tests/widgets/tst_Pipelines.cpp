// Pipelines in the window: chosen, edited with mouse and keys, saved, run on subjects, and what they did.
#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "tests/widgets/WindowFixture.h"
#include "widgets/PipelineNodeForm.h"
#include "widgets/PipelinePanel.h"
#include "widgets/PipelineRunBox.h"
#include "widgets/PipelineSaveDialog.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QRadioButton>
#include <QTimer>
#include <QToolButton>
#include <QTreeWidget>

using namespace insula;

namespace {

VolumePtr head()
{
    return phantom::leftIsBright(phantom::obliqueLeftHanded(), 5);
}

// A project with two subjects and a pipeline of two smoothings.
struct Study : WindowFixture {
    Study()
    {
        const std::filesystem::path folder = file("study.insula").toStdString();
        auto project = Project::create(folder, "Study");
        for (const char* subject : {"01", "02"})
            project.addVolume(save(QString("sub-%1_T1w.nii.gz").arg(subject), head()).toStdString(), subject);
        std::filesystem::create_directory(folder / "pipelines");
        writeTextFile(
            folder / "pipelines/twice.json", R"({"title": "Twice", "given": [{"key": "mask", "label": "Mask", "kind": "labels"}], "steps": [
            {"id": "first", "step": "smooth", "params": {"fwhm": 4}, "inputs": {"image": {"suffix": "T1w"}}},
            {"id": "second", "step": "smooth", "inputs": {"image": {"from": "first", "output": "image"}}}]})");
        workbench().openProject(file("study.insula"));
        auto* action = window().findChild<QAction*>("pipelinesPanel");
        action->trigger();
        panel().choose("twice");
    }
    PipelinePanel& panel() { return *window().findChild<PipelinePanel*>(); }
    QTreeWidget& tree() { return *find<QTreeWidget>("pipelineSteps"); }
    QString state(int row) { return tree().topLevelItem(row)->text(1); }
    void select(int row) { tree().setCurrentItem(tree().topLevelItem(row)); }
    bool waitForState(int row, const QString& wanted)
    {
        return QTest::qWaitFor([&] { return row < tree().topLevelItemCount() && state(row).startsWith(wanted); }, 60000);
    }
    bool waitForJobs(int count)
    {
        auto& jobs = workbench().jobs();
        return QTest::qWaitFor([&] { return static_cast<int>(jobs.jobs().size()) == count && jobs.unfinishedCount() == 0; }, 60000);
    }
    // The entry of a button's menu.
    void pick(QMenu* menu, const QString& entry)
    {
        Q_EMIT menu->aboutToShow();
        for (auto* action : menu->actions())
            if (action->text() == entry)
                action->trigger();
    }
};

} // namespace

class tst_Pipelines : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const auto programs = qEnvironmentVariable("INSULA_BIN_DIR");
        if (!QFile::exists(programs + "/insula-cli") || !QFile::exists(programs + "/../lib/libinsula_steps.so"))
            QSKIP("built without insula-cli or the processing steps");
        qputenv("INSULA_RESOURCES", (qEnvironmentVariable("INSULA_SOURCE_DIR") + "/resources").toLocal8Bit());
    }

    void theListShowsTheStepsAndWhatIsToDo()
    {
        Study f;
        QCOMPARE(f.tree().topLevelItemCount(), 2);
        QCOMPARE(f.tree().topLevelItem(0)->text(0), QString("first: Gaussian smoothing"));
        QVERIFY(f.waitForState(0, "to do"));
        QVERIFY2(f.find<QLabel>("pipelineAbout")->text().contains("sub-01: 2 of 2"), qPrintable(f.find<QLabel>("pipelineAbout")->text()));
        QVERIFY(f.find<QPushButton>("pipelineRun")->isEnabled());
        QVERIFY(f.find<QLineEdit>("given-mask"));
        QVERIFY(!f.panel().isEdited());
    }

    void itRunsOnThisSubjectAndTheSecondTimeReusesAll()
    {
        Study f;
        f.click("pipelineRun");
        QVERIFY(f.waitForJobs(1));
        const auto& job = f.workbench().jobs().jobs().back();
        QVERIFY2(job.state == Job::State::Done, qPrintable(job.error + job.log));
        QVERIFY(f.state(0).startsWith("done, ") && f.state(1).startsWith("done, "));
        QCOMPARE(f.workbench().projects().project().runs().size(), std::size_t{2});
        f.click("pipelineRun");
        QVERIFY(f.waitForJobs(2));
        QCOMPARE(f.state(0), QString("reused"));
        QCOMPARE(f.state(1), QString("reused"));
        QCOMPARE(f.workbench().projects().project().runs().size(), std::size_t{2});
        // Double click opens what the step made.
        Q_EMIT f.tree().itemActivated(f.tree().topLevelItem(1), 0);
        QVERIFY(QTest::qWaitFor(
            [&] {
                return std::ranges::any_of(
                    f.scene().layers(), [](const Layer& layer) { return layer.name.find("desc-smooth") != std::string::npos; });
            },
            10000));
    }

    void aParameterIsEditedAndOnlyWhatFollowsRunsAgain()
    {
        Study f;
        f.click("pipelineRun");
        QVERIFY(f.waitForJobs(1));
        f.select(1);
        auto* fwhm = f.find<QDoubleSpinBox>("node-fwhm");
        QVERIFY(fwhm);
        QCOMPARE(fwhm->value(), 6.0);
        fwhm->setFocus();
        fwhm->selectAll();
        QTest::keyClicks(fwhm, "9");
        QTest::keyClick(fwhm, Qt::Key_Tab);
        QVERIFY(f.panel().pipeline().nodes[1].params == (nlohmann::json{{"fwhm", 9.0}}));
        QVERIFY(f.panel().isEdited());
        QVERIFY(f.waitForState(0, "done already"));
        QCOMPARE(f.state(1), QString("to do"));
        QVERIFY(f.tree().topLevelItem(1)->toolTip(1).contains("fwhm changed from 6.0 to 9.0"));
        f.click("pipelineRun");
        QVERIFY(f.waitForJobs(2));
        QCOMPARE(f.state(0), QString("reused"));
        QVERIFY(f.state(1).startsWith("done, "));
        fwhm->setValue(6); // the default is not written
        QVERIFY(!f.panel().isEdited());
    }

    void stepsAreAddedMovedAndRemoved()
    {
        Study f;
        f.select(1);
        auto* menu = f.find<QPushButton>("pipelineAdd")->menu();
        Q_EMIT menu->aboutToShow();
        for (auto* group : menu->actions())
            if (group->text() == "Filter")
                f.pick(group->menu(), "Bias field correction (N4)");
        QCOMPARE(f.tree().topLevelItemCount(), 3);
        QCOMPARE(f.panel().pipeline().nodes[2].step, std::string("bias-field"));
        QCOMPARE(f.panel().pipeline().nodes[2].inputs[0].sources[0].node, std::string("second"));
        f.tree().setFocus();
        QTest::keyClick(&f.tree(), Qt::Key_Up, Qt::AltModifier); // above its source
        QCOMPARE(f.panel().pipeline().nodes[1].step, std::string("bias-field"));
        QCOMPARE(f.state(1), QString("to correct"));
        QVERIFY(!f.find<QPushButton>("pipelineRun")->isEnabled());
        QVERIFY(f.find<QLabel>("pipelineProblem")->text().contains("move that step up"));
        auto* source = f.find<QComboBox>("node-in-image");
        source->setCurrentIndex(source->findText("first: Smoothed image"));
        QVERIFY(f.find<QPushButton>("pipelineRun")->isEnabled());
        QTest::keyClick(&f.tree(), Qt::Key_Delete);
        QCOMPARE(f.tree().topLevelItemCount(), 2);
        f.select(0);
        f.click("pipelineRemove"); // the second takes the input of the first
        QCOMPARE(f.panel().pipeline().nodes[0].inputs[0].sources[0].suffix, std::string("T1w"));
        QVERIFY(f.find<QPushButton>("pipelineRun")->isEnabled());
        f.click("pipelineRemove");
        QVERIFY(!f.find<QPushButton>("pipelineRun")->isEnabled()); // nothing is left
        QVERIFY(!f.find<QPushButton>("pipelineUp")->isEnabled() && !f.find<QPushButton>("pipelineRemove")->isEnabled());
        f.pick(f.find<QToolButton>("pipelineMore")->menu(), "&Take back all changes");
        QCOMPARE(f.tree().topLevelItemCount(), 2);
    }

    void chosenAndAllSubjectsGetAJobEach()
    {
        Study f;
        auto* whom = f.find<QComboBox>("pipelineWhom");
        auto* list = f.find<QListWidget>("pipelineSubjects");
        QVERIFY(!list->isVisible());
        whom->setCurrentIndex(1);
        QVERIFY(list->isVisible() && !f.find<QPushButton>("pipelineRun")->isEnabled());
        QCOMPARE(list->count(), 2);
        list->item(1)->setCheckState(Qt::Checked);
        f.click("pipelineRun");
        QVERIFY(f.waitForJobs(1));
        QCOMPARE(f.workbench().projects().project().runs().front().subject, std::string("02"));
        whom->setCurrentIndex(2);
        QCOMPARE(f.find<QPushButton>("pipelineRun")->text(), QString("Run (2)"));
        f.click("pipelineRun");
        QVERIFY(f.waitForJobs(3));
        QCOMPARE(f.workbench().projects().project().runs().size(), std::size_t{4}); // those of the second were there
    }

    void thisSubjectIsThatOfTheSelectedImage()
    {
        Study f;
        f.workbench().open({f.file("sub-02_T1w.nii.gz")});
        QVERIFY(QTest::qWaitFor([&] { return f.find<QComboBox>("pipelineWhom")->itemText(0).contains("sub-02"); }, 5000));
    }

    void cancellingKeepsWhatIsDone()
    {
        Study f;
        auto pipeline = f.panel().pipeline();
        f.click("pipelineRun");
        auto& jobs = f.workbench().jobs();
        QVERIFY(QTest::qWaitFor([&] { return jobs.jobs().back().state == Job::State::Running; }, 10000));
        jobs.cancelAll();
        QVERIFY(f.waitForJobs(1));
        QCOMPARE(jobs.jobs().back().state, Job::State::Cancelled);
        QVERIFY(f.find<QLabel>("pipelineAbout")->text().contains("cancelled"));
        for (const auto& problem : f.workbench().projects().project().check())
            QVERIFY2(!problem.isError, problem.text.c_str());
        f.click("pipelineRun");
        QVERIFY(f.waitForJobs(2));
        QCOMPARE(jobs.jobs().back().state, Job::State::Done);
    }

    void anEditedPipelineIsSavedInTheProject()
    {
        Study f;
        f.find<QDoubleSpinBox>("node-fwhm")->setValue(3);
        QTimer::singleShot(0, &f.window(), [] {
            auto* dialog = qobject_cast<PipelineSaveDialog*>(QApplication::activeModalWidget());
            if (!dialog)
                return;
            auto* title = dialog->findChild<QLineEdit*>("pipelineTitle");
            title->selectAll();
            QTest::keyClicks(title, "Three mm (me)");
            QTest::keyClick(title, Qt::Key_Return);
        });
        f.pick(f.find<QToolButton>("pipelineMore")->menu(), "&Save as...");
        const std::filesystem::path made = f.file("study.insula/pipelines/three-mm-me.json").toStdString();
        QVERIFY(std::filesystem::exists(made));
        QCOMPARE(readPipeline(made).nodes[0].params["fwhm"].get<double>(), 3.0);
        QVERIFY(!f.panel().isEdited());
        QVERIFY(f.find<QComboBox>("pipelines")->currentText().contains("three-mm-me"));
    }

    void changesAreNotLostWithoutAsking()
    {
        Study f;
        f.find<QDoubleSpinBox>("node-fwhm")->setValue(3);
        const auto answer = [&f](QMessageBox::StandardButton button) {
            QTimer::singleShot(0, &f.window(), [button] {
                if (auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget()))
                    box->button(button)->click();
            });
        };
        answer(QMessageBox::Cancel);
        f.panel().choose("task");
        QCOMPARE(f.panel().pipeline().title, std::string("Twice"));
        QVERIFY(f.panel().isEdited());
        answer(QMessageBox::Discard);
        f.panel().choose("task");
        QCOMPARE(f.panel().pipeline().name, std::string("task"));
    }

    void namesOfPipelinesArePlain()
    {
        QCOMPARE(pipelineNameOf("My task (2)"), std::string("my-task-2"));
        QCOMPARE(pipelineNameOf(QString::fromUtf8("\xc3\x9c"
                                                  "bung 1")),
            std::string("ubung-1"));
        QCOMPARE(pipelineNameOf("../.."), std::string());
    }

    void missingDataIsSaidInThePanel()
    {
        Study f;
        f.panel().choose("task");
        QVERIFY(QTest::qWaitFor([&] { return f.find<QLabel>("pipelineAbout")->text().contains("the subject's bold"); }, 10000));
        f.workbench().projects().close();
        QVERIFY(!f.find<QPushButton>("pipelineRun")->isEnabled());
        QVERIFY(f.find<QLabel>("pipelineProblem")->text().contains("Open a project"));
    }
};

INSULA_WINDOW_TEST(tst_Pipelines)
#include "tst_Pipelines.moc"
