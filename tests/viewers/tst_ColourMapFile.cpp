#include "processing/core/Error.h"
#include "viewers/ColourMapFile.h"

#include <QtTest>

#include <cstdlib>
#include <fstream>

using namespace insula;

class TstColourMapFile : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    std::filesystem::path save(const QString& name, const std::string& content)
    {
        const auto file = m_folder.filePath(name).toStdString();
        std::ofstream(file, std::ios::binary) << content;
        return file;
    }
    std::string refusal(const std::filesystem::path& file)
    {
        try {
            readColourMapFile(file);
        } catch (const Error& error) {
            return error.what();
        }
        return {};
    }

private Q_SLOTS:
    void linesOfThreeNumbersAreStops()
    {
        const ColourTable table = readColourMapFile(save("a.cmap", "# ours\n0 0 0\n\n1.0,0.5,0\n"));
        QVERIFY(table[0] == (Rgb{0, 0, 0}));
        QVERIFY(table[255] == (Rgb{255, 128, 0}));
        QVERIFY(table[51] == (Rgb{51, 26, 0}));
        const ColourTable bytes = readColourMapFile(save("b.txt", "0 0 0\r\n255 255 255\r\n0 0 255\r\n"));
        QVERIFY(bytes[255] == (Rgb{0, 0, 255}));
        QVERIFY(bytes[127][0] > 250);
    }

    void lookUpTablesOfImageJAreRedThenGreenThenBlue()
    {
        std::string lut(768, '\0');
        for (std::size_t n = 0; n < 256; ++n) {
            lut[n] = static_cast<char>(n); // red grows
            lut[512 + n] = static_cast<char>(255 - n); // blue falls
        }
        const ColourTable table = readColourMapFile(save("a.lut", lut));
        QVERIFY(table[10] == (Rgb{10, 0, 245}));
        std::string header = "ICOL" + std::string(28, '\0');
        QVERIFY(readColourMapFile(save("b.lut", header + lut)) == table);
        QVERIFY(refusal(save("c.lut", lut.substr(0, 767))).find("768") != std::string::npos);
    }

    void nodesOfMricroglHaveIntensities()
    {
        const ColourTable table = readColourMapFile(save("a.clut",
            "[FLT]\nmin=0\n[INT]\nnumnodes=3\n[BYT]\nnodeintensity0=0\nnodeintensity1=51\nnodeintensity2=255\n"
            "[RGBA255]\nnodergba0=0|0|0|0\nnodergba1=100|0|0|64\nnodergba2=100|200|0|128\n"));
        QVERIFY(table[51] == (Rgb{100, 0, 0}));
        QVERIFY(table[153] == (Rgb{100, 100, 0}));
        QVERIFY(!refusal(save("b.clut", "numnodes=2\nnodeintensity0=0\n")).empty());
        QVERIFY(!refusal(save("c.clut", "nodeintensity0=200\nnodeintensity1=3\n")).empty());
    }

    void whatIsNoMapIsRefusedWithALineNumber()
    {
        QVERIFY(refusal(save("a.cmap", "0 0 0\n0 red 1\n")).find("line 2") != std::string::npos);
        QVERIFY(!refusal(save("b.cmap", "0 0 0\n")).empty());
        QVERIFY(!refusal(save("c.cmap", "0 0 0\n0 0 300\n")).empty());
        QVERIFY(!refusal(save("d.cmap", "0 0 0\nnan 0 1\n")).empty());
        QVERIFY(!refusal(m_folder.filePath("missing.cmap").toStdString()).empty());
        QVERIFY(!refusal(save("e.cmap", std::string(2 << 20, ' '))).empty());
    }

    void aWrittenMapIsReadBack()
    {
        const auto file = m_folder.filePath("w.cmap").toStdString();
        writeColourMapFile(file, colourTable("viridis"));
        QVERIFY(readColourMapFile(file) == colourTable("viridis"));
    }

    void usersMapsJoinTheOthersButNeverReplaceThem()
    {
        const auto before = colourMaps().size();
        addColourMap("mine", colourTable("hot"));
        QCOMPARE(colourMaps().size(), before + 1);
        QVERIFY(colourTable("mine") == colourTable("hot"));
        addColourMap("mine", colourTable("cold"));
        QCOMPARE(colourMaps().size(), before + 1);
        QVERIFY(colourTable("mine") == colourTable("cold"));
        QVERIFY_THROWS_EXCEPTION(Error, addColourMap("viridis", colourTable("cold")));
    }

    void pointsGiveTheColoursBetweenThem()
    {
        const ColourPoints points{{51, {0, 0, 0}}, {153, {102, 204, 0}}, {204, {102, 0, 255}}};
        const ColourTable table = tableOf(points);
        QVERIFY(table[0] == (Rgb{0, 0, 0}) && table[50] == (Rgb{0, 0, 0})); // before the first and after the last they stay
        QVERIFY(table[102] == (Rgb{51, 102, 0}));
        QVERIFY(table[255] == (Rgb{102, 0, 255}));
        QVERIFY(pointsOf(colourTable("gray")) == (ColourPoints{{0, {0, 0, 0}}, {255, {255, 255, 255}}}));
        for (const ColourMapInfo& info : colourMaps()) {
            const ColourTable wanted = colourTable(info.name);
            const ColourPoints found = pointsOf(wanted);
            QVERIFY2(found.size() < 40, info.name.c_str());
            const ColourTable drawn = tableOf(found);
            for (std::size_t n = 0; n < 256; ++n)
                for (std::size_t c = 0; c < 3; ++c)
                    QVERIFY2(std::abs(drawn[n][c] - wanted[n][c]) <= 3, info.name.c_str()); // 2, and rounding
        }
    }

    void aMapOfTheUsersIsKeptReplacedAndNeverHidesOneOfTheProgram()
    {
        QTemporaryDir home;
        qputenv("XDG_DATA_HOME", home.path().toLocal8Bit());
        const ColourPoints points{{0, {10, 20, 30}}, {100, {200, 0, 0}}, {255, {255, 255, 0}}};
        const auto revision = colourMapsRevision();
        saveUserColourMap("sea & sun", points);
        QVERIFY(colourMapsRevision() > revision);
        QVERIFY(readColourPoints(userColourMapFile("sea & sun")) == points);
        QVERIFY(colourTable("sea & sun") == tableOf(points));
        QVERIFY(colourTable("sea & sun") == readColourMapFile(userColourMapFolder() / "sea & sun.clut"));
        writeColourMapFile(userColourMapFolder() / "old.cmap", colourTable("hot"));
        saveUserColourMap("old", points); // instead of the file of another kind
        QCOMPARE(userColourMapFile("old").extension().string(), std::string(".clut"));
        QVERIFY(!std::filesystem::exists(userColourMapFolder() / "old.cmap"));
        for (const char* name : {"", "a/b", "..", ".hidden", " a", "viridis", "labels", "a\nb"})
            QVERIFY_THROWS_EXCEPTION(Error, saveUserColourMap(name, points));
    }

    void usersFolderIsReadOnceAndBrokenFilesAreNamed()
    {
        qputenv("XDG_DATA_HOME", m_folder.path().toLocal8Bit());
        std::filesystem::create_directories(userColourMapFolder());
        writeColourMapFile(userColourMapFolder() / "ocean.cmap", colourTable("winter"));
        std::ofstream(userColourMapFolder() / "broken.cmap") << "1\n";
        const auto problems = addUserColourMaps();
        QVERIFY(hasColourMap("ocean"));
        QCOMPARE(int(problems.size()), 1);
        QVERIFY(problems[0].find("broken.cmap") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TstColourMapFile)
#include "tst_ColourMapFile.moc"
