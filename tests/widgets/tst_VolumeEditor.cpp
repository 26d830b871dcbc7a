// The settings of the 3D view by mouse and keys: opened, a point of the transfer function dragged, undone.
#include "tests/widgets/WindowFixture.h"
#include "viewers/VolumeEditor.h"

#include <QAction>
#include <QUndoStack>

using namespace insula;

namespace {

VolumePtr scan()
{
    return phantom::filled(phantom::obliqueLeftHanded(), [](const World& w, std::int64_t) {
        const double r = std::hypot(w.x - 5, w.y + 12, w.z - 20);
        return r < 18 ? 180 - 4 * r : 0;
    });
}

class VolumeFixture : public WindowFixture {
public:
    VolumeFixture()
    {
        open({save("head.nii", scan())});
        views().setFocus();
        QTest::keyClick(&window(), Qt::Key_6);
        settle();
    }
    VolumeEditor& editor() { return const_cast<SceneRenderer&>(views().renderer()).volumeEditor(); }
    QPoint point(std::size_t index)
    {
        const auto pixel = *editor().pixelOfPoint(index);
        const double ratio = views().devicePixelRatioF();
        return {static_cast<int>(pixel.x / ratio), static_cast<int>(pixel.y / ratio)};
    }
    void drag(const QPoint& from, const QPoint& to)
    {
        QTest::mouseMove(&views(), from);
        QTest::mousePress(&views(), Qt::LeftButton, {}, from);
        for (int step = 1; step <= 4; ++step) {
            QTest::mouseMove(&views(), from + (to - from) * step / 4);
            QTest::qWait(5);
        }
        QTest::mouseRelease(&views(), Qt::LeftButton, {}, to);
        settle();
    }
};

} // namespace

class tst_VolumeEditor : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aKeyOpensTheSettingsAndADragMovesAPointWhichUndoTakesBack()
    {
        VolumeFixture f;
        QTest::keyClick(&f.window(), Qt::Key_T);
        QVERIFY(f.views().isVolumeEditorOpen());
        f.settle();
        QTest::qWait(50);
        QVERIFY(f.editor().pixelOfPoint(1).has_value());
        QVERIFY(f.scene().volumeRendering().points.empty());
        const auto camera = f.scene().volumeCamera();
        const auto from = f.point(1);
        const int steps = f.workbench().history().stack()->count();
        f.drag(from, from + QPoint(12, -20));
        const auto points = f.scene().volumeRendering().points;
        QCOMPARE(int(points.size()), 3);
        QVERIFY(points[1].opacity > 0.35); // up by 20 of 96 pixels, from 0.25
        QVERIFY(f.scene().volumeCamera() == camera); // the view did not turn under the panel
        QCOMPARE(f.workbench().history().stack()->count(), steps + 1); // one step
        f.find<QAction>("undo")->trigger();
        QVERIFY(f.scene().volumeRendering().points.empty());
        f.find<QAction>("redo")->trigger();
        QVERIFY(f.scene().volumeRendering().points == points);
    }

    void besideThePanelTheViewTurns()
    {
        VolumeFixture f;
        QTest::keyClick(&f.window(), Qt::Key_T);
        f.settle();
        const auto camera = f.scene().volumeCamera();
        const QPoint corner(60, f.views().height() - 120);
        f.drag(corner, corner + QPoint(40, 10));
        QVERIFY(f.scene().volumeCamera() != camera);
        QVERIFY(f.scene().volumeRendering() == VolumeRendering{});
    }

    void cutAwayAndPresetsAreCommands()
    {
        VolumeFixture f;
        QTest::keyClick(&f.window(), Qt::Key_C);
        QVERIFY(f.scene().volumeRendering().cutAway);
        f.find<QAction>("preset-maximum")->trigger();
        QVERIFY(f.scene().volumeRendering().mode == RenderMode::Maximum && f.scene().volumeRendering().cutAway);
        f.find<QAction>("undo")->trigger();
        f.find<QAction>("undo")->trigger();
        QVERIFY(f.scene().volumeRendering() == VolumeRendering{});
    }
};

INSULA_WINDOW_TEST(tst_VolumeEditor)
#include "tst_VolumeEditor.moc"
