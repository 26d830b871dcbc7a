// The line of before and after in the window, by mouse and keys.
#include "tests/widgets/WindowFixture.h"
#include "viewers/Swipe.h"
#include "widgets/WindowMenus.h"

#include <QAction>
#include <QUndoStack>

#include <algorithm>
#include <cmath>

using namespace insula;

namespace {

VolumePtr scan()
{
    return phantom::leftIsBright(phantom::cube(30), 0);
}

VolumePtr labels()
{
    return phantom::filled<std::uint8_t>(
        phantom::cube(30), [](const World& w, std::int64_t) { return std::hypot(w.x, w.y, w.z) < 20 ? 1.0 : 0.0; }, Kind::Labels);
}

class SwipeFixture : public WindowFixture {
public:
    SwipeFixture()
    {
        open({save("head.nii", scan())});
        open({save("head_dseg.nii", labels())});
        views().setFocus();
    }
    // On the line, away from the crosshair and the handle.
    QPoint onLine(ViewKind kind)
    {
        const auto& rect = view(kind);
        return views().logicalPoint(rect, {scene().swipeAt() * rect.width, rect.height * 0.3}).toPoint();
    }
};

} // namespace

class tst_SwipeView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aKeyAndTheMenuTurnItOnAndUndoTurnsItOff()
    {
        SwipeFixture f;
        QTest::keyClick(&f.window(), Qt::Key_B);
        QVERIFY(f.scene().isSwipeOn());
        f.find<QAction>("undo")->trigger();
        QVERIFY(!f.scene().isSwipeOn());
        const auto keys = f.window().findChild<WindowMenus*>()->shortcuts();
        QVERIFY(
            std::any_of(keys.begin(), keys.end(), [](const auto& each) { return each.name == "Before and after" && each.keys == "B"; }));
        const auto commands = f.window().findChild<WindowMenus*>()->paletteEntries();
        QVERIFY(std::any_of(commands.begin(), commands.end(), [](const auto& each) { return each.name == "Before and after"; }));
    }

    void draggingTheLineMovesItInEveryViewAndIsOneStepOfUndo_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("axial") << int(ViewKind::Axial);
        QTest::newRow("coronal") << int(ViewKind::Coronal);
        QTest::newRow("sagittal") << int(ViewKind::Sagittal);
    }
    void draggingTheLineMovesItInEveryViewAndIsOneStepOfUndo()
    {
        QFETCH(int, kind);
        SwipeFixture f;
        QTest::keyClick(&f.window(), Qt::Key_B);
        const World crosshair = f.scene().crosshair();
        auto* stack = f.workbench().history().stack();
        const int before = stack->count();
        const auto from = f.onLine(static_cast<ViewKind>(kind));
        QTest::mousePress(&f.views(), Qt::LeftButton, {}, from);
        for (int n = 1; n <= 10; ++n)
            QTest::mouseMove(&f.views(), from + QPoint(6 * n, n));
        QTest::mouseRelease(&f.views(), Qt::LeftButton, {}, from + QPoint(60, 10));
        const double expected = 0.5 + 60.0 * f.views().devicePixelRatioF() / f.view(static_cast<ViewKind>(kind)).width;
        QVERIFY2(std::abs(f.scene().swipeAt() - expected) < 0.01, qPrintable(QString::number(f.scene().swipeAt())));
        QCOMPARE(stack->count(), before + 1);
        QCOMPARE(f.scene().crosshair().x, crosshair.x);
        QCOMPARE(f.scene().crosshair().y, crosshair.y);
        QCOMPARE(f.scene().crosshair().z, crosshair.z);
        f.find<QAction>("undo")->trigger();
        QCOMPARE(f.scene().swipeAt(), 0.5);
    }

    void besideTheLineAClickStillMovesTheCrosshair()
    {
        SwipeFixture f;
        QTest::keyClick(&f.window(), Qt::Key_B);
        QTest::mouseClick(&f.views(), Qt::LeftButton, {}, f.onLine(ViewKind::Axial) + QPoint(25, 0));
        QCOMPARE(f.scene().swipeAt(), 0.5);
        QVERIFY(std::abs(f.scene().crosshair().x) > 1);
    }

    void theCursorTellsWhereItCanBeGrabbed()
    {
        SwipeFixture f;
        QTest::keyClick(&f.window(), Qt::Key_B);
        QTest::mouseMove(&f.views(), f.onLine(ViewKind::Axial));
        QTRY_COMPARE(f.views().cursor().shape(), Qt::SplitHCursor);
        QTest::mouseMove(&f.views(), f.onLine(ViewKind::Axial) + QPoint(30, 0));
        QTRY_COMPARE(f.views().cursor().shape(), Qt::ArrowCursor);
    }

    void arrowsWithShiftMoveTheLineAndWithoutTheCrosshair()
    {
        SwipeFixture f;
        QTest::keyClick(&f.window(), Qt::Key_B);
        f.views().setFocus();
        const double x = f.scene().crosshair().x;
        QTest::keyClick(&f.views(), Qt::Key_Right, Qt::ShiftModifier);
        QVERIFY(std::abs(f.scene().swipeAt() - 0.52) < 1e-9);
        QCOMPARE(f.scene().crosshair().x, x);
        QTest::keyClick(&f.views(), Qt::Key_Left, Qt::ShiftModifier);
        QTest::keyClick(&f.views(), Qt::Key_Left, Qt::ShiftModifier);
        QVERIFY(std::abs(f.scene().swipeAt() - 0.48) < 1e-9);
        QTest::keyClick(&f.views(), Qt::Key_Right);
        QVERIFY(f.scene().crosshair().x != x);
        QVERIFY(std::abs(f.scene().swipeAt() - 0.48) < 1e-9);
    }

    void arrowsMoveTheLineWhileItIsHeld()
    {
        SwipeFixture f;
        QTest::keyClick(&f.window(), Qt::Key_B);
        f.views().setFocus();
        const double x = f.scene().crosshair().x;
        QTest::mousePress(&f.views(), Qt::LeftButton, {}, f.onLine(ViewKind::Axial));
        QTest::keyClick(&f.views(), Qt::Key_Left);
        QVERIFY(std::abs(f.scene().swipeAt() - 0.48) < 1e-9);
        QCOMPARE(f.scene().crosshair().x, x);
        QTest::mouseRelease(&f.views(), Qt::LeftButton, {}, f.onLine(ViewKind::Axial));
        QTest::keyClick(&f.views(), Qt::Key_Left);
        QVERIFY(f.scene().crosshair().x != x);
    }

    void aDoubleClickOnTheLineCentresItAndKeepsTheLayout()
    {
        SwipeFixture f;
        QTest::keyClick(&f.window(), Qt::Key_B);
        f.scene().setSwipeAt(0.3);
        QVERIFY(f.settle());
        QTest::mouseDClick(&f.views(), Qt::LeftButton, {}, f.onLine(ViewKind::Axial));
        QCOMPARE(f.scene().swipeAt(), 0.5);
        QCOMPARE(f.scene().layout(), Layout::Four);
    }

    void labelsAreDrawnOnTheRightOnlyAndLettersOnBothSides()
    {
        SwipeFixture f;
        f.scene().setCrosshairVisible(false);
        f.settle();
        const auto without = f.views().grabFramebuffer();
        QTest::keyClick(&f.window(), Qt::Key_B);
        QVERIFY(f.settle());
        const auto with = f.views().grabFramebuffer();
        const auto at = [&](const World& w) { return f.at(ViewKind::Axial, w) * f.views().devicePixelRatioF(); };
        QVERIFY(with.pixelColor(at({10, 5, 0})) != without.pixelColor(at({10, 5, 0}))); // radiological: the patient's right is left
        QCOMPARE(with.pixelColor(at({10, 5, 0})).red(), with.pixelColor(at({10, 5, 0})).blue()); // grey: the label is gone
        QCOMPARE(with.pixelColor(at({-10, 5, 0})), without.pixelColor(at({-10, 5, 0})));
        const auto& rect = f.view(ViewKind::Axial);
        for (int y = rect.y + rect.height / 2 - 12; y < rect.y + rect.height / 2 + 12; ++y)
            for (const int x : {rect.x + 8, rect.x + rect.width - 12})
                QCOMPARE(with.pixelColor(x, y), without.pixelColor(x, y));
    }

    void withOneLayerItSaysThatThereIsNothingToCompare()
    {
        WindowFixture f;
        QVERIFY(f.open({f.save("head.nii", scan())}));
        QTest::keyClick(&f.window(), Qt::Key_B);
        QVERIFY(f.window().messages().isVisible());
        QVERIFY(f.window().messages().text().contains("one layer"));
    }
};

INSULA_WINDOW_TEST(tst_SwipeView)
#include "tst_SwipeView.moc"
