#include "processing/core/Error.h"
#include "processing/steps/ResampleGrid.h"
#include "processing/steps/Steps.h"
#include "tests/processing/Phantoms.h"

#include <QtTest>

#include <limits>
#include <random>

using namespace insula;

namespace {

StepOutputs resampled(const VolumePtr& image, const nlohmann::json& params, const VolumePtr& reference = nullptr)
{
    StepInputs inputs;
    inputs.volumes["image"] = image;
    if (reference)
        inputs.volumes["reference"] = reference;
    return resampleStep().run(inputs, params, {});
}

double ramp(const World& w)
{
    return 100 + 2 * w.x - 3 * w.y + 0.5 * w.z;
}

VolumePtr rampOn(const Grid& grid)
{
    return phantom::filled(grid, [&](auto i, auto j, auto k) {
        return ramp(grid.affine.toWorld({static_cast<double>(i), static_cast<double>(j), static_cast<double>(k)}));
    });
}

// Largest error against the ramp over voxels whose centre lies `margin` voxels inside the centres of `from`.
double largestError(const Volume& out, const Grid& from, double margin, std::int64_t& compared)
{
    const WorldToVoxel toFrom(from.affine);
    double largest = 0;
    compared = 0;
    for (std::int64_t k = 0; k < out.size().z; ++k)
        for (std::int64_t j = 0; j < out.size().y; ++j)
            for (std::int64_t i = 0; i < out.size().x; ++i) {
                const World w = out.affine().toWorld({static_cast<double>(i), static_cast<double>(j), static_cast<double>(k)});
                const Voxel v = toFrom(w);
                const auto inside = [&](double x, std::int64_t n) { return x >= margin && x <= static_cast<double>(n) - 1 - margin; };
                if (!inside(v.i, from.size.x) || !inside(v.j, from.size.y) || !inside(v.k, from.size.z))
                    continue;
                ++compared;
                largest = std::max(largest, std::abs(out.value(i, j, k) - ramp(w)));
            }
    return largest;
}

// The eight outer corners of the field of view.
std::vector<World> edges(const Grid& grid)
{
    std::vector<World> corners;
    for (unsigned c = 0; c < 8; ++c)
        corners.push_back(grid.affine.toWorld({c & 1u ? static_cast<double>(grid.size.x) - 0.5 : -0.5,
            c & 2u ? static_cast<double>(grid.size.y) - 0.5 : -0.5, c & 4u ? static_cast<double>(grid.size.z) - 0.5 : -0.5}));
    return corners;
}

} // namespace

