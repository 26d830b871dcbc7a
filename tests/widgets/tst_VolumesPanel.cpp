// The table of volumes: reading it, sorting it, copying it, and what is drawn of it.
#include "processing/core/Error.h"
#include "processing/core/Version.h"
#include "widgets/PlotScale.h"
#include "widgets/VolumesPanel.h"

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace insula;

namespace {

// Hippocampi of 4 and 3 ml: 28.6 % of their mean. The thalami differ by less than 15 %.
const char* Sided = "index\tname\tvoxels\tvolume_ml\tside\tasymmetry_percent\texpected_dice\n"
                    "10\tLeft-Thalamus\t7000\t7.000\tL\t-2.8\t0.931\n"
                    "16\tBrain-Stem\t20000\t20.000\tn/a\tn/a\t0.950\n"
                    "17\tLeft-Hippocampus\t4000\t4.000\tL\t28.6\t0.880\n"
                    "49\tRight-Thalamus\t7200\t7.200\tR\t-2.8\t0.921\n"
                    "53\tRight-Hippocampus\t3000\t3.000\tR\t28.6\t0.790\n";
const char* Plain = "index\tname\tvoxels\tvolume_ml\n1\tWhite matter\t450000\t450.000\n2\tGrey matter\t600000\t600.125\n";

class PanelFixture {
public:
    explicit PanelFixture(const char* text)
    {
        QFile file(path());
        if (file.open(QIODevice::WriteOnly))
            file.write(text);
        file.close();
        panel.resize(1100, 320);
        panel.showTable(path());
        panel.show();
        if (!QTest::qWaitForWindowExposed(&panel))
            qFatal("the panel does not appear");
    }
    QString path() const { return m_folder.filePath("sub-01_volumes.tsv"); }
    QTableWidget& table() { return *panel.findChild<QTableWidget*>("volumesTable"); }
    QStringList names()
    {
        QStringList found;
        for (int row = 0; row < table().rowCount(); ++row)
            found << table().item(row, 0)->text();
        return found;
    }
    void clickHeader(int column)
    {
        auto* header = table().horizontalHeader();
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, {header->sectionViewportPosition(column) + 20, header->height() / 2});
    }
    void clickCell(int row, int column)
    {
        QTest::mouseClick(table().viewport(), Qt::LeftButton, {}, table().visualItemRect(table().item(row, column)).center());
    }
    VolumesPanel panel;

private:
    QTemporaryDir m_folder;
};

} // namespace

