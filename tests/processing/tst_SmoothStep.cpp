#include "processing/core/Error.h"
#include "processing/steps/Steps.h"
#include "tests/processing/Phantoms.h"

#include <QtTest>

#include <array>
#include <limits>
#include <numeric>

Q_DECLARE_METATYPE(insula::Size3)

using namespace insula;

namespace {

constexpr double NaN = std::numeric_limits<double>::quiet_NaN();

StepOutputs smoothed(const VolumePtr& image, double fwhm, const VolumePtr& mask = nullptr)
{
    StepInputs inputs;
    inputs.volumes["image"] = image;
    if (mask)
        inputs.volumes["mask"] = mask;
    return smoothStep().run(inputs, {{"fwhm", fwhm}}, {});
}

double sum(const Volume& volume, std::int64_t frame = 0)
{
    const std::vector<float> values = volume.frameAsFloat(frame);
    return std::accumulate(values.begin(), values.end(), 0.0);
}

// Width at half of the maximum in mm along one voxel axis through the middle, between voxels by a Gaussian through three of them
// (straight lines would be wrong for narrow kernels).
double fwhmAlong(const Volume& volume, std::size_t axis)
{
    const std::array<std::int64_t, 3> middle{volume.size().x / 2, volume.size().y / 2, volume.size().z / 2};
    const auto at = [&](std::int64_t offset) {
        auto p = middle;
        p[axis] += offset;
        return volume.value(p[0], p[1], p[2]);
    };
    std::int64_t n = 1;
    while (at(n) > at(0) / 2)
        ++n;
    // log is linear in the square of the distance for a Gaussian
    const double low = std::log(at(n - 1) / at(0)), high = std::log(at(n) / at(0)), half = std::log(0.5);
    const auto a = static_cast<double>((n - 1) * (n - 1)), b = static_cast<double>(n * n);
    return 2 * std::sqrt(a + (b - a) * (half - low) / (high - low)) * volume.affine().spacing()[axis];
}

// The same from the second moment, which is what the discrete Gaussian keeps exactly, also where it is narrower than a voxel: its peak is
// sharper than that of the sampled one, by 3 % of the width at a sigma of 2.5 voxels.
double fwhmOfMoment(const Volume& volume, std::size_t axis)
{
    double total = 0, second = 0;
    for (std::int64_t k = 0; k < volume.size().z; ++k)
        for (std::int64_t j = 0; j < volume.size().y; ++j)
            for (std::int64_t i = 0; i < volume.size().x; ++i) {
                const std::array<std::int64_t, 3> offset{i - volume.size().x / 2, j - volume.size().y / 2, k - volume.size().z / 2};
                const double v = volume.value(i, j, k);
                total += v;
                second += v * static_cast<double>(offset[axis] * offset[axis]);
            }
    return std::sqrt(second / total) * 2 * std::sqrt(2 * std::log(2)) * volume.affine().spacing()[axis];
}

} // namespace