class TestResampleStep : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aLinearRampIsExactInside_data()
    {
        QTest::addColumn<QString>("interpolation");
        QTest::addColumn<double>("voxel");
        QTest::addColumn<double>("margin");
        QTest::addColumn<double>("tolerance");
        for (const double voxel : {0.7, 1.3, 3.1}) {
            const double blur = voxel > 1 ? 6 : 0; // smoothing before down-sampling bends the ramp near the border
            QTest::addRow("linear to %.1f", voxel) << "linear" << voxel << blur << 2e-3;
            QTest::addRow("cubic to %.1f", voxel) << "cubic" << voxel << std::max(blur, 8.0) << 2e-2;
            QTest::addRow("sinc to %.1f", voxel) << "sinc" << voxel << std::max(blur, 5.0) << 0.25;
        }
    }
    void aLinearRampIsExactInside()
    {
        QFETCH(QString, interpolation);
        QFETCH(double, voxel);
        QFETCH(double, margin);
        QFETCH(double, tolerance);
        const Grid grid{{40, 36, 32}, phantom::obliqueLeftHanded()};
        const VolumePtr out
            = resampled(rampOn(grid), {{"voxel-size", voxel}, {"interpolation", interpolation.toStdString()}}).volumes.at("image");
        std::int64_t compared = 0;
        const double error = largestError(*out, grid, margin, compared);
        QVERIFY2(error < tolerance, qPrintable(QString::number(error)));
        QVERIFY2(compared > 500, qPrintable(QString::number(compared)));
    }

    void theFieldOfViewIsKept()
    {
        const Grid grid{{40, 36, 30}, phantom::obliqueLeftHanded()}; // 40, 54 and 66 mm
        const Grid halved = gridWithVoxelSize(grid, 0.5);
        QCOMPARE(halved.size, (Size3{80, 108, 132}));
        const auto before = edges(grid), after = edges(halved);
        for (std::size_t c = 0; c < 8; ++c)
            QVERIFY(std::hypot(before[c].x - after[c].x, before[c].y - after[c].y, before[c].z - after[c].z) < 1e-9);
        const Grid odd = gridWithVoxelSize(grid, 7);
        QCOMPARE(odd.size, (Size3{6, 8, 10})); // covers, never cuts
        const World a = grid.centre(), b = odd.centre();
        QVERIFY(std::hypot(a.x - b.x, a.y - b.y, a.z - b.z) < 1e-9);
        QCOMPARE(orientationCode(odd.affine), orientationCode(grid.affine));
    }

    void shearIsRemovedAndTheRampStillExact()
    {
        const Grid grid{{40, 36, 32}, Affine::fromColumns({1, 0, 0}, {0, 1, 0}, {0, 0.3, 2}, {5, 6, 7})};
        const StepOutputs outputs = resampled(rampOn(grid), {{"voxel-size", 1.0}, {"interpolation", "linear"}, {"anti-alias", false}});
        const Volume& out = *outputs.volumes.at("image");
        QVERIFY(!out.affine().isSheared(1e-9));
        std::int64_t compared = 0;
        QVERIFY(largestError(out, grid, 0, compared) < 2e-3);
        QVERIFY(compared > 50000);
        QCOMPARE(outputs.warnings.size(), std::size_t{1});
    }

    void aReferenceGivesItsExactGrid()
    {
        const Grid from{{40, 36, 32}, Affine::fromColumns({1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {-15, -30, 0})},
            to{{20, 10, 15}, phantom::obliqueLeftHanded()};
        const VolumePtr out
            = resampled(rampOn(from), {{"interpolation", "linear"}, {"anti-alias", false}}, phantom::head(to)).volumes.at("image");
        QCOMPARE(out->grid(), to);
        std::int64_t compared = 0;
        QVERIFY(largestError(*out, from, 0, compared) < 2e-3);
        QVERIFY2(compared > 300, qPrintable(QString::number(compared)));
    }

    void labelsKeepTheirNumbersTypeAndPlace()
    {
        const Grid grid{{9, 8, 7}, phantom::obliqueLeftHanded()};
        const VolumePtr labels = phantom::filled<std::int32_t>(
            grid, [](auto i, auto j, auto k) { return 20000001 + i + 100 * j + 10000 * k; }, 1, Kind::Labels);
        StepInputs inputs;
        inputs.volumes["image"] = phantom::filled<std::int32_t>(grid, [&](auto i, auto j, auto k) { return labels->value(i, j, k); });
        const VolumePtr out = resampleStep().run(inputs, {{"voxel-size", 0.4}, {"interpolation", "nearest"}}, {}).volumes.at("image");
        QCOMPARE(out->dataType(), DataType::Int32);
        const WorldToVoxel toOld(grid.affine);
        for (std::int64_t k = 0; k < out->size().z; ++k)
            for (std::int64_t j = 0; j < out->size().y; ++j)
                for (std::int64_t i = 0; i < out->size().x; ++i) {
                    const Voxel v = toOld(out->affine().toWorld({static_cast<double>(i), static_cast<double>(j), static_cast<double>(k)}));
                    const double found = out->value(i, j, k) - 20000001;
                    if (found < 0)
                        continue; // the covering voxel beyond the edge
                    QVERIFY(std::abs(v.i - std::fmod(found, 100)) < 0.5001
                        && std::abs(v.j - std::fmod(std::floor(found / 100), 100)) < 0.5001
                        && std::abs(v.k - std::floor(found / 10000)) < 0.5001);
                }
    }

    void downSamplingNoiseWithSmoothingReducesItsVariance()
    {
        std::mt19937 random(5);
        std::normal_distribution<double> normal(0, 1);
        const VolumePtr noise
            = phantom::filled({{60, 60, 60}, phantom::scaling(1, 1, 1)}, [&](auto, auto, auto) { return normal(random); });
        const auto deviation = [&](bool smooth) {
            const VolumePtr out
                = resampled(noise, {{"voxel-size", 3.0}, {"interpolation", "linear"}, {"anti-alias", smooth}}).volumes.at("image");
            // Away from the border, beyond which values are repeated and so average less.
            const std::int64_t last = out->size().x - 3;
            double sum = 0, count = 0;
            for (std::int64_t k = 2; k <= last; ++k)
                for (std::int64_t j = 2; j <= last; ++j)
                    for (std::int64_t i = 2; i <= last; ++i, ++count)
                        sum += out->value(i, j, k) * out->value(i, j, k);
            return std::sqrt(sum / count);
        };
        // New centres are old ones, so only the kernel counts: variance t = 8 / (8 ln 2) voxels, along each axis the sum of squared weights
        // of the discrete Gaussian, exp(-2 t) I0(2 t).
        const double t = 1 / std::log(2);
        const double expected = std::pow(std::exp(-2 * t) * std::cyl_bessel_i(0, 2 * t), 1.5);
        QVERIFY2(
            std::abs(deviation(true) / expected - 1) < 0.05, qPrintable(QString("%1, expected %2").arg(deviation(true)).arg(expected)));
        QVERIFY(std::abs(deviation(false) - 1) < 0.05);
    }

    void nanCountsAsZeroAndIsCounted()
    {
        const VolumePtr image = phantom::filled({{8, 8, 8}, phantom::scaling(1, 1, 1)},
            [](auto i, auto, auto) { return i == 0 ? std::numeric_limits<double>::quiet_NaN() : 4.0; });
        const StepOutputs outputs = resampled(image, {{"voxel-size", 0.5}});
        QCOMPARE(valueRange(*outputs.volumes.at("image")).nan, std::int64_t{0});
        QCOMPARE(outputs.warnings.size(), std::size_t{1});
        QVERIFY(outputs.warnings[0].rfind("64 voxels", 0) == 0);
    }

    void impossibleSizesAreRefused()
    {
        const VolumePtr image = phantom::filled({{2, 2, 2}, phantom::scaling(500, 500, 500)}, [](auto, auto, auto) { return 1.0; });
        QVERIFY_EXCEPTION_THROWN(resampled(image, {{"voxel-size", 0.1}}), Error);
        QVERIFY_EXCEPTION_THROWN(resampled(image, {{"voxel-size", 0}}), Error);
    }
};

QTEST_GUILESS_MAIN(TestResampleStep)
#include "tst_ResampleStep.moc"
