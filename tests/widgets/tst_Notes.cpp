// Measurements in the window, by mouse and keys, on an oblique phantom; saved with the view, and the picture of it from the command line.
#include "processing/core/AtomicFile.h"
#include "tests/widgets/WindowFixture.h"
#include "widgets/NotesPanel.h"

#include <QAction>
#include <QDir>
#include <QImage>
#include <QProcess>
#include <QTableWidget>
#include <QUndoStack>

#include <nlohmann/json.hpp>

#include <cmath>

using namespace insula;

namespace {

class NotesFixture : public WindowFixture {
public:
    NotesFixture()
    {
        QDir().mkpath(file("study"));
        open({save("study/head.nii", phantom::leftIsBright(phantom::obliqueLeftHanded(), 5))});
    }
    double mmPerPixel(ViewKind kind) { return views().renderer().frameOf(view(kind)).mmPerPixel * views().devicePixelRatioF(); }
    void drag(const QPoint& from, const QPoint& to)
    {
        QTest::mousePress(&views(), Qt::LeftButton, {}, from);
        QTest::mouseMove(&views(), (from + to) / 2);
        QTest::mouseMove(&views(), to);
        QTest::mouseRelease(&views(), Qt::LeftButton, {}, to);
    }
    void take(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(&window(), key, modifiers);
        settle(); // the panel has taken its room
    }
    QPoint middle(ViewKind kind) { return at(kind, scene().crosshair()); }
    const Note& note() { return scene().notes().at(0); }
    void undo() { find<QAction>("undo")->trigger(); }
};

bool isNear(double a, double b, double tolerance)
{
    return std::abs(a - b) <= tolerance;
}

} // namespace

