#include "processing/core/Error.h"
#include "processing/core/VectorField.h"
#include "tests/processing/Phantoms.h"

#include <QtTest>

#include <cmath>

using namespace insula;

namespace {

// displacement = M (p - c), on an oblique, anisotropic, left-handed grid.
VectorField linear(const double (&m)[3][3], const World& c = {})
{
    VectorField field{{{14, 11, 9}, phantom::obliqueLeftHanded()}, {}};
    const Size3 n = field.grid.size;
    for (int r = 0; r < 3; ++r)
        for (std::int64_t k = 0; k < n.z; ++k)
            for (std::int64_t j = 0; j < n.y; ++j)
                for (std::int64_t i = 0; i < n.x; ++i) {
                    const World p = field.grid.affine.toWorld({static_cast<double>(i), static_cast<double>(j), static_cast<double>(k)});
                    field.values.push_back(static_cast<float>(m[r][0] * (p.x - c.x) + m[r][1] * (p.y - c.y) + m[r][2] * (p.z - c.z)));
                }
    return field;
}

constexpr double Growth[3][3] = {{0.1, 0.02, -0.03}, {0, -0.2, 0.05}, {0.04, 0, 0.3}};

double distance(const World& a, const World& b)
{
    return std::hypot(a.x - b.x, a.y - b.y, a.z - b.z);
}

} // namespace

class TestVectorField : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aLinearFieldIsExactBetweenVoxels()
    {
        const VectorField field = linear(Growth);
        const FieldSampler sample(field);
        for (const Voxel v : {Voxel{3.25, 4.5, 2.75}, Voxel{0, 0, 0}, Voxel{13, 10, 8}, Voxel{12.999, 0.001, 7.5}}) {
            const World p = field.grid.affine.toWorld(v);
            const World wanted{p.x + 0.1 * p.x + 0.02 * p.y - 0.03 * p.z, p.y - 0.2 * p.y + 0.05 * p.z, p.z + 0.04 * p.x + 0.3 * p.z};
            QVERIFY2(distance(sample(p), wanted) < 1e-5, std::to_string(distance(sample(p), wanted)).c_str());
        }
    }

    void beyondTheEdgeTheFieldIsWhatItIsThere()
    {
        const VectorField field = linear(Growth);
        const FieldSampler sample(field);
        const World edge = field.grid.affine.toWorld({13, 5, 4}), out = field.grid.affine.toWorld({20, 5, 4});
        const World a = sample(edge), b = sample(out);
        QVERIFY(distance({a.x - edge.x, a.y - edge.y, a.z - edge.z}, {b.x - out.x, b.y - out.y, b.z - out.z}) < 1e-9);
    }

    void oneSliceThickFieldsWork()
    {
        VectorField field{{{3, 1, 1}, phantom::scaling(1, 1, 1)}, {1, 2, 3, 0, 0, 0, 0, 0, 0}};
        const World p = field.grid.affine.toWorld({0.5, 0, 0});
        QCOMPARE(FieldSampler(field)(p).x, p.x + 1.5);
    }

    void theFirstTransformOfAChainComesFirst()
    {
        Affine shift, twice;
        shift(0, 3) = 10;
        twice(0, 0) = 2;
        QCOMPARE(TransformChain({shift, twice})({1, 0, 0}).x, 22.0);
        QCOMPARE(TransformChain({twice, shift})({1, 0, 0}).x, 12.0);
        const VectorField field = linear(Growth);
        const World p = field.grid.affine.toWorld({5, 5, 5});
        const World moved = FieldSampler(field)(p);
        QVERIFY(distance(TransformChain({&field, shift})(p), {moved.x + 10, moved.y, moved.z}) < 1e-12);
    }

    void theJacobianOfALinearFieldIsItsDeterminant()
    {
        // det(I + M), by hand
        const double a[3][3] = {{1.1, 0.02, -0.03}, {0, 0.8, 0.05}, {0.04, 0, 1.3}};
        const double wanted = a[0][0] * (a[1][1] * a[2][2]) - a[0][1] * (-a[1][2] * a[2][0]) + a[0][2] * (-a[1][1] * a[2][0]);
        for (const float j : jacobianDeterminant(linear(Growth, {3, 2, 1}), 2))
            QVERIFY(std::abs(static_cast<double>(j) - wanted) < 2e-5);
    }

    void aFieldThatTurnsSpaceInsideOutIsNegative()
    {
        constexpr double flip[3][3] = {{-2, 0, 0}, {0, 0, 0}, {0, 0, 0}};
        for (const float j : jacobianDeterminant(linear(flip)))
            QVERIFY(std::abs(j + 1) < 1e-4f);
    }

    void aVolumeOfThreeFramesIsAField()
    {
        const VectorField field = linear(Growth);
        const VectorField again = vectorFieldOf(*volumeOf(field));
        QVERIFY(again.values == field.values && again.grid == field.grid);
    }

    void otherVolumesAreRefused()
    {
        const Grid grid{{3, 3, 3}, phantom::scaling(1, 1, 1)};
        const auto one = [](auto...) { return 1.0; };
        const auto bad = [](auto...) { return std::nan(""); };
        QVERIFY_EXCEPTION_THROWN(vectorFieldOf(*phantom::filled(grid, one, 2)), Error);
        QVERIFY_EXCEPTION_THROWN(vectorFieldOf(*phantom::filled(grid, bad, 3)), Error);
    }
};

QTEST_APPLESS_MAIN(TestVectorField)
#include "tst_VectorField.moc"
