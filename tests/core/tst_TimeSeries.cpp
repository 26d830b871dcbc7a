#include "processing/core/TimeSeries.h"
#include "tests/core/Messages.h"
#include "tests/viewers/Phantom.h"

#include <QtTest>

#include <cmath>
#include <numbers>
#include <numeric>

using namespace insula;
using namespace insula::test;

namespace {

const double NoNumber = std::nan("");

// A cosine of so many turns in `n` frames.
std::vector<double> cosine(std::size_t n, double turns, double height, double mean)
{
    std::vector<double> out;
    for (std::size_t t = 0; t < n; ++t)
        out.push_back(mean + height * std::cos(2 * std::numbers::pi * turns * static_cast<double>(t) / static_cast<double>(n) + 0.4));
    return out;
}

double variance(const std::vector<double>& values)
{
    const double mean = meanOf(values);
    return std::accumulate(values.begin(), values.end(), 0.0, [mean](double s, double v) { return s + (v - mean) * (v - mean); })
        / static_cast<double>(values.size());
}

} // namespace

class TestTimeSeries : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aLineIsTakenAwayAndTheMeanStays()
    {
        std::vector<double> values;
        for (int t = 0; t < 7; ++t)
            values.push_back(100 + 3 * t + (t % 2 ? 1 : -1));
        const auto out = detrended(values);
        QVERIFY(std::abs(meanOf(out) - meanOf(values)) < 1e-12);
        // What is left is orthogonal to time.
        double product = 0;
        for (int t = 0; t < 7; ++t)
            product += (t - 3) * out[static_cast<std::size_t>(t)];
        QVERIFY(std::abs(product) < 1e-9);
        const auto line = detrended(std::vector<double>{1, 3, 5, 7});
        for (const double value : line)
            QVERIFY(std::abs(value - 4) < 1e-12);
    }

    void percentChangeIsAboutTheMean()
    {
        const auto out = percentChange(std::vector<double>{90, 100, 110});
        QCOMPARE(out, (std::vector<double>{-10, 0, 10}));
        // Of values below 0 upwards stays upwards.
        QCOMPARE(percentChange(std::vector<double>{-110, -90})[1], 10.0);
        for (const double value : percentChange(std::vector<double>{-1, 1}))
            QVERIFY(std::isnan(value));
    }

    void zScoresHaveMeanZeroAndDeviationOne()
    {
        const auto out = zScores(std::vector<double>{2, 4, 4, 4, 5, 5, 7, 9}); // mean 5, deviation 2
        QCOMPARE(out, (std::vector<double>{-1.5, -0.5, -0.5, -0.5, 0, 0, 1, 2}));
        QCOMPARE(zScores(std::vector<double>{3, 3, 3}), (std::vector<double>{0, 0, 0}));
    }

    void whatIsNoNumberStaysAndDoesNotCount()
    {
        QCOMPARE(meanOf(std::vector<double>{1, NoNumber, 3, INFINITY}), 2.0);
        QVERIFY(std::isnan(meanOf(std::vector<double>{NoNumber})));
        const auto z = zScores(std::vector<double>{1, NoNumber, 3});
        QCOMPARE(z[0], -1.0);
        QVERIFY(std::isnan(z[1]));
        QCOMPARE(pearson(std::vector<double>{1, 2, NoNumber, 3}, std::vector<double>{2, 4, 99, 6}), 1.0);
        QVERIFY(std::isnan(detrended(std::vector<double>{1, NoNumber, 3})[1]));
    }

    void pearsonOfKnownPairs()
    {
        // Sums by hand: 8 / sqrt(10 * 10).
        QVERIFY(std::abs(pearson(std::vector<double>{1, 2, 3, 4, 5}, std::vector<double>{2, 1, 4, 3, 5}) - 0.8) < 1e-12);
        QCOMPARE(pearson(std::vector<double>{1, 2, 3}, std::vector<double>{3, 2, 1}), -1.0);
        QVERIFY(std::isnan(pearson(std::vector<double>{1, 2, 3}, std::vector<double>{7, 7, 7})));
        QVERIFY_THROWS_EXCEPTION(std::exception, pearson(std::vector<double>{1, 2}, std::vector<double>{1, 2, 3}));
    }

    void aCosineHasItsPowerAtItsFrequency_data()
    {
        QTest::addColumn<int>("frames");
        for (const int frames : {8, 64, 156, 157, 300, 1452})
            QTest::newRow(std::to_string(frames).c_str()) << frames;
    }
    void aCosineHasItsPowerAtItsFrequency()
    {
        QFETCH(int, frames);
        const auto n = static_cast<std::size_t>(frames);
        const double tr = 2;
        const auto spectrum = powerSpectrum(cosine(n, 3, 5, 1000), tr);
        QCOMPARE(spectrum.frequency.size(), n / 2 + 1);
        QVERIFY(std::abs(spectrum.frequency[3] - 3 / (tr * frames)) < 1e-12);
        QVERIFY(spectrum.frequency.back() <= 0.25 + 1e-12);
        // 5^2 / 2 in one place of width 1 / (N TR).
        QVERIFY(std::abs(spectrum.power[3] / (tr * frames) - 12.5) < 1e-7);
        for (std::size_t k = 0; k < spectrum.power.size(); ++k)
            if (k != 3)
                QVERIFY(spectrum.power[k] < 1e-12 * spectrum.power[3]);
    }

    void theSpectrumAddsUpToTheVariance()
    {
        for (const std::size_t n : {31UL, 32UL, 300UL}) {
            std::vector<double> values;
            for (std::size_t t = 0; t < n; ++t)
                values.push_back(static_cast<double>((t * t * 7919 + 13 * t) % 101));
            const auto spectrum = powerSpectrum(values, 0.72);
            const double sum = std::accumulate(spectrum.power.begin(), spectrum.power.end(), 0.0);
            QVERIFY(std::abs(sum * spectrum.frequency[1] / variance(values) - 1) < 1e-9);
        }
        QVERIFY(powerSpectrum(std::vector<double>{1}, 2).power.empty());
    }

    void aRegionsMeanIsThatOfItsVoxelsOnAnyGrid()
    {
        // The label map has voxels of half the size on an oblique grid of its own; the run's value is its x in mm times the frame.
        const auto grid = phantom::obliqueLeftHanded();
        const auto run = phantom::filled(
            grid, [](const World& w, std::int64_t t) { return w.x * static_cast<double>(t + 1); }, Kind::Image, 3);
        const auto labels = phantom::filled<std::uint8_t>(
            phantom::cube(30), [](const World& w, std::int64_t) { return w.x < 5 ? 7.0 : 3.0; }, Kind::Labels);
        const auto left = voxelsOfLabel(grid, *labels, 7);
        QVERIFY(!left.empty());
        double sum = 0;
        for (const auto v : left) {
            const auto i = v % grid.size.x, j = v / grid.size.x % grid.size.y, k = v / (grid.size.x * grid.size.y);
            const auto w = grid.affine.toWorld({static_cast<double>(i), static_cast<double>(j), static_cast<double>(k)});
            QVERIFY(w.x < 5); // label 7 fills x <= 4, and its boxes end at 4.5
            sum += w.x;
        }
        const auto means = meanCourse(*run, left);
        for (std::size_t t = 0; t < 3; ++t)
            QVERIFY(std::abs(means[t] - static_cast<double>(t + 1) * sum / static_cast<double>(left.size())) < 1e-3);
        QVERIFY(voxelsOfLabel(grid, *labels, 99).empty());
        QVERIFY_THROWS_EXCEPTION(std::exception, meanCourse(*run, {}));
    }
};

QTEST_GUILESS_MAIN(TestTimeSeries)
#include "tst_TimeSeries.moc"
