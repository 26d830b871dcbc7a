#include "processing/core/Geometry.h"
#include "tests/core/Messages.h"
#include "tests/core/Orientations.h"

#include <QtTest>

#include <limits>
#include <set>

using namespace insula;
using namespace insula::test;

Q_DECLARE_METATYPE(insula::Affine)

namespace {

const Affine oblique = orientations()[17].turned().affine({1, 1.5, 2.2}, {11, -23, 5});
const Affine sheared = Affine::fromColumns({2, 0, 0}, {0.5, 3, 0}, {0.2, -0.7, 4}, {-10, 20, 30});

Affine scaling(double x, double y, double z)
{
    return Affine::fromColumns({x, 0, 0}, {0, y, 0}, {0, 0, z}, {0, 0, 0});
}

double distance(const World& a, const World& b)
{
    return std::hypot(a.x - b.x, a.y - b.y, a.z - b.z);
}

} // namespace

class TestGeometry : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void inverseUndoesTheAffine_data()
    {
        QTest::addColumn<Affine>("affine");
        QTest::newRow("identity") << Affine();
        QTest::newRow("oblique") << oblique;
        QTest::newRow("sheared") << sheared;
        QTest::newRow("left-handed") << scaling(-1, 1, 1);
        QTest::newRow("micrometre voxels") << scaling(0.001, -0.002, 0.003);
        QTest::newRow("far away") << Affine::fromColumns({1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {1e6, -1e6, 1e6});
    }

    void inverseUndoesTheAffine()
    {
        QFETCH(Affine, affine);
        QVERIFY(farthest(affine * affine.inverse(), Affine()) < 1e-9);
        QVERIFY(farthest(affine.inverse() * affine, Affine()) < 1e-9);
        const Voxel v = WorldToVoxel(affine)(affine.toWorld({3, -4.25, 100}));
        QVERIFY(distance({v.i, v.j, v.k}, {3, -4.25, 100}) < 1e-9);
    }

    void anAffineMovesPointsAsItsColumnsSay()
    {
        const World w = sheared.toWorld({1, 10, 100});
        QCOMPARE(w.x, 2 * 1 + 0.5 * 10 + 0.2 * 100 - 10);
        QCOMPARE(w.y, 3.0 * 10 - 0.7 * 100 + 20);
        QCOMPARE(w.z, 4.0 * 100 + 30);
    }

    void aProductAppliesTheRightFactorFirst()
    {
        const World w = (scaling(2, 2, 2) * Affine::fromColumns({1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {1, 0, 0})).toWorld({1, 1, 1});
        QVERIFY(distance(w, {4, 2, 2}) < 1e-12);
    }

    void refusesToInvertWhatFlattensSpace_data()
    {
        QTest::addColumn<Affine>("affine");
        QTest::newRow("an axis without length") << scaling(1, 0, 1);
        QTest::newRow("parallel axes") << Affine::fromColumns({1, 2, 3}, {2, 4, 6}, {0, 0, 1}, {0, 0, 0});
        QTest::newRow("not a number") << scaling(1, std::numeric_limits<double>::quiet_NaN(), 1);
        QTest::newRow("infinite") << scaling(1, 1, std::numeric_limits<double>::infinity());
    }

    void refusesToInvertWhatFlattensSpace()
    {
        QFETCH(Affine, affine);
        QVERIFY(contains(messageOf([&] { (void)affine.inverse(); }), "no inverse"));
        QVERIFY(contains(messageOf([&] { (void)orientationCode(affine); }), "no orientation"));
    }

    void smallVoxelsAreNotSingular() { QVERIFY(!scaling(1e-4, 1e-4, 1e-4).isSingular()); }

    // The cases that nifti1.h spells out: rotations about one axis, and qfac on the third column.
    void quaternionsRotateAsTheStandardSays()
    {
        const double r = std::sqrt(0.5);
        const Vec3 origin{7, 8, 9}, sizes{2, 3, 4};
        const auto affine = [&](double b, double c, double d, double qfac) { return Affine::fromQuaternion(b, c, d, origin, sizes, qfac); };
        QVERIFY(farthest(affine(0, 0, 0, 1), Affine::fromColumns({2, 0, 0}, {0, 3, 0}, {0, 0, 4}, origin)) < 1e-12);
        QVERIFY(farthest(affine(0, 0, 0, -1), Affine::fromColumns({2, 0, 0}, {0, 3, 0}, {0, 0, -4}, origin)) < 1e-12);
        QVERIFY(farthest(affine(1, 0, 0, 1), Affine::fromColumns({2, 0, 0}, {0, -3, 0}, {0, 0, -4}, origin)) < 1e-12);
        QVERIFY(farthest(affine(0, 0, r, 1), Affine::fromColumns({0, 2, 0}, {-3, 0, 0}, {0, 0, 4}, origin)) < 1e-12);
    }

    void aQuaternionThatIsTooLongStillRotates()
    {
        const Affine affine = Affine::fromQuaternion(0.8, 0.7, 0.5, {0, 0, 0}, {1, 1, 1}, 1);
        QVERIFY(std::abs(affine.determinant() - 1) < 1e-12);
        QVERIFY(!affine.isSheared(1e-12));
    }

    void thereAre48Orientations()
    {
        std::set<std::string> codes;
        for (const Orientation& o : orientations()) {
            codes.insert(o.code);
        }
        QCOMPARE(codes.size(), std::size_t{48});
    }

    void everyOrientationIsNamedAndSurvivesTheQuaternion_data()
    {
        QTest::addColumn<int>("index");
        for (int n = 0; n < 48; ++n) {
            QTest::newRow(orientations()[static_cast<std::size_t>(n)].code.c_str()) << n;
        }
    }

    void everyOrientationIsNamedAndSurvivesTheQuaternion()
    {
        QFETCH(int, index);
        const Orientation straight = orientations()[static_cast<std::size_t>(index)];
        for (const Orientation& o : {straight, straight.turned()}) {
            const Affine affine = o.affine({1, 1.5, 2.2}, {11, -23, 5});
            QCOMPARE(orientationCode(affine), straight.code);
            QCOMPARE(affine.determinant() < 0, o.qfac < 0);
            const QuaternionForm q = quaternionForm(affine);
            QCOMPARE(q.qfac, o.qfac);
            QVERIFY(q.b * q.b + q.c * q.c + q.d * q.d <= 1 + 1e-12);
            QVERIFY(farthest(Affine::fromQuaternion(q.b, q.c, q.d, q.offset, q.pixdim, q.qfac), affine) < 1e-12);
        }
    }

    void voxelAxesNeverShareAWorldAxis()
    {
        // All three axes lean towards R; nibabel's rule leaves one world axis to each.
        const Affine leaning = Affine::fromColumns({1, 0, 0}, {0.9, 0.4, 0}, {0.9, 0.1, -0.4}, {0, 0, 0});
        QCOMPARE(orientationCode(leaning), std::string("RAI"));
    }

    // The polar decomposition M = R H: R is a rotation and H symmetric, which defines the nearest rotation.
    void theRotationOfAShearIsTheNearestOne()
    {
        const QuaternionForm q = quaternionForm(sheared);
        const Affine rotation = Affine::fromQuaternion(q.b, q.c, q.d, {0, 0, 0}, {1, 1, 1}, q.qfac);
        QVERIFY(!rotation.isSheared(1e-12));
        const Vec3 sizes = sheared.spacing();
        Affine units = sheared * scaling(1 / sizes[0], 1 / sizes[1], 1 / sizes[2]);
        for (int row = 0; row < 3; ++row) {
            units(row, 3) = 0;
        }
        const Affine h = rotation.inverse() * units;
        QVERIFY(std::abs(h(0, 1) - h(1, 0)) < 1e-12);
        QVERIFY(std::abs(h(0, 2) - h(2, 0)) < 1e-12);
        QVERIFY(std::abs(h(1, 2) - h(2, 1)) < 1e-12);
    }

    void knowsWhatIsObliqueAndWhatIsSheared_data()
    {
        QTest::addColumn<Affine>("affine");
        QTest::addColumn<bool>("isOblique");
        QTest::addColumn<bool>("isSheared");
        QTest::newRow("straight, flipped") << scaling(-1, 2, -3) << false << false;
        QTest::newRow("permuted") << Affine::fromColumns({0, 1, 0}, {0, 0, 1}, {1, 0, 0}, {0, 0, 0}) << false << false;
        QTest::newRow("oblique") << oblique << true << false;
        QTest::newRow("sheared") << sheared << true << true;
        QTest::newRow("turned by 0.001 rad") << Affine::fromColumns({1, 0.001, 0}, {-0.001, 1, 0}, {0, 0, 1}, {0, 0, 0}) << false << false;
    }

    void knowsWhatIsObliqueAndWhatIsSheared()
    {
        QFETCH(Affine, affine);
        QTEST(affine.isOblique(), "isOblique");
        QTEST(affine.isSheared(), "isSheared");
    }

    void spacingIsTheLengthOfTheColumns()
    {
        const Vec3 sizes = oblique.spacing();
        QVERIFY(std::abs(sizes[0] - 1) + std::abs(sizes[1] - 1.5) + std::abs(sizes[2] - 2.2) < 1e-12);
        QVERIFY(std::abs(std::abs(oblique.determinant()) - 1 * 1.5 * 2.2) < 1e-12);
    }

    void theCentreIsHalfWayBetweenTheOutermostVoxels() { QVERIFY(distance(Grid{{3, 4, 5}, scaling(2, 2, 2)}.centre(), {2, 3, 4}) < 1e-12); }

    void theFarthestCornerTellsHowFarGridsAreApart()
    {
        const Affine moved = Affine::fromColumns({1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {3, 4, 0});
        QVERIFY(std::abs(largestCornerDistanceMm({10, 10, 10}, Affine(), moved) - 5) < 1e-12);
        QVERIFY(std::abs(largestCornerDistanceMm({101, 101, 101}, Affine(), scaling(1.01, 1.01, 1.01)) - std::sqrt(3.0)) < 1e-9);
        QCOMPARE(largestCornerDistanceMm({1, 1, 1}, Affine(), scaling(5, 5, 5)), 0.0);
    }

    void sameGridsMoveNoCornerByMoreThanTheTolerance()
    {
        const Grid grid{{101, 50, 50}, scaling(1, 1, 1)};
        const auto shifted = [&](double mm) { return Grid{grid.size, Affine::fromColumns({1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {mm, 0, 0})}; };
        QVERIFY(sameGrid(grid, grid));
        QVERIFY(sameGrid(grid, shifted(0.0009)));
        QVERIFY(!sameGrid(grid, shifted(0.0011)));
        QVERIFY(sameGrid(grid, shifted(0.4), 0.5));
        QVERIFY(!sameGrid(grid, {{101, 50, 51}, grid.affine}));
        QVERIFY2(!sameGrid(grid, {grid.size, scaling(1.0001, 1, 1)}), "the last voxel moves by 0.01 mm");
    }
};

QTEST_GUILESS_MAIN(TestGeometry)
#include "tst_Geometry.moc"
