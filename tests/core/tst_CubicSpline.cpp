#include "processing/core/CubicSpline.h"

#include <QtTest>

#include <cmath>
#include <functional>
#include <numbers>

using namespace insula;

namespace {

std::vector<float> sampled(const Size3& n, const std::function<double(double, double, double)>& f)
{
    std::vector<float> values;
    for (std::int64_t k = 0; k < n.z; ++k)
        for (std::int64_t j = 0; j < n.y; ++j)
            for (std::int64_t i = 0; i < n.x; ++i)
                values.push_back(static_cast<float>(f(static_cast<double>(i), static_cast<double>(j), static_cast<double>(k))));
    return values;
}

double wavy(double i, double j, double k)
{
    return std::cos(std::numbers::pi * i * 3 / 79) + 0.5 * std::cos(std::numbers::pi * j * 2 / 29) * std::cos(std::numbers::pi * k / 10);
}

} // namespace

class TestCubicSpline : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void goesThroughTheSamplesOnEveryAxis_data()
    {
        QTest::addColumn<int>("x");
        QTest::newRow("long lines") << 80;
        QTest::newRow("short lines") << 7;
        QTest::newRow("one voxel") << 1;
    }
    void goesThroughTheSamplesOnEveryAxis()
    {
        QFETCH(int, x);
        const Size3 n{x, 30, 11};
        const auto values = sampled(n, [](double i, double j, double k) { return std::fmod(i * 7 + j * 13 + k * 31, 17.0) - 8; });
        const CubicSpline spline(values, n);
        std::size_t at = 0;
        for (int k = 0; k < n.z; ++k)
            for (int j = 0; j < n.y; ++j)
                for (int i = 0; i < n.x; ++i)
                    QVERIFY(std::abs(spline.value(i, j, k) - values[at++]) < 2e-5);
    }

    // Cosines that are even about both ends suit the mirrored border, so that the error is that of the interpolation alone.
    void followsASmoothFunctionBetweenTheSamplesAndItsSlope()
    {
        const Size3 n{80, 30, 11};
        const CubicSpline spline(sampled(n, wavy), n);
        for (double at = 0; at <= 1; at += 0.0371) {
            const double i = at * 79, j = at * at * 29, k = (1 - at) * 10;
            QVERIFY(std::abs(spline.value(i, j, k) - wavy(i, j, k)) < 2e-4);
            const auto slope = spline.gradient(i, j, k);
            const double h = 1e-4;
            QVERIFY(std::abs(slope[0] - (wavy(i + h, j, k) - wavy(i - h, j, k)) / (2 * h)) < 2e-3);
            QVERIFY(std::abs(slope[1] - (wavy(i, j + h, k) - wavy(i, j - h, k)) / (2 * h)) < 2e-3);
            QVERIFY(std::abs(slope[2] - (wavy(i, j, k + h) - wavy(i, j, k - h)) / (2 * h)) < 2e-3);
        }
    }

    void beyondTheBorderTheOutermostVoxelGoesOn()
    {
        const Size3 n{80, 30, 11};
        const CubicSpline spline(sampled(n, wavy), n);
        QCOMPARE(spline.value(-5, 3, 4), spline.value(0, 3, 4));
        QCOMPARE(spline.value(90, 3, 40), spline.value(79, 3, 10));
    }

    // The second moment of a smoothed point is sigma squared, axis by axis.
    void smoothingHasTheWidthThatWasAsked()
    {
        const Size3 n{41, 33, 27};
        auto values = sampled(n, [](double i, double j, double k) { return i == 20 && j == 16 && k == 13 ? 1.0 : 0.0; });
        smoothInPlace(values, n, {2.5, 1.5, 1.0});
        double total = 0;
        std::array<double, 3> moment{};
        std::size_t at = 0;
        for (int k = 0; k < n.z; ++k)
            for (int j = 0; j < n.y; ++j)
                for (int i = 0; i < n.x; ++i) {
                    const double v = values[at++];
                    total += v;
                    moment[0] += v * (i - 20) * (i - 20);
                    moment[1] += v * (j - 16) * (j - 16);
                    moment[2] += v * (k - 13) * (k - 13);
                }
        QVERIFY(std::abs(total - 1) < 1e-5);
        QVERIFY(std::abs(std::sqrt(moment[0]) - 2.5) < 0.05 && std::abs(std::sqrt(moment[1]) - 1.5) < 0.03
            && std::abs(std::sqrt(moment[2]) - 1) < 0.02);
    }

    void smoothingKeepsAConstantUpToTheBorder()
    {
        const Size3 n{9, 1, 5};
        auto values = sampled(n, [](double, double, double) { return 42.0; });
        smoothInPlace(values, n, {4, 4, 0});
        for (const float v : values)
            QVERIFY(std::abs(v - 42) < 1e-4);
    }
};

QTEST_GUILESS_MAIN(TestCubicSpline)
#include "tst_CubicSpline.moc"
