#include "processing/core/Error.h"
#include "processing/core/GroupTest.h"

#include <QtTest>

#include <array>
#include <cmath>

using namespace insula;

namespace {

constexpr std::array<float, 5> First{1.2F, 0.7F, 2.1F, 1.5F, 0.9F};
constexpr std::array<float, 4> Second{0.3F, -0.4F, 0.8F, 0.1F};

// Three voxels: the numbers above, always 5, and 0 or NaN once.
std::vector<float> mapOf(float value, bool isLast)
{
    return {value, 5, isLast ? std::nanf("") : value};
}

} // namespace

class TestGroupTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // scipy.stats.ttest_1samp of 1.2, 0.7, 2.1, 1.5, 0.9
    void oneGroupIsTestedAgainstNothing()
    {
        GroupTest test(3, 1);
        for (const float x : First)
            test.add(0, mapOf(x, x == First.back()));
        const auto found = test.result();
        QCOMPARE(found.degreesOfFreedom, 4.0);
        QVERIFY2(std::abs(static_cast<double>(found.t[0]) - 5.20824613613542) < 1e-5, qPrintable(QString::number(found.t[0], 'g', 9)));
        QVERIFY(std::abs(static_cast<double>(found.z[0]) - 2.7224795528093666) < 1e-5 && std::abs(found.effect[0] - 1.28F) < 1e-6F);
        QCOMPARE(found.t[1], 0.0F); // no variance
        QCOMPARE(found.t[2], 0.0F); // NaN in one map
        QCOMPARE(found.mask, (std::vector<std::uint8_t>{1, 0, 0}));
    }

    // scipy.stats.ttest_ind of both
    void twoGroupsAreTestedAgainstEachOther()
    {
        GroupTest test(3, 2);
        for (const float x : First)
            test.add(0, mapOf(x, false));
        for (const float x : Second)
            test.add(1, mapOf(x, false));
        const auto found = test.result();
        QCOMPARE(found.degreesOfFreedom, 7.0);
        QVERIFY2(std::abs(static_cast<double>(found.t[0]) - 3.051912249364881) < 1e-5, qPrintable(QString::number(found.t[0], 'g', 9)));
        QVERIFY(std::abs(static_cast<double>(found.z[0]) - 2.3547887428262895) < 1e-5 && std::abs(found.means[1][0] - 0.2F) < 1e-6F);
    }

    void residualsHaveTheVarianceOne()
    {
        GroupTest test(3, 1);
        for (const float x : First)
            test.add(0, mapOf(x, false));
        double square = 0;
        for (const float x : First)
            square += std::pow(static_cast<double>(test.residual(0, mapOf(x, false))[0]), 2) / 4;
        QVERIFY(std::abs(square - 1) < 1e-6);
    }

    void refusesTooFewMaps()
    {
        GroupTest one(3, 1);
        one.add(0, mapOf(1, false));
        QVERIFY_EXCEPTION_THROWN(one.result(), Error);
        GroupTest empty(3, 2);
        empty.add(0, mapOf(1, false));
        empty.add(0, mapOf(2, false));
        QVERIFY_EXCEPTION_THROWN(empty.result(), Error);
        QVERIFY_EXCEPTION_THROWN(one.add(0, std::vector<float>(4)), Error);
    }
};

QTEST_GUILESS_MAIN(TestGroupTest)
#include "tst_GroupTest.moc"