class TestSmoothStep : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPointGetsTheRightWidthOnEveryAxisAndKeepsItsSum_data()
    {
        QTest::addColumn<double>("fwhm");
        QTest::addColumn<Size3>("size");
        QTest::addColumn<double>("tolerance");
        QTest::newRow("narrower than a voxel") << 1.0 << Size3{15, 15, 15} << 0.02;
        QTest::newRow("usual") << 6.0 << Size3{61, 41, 29} << 0.02;
        QTest::newRow("wide, recursive filter along the first axis") << 20.0 << Size3{161, 121, 81} << 0.02;
    }
    void aPointGetsTheRightWidthOnEveryAxisAndKeepsItsSum()
    {
        QFETCH(double, fwhm);
        QFETCH(Size3, size);
        QFETCH(double, tolerance);
        const VolumePtr point = phantom::filled({size, phantom::obliqueLeftHanded()},
            [size](auto i, auto j, auto k) { return i == size.x / 2 && j == size.y / 2 && k == size.z / 2 ? 1000.0 : 0.0; });
        const VolumePtr out = smoothed(point, fwhm).volumes.at("image");
        QVERIFY2(std::abs(sum(*out) - 1000) < 1, qPrintable(QString::number(sum(*out))));
        for (std::size_t axis = 0; axis < 3; ++axis) {
            const double found = fwhm < 10 ? fwhmOfMoment(*out, axis) : fwhmAlong(*out, axis);
            QVERIFY2(std::abs(found / fwhm - 1) < tolerance, qPrintable(QString("axis %1: %2 mm").arg(axis).arg(found)));
        }
        QCOMPARE(out->affine(), point->affine());
    }

    void aConstantStaysConstantUpToTheBorder()
    {
        const VolumePtr out = smoothed(phantom::filled({{20, 18, 16}, phantom::scaling(1, 1, 2)}, [](auto, auto, auto) { return 42.0; }), 5)
                                  .volumes.at("image");
        const ValueRange range = valueRange(*out);
        QVERIFY(range.min > 41.999 && range.max < 42.001);
    }

    void withAMaskNothingLeaksInOrOut()
    {
        const Grid grid{{20, 20, 20}, phantom::scaling(1, 1, 1)};
        const VolumePtr mask = phantom::ball(grid);
        const VolumePtr image = phantom::filled(grid, [&](auto i, auto j, auto k) { return mask->value(i, j, k) != 0 ? 5.0 : 1e6; });
        const VolumePtr out = smoothed(image, 6, mask).volumes.at("image");
        for (std::int64_t k = 0; k < 20; ++k)
            for (std::int64_t j = 0; j < 20; ++j)
                for (std::int64_t i = 0; i < 20; ++i)
                    QVERIFY(std::abs(out->value(i, j, k) - (mask->value(i, j, k) != 0 ? 5.0 : 0.0)) < 1e-3);
    }

    void framesAreSmoothedOneByOne()
    {
        const Grid grid{{12, 12, 12}, phantom::scaling(2, 2, 2)};
        std::vector<float> voxels(2 * 12 * 12 * 12, 0.f);
        voxels[6 + 12 * (6 + 12 * 6)] = 100;
        Volume::Description description;
        description.grid = grid;
        description.frames = 2;
        description.trSeconds = 1.5;
        const VolumePtr out = smoothed(Volume::make(description, voxels), 4).volumes.at("image");
        QCOMPARE(out->frames(), std::int64_t{2});
        QCOMPARE(out->trSeconds(), 1.5);
        QVERIFY(std::abs(sum(*out, 0) - 100) < 0.2);
        QCOMPARE(sum(*out, 1), 0.0);
    }

    void nanIsLeftOutAndCounted()
    {
        const VolumePtr image = phantom::filled(
            {{16, 16, 16}, phantom::scaling(1, 1, 1)}, [](auto i, auto j, auto k) { return i == 8 && j == 8 && k >= 8 ? NaN : 7.0; });
        const StepOutputs outputs = smoothed(image, 3);
        const ValueRange range = valueRange(*outputs.volumes.at("image"));
        QVERIFY(range.nan == 0 && range.min > 6.999 && range.max < 7.001);
        QCOMPARE(outputs.warnings.size(), std::size_t{1});
        QVERIFY2(outputs.warnings[0].rfind("8 voxels", 0) == 0, outputs.warnings[0].c_str());
    }

    void aMaskOnAnotherGridIsRefused()
    {
        const VolumePtr image = phantom::head({{16, 16, 16}, phantom::scaling(1, 1, 1)});
        QVERIFY_EXCEPTION_THROWN(smoothed(image, 3, phantom::ball({{16, 16, 16}, phantom::scaling(1, 1, 1.1)})), Error);
        QVERIFY_EXCEPTION_THROWN(smoothed(image, 3, phantom::ball({{16, 16, 16}, phantom::scaling(1, 1, 1)}, 0.0)), Error);
    }

    void shearIsMentioned()
    {
        const Grid grid{{16, 16, 16}, Affine::fromColumns({1, 0, 0}, {0.2, 1, 0}, {0, 0, 1}, {0, 0, 0})};
        const StepOutputs outputs = smoothed(phantom::head(grid), 3);
        QCOMPARE(outputs.warnings.size(), std::size_t{1});
        QCOMPARE(outputs.volumes.at("image")->affine(), grid.affine);
    }
};

QTEST_GUILESS_MAIN(TestSmoothStep)
#include "tst_SmoothStep.moc"
