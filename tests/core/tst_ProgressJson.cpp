#include "processing/core/ProgressJson.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <thread>

using namespace insula;
using std::chrono::milliseconds;

namespace {

// A stream whose text can be asked for.
class Stream {
public:
    Stream() : m_file(std::tmpfile()) { }
    ~Stream() { std::fclose(m_file); }
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;
    std::FILE* file() { return m_file; }
    QByteArray text()
    {
        std::fflush(m_file);
        std::rewind(m_file);
        QByteArray bytes(1 << 20, '\0');
        bytes.resize(static_cast<qsizetype>(std::fread(bytes.data(), 1, static_cast<std::size_t>(bytes.size()), m_file)));
        return bytes;
    }
    std::vector<QJsonObject> events()
    {
        std::vector<QJsonObject> events;
        for (const QByteArray& line : text().trimmed().split('\n')) {
            events.push_back(QJsonDocument::fromJson(line).object());
        }
        return events;
    }

private:
    std::FILE* m_file;
};

RunOutcome outcome()
{
    RunOutcome result;
    result.run = 7;
    result.outputs["mask"] = "/a b/mask.nii";
    result.warnings = {"look twice"};
    result.measurements = {{"volume", {{"value", 1234.5678}, {"unit", "ml"}}}, {"count", {{"value", 3}}}};
    result.seconds = 1.5;
    result.peakBytes = 1000;
    return result;
}

struct Json {
    Stream output, messages;
    JsonRunEvents events{output.file(), messages.file(), "smooth", [] { return 7; }, [] { return false; }};
};

} // namespace

