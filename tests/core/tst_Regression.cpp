#include "processing/core/Regression.h"

#include <QtTest>

#include <cmath>
#include <numbers>

using namespace insula;

class TestRegression : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void columnsThatOthersSpanAreLeftOut()
    {
        const std::vector<double> a{1, 1, 1, 1}, b{0, 1, 2, 3}, both{2, 5, 8, 11}, none{0, 0, 0, 0};
        const OrthonormalBasis basis({a, b, both, none});
        QCOMPARE(basis.rank(), std::size_t{2});
        std::vector<double> line{7, 4, 1, -2};
        basis.removeFrom(line);
        for (const double x : line)
            QVERIFY(std::abs(x) < 1e-12);
    }

    // numpy: x - polyval(polyfit(t, x, 2)) of the course in tst_TemporalFilter
    void aParabolaLeavesWhatPolyfitLeaves()
    {
        std::vector<double> x;
        for (int t = 0; t < 60; ++t)
            x.push_back(3 + 0.05 * t + std::sin(0.37 * t) + 0.5 * std::cos(0.011 * t * t));
        OrthonormalBasis(polynomials(60, 2)).removeFrom(x);
        QVERIFY(std::abs(x[0] + 0.44664761) < 1e-7 && std::abs(x[7] - 0.46136001) < 1e-7 && std::abs(x[31] + 0.892876) < 1e-7
            && std::abs(x[59] + 0.10467332) < 1e-7);
    }

    // 156 frames of 2 s and 128 s: floor(2 * 312 / 128) = 4 cosines, orthonormal, and orthogonal to the constant.
    void slowCosinesAreThoseOfTheCutOff()
    {
        const Columns columns = slowCosines(156, 2, 128);
        QCOMPARE(columns.size(), std::size_t{4});
        QVERIFY(std::abs(columns[1][10] - std::sqrt(2.0 / 156) * std::cos(std::numbers::pi * 2 * 21 / 312)) < 1e-12);
        Columns with = columns;
        with.insert(with.begin(), std::vector<double>(156, 1));
        const OrthonormalBasis basis(with);
        for (std::size_t n = 0; n < 4; ++n)
            for (std::size_t t = 0; t < 156; ++t)
                QVERIFY(std::abs(basis.columns()[n + 1][t] - columns[n][t]) < 1e-12);
        QVERIFY(slowCosines(10, 2, 128).empty());
    }
};

QTEST_GUILESS_MAIN(TestRegression)
#include "tst_Regression.moc"
