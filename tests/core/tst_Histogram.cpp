#include "processing/core/Histogram.h"
#include "tests/viewers/Phantom.h"

#include <QtTest>

#include <cmath>
#include <limits>
#include <numeric>

using namespace insula;

class TstHistogram : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsScaledValuesAndLeavesOutTheRest()
    {
        Volume::Description description;
        description.grid = {{6, 1, 1}, Affine()};
        description.slope = 2;
        description.intercept = 10; // values 10, 12, 14, 16, 18, 30
        const VolumePtr volume = Volume::make<std::int16_t>(description, {0, 1, 2, 3, 4, 10});
        const Histogram h = histogram(*volume, 10, 20, 5);
        QVERIFY(h.counts == (std::vector<double>{1, 1, 1, 1, 1})); // 30 lies outside
        const Histogram ends = histogram(*volume, 10, 18, 2);
        QVERIFY(ends.counts == (std::vector<double>{2, 3})); // the high end is inside
    }

    void nothingFiniteIsAnEmptyHistogram()
    {
        const VolumePtr volume
            = phantom::filled(phantom::cube(2), [](const World&, std::int64_t) { return std::numeric_limits<double>::quiet_NaN(); });
        const Histogram h = histogram(*volume, 16);
        QVERIFY(h.high > h.low);
        QCOMPARE(std::accumulate(h.counts.begin(), h.counts.end(), 0.0), 0.0);
    }

    void equalValuesHaveARange()
    {
        const VolumePtr volume = phantom::filled(phantom::cube(2), [](const World&, std::int64_t) { return 7.0; });
        const Histogram h = histogram(*volume, 16);
        QVERIFY(h.high > h.low);
        QCOMPARE(h.counts.front(), 125.0);
    }

    void manyVoxelsAreCountedFromSome()
    {
        const VolumePtr volume
            = phantom::filled<std::uint8_t>(phantom::cube(75), [](const World& w, std::int64_t) { return w.x < 0 ? 0.0 : 255.0; });
        const Histogram h = histogram(*volume, 0, 255, 2);
        const double all = 151.0 * 151 * 151;
        QVERIFY(std::abs(h.counts[0] - all * 75 / 151) < 0.01 * all);
        QVERIFY(std::abs(h.counts[1] - all * 76 / 151) < 0.01 * all);
    }

    void outliersDoNotStretchTheRange()
    {
        const VolumePtr volume = phantom::filled(
            phantom::cube(20), [](const World& w, std::int64_t) { return w.x == 20 && w.y == 20 && w.z == 20 ? 1e9 : w.x; });
        const Histogram h = histogram(*volume, 32);
        QVERIFY(h.high <= 20 && h.low >= -20);
    }
};

QTEST_GUILESS_MAIN(TstHistogram)
#include "tst_Histogram.moc"
