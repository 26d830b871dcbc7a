// Views whose files moved: the window asks, one located file leads to the others, and nothing changes until the user agrees.
#include "processing/core/AtomicFile.h"
#include "tests/widgets/WindowFixture.h"
#include "widgets/MessageBar.h"
#include "widgets/MissingFilesDialog.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QPushButton>
#include <QTreeWidget>

using namespace insula;

namespace {

class MovedView : public WindowFixture {
public:
    // A view of a head and a map, whose folders are elsewhere by now.
    MovedView()
    {
        QDir(file("")).mkpath("study/anat");
        QDir(file("")).mkpath("study/func");
        open({save("study/anat/head.nii", phantom::leftIsBright(phantom::obliqueLeftHanded(), 5)),
            save("study/func/map.nii", phantom::leftIsBright(phantom::cube(20), 0))});
        scene().setCrosshair({3, -4, 5});
        workbench().saveView(file("view.json"));
        if (!settle())
            qFatal("the view is not saved");
        workbench().closeAllLayers();
        QDir().rename(file("study"), file("elsewhere"));
    }
    MissingFilesDialog* ask()
    {
        workbench().openView(file("view.json"));
        MissingFilesDialog* dialog = nullptr;
        if (!QTest::qWaitFor([&] { return (dialog = window().findChild<MissingFilesDialog*>()) && dialog->isVisible(); }, 5000))
            qFatal("nobody asks for the files");
        return dialog;
    }
    QString message() { return window().findChild<MessageBar*>()->text(); }
};

QTreeWidget* list(QWidget* dialog)
{
    return dialog->findChild<QTreeWidget*>("missingList");
}

QPushButton* button(QWidget* dialog, const QString& name)
{
    return dialog->findChild<QPushButton*>(name);
}

} // namespace

class tst_MissingFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneLocatedFileLeadsToTheOtherAndTheViewOpens()
    {
        MovedView f;
        auto* dialog = f.ask();
        QCOMPARE(list(dialog)->topLevelItemCount(), 2);
        QCOMPARE(list(dialog)->topLevelItem(0)->text(0), QString("head.nii"));
        QCOMPARE(list(dialog)->topLevelItem(0)->text(2), QString("Missing"));
        QVERIFY(!button(dialog, "missingOpen")->isEnabled());
        dialog->locate(0, f.file("elsewhere/anat/head.nii"));
        QTRY_VERIFY(button(dialog, "missingOpen")->isEnabled());
        QCOMPARE(list(dialog)->topLevelItem(1)->text(2), f.file("elsewhere/func"));
        QTest::mouseClick(button(dialog, "missingOpen"), Qt::LeftButton);
        QTRY_COMPARE(f.scene().layers().size(), std::size_t(2));
        QCOMPARE(f.scene().layers()[1].volume->source().path, f.file("elsewhere/func/map.nii").toStdString());
        QVERIFY(std::abs(f.scene().crosshair().x - 3) < 1e-9);
        QVERIFY2(!f.message().contains("changed"), qPrintable(f.message()));
    }

    void aFileMayBeLeftOutByKeysAndCancellingChangesNothing()
    {
        MovedView f;
        auto* dialog = f.ask();
        QTest::keyClick(dialog, Qt::Key_Escape);
        QVERIFY(f.settle());
        QVERIFY(f.scene().layers().empty());
        QTRY_VERIFY(!f.window().findChild<MissingFilesDialog*>());
        dialog = f.ask();
        list(dialog)->setFocus();
        QTest::keyClick(list(dialog), Qt::Key_Delete); // the head
        QCOMPARE(list(dialog)->topLevelItem(0)->text(2), QString("Left out"));
        QTest::keyClick(list(dialog), Qt::Key_Delete); // and back
        QCOMPARE(list(dialog)->topLevelItem(0)->text(2), QString("Missing"));
        QTest::mouseClick(button(dialog, "missingSkip"), Qt::LeftButton);
        dialog->locate(1, f.file("elsewhere/func/map.nii"));
        QTRY_VERIFY(button(dialog, "missingOpen")->isEnabled());
        QCOMPARE(list(dialog)->topLevelItem(0)->text(2), QString("Left out")); // what was left out is not looked for
        QTest::mouseClick(button(dialog, "missingOpen"), Qt::LeftButton);
        QTRY_COMPARE(f.scene().layers().size(), std::size_t(1));
        QCOMPARE(f.scene().layers()[0].name, std::string("map.nii"));
    }

    void aFileThatChangedSinceIsTold()
    {
        MovedView f;
        f.save("elsewhere/anat/head.nii", phantom::leftIsBright(phantom::obliqueLeftHanded(), 7));
        auto* dialog = f.ask();
        dialog->locate(1, f.file("elsewhere/func/map.nii"));
        QTRY_VERIFY(button(dialog, "missingOpen")->isEnabled());
        QVERIFY(list(dialog)->topLevelItem(0)->text(2).contains("has changed"));
        dialog->accept();
        QTRY_COMPARE(f.scene().layers().size(), std::size_t(2));
        QTRY_VERIFY2(f.message().contains("head.nii' has changed since the view was saved"), qPrintable(f.message()));
    }
};

INSULA_WINDOW_TEST(tst_MissingFiles)
#include "tst_MissingFiles.moc"