class tst_VolumesPanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void leftAndRightComeTogetherAndAsymmetryIsOfTheirMean()
    {
        const auto read = volumesFromTsv(Sided);
        QCOMPARE(read.size(), std::size_t(3));
        QCOMPARE(QString::fromStdString(read[2].name), QString("Hippocampus"));
        QCOMPARE(read[2].left->label, std::int64_t(17));
        QCOMPARE(read[2].right->label, std::int64_t(53));
        QVERIFY(std::abs(*read[2].asymmetryPercent() - 200.0 / 7) < 1e-9);
        QVERIFY(std::abs(*read[2].lowestDice() - 0.79) < 1e-9);
        QVERIFY(!read[1].asymmetryPercent());
        QCOMPARE(read[1].whole->ml, 20.0);
    }

    void namesTellTheSideWhereNoColumnDoes()
    {
        const auto read = volumesFromTsv("index\tname\tvoxels\tvolume_ml\n1002\tctx-lh-insula\t10\t0.01\n2002\tctx-rh-insula\t10\t0.01\n"
                                         "4\tLeft-Lateral-Ventricle\t5\t0.005\n85\tOptic-Chiasm\t5\t0.005\n");
        QCOMPARE(read.size(), std::size_t(3));
        QCOMPARE(QString::fromStdString(read[0].name), QString("ctx-insula"));
        QVERIFY(read[0].left && read[0].right);
        QVERIFY(read[1].left && !read[1].right && !read[1].asymmetryPercent());
        QVERIFY(read[2].whole);
    }

    void whatIsNoTableOfVolumesIsRefusedByTheLine_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("says");
        QTest::newRow("other columns") << QByteArray("index\tname\tcolor\n1\ta\t#fff\n") << "no column 'voxels'";
        QTest::newRow("no number") << QByteArray("index\tname\tvoxels\tvolume_ml\n1\ta\tmany\t1\n") << "line 2";
        QTest::newRow("a short line") << QByteArray("index\tname\tvoxels\tvolume_ml\n1\ta\t1\t1\n2\tb\n") << "line 3";
        QTest::newRow("nothing") << QByteArray("index\tname\tvoxels\tvolume_ml\n") << "no structure";
        QTest::newRow("infinite") << QByteArray("index\tname\tvoxels\tvolume_ml\n1\ta\t1\tinf\n") << "line 2";
    }
    void whatIsNoTableOfVolumesIsRefusedByTheLine()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, says);
        try {
            volumesFromTsv(text.toStdString());
            QFAIL("it was taken");
        } catch (const Error& error) {
            QVERIFY2(QString::fromUtf8(error.what()).contains(says), error.what());
        }
    }

    void aHeaderSortsByNumberAndAsymmetryBeyondTheLimitIsMarked()
    {
        PanelFixture f(Sided);
        QCOMPARE(f.names(), QStringList({"Thalamus", "Brain Stem", "Hippocampus"})); // as in the file
        f.clickHeader(1);
        QCOMPARE(f.names(), QStringList({"Hippocampus", "Thalamus", "Brain Stem"}));
        f.clickHeader(1);
        QCOMPARE(f.names(), QStringList({"Brain Stem", "Thalamus", "Hippocampus"}));
        QVERIFY(f.table().item(2, 4)->font().bold());
        QCOMPARE(f.table().item(2, 4)->text(), QString("28.6 %"));
        QVERIFY(!f.table().item(1, 4)->font().bold());
        QCOMPARE(f.table().item(2, 5)->text(), QString("0.79"));
    }

    void aTableWithoutSidesHidesTheirColumnsAndThePlot()
    {
        PanelFixture f(Plain);
        for (const int column : {2, 3, 4, 5})
            QVERIFY(f.table().isColumnHidden(column));
        QVERIFY(!f.panel.findChild<VolumesPlot*>()->isVisible());
        QCOMPARE(f.table().item(1, 1)->text(), QString("600.13"));
    }

    void aClickTellsWhichSideToGoTo()
    {
        PanelFixture f(Sided);
        QSignalSpy chosen(&f.panel, &VolumesPanel::structureChosen);
        f.clickCell(2, 0);
        QCOMPARE(chosen.takeFirst().at(0).toLongLong(), 17LL);
        f.clickCell(2, 3);
        QCOMPARE(chosen.last().at(0).toLongLong(), 53LL);
        QCOMPARE(chosen.takeLast().at(1).toString(), QString("right Hippocampus"));
        f.clickCell(1, 1);
        QCOMPARE(chosen.last().at(0).toLongLong(), 16LL);
        QCOMPARE(chosen.takeLast().at(1).toString(), QString("Brain Stem"));
    }

    void aClickInThePlotChoosesTheRow()
    {
        PanelFixture f(Sided);
        QSignalSpy chosen(&f.panel, &VolumesPanel::structureChosen);
        auto* plot = f.panel.findChild<VolumesPlot*>();
        QPoint at(200, 0);
        while (at.y() < plot->height() && plot->structureAt(at) != 2) // the hippocampi, below the thalami
            ++at.ry();
        QTest::mouseClick(plot, Qt::LeftButton, {}, at + QPoint(0, 2));
        QCOMPARE(chosen.last().at(0).toLongLong(), 17LL);
        QCOMPARE(f.table().currentRow(), 2);
    }

    void copyGivesTheTableAsItIsSorted()
    {
        PanelFixture f(Sided);
        f.clickHeader(1);
        QTest::mouseClick(f.panel.findChild<QPushButton*>("volumesCopy"), Qt::LeftButton);
        const auto lines = QApplication::clipboard()->text().split('\n');
        QCOMPARE(lines[0], QString("structure\tvolume_ml\tleft_ml\tright_ml\tasymmetry_percent\texpected_dice_left\texpected_dice_right"));
        QCOMPARE(lines[1], QString("Hippocampus\t7.000\t4.000\t3.000\t28.6\t0.880\t0.790"));
        QCOMPARE(lines[3], QString("Brain-Stem\t20.000\tn/a\tn/a\tn/a\t0.950\t0.950"));
    }

    void theColoursAreTheLabelMapsAndTheMarkIsDrawn()
    {
        PanelFixture f(Sided);
        f.panel.setColours({{10, {"Left-Thalamus", {0, 118, 14, 255}}}, {17, {"Left-Hippocampus", {20, 40, 220, 255}}}});
        auto* plot = f.panel.findChild<VolumesPlot*>();
        const auto picture = plot->grab().toImage();
        int green = 0, blue = 0, marked = 0;
        for (int y = 0; y < picture.height(); ++y)
            for (int x = 0; x < picture.width(); ++x) {
                const QColor c = picture.pixelColor(x, y);
                green += c == QColor(0, 118, 14);
                blue += c == QColor(20, 40, 220);
                marked += c == MarkedColour;
            }
        QVERIFY(green > 40 && blue > 40); // dots and lines; the thalami's bar
        QVERIFY(marked > 200); // the hippocampi's bar
    }

    void saysWhatItIsForAndWhatToDoWhenEmpty()
    {
        VolumesPanel panel;
        panel.show();
        QVERIFY(panel.findChild<QLabel*>("volumesEmpty")->isVisible());
        QVERIFY(!panel.findChild<QPushButton*>("volumesCopy")->isEnabled());
        bool isThere = false;
        for (const auto* label : panel.findChildren<QLabel*>())
            isThere = isThere || label->text().contains(Notice);
        QVERIFY(isThere);
    }

    void scalesHaveRoundEndsAndTicks()
    {
        const auto sizes = scaleFor({0.4, 3, 260}, true);
        QVERIFY(std::abs(sizes.low - 0.2) < 1e-12 && std::abs(sizes.high - 500) < 1e-9);
        const auto powers = sizes.ticks(5);
        QCOMPARE(powers.size(), std::size_t(3));
        QVERIFY(std::abs(powers[0] - 1) < 1e-12 && std::abs(powers[2] - 100) < 1e-9);
        const auto scores = scaleFor({0.12, 0.93}, false);
        QCOMPARE(scores.low, 0.0);
        QCOMPARE(scores.high, 1.0);
        QVERIFY(scaleFor({NAN}, false).high > scaleFor({NAN}, false).low);
        QVERIFY(scaleFor({0, -3}, true).low > 0);
    }
};

QTEST_MAIN(tst_VolumesPanel)
#include "tst_VolumesPanel.moc"