class tst_Notes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRulerIsAsLongAsTheDragInEveryPlane_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("axial") << int(ViewKind::Axial);
        QTest::newRow("coronal") << int(ViewKind::Coronal);
        QTest::newRow("sagittal") << int(ViewKind::Sagittal);
    }
    void aRulerIsAsLongAsTheDragInEveryPlane()
    {
        QFETCH(int, kind);
        NotesFixture f;
        const auto view = static_cast<ViewKind>(kind);
        f.take(Qt::Key_M);
        QVERIFY(f.views().tool());
        const World crosshair = f.scene().crosshair();
        const auto from = f.middle(view) + QPoint(-30, -20);
        f.drag(from, from + QPoint(48, 36)); // 60 pixels
        QCOMPARE(f.scene().notes().size(), std::size_t(1));
        QVERIFY2(isNear(*valueOf(f.note()), 60 * f.mmPerPixel(view), 1e-6), qPrintable(QString::number(*valueOf(f.note()))));
        QCOMPARE(f.scene().crosshair().x, crosshair.x);
        // Its plane is the slice that was drawn on.
        QVERIFY(isNear(distanceFromPlane(f.note(), crosshair), 0, 1e-9));
        QCOMPARE(f.note().image, f.file("study/head.nii").toStdString());
    }

    void anEndIsMovedByItsHandleAndBothStepsAreUndone()
    {
        NotesFixture f;
        f.take(Qt::Key_M);
        const auto from = f.middle(ViewKind::Axial) + QPoint(-30, -10);
        f.drag(from, from + QPoint(60, 0));
        const auto drawn = f.note();
        auto* stack = f.workbench().history().stack();
        const int steps = stack->count();
        f.drag(from + QPoint(61, 1), from + QPoint(61, 81)); // near the end is enough; it keeps its distance from the pointer
        QCOMPARE(stack->count(), steps + 1);
        QCOMPARE(f.scene().notes().size(), std::size_t(1));
        QVERIFY(isNear(*valueOf(f.note()), 100 * f.mmPerPixel(ViewKind::Axial), 1e-6));
        QVERIFY(stack->undoText().startsWith("move"));
        f.undo();
        QVERIFY(f.note() == drawn);
        f.undo();
        QVERIFY(f.scene().notes().empty());
    }

    void theLineMovesTheWholeNoteAndDeleteRemovesIt()
    {
        NotesFixture f;
        f.take(Qt::Key_M);
        const auto from = f.middle(ViewKind::Axial) + QPoint(-30, -10);
        f.drag(from, from + QPoint(60, 0));
        const double length = *valueOf(f.note());
        const double y = f.note().points[0].y;
        f.drag(from + QPoint(30, 1), from + QPoint(30, 21));
        QVERIFY(isNear(*valueOf(f.note()), length, 1e-9));
        QVERIFY(isNear(f.note().points[0].y, y - 20 * f.mmPerPixel(ViewKind::Axial), 1e-6));
        f.views().setFocus();
        QTest::keyClick(&f.views(), Qt::Key_Delete);
        QVERIFY(f.scene().notes().empty());
        f.undo();
        QCOMPARE(f.scene().notes().size(), std::size_t(1));
    }

    void anAngleTakesADragAndAClick()
    {
        NotesFixture f;
        f.take(Qt::Key_A, Qt::ShiftModifier);
        const auto vertex = f.middle(ViewKind::Axial) + QPoint(0, 10);
        f.drag(vertex + QPoint(40, 0), vertex);
        QVERIFY(f.scene().notes().empty());
        QTest::mouseMove(&f.views(), vertex + QPoint(0, -30));
        QTest::mouseClick(&f.views(), Qt::LeftButton, {}, vertex + QPoint(0, -30));
        QCOMPARE(f.scene().notes().size(), std::size_t(1));
        QVERIFY(isNear(*valueOf(f.note()), 90, 1e-6));
    }

    void clicksThatMissDrawNothingAndEscapePutsTheToolAway()
    {
        NotesFixture f;
        f.take(Qt::Key_E, Qt::ShiftModifier);
        QTest::mouseClick(&f.views(), Qt::LeftButton, {}, f.middle(ViewKind::Axial));
        QVERIFY(f.scene().notes().empty());
        QTest::keyClick(&f.views(), Qt::Key_Escape);
        QVERIFY(!f.views().tool());
    }

    void anEllipseShowsWhichSideItLiesOn()
    {
        NotesFixture f;
        f.take(Qt::Key_E, Qt::ShiftModifier);
        f.drag(f.at(ViewKind::Axial, {-10, -16, 20}), f.at(ViewKind::Axial, {-2, -8, 20})); // the patient's left: bright
        const auto values = statisticsIn(f.note(), *f.scene().layers()[0].volume);
        QVERIFY(values.voxels > 10);
        QVERIFY(isNear(values.mean, 200, 1e-9));
    }

    void thePanelListsRenamesGoesThereAndExports()
    {
        NotesFixture f;
        f.take(Qt::Key_M);
        const auto from = f.middle(ViewKind::Axial) + QPoint(-30, -10);
        f.drag(from, from + QPoint(60, 0));
        auto* table = f.find<QTableWidget>("notes");
        QTRY_COMPARE(table->rowCount(), 1);
        QCOMPARE(table->item(0, 0)->text(), QString("Ruler 1"));
        table->item(0, 0)->setText("hippocampus");
        QCOMPARE(f.note().name, std::string("hippocampus"));
        f.scene().setCrosshair({5, -12, 10});
        Q_EMIT table->cellClicked(0, 0);
        QVERIFY(isNear(distanceFromPlane(f.note(), f.scene().crosshair()), 0, 1e-9));
        auto* panel = f.window().findChild<NotesPanel*>();
        panel->exportTo(f.file("notes.json"));
        panel->exportTo(f.file("notes.csv"));
        const auto file = nlohmann::json::parse(readTextFile(f.file("notes.json").toStdString()));
        QVERIFY(isNear(file["notes"][0]["value"], 60 * f.mmPerPixel(ViewKind::Axial), 1e-6));
        QVERIFY(readTextFile(f.file("notes.csv").toStdString()).find("\nhippocampus,ruler,") != std::string::npos);
        panel->importFrom(f.file("notes.json"));
        QCOMPARE(f.scene().notes().size(), std::size_t(2));
        auto imported = f.scene().notes()[1];
        QVERIFY(imported.id != f.note().id);
        imported.id = f.note().id;
        QVERIFY(imported == f.note());
    }

    void aMovedFolderGivesTheViewAndItsNotesBackAndTheCommandLineDrawsTheSamePicture()
    {
        NotesFixture f;
        f.scene().setLayout(Layout::Slices);
        f.take(Qt::Key_M);
        const auto from = f.middle(ViewKind::Axial) + QPoint(-30, -10);
        f.drag(from, from + QPoint(60, 25));
        auto drawn = f.note();
        f.workbench().saveView(f.file("study/view.json"));
        QVERIFY(f.settle());
        f.workbench().closeAllLayers();
        QVERIFY(QDir().rename(f.file("study"), f.file("elsewhere")));
        QVERIFY(f.open({f.file("elsewhere/view.json")}));
        drawn.image = f.file("elsewhere/head.nii").toStdString();
        QVERIFY(f.note() == drawn);
        f.scene().selectNote(-1); // handles belong to the window
        f.views().setTool(nullptr);
        QVERIFY(f.settle());
        const auto shown = f.views().grabFramebuffer().convertToFormat(QImage::Format_RGB32);
        const auto size = QString("%1x%2").arg(shown.width()).arg(shown.height());
        QProcess cli;
        cli.start(qEnvironmentVariable("INSULA_BIN_DIR") + "/insula-cli",
            {"snapshot", f.file("elsewhere/view.json"), "-o", f.file("picture.png"), "--size", size, "--scale",
                QString::number(f.views().devicePixelRatioF())});
        QVERIFY(cli.waitForFinished(60000));
        QVERIFY2(cli.exitCode() == 0, cli.readAllStandardError().constData());
        const auto picture = QImage(f.file("picture.png")).convertToFormat(QImage::Format_RGB32);
        QCOMPARE(picture.size(), shown.size());
        QString different;
        for (int y = 0; y < shown.height(); ++y)
            for (int x = 0; x < shown.width(); ++x)
                if (shown.pixel(x, y) != picture.pixel(x, y))
                    different += QStringLiteral("(%1, %2): %3 and %4; ")
                                     .arg(x)
                                     .arg(y)
                                     .arg(shown.pixelColor(x, y).name(), picture.pixelColor(x, y).name());
        QVERIFY2(different.isEmpty(), qPrintable(different.left(500)));
    }
};

INSULA_WINDOW_TEST(tst_Notes)
#include "tst_Notes.moc"
