// The user's colour maps, made by mouse and keys in the window's editor.
#include "tests/widgets/WindowFixture.h"
#include "viewers/ColourMapFile.h"
#include "widgets/ColourMapEditor.h"
#include "widgets/ColourStops.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

using namespace insula;

namespace {

class EditorFixture : public WindowFixture {
public:
    EditorFixture()
    {
        qputenv("XDG_DATA_HOME", file("data").toLocal8Bit());
        open({save("head.nii", phantom::leftIsBright(phantom::obliqueLeftHanded(), 5))});
        find<QAction>("colourMapEditor")->trigger();
        if (!QTest::qWaitFor([this] { return editor() && editor()->isVisible(); }, 3000))
            qFatal("the editor does not open");
        editor()->startFrom("gray");
    }
    ColourMapEditor* editor() { return window().findChild<ColourMapEditor*>(); }
    ColourStops* stops() { return find<ColourStops>("mapStops"); }
    QPoint handle(int at) { return {static_cast<int>(std::lround(stops()->xOf(at))), stops()->height() - 14}; }
    QString state() { return find<QLabel>("mapState")->text(); }
    void saveAs(const QString& name)
    {
        find<QLineEdit>("mapName")->setText(name);
        click("mapSave");
    }
};

std::vector<int> places(const ColourPoints& points)
{
    std::vector<int> out;
    for (const auto& point : points)
        out.push_back(point.at);
    return out;
}

} // namespace

class tst_ColourMapEditor : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pointsAreAddedMovedAndTakenAwayByTheMouse()
    {
        EditorFixture f;
        QCOMPARE(places(f.stops()->points()), (std::vector<int>{0, 255}));
        QTest::mouseClick(f.stops(), Qt::LeftButton, {}, f.handle(102) - QPoint(0, 30));
        QCOMPARE(f.stops()->points().size(), std::size_t(3));
        const auto added = f.stops()->points()[1];
        QVERIFY(std::abs(added.at - 102) <= 1);
        QVERIFY(added.colour
            == (Rgb{static_cast<std::uint8_t>(added.at), static_cast<std::uint8_t>(added.at), static_cast<std::uint8_t>(added.at)}));
        QTest::mousePress(f.stops(), Qt::LeftButton, {}, f.handle(added.at));
        QTest::mouseMove(f.stops(), f.handle(180));
        QTest::mouseRelease(f.stops(), Qt::LeftButton, {}, f.handle(180));
        QVERIFY(std::abs(f.stops()->points()[1].at - 180) <= 1);
        QCOMPARE(f.find<QSpinBox>("mapPosition")->value(), f.stops()->points()[1].at);
        QTest::mousePress(f.stops(), Qt::LeftButton, {}, f.handle(180));
        QTest::mouseMove(f.stops(), f.handle(300)); // past its neighbour: it stops before it
        QCOMPARE(f.stops()->points()[1].at, 254);
        QTest::mouseMove(f.stops(), f.handle(200) + QPoint(0, 80));
        QTest::mouseRelease(f.stops(), Qt::LeftButton, {}, f.handle(200) + QPoint(0, 80));
        QCOMPARE(places(f.stops()->points()), (std::vector<int>{0, 255}));
        QVERIFY(!f.find<QPushButton>("mapRemove")->isEnabled()); // two always remain
        QTest::keyClick(f.stops(), Qt::Key_Delete);
        QCOMPARE(f.stops()->points().size(), std::size_t(2));
    }

    void keysDoTheSame()
    {
        EditorFixture f;
        f.stops()->setFocus();
        QTest::keyClick(f.stops(), Qt::Key_Insert);
        QCOMPARE(places(f.stops()->points()), (std::vector<int>{0, 127, 255}));
        QTest::keyClick(f.stops(), Qt::Key_Right);
        QTest::keyClick(f.stops(), Qt::Key_Left, Qt::ShiftModifier);
        QCOMPARE(f.stops()->points()[1].at, 118);
        QTest::keyClick(f.stops(), Qt::Key_Down);
        QCOMPARE(f.stops()->selected(), 2);
        QVERIFY(f.stops()->accessibleDescription().contains("Point 3 of 3 at 255"));
        QTest::keyClick(f.stops(), Qt::Key_Up);
        f.click("mapReverse");
        QCOMPARE(places(f.stops()->points()), (std::vector<int>{0, 137, 255}));
        QVERIFY(f.stops()->points()[0].colour == (Rgb{255, 255, 255}));
        QCOMPARE(f.stops()->selected(), 1); // the same point
        QTest::keyClick(f.stops(), Qt::Key_Delete);
        QCOMPARE(f.stops()->points().size(), std::size_t(2));
    }

    void aSavedMapIsInTheListsAndColoursTheLayer()
    {
        EditorFixture f;
        f.stops()->select(1);
        f.stops()->colourSelected({255, 0, 0});
        const auto points = f.stops()->points();
        f.saveAs("blood");
        QVERIFY2(f.state().contains("saved"), qPrintable(f.state()));
        QVERIFY(readColourPoints(userColourMapFolder() / "blood.clut") == points);
        QCOMPARE(f.scene().layers()[0].display.colourMap, std::string("blood"));
        auto* box = f.find<QComboBox>("colourMap");
        QTRY_VERIFY(box->findData("blood") >= 0);
        QVERIFY(f.find<QComboBox>("negativeMap")->findData("blood") >= 0);
        f.scene().setLayout(Layout::Axial);
        f.scene().setReadoutVisible(false);
        f.scene().setCrosshairVisible(false);
        f.settle();
        const auto colourAt = [&f](const World& w) {
            f.settle();
            return f.views().grabFramebuffer().pixelColor(f.at(ViewKind::Axial, w) * f.views().devicePixelRatioF());
        };
        const World bright{-6, -12, f.scene().crosshair().z};
        QVERIFY2(colourAt(bright).red() > 100 && colourAt(bright).green() < 10, qPrintable(colourAt(bright).name()));
        // The same name again: the layer is drawn anew, though its settings are as they were.
        f.stops()->colourSelected({0, 0, 255});
        f.click("mapSave");
        QTRY_VERIFY2(colourAt(bright).blue() > 100 && colourAt(bright).red() < 10, qPrintable(colourAt(bright).name()));
        f.find<QAction>("undo")->trigger();
        QCOMPARE(f.scene().layers()[0].display.colourMap, std::string("gray"));
    }

    void namesThatCannotBeUsedAreToldAndNothingIsLost()
    {
        EditorFixture f;
        QTest::keyClick(f.stops(), Qt::Key_Insert);
        const auto points = f.stops()->points();
        f.saveAs("viridis");
        QVERIFY2(f.state().contains("of its own"), qPrintable(f.state()));
        f.saveAs("../away");
        QVERIFY2(f.state().contains("slashes"), qPrintable(f.state()));
        f.saveAs("taken");
        QVERIFY(f.state().contains("saved"));
        f.editor()->startFrom("hot");
        QVERIFY(f.find<QLineEdit>("mapName")->text() != "hot"); // a name that is free
        f.saveAs("taken");
        QVERIFY2(f.state().contains("already"), qPrintable(f.state()));
        QVERIFY(readColourPoints(userColourMapFolder() / "taken.clut") == points);
        f.editor()->startFrom("taken");
        QVERIFY(f.stops()->points() == points);
        QTest::keyClick(f.stops(), Qt::Key_Delete);
        f.click("mapSave"); // under its own name
        QVERIFY2(f.state().contains("saved"), qPrintable(f.state()));
    }
};

INSULA_WINDOW_TEST(tst_ColourMapEditor)
#include "tst_ColourMapEditor.moc"
