// Label maps drawn in the window, by mouse and keys, on an oblique, anisotropic, left-handed scan.
#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/core/LabelBrush.h"
#include "tests/widgets/WindowFixture.h"
#include "widgets/LabelEditing.h"
#include "widgets/RegionsPanel.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTableWidget>
#include <QTimer>
#include <QToolButton>
#include <QTreeWidget>
#include <QUndoStack>

#include <nlohmann/json.hpp>

#include <cmath>
#include <set>

using namespace insula;

namespace {

constexpr double MiddleX = 5;

std::filesystem::path recoveryFolder()
{
    return LabelEditing::recoveryFolder();
}

class LabelFixture : public WindowFixture {
public:
    LabelFixture()
    {
        std::error_code ignored;
        std::filesystem::remove_all(recoveryFolder(), ignored);
        open({save("head.nii", phantom::leftIsBright(phantom::obliqueLeftHanded(), MiddleX))});
        scene().setLayout(Layout::Slices);
        // Not between two layers of voxels, and not in the middle.
        scene().setCrosshair({4.3, -11.4, 20.6});
        settle();
        views().setFocus();
    }
    LabelEditing& editing() { return *find<LabelEditing>("labelEditing"); }
    const EditableLabels& map() { return *editing().current()->map; }
    void take(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(&window(), key, modifiers);
        settle();
    }
    void setDiameter(double mm)
    {
        auto brush = editing().brush();
        brush.diameterMm = mm;
        editing().setBrush(brush);
    }
    void stroke(const World& from, const World& to, Qt::KeyboardModifiers modifiers = {}, ViewKind kind = ViewKind::Axial)
    {
        const auto a = at(kind, from), b = at(kind, to);
        QTest::mousePress(&views(), Qt::LeftButton, modifiers, a);
        for (int n = 1; n <= 5; ++n)
            QTest::mouseEvent(QTest::MouseMove, static_cast<QWidget*>(&views()), Qt::LeftButton, modifiers, a + (b - a) * n / 5);
        QTest::mouseRelease(&views(), Qt::LeftButton, modifiers, b);
    }
    std::set<std::int64_t> with(LabelNumber label)
    {
        std::set<std::int64_t> found;
        for (std::size_t n = 0; n < map().voxels().size(); ++n)
            if (map().voxels()[n] == label)
                found.insert(static_cast<std::int64_t>(n));
        return found;
    }
    QString undoText() { return workbench().history().stack()->undoText(); }
    void undo() { find<QAction>("undo")->trigger(); }
    void redo() { find<QAction>("redo")->trigger(); }
    // Presses a button of the next message box.
    void answer(const QString& box, const QString& button)
    {
        auto* timer = new QTimer(&window());
        timer->setInterval(30);
        QObject::connect(timer, &QTimer::timeout, timer, [timer, box, button] {
            for (auto* each : QApplication::topLevelWidgets())
                if (auto* found = qobject_cast<QMessageBox*>(each); found && found->objectName() == box && found->isVisible())
                    for (auto* one : found->buttons())
                        if (one->text().remove(QLatin1Char('&')) == button) {
                            timer->stop();
                            one->click();
                            return;
                        }
        });
        timer->start();
    }
};

// The farthest that a voxel reaches from its centre.
constexpr double VoxelReach = 1.45;

} // namespace

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

    void whatIsSavedReadsBackEqualAndTheTableLiesBesideIt()
    {
        LabelFixture f;
        f.take(Qt::Key_P);
        f.stroke({-12, -15, f.scene().crosshair().z}, {-4, -7, f.scene().crosshair().z});
        auto table = f.map().table();
        table.at(1).name = "Left thing";
        f.editing().setTable("rename", table);
        const auto session = f.editing().current();
        const auto file = f.file("mine.nii.gz").toStdString();
        f.editing().save(session, file);
        QTRY_VERIFY(!f.editing().hasUnsaved());
        f.settle();
        QCOMPARE(f.scene().layers().back().name, std::string("mine.nii.gz"));
        const auto back = readNifti(file, {.kind = Kind::Labels});
        const auto scan = readNifti(f.file("head.nii").toStdString());
        QVERIFY(back->affine() == scan->affine());
        QCOMPARE(back->source().forms.sformCode, scan->source().forms.sformCode);
        QCOMPARE(back->source().forms.qformCode, scan->source().forms.qformCode);
        for (std::size_t n = 0; n < f.map().voxels().size(); ++n) {
            const auto i = static_cast<std::int64_t>(n);
            QCOMPARE(back->value(i % 60, i / 60 % 44, i / 2640), double(f.map().at(i)));
        }
        QCOMPARE(labelTableBeside(file).at(1).name, std::string("Left thing"));
        // Opened again in another window, it is the same map with its names.
        WindowFixture other;
        QVERIFY(other.open({QString::fromStdString(file)}));
        other.find<QAction>("labelsEditMap")->trigger();
        const auto again = other.find<LabelEditing>("labelEditing")->current();
        QVERIFY(std::ranges::equal(again->map->voxels(), f.map().voxels()));
        QCOMPARE(again->map->table().at(1).name, std::string("Left thing"));
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

    void labelsNeverReplaceAnOpenImage()
    {
        LabelFixture f;
        f.take(Qt::Key_P);
        QVERIFY_EXCEPTION_THROWN(f.editing().save(f.editing().current(), f.file("head.nii").toStdString()), Error);
        // A map that was there before is replaced only when the user says so.
        auto labels = phantom::filled<std::uint8_t>(
            phantom::obliqueLeftHanded(), [](const World& w, std::int64_t) { return w.x < 0 ? 3.0 : 0.0; }, Kind::Labels);
        QVERIFY(f.open({f.save("old_dseg.nii", labels)}));
        f.find<QAction>("labelsEditMap")->trigger();
        f.undo(); // nothing of the map
        f.redo();
        QVERIFY(!f.editing().mayWrite(*f.editing().current(), f.file("old_dseg.nii").toStdString()));
        f.take(Qt::Key_E);
        f.setDiameter(10);
        f.stroke({-10, -12, 20}, {-4, -12, 20});
        f.answer("labelsOverwrite", "Cancel");
        f.find<QAction>("labelsSaveMap")->trigger();
        QVERIFY(f.editing().hasUnsaved());
        f.answer("labelsOverwrite", "Replace");
        f.find<QAction>("labelsSaveMap")->trigger();
        QTRY_VERIFY(!f.editing().hasUnsaved());
        QVERIFY(f.editing().mayWrite(*f.editing().current(), f.file("old_dseg.nii").toStdString()));
        QCOMPARE(readNifti(f.file("old_dseg.nii").toStdString())->dataType(), DataType::UInt8);
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

    void closingAsksBeforeEditsAreLost()
    {
        LabelFixture f;
        f.take(Qt::Key_P);
        const double z = f.scene().crosshair().z;
        f.stroke({-12, -12, z}, {0, -12, z});
        f.answer("labelsUnsaved", "Cancel");
        QVERIFY(!f.window().close());
        QVERIFY(f.window().isVisible());
        f.answer("labelsUnsaved", "Discard");
        QVERIFY(f.window().close());
    }

    void whatACrashLeftIsOfferedAndOpensWithItsEdits()
    {
        std::set<std::int64_t> painted;
        {
            LabelFixture f;
            f.take(Qt::Key_P);
            const double z = f.scene().crosshair().z;
            f.stroke({-12, -12, z}, {0, -12, z});
            painted = f.with(1);
            f.editing().copyUnsaved();
            f.settle();
            QVERIFY(abandonedLabelRecoveries(recoveryFolder()).empty()); // this program still runs
        }
        // As if another program had left it.
        int copies = 0;
        for (const auto& each : std::filesystem::directory_iterator(recoveryFolder()))
            if (each.path().extension() == ".json") {
                auto facts = nlohmann::json::parse(readTextFile(each.path()));
                facts["process"] = 2147483000;
                writeTextFile(each.path(), facts.dump());
                ++copies;
            }
        QCOMPARE(copies, 1);
        WindowFixture f;
        f.find<QWidget>("labelsRecovery");
        QTRY_VERIFY(f.find<QMessageBox>("labelsRecovery"));
        for (auto* button : f.find<QMessageBox>("labelsRecovery")->buttons())
            if (button->text().contains("Open"))
                button->click();
        f.settle();
        const auto session = f.find<LabelEditing>("labelEditing")->current();
        QVERIFY(session && session->isModified());
        QVERIFY(QString::fromStdString(session->map->path()).endsWith("head_labels.nii.gz"));
        std::set<std::int64_t> found;
        for (std::size_t n = 0; n < session->map->voxels().size(); ++n)
            if (session->map->voxels()[n] == 1)
                found.insert(static_cast<std::int64_t>(n));
        QCOMPARE(found, painted);
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
