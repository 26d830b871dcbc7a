// DICOM comes in: the window lists a folder's series, and makes what is ticked, in the project and out of it.
#include "tests/processing/DicomFiles.h"
#include "tests/widgets/WindowFixture.h"
#include "widgets/ImportDialog.h"

#include <QCheckBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>

using namespace insula;

namespace {

class Study : public WindowFixture {
public:
    // Two anatomies and a localizer, each of three oblique slices.
    Study()
    {
        QDir(file("")).mkpath("study");
        int number = 0;
        for (const auto& [series, description] : {std::pair{"1.2.1", "localizer"}, {"1.2.2", "t1_mprage"}, {"1.2.3", "t2_tse"}})
            for (int k = 0; k < 3; ++k) {
                auto image = foreign::mrImage(4, 3, foreign::sliceValues(4, 3, k, 0), series, k + 1);
                const Vec3 at = foreign::ObliqueFrame().at(0, 0, 3.0 * k);
                image.numbers(0x20, 0x32, {at[0], at[1], at[2]})
                    .numbers(0x20, 0x37, foreign::ObliqueFrame().directions())
                    .raw(8, 0x103e, "LO", description);
                foreign::write(file(QStringLiteral("study/%1.dcm").arg(++number)).toStdString(), image.file());
            }
    }
    ImportDialog* ask(const QString& source = "study")
    {
        workbench().open(QStringList{file(source)});
        ImportDialog* dialog = nullptr;
        if (!QTest::qWaitFor(
                [&] { return (dialog = window().findChild<ImportDialog*>()) && list(dialog)->topLevelItemCount() > 0; }, 20000))
            qFatal("no series are listed");
        return dialog;
    }
    static QTreeWidget* list(QWidget* dialog) { return dialog->findChild<QTreeWidget*>("importSeries"); }
    static QString result(QWidget* dialog) { return dialog->findChild<QLabel*>("importResult")->text(); }
    static QPushButton* start(QWidget* dialog) { return dialog->findChild<QPushButton*>("importStart"); }
    bool done()
    {
        return QTest::qWaitFor([&] { return workbench().jobs().jobs().size() > 0 && workbench().jobs().unfinishedCount() == 0; }, 30000)
            && settle();
    }
};

} // namespace

class tst_ImportDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFolderIsListedAndItsScansAreMadeInTheProject()
    {
        Study f;
        f.workbench().createProject(f.file("p.insula"));
        auto* dialog = f.ask();
        auto* list = Study::list(dialog);
        QCOMPARE(list->topLevelItemCount(), 3);
        QCOMPARE(list->topLevelItem(0)->checkState(0), Qt::Unchecked); // the localizer
        QCOMPARE(list->topLevelItem(1)->text(5), QString("anat/T1w"));
        QCOMPARE(list->topLevelItem(1)->text(1), QString("4 x 3 x 3"));
        QVERIFY(Study::result(dialog).contains("sub-01"));
        QTest::mouseClick(Study::start(dialog), Qt::LeftButton);
        QVERIFY(f.done());
        QTRY_COMPARE(f.workbench().projects().volumes().size(), std::size_t{2});
        const auto& rows = f.workbench().projects().volumes();
        QCOMPARE(rows[0].suffix, std::string("T1w"));
        QCOMPARE(rows[0].subject, std::string("01"));
        QVERIFY(QFile::exists(f.file("p.insula/rawdata/sub-01/anat/sub-01_T1w.json")));
        QVERIFY(QFile::exists(f.file("p.insula/rawdata/dataset_description.json")));
        QTRY_COMPARE(f.scene().layers().size(), std::size_t{1}); // only one is opened
        QCOMPARE(f.scene().layers()[0].volume->value(1, 2, 1), double(foreign::voxelValue(1, 2, 1, 0)));
        // The next is another person, by default.
        auto* next = f.ask();
        QCOMPARE(next->findChild<QLineEdit*>("importSubject")->text(), QString("02"));
        // The same again is refused before anything is written.
        next->findChild<QLineEdit*>("importSubject")->setText("01");
        QVERIFY(!Study::start(next)->isEnabled());
        QVERIFY(Study::list(next)->topLevelItem(1)->text(6).contains("is there already"));
        next->reject();
    }

    void namesSessionsAndTicksDecideByKeys()
    {
        Study f;
        auto* dialog = f.ask();
        auto* list = Study::list(dialog);
        dialog->findChild<QLineEdit*>("importFolder")->setText(f.file("bids"));
        auto* session = dialog->findChild<QLineEdit*>("importSession");
        session->setFocus();
        QTest::keyClicks(session, "a b");
        QVERIFY(!Study::start(dialog)->isEnabled()); // no label
        session->clear();
        QTest::keyClicks(session, "pre");
        QVERIFY(Study::start(dialog)->isEnabled());
        list->setFocus();
        list->setCurrentItem(list->topLevelItem(2));
        QTest::keyClick(list, Qt::Key_Space); // without the T2
        QCOMPARE(list->topLevelItem(2)->checkState(0), Qt::Unchecked);
        list->topLevelItem(1)->setText(5, "anat/acq-sag_T1w");
        QTest::mouseClick(Study::start(dialog), Qt::LeftButton);
        QVERIFY(f.done());
        QVERIFY(QFile::exists(f.file("bids/sub-01/ses-pre/anat/sub-01_ses-pre_acq-sag_T1w.nii.gz")));
        QCOMPARE(f.workbench().jobs().jobs().size(), std::size_t{1});
    }

    void twoSeriesOfOneNameAreRefused()
    {
        Study f;
        auto* dialog = f.ask();
        Study::list(dialog)->topLevelItem(2)->setText(5, "anat/T1w");
        QVERIFY(!Study::start(dialog)->isEnabled());
        QVERIFY(Study::list(dialog)->topLevelItem(2)->text(6).contains("another series"));
        Study::list(dialog)->topLevelItem(2)->setText(5, "../T1w");
        QVERIFY(!Study::start(dialog)->isEnabled());
        dialog->reject();
        QCOMPARE(f.workbench().jobs().jobs().size(), std::size_t{0});
    }

    void whatIdentifiesIsShownBeforeItGoes()
    {
        Study f;
        auto* dialog = f.ask();
        QTest::mouseClick(dialog->findChild<QPushButton*>("importPreview"), Qt::LeftButton);
        QTreeWidget* list = nullptr;
        QTRY_VERIFY_WITH_TIMEOUT((list = dialog->findChild<QTreeWidget*>("identityList")) && list->topLevelItemCount() > 0, 20000);
        const auto names = list->findItems("Patient's Name", Qt::MatchExactly, 0);
        QCOMPARE(names.size(), 1);
        QCOMPARE(names[0]->text(1), QString("Doe^Jane"));
        QCOMPARE(names[0]->text(2), QString("emptied"));
    }

    void closingTheDialogWhileItReadsHarmsNothing()
    {
        Study f;
        f.workbench().open(QStringList{f.file("study")});
        QPointer<ImportDialog> dialog;
        QTRY_VERIFY(dialog = f.window().findChild<ImportDialog*>());
        dialog->reject();
        QTRY_VERIFY(!dialog);
        QTest::qWait(300);
        QCOMPARE(f.workbench().jobs().jobs().size(), std::size_t{0});
    }
};

QTEST_MAIN(tst_ImportDialog)
#include "tst_ImportDialog.moc"