class TestProgressJson : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRunIsALineForEachEvent()
    {
        Json json;
        json.events.progressed(0, "reading");
        json.events.progressed(1, "ready");
        json.events.done(outcome());
        const auto events = json.output.events();
        QCOMPARE(events.size(), std::size_t{5});
        QCOMPARE(events[0]["event"].toString(), "started");
        QCOMPARE(events[0]["step"].toString(), "smooth");
        QCOMPARE(events[0]["run"].toInt(), 7);
        QCOMPARE(events[1]["event"].toString(), "progress");
        QCOMPARE(events[1]["message"].toString(), "reading");
        QCOMPARE(events[2]["fraction"].toDouble(), 1.0);
        QCOMPARE(events[3]["event"].toString(), "warning");
        QCOMPARE(events[4]["event"].toString(), "done");
        QCOMPARE(events[4]["outputs"]["mask"].toString(), "/a b/mask.nii");
        QCOMPARE(events[4]["measurements"]["volume"]["value"].toDouble(), 1234.5678);
        QCOMPARE(json.messages.text(), QByteArray());
    }

    void aRefusedRunOnlyFails()
    {
        Json json;
        json.events.failed("no such \"file\"");
        const auto events = json.output.events();
        QCOMPARE(events.size(), std::size_t{1});
        QCOMPARE(events[0]["event"].toString(), "failed");
        QCOMPARE(events[0]["message"].toString(), "no such \"file\"");
        QCOMPARE(json.messages.text(), QByteArray("insula-cli: no such \"file\"\n"));
    }

    void cancellingIsAnEventOfItsOwn()
    {
        Json json;
        json.events.cancelled();
        QCOMPARE(json.output.text(), QByteArray("{\"event\":\"cancelled\"}\n"));
    }

    void bytesThatAreNoUtf8DoNotBreakALine()
    {
        Json json;
        json.events.progressed(0.5, "caf\xe9\n");
        QCOMPARE(json.output.events().size(), std::size_t{2});
        QVERIFY(json.output.events()[1]["message"].toString().startsWith("caf"));
    }

    void eventsOfManyThreadsAreWholeAndNeverFall()
    {
        Json json;
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&] {
                for (int n = 0; n <= 1000; ++n) {
                    json.events.progressed(n / 1000.0, "working");
                }
            });
        }
        threads.clear();
        double last = 0;
        for (const QJsonObject& event : json.output.events()) {
            QVERIFY(!event.isEmpty());
            QVERIFY(event["fraction"].toDouble() >= last || event["event"].toString() == "started");
            last = std::max(last, event["fraction"].toDouble());
        }
        QCOMPARE(last, 1.0);
    }

    void progressIsShownTwentyTimesASecondAtMost()
    {
        ProgressFilter filter;
        const std::chrono::steady_clock::time_point start{};
        int shown = 0;
        for (int ms = 0; ms < 1000; ++ms) {
            shown += filter.accept(ms / 1001.0, start + milliseconds(ms)) ? 1 : 0;
        }
        QCOMPARE(shown, 20);
        QVERIFY2(filter.accept(1, start + milliseconds(1000)), "the last one is always shown");
        QVERIFY2(!filter.accept(1, start + milliseconds(1001)), "but once");
    }

    void fractionsNeverFall()
    {
        ProgressFilter filter;
        const std::chrono::steady_clock::time_point start{};
        QCOMPARE(filter.accept(0.5, start)->fraction, 0.5);
        QCOMPARE(filter.accept(0.2, start + milliseconds(100))->fraction, 0.5);
        QCOMPARE(filter.accept(std::nan(""), start + milliseconds(200))->fraction, 0.5);
        QCOMPARE(filter.accept(9, start + milliseconds(300))->fraction, 1.0);
    }

    void theTimeLeftOfSteadyWorkIsRight()
    {
        TimeLeft left;
        QVERIFY(!left.update(0, 0));
        QVERIFY2(!left.update(0.01, 0.1), "too early to tell");
        for (double seconds = 0.2; seconds < 8; seconds += 0.1) {
            const auto told = left.update(seconds / 10, seconds);
            QVERIFY(!told || std::abs(*told - (10 - seconds)) < 1e-6);
            QVERIFY(told || seconds < 0.55);
        }
        QCOMPARE(*left.update(1, 10), 0.0);
    }

    void theTimeLeftFollowsWorkThatSlowsDown()
    {
        TimeLeft left;
        for (double seconds = 0.1; seconds <= 1; seconds += 0.1) {
            left.update(seconds / 2, seconds);
        }
        double told = 0;
        for (double seconds = 1.1; seconds <= 10; seconds += 0.1) {
            told = left.update(0.5 + (seconds - 1) / 100, seconds).value_or(0);
        }
        QVERIFY2(std::abs(told - 41) < 8, qPrintable(QString::number(told))); // 0.41 left at 0.01 a second
    }

    void textNamesOutputsAndMeasurements()
    {
        Stream output, messages;
        TextRunEvents events(output.file(), messages.file(), [] { return false; });
        events.progressed(0.5, "not shown where there is no terminal");
        events.done(outcome());
        QCOMPARE(output.text(), QByteArray("mask\t/a b/mask.nii\ncount\t3\nvolume\t1234.57 ml\n"));
        QCOMPARE(messages.text(), QByteArray("insula-cli: warning: look twice\n"));
    }

    void durationsAreForPeople_data()
    {
        QTest::addColumn<double>("seconds");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("4.4") << 4.4 << QByteArray("4 s");
        QTest::newRow("-1") << -1.0 << QByteArray("0 s");
        QTest::newRow("89") << 89.0 << QByteArray("89 s");
        QTest::newRow("120") << 120.0 << QByteArray("2 min");
        QTest::newRow("3599") << 3599.0 << QByteArray("1 h 0 min");
        QTest::newRow("3900") << 3900.0 << QByteArray("1 h 5 min");
    }

    void durationsAreForPeople()
    {
        QFETCH(double, seconds);
        QTEST(QByteArray(durationText(seconds).c_str()), "text");
    }
};

QTEST_GUILESS_MAIN(TestProgressJson)
#include "tst_ProgressJson.moc"
