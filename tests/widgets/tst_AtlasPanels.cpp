// Atlases and clusters in the window.
#include "processing/core/AtomicFile.h"
#include "tests/widgets/WindowFixture.h"
#include "viewers/CrosshairValues.h"
#include "widgets/AtlasLibrary.h"
#include "widgets/CommandPalette.h"

#include <QCheckBox>
#include <QDockWidget>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTableWidget>
#include <QTreeWidget>

#include <cmath>

using namespace insula;

namespace {

const World Left{-12, -4, 3}, Right{12, 6, -5};

double away(const World& a, const World& b)
{
    return std::hypot(a.x - b.x, a.y - b.y, a.z - b.z);
}

VolumePtr atlas()
{
    return phantom::filled<std::uint8_t>(phantom::cube(25), [](const World& w, std::int64_t) {
        return away(w, Left) < 8 ? 1.0 : away(w, Right) < 8 ? 2.0 : 0.0;
    });
}

// 9 at the left place, -7 at the right one, and two lone voxels.
VolumePtr map()
{
    return phantom::filled(phantom::cube(25), [](const World& w, std::int64_t) {
        return away(w, Left) < 4                                        ? 9 - away(w, Left)
            : away(w, Right) < 3                                        ? away(w, Right) - 7
            : away(w, {0, 15, 15}) < 0.1 || away(w, {0, -15, 15}) < 0.1 ? 5.0
                                                                        : 0.0;
    });
}

} // namespace

