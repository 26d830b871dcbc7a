#include "tests/viewers/Phantom.h"
#include "viewers/SliceFrame.h"
#include "viewers/SliceSampler.h"

#include <QtTest>

#include <cmath>
#include <limits>

using namespace insula;

namespace {

constexpr float Nan = std::numeric_limits<float>::quiet_NaN();

// A linear function of the point: trilinear interpolation gives it back exactly, on any grid.
double ramp(const World& w)
{
    return 1000 + 3 * w.x - 2 * w.y + 5 * w.z;
}

// The row through `from` along `direction` (mm per pixel) in voxel coordinates.
VoxelRow rowOf(const Volume& volume, const World& from, const Vec3& direction)
{
    const WorldToVoxel toVoxel(volume.affine());
    const Voxel a = toVoxel(from), b = toVoxel({from.x + direction[0], from.y + direction[1], from.z + direction[2]});
    return {a, {b.i - a.i, b.j - a.j, b.k - a.k}};
}

} // namespace

class TstSliceSampler : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void phantomIsObliqueAnisotropicAndLeftHanded();
    void linearGivesARampExactly_data();
    void linearGivesARampExactly();
    void nearestGivesTheVoxelThatHoldsThePoint();
    void reachesHalfAVoxelBeyondTheOuterCentres();
    void rowsBesideTheVolumeAreOutside();
    void notANumberIsAsWideAsItIsStored();
    void infinityDoesNotSpread();
    void samplesAreOffsetAndScaled();
    void labelsAreWholeNumbersAndZeroOutside();
    void largeLabelNumbersSurvive();
};

void TstSliceSampler::phantomIsObliqueAnisotropicAndLeftHanded()
{
    const Grid grid = phantom::obliqueLeftHanded();
    QVERIFY(grid.affine.determinant() < 0);
    QVERIFY(grid.affine.isOblique(1e-3));
    QVERIFY(std::abs(grid.affine.spacing()[1] - 1.5) < 1e-12 && std::abs(grid.affine.spacing()[2] - 2.2) < 1e-12);
}

void TstSliceSampler::linearGivesARampExactly_data()
{
    QTest::addColumn<double>("x");
    QTest::addColumn<double>("y");
    QTest::addColumn<double>("z");
    QTest::newRow("along R") << 1.0 << 0.0 << 0.0;
    QTest::newRow("along L") << -0.37 << 0.0 << 0.0;
    QTest::newRow("along A") << 0.0 << 0.61 << 0.0;
    QTest::newRow("along I") << 0.0 << 0.0 << -1.3;
    QTest::newRow("askew") << 0.3 << -0.2 << 0.7;
}

void TstSliceSampler::linearGivesARampExactly()
{
    QFETCH(double, x);
    QFETCH(double, y);
    QFETCH(double, z);
    const VolumePtr volume = phantom::filled<double>(phantom::obliqueLeftHanded(), [](const World& w, std::int64_t) { return ramp(w); });
    const SliceSampler sampler(*volume, 0, 0, 1);
    std::vector<float> out(25);
    const World from{5 - 12 * x, -12 - 12 * y, 20 - 12 * z};
    sampler.linear(rowOf(*volume, from, {x, y, z}), out);
    for (std::size_t n = 0; n < out.size(); ++n) {
        const auto s = static_cast<double>(n);
        const double expected = ramp({from.x + s * x, from.y + s * y, from.z + s * z});
        QVERIFY2(std::abs(out[n] - expected) < 1e-3, qPrintable(QString("%1 is %2, not %3").arg(n).arg(double(out[n])).arg(expected)));
    }
}

void TstSliceSampler::nearestGivesTheVoxelThatHoldsThePoint()
{
    const VolumePtr volume = phantom::filled<double>(phantom::obliqueLeftHanded(), [](const World& w, std::int64_t) { return ramp(w); });
    const SliceSampler sampler(*volume, 0, 0, 1);
    std::vector<float> out(20);
    const World from{-2, -15, 18};
    const Vec3 step{0.7, 0.4, 0.2};
    sampler.nearest(rowOf(*volume, from, step), out);
    const WorldToVoxel toVoxel(volume->affine());
    for (std::size_t n = 0; n < out.size(); ++n) {
        const auto s = static_cast<double>(n);
        const Voxel v = toVoxel({from.x + s * step[0], from.y + s * step[1], from.z + s * step[2]});
        const double expected = volume->value(std::llround(v.i), std::llround(v.j), std::llround(v.k));
        QVERIFY(std::abs(out[n] - expected) < 1e-3);
    }
}

