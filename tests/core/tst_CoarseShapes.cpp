#include "processing/core/CoarseShapes.h"
#include "tests/core/Shapes.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <set>

using namespace insula;

class TestCoarseShapes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSphereKeepsItsSizeWithAFewTriangles()
    {
        const Mesh mesh = shapes::ellipsoid({10, 20, 30}, {50, 50, 50}, 400, 200);
        const auto triangles = coarseTriangles(mesh, 10000);
        QVERIFY2(triangles.size() < 20000 && triangles.size() > 4000, qPrintable(QString::number(triangles.size())));
        double volume = 0; // six times, by the divergence theorem
        for (const auto& t : triangles) {
            QVERIFY(std::set<std::uint32_t>(t.begin(), t.end()).size() == 3);
            const auto &a = mesh.vertices[t[0]], &b = mesh.vertices[t[1]], &c = mesh.vertices[t[2]];
            const double x = a[0] - 10.0, y = a[1] - 20.0, z = a[2] - 30.0;
            volume += x * ((b[1] - 20.0) * (c[2] - 30.0) - (b[2] - 30.0) * (c[1] - 20.0))
                + y * ((b[2] - 30.0) * (c[0] - 10.0) - (b[0] - 10.0) * (c[2] - 30.0))
                + z * ((b[0] - 10.0) * (c[1] - 20.0) - (b[1] - 20.0) * (c[0] - 10.0));
        }
        const double expected = 4.0 / 3 * std::numbers::pi * 125000;
        QVERIFY2(std::abs(volume / 6 / expected - 1) < 0.02, qPrintable(QString::number(volume / 6 / expected)));
    }

    void fewTrianglesStayAsTheyAre()
    {
        const Mesh mesh = shapes::ellipsoid({0, 0, 0}, {10, 10, 10}, 8, 4);
        QCOMPARE(coarseTriangles(mesh, 1000), mesh.triangles);
        QVERIFY(coarseTriangles(Mesh{}, 10).empty());
        Mesh flat; // without an area
        flat.vertices = {{1, 1, 1}, {1, 1, 1}, {1, 1, 1}};
        flat.triangles = {{0, 1, 2}, {0, 1, 2}};
        QCOMPARE(coarseTriangles(flat, 1).size(), std::size_t(2));
    }

    void aStraightLineNeedsItsEndsOnly()
    {
        std::vector<std::array<float, 3>> line;
        for (int n = 0; n <= 100; ++n) {
            line.push_back({static_cast<float>(n), static_cast<float>(2 * n), static_cast<float>(-n)});
        }
        QCOMPARE(simplified(line, 0.01), (std::vector<std::size_t>{0, 100}));
        line[50][1] += 1;
        QCOMPARE(simplified(line, 0.3), (std::vector<std::size_t>{0, 49, 50, 51, 100}));
        QVERIFY(simplified({}, 1).empty());
        QCOMPARE(simplified(std::span(line).first(1), 1), std::vector<std::size_t>{0});
    }

    void anArcStaysWithinTheTolerance()
    {
        std::vector<std::array<float, 3>> line;
        for (int n = 0; n <= 1000; ++n) {
            const double a = std::numbers::pi * n / 1000;
            line.push_back({static_cast<float>(40 * std::cos(a)), static_cast<float>(40 * std::sin(a)), 5});
        }
        const auto kept = simplified(line, 0.1);
        QVERIFY2(kept.size() < 60 && kept.front() == 0 && kept.back() == 1000, qPrintable(QString::number(kept.size())));
        QVERIFY(std::ranges::is_sorted(kept));
        for (std::size_t n = 1; n < kept.size(); ++n) { // the arrow height of a chord
            const double half = std::numbers::pi * static_cast<double>(kept[n] - kept[n - 1]) / 2000;
            QVERIFY(40 * (1 - std::cos(half)) <= 0.1001);
        }
    }
};

QTEST_GUILESS_MAIN(TestCoarseShapes)
#include "tst_CoarseShapes.moc"
