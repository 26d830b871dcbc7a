// Lightbox, comparison, oblique slices and the layer's histogram in the window, by mouse and keys.
#include "tests/widgets/WindowFixture.h"
#include "viewers/Comparison.h"
#include "widgets/WindowHistogram.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QToolButton>

#include <cmath>

using namespace insula;

namespace {

VolumePtr scan()
{
    return phantom::filled(phantom::obliqueLeftHanded(), [](const World& w, std::int64_t) { return 110 + 1.4 * w.x - 0.9 * w.y; });
}

class ScanFixture : public WindowFixture {
public:
    explicit ScanFixture(int scans = 1)
    {
        for (int n = 0; n < scans; ++n)
            open({save(QStringLiteral("head%1.nii").arg(n), scan())});
        views().setFocus();
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(&window(), key, modifiers);
        settle();
    }
    void undo() { find<QAction>("undo")->trigger(); }
};

bool near(const World& a, const World& b, double mm)
{
    return std::hypot(a.x - b.x, a.y - b.y, a.z - b.z) < mm;
}

} // namespace

class tst_ViewBar : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aClickInTheLightboxGoesToThatSlice()
    {
        ScanFixture f;
        QVERIFY(!f.find<QWidget>("viewBar")->isVisible());
        f.key(Qt::Key_7);
        QVERIFY(f.scene().layout() == Layout::Lightbox);
        QVERIFY(f.find<QWidget>("viewBar")->isVisible());
        const auto& views = f.views().renderer().arrangement().views;
        QVERIFY(views.size() > 10);
        const auto chosen = views[views.size() / 3];
        const auto middle = f.views().logicalPoint(chosen, {chosen.width / 2.0, chosen.height / 2.0}).toPoint();
        QTest::mouseClick(&f.views(), Qt::LeftButton, {}, middle);
        QVERIFY(std::abs(f.scene().crosshair().z - *chosen.sliceMm) < 1e-6);
        QVERIFY(near(f.scene().crosshair(), {5, -12, *chosen.sliceMm}, 3));
    }

    void theBarTellsTheLightboxAndUndoTakesItBack()
    {
        ScanFixture f;
        f.key(Qt::Key_7);
        const auto before = f.scene().lightbox();
        auto* spacing = f.find<QDoubleSpinBox>("lightboxSpacing");
        spacing->setFocus();
        spacing->selectAll();
        QTest::keyClicks(spacing, "6");
        QTest::keyClick(spacing, Qt::Key_Return);
        QCOMPARE(f.scene().lightbox().spacingMm, 6.0);
        auto* plane = f.find<QComboBox>("lightboxPlane");
        plane->setFocus();
        QTest::keyClick(plane, Qt::Key_Up);
        QVERIFY(f.scene().lightbox().plane == Plane::Coronal);
        f.undo();
        f.undo();
        QVERIFY(f.scene().lightbox() == before);
    }

    void freeCrosshairsMoveAloneAndLinkedOnesTogether()
    {
        ScanFixture f(2);
        auto display = f.scene().layers()[1].display;
        display.threshold.enabled = false;
        display.opacity = 1;
        f.scene().setDisplay(f.scene().layers()[1].id, display);
        f.key(Qt::Key_8);
        const auto views = f.views().renderer().arrangement().views;
        QCOMPARE(int(views.size()), 2);
        const auto press = [&](std::size_t column, int dx, int dy) {
            const auto& view = views[column];
            const auto at = f.views().logicalPoint(view, {view.width / 2.0 + dx, view.height / 2.0 + dy}).toPoint();
            QTest::mouseClick(&f.views(), Qt::LeftButton, {}, at);
        };
        const auto pointer = [&](std::size_t column) { return f.scene().pointer(f.scene().layers()[column].id); };
        press(1, 30, 10);
        QVERIFY(near(pointer(0), pointer(1), 1e-6));
        const auto kept = pointer(0);
        QTest::mouseClick(f.find<QCheckBox>("compareLinked"), Qt::LeftButton, {}, {8, 8});
        QVERIFY(!f.scene().comparison().isLinked);
        press(1, -40, -20);
        QVERIFY(near(pointer(0), kept, 1e-6) && !near(pointer(1), kept, 5));
        f.undo();
        QVERIFY(near(pointer(1), kept, 1e-6));
        f.find<QAction>("redo")->trigger();
        f.settle();
        f.click("compareAlign");
        QVERIFY(near(pointer(0), pointer(1), 1e-6));
    }

    void controlDragTurnsTheSlicesAndAClickStraightensThem()
    {
        ScanFixture f;
        const auto& view = f.view(ViewKind::Axial);
        const auto centre = f.views().renderer().frameOf(view).pixelOf(f.scene().crosshair());
        const auto at = [&](double radians) {
            return f.views().logicalPoint(view, {centre.x + 60 * std::cos(radians), centre.y + 60 * std::sin(radians)}).toPoint();
        };
        QTest::mousePress(&f.views(), Qt::LeftButton, Qt::ControlModifier, at(0));
        for (int step = 1; step <= 10; ++step)
            QTest::mouseMove(&f.views(), at(0.05 * step));
        QTest::mouseRelease(&f.views(), Qt::LeftButton, Qt::ControlModifier, at(0.5));
        // Half a radian, clockwise on the screen. Radiological axial slices are seen from the feet: the picture turns with the pointer, so
        // anterior goes towards the patient's left.
        const auto axes = f.scene().sliceAxes();
        QVERIFY(std::abs(obliqueDegrees(axes) - 28.6) < 2);
        QVERIFY(std::abs(axes.superior[2] - 1) < 1e-9);
        const auto frame = f.views().renderer().frameOf(f.view(ViewKind::Axial));
        const auto crosshair = f.scene().crosshair();
        const auto was = frame.pixelOf(crosshair), anterior = frame.pixelOf({crosshair.x, crosshair.y + 20, crosshair.z});
        QVERIFY(anterior.x > was.x + 1 && anterior.y < was.y); // up turned to the right, as the pointer went
        auto* button = f.find<QToolButton>("oblique");
        QVERIFY(button->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(f.scene().sliceAxes() == SliceAxes{} && !button->isVisible());
        f.undo();
        QVERIFY(f.scene().sliceAxes() == axes);
        f.undo(); // the drag was one step
        QVERIFY(f.scene().sliceAxes() == SliceAxes{});
    }

    void theWindowIsDraggedInTheHistogram()
    {
        ScanFixture f;
        auto* histogram = f.find<WindowHistogram>("histogram");
        QVERIFY(histogram->isVisible());
        const auto id = f.scene().selectedLayer();
        const auto before = f.scene().layer(id).display;
        const int y = histogram->height() / 2;
        const QPoint high(static_cast<int>(histogram->xOf(before.windowHigh)), y);
        const double perPixel
            = (before.windowHigh - before.windowLow) / (histogram->xOf(before.windowHigh) - histogram->xOf(before.windowLow));
        QTest::mousePress(histogram, Qt::LeftButton, {}, high);
        for (int step = 1; step <= 5; ++step)
            QTest::mouseMove(histogram, high - QPoint(6 * step, 0));
        QTest::mouseRelease(histogram, Qt::LeftButton, {}, high - QPoint(30, 0));
        const auto now = f.scene().layer(id).display;
        QCOMPARE(now.windowLow, before.windowLow);
        QVERIFY(std::abs(before.windowHigh - now.windowHigh - 30 * perPixel) < 2 * perPixel);
        f.undo();
        QVERIFY(f.scene().layer(id).display == before);
    }
};

INSULA_WINDOW_TEST(tst_ViewBar)
#include "tst_ViewBar.moc"