void TstSliceSampler::reachesHalfAVoxelBeyondTheOuterCentres()
{
    const VolumePtr volume = phantom::leftIsBright(phantom::cube(2), 0); // voxel 0 is at -2 mm
    const SliceSampler sampler(*volume, 0, 0, 1);
    std::vector<float> out(5);
    const VoxelRow row{{-0.75, 2, 2}, {0.25, 0, 0}}; // -0.75, -0.5, -0.25, 0, 0.25
    sampler.linear(row, out);
    QVERIFY(std::isnan(out[0]));
    for (std::size_t n = 1; n < 5; ++n) {
        QCOMPARE(out[n], 200.0f);
    }
    const auto inside = sampler.extent(row, 5);
    QCOMPARE(inside.begin, std::size_t(1));
    QCOMPARE(inside.end, std::size_t(5));
}

void TstSliceSampler::rowsBesideTheVolumeAreOutside()
{
    const VolumePtr volume = phantom::leftIsBright(phantom::cube(2), 0);
    const SliceSampler sampler(*volume, 0, 0, 1);
    std::vector<float> out(9, 1.0f);
    sampler.linear({{0, 2, 4.6}, {0.5, 0, 0}}, out);
    QVERIFY(std::all_of(out.begin(), out.end(), [](float v) { return std::isnan(v); }));
    sampler.nearest({{-50, 2, 2}, {0.5, 0, 0}}, out);
    QVERIFY(std::all_of(out.begin(), out.end(), [](float v) { return std::isnan(v); }));
}

void TstSliceSampler::notANumberIsAsWideAsItIsStored()
{
    const VolumePtr volume = phantom::filled(phantom::cube(3), [](const World& w, std::int64_t) { return w.x == 0 ? double(Nan) : 7.0; });
    const SliceSampler sampler(*volume, 0, 0, 1);
    std::vector<float> out(60);
    sampler.linear({{0.05, 3, 3}, {0.1, 0, 0}}, out); // to 5.95; the NaN voxel is 3
    for (std::size_t n = 0; n < out.size(); ++n) {
        const double position = 0.05 + 0.1 * static_cast<double>(n);
        const bool inNan = position > 2.5 && position < 3.5;
        QCOMPARE(std::isnan(out[n]), inNan);
        QVERIFY(inNan || out[n] == 7.0f);
    }
}

void TstSliceSampler::infinityDoesNotSpread()
{
    const VolumePtr volume = phantom::filled(
        phantom::cube(3), [](const World& w, std::int64_t) { return w.y == 1 ? double(std::numeric_limits<float>::infinity()) : 7.0; });
    const SliceSampler sampler(*volume, 0, 0, 1);
    std::vector<float> out(3);
    sampler.linear({{2.5, 3.4, 3}, {0, 0.6, 0}}, out); // 3.4, 4.0, 4.6; voxel 4 is infinite
    QCOMPARE(out[0], 7.0f);
    QVERIFY(std::isinf(out[1]));
    QCOMPARE(out[2], 7.0f);
}

void TstSliceSampler::samplesAreOffsetAndScaled()
{
    const VolumePtr volume = phantom::filled<std::int16_t>(phantom::cube(2), [](const World& w, std::int64_t) { return 100 * w.x; });
    const SliceSampler sampler(*volume, 0, -50, 0.01);
    std::vector<float> out(1);
    sampler.linear({{3.5, 2, 2}, {1, 0, 0}}, out); // 150 stored
    QVERIFY(std::abs(out[0] - 2.0f) < 1e-5f);
}

void TstSliceSampler::labelsAreWholeNumbersAndZeroOutside()
{
    const VolumePtr volume = phantom::filled(phantom::cube(2), [](const World& w, std::int64_t) {
        return w.x < 0 ? 17.0 : w.x > 0 ? double(Nan) : 53.0;
    });
    const SliceSampler sampler(*volume, 0, 0, 1);
    std::vector<std::int64_t> out(7);
    sampler.labels({{-1, 2, 2}, {1, 0, 0}}, out);
    QVERIFY(out == (std::vector<std::int64_t>{0, 17, 17, 53, 0, 0, 0}));
}

void TstSliceSampler::largeLabelNumbersSurvive()
{
    constexpr std::int32_t Large = 2'000'000'011;
    const VolumePtr volume = phantom::filled<std::int32_t>(phantom::cube(1), [](const World&, std::int64_t) { return double(Large); });
    const SliceSampler sampler(*volume, 0, 0, 1);
    std::vector<std::int64_t> out(1);
    sampler.labels({{1, 1, 1}, {1, 0, 0}}, out);
    QCOMPARE(out[0], std::int64_t(Large));
}

QTEST_GUILESS_MAIN(TstSliceSampler)
#include "tst_SliceSampler.moc"
