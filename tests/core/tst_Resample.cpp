#include "processing/core/Resample.h"
#include "tests/core/Messages.h"
#include "tests/core/Orientations.h"

#include <QtTest>

#include <atomic>
#include <limits>
#include <numeric>

using namespace insula;
using namespace insula::test;

namespace {

const Affine oblique = orientations()[21].turned().affine({1, 1.5, 2.2}, {-20, -25, -30});
const Affine sheared = Affine::fromColumns({2, 0, 0}, {0.5, 3, 0}, {0.25, -0.75, 4}, {-30, -30, -30});

double ramp(const World& w)
{
    return 5 + 2 * w.x - 3 * w.y + 0.5 * w.z;
}

World worldOf(const Grid& grid, std::int64_t index)
{
    const Size3& n = grid.size;
    return grid.affine.toWorld(
        {static_cast<double>(index % n.x), static_cast<double>(index / n.x % n.y), static_cast<double>(index / (n.x * n.y))});
}

std::vector<float> rampOn(const Grid& grid)
{
    std::vector<float> values;
    for (std::int64_t n = 0; n < grid.size.count(); ++n) {
        values.push_back(static_cast<float>(ramp(worldOf(grid, n))));
    }
    return values;
}

bool isInside(const Voxel& v, const Size3& n, double margin)
{
    return v.i > margin && v.j > margin && v.k > margin && v.i < static_cast<double>(n.x - 1) - margin
        && v.j < static_cast<double>(n.y - 1) - margin && v.k < static_cast<double>(n.z - 1) - margin;
}

// `grid` moved so that its centre is that of `other`.
Grid centredOn(const Grid& other, Grid grid)
{
    const World wanted = other.centre(), found = grid.centre();
    grid.affine(0, 3) += wanted.x - found.x;
    grid.affine(1, 3) += wanted.y - found.y;
    grid.affine(2, 3) += wanted.z - found.z;
    return grid;
}

Grid line(std::int64_t count, double first = 0, double step = 1)
{
    return {{count, 1, 1}, Affine::fromColumns({step, 0, 0}, {0, 1, 0}, {0, 0, 1}, {first, 0, 0})};
}

} // namespace

