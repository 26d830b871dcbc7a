#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/core/SliceTiming.h"

#include <QtTest>

#include <cmath>
#include <numbers>

using namespace insula;

class TestSliceTiming : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // A cosine that is even about both ends suits the mirrored border.
    void aSlowCosineIsMovedExactly_data()
    {
        QTest::addColumn<bool>("isSinc");
        QTest::addColumn<double>("shift");
        for (const double shift : {0.5, -0.3, 0.05, -1.0, 0.0})
            for (const bool isSinc : {true, false})
                QTest::addRow("%s by %g", isSinc ? "sinc" : "cubic", shift) << isSinc << shift;
    }
    void aSlowCosineIsMovedExactly()
    {
        QFETCH(bool, isSinc);
        QFETCH(double, shift);
        const auto wave = [](double t) { return 1000 + 20 * std::cos(std::numbers::pi * t * 9 / 79); }; // a period of 17.6 frames
        std::vector<double> course, out(80);
        for (int t = 0; t < 80; ++t)
            course.push_back(wave(t));
        TimeShift(isSinc ? TimeInterpolation::Sinc : TimeInterpolation::Cubic, shift).apply(course, out);
        for (int t = 0; t < 80; ++t)
            QVERIFY2(std::abs(out[static_cast<std::size_t>(t)] - wave(t + shift)) < 0.02,
                qPrintable(QString("%1: %2 instead of %3").arg(t).arg(out[static_cast<std::size_t>(t)]).arg(wave(t + shift))));
    }

    void aConstantStays()
    {
        const std::vector<double> course(12, 42);
        std::vector<double> out(12);
        for (const auto kind : {TimeInterpolation::Sinc, TimeInterpolation::Cubic}) {
            TimeShift(kind, 0.37).apply(course, out);
            for (const double x : out)
                QVERIFY(std::abs(x - 42) < 1e-9);
        }
    }

    void ordersAreTheirWords()
    {
        QCOMPARE(timesOfOrder("ascending", 4, 2), (std::vector<double>{0, 0.5, 1, 1.5}));
        QCOMPARE(timesOfOrder("descending", 4, 2), (std::vector<double>{1.5, 1, 0.5, 0}));
        QCOMPARE(timesOfOrder("interleaved", 5, 5), (std::vector<double>{0, 3, 1, 4, 2}));
        QCOMPARE(timesOfOrder("interleaved-even", 5, 5), (std::vector<double>{2, 0, 3, 1, 4}));
        QVERIFY_EXCEPTION_THROWN(timesOfOrder("random", 4, 2), Error);
    }

    void readsASideCarAndItsDirection()
    {
        const ScratchFolder folder;
        const auto file = folder.path() / "sub-01_task-x_bold.json";
        writeTextFile(file, R"({"SliceTiming": [0, 0.5, 1.0], "SliceEncodingDirection": "j-"})");
        const SliceTimes times = sliceTimesOf(file);
        QCOMPARE(times.axis, 1);
        QCOMPARE(times.seconds, (std::vector<double>{1.0, 0.5, 0}));
    }

    void refusesBrokenSideCars_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("no JSON") << "{";
        QTest::newRow("none") << R"({"RepetitionTime": 2})";
        QTest::newRow("empty") << R"({"SliceTiming": []})";
        QTest::newRow("words") << R"({"SliceTiming": [0, "x"]})";
        QTest::newRow("negative") << R"({"SliceTiming": [0, -1]})";
        QTest::newRow("direction") << R"({"SliceTiming": [0, 1], "SliceEncodingDirection": "z"})";
    }
    void refusesBrokenSideCars()
    {
        QFETCH(QString, text);
        const ScratchFolder folder;
        writeTextFile(folder.path() / "x.json", text.toStdString());
        QVERIFY_EXCEPTION_THROWN(sliceTimesOf(folder.path() / "x.json"), Error);
    }

    void readsTimesFromText()
    {
        QCOMPARE(timesFromText("0, 0.5 1.25"), (std::vector<double>{0, 0.5, 1.25}));
        for (const char* wrong : {"0, x", "0, -1", "0, 1s", "nan"})
            QVERIFY_EXCEPTION_THROWN(timesFromText(wrong), Error);
    }
};

QTEST_GUILESS_MAIN(TestSliceTiming)
#include "tst_SliceTiming.moc"
