// Label maps drawn in the window, by mouse and keys, on an oblique, anisotropic, left-handed scan.
#include "processing/core/AtomicFile.h"
#include "tests/widgets/LabelFixture.h"
#include "widgets/RegionsPanel.h"

#include <QLineEdit>
#include <QTableWidget>
#include <QToolButton>
#include <QTreeWidget>

#include <cmath>
#include <set>

using namespace insula;

class tst_LabelEditing : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theBrushPaintsWhatLiesUnderItAndLeftStaysLeft()
    {
        LabelFixture f;
        f.take(Qt::Key_P);
        QVERIFY(f.editing().current());
        QVERIFY(f.map().grid() == f.scene().layers().front().volume->grid());
        f.setDiameter(8);
        const double z = f.scene().crosshair().z;
        const World from{-12, -15, z}, to{-4, -7, z};
        f.stroke(from, to);
        QCOMPARE(f.undoText(), QString("paint label 1"));
        const auto painted = f.with(1);
        QVERIFY(painted.size() > 40);
        // All of it lies in the patient's left, where the image is bright, and near to the stroke.
        const auto& scan = *f.scene().layers().front().volume;
        const auto& n = scan.size();
        for (const auto each : painted) {
            QCOMPARE(scan.value(each % n.x, each / n.x % n.y, each / (n.x * n.y)), 200.0);
            const World w = centreOfVoxel(f.map().grid(), each);
            const double along = std::clamp(((w.x - from.x) * 8 + (w.y - from.y) * 8) / 128, 0.0, 1.0);
            QVERIFY(std::hypot(w.x - from.x - 8 * along, w.y - from.y - 8 * along) < 4 + 2 * VoxelReach);
            QVERIFY(std::abs(w.z - z) < 2 * VoxelReach);
        }
        // And what the slice shows well inside of the stroke is painted (a pixel is half a millimetre or so).
        for (double along = 0; along <= 1; along += 0.02)
            for (double across = -2.2; across <= 2.2; across += 0.2)
                QVERIFY(painted.contains(
                    *voxelAt(f.map().grid(), {from.x + 8 * along + across / std::sqrt(2), from.y + 8 * along - across / std::sqrt(2), z})));
    }

    void undoAndRedoGoThroughPaintingAndViewsByName()
    {
        LabelFixture f;
        f.take(Qt::Key_P);
        const double z = f.scene().crosshair().z;
        f.stroke({-12, -15, z}, {-4, -7, z});
        const auto first = f.with(1);
        f.workbench().history().perform("layout axial", [&] { f.scene().setLayout(Layout::Axial); });
        f.settle();
        f.stroke({12, -15, z}, {14, -7, z});
        const auto both = f.with(1);
        QVERIFY(both.size() > first.size());
        QCOMPARE(f.find<QAction>("undo")->text().remove('&'), QString("Undo paint label 1"));
        f.undo();
        QCOMPARE(f.with(1), first);
        f.undo();
        QCOMPARE(f.scene().layout(), Layout::Slices);
        QCOMPARE(f.with(1), first);
        f.undo();
        QVERIFY(f.with(1).empty());
        QVERIFY(!f.editing().hasUnsaved());
        f.redo();
        QCOMPARE(f.with(1), first);
        f.redo();
        f.redo();
        QCOMPARE(f.with(1), both);
        QVERIFY(f.editing().hasUnsaved());
    }

    void thereIsNoLimitToUndo()
    {
        LabelFixture f;
        f.take(Qt::Key_P);
        f.setDiameter(0.5);
        const double z = f.scene().crosshair().z;
        const int before = f.workbench().history().stack()->count();
        for (int n = 0; n < 260; ++n) {
            const World at{-14 + 1.05 * (n % 26), -24 + 2.2 * (n / 26), z};
            f.stroke(at, at);
        }
        const int steps = f.workbench().history().stack()->count() - before;
        QVERIFY2(steps > 220, qPrintable(QString::number(steps)));
        for (int n = 0; n < steps; ++n)
            f.undo();
        QVERIFY(f.with(1).empty());
    }

    void shiftErasesAndSoDoesTheEraser()
    {
        LabelFixture f;
        f.take(Qt::Key_P);
        f.setDiameter(6);
        const double z = f.scene().crosshair().z;
        f.stroke({-12, -12, z}, {0, -12, z});
        const auto all = f.with(1);
        f.stroke({-12, -12, z}, {-8, -12, z}, Qt::ShiftModifier);
        const auto rest = f.with(1);
        QVERIFY(!rest.empty() && rest.size() < all.size());
        QCOMPARE(f.undoText(), QString("erase"));
        f.take(Qt::Key_E);
        f.setDiameter(12);
        f.stroke({-14, -12, z}, {4, -12, z});
        QVERIFY(f.with(1).empty());
    }

    void keysChangeTheSizeAndEscapePutsTheToolAway()
    {
        LabelFixture f;
        f.take(Qt::Key_P);
        QVERIFY(f.find<QToolButton>("labelBrush")->isChecked());
        const double size = f.editing().brush().diameterMm;
        QTest::keyClick(&f.views(), Qt::Key_Equal);
        QVERIFY(f.editing().brush().diameterMm > size);
        QTest::keyClick(&f.views(), Qt::Key_Minus);
        QVERIFY(std::abs(f.editing().brush().diameterMm - size) < 1e-9);
        QTest::keyClick(&f.views(), Qt::Key_Escape);
        QVERIFY(!f.views().tool());
        QVERIFY(!f.find<QToolButton>("labelBrush")->isChecked());
        const double x = f.scene().crosshair().x;
        QTest::mouseClick(&f.views(), Qt::LeftButton, {}, f.at(ViewKind::Axial, {-10, -12, 20}));
        QVERIFY(f.scene().crosshair().x != x);
    }

    void aPolygonIsFilledWhenItIsClosed()
    {
        LabelFixture f;
        f.take(Qt::Key_P, Qt::ShiftModifier);
        const double z = f.scene().crosshair().z;
        for (const auto& corner : {World{-14, -20, z}, World{-2, -20, z}, World{-2, -6, z}, World{-14, -6, z}})
            QTest::mouseClick(&f.views(), Qt::LeftButton, {}, f.at(ViewKind::Axial, corner));
        QVERIFY(f.with(1).empty());
        QTest::keyClick(&f.views(), Qt::Key_Return);
        const auto filled = f.with(1);
        QVERIFY(filled.contains(*voxelAt(f.map().grid(), {-8, -13, z})));
        QVERIFY(!filled.contains(*voxelAt(f.map().grid(), {2, -13, z})));
        for (const auto each : filled) {
            const World w = centreOfVoxel(f.map().grid(), each);
            QVERIFY(w.x > -14 - 3 && w.x < -2 + 3 && w.y > -20 - 3 && w.y < -6 + 3);
        }
        // Escape drops an outline first, and the tool then.
        QTest::mouseClick(&f.views(), Qt::LeftButton, {}, f.at(ViewKind::Axial, {5, -13, z}));
        QTest::keyClick(&f.views(), Qt::Key_Escape);
        QVERIFY(f.views().tool());
        QTest::keyClick(&f.views(), Qt::Key_Escape);
        QVERIFY(!f.views().tool());
        QCOMPARE(f.with(1), filled);
    }

    void aFillByTheImagesValuesStopsAtItsBorder()
    {
        LabelFixture f;
        f.take(Qt::Key_G);
        auto brush = f.editing().brush();
        brush.fillsRange = true;
        brush.isBall = true;
        brush.low = 150;
        brush.high = 250;
        f.editing().setBrush(brush);
        QTest::mouseClick(&f.views(), Qt::LeftButton, {}, f.at(ViewKind::Axial, {-8, -12, f.scene().crosshair().z}));
        f.settle();
        const auto& scan = *f.scene().layers().front().volume;
        for (std::int64_t n = 0; n < scan.size().count(); ++n)
            QCOMPARE(f.map().at(n), scan.value(n % 60, n / 60 % 44, n / 2640) == 200 ? 1 : 0);
        f.undo();
        brush.isBall = false;
        f.editing().setBrush(brush);
        QTest::mouseClick(&f.views(), Qt::LeftButton, {}, f.at(ViewKind::Axial, {-8, -12, f.scene().crosshair().z}));
        f.settle();
        QVERIFY(!f.with(1).empty());
        for (const auto each : f.with(1))
            QVERIFY(std::abs(centreOfVoxel(f.map().grid(), each).z - f.scene().crosshair().z) < 2 * VoxelReach);
    }

    void paintingInARangeLeavesTheRestAlone()
    {
        LabelFixture f;
        f.take(Qt::Key_P);
        auto brush = f.editing().brush();
        brush.isInRange = true;
        brush.low = 0;
        brush.high = 100; // the right side
        brush.diameterMm = 8;
        f.editing().setBrush(brush);
        const double z = f.scene().crosshair().z;
        f.stroke({-4, -12, z}, {14, -12, z});
        QVERIFY(!f.with(1).empty());
        for (const auto each : f.with(1))
            QVERIFY(centreOfVoxel(f.map().grid(), each).x >= MiddleX);
    }

    void aLockedLabelIsSaidSoAndStays()
    {
        LabelFixture f;
        f.take(Qt::Key_P);
        const double z = f.scene().crosshair().z;
        f.stroke({-12, -12, z}, {0, -12, z});
        const auto before = f.with(1);
        auto* list = f.find<QTreeWidget>("labelList");
        QTRY_COMPARE(list->topLevelItemCount(), 1);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->topLevelItem(0)).topRight() - QPoint(8, -6));
        QVERIFY(f.map().rules().locked.contains(1));
        f.stroke({-12, -12, z}, {0, -12, z}, Qt::ShiftModifier);
        QCOMPARE(f.with(1), before);
        f.stroke({-12, -5, z}, {0, -5, z});
        QCOMPARE(f.with(1), before);
        QVERIFY(f.window().messages().text().contains("locked"));
        f.click("labelAdd");
        QCOMPARE(f.editing().active(), 2);
        f.views().setFocus();
        f.stroke({-12, -12, z}, {0, -5, z});
        QCOMPARE(f.with(1), before);
        QVERIFY(!f.with(2).empty());
    }

    void anImageOfFractionsIsRefusedWithAdvice()
    {
        LabelFixture f;
        QTimer::singleShot(0, f.find<QAction>("labelsEditMap"), &QAction::trigger); // as by the menu: what is thrown is told
        QTRY_VERIFY(f.window().messages().text().contains("float32"));
        QVERIFY(!f.editing().current());
    }

    void aClosedLayerKeepsItsEditsAndComesBackWithThem()
    {
        LabelFixture f;
        f.take(Qt::Key_P);
        const double z = f.scene().crosshair().z;
        f.stroke({-12, -12, z}, {0, -12, z});
        const auto painted = f.with(1);
        const auto session = f.editing().current();
        f.workbench().closeLayer(f.editing().layerOf(*session));
        QTest::qWait(20);
        QVERIFY(!f.editing().current());
        QVERIFY(f.editing().hasUnsaved());
        f.stroke({-12, -5, z}, {0, -5, z}); // says that there is nothing to draw on
        f.undo();
        QTest::qWait(20);
        QCOMPARE(f.editing().current(), session);
        QCOMPARE(f.with(1), painted);
    }

    void regionsAreMeasuredAgainAfterEachEdit()
    {
        LabelFixture f;
        f.find<QAction>("labelsRegions")->trigger();
        f.take(Qt::Key_P);
        const double z = f.scene().crosshair().z;
        f.stroke({-12, -12, z}, {-4, -12, z});
        auto* regions = f.window().findChild<RegionsPanel*>();
        QTRY_VERIFY(regions->isCurrent() && regions->table().regions.size() == 1);
        QCOMPARE(regions->table().regions[0].voxels, static_cast<std::int64_t>(f.with(1).size()));
        QCOMPARE(regions->table().regions[0].values->mean, 200.0);
        f.stroke({12, -12, z}, {16, -12, z});
        QTRY_VERIFY(regions->isCurrent() && regions->table().regions[0].values->min == 50.0);
        QCOMPARE(regions->table().regions[0].voxels, static_cast<std::int64_t>(f.with(1).size()));
        auto* table = f.find<QTableWidget>("regionsTable");
        QCOMPARE(table->rowCount(), 1);
        f.find<QLineEdit>("regionsFilter")->setText("nothing");
        QVERIFY(table->isRowHidden(0));
        f.find<QLineEdit>("regionsFilter")->setText("LABEL");
        QVERIFY(!table->isRowHidden(0));
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualItemRect(table->item(0, 0)).center());
        QCOMPARE(f.undoText(), QString("go to Label 1"));
        regions->save(f.file("r.csv"));
        QVERIFY(QString::fromStdString(readTextFile(f.file("r.csv").toStdString()))
                    .startsWith("index,name,voxels,volume_ml,image_voxels,mean"));
    }

    void aDeletedLabelLeavesTheMapAndComesBackInOneStep()
    {
        LabelFixture f;
        f.take(Qt::Key_P);
        const double z = f.scene().crosshair().z;
        f.stroke({-12, -12, z}, {-4, -12, z});
        const auto painted = f.with(1);
        f.editing().removeLabel(1);
        QVERIFY(f.with(1).empty());
        QVERIFY(f.map().table().empty());
        f.undo();
        QCOMPARE(f.with(1), painted);
        QVERIFY(f.map().table().contains(1));
    }

    void growingFromTheMenuIsOneStep()
    {
        LabelFixture f;
        f.take(Qt::Key_P);
        const double z = f.scene().crosshair().z;
        f.stroke({-12, -12, z}, {-4, -12, z});
        const auto painted = f.with(1);
        f.find<QAction>("labelsGrow")->trigger();
        f.settle();
        QVERIFY(f.with(1).size() > painted.size());
        QCOMPARE(f.undoText(), QString("grow label 1 by 1 mm"));
        f.undo();
        QCOMPARE(f.with(1), painted);
    }

    void undoInTheMiddleOfAStrokeDropsTheStroke()
    {
        LabelFixture f;
        f.take(Qt::Key_P);
        const double z = f.scene().crosshair().z;
        f.stroke({-12, -12, z}, {-4, -12, z});
        QTest::mousePress(&f.views(), Qt::LeftButton, {}, f.at(ViewKind::Axial, {-8, -4, z}));
        f.undo();
        QVERIFY(f.with(1).empty());
        QTest::mouseRelease(&f.views(), Qt::LeftButton, {}, f.at(ViewKind::Axial, {-8, -4, z}));
        QVERIFY(f.with(1).empty());
        f.redo();
        QVERIFY(!f.with(1).empty());
    }
};

INSULA_WINDOW_TEST(tst_LabelEditing)
#include "tst_LabelEditing.moc"
