#include "processing/core/MeshPlane.h"
#include "tests/core/Shapes.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace insula;

namespace {

Mesh octahedron()
{
    Mesh mesh;
    mesh.vertices = {{1, 0, 0}, {-1, 0, 0}, {0, 1, 0}, {0, -1, 0}, {0, 0, 1}, {0, 0, -1}};
    for (const std::uint32_t pole : {4U, 5U}) {
        mesh.triangles.insert(mesh.triangles.end(), {{0, 2, pole}, {2, 1, pole}, {1, 3, pole}, {3, 0, pole}});
    }
    return mesh;
}

double lengthOf(const SectionLine& line)
{
    double sum = 0;
    for (std::size_t n = 0; n < line.points.size(); ++n) {
        if (n > 0 || line.isClosed) {
            const World &a = line.points[n > 0 ? n - 1 : line.points.size() - 1], &b = line.points[n];
            sum += std::hypot(b.x - a.x, b.y - a.y, b.z - a.z);
        }
    }
    return sum;
}

} // namespace

class TestMeshPlane : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anObliquePlaneCutsASphereInACircle()
    {
        const World centre{10, -20, 30};
        const double radius = 40;
        const Mesh mesh = shapes::ellipsoid({centre.x, centre.y, centre.z}, {radius, radius, radius}, 200, 100);
        const Vec3 normal{2, -1, 0.5};
        const double size = std::hypot(2, 1, 0.5), away = 12;
        const World on{centre.x + away * 2 / size, centre.y - away / size, centre.z + away * 0.5 / size};
        const auto lines = section(mesh, on, normal);
        QCOMPARE(lines.size(), std::size_t(1));
        QVERIFY(lines[0].isClosed);
        const double expected = std::sqrt(radius * radius - away * away);
        for (const World& p : lines[0].points) {
            const double height = ((p.x - on.x) * 2 - (p.y - on.y) + (p.z - on.z) * 0.5) / size;
            QVERIFY2(std::abs(height) < 1e-10, qPrintable(QString::number(height)));
            const World middle = on;
            const double r = std::hypot(p.x - middle.x, p.y - middle.y, p.z - middle.z);
            QVERIFY2(r <= expected + 1e-4 && r > expected - 0.05, qPrintable(QString::number(r))); // chords lie within
        }
        QVERIFY(std::abs(lengthOf(lines[0]) - 2 * std::numbers::pi * expected) < 0.1);
    }

    void aPlaneThroughVerticesGivesOneClosedLineWithoutRepeats()
    {
        const auto lines = section(octahedron(), {0, 0, 0}, {0, 0, 1});
        QCOMPARE(lines.size(), std::size_t(1));
        QVERIFY(lines[0].isClosed);
        QVERIFY(std::abs(lengthOf(lines[0]) - 4 * std::sqrt(2)) < 1e-12);
        const auto other = section(octahedron(), {0, 0, 0}, {0, 0, -1});
        QCOMPARE(other.size(), std::size_t(1));
        QVERIFY(std::abs(lengthOf(other[0]) - 4 * std::sqrt(2)) < 1e-12);
    }

    void aPlaneThatTouchesFromAboveCutsNothing()
    {
        QVERIFY(section(octahedron(), {0, 0, -1}, {0, 0, 1}).empty());
        QVERIFY(section(octahedron(), {0, 0, 1.001}, {0, 0, 1}).empty());
        QVERIFY(section(Mesh{}, {0, 0, 0}, {0, 0, 1}).empty());
    }

    void aBentSurfaceGivesTwoClosedLines()
    {
        // A horseshoe: the rings' middle runs along half a circle in the x-z plane.
        const Mesh mesh = shapes::rings(40, 60, [](double a, double h) {
            const double along = h + std::numbers::pi / 2, r = 5 * std::sin(along) + 0.001;
            const double x = 30 * std::cos(along), z = 30 * std::sin(along);
            return std::array{x + r * std::cos(a) * std::cos(along), r * std::sin(a), z + r * std::cos(a) * std::sin(along)};
        });
        const auto lines = section(mesh, {0, 0, 15}, {0, 0, 1});
        QCOMPARE(lines.size(), std::size_t(2));
        QVERIFY(lines[0].isClosed && lines[1].isClosed);
        QVERIFY(lines[0].points[0].x * lines[1].points[0].x < 0); // one on each side
    }

    void anOpenSurfaceGivesAnOpenLineFromBorderToBorder()
    {
        Mesh mesh;
        mesh.vertices = {{0, 0, 0}, {10, 0, 0}, {10, 10, 0}, {0, 10, 0}};
        mesh.triangles = {{0, 1, 2}, {0, 2, 3}, {1, 1, 2}}; // the last one has no inside
        const auto lines = section(mesh, {3, 0, 0}, {1, 0, 0});
        QCOMPARE(lines.size(), std::size_t(1));
        QVERIFY(!lines[0].isClosed);
        QCOMPARE(lines[0].points.size(), std::size_t(3));
        QVERIFY(std::abs(lengthOf(lines[0]) - 10) < 1e-12);
        const auto [low, high] = std::ranges::minmax(lines[0].points, {}, &World::y);
        QVERIFY(low.y == 0 && high.y == 10 && low.x == 3);
    }

    void threeSheetsAtOneEdgeGiveThreeLinesThatMeetThere()
    {
        Mesh mesh;
        mesh.vertices = {{0, 0, -1}, {0, 0, 1}, {1, 0, 0}, {-1, 1, 0}, {-1, -1, 0}};
        mesh.triangles = {{0, 1, 2}, {0, 1, 3}, {0, 1, 4}};
        const auto lines = section(mesh, {0, 0, 0.25}, {0, 0, 1});
        QCOMPARE(lines.size(), std::size_t(3));
        for (const SectionLine& line : lines) {
            QVERIFY(!line.isClosed);
            QCOMPARE(line.points.size(), std::size_t(2));
        }
    }

    void aLineMeetsAnEllipsoidWhereAnalysisSays()
    {
        const Mesh mesh = shapes::ellipsoid({5, -12, 20}, {30, 40, 25}, 400, 200);
        // Along -y from the front at x = 5 + 12, z = 20 + 5: y = +-40 sqrt(1 - 0.16 - 0.04).
        const auto all = hits(mesh, {17, 100, 25}, {0, -2, 0});
        QCOMPARE(all.size(), std::size_t(2));
        const double half = 40 * std::sqrt(0.8);
        QVERIFY2(std::abs(all[0].point.y - (-12 + half)) < 0.02, qPrintable(QString::number(all[0].point.y)));
        QVERIFY(std::abs(all[1].point.y - (-12 - half)) < 0.02);
        QVERIFY(std::abs(all[0].distance - (100 - all[0].point.y) / 2) < 1e-9); // in lengths of the direction
        const auto& v = mesh.vertices[all[0].vertex];
        const World p = all[0].point;
        QVERIFY(std::hypot(v[0] - p.x, v[1] - p.y, v[2] - p.z) < 1);
        QVERIFY(hits(mesh, {50, 100, 20}, {0, -1, 0}).empty());
    }

    void theNearestVertexIsFoundWithItsDistance()
    {
        const auto found = nearestVertex(octahedron(), {0.1, 0, 3});
        QVERIFY(found);
        QCOMPARE(found->vertex, 4U);
        QVERIFY(std::abs(found->distanceMm - std::hypot(0.1, 2)) < 1e-12);
        QVERIFY(!nearestVertex(Mesh{}, {0, 0, 0}));
    }
};

QTEST_GUILESS_MAIN(TestMeshPlane)
#include "tst_MeshPlane.moc"
