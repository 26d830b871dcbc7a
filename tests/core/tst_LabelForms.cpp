#include "processing/core/AtomicFile.h"
#include "processing/core/LabelForms.h"
#include "tests/core/Messages.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace insula;
using namespace insula::test;

using Rgba = std::array<std::uint8_t, 4>;

class TestLabelForms : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    std::filesystem::path write(const char* name, const std::string& text) const
    {
        const std::filesystem::path file = m_folder.filePath(QString::fromLatin1(name)).toStdString();
        writeTextFile(file, text);
        return file;
    }
    LabelTable read(const char* name, const std::string& text) const { return readLabelFile(write(name, text)); }

private Q_SLOTS:
    void readsEveryFormThatPeopleHave_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("number");
        QTest::addColumn<QString>("label");
        QTest::addColumn<QString>("colour"); // empty: its own
        QTest::newRow("FreeSurfer") << "a.txt" << QByteArray("# No. Label R G B A\n0 Unknown 0 0 0 0\n17 Left-Hippocampus 220 216 20 0\n")
                                    << 17 << "Left-Hippocampus"
                                    << "#dcd814";
        QTest::newRow("BIDS") << "a.tsv" << QByteArray("index\tname\tcolor\n3\tGrey matter\t#ff0080\n") << 3 << "Grey matter"
                              << "#ff0080";
        QTest::newRow("ITK-SNAP")
            << "a.label"
            << QByteArray("######\n    0     0    0    0        0  0  0    \"Clear Label\"\n    1   255    0  10        1  1  1    "
                          "\"Left caudate\"\n")
            << 1 << "Left caudate"
            << "#ff000a";
        QTest::newRow("Slicer") << "a.ctbl" << QByteArray("# Color table file\n1 tissue 128 174 128 255\n2 bone 241 214 145 255\n") << 2
                                << "bone"
                                << "#f1d691";
        QTest::newRow("FSLeyes") << "a.lut" << QByteArray("1 0.0 1.0 0.2 Frontal Pole\n2 1 0 0 Insular Cortex\n") << 1 << "Frontal Pole"
                                 << "#00ff33";
        QTest::newRow("MRIcroGL's third column")
            << "a.nii.txt" << QByteArray("1 Precentral_L 2001\n2 Precentral_R 2002\n") << 2 << "Precentral_R"
            << "";
        QTest::newRow("SPM's AAL") << "a.txt" << QByteArray("FAG\tPrecentral_L\t2001\nFAD\tPrecentral_R\t2002\n") << 2002 << "Precentral_R"
                                   << "";
        QTest::newRow("NiiVue") << "a.jsn"
                                << QByteArray("{\"R\":[0,10,20],\"G\":[0,11,21],\"B\":[0,12,22],\"labels\":[\"Air\",\"GM\",\"WM\"]}") << 2
                                << "WM"
                                << "#141516";
        QTest::newRow("NiiVue with numbers") << "a.json" << QByteArray("{\"I\":[0,47],\"labels\":[\"Air\",\"Pons\"]}") << 47 << "Pons"
                                             << "";
        QTest::newRow("numbers to names") << "a.json" << QByteArray("{\"1\":\"one\",\"12\":\"twelve\"}") << 12 << "twelve"
                                          << "";
        QTest::newRow("a list of objects") << "a.json" << QByteArray("[{\"index\":4,\"name\":\"four\",\"color\":\"#010203\"}]") << 4
                                           << "four"
                                           << "#010203";
        QTest::newRow("CSV") << "a.csv" << QByteArray("ROI_ID,ROI_Name,R,G,B\n7,\"Gyrus, left\",1,2,3\n") << 7 << "Gyrus, left"
                             << "#010203";
        QTest::newRow("CSV with semicolons") << "a.csv" << QByteArray("id;label\r\n9;Putamen\r\n") << 9 << "Putamen"
                                             << "";
        QTest::newRow("names alone") << "a.txt" << QByteArray("LH_Vis_1\nLH_Vis_2\n") << 2 << "LH_Vis_2"
                                     << "";
        QTest::newRow("FSL, labels") << "a.xml"
                                     << QByteArray(
                                            "<atlas><header><name>J &amp; H</name><type>Label</type></header><data>\n<label index=\"3\" "
                                            "x=\"1\">Tract</label></data></atlas>")
                                     << 3 << "Tract"
                                     << "";
        QTest::newRow("FSL, probabilistic") << "a.xml"
                                            << QByteArray(
                                                   "<atlas><header><name>HO</name><type>Probabilistic</type></header><data><!-- <label "
                                                   "index=\"0\">x</label> --><label index=\"0\">Frontal Pole</label></data></atlas>")
                                            << 1 << "Frontal Pole"
                                            << "";
    }
    void readsEveryFormThatPeopleHave()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, text);
        QFETCH(int, number);
        QFETCH(QString, label);
        QFETCH(QString, colour);
        const LabelTable table = read(name.toLatin1().constData(), text.toStdString());
        QVERIFY(table.contains(number));
        QCOMPARE(QString::fromStdString(table.at(number).name), label);
        const auto& c = table.at(number).rgba;
        const auto written = QStringLiteral("#%1%2%3")
                                 .arg(c[0], 2, 16, QLatin1Char('0'))
                                 .arg(c[1], 2, 16, QLatin1Char('0'))
                                 .arg(c[2], 2, 16, QLatin1Char('0'));
        if (colour.isEmpty()) {
            QCOMPARE(c, defaultLabelColour(number));
        } else {
            QCOMPARE(written, colour);
        }
    }

    void alphaIsReadAsEachProgramMeansIt()
    {
        QCOMPARE(read("a.ctbl", "1 tissue 128 174 128 255\n").at(1).rgba[3], 255);
        QCOMPARE(read("a.txt", "1 tissue 128 174 128 0\n").at(1).rgba[3], 255);
        QCOMPARE(read("a.label", "1 255 0 0 0.5 1 1 \"x\"\n").at(1).rgba[3], 128);
    }

    void readsABinaryTableOfColours()
    {
        std::string bytes(768, '\0');
        bytes[5] = static_cast<char>(200);
        bytes[256 + 5] = 100;
        bytes[512 + 5] = 50;
        QCOMPARE(read("a.lut", bytes).at(5).rgba, (Rgba{200, 100, 50, 255}));
    }

    void namesGetTheNumbersBesideThem()
    {
        write("aal116NodeIndex.1D", "2001\n2002\n");
        const LabelTable table = read("aal116NodeNames.txt", "Precentral_L\nPrecentral_R\n");
        QCOMPARE(table.at(2002).name, std::string("Precentral_R"));
        QVERIFY(!table.contains(1));
    }

    void aListOfTheWrongLengthIsRefused()
    {
        write("x200NodeIndex.1D", "1\n2\n3\n");
        const std::string message = messageOf([&] { read("x200NodeNames.txt", "a\nb\nc\nd\n"); });
        QVERIFY2(contains(message, "names 4 regions") && contains(message, "numbers 3"), message.c_str());
    }

    void refusesWhatIsNoTable_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("part");
        QTest::newRow("nothing") << "b.txt" << QByteArray("\n# no\n") << QByteArray("names no label");
        QTest::newRow("broken JSON") << "b.json" << QByteArray("{\"labels\": [") << QByteArray("b.json");
        QTest::newRow("JSON of something else") << "b.json" << QByteArray("{\"RepetitionTime\": 2}") << QByteArray("has no number");
        QTest::newRow("a short list of colours")
            << "b.jsn" << QByteArray("{\"R\":[1],\"G\":[1],\"B\":[1],\"labels\":[\"a\",\"b\"]}") << QByteArray("b.jsn");
        QTest::newRow("a column without numbers") << "b.csv" << QByteArray("index,name\n1,a\nx,b\n") << QByteArray("row 3");
        QTest::newRow("XML without labels") << "b.xml" << QByteArray("<atlas><type>Label</type></atlas>") << QByteArray("names no label");
        QTest::newRow("XML that does not end") << "b.xml" << QByteArray("<atlas><label index=\"1\">a") << QByteArray("does not end");
        QTest::newRow("two labels of one index")
            << "b.xml" << QByteArray("<atlas><label index=\"1\">a</label><label index=\"1\">b</label></atlas>") << QByteArray("two labels");
        QTest::newRow("some numbers") << "b.txt" << QByteArray("1 a\nb\n") << QByteArray("line 2");
    }
    void refusesWhatIsNoTable()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, part);
        const std::string message = messageOf([&] { read(name.toLatin1().constData(), text.toStdString()); });
        QVERIFY2(contains(message, part.toStdString()), message.c_str());
    }

    void theTableBesideAnImageIsFoundByItsName()
    {
        write("p_dseg.nii.gz", "x");
        QVERIFY(!labelFileBeside(m_folder.filePath("p_dseg.nii.gz").toStdString()));
        write("p_dseg.json", "{\"RepetitionTime\": 2}"); // of the scan, not of labels
        QVERIFY(!labelFileBeside(m_folder.filePath("p_dseg.nii.gz").toStdString()));
        const auto tsv = write("p_dseg.tsv", "index\tname\n1\ta\n");
        QCOMPARE(labelFileBeside(m_folder.filePath("p_dseg.nii.gz").toStdString()), std::optional(tsv));
        const auto resolution = write("tpl-X_atlas-Y_dseg.tsv", "index\tname\n1\ta\n");
        QCOMPARE(labelFileBeside(m_folder.filePath("tpl-X_res-02_atlas-Y_dseg.nii.gz").toStdString()), std::optional(resolution));
        const auto names = write("s100NodeNames.txt", "a\n");
        QCOMPARE(labelFileBeside(m_folder.filePath("s100MNI.nii.gz").toStdString()), std::optional(names));
    }
};

QTEST_GUILESS_MAIN(TestLabelForms)
#include "tst_LabelForms.moc"
