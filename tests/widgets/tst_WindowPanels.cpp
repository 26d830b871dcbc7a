// The volumes and training panels in the window: how they open, and what they do to the views.
#include "tests/widgets/WindowFixture.h"
#include "widgets/TrainingPanel.h"
#include "widgets/VolumesPanel.h"
#include "widgets/WindowMenus.h"

#include <QDir>
#include <QDockWidget>
#include <QFile>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTreeWidget>

#include <algorithm>
#include <cmath>

using namespace insula;

namespace {

const char* Table = "index\tname\tvoxels\tvolume_ml\tside\tasymmetry_percent\texpected_dice\n"
                    "17\tLeft-Hippocampus\t4000\t4.000\tL\t28.6\t0.880\n"
                    "53\tRight-Hippocampus\t3000\t3.000\tR\t28.6\t0.790\n";

const World LeftPlace{-12, -4, 3}, RightPlace{12, -4, 3};

double away(const World& a, const World& b)
{
    return std::hypot(a.x - b.x, a.y - b.y, a.z - b.z);
}

VolumePtr labels()
{
    return phantom::filled<std::uint8_t>(
        phantom::cube(25),
        [](const World& w, std::int64_t) { return away(w, LeftPlace) < 6 ? 17.0
                                               : away(w, RightPlace) < 6 ? 53.0
                                                                         : 0.0; }, Kind::Labels);
}

QString write(const WindowFixture& f, const QString& name, const QByteArray& text)
{
    QDir().mkpath(QFileInfo(f.file(name)).absolutePath());
    QFile file(f.file(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write");
    return f.file(name);
}

void clickCell(QTableWidget& table, int row, int column)
{
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualItemRect(table.item(row, column)).center());
}

} // namespace

class tst_WindowPanels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("INSULA_RESOURCES", (qEnvironmentVariable("INSULA_SOURCE_DIR") + "/resources").toLocal8Bit()); }

    void aRowOfTheVolumesTakesTheCrosshairToTheStructure()
    {
        WindowFixture f;
        QVERIFY(f.open({f.save("head.nii", phantom::leftIsBright(phantom::cube(25), 0)), f.save("head_dseg.nii", labels())}));
        QVERIFY(!f.find<QDockWidget>("volumesDock")->isVisible());
        f.workbench().open(QStringList{write(f, "head_volumes.tsv", Table)});
        QVERIFY(f.find<QDockWidget>("volumesDock")->isVisible());
        QTest::qWait(50);
        auto* table = f.find<QTableWidget>("volumesTable");
        clickCell(*table, 0, 0);
        QVERIFY(away(f.scene().crosshair(), LeftPlace) < 0.1);
        clickCell(*table, 0, 3);
        QVERIFY(away(f.scene().crosshair(), RightPlace) < 0.1);
        QVERIFY(f.workbench().history().stack()->undoText().contains("right Hippocampus"));
    }

    void withoutTheLabelMapItSaysWhatToOpen()
    {
        WindowFixture f;
        QVERIFY(f.open({f.save("head.nii", phantom::leftIsBright(phantom::cube(25), 0))}));
        f.workbench().open(QStringList{write(f, "head_volumes.tsv", Table)});
        QTest::qWait(50);
        const World before = f.scene().crosshair();
        clickCell(*f.find<QTableWidget>("volumesTable"), 0, 0);
        QVERIFY(f.window().messages().isVisible());
        QVERIFY(f.window().messages().text().contains("open the label map"));
        QVERIFY(away(f.scene().crosshair(), before) < 1e-9);
    }

    void aFinishedRunsTableOpensByItself()
    {
        QTemporaryDir folder;
        QFile program(folder.filePath("steps"));
        QVERIFY(program.open(QIODevice::WriteOnly));
        program.write(QStringLiteral("#!/bin/sh\necho '{\"event\":\"done\",\"run\":0,\"outputs\":{\"volumes\":\"%1/head_volumes.tsv\"}}'\n")
                          .arg(folder.path())
                          .toUtf8());
        program.close();
        program.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        QFile table(folder.filePath("head_volumes.tsv"));
        QVERIFY(table.open(QIODevice::WriteOnly));
        table.write(Table);
        table.close();
        WindowFixture f(program.fileName());
        const auto head = f.save("head.nii", phantom::leftIsBright(phantom::cube(25), 0));
        QVERIFY(f.open({head}));
        f.workbench().runCommand("segment --in image=" + head + " --out volumes=" + f.file("v.tsv"));
        QTRY_VERIFY_WITH_TIMEOUT(f.find<QDockWidget>("volumesDock")->isVisible(), 10000);
        QCOMPARE(f.find<QTableWidget>("volumesTable")->rowCount(), 1);
    }

    void oneKeyStripsTheScanThatIsSelected()
    {
        QTemporaryDir folder;
        QFile program(folder.filePath("stand-in"));
        QVERIFY(program.open(QIODevice::WriteOnly));
        program.write("#!/bin/sh\nexit 1\n");
        program.close();
        program.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        WindowFixture f(program.fileName());
        QTest::keyClick(&f.window(), Qt::Key_B, Qt::ControlModifier); // without a scan: nothing
        QVERIFY(f.workbench().jobs().jobs().empty());
        const auto head = f.save("head.nii", phantom::leftIsBright(phantom::cube(25), 0));
        QVERIFY(f.open({head, f.save("head_dseg.nii", labels())}));
        QVERIFY(f.scene().layer(f.scene().selectedLayer()).isLabels());
        // What a strip leaves selected: its distance map is no scan.
        QVERIFY(f.open({f.save("head_desc-brain_distance.nii", phantom::leftIsBright(phantom::cube(25), 0))}));
        QVERIFY(f.scene().layer(f.scene().selectedLayer()).name.find("distance") != std::string::npos);
        QTest::keyClick(&f.window(), Qt::Key_B, Qt::ControlModifier);
        QTest::keyClick(&f.window(), Qt::Key_L, Qt::ControlModifier);
        QCOMPARE(f.workbench().jobs().jobs().size(), std::size_t{2});
        const auto& jobs = f.workbench().jobs().jobs();
        for (const auto& [n, step] : {std::pair{0, "skull-strip"}, std::pair{1, "anatomy-labels"}}) {
            QCOMPARE(jobs.at(n).request.step, std::string(step));
            QCOMPARE(QString::fromStdString(jobs.at(n).request.inputs.at("image").string()), head);
        }
    }

    void aDoubleClickOnATableOfTheProjectOpensIt()
    {
        WindowFixture f;
        f.workbench().createProject(f.file("study.insula"));
        f.workbench().projects().project().addVolume(write(f, "sub-01_volumes.tsv", Table).toStdString(), "01");
        f.workbench().projects().refresh();
        auto* tree = f.find<QTreeWidget>("project");
        QTRY_VERIFY(tree->topLevelItemCount() == 1 && tree->topLevelItem(0)->childCount() == 1);
        auto* item = tree->topLevelItem(0)->child(0);
        const auto at = tree->visualItemRect(item).center();
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, at);
        QTest::mouseDClick(tree->viewport(), Qt::LeftButton, {}, at);
        QTRY_VERIFY(f.find<QDockWidget>("volumesDock")->isVisible());
        QCOMPARE(f.find<QTableWidget>("volumesTable")->rowCount(), 1);
    }

    void aTableThatIsNoneIsToldAndTheOldOneStays()
    {
        WindowFixture f;
        f.workbench().open(QStringList{write(f, "good.tsv", Table)});
        f.workbench().open(QStringList{write(f, "other.tsv", "a\tb\n1\t2\n")});
        QVERIFY(f.window().messages().text().contains("not a table of volumes"));
        QCOMPARE(f.find<QTableWidget>("volumesTable")->rowCount(), 1);
    }

    void aTrainingOpensByItsPackageAndTheMenuOffersIt()
    {
        WindowFixture f;
        write(f, "package/training/log.jsonl",
            "{\"event\":\"start\",\"steps\":100,\"step\":0}\n{\"event\":\"step\",\"step\":20,\"loss\":3,\"secondsPerStep\":1}\n");
        f.workbench().open(QStringList{f.file("package")});
        QVERIFY(f.find<QDockWidget>("trainingDock")->isVisible());
        QCOMPARE(f.window().findChild<TrainingPanel*>()->log().step(), 20.0);
        const auto commands = f.window().findChild<WindowMenus*>()->paletteEntries();
        QVERIFY(std::any_of(commands.begin(), commands.end(), [](const auto& each) { return each.name.startsWith("Open training log"); }));
    }
};

INSULA_WINDOW_TEST(tst_WindowPanels)
#include "tst_WindowPanels.moc"
