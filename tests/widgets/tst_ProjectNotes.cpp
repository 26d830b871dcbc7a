// Notes that a project keeps: saved while drawing, found again by the image's hash, shared by two windows.
#include "processing/core/AtomicFile.h"
#include "tests/widgets/WindowFixture.h"
#include "widgets/NotesPanel.h"
#include "widgets/ProjectNotes.h"

#include <QAction>
#include <QDir>
#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QUndoStack>
#include <QUrl>

#include <nlohmann/json.hpp>

#include <cmath>

using namespace insula;

namespace {

class ProjectNotesFixture : public WindowFixture {
public:
    ProjectNotesFixture()
    {
        image = save("head.nii", phantom::leftIsBright(phantom::obliqueLeftHanded(), 5));
        folder = file("study.insula");
        Project::create(folder.toStdString()).addVolume(image.toStdString(), "01");
        workbench().openProject(folder); // opens its image
        if (!QTest::qWaitFor([&] { return scene().layers().size() == 1; }, 10000) || !settle())
            qFatal("the project's image does not open");
    }
    void drawRuler(int fromX = -30, int toX = 30)
    {
        QTest::keyClick(&window(), Qt::Key_M);
        settle();
        const auto middle = at(ViewKind::Axial, scene().crosshair());
        QTest::mousePress(&views(), Qt::LeftButton, {}, middle + QPoint(fromX, -15));
        QTest::mouseMove(&views(), middle + QPoint(0, -12));
        QTest::mouseMove(&views(), middle + QPoint(toX, -15));
        QTest::mouseRelease(&views(), Qt::LeftButton, {}, middle + QPoint(toX, -15));
    }
    Project project() const { return Project::open(folder.toStdString()); }
    std::size_t stored() const { return project().annotations().size(); }
    QStringList names()
    {
        QStringList all;
        for (const auto& note : scene().notes())
            all += QString::fromStdString(note.name);
        return all;
    }
    void undo() { find<QAction>("undo")->trigger(); }

    QString image, folder;
};

// Another window on the same project, without its widgets.
struct OtherWindow {
    explicit OtherWindow(ProjectNotesFixture& f, const QString& image = {}) : notes(workbench)
    {
        workbench.setRemembersFiles(false);
        workbench.projects().open(f.folder.toStdString());
        workbench.open(QStringList{image.isEmpty() ? f.image : image});
        if (!QTest::qWaitFor([&] { return workbench.scene().layers().size() == 1; }, 10000))
            qFatal("the other window does not open the image");
        notes.synchronise();
    }
    void draw(const std::string& name)
    {
        Note note;
        note.name = name;
        note.id = newNoteId();
        note.points = {{0, 0, 0}, {10, 0, 0}};
        note.image = workbench.scene().layers().at(0).volume->source().path;
        auto all = workbench.scene().notes();
        all.push_back(note);
        workbench.history().perform("draw", [&] { workbench.scene().setNotes(all); });
        notes.synchronise();
    }
    void change(const std::string& name, const std::string& text)
    {
        auto all = workbench.scene().notes();
        for (auto& note : all)
            if (note.name == name)
                note.text = text;
        workbench.history().perform("change", [&] { workbench.scene().setNotes(all); });
        notes.synchronise();
    }
    void remove(const std::string& name)
    {
        auto all = workbench.scene().notes();
        std::erase_if(all, [&](const Note& note) { return note.name == name; });
        workbench.history().perform("remove", [&] { workbench.scene().setNotes(all); });
        notes.synchronise();
    }
    Workbench workbench;
    ProjectNotes notes;
};

} // namespace

