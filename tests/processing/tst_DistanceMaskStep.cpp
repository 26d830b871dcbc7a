// The distance to a ball is known at every voxel, so the mask at any border is the ball of another radius.
#include "processing/core/BrainMask.h"
#include "processing/core/Error.h"
#include "processing/steps/Steps.h"
#include "tests/processing/Phantoms.h"

#include <QtTest>

#include <limits>

using namespace insula;

namespace {

constexpr double RadiusMm = 12;

Grid oblique()
{
    return {{36, 30, 24}, phantom::obliqueLeftHanded()};
}

double fromCentreMm(const Grid& grid, std::int64_t i, std::int64_t j, std::int64_t k)
{
    const World w = grid.affine.toWorld({static_cast<double>(i), static_cast<double>(j), static_cast<double>(k)});
    const World c = grid.centre();
    return std::hypot(w.x - c.x, w.y - c.y, w.z - c.z);
}

VolumePtr distanceToBall(const Grid& grid)
{
    return phantom::filled(grid, [&](auto i, auto j, auto k) { return fromCentreMm(grid, i, j, k) - RadiusMm; });
}

StepOutputs masked(const VolumePtr& distance, double border, const VolumePtr& image = nullptr)
{
    StepInputs inputs;
    inputs.volumes["distance"] = distance;
    if (image)
        inputs.volumes["image"] = image;
    return distanceMaskStep().run(inputs, {{"border", border}}, {});
}

} // namespace

class TestDistanceMaskStep : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theMaskIsTheBallOfTheBordersRadius_data()
    {
        QTest::addColumn<double>("border");
        for (const double border : {-3.3, 0.0, 2.5})
            QTest::addRow("%g mm", border) << border;
    }
    void theMaskIsTheBallOfTheBordersRadius()
    {
        QFETCH(double, border);
        const Grid grid = oblique();
        const StepOutputs outputs = masked(distanceToBall(grid), border);
        const Volume& mask = *outputs.volumes.at("mask");
        QCOMPARE(mask.kind(), Kind::Labels);
        QCOMPARE(QString::fromStdString(mask.labels().at(1).name), QString("Brain"));
        QCOMPARE(mask.grid(), grid);
        std::int64_t inside = 0;
        for (std::int64_t k = 0; k < grid.size.z; ++k)
            for (std::int64_t j = 0; j < grid.size.y; ++j)
                for (std::int64_t i = 0; i < grid.size.x; ++i) {
                    const double beyond = fromCentreMm(grid, i, j, k) - RadiusMm - border;
                    inside += beyond < 0;
                    if (std::abs(beyond) > 1e-5)
                        QCOMPARE(mask.value(i, j, k), beyond < 0 ? 1.0 : 0.0);
                }
        const double ml = static_cast<double>(inside) * 1.5 * 2.2 / 1000;
        QVERIFY(std::abs(outputs.measurements.at("mask-volume").at("value").get<double>() - ml) < 1e-9);
        QVERIFY(!outputs.volumes.contains("brain"));
        QVERIFY(outputs.warnings.empty());
    }

    void theBrainIsTheScanInItsOwnTypeWithZerosOutside()
    {
        const Grid grid = oblique();
        const VolumePtr scan = phantom::filled<std::int16_t>(grid, [](auto i, auto j, auto) { return 100.0 + static_cast<double>(i + j); });
        const StepOutputs outputs = masked(distanceToBall(grid), 1, scan);
        const Volume& brain = *outputs.volumes.at("brain");
        QCOMPARE(brain.dataType(), DataType::Int16);
        const Volume& mask = *outputs.volumes.at("mask");
        for (std::int64_t k = 0; k < grid.size.z; ++k)
            for (std::int64_t i = 0; i < grid.size.x; ++i)
                QCOMPARE(brain.value(i, 14, k), mask.value(i, 14, k) != 0 ? scan->value(i, 14, k) : 0.0);
    }

    void notANumberIsOutside()
    {
        const Grid grid{{4, 4, 4}, phantom::scaling(1, 1, 1)};
        const VolumePtr map
            = phantom::filled(grid, [](auto i, auto, auto) { return i < 2 ? std::numeric_limits<double>::quiet_NaN() : -1.0; });
        const StepOutputs outputs = masked(map, 0);
        QCOMPARE(outputs.volumes.at("mask")->value(0, 0, 0), 0.0);
        QCOMPARE(outputs.volumes.at("mask")->value(3, 0, 0), 1.0);
    }

    void anEmptyMaskIsWarnedAbout()
    {
        QCOMPARE(masked(phantom::filled(oblique(), [](auto, auto, auto) { return 7.0; }), 0).warnings.size(), std::size_t{1});
    }

    void aScanOnAnotherGridIsRefused()
    {
        const Grid other{{36, 30, 24}, phantom::scaling(1, 1, 1)};
        QVERIFY_EXCEPTION_THROWN(masked(distanceToBall(oblique()), 0, phantom::head(other)), Error);
    }

    void mapsAreKnownByTheirDescriptionOrName()
    {
        const VolumePtr plain = distanceToBall(oblique());
        QVERIFY(!isDistanceMap(*plain));
        QVERIFY(isDistanceMap(*redescribed(plain, [&] {
            auto d = distanceDescription(*plain);
            d.dataType = plain->dataType();
            return d;
        }())));
        const auto named = [&](const std::string& path) {
            auto d = plain->description();
            d.source.path = path;
            return isDistanceMap(*redescribed(plain, d));
        };
        QVERIFY(named("/data/sub-01_desc-brain_distance.nii.gz"));
        QVERIFY(!named("/data_distance/sub-01_T1w.nii.gz"));
        QVERIFY(!named("/data/sub-01_distance_T1w.nii.gz"));
    }
};

QTEST_GUILESS_MAIN(TestDistanceMaskStep)
#include "tst_DistanceMaskStep.moc"
