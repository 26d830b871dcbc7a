#include "processing/core/Error.h"
#include "processing/core/TemporalFilter.h"
#include "tests/core/Fixtures.h"

#include <QtTest>

#include <cmath>

using namespace insula;

namespace {

// x[t] = 3 + 0.05 t + sin(0.37 t) + 0.5 cos(0.011 t^2), t = 0 ... 59
std::vector<double> course()
{
    std::vector<double> x;
    for (int t = 0; t < 60; ++t)
        x.push_back(3 + 0.05 * t + std::sin(0.37 * t) + 0.5 * std::cos(0.011 * t * t));
    return x;
}

using Four = std::array<double, 4>; // at frames 0, 7, 31, 59
constexpr std::array<std::size_t, 4> Frames{0, 7, 31, 59};

} // namespace

Q_DECLARE_METATYPE(Four)

class TestTemporalFilter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // scipy 1.10: b, a = butter(order, ..., fs=0.5); filtfilt(b, a, x)
    void isThatOfScipy_data()
    {
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::addColumn<int>("order");
        QTest::addColumn<Four>("truth");
        QTest::newRow("band, order 2") << 0.009 << 0.08 << 2 << Four{-0.03155137, 0.747267, -0.94256631, 0.11179128};
        QTest::newRow("band, order 3") << 0.02 << 0.1 << 3 << Four{0.03322596, 0.71806418, -1.12474985, 0.11489966};
        QTest::newRow("band, order 1") << 0.009 << 0.08 << 1 << Four{0.03762672, 0.68655543, -1.06729138, -0.17131622};
        QTest::newRow("low-pass, order 2") << 0.0 << 0.05 << 2 << Four{3.49975114, 4.24732018, 3.64529202, 6.53565913};
        QTest::newRow("low-pass, order 3") << 0.0 << 0.05 << 3 << Four{3.49697572, 4.29031119, 3.58390781, 6.50837068};
        QTest::newRow("high-pass, order 2") << 0.02 << 0.0 << 2 << Four{0.0285738, 0.57005534, -0.94530675, 0.23391338};
        QTest::newRow("high-pass, order 3") << 0.02 << 0.0 << 3 << Four{0.0682377, 0.63736426, -1.04668909, 0.10122791};
    }
    void isThatOfScipy()
    {
        QFETCH(double, low);
        QFETCH(double, high);
        QFETCH(int, order);
        QFETCH(Four, truth);
        std::vector<double> x = course();
        Butterworth({low, high}, 2, order).apply(x);
        for (std::size_t n = 0; n < 4; ++n)
            QVERIFY2(std::abs(x[Frames[n]] - truth[n]) < 1e-6, qPrintable(QString::number(x[Frames[n]], 'g', 9)));
    }

    void isThatOfTheFixture()
    {
        const auto folder = test::fixture("bandpass");
        if (folder.empty())
            QSKIP("no fixtures/bandpass");
        const Safetensors given(folder / "inputs.safetensors"), expected(folder / "expected.safetensors");
        const std::vector<double> x = test::doubles(given, "x");
        const auto check = [&](const Band& band, const char* name) {
            const std::vector<double> truth = test::doubles(expected, name);
            const Butterworth filter(band, 2, 2);
            for (std::size_t row = 0; row < 5; ++row) {
                std::vector<double> course(
                    x.begin() + static_cast<std::ptrdiff_t>(200 * row), x.begin() + static_cast<std::ptrdiff_t>(200 * row + 200));
                filter.apply(course);
                for (std::size_t t = 0; t < 200; ++t)
                    QVERIFY2(std::abs(course[t] - truth[200 * row + t]) < 1e-7, name);
            }
        };
        check({0.009, 0.08}, "filtfilt");
        check({0, 0.08}, "lowpass_filtfilt");
        check({0.009, 0}, "highpass_filtfilt");
    }

    // Half of the power at the limits, everything in the middle, nothing at 0.
    void losesThreeDecibelAtItsLimits()
    {
        for (const int order : {1, 2, 5, 8}) {
            const Butterworth filter({0.02, 0.1}, 2, order);
            QVERIFY(std::abs(std::abs(filter.response(0.02)) - std::sqrt(0.5)) < 1e-6);
            QVERIFY(std::abs(std::abs(filter.response(0.1)) - std::sqrt(0.5)) < 1e-6);
            QVERIFY(std::abs(filter.response(0)) < 1e-9 && std::abs(std::abs(filter.response(0.0462)) - 1) < 0.01);
        }
    }

    // numpy: irfft of rfft with what lies outside of 0.009 ... 0.08 Hz set to 0.
    void theIdealBandIsThatOfTheFourierTransform()
    {
        std::vector<double> x = course(), rest = x;
        bandBasis({0.009, 0.08}, 2, 60).removeFrom(rest);
        const Four truth{-0.20677898, 0.22720943, -0.95500144, 0.37304936};
        for (std::size_t n = 0; n < 4; ++n)
            QVERIFY(std::abs(x[Frames[n]] - rest[Frames[n]] - truth[n]) < 1e-7);
    }

    void refusesBandsThatAreNone_data()
    {
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::newRow("no limit") << 0.0 << 0.0;
        QTest::newRow("turned around") << 0.1 << 0.05;
        QTest::newRow("beyond half of the sampling rate") << 0.01 << 0.25;
        QTest::newRow("high-pass beyond it") << 0.3 << 0.0;
    }
    void refusesBandsThatAreNone()
    {
        QFETCH(double, low);
        QFETCH(double, high);
        QVERIFY_EXCEPTION_THROWN(Butterworth({low, high}, 2, 2), Error);
        QVERIFY_EXCEPTION_THROWN(bandBasis({low, high}, 2, 100), Error);
    }

    void refusesCoursesThatAreTooShort()
    {
        std::vector<double> x(15, 1.0);
        QVERIFY_EXCEPTION_THROWN(Butterworth({0.009, 0.08}, 2, 2).apply(x), Error);
        QVERIFY_EXCEPTION_THROWN(bandBasis({0.009, 0.08}, 2, 3), Error);
    }
};

QTEST_GUILESS_MAIN(TestTemporalFilter)
#include "tst_TemporalFilter.moc"
