// Which voxels brushes and outlines cover, on an oblique, anisotropic, left-handed grid.
#include "processing/core/LabelBrush.h"
#include "processing/core/LabelFill.h"
#include "tests/viewers/Phantom.h"

#include <QTest>

#include <numbers>
#include <set>

using namespace insula;

namespace {

using Set = std::set<std::int64_t>;

const Grid& grid()
{
    static const Grid made = phantom::obliqueLeftHanded();
    return made;
}

// Planes of the world and one that is parallel to none of its axes.
std::vector<SlicePlane> planes()
{
    const World at{6, -13, 21};
    const double s = 1 / std::sqrt(14.0);
    return {{at, {0, 0, 1}}, {at, {0, 1, 0}}, {at, {-1, 0, 0}}, {at, {s, -2 * s, 3 * s}}};
}

std::pair<Vec3, Vec3> directionsOn(const SlicePlane& plane)
{
    const Vec3 n = plane.normal, seed = std::abs(n[0]) < 0.6 ? Vec3{1, 0, 0} : Vec3{0, 1, 0};
    const auto cross = [](const Vec3& a, const Vec3& b) {
        return Vec3{a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    };
    Vec3 u = cross(n, seed);
    const double length = std::hypot(u[0], u[1], u[2]);
    u = {u[0] / length, u[1] / length, u[2] / length};
    return {u, cross(n, u)};
}

World on(const SlicePlane& plane, double a, double b)
{
    const auto [u, v] = directionsOn(plane);
    return {plane.point.x + a * u[0] + b * v[0], plane.point.y + a * u[1] + b * v[1], plane.point.z + a * u[2] + b * v[2]};
}

Set collect(const std::function<void(const VoxelVisitor&)>& visit)
{
    Set found;
    visit([&](std::int64_t index) {
        if (!found.insert(index).second)
            qFatal("a voxel was visited twice");
        if (index < 0 || index >= grid().size.count())
            qFatal("a voxel outside of the grid");
    });
    return found;
}

// Nothing of a voxel is farther than this from what the plane shows of it.
constexpr double VoxelReach = 2.85;

} // namespace

class tst_LabelBrush : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aDiscOnAStraightGridIsTheVoxelsWhoseCentresLieInIt()
    {
        const Grid straight{{20, 20, 20}, Affine::fromColumns({-1, 0, 0}, {0, 1.5, 0}, {0, 0, 3}, {10, -15, -30})};
        const SlicePlane plane{{0.2, 0.4, -8.9}, {0, 0, 1}}; // layer 7, not through its centres
        Set found, expected;
        visitDisc(straight, plane, plane.point, plane.point, 4, [&](std::int64_t index) { found.insert(index); });
        for (std::int64_t n = 0; n < 8000; ++n) {
            const World w = centreOfVoxel(straight, n);
            if (n / 400 == 7 && std::hypot(w.x - 0.2, w.y - 0.4) <= 4)
                expected.insert(n);
        }
        QVERIFY(expected.size() > 30);
        QCOMPARE(found, expected);
    }

    void aPlaneBetweenTwoLayersPaintsOneOfThem()
    {
        const Grid straight{{10, 10, 10}, Affine{}};
        for (const double sign : {1.0, -1.0}) {
            Set found;
            visitPlane(straight, {{4, 4, 4.5}, {0, 0, sign}}, [&](std::int64_t index) { found.insert(index); });
            QCOMPARE(found.size(), std::size_t(100));
            QCOMPARE(*found.begin() / 100, std::int64_t(5));
        }
    }

    void aDiscCoversWhatTheSliceShowsInItAndNothingElse()
    {
        for (const auto& plane : planes()) {
            const double radius = 7;
            const auto found
                = collect([&](const VoxelVisitor& visit) { visitDisc(grid(), plane, plane.point, plane.point, radius, visit); });
            Set shown, inner, near;
            for (double a = -12; a <= 12; a += 0.1)
                for (double b = -12; b <= 12; b += 0.1)
                    if (const auto voxel = voxelAt(grid(), on(plane, a, b))) {
                        shown.insert(*voxel);
                        if (std::hypot(a, b) <= radius)
                            near.insert(*voxel);
                        if (std::hypot(a, b) > radius)
                            inner.insert(*voxel); // seen outside: not wholly inside
                    }
            QVERIFY(found.size() > 40);
            for (const auto each : found)
                QVERIFY(near.contains(each) || !shown.contains(each)); // a corner too small to be met by the samples
            for (const auto each : near)
                QVERIFY(found.contains(each) || inner.contains(each));
        }
    }

    void aStrokeHasNoGapsHoweverFastItIs()
    {
        for (const auto& plane : planes()) {
            const World from = on(plane, -9, -4), to = on(plane, 8, 6);
            const auto found = collect([&](const VoxelVisitor& visit) { visitDisc(grid(), plane, from, to, 3, visit); });
            for (int n = 0; n <= 100; ++n)
                QVERIFY(found.contains(*voxelAt(grid(), on(plane, -9 + 0.17 * n, -4 + 0.10 * n))));
        }
    }