class TestResample : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aLinearRampIsExact_data()
    {
        QTest::addColumn<Affine>("from");
        QTest::addColumn<Affine>("to");
        const Affine fine = Affine::fromColumns({-0.7, 0, 0}, {0, 0.9, 0}, {0, 0, 1.1}, {10, -15, -15});
        QTest::newRow("oblique to straight, left-handed") << oblique << fine;
        QTest::newRow("straight to oblique") << Affine::fromColumns({2, 0, 0}, {0, 2, 0}, {0, 0, 2}, {-30, -30, -30}) << oblique;
        QTest::newRow("sheared to straight") << sheared << fine;
        QTest::newRow("sheared to oblique") << sheared << oblique;
    }

    void aLinearRampIsExact()
    {
        QFETCH(Affine, from);
        QFETCH(Affine, to);
        const Grid source{{30, 28, 26}, from}, target = centredOn(source, {{20, 22, 24}, to});
        const std::vector<float> values = rampOn(source);
        const std::vector<float> sampled = sampleOnGrid(values, source, target, Interpolation::Linear, -1e6f);
        const WorldToVoxel toSource(from);
        int inside = 0;
        for (std::int64_t n = 0; n < target.size.count(); ++n) {
            const World w = worldOf(target, n);
            const Voxel v = toSource(w);
            if (isInside(v, source.size, 0)) {
                ++inside;
                QVERIFY(std::abs(static_cast<double>(sampled[static_cast<std::size_t>(n)]) - ramp(w)) < 1e-4);
            } else if (!isInside(v, source.size, -0.51)) {
                QCOMPARE(sampled[static_cast<std::size_t>(n)], -1e6f);
            }
        }
        QVERIFY(inside > 500);
    }

    void nearestTakesTheVoxelThatThePointLiesIn()
    {
        const Grid source{{15, 14, 13}, sheared}, target = centredOn(source, {{20, 20, 20}, oblique});
        std::vector<float> labels(static_cast<std::size_t>(source.size.count()));
        std::iota(labels.begin(), labels.end(), 1.0f);
        const std::vector<float> sampled = sampleOnGrid(labels, source, target, Interpolation::Nearest);
        const WorldToVoxel toSource(sheared);
        int inside = 0;
        for (std::int64_t n = 0; n < target.size.count(); ++n) {
            const Voxel v = toSource(worldOf(target, n));
            const auto i = std::lround(v.i), j = std::lround(v.j), k = std::lround(v.k);
            const bool isIn = isInside(v, source.size, -0.5);
            inside += isIn ? 1 : 0;
            QCOMPARE(sampled[static_cast<std::size_t>(n)], isIn ? static_cast<float>(1 + i + 15 * (j + 14 * k)) : 0.0f);
        }
        QVERIFY(inside > 500);
    }

    void theEdgeIsHalfAVoxelPastTheOutermostCentres_data()
    {
        QTest::addColumn<double>("x");
        QTest::addColumn<double>("linear");
        QTest::addColumn<double>("nearest");
        QTest::newRow("-0.6: outside") << -0.6 << -9.0 << -9.0;
        QTest::newRow("-0.5: the edge itself") << -0.5 << 10.0 << 10.0;
        QTest::newRow("-0.4: the outermost value") << -0.4 << 10.0 << 10.0;
        QTest::newRow("0.25") << 0.25 << 12.5 << 10.0;
        QTest::newRow("1.5: half way") << 1.5 << 25.0 << 30.0;
        QTest::newRow("2.4: the outermost value") << 2.4 << 30.0 << 30.0;
        QTest::newRow("2.5: the edge itself") << 2.5 << 30.0 << 30.0;
        QTest::newRow("2.6: outside") << 2.6 << -9.0 << -9.0;
    }

    void theEdgeIsHalfAVoxelPastTheOutermostCentres()
    {
        QFETCH(double, x);
        const std::vector<float> values{10, 20, 30};
        const auto at = [&](Interpolation how) { return static_cast<double>(sampleOnGrid(values, line(3), line(1, x), how, -9).at(0)); };
        QTEST(at(Interpolation::Linear), "linear");
        QTEST(at(Interpolation::Nearest), "nearest");
    }

    void aNaNStaysWhereItIs()
    {
        const std::vector<float> sampled = sampleOnGrid(std::vector<float>{1, std::nanf(""), 3}, line(3), line(3), Interpolation::Linear);
        QCOMPARE(sampled[0], 1.0f);
        QVERIFY(std::isnan(sampled[1]));
        QCOMPARE(sampled[2], 3.0f);
    }

    void framesAndScalingOfAVolumeAreUsed()
    {
        Volume::Description d;
        d.grid = line(2);
        d.frames = 2;
        d.slope = 2;
        d.intercept = 1;
        const VolumePtr volume = Volume::make(d, std::vector<std::int16_t>{0, 10, 20, 40});
        QCOMPARE(sampleOnGrid(*volume, line(1, 0.5), Interpolation::Linear, 0, 0), (std::vector<float>{11}));
        QCOMPARE(sampleOnGrid(*volume, line(1, 0.5), Interpolation::Linear, 0, 1), (std::vector<float>{61}));
    }

    void theConformedGridSharesItsCentreAndRunsLIA()
    {
        const Grid native{{30, 28, 26}, oblique}, conformed = conformedGrid(native, 64, 1.5);
        QCOMPARE(conformed.size, (Size3{64, 64, 64}));
        QCOMPARE(orientationCode(conformed.affine), std::string("LIA"));
        const World a = native.centre(), b = conformed.centre();
        QVERIFY(std::hypot(a.x - b.x, a.y - b.y, a.z - b.z) < 1e-9);
        QCOMPARE(conformed.affine.spacing(), (Vec3{1.5, 1.5, 1.5}));
    }

    void theLargestComponentIsKept()
    {
        // Two voxels that touch by a face; three that touch them only by edges and corners.
        std::vector<std::uint8_t> mask{1, 1, 0, 0, 0, 0, 1, 1, 0, 0, 1, 0};
        QCOMPARE(keepLargestComponent(mask, {4, 3, 1}), 2);
        QCOMPARE(mask, (std::vector<std::uint8_t>{0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 1, 0}));
        std::vector<std::uint8_t> wrapped{0, 0, 1, 1, 0, 0}; // the end of one row and the start of the next are no neighbours
        QCOMPARE(keepLargestComponent(wrapped, {3, 2, 1}), 2);
        std::vector<std::uint8_t> empty(8);
        QCOMPARE(keepLargestComponent(empty, {2, 2, 2}), 0);
    }

    // One voxel box of 1 x 2 x 3 mm: the distance of a point to a box is known.
    void distancesAreThoseToABox()
    {
        const Grid grid{{9, 9, 9}, Affine::fromColumns({1, 0, 0}, {0, 2, 0}, {0, 0, 3}, {0, 0, 0})};
        std::vector<std::uint8_t> mask(729);
        mask[4 + 9 * (4 + 9 * 4)] = 1;
        const std::vector<float> found = signedDistanceMm(mask, grid);
        for (int n = 0; n < 729; ++n) {
            const auto beyond = [](int index, double size) { return std::max(0.0, std::abs(index - 4) - 0.5) * size; };
            const double expected = std::hypot(beyond(n % 9, 1), beyond(n / 9 % 9, 2), beyond(n / 81, 3));
            QVERIFY2(std::abs(static_cast<double>(found[static_cast<std::size_t>(n)]) - (n == 4 + 9 * 40 ? -0.5 : expected)) < 1e-5,
                qPrintable(QString::number(n)));
        }
    }

    void withoutASurfaceDistancesAreInfinite()
    {
        const float infinity = std::numeric_limits<float>::infinity();
        QCOMPARE(signedDistanceMm(std::vector<std::uint8_t>(3, 0), line(3)), std::vector<float>(3, infinity));
        QCOMPARE(signedDistanceMm(std::vector<std::uint8_t>(3, 1), line(3)), std::vector<float>(3, -infinity));
        QVERIFY(contains(messageOf([] { signedDistanceMm(std::vector<std::uint8_t>(2), line(3)); }), "different sizes"));
    }

    void workIsSharedOutOnceAndItsErrorsComeBack()
    {
        for (const int threads : {0, 1, 3, 100}) {
            std::vector<std::atomic<int>> visits(17);
            parallelFor(
                17,
                [&](std::int64_t begin, std::int64_t end) {
                    for (std::int64_t n = begin; n < end; ++n) {
                        ++visits[static_cast<std::size_t>(n)];
                    }
                },
                threads);
            QVERIFY(std::ranges::all_of(visits, [](int count) { return count == 1; }));
            QVERIFY(contains(messageOf([&] {
                parallelFor(
                    17, [](std::int64_t, std::int64_t) { throw Error("no luck"); }, threads);
            }),
                "no luck"));
        }
        parallelFor(0, [](std::int64_t, std::int64_t) { QFAIL("there was nothing to do"); });
    }
};

QTEST_GUILESS_MAIN(TestResample)
#include "tst_Resample.moc"
