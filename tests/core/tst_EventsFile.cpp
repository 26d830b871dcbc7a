#include "processing/core/AtomicFile.h"
#include "processing/core/EventsFile.h"
#include "tests/core/Messages.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace insula;
using namespace insula::test;

namespace fs = std::filesystem;

class TestEventsFile : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    fs::path write(const std::string& name, const std::string& text = "onset\tduration\n") const
    {
        const fs::path file = fs::path(m_folder.path().toStdString()) / name;
        fs::create_directories(file.parent_path());
        writeTextFile(file, text);
        return file;
    }
    RunEvents read(const std::string& text) const { return readEvents(write("x_events.tsv", text)); }

private Q_SLOTS:
    void readsEventsInTheOrderOfTime()
    {
        const auto events
            = read("\xef\xbb\xbf"
                   "onset\tduration\ttrial_type\tstim\r\n12.5\t1.5\tface\ta.png\r\n\r\n-2\tn/a\thouse\tb.png\r\n13\t0\tface\tn/a\r\n");
        QCOMPARE(events.events.size(), std::size_t{3});
        QCOMPARE(events.events[0].onset, -2.0);
        QCOMPARE(events.events[0].duration, 0.0);
        QCOMPARE(events.events[1].onset, 12.5);
        QCOMPARE(events.events[1].duration, 1.5);
        QCOMPARE(events.types, (std::vector<std::string>{"house", "face"}));
    }

    void withoutTrialTypesAllAreEvents()
    {
        QCOMPARE(read("duration\tonset\n2\t10\n").types, (std::vector<std::string>{"event"}));
        QVERIFY(read("onset\tduration\n").events.empty());
    }

    void brokenFilesAreRefusedInOneLine_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("says");
        QTest::newRow("no duration") << "onset\ttrial_type\n1\ta\n"
                                     << "onset and duration";
        QTest::newRow("commas") << "onset,duration\n1,2\n"
                                << "onset and duration";
        QTest::newRow("short row") << "onset\tduration\n1\t2\n3\n"
                                   << "line 3";
        QTest::newRow("words") << "onset\tduration\nsoon\t2\n"
                               << "'soon'";
        QTest::newRow("n/a") << "onset\tduration\nn/a\t2\n"
                             << "onset";
        QTest::newRow("negative") << "onset\tduration\n1\t-2\n"
                                  << "'-2'";
        QTest::newRow("infinite") << "onset\tduration\n1\tinf\n"
                                  << "'inf'";
        QTest::newRow("empty") << "\n\n"
                               << "empty";
    }
    void brokenFilesAreRefusedInOneLine()
    {
        QFETCH(QString, text);
        QFETCH(QString, says);
        const auto message = messageOf([&] { read(text.toStdString()); });
        QVERIFY2(QString::fromStdString(message).contains(says), message.c_str());
    }

    void theFileBesideARunIsFoundByItsName()
    {
        const auto run = write("ds/sub-01/func/sub-01_task-a_run-1_bold.nii.gz", "");
        QVERIFY(fileOfRun(run, "events.tsv").empty());
        write("ds/sub-01/func/sub-01_task-b_run-1_events.tsv");
        write("ds/sub-01/func/sub-02_task-a_run-1_events.tsv");
        QVERIFY(fileOfRun(run, "events.tsv").empty());
        const auto common = write("ds/task-a_events.tsv"); // inherited from the top of the data set
        QCOMPARE(fileOfRun(run, "events.tsv"), common);
        const auto own = write("ds/sub-01/func/sub-01_task-a_run-1_events.tsv");
        write("ds/sub-01/func/sub-01_task-a_events.tsv");
        QCOMPARE(fileOfRun(run, "events.tsv"), own);
        QCOMPARE(fileOfRun(write("ds/sub-01/func/sub-01_task-a_run-1_space-MNI_desc-preproc_bold.nii", ""), "events.tsv"), own);
        QVERIFY(fileOfRun(write("ds/sub-01/func/anything.nii", ""), "events.tsv").empty());
        const auto beside = write("plain/bold_events.tsv"); // no BIDS names, but one begins the other
        QCOMPARE(fileOfRun(write("plain/bold_1slice.nii.gz", ""), "events.tsv"), beside);
    }
};

QTEST_GUILESS_MAIN(TestEventsFile)
#include "tst_EventsFile.moc"
