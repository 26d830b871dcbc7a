// A BIDS data set is dropped on the window: what is wrong is listed, and its images go to a project.
#include "processing/core/BidsRaw.h"
#include "tests/widgets/WindowFixture.h"
#include "widgets/BidsDialog.h"

#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>

using namespace insula;

namespace {

class Dataset : public WindowFixture {
public:
    Dataset()
    {
        for (const char* name : {"01", "02"}) {
            addToRawDataset(file("study").toStdString(), "Study", name);
            QDir(file("")).mkpath(QStringLiteral("study/sub-%1/anat").arg(name));
            save(QStringLiteral("study/sub-%1/anat/sub-%1_T1w.nii.gz").arg(name), phantom::leftIsBright(phantom::obliqueLeftHanded(), 5));
        }
    }
    BidsDialog* ask()
    {
        workbench().open(QStringList{file("study")});
        BidsDialog* dialog = nullptr;
        if (!QTest::qWaitFor(
                [&] { return (dialog = window().findChild<BidsDialog*>()) && dialog->findChild<QPushButton*>("bidsOpen")->isEnabled(); },
                20000))
            qFatal("the data set is not checked");
        return dialog;
    }
    static QTreeWidget* problems(QWidget* dialog) { return dialog->findChild<QTreeWidget*>("bidsProblems"); }
};

} // namespace

class tst_BidsDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void problemsAreListedAndTheImagesBecomeAProject()
    {
        Dataset f;
        QFile::rename(f.file("study/sub-02/anat/sub-02_T1w.nii.gz"), f.file("study/sub-02/anat/sub-02_run-x_T1w.nii.gz"));
        auto* dialog = f.ask();
        auto* list = Dataset::problems(dialog);
        QCOMPARE(list->topLevelItem(0)->text(0), QString("sub-02/anat/sub-02_run-x_T1w.nii.gz")); // the error first
        QVERIFY(list->topLevelItem(0)->text(1).contains("is no number"));
        QCOMPARE(list->topLevelItemCount(), 3); // and both lack a side-car
        QTest::keyClick(list, Qt::Key_Down);
        QVERIFY(dialog->findChild<QLabel*>("bidsAdvice")->text().contains("side-car"));
        QCOMPARE(dialog->findChild<QLineEdit*>("bidsProject")->text(), f.file("study.insula"));
        QTest::keyClick(dialog, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(f.workbench().projects().isOpen(), 20000);
        QCOMPARE(f.workbench().projects().volumes().size(), std::size_t{2});
        QCOMPARE(f.workbench().projects().project().subjects(), (std::vector<std::string>{"01", "02"}));
        QTRY_COMPARE(f.scene().layers().size(), std::size_t{1});
    }

    void anOpenProjectIsFilled()
    {
        Dataset f;
        f.workbench().createProject(f.file("mine.insula"));
        auto* dialog = f.ask();
        QVERIFY(dialog->findChild<QLineEdit*>("bidsProject")->isReadOnly());
        QTest::mouseClick(dialog->findChild<QPushButton*>("bidsOpen"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(f.workbench().projects().volumes().size(), std::size_t{2}, 20000);
        QVERIFY(!QFile::exists(f.file("study.insula")));
    }

    void closingWhileItChecksHarmsNothing()
    {
        Dataset f;
        f.workbench().open(QStringList{f.file("study")});
        QPointer<BidsDialog> dialog;
        QTRY_VERIFY(dialog = f.window().findChild<BidsDialog*>());
        dialog->reject();
        QTRY_VERIFY(!dialog);
        QVERIFY(f.settle());
        QVERIFY(!f.workbench().projects().isOpen());
    }
};

QTEST_MAIN(tst_BidsDialog)
#include "tst_BidsDialog.moc"
