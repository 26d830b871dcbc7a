// The real window, driven by mouse and keys as a user does.
#include "tests/widgets/WindowFixture.h"
#include "widgets/CommandPalette.h"
#include "widgets/MessageBar.h"
#include "widgets/OrientationDoctor.h"

#include <QAction>
#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QSlider>
#include <QToolButton>
#include <QWheelEvent>

#include <fstream>

using namespace insula;

namespace {

bool isNear(const World& a, const World& b, double mm)
{
    return std::abs(a.x - b.x) < mm && std::abs(a.y - b.y) < mm && std::abs(a.z - b.z) < mm;
}

VolumePtr head()
{
    return phantom::leftIsBright(phantom::obliqueLeftHanded(), 5);
}

VolumePtr run()
{
    return phantom::filled<std::int16_t>(
        phantom::cube(6), [](const World& w, std::int64_t t) { return 100 * w.x + static_cast<double>(t); }, Kind::Image, 8);
}

} // namespace

class tst_MainWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsChoicesFirstAndViewsOnceAnImageIsOpen()
    {
        WindowFixture f;
        QVERIFY(f.find<QWidget>("openFiles")->isVisible());
        QVERIFY(!f.views().isVisible());
        QVERIFY(f.open({f.save("head.nii", head())}));
        QVERIFY(f.views().isVisible());
        QCOMPARE(f.scene().layers().size(), std::size_t(1));
        QCOMPARE(f.find<QListWidget>("layers")->count(), 1);
    }

    void aClickPutsTheCrosshairThereInEveryView_data()
    {
        QTest::addColumn<bool>("radiological");
        QTest::newRow("radiological") << true;
        QTest::newRow("neurological") << false;
    }

    void aClickPutsTheCrosshairThereInEveryView()
    {
        QFETCH(bool, radiological);
        WindowFixture f;
        QVERIFY(f.open({f.save("head.nii", head())}));
        f.scene().setRadiological(radiological);
        QVERIFY(f.settle());
        const World start = f.scene().crosshair();
        const World target{start.x + 11, start.y - 7, start.z + 6};
        const double pixel = f.views().renderer().frameOf(f.view(ViewKind::Axial)).mmPerPixel;
        // Each view sets two of the three coordinates.
        QTest::mouseClick(&f.views(), Qt::LeftButton, {}, f.at(ViewKind::Axial, target));
        QTest::mouseClick(&f.views(), Qt::LeftButton, {}, f.at(ViewKind::Coronal, target));
        QVERIFY(isNear(f.scene().crosshair(), target, 1.01 * pixel));
        QTest::mouseClick(&f.views(), Qt::LeftButton, {}, f.at(ViewKind::Sagittal, start));
        QVERIFY(isNear(f.scene().crosshair(), {target.x, start.y, start.z}, 1.01 * pixel));
    }

    // The patient's left is bright in this oblique, left-handed phantom: on the right of a radiological picture.
    void leftIsOnTheRightInRadiologicalPicturesAndBack()
    {
        WindowFixture f;
        QVERIFY(f.open({f.save("head.nii", head())}));
        f.scene().setCrosshairVisible(false);
        const World centre = f.scene().crosshair();
        const auto brightness = [&](double x) {
            const auto picture = f.views().grabFramebuffer();
            const auto p = f.at(ViewKind::Axial, {x, centre.y, centre.z});
            return qGray(picture.pixel(p * f.views().devicePixelRatioF()));
        };
        for (const bool radiological : {true, false}) {
            f.scene().setRadiological(radiological);
            QVERIFY(f.settle());
            QVERIFY(brightness(centre.x - 12) > brightness(centre.x + 12) + 100);
            const bool leftIsRightOfMiddle
                = f.at(ViewKind::Axial, {centre.x - 12, centre.y, centre.z}).x() > f.at(ViewKind::Axial, centre).x();
            QCOMPARE(leftIsRightOfMiddle, radiological);
        }
    }

    void keysDoWhatTheSheetSays()
    {
        WindowFixture f;
        QVERIFY(f.open({f.save("cube.nii", phantom::leftIsBright(phantom::cube(10), 0))}));
        f.views().setFocus();
        const World start = f.scene().crosshair();
        QTest::keyClick(&f.views(), Qt::Key_PageUp);
        QVERIFY(isNear(f.scene().crosshair(), {start.x, start.y, start.z + 1}, 1e-6));
        QTest::keyClick(&f.views(), Qt::Key_Up);
        QVERIFY(isNear(f.scene().crosshair(), {start.x, start.y + 1, start.z + 1}, 1e-6));
        QTest::keyClick(&f.views(), Qt::Key_Right); // of a radiological picture: to the patient's left
        QVERIFY(isNear(f.scene().crosshair(), {start.x - 1, start.y + 1, start.z + 1}, 1e-6));
        QVERIFY(f.scene().isRadiological());
        QTest::keyClick(&f.window(), Qt::Key_R);
        QVERIFY(!f.scene().isRadiological());
        QTest::keyClick(&f.window(), Qt::Key_X);
        QVERIFY(!f.scene().isCrosshairVisible());
        QTest::keyClick(&f.window(), Qt::Key_2);
        QCOMPARE(f.scene().layout(), Layout::Slices);
        QTest::keyClick(&f.window(), Qt::Key_3);
        QCOMPARE(f.scene().layout(), Layout::Axial);
    }

    void aDragIsOneStepOfUndo()
    {
        WindowFixture f;
        QVERIFY(f.open({f.save("head.nii", head())}));
        const World start = f.scene().crosshair();
        const auto from = f.at(ViewKind::Axial, start);
        QTest::mousePress(&f.views(), Qt::LeftButton, {}, from);
        for (int n = 1; n <= 10; ++n)
            QTest::mouseMove(&f.views(), from + QPoint(3 * n, 2 * n));
        QTest::mouseRelease(&f.views(), Qt::LeftButton, {}, from + QPoint(30, 20));
        QVERIFY(!isNear(f.scene().crosshair(), start, 1));
        f.find<QAction>("undo")->trigger();
        QVERIFY(isNear(f.scene().crosshair(), start, 1e-9));
        f.find<QAction>("redo")->trigger();
        QVERIFY(!isNear(f.scene().crosshair(), start, 1));
    }

    void aRightDragChangesTheWindowAndWheelTheSlice()
    {
        WindowFixture f;
        QVERIFY(f.open({f.save("head.nii", head())}));
        const auto before = f.scene().layers()[0].display;
        const auto from = f.at(ViewKind::Axial, f.scene().crosshair());
        QTest::mousePress(&f.views(), Qt::RightButton, {}, from);
        QTest::mouseMove(&f.views(), from + QPoint(60, 0));
        QTest::mouseRelease(&f.views(), Qt::RightButton, {}, from + QPoint(60, 0));
        const auto after = f.scene().layers()[0].display;
        QVERIFY(after.windowHigh - after.windowLow > 1.1 * (before.windowHigh - before.windowLow));
        const double z = f.scene().crosshair().z;
        QWheelEvent wheel(from, f.views().mapToGlobal(from), {}, {0, 120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&f.views(), &wheel);
        QVERIFY(std::abs(f.scene().crosshair().z - z - f.scene().sliceStepMm(Plane::Axial)) < 1e-6);
    }

    void zoomKeepsThePointUnderThePointer()
    {
        WindowFixture f;
        QVERIFY(f.open({f.save("head.nii", head())}));
        const auto at = f.at(ViewKind::Axial, f.scene().crosshair()) + QPoint(25, -30);
        const auto world = [&] {
            return *f.views().renderer().worldAt({at.x() * f.views().devicePixelRatioF(), at.y() * f.views().devicePixelRatioF()});
        };
        const World before = world();
        QWheelEvent wheel(at, f.views().mapToGlobal(at), {}, {0, 360}, Qt::NoButton, Qt::ControlModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&f.views(), &wheel);
        QVERIFY(f.scene().sliceCamera(Plane::Axial).zoom > 1.3);
        QVERIFY(isNear(world(), before, 1e-6));
    }

    void aDoubleClickShowsOneViewAndBack()
    {
        WindowFixture f;
        QVERIFY(f.open({f.save("head.nii", head())}));
        QCOMPARE(f.scene().layout(), Layout::Four);
        QTest::mouseDClick(&f.views(), Qt::LeftButton, {}, f.at(ViewKind::Coronal, f.scene().crosshair()));
        QCOMPARE(f.scene().layout(), Layout::Coronal);
        QVERIFY(f.settle());
        QTest::mouseDClick(&f.views(), Qt::LeftButton, {}, f.at(ViewKind::Coronal, f.scene().crosshair()));
        QCOMPARE(f.scene().layout(), Layout::Four);
    }

    void layersAreHiddenThresholdedClosedAndComeBack()
    {
        WindowFixture f;
        QVERIFY(f.open({f.save("head.nii", head()), f.save("other.nii", phantom::leftIsBright(phantom::cube(10), 0))}));
        auto* list = f.find<QListWidget>("layers");
        QVERIFY(list->item(0)->text().contains("other grid")); // drawn through both affines
        const auto top = f.scene().layers()[1].id;
        list->item(0)->setCheckState(Qt::Unchecked);
        QVERIFY(!f.scene().layer(top).display.visible);
        f.find<QAction>("undo")->trigger();
        QVERIFY(f.scene().layer(top).display.visible);
        QTest::qWait(20);
        const bool before = f.scene().layer(top).display.threshold.enabled;
        f.find<QCheckBox>("threshold")->click();
        QCOMPARE(f.scene().layer(top).display.threshold.enabled, !before);
        f.find<QSlider>("opacity")->setValue(40);
        QVERIFY(std::abs(f.scene().layer(top).display.opacity - 0.4) < 1e-9);
        auto* low = f.find<QDoubleSpinBox>("windowLow");
        low->setValue(low->value() + low->singleStep());
        QVERIFY(std::abs(f.scene().layer(top).display.windowLow - low->value()) < 1e-6);
        f.click("layerClose");
        QCOMPARE(f.scene().layers().size(), std::size_t(1));
        f.find<QAction>("undo")->trigger();
        QCOMPARE(f.scene().layers().size(), std::size_t(2));
        QCOMPARE(f.scene().layers()[1].name, std::string("other.nii"));
        QVERIFY(std::abs(f.scene().layers()[1].display.opacity - 0.4) < 1e-9);
    }

    void aRunPlaysAndItsTimeCourseFollows()
    {
        WindowFixture f;
        QVERIFY(f.open({f.save("run.nii.gz", run())}));
        auto* slider = f.find<QSlider>("frameSlider");
        QVERIFY(slider->isVisible());
        slider->setValue(5);
        QCOMPARE(f.scene().frame(), std::int64_t(5));
        f.click("play");
        QVERIFY(QTest::qWaitFor([&] { return f.scene().frame() != 5; }, 2000));
        f.click("play");
        const auto stopped = f.scene().frame();
        QTest::qWait(250);
        QCOMPARE(f.scene().frame(), stopped);
        f.find<QAction>("undo")->trigger(); // of going to frame 5; playing is no step
        QCOMPARE(f.scene().frame(), std::int64_t(0));
    }

    void aBrokenFileIsToldInOneLineAndTheOthersOpen()
    {
        WindowFixture f;
        std::ofstream(f.file("broken.nii").toStdString()) << "no image";
        QVERIFY(f.open({f.save("head.nii", head())}));
        f.workbench().open(QStringList{f.file("broken.nii"), f.save("more.nii", head())});
        QVERIFY(QTest::qWaitFor([&] { return f.scene().layers().size() == 2; }, 5000));
        QVERIFY(f.window().messages().isVisible());
        QVERIFY(f.window().messages().text().contains("broken.nii"));
        QVERIFY(!f.window().messages().text().contains('\n'));
    }

    void droppedFilesOpen()
    {
        WindowFixture f;
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(f.save("dropped head.nii", head()))});
        QDragEnterEvent enter(QPoint(100, 100), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&f.window(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(100, 100), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&f.window(), &drop);
        QVERIFY(QTest::qWaitFor([&] { return f.scene().layers().size() == 1; }, 5000));
    }

    void thePaletteFindsACommand()
    {
        WindowFixture f;
        QVERIFY(f.open({f.save("head.nii", head())}));
        QTest::keyClick(&f.window(), Qt::Key_K, Qt::ControlModifier);
        auto* palette = f.window().findChild<CommandPalette*>();
        QVERIFY(palette->isVisible());
        auto* edit = palette->findChild<QLineEdit*>();
        QTest::keyClicks(edit, "slices");
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(f.scene().layout(), Layout::Slices);
    }

    void aViewIsSavedAndComesBack()
    {
        WindowFixture f;
        QVERIFY(f.open({f.save("head.nii", head())}));
        auto display = f.scene().layers()[0].display;
        display.colourMap = "viridis";
        f.scene().setDisplay(f.scene().layers()[0].id, display);
        f.scene().setCrosshair({1, 2, 20});
        f.workbench().saveView(f.file("view.json"));
        QVERIFY(f.settle()); // it is written in another thread
        f.workbench().closeAllLayers();
        QVERIFY(f.open({f.file("view.json")}));
        QCOMPARE(f.scene().layers()[0].display.colourMap, std::string("viridis"));
        QVERIFY(isNear(f.scene().crosshair(), {1, 2, 20}, 1e-9));
    }

    void aHeaderThatContradictsItselfIsTold()
    {
        WindowFixture f;
        auto volume = head();
        auto description = volume->description();
        auto& forms = description.source.forms;
        forms = {SpatialForms::Used::Sform, 1, 1, description.grid.affine, description.grid.affine, 0};
        const auto file = f.save("twofold.nii", redescribed(volume, description));
        // The quaternion's qfac, pixdim[0]: the qform now runs the other way along the third axis.
        std::fstream header(file.toStdString(), std::ios::in | std::ios::out | std::ios::binary);
        float qfac = 0;
        header.seekg(76);
        header.read(reinterpret_cast<char*>(&qfac), sizeof qfac);
        qfac = -qfac;
        header.seekp(76);
        header.write(reinterpret_cast<const char*>(&qfac), sizeof qfac);
        header.close();
        QVERIFY(f.open({file}));
        QVERIFY(f.window().messages().text().contains("sform"));
        const auto& layer = f.scene().layers()[0];
        const auto sform = readingPicture(layer.volume, SpatialForms::Used::Sform, layer.display, true);
        const auto qform = readingPicture(layer.volume, SpatialForms::Used::Qform, layer.display, true);
        QVERIFY(!sform.isNull() && sform.size() == qform.size() && sform != qform);
    }
};

INSULA_WINDOW_TEST(tst_MainWindow)
#include "tst_MainWindow.moc"