class tst_AtlasPanels : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_atlases;

    // Opens the panel, and waits until the atlas is listed.
    bool showAtlases(WindowFixture& f) const
    {
        f.find<QDockWidget>("atlasesDock")->show();
        f.find<QDockWidget>("atlasesDock")->raise();
        auto* list = f.find<QTreeWidget>("atlases");
        return QTest::qWaitFor([&] { return list->topLevelItemCount() == 1 && !list->topLevelItem(0)->isDisabled(); }, 5000);
    }
    bool use(WindowFixture& f) const
    {
        if (!showAtlases(f))
            return false;
        auto* list = f.find<QTreeWidget>("atlases");
        list->setCurrentItem(list->topLevelItem(0));
        f.click("atlasUse");
        return f.settle();
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("INSULA_RESOURCES", (qEnvironmentVariable("INSULA_SOURCE_DIR") + "/resources").toLocal8Bit());
        qputenv("XDG_DATA_HOME", m_atlases.filePath("nothing").toLocal8Bit());
        qputenv("INSULA_ATLAS_PATH", m_atlases.path().toLocal8Bit());
        writeNifti(m_atlases.filePath("ballsMNI.nii.gz").toStdString(), *atlas());
        writeTextFile(m_atlases.filePath("ballsMNI.txt").toStdString(), "1 Left ball\n2 Right ball\n");
    }

    void aHiddenAtlasNamesTheRegionAtTheCrosshair()
    {
        WindowFixture f;
        QVERIFY(f.open({f.save("sub-01_space-MNI152NLin6Asym_T1w.nii", phantom::leftIsBright(phantom::cube(30), 0))}));
        QVERIFY(use(f));
        QVERIFY(f.scene().readoutAtlas() != nullptr);
        f.scene().setCrosshair(Left);
        QCOMPARE(regionText(f.scene()), std::string("ballsMNI: Left ball"));
        QTRY_VERIFY(f.find<QLabel>("crosshairStatus")->text().contains("ballsMNI: Left ball"));
        f.scene().setCrosshair(Right);
        QCOMPARE(regionText(f.scene()), std::string("ballsMNI: Right ball"));
        f.scene().setCrosshair({0, 0, 24});
        QCOMPARE(regionText(f.scene()), std::string("ballsMNI: no region here"));
        QCOMPARE(f.scene().layers().size(), std::size_t{1});
        f.click("atlasUse"); // and off again
        QVERIFY(!f.scene().readoutAtlas());
    }

    void inAnotherSpaceItNamesNothingUnlessTheUserSaysSo()
    {
        WindowFixture f;
        QVERIFY(f.open({f.save("sub-01_T1w.nii", phantom::leftIsBright(phantom::cube(30), 0))}));
        QVERIFY(use(f));
        QVERIFY(!f.scene().readoutAtlas());
        QVERIFY(f.find<QLabel>("atlasState")->text().contains("not in this image's space"));
        QTest::mouseClick(f.find<QCheckBox>("atlasAnySpace"), Qt::LeftButton, {}, {8, f.find<QCheckBox>("atlasAnySpace")->height() / 2});
        QVERIFY(f.scene().readoutAtlas() != nullptr);
        f.scene().setReadoutAtlas(nullptr);
    }

    void aRegionIsFoundByAFewLettersAndByThePalette()
    {
        WindowFixture f;
        QVERIFY(f.open({f.save("sub-01_space-MNI152NLin6Asym_T1w.nii", phantom::leftIsBright(phantom::cube(30), 0))}));
        QVERIFY(use(f));
        auto* search = f.find<QLineEdit>("regionSearch");
        QTest::keyClick(&f.window(), Qt::Key_R, Qt::ControlModifier);
        QTRY_VERIFY(search->hasFocus());
        QTest::keyClicks(search, "rght");
        QCOMPARE(f.find<QListWidget>("regions")->count(), 1);
        QTest::keyClick(search, Qt::Key_Return);
        QTRY_VERIFY(away(f.scene().crosshair(), Right) < 0.1);
        QTest::keyClick(&f.window(), Qt::Key_K, Qt::ControlModifier);
        auto* palette = f.window().findChild<CommandPalette*>();
        QTRY_VERIFY(palette->isVisible());
        QTest::keyClicks(palette->findChild<QLineEdit*>(), "left ball");
        QCOMPARE(palette->shownNames().value(0), QString("Left ball"));
        QTest::keyClick(palette->findChild<QLineEdit*>(), Qt::Key_Return);
        QTRY_VERIFY(away(f.scene().crosshair(), Left) < 0.1);
        QVERIFY(f.workbench().history().stack()->undoText().contains("Left ball"));
    }

    void oneRegionIsDrawnAloneAndUndoBringsTheOthersBack()
    {
        WindowFixture f;
        QVERIFY(f.open({f.save("sub-01_space-MNI152NLin6Asym_T1w.nii", phantom::leftIsBright(phantom::cube(30), 0))}));
        QVERIFY(use(f));
        f.find<QListWidget>("regions")->setCurrentRow(1);
        f.click("regionOnly");
        QVERIFY(f.settle());
        QCOMPARE(f.scene().layers().size(), std::size_t{2}); // the atlas is shown for it
        QCOMPARE(f.scene().layers().back().display.onlyLabel, std::optional<std::int64_t>(2));
        QVERIFY(f.scene().layers().back().isLabels());
        f.scene().setLayout(Layout::Axial);
        f.scene().setCrosshairVisible(false);
        f.scene().setReadoutVisible(false);
        const auto colourAt = [&f](const World& w) {
            f.scene().setCrosshair(w);
            f.settle();
            const QColor c = f.views().grabFramebuffer().pixelColor(f.at(ViewKind::Axial, w) * f.views().devicePixelRatioF());
            return std::max({c.red(), c.green(), c.blue()}) - std::min({c.red(), c.green(), c.blue()});
        };
        QVERIFY(colourAt(Right) > 30);
        QVERIFY(colourAt(Left) < 5); // the grey image below
        f.workbench().history().stack()->undo();
        QVERIFY(!f.scene().layers().back().display.onlyLabel);
        QVERIFY(colourAt(Left) > 30);
    }

    void clustersFollowTheThresholdAndLeadToTheirPeaks()
    {
        WindowFixture f;
        QVERIFY(f.open(
            {f.save("sub-01_space-MNI152NLin6Asym_T1w.nii", phantom::leftIsBright(phantom::cube(30), 0)), f.save("zmap.nii", map())}));
        QVERIFY(use(f));
        const auto id = f.scene().layers().back().id;
        f.scene().selectLayer(id);
        auto display = f.scene().layer(id).display;
        display.twoSided = true;
        display.threshold = {true, 3, 20, 0};
        f.scene().setDisplay(id, display);
        f.find<QDockWidget>("clustersDock")->show();
        f.find<QDockWidget>("clustersDock")->raise();
        auto* table = f.find<QTableWidget>("clusters");
        QTRY_COMPARE(table->rowCount(), 4);
        QCOMPARE(table->item(0, 6)->text(), QString("Left ball"));
        QCOMPARE(table->item(1, 6)->text(), QString("Right ball"));
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualItemRect(table->item(1, 3)).center());
        QVERIFY(away(f.scene().crosshair(), Right) < 0.1);
        display.threshold.low = 6;
        f.scene().setDisplay(id, display);
        QTRY_COMPARE(table->rowCount(), 2);
        display.threshold.low = 3;
        display.twoSided = false;
        f.scene().setDisplay(id, display);
        QTRY_COMPARE(table->rowCount(), 3);
        display.threshold.enabled = false;
        f.scene().setDisplay(id, display);
        QTRY_COMPARE(table->rowCount(), 0);
        QVERIFY(f.find<QLabel>("clusterState")->text().contains("threshold"));
        f.workbench().closeLayer(id); // in the middle of it all
        QTRY_VERIFY(f.find<QLabel>("clusterState")->text().size() > 0);
    }

    void smallClustersGoAndComeBack()
    {
        WindowFixture f;
        QVERIFY(f.open({f.save("T1w.nii", phantom::leftIsBright(phantom::cube(30), 0)), f.save("zmap.nii", map())}));
        const auto id = f.scene().layers().back().id;
        f.find<QDockWidget>("clustersDock")->show();
        f.find<QDockWidget>("clustersDock")->raise();
        auto* own = f.find<QCheckBox>("clusterOwn");
        own->setChecked(true);
        f.find<QDoubleSpinBox>("clusterThreshold")->setValue(3);
        f.find<QCheckBox>("clusterTwoSided")->setChecked(true);
        f.find<QDoubleSpinBox>("clusterSmallest")->setValue(2);
        auto* table = f.find<QTableWidget>("clusters");
        QTRY_COMPARE(table->rowCount(), 2);
        QVERIFY(f.find<QLabel>("clusterState")->text().contains("2 smaller ones left out"));
        f.click("clusterRemove");
        QTRY_COMPARE(f.scene().layers().size(), std::size_t{3});
        const auto& cleaned = f.scene().layers().back();
        const auto voxel = *voxelAt(*cleaned.volume, {0, 15, 15});
        QCOMPARE(cleaned.volume->value(voxel[0], voxel[1], voxel[2]), 0.0);
        const auto peak = *voxelAt(*cleaned.volume, Left);
        QCOMPARE(cleaned.volume->value(peak[0], peak[1], peak[2]), 9.0);
        QVERIFY(!f.scene().layer(id).display.visible);
        f.workbench().history().stack()->undo();
        QCOMPARE(f.scene().layers().size(), std::size_t{2});
        QVERIFY(f.scene().layer(id).display.visible);
    }
};

INSULA_WINDOW_TEST(tst_AtlasPanels)
#include "tst_AtlasPanels.moc"
