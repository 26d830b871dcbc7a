// Atlases and clusters in the window.
#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "tests/widgets/WindowFixture.h"
#include "viewers/CrosshairValues.h"
#include "widgets/AtlasLibrary.h"
#include "widgets/CommandPalette.h"
#include "widgets/CourseChart.h"
#include "widgets/SaveLayer.h"
#include "widgets/SavedView.h"

#include <QCheckBox>
#include <QDir>
#include <QDockWidget>
#include <QDoubleSpinBox>
#include <QFileInfo>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QProcess>
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
        // The test's own cache, where an older program may have left some.
        QDir(QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + "/insula/clusters").removeRecursively();
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
        const auto cleanedId = cleaned.id;
        // In memory only, and told when the view cannot keep it; saved, it is a file like any other.
        QVERIFY(!isFromFile(*cleaned.volume));
        QVERIFY(!QFileInfo::exists(QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + "/insula/clusters"));
        QStringList told;
        QObject::connect(&f.workbench(), &Workbench::informed, &f.window(), [&](MessageBar::Tone, const QString& text) { told += text; });
        f.workbench().saveView(f.file("view.json"));
        QVERIFY(f.settle());
        QVERIFY2(told.value(0).contains("left out of the view"), qPrintable(told.join('/')));
        saveLayerAs(f.workbench(), cleanedId, f.file("large.nii.gz"));
        QTRY_COMPARE(f.scene().layer(cleanedId).name, std::string("large.nii.gz"));
        QCOMPARE(f.scene().layer(cleanedId).volume->source().path, f.file("large.nii.gz").toStdString());
        QCOMPARE(readNifti(f.file("large.nii.gz").toStdString())->value(peak[0], peak[1], peak[2]), 9.0);
        QVERIFY_THROWS_EXCEPTION(insula::Error, saveLayerAs(f.workbench(), id, f.file("large.nii.gz"))); // open as a layer
        f.workbench().history().stack()->undo();
        QVERIFY(!isFromFile(*f.scene().layers().back().volume));
        f.workbench().history().stack()->undo();
        QCOMPARE(f.scene().layers().size(), std::size_t{2});
        QVERIFY(f.scene().layer(id).display.visible);
    }

    void aViewBringsTheAtlasThatNamedItsRegionsAlsoToTheCommandLine()
    {
        QString view;
        QTemporaryDir folder;
        {
            WindowFixture f;
            writeNifti(folder.filePath("sub-01_T1w.nii").toStdString(), *phantom::leftIsBright(phantom::cube(30), 0)); // of no known space
            QVERIFY(f.open({folder.filePath("sub-01_T1w.nii")}));
            QVERIFY(use(f));
            QTest::mouseClick(
                f.find<QCheckBox>("atlasAnySpace"), Qt::LeftButton, {}, {8, f.find<QCheckBox>("atlasAnySpace")->height() / 2});
            f.scene().setLayout(Layout::Slices);
            f.scene().setCrosshair(Left);
            view = folder.filePath("view.json");
            f.workbench().saveView(view);
            QVERIFY(f.settle());
        }
        const auto picture = [&](const QString& name) {
            QProcess cli;
            cli.start(qEnvironmentVariable("INSULA_BIN_DIR") + "/insula-cli",
                {"snapshot", view, "-o", folder.filePath(name), "--size", "900x700"});
            const bool isDone = cli.waitForFinished(60000) && cli.exitCode() == 0;
            return isDone ? std::pair(QImage(folder.filePath(name)), cli.readAllStandardError())
                          : std::pair(QImage(), QByteArray("failed"));
        };
        const auto [named, noWarning] = picture("named.png");
        QCOMPARE(noWarning, QByteArray());
        WindowFixture f; // with settings of its own: nothing chosen
        QVERIFY(f.open({view}));
        QTRY_VERIFY(f.scene().readoutAtlas() != nullptr);
        QCOMPARE(regionText(f.scene()), std::string("ballsMNI: Left ball"));
        QVERIFY(f.open({f.save("other.nii", phantom::leftIsBright(phantom::cube(30), 0))}));
        f.scene().moveLayer(f.scene().layers().back().id, 0); // another image at the bottom: the view's word no longer counts
        QTRY_VERIFY(f.scene().readoutAtlas() == nullptr);
        // Without the atlas the picture has no names, and says so.
        auto text = readTextFile(view.toStdString());
        for (auto at = text.find("ballsMNI.nii.gz"); at != std::string::npos; at = text.find("ballsMNI.nii.gz"))
            text.replace(at, 15, "elsewhere.nii.gz");
        writeTextFile(view.toStdString(), text);
        const auto [nameless, warning] = picture("nameless.png");
        QVERIFY2(warning.contains("elsewhere.nii.gz"), warning.constData());
        QVERIFY(!named.isNull() && !nameless.isNull() && named != nameless);
        QStringList told;
        QObject::connect(
            &f.workbench(), &Workbench::informed, &f.window(), [&](MessageBar::Tone, const QString& message) { told += message; });
        f.workbench().openView(view);
        QTRY_VERIFY2(told.join('/').contains("is not installed here"), qPrintable(told.join('/')));
    }

    void timeCoursesAndTheTableOfRegionsKnowTheRegion()
    {
        WindowFixture f;
        const auto run = phantom::filled(
            phantom::cube(30), [](const World& w, std::int64_t t) { return w.x + 10.0 * static_cast<double>(t); }, Kind::Image, 6);
        QVERIFY(f.open({f.save("sub-01_space-MNI152NLin6Asym_bold.nii", run)}));
        QVERIFY(use(f));
        auto* chart = f.find<CourseChart>("courseChart");
        for (QWidget* each = chart; each; each = each->parentWidget())
            if (auto* dock = qobject_cast<QDockWidget*>(each)) {
                dock->show();
                dock->raise();
            }
        f.scene().setCrosshair(Left);
        QTRY_VERIFY2(chart->content().title.endsWith("ballsMNI: Left ball"), qPrintable(chart->content().title));
        QVERIFY(chart->content().title.startsWith("sub-01_space-MNI152NLin6Asym_bold.nii, voxel "));
        f.scene().setReadoutAtlas(nullptr);
        QTRY_VERIFY(!chart->content().title.contains("ball"));
        QVERIFY(f.open({f.save("balls_dseg.nii", atlas())}));
        f.find<QDockWidget>("regionsDock")->show();
        f.find<QDockWidget>("regionsDock")->raise();
        auto* table = f.find<QTableWidget>("regionsTable");
        QTRY_COMPARE(table->rowCount(), 2);
        auto* filter = f.find<QLineEdit>("regionsFilter");
        filter->setFocus();
        QTest::keyClicks(filter, "2");
        QTest::keyClick(filter, Qt::Key_Return); // the first that is left
        QTRY_VERIFY(away(f.scene().crosshair(), Right) < 1);
        filter->clear();
        table->setCurrentCell(0, 0);
        f.click("regionsGo");
        QTRY_VERIFY(away(f.scene().crosshair(), Left) < 1);
    }
};

INSULA_WINDOW_TEST(tst_AtlasPanels)
#include "tst_AtlasPanels.moc"
