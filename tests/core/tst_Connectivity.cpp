#include "processing/core/Connectivity.h"
#include "processing/core/Error.h"
#include "tests/core/WaveRun.h"

#include <QtTest>

#include <cmath>
#include <limits>

using namespace insula;

namespace {

VolumePtr atlas(const Grid& grid, std::vector<std::int16_t> values)
{
    Volume::Description description;
    description.grid = grid;
    description.kind = Kind::Labels;
    description.labels[7].name = "Left";
    return Volume::make(std::move(description), std::move(values));
}

} // namespace

class TestConnectivity : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void regionsHaveTheMeansOfTheirVoxelsAndTheNamesOfTheAtlas()
    {
        const VolumePtr run = test::waveRun();
        const auto found = regionSeries(*run, *atlas(run->grid(), {7, 7, 0, 2, 0, 0, 0, 0, 0, 0, 0, 2}), 2);
        QCOMPARE(found.labels, (std::vector<std::int64_t>{2, 7}));
        QCOMPARE(found.names, (std::vector<std::string>{"2", "Left"}));
        QCOMPARE(found.voxels, (std::vector<std::int64_t>{2, 2}));
        for (std::int64_t t = 0; t < 40; ++t) {
            QVERIFY(std::abs(found.courses[1][static_cast<std::size_t>(t)] - (run->value(0, 0, 0, t) + run->value(1, 0, 0, t)) / 2) < 1e-5);
            QVERIFY(std::abs(found.courses[0][static_cast<std::size_t>(t)] - (run->value(0, 1, 0, t) + run->value(2, 1, 1, t)) / 2) < 1e-5);
        }
    }

    // An atlas of half the voxel size, mirrored along x: left stays left.
    void anAtlasOnAnotherGridIsReadInTheWorld()
    {
        const VolumePtr run = test::waveRun();
        Grid fine{{6, 4, 4}, Affine::fromColumns({-0.5, 0, 0}, {0, 0.5, 0}, {0, 0, 0.5}, {2.25, -0.25, -0.25})};
        std::vector<std::int16_t> values(96);
        for (std::size_t v = 0; v < 96; ++v)
            values[v] = v % 6 >= 4 ? 7 : 3; // the last two along x are at x = 0.25 and -0.25: the first voxel of the run
        const auto found = regionSeries(*run, *atlas(fine, std::move(values)), 1);
        QCOMPARE(found.voxels, (std::vector<std::int64_t>{8, 4}));
        double mean = 0;
        for (const auto& [j, k] : {std::pair{0, 0}, std::pair{1, 0}, std::pair{0, 1}, std::pair{1, 1}})
            mean += run->value(0, j, k, 9) / 4;
        QVERIFY(std::abs(found.courses[1][9] - mean) < 1e-5);
    }

    void regionsOutsideOfTheRunAreNamedAndNoneAtAllIsRefused()
    {
        const VolumePtr run = test::waveRun();
        const Grid away{{3, 2, 2}, Affine::fromColumns({1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {1, 0, 0})};
        const auto found = regionSeries(*run, *atlas(away, {1, 1, 9, 1, 1, 9, 1, 1, 9, 1, 1, 9}), 1);
        QCOMPARE(found.absent, std::vector<std::int64_t>{9});
        const Grid far{{3, 2, 2}, Affine::fromColumns({1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {100, 0, 0})};
        QVERIFY_EXCEPTION_THROWN(regionSeries(*run, *atlas(far, std::vector<std::int16_t>(12, 1)), 1), Error);
        QVERIFY_EXCEPTION_THROWN(regionSeries(*run, *atlas(run->grid(), std::vector<std::int16_t>(12, 0)), 1), Error);
    }

    // numpy: corrcoef of voxels 3 and 8
    void correlationsAreThoseOfPearson()
    {
        const VolumePtr run = test::waveRun();
        const std::vector<std::vector<double>> courses{run->timeCourse(0, 1, 0), run->timeCourse(2, 0, 1), std::vector<double>(40, 3)};
        const auto r = correlationMatrix(courses), z = fisherZ(r, 3);
        QVERIFY(std::abs(r[1] - 0.2414944477770894) < 1e-9 && r[1] == r[3] && r[0] == 1);
        QVERIFY(std::abs(z[1] - 0.24636050699168635) < 1e-9 && std::isnan(z[0]));
        QVERIFY(std::isnan(r[2]) && std::isnan(z[5]));
        QVERIFY(matrixTable({"a", "b", "c"}, r).starts_with("node\ta\tb\tc\na\t1.000000\t0.241494\tn/a\n"));
        std::int64_t notFinite = 0;
        const auto map = correlationMap(*run, {}, courses[0], 2, notFinite);
        QVERIFY(std::abs(map[8] - 0.24149445F) < 1e-6F && std::abs(map[3] - 1) < 1e-6F);
        QVERIFY_EXCEPTION_THROWN(correlationMap(*run, {}, courses[2], 1, notFinite), Error);
    }

    void fisherOfOneIsFinite() { QVERIFY(std::isfinite(fisherZ(1)) && fisherZ(1) > 8 && fisherZ(-1) < -8); }
};

QTEST_GUILESS_MAIN(TestConnectivity)
#include "tst_Connectivity.moc"
