#include "processing/core/AtomicFile.h"
#include "processing/core/LabelTable.h"
#include "tests/core/Messages.h"

#include <QTemporaryDir>
#include <QtTest>

#include <set>

using namespace insula;
using namespace insula::test;

using Rgba = std::array<std::uint8_t, 4>;

class TestLabelTable : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    LabelTable read(const char* text) const
    {
        const std::filesystem::path file = m_folder.filePath("labels.txt").toStdString();
        writeTextFile(file, text);
        return readLabelTable(file);
    }

private Q_SLOTS:
    void readsAFreeSurferTable()
    {
        const LabelTable table = read("#No. Label Name:  R G B A\n\n0   Unknown   0 0 0 0\n17  Left-Hippocampus  220 216 20 0\r\n"
                                      "1001 ctx-lh-bankssts 25 100 40 155\n");
        QCOMPARE(table.size(), std::size_t{3});
        QCOMPARE(table.at(17).name, std::string("Left-Hippocampus"));
        QCOMPARE(table.at(17).rgba, (Rgba{220, 216, 20, 255})); // the last number is transparency
        QCOMPARE(table.at(1001).rgba, (Rgba{25, 100, 40, 100}));
    }

    void readsABidsTable()
    {
        const LabelTable table
            = read("index\tname\tabbreviation\tcolor\n1\tGrey Matter\tGM\t#ff53bb\n2\tn/a\tWM\tn/a\n-3\tOther\tO\t#01020304\n");
        QCOMPARE(table.size(), std::size_t{3});
        QCOMPARE(table.at(1).name, std::string("Grey Matter"));
        QCOMPARE(table.at(1).rgba, (Rgba{0xff, 0x53, 0xbb, 255}));
        QCOMPARE(table.at(2).name, std::string("WM"));
        QCOMPARE(table.at(2).rgba, defaultLabelColour(2));
        QCOMPARE(table.at(-3).rgba, (Rgba{1, 2, 3, 4}));
    }

    void columnsOfABidsTableMayComeInAnyOrder()
    {
        QCOMPARE(read("name\tcolor\tindex\nThalamus\t#000102\t10\n").at(10).name, std::string("Thalamus"));
    }

    void aTableSavedWithAByteOrderMarkIsReadAlike()
    {
        QCOMPARE(read("\xef\xbb\xbfindex\tname\n4\tPons\n").at(4).name, std::string("Pons"));
        QCOMPARE(read("\xef\xbb\xbf"
                      "4 Pons\n")
                     .at(4)
                     .name,
            std::string("Pons"));
    }

    void readsAPlainListWithSpacesInNames()
    {
        const LabelTable table = read("1 left thalamus\n2\tright thalamus\n");
        QCOMPARE(table.at(1).name, std::string("left thalamus"));
        QCOMPARE(table.at(2).name, std::string("right thalamus"));
        QCOMPARE(table.at(1).rgba, defaultLabelColour(1));
    }

    void refusesWhatIsNoTable_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("part");
        QTest::newRow("a word for a number") << QByteArray("1 a\ntwo b\n") << QByteArray("line 2");
        QTest::newRow("a number without a name") << QByteArray("1\n") << QByteArray("line 1");
        QTest::newRow("a fraction") << QByteArray("1.5 a\n") << QByteArray("line 1");
        QTest::newRow("an index that is no number") << QByteArray("index\tname\n1\ta\nx\tb\n") << QByteArray("line 3");
        QTest::newRow("a colour that is none") << QByteArray("index\tname\tcolor\n1\ta\tred\n") << QByteArray("'red' is not a colour");
        QTest::newRow("half a colour") << QByteArray("index\tname\tcolor\n1\ta\t#12345g\n") << QByteArray("line 2");
        QTest::newRow("nothing") << QByteArray("# only this\n\n") << QByteArray("names no label");
    }

    void refusesWhatIsNoTable()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, part);
        const std::string message = messageOf([&] { read(text.constData()); });
        QVERIFY2(contains(message, part.toStdString()), message.c_str());
        QVERIFY2(contains(message, "labels.txt"), message.c_str());
    }

    void refusesAMissingFile()
    {
        QVERIFY(contains(messageOf([&] { readLabelTable(m_folder.filePath("no.tsv").toStdString()); }), "no.tsv"));
    }

    void aTableSurvivesItsTsv()
    {
        const LabelTable table{{0, {"Background", {0, 0, 0, 0}}}, {7, {"Seven", {1, 2, 255, 255}}}, {-1, {"two words", {9, 8, 7, 128}}}};
        const LabelTable again = read(toTsv(table).c_str());
        QCOMPARE(again.size(), table.size());
        for (const auto& [number, label] : table) {
            QCOMPARE(again.at(number).name, label.name);
            QCOMPARE(again.at(number).rgba, label.rgba);
        }
    }

    void tabsInNamesDoNotBreakTheTsv()
    {
        QCOMPARE(toTsv({{1, {"a\tb\nc", {16, 32, 48, 255}}}}), std::string("index\tname\tcolor\n1\ta b c\t#102030\n"));
    }

    void coloursOfNumbersAreDistinctAndOpaque()
    {
        std::set<Rgba> colours;
        for (std::int64_t n = 1; n <= 200; ++n) {
            const Rgba colour = defaultLabelColour(n);
            QCOMPARE(colour[3], 255);
            colours.insert(colour);
        }
        QVERIFY(colours.size() > 190);
        QCOMPARE(defaultLabelColour(0)[3], 0);
        QCOMPARE(defaultLabelColour(5), defaultLabelColour(5));
    }
};

QTEST_GUILESS_MAIN(TestLabelTable)
#include "tst_LabelTable.moc"
