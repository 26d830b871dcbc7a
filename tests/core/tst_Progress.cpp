#include "processing/core/Error.h"
#include "processing/core/Progress.h"

#include <QtTest>

using namespace insula;

namespace {

class Recorder : public ProgressSink {
public:
    void progressed(double fraction, std::string_view message) override
    {
        fractions.push_back(fraction);
        messages.emplace_back(message);
    }
    bool isCancelled() const override { return cancelled; }

    std::vector<double> fractions;
    std::vector<std::string> messages;
    bool cancelled = false;
};

} // namespace

class TestProgress : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reportsGoToTheSink()
    {
        Recorder sink;
        Progress(sink).report(0.25, "reading");
        QCOMPARE(sink.fractions, (std::vector<double>{0.25}));
        QCOMPARE(sink.messages, (std::vector<std::string>{"reading"}));
    }

    void partsOfPartsLieWhereTheyShould()
    {
        Recorder sink;
        const Progress half = Progress(sink).part(0.5, 1), quarter = half.part(0, 0.5);
        half.report(0);
        quarter.report(0.5);
        quarter.report(1);
        half.report(1);
        QCOMPARE(sink.fractions, (std::vector<double>{0.5, 0.625, 0.75, 1}));
    }

    void fractionsStayInsideTheirPart()
    {
        Recorder sink;
        const Progress part = Progress(sink).part(0.2, 0.4);
        part.report(-3);
        part.report(7);
        QCOMPARE(sink.fractions, (std::vector<double>{0.2, 0.4}));
    }

    void cancellingStopsEveryPart()
    {
        Recorder sink;
        const Progress part = Progress(sink).part(0, 0.5).part(0, 0.5);
        part.checkpoint();
        sink.cancelled = true;
        QVERIFY(part.isCancelled());
        QVERIFY_EXCEPTION_THROWN(part.checkpoint(), Cancelled);
        QVERIFY_EXCEPTION_THROWN(part.report(0.5), Cancelled);
        QCOMPARE(sink.fractions.size(), std::size_t{0});
    }

    void withoutASinkNothingHappens()
    {
        Progress().report(0.5, "x");
        Progress().part(0, 1).checkpoint();
        QVERIFY(!Progress().isCancelled());
    }
};

QTEST_GUILESS_MAIN(TestProgress)
#include "tst_Progress.moc"