    void theVoxelUnderThePointerIsPaintedHoweverSmallTheBrush()
    {
        const World at{6.3, -12.2, 20.4};
        const auto found = collect([&](const VoxelVisitor& visit) { visitDisc(grid(), {at, {0, 0, 1}}, at, at, 0.01, visit); });
        QCOMPARE(found, Set{*voxelAt(grid(), at)});
        const auto ball = collect([&](const VoxelVisitor& visit) { visitBall(grid(), at, at, 0.01, visit); });
        QCOMPARE(ball, Set{*voxelAt(grid(), at)});
    }

    void aBallIsTheVoxelsWhoseCentresLieInIt()
    {
        const World at{1, -10, 25};
        const auto found = collect([&](const VoxelVisitor& visit) { visitBall(grid(), at, at, 9, visit); });
        Set expected{*voxelAt(grid(), at)};
        for (std::int64_t n = 0; n < grid().size.count(); ++n) {
            const World w = centreOfVoxel(grid(), n);
            if (std::hypot(w.x - at.x, w.y - at.y, w.z - at.z) <= 9)
                expected.insert(n);
        }
        QCOMPARE(found, expected);
        const double ml = 4.0 / 3 * std::numbers::pi * 9 * 9 * 9, painted = static_cast<double>(found.size()) * 1 * 1.5 * 2.2;
        QVERIFY2(std::abs(painted - ml) < 0.03 * ml, qPrintable(QString::number(painted)));
    }

    void leftStaysLeft()
    {
        const World left{-9, -12, 20};
        for (const auto index : collect([&](const VoxelVisitor& visit) { visitDisc(grid(), {left, {0, 0, 1}}, left, left, 6, visit); }))
            QVERIFY(centreOfVoxel(grid(), index).x < -9 + 6 + VoxelReach);
    }

    void outsideOfTheImageNothingIsPainted()
    {
        const World far{500, 0, 0};
        QVERIFY(!voxelAt(grid(), far));
        QVERIFY(collect([&](const VoxelVisitor& visit) { visitDisc(grid(), {far, {0, 0, 1}}, far, far, 20, visit); }).empty());
        QVERIFY(collect([&](const VoxelVisitor& visit) { visitBall(grid(), far, far, 20, visit); }).empty());
    }

    void aPolygonCoversWhatTheSliceShowsInIt()
    {
        for (const auto& plane : planes()) {
            const std::vector<World> outline{on(plane, -8, -6), on(plane, 8, -6), on(plane, 8, 6), on(plane, 0, 0), on(plane, -8, 6)};
            const auto found = collect([&](const VoxelVisitor& visit) { visitPolygon(grid(), plane, outline, visit); });
            QVERIFY(!found.contains(*voxelAt(grid(), on(plane, 0, 4)))); // in the notch
            QVERIFY(found.contains(*voxelAt(grid(), on(plane, 0, -3))));
            QVERIFY(found.contains(*voxelAt(grid(), on(plane, -6, 2))));
            QVERIFY(!found.contains(*voxelAt(grid(), on(plane, 12, 0))));
            // All that is deep inside is covered.
            for (double a = -5; a <= 5; a += 0.25)
                for (double b = -3.1; b <= -2.9; b += 0.1)
                    QVERIFY(found.contains(*voxelAt(grid(), on(plane, a, b))));
        }
        QVERIFY(collect([&](const VoxelVisitor& visit) { visitPolygon(grid(), planes()[0], {}, visit); }).empty());
    }

    void aFillOnASliceStaysInsideOfAPaintedRing()
    {
        for (const auto& plane : planes()) {
            Set ring, shown = collect([&](const VoxelVisitor&visit) { visitPlane(grid(), plane, visit); });
            for (int n = 0; n < 60; ++n) {
                const double a = n * std::numbers::pi / 30, b = (n + 1) * std::numbers::pi / 30;
                visitDisc(grid(), plane, on(plane, 9 * std::cos(a), 9 * std::sin(a)), on(plane, 9 * std::cos(b), 9 * std::sin(b)), 1.5,
                    [&](std::int64_t index) { ring.insert(index); });
            }
            const auto filled = connectedVoxels(grid().size, *voxelAt(grid(), plane.point),
                [&](std::int64_t index) { return shown.contains(index) && !ring.contains(index); });
            QVERIFY(filled.size() > 30);
            for (const auto index : filled) {
                const World w = centreOfVoxel(grid(), index);
                QVERIFY(std::hypot(w.x - plane.point.x, w.y - plane.point.y, w.z - plane.point.z) < 9 + VoxelReach);
            }
            // And reaches everything that the slice shows well inside of it.
            const Set reached(filled.begin(), filled.end());
            for (double a = -4.5; a <= 4.5; a += 0.5)
                for (double b = -4.5; b <= 4.5; b += 0.5)
                    QVERIFY(reached.contains(*voxelAt(grid(), on(plane, a, b))));
        }
    }
};

QTEST_GUILESS_MAIN(tst_LabelBrush)
#include "tst_LabelBrush.moc"