class tst_ProjectNotes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsDrawnIsSavedAndSeenWhenTheImageIsOpenedAgain()
    {
        ProjectNotesFixture f;
        f.drawRuler();
        QCOMPARE(f.scene().notes().size(), std::size_t(1));
        const auto drawn = f.scene().notes()[0];
        QTRY_COMPARE(f.stored(), std::size_t(1));
        QTRY_COMPARE(f.find<QLabel>("notesState")->text(), QString("Kept in the project study."));
        f.workbench().closeAllLayers();
        QVERIFY(f.scene().notes().empty());
        QVERIFY(f.settle());
        QCOMPARE(f.stored(), std::size_t(1)); // closing an image removes none of its notes
        QVERIFY(f.open({f.image}));
        QTRY_COMPARE(f.scene().notes().size(), std::size_t(1));
        QVERIFY(f.scene().notes()[0] == drawn);
    }

    void notesFollowTheContentOfAFileNotItsName()
    {
        ProjectNotesFixture f;
        f.drawRuler();
        QTRY_COMPARE(f.stored(), std::size_t(1));
        // A copy elsewhere has the notes; another image at the old place has not.
        const auto copy = f.file("copy.nii");
        QVERIFY(QFile::copy(f.image, copy));
        f.project().addVolume(copy.toStdString(), "02");
        OtherWindow other(f, copy);
        QCOMPARE(other.workbench.scene().notes().size(), std::size_t(1));
        QCOMPARE(other.workbench.scene().notes()[0].image, copy.toStdString());
        f.workbench().closeAllLayers();
        QVERIFY(f.settle());
        f.save("head.nii", phantom::leftIsBright(phantom::cube(15), 1));
        QVERIFY(f.open({f.image}));
        QTest::qWait(600);
        QVERIFY(f.settle());
        QVERIFY(f.scene().notes().empty());
        QCOMPARE(f.stored(), std::size_t(1));
    }

    void twoWindowsShowEachOthersNotesAndUndoTakesOnlyItsOwn()
    {
        ProjectNotesFixture f;
        f.drawRuler();
        QTRY_COMPARE(f.stored(), std::size_t(1));
        OtherWindow other(f);
        QCOMPARE(other.workbench.scene().notes().size(), std::size_t(1));
        other.draw("theirs");
        QTRY_COMPARE(f.names(), (QStringList{"Ruler 1", "theirs"}));
        f.undo(); // of the ruler, drawn before theirs came
        QCOMPARE(f.names(), QStringList{"theirs"});
        QTRY_COMPARE(f.stored(), std::size_t(1));
        f.find<QAction>("redo")->trigger();
        QTRY_COMPARE(f.stored(), std::size_t(2));
        other.notes.synchronise();
        QCOMPARE(other.workbench.scene().notes().size(), std::size_t(2));
        other.change("theirs", "said");
        QTRY_COMPARE(f.scene().notes().at(f.scene().notes()[0].name == "theirs" ? 0 : 1).text, std::string("said"));
        other.remove("theirs");
        QTRY_COMPARE(f.names(), QStringList{"Ruler 1"});
        f.undo();
        QVERIFY(f.scene().notes().empty()); // what was removed there does not come back
    }

    void aNoteThatBothWindowsDeletedOrChangedIsNotLost()
    {
        ProjectNotesFixture f;
        OtherWindow other(f);
        other.draw("a");
        QTRY_COMPARE(f.names(), QStringList{"a"});
        // Both before either has heard of the other.
        auto mine = f.scene().notes();
        mine[0].text = "here";
        f.workbench().history().perform("text", [&] { f.scene().setNotes(mine); });
        other.change("a", "there");
        QTRY_COMPARE(f.stored(), std::size_t(2));
        other.notes.synchronise();
        QStringList texts;
        for (const auto& note : other.workbench.scene().notes())
            texts += QString::fromStdString(note.text);
        texts.sort();
        QCOMPARE(texts, (QStringList{"here", "there"}));
    }

    void openingAnOlderViewTakesNoNoteFromTheProject()
    {
        ProjectNotesFixture f;
        f.workbench().saveView(f.file("view.json")); // before there were notes
        QVERIFY(f.settle());
        f.drawRuler();
        QTRY_COMPARE(f.stored(), std::size_t(1));
        f.workbench().openView(f.file("view.json"));
        QVERIFY(f.settle());
        QTRY_COMPARE(f.names(), QStringList{"Ruler 1"}); // from the project
        QCOMPARE(f.stored(), std::size_t(1));
        f.undo(); // of opening the view
        QTest::qWait(400);
        QCOMPARE(f.names(), QStringList{"Ruler 1"});
        QCOMPARE(f.stored(), std::size_t(1));
    }

    void notesOnOtherImagesStayOutOfTheProjectAndThePanelSaysSo()
    {
        ProjectNotesFixture f;
        f.workbench().closeAllLayers();
        QVERIFY(f.open({f.save("stranger.nii", phantom::leftIsBright(phantom::cube(20), 2))}));
        f.drawRuler();
        QTRY_VERIFY(f.find<QLabel>("notesState")->text().startsWith("stranger.nii does not belong to the project"));
        QTest::qWait(300);
        QCOMPARE(f.stored(), std::size_t(0));
        f.workbench().addOpenImagesToProject("02", {});
        QTRY_COMPARE(f.stored(), std::size_t(1));
    }

    void aDroppedFileOfNotesIsImportedAlsoWithoutAnImage()
    {
        ProjectNotesFixture f;
        f.drawRuler();
        f.window().findChild<NotesPanel*>()->exportTo(f.file("notes.json"));
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(f.file("notes.json"))});
        QDragEnterEvent enter(QPoint(200, 200), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&f.window(), &enter);
        QDropEvent drop(QPointF(200, 200), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&f.window(), &drop);
        QTRY_COMPARE(f.scene().notes().size(), std::size_t(2));
        f.workbench().projects().close();
        f.workbench().closeAllLayers();
        QVERIFY(f.settle());
        f.workbench().open(QStringList{f.file("notes.json")}); // it names its image
        QTRY_COMPARE(f.scene().layers().size(), std::size_t(1));
        QTRY_COMPARE(f.scene().notes().size(), std::size_t(1));
        QTRY_VERIFY(f.find<QLabel>("notesState")->text().startsWith("Not in a project"));
        // A broken one is told, and takes nothing.
        writeTextFile(f.file("broken.json").toStdString(), R"({"insula-notes": 1, "notes": [{}]})");
        QStringList told;
        QObject::connect(
            qobject_cast<Application*>(qApp), &Application::problemOccurred, &f.window(), [&](const QString& text) { told += text; });
        f.workbench().open(QStringList{f.file("broken.json")});
        QTRY_COMPARE(told.size(), 1);
        QVERIFY2(told[0].contains("note 1"), qPrintable(told[0]));
        QCOMPARE(f.scene().notes().size(), std::size_t(1));
    }

    void theTableHasTheValuesOfTheSelectedImage()
    {
        ProjectNotesFixture f;
        Note region;
        region.kind = NoteKind::Ellipse;
        region.name = "left";
        region.points = {{-10, -16, 20}, {-2, -8, 20}}; // the patient's left: 200
        f.scene().setNotes({region});
        f.window().findChild<NotesPanel*>()->exportTo(f.file("notes.csv"));
        const auto expected = statisticsIn(region, *f.scene().layers()[0].volume);
        const auto line = QString::fromStdString(readTextFile(f.file("notes.csv").toStdString())).split('\n').at(1).split(',');
        QCOMPARE(line[4].toLongLong(), qlonglong(expected.voxels));
        QVERIFY(std::abs(line[5].toDouble() / expected.volumeMm3 - 1) < 1e-5); // six digits
        QCOMPARE(line[6].toDouble(), 200.0);
        QCOMPARE(line[10], QString("head.nii"));
    }
};

INSULA_WINDOW_TEST(tst_ProjectNotes)
#include "tst_ProjectNotes.moc"
