#include "processing/core/AtomicFile.h"
#include "processing/core/RunOrigins.h"

#include <QtTest>

using namespace insula;
namespace fs = std::filesystem;

class TestRunOrigins : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aDerivativeFindsTheEventsOfTheRawRun()
    {
        const ScratchFolder folder;
        const fs::path raw = folder.path() / "rawdata/sub-01/func", made = folder.path() / "derivatives/insula-motion/sub-01/func";
        fs::create_directories(raw);
        fs::create_directories(made);
        writeTextFile(raw / "sub-01_task-a_bold.nii.gz", "x");
        writeTextFile(raw / "sub-01_task-a_events.tsv", "onset\tduration\n1\t1\n");
        writeTextFile(made / "sub-01_task-a_desc-motion_bold.nii.gz", "x");
        writeTextFile(
            made / "sub-01_task-a_desc-motion_bold.json", R"({"Sources": ["bids::rawdata/sub-01/func/sub-01_task-a_bold.nii.gz"]})");
        writeTextFile(made / "sub-01_task-a_desc-smooth_bold.nii.gz", "x");
        writeTextFile(made / "sub-01_task-a_desc-smooth_bold.json",
            "{\"Sources\": [\"file://" + (made / "sub-01_task-a_desc-motion_bold.nii.gz").string() + "\"]}");
        const auto origins = originsOf(made / "sub-01_task-a_desc-smooth_bold.nii.gz");
        QCOMPARE(origins.size(), std::size_t{3});
        QCOMPARE(origins.back().string(), (raw / "sub-01_task-a_bold.nii.gz").string());
        QCOMPARE(fileOfOrigins(made / "sub-01_task-a_desc-smooth_bold.nii.gz", "events.tsv").string(),
            (raw / "sub-01_task-a_events.tsv").string());
    }

    void brokenSideCarsAndCirclesEndTheChain_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("no JSON") << "{";
        QTest::newRow("no list") << R"({"Sources": 3})";
        QTest::newRow("no text") << R"({"Sources": [3]})";
        QTest::newRow("empty") << R"({"Sources": []})";
        QTest::newRow("not there") << R"({"Sources": ["bids::nowhere.nii"]})";
        QTest::newRow("elsewhere") << R"({"Sources": ["https://example.org/x.nii"]})";
        QTest::newRow("itself") << R"({"Sources": ["bids::run.nii"]})";
    }
    void brokenSideCarsAndCirclesEndTheChain()
    {
        QFETCH(QString, text);
        const ScratchFolder folder;
        writeTextFile(folder.path() / "run.nii", "x");
        writeTextFile(folder.path() / "run.json", text.toStdString());
        QCOMPARE(originsOf(folder.path() / "run.nii").size(), std::size_t{1});
        QVERIFY(fileOfOrigins(folder.path() / "run.nii", "events.tsv").empty());
    }
};

QTEST_GUILESS_MAIN(TestRunOrigins)
#include "tst_RunOrigins.moc"
