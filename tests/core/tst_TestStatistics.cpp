#include "processing/core/CubicSpline.h"
#include "processing/core/TestStatistics.h"

#include <QtTest>

#include <cmath>
#include <numbers>
#include <random>
#include <tuple>

using namespace insula;

class TestTestStatistics : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tailsOfTAreThoseOfScipy()
    {
        for (const auto& [t, v, truth] : {std::tuple{0.5, 3.0, -1.1217049359318676}, std::tuple{2.1, 145.0, -3.977614201240518},
                 std::tuple{5.0, 10.0, -8.222038602718092}, std::tuple{25.0, 145.0, -124.35639824746572},
                 std::tuple{50.0, 30.0, -69.14393740545137}, std::tuple{1e-3, 7.0, -0.6939174599039233}})
            QVERIFY2(std::abs(logUpperTailOfT(t, v) - truth) < 1e-9 * std::abs(truth),
                qPrintable(QString::number(logUpperTailOfT(t, v), 'g', 12)));
        // one degree of freedom is Cauchy's: 1/2 - atan(t) / pi
        QVERIFY(std::abs(logUpperTailOfT(3, 1) - std::log(0.5 - std::atan(3.0) / std::numbers::pi)) < 1e-12);
        QVERIFY(std::abs(std::exp(logUpperTailOfT(-2, 9)) + std::exp(logUpperTailOfT(2, 9)) - 1) < 1e-14);
    }

    void tailsOfZAreThoseOfScipyAndTheirQuantilesLeadBack()
    {
        for (const auto& [z, truth] : {std::pair{-3.0, -0.001350809964748193}, std::pair{0.3, -0.9621028181688499},
                 std::pair{5.0, -15.064998393988727}, std::pair{12.0, -75.41067300156881}, std::pair{40.0, -804.6084420137539}}) {
            QVERIFY(std::abs(logUpperTailOfNormal(z) - truth) < 1e-10 * std::max(1.0, std::abs(truth)));
            QVERIFY(std::abs(upperQuantileOfNormal(truth) - z) < 1e-9);
        }
    }

    void zIsAsUnlikelyAsT()
    {
        QVERIFY(std::abs(zOfT(2.1, 145) - 2.0807090472461853) < 1e-8);
        QVERIFY(std::abs(zOfT(-4, 12) + 3.1277171580719147) < 1e-8);
        QVERIFY(std::abs(zOfT(25, 145) - 15.536419921630838) < 1e-8);
        QCOMPARE(zOfT(0, 10), 0.0);
        QVERIFY(std::isfinite(zOfT(1000, 5)) && std::isfinite(zOfT(1e6, 200)));
        QVERIFY(std::abs(upperQuantileOfT(0.001, 145) - 3.1473886859272904) < 1e-9);
        QVERIFY(std::abs(upperQuantileOfT(0.025, 4) - 2.7764451051977996) < 1e-9);
    }

    // numpy: the largest k with p_(k) <= q k / n, p = 2 sf(|t|)
    void theFalseDiscoveryRateIsThatOfBenjaminiAndHochberg()
    {
        std::vector<float> t;
        for (int n = 0; n <= 40; ++n)
            t.push_back(static_cast<float>(-2 + 0.1 * n));
        for (const float x : {3.1F, 3.5F, -4.2F, 5.0F, 6.1F})
            t.push_back(x);
        const auto found = falseDiscoveryT(t, 50, 0.05);
        QVERIFY(found && std::abs(*found - 3.1) < 1e-6);
        t.push_back(std::nanf(""));
        QVERIFY(falseDiscoveryT(t, 50, 0.05).has_value());
        QVERIFY(!falseDiscoveryT(std::vector<float>{0.1F, -0.2F, 1.0F}, 50, 0.05).has_value());
        QVERIFY(!falseDiscoveryT({}, 50, 0.05).has_value());
    }

    // numpy: the formulas of Friston 1994, E[m], E[N], beta, at sizes of 2.5 x 2.5 x 2.2 and 3 x 3
    void clusterSizesAreThoseOfTheFormula()
    {
        QCOMPARE(clusterSizeThreshold(40000, {2.5, 2.5, 2.2}, 0.001, 0.05), std::int64_t{21}); // 20.21 and above
        QCOMPARE(clusterSizeThreshold(2000, {3, 3, 0}, 0.001, 0.05), std::int64_t{8}); // 7.22 and above
        QVERIFY(clusterSizeThreshold(40000, {5, 5, 5}, 0.001, 0.05) > 50);
    }

    void smoothNoiseHasTheWidthThatItWasSmoothedWith()
    {
        const Size3 size{40, 36, 30};
        std::mt19937 random(1);
        std::normal_distribution<float> normal;
        std::vector<float> fields;
        const double sigma = 1.7;
        for (int frame = 0; frame < 3; ++frame) {
            std::vector<float> field(static_cast<std::size_t>(size.count()));
            for (float& x : field)
                x = normal(random);
            smoothInPlace(field, size, {sigma, sigma, sigma / 1.3});
            fields.insert(fields.end(), field.begin(), field.end());
        }
        std::vector<std::uint8_t> mask(static_cast<std::size_t>(size.count()));
        for (std::int64_t v = 0; v < size.count(); ++v) // away from the border, where the noise is larger
            mask[static_cast<std::size_t>(v)]
                = v % 40 > 5 && v % 40 < 34 && v / 40 % 36 > 5 && v / 40 % 36 < 30 && v / 1440 > 4 && v / 1440 < 25;
        const Vec3 found = smoothnessVoxels(fields, 3, size, mask);
        QVERIFY2(std::abs(found[0] / (sigma * 2.3548) - 1) < 0.06 && std::abs(found[2] / (sigma / 1.3 * 2.3548) - 1) < 0.06,
            qPrintable(QString("%1 %2 %3").arg(found[0]).arg(found[1]).arg(found[2])));
    }

    void oneSliceHasNoWidthAcrossIt()
    {
        const std::vector<float> field{1, -1, 0.5F, 0.2F};
        const Vec3 found = smoothnessVoxels(field, 1, {2, 2, 1}, std::vector<std::uint8_t>(4, 1));
        QCOMPARE(found[2], 0.0);
        QVERIFY(found[0] >= 1);
    }
};

QTEST_GUILESS_MAIN(TestTestStatistics)
#include "tst_TestStatistics.moc"
