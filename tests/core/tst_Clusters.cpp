// Truth: shapes that are known, and scipy.ndimage.label, center_of_mass on the same voxels.
#include "processing/core/Clusters.h"
#include "processing/core/Nifti.h"
#include "tests/core/Messages.h"
#include "tests/viewers/Phantom.h"

#include <QtTest>

#include <filesystem>

using namespace insula;
using namespace insula::test;

namespace {

Grid grid(std::int64_t x, std::int64_t y, std::int64_t z)
{
    return {{x, y, z}, Affine::fromColumns({2, 0, 0}, {0, 2, 0}, {0, 0, 2}, {0, 0, 0})};
}

VolumePtr volume(const Grid& grid, std::vector<float> voxels)
{
    Volume::Description description;
    description.grid = grid;
    return Volume::make(description, std::move(voxels));
}

// The generator of C's rand() in its textbook form; the same in Python.
VolumePtr noise()
{
    std::vector<float> voxels(24 * 20 * 16);
    std::uint64_t x = 12345;
    for (float& voxel : voxels) {
        x = (x * 1103515245 + 12345) % (1ULL << 31);
        voxel = static_cast<float>(static_cast<double>(x) / static_cast<double>(1ULL << 31) * 2 - 1);
    }
    return volume(grid(24, 20, 16), std::move(voxels));
}

std::vector<std::int64_t> sizes(const Clusters& clusters, bool isNegative)
{
    std::vector<std::int64_t> result;
    for (const Cluster& each : clusters.found) {
        if ((each.peak < 0) == isNegative) {
            result.push_back(each.voxels);
        }
    }
    return result;
}

std::filesystem::path sharedData(const char* file)
{
    const QByteArray folder = qgetenv("INSULA_TEST_DATA");
    const std::filesystem::path base = folder.isEmpty()
        ? std::filesystem::path(qgetenv("INSULA_SOURCE_DIR").toStdString()) / "../shared/data"
        : std::filesystem::path(folder.toStdString());
    return base / file;
}

} // namespace

class TestClusters : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void connectivityDecidesWhatTouches_data()
    {
        QTest::addColumn<int>("connectivity");
        QTest::addColumn<int>("parts");
        // Four voxels in a chain: a face, then an edge, then a corner.
        QTest::newRow("faces") << 6 << 3;
        QTest::newRow("edges") << 18 << 2;
        QTest::newRow("corners") << 26 << 1;
    }
    void connectivityDecidesWhatTouches()
    {
        QFETCH(int, connectivity);
        QFETCH(int, parts);
        std::vector<float> voxels(6 * 5 * 4);
        for (const auto& [i, j, k] : {std::array{0, 2, 1}, std::array{1, 2, 1}, std::array{2, 1, 1}, std::array{3, 2, 2}}) {
            voxels[static_cast<std::size_t>(i + 6 * (j + 5 * k))] = 1;
        }
        ClusterOptions options;
        options.low = 1; // equal to the threshold is inside
        options.connectivity = static_cast<Connectivity>(connectivity);
        QCOMPARE(findClusters(*volume(grid(6, 5, 4), voxels), options).found.size(), static_cast<std::size_t>(parts));
    }

    void theSizesAreThoseOfScipy_data()
    {
        QTest::addColumn<int>("connectivity");
        QTest::addColumn<int>("positive");
        QTest::addColumn<int>("negative");
        QTest::addColumn<QList<int>>("positiveSizes");
        QTest::addColumn<QList<int>>("negativeSizes");
        QTest::addColumn<int>("ofFive");
        QTest::newRow("faces") << 6 << 679 << 652 << QList<int>{14, 14, 10, 10, 9, 9} << QList<int>{12, 11, 10, 9, 8, 8} << 32 + 38;
        QTest::newRow("edges") << 18 << 163 << 160 << QList<int>{343, 167, 84, 31, 24, 22} << QList<int>{505, 79, 23, 21, 19, 17}
                               << 36 + 38;
        QTest::newRow("corners") << 26 << 71 << 65 << QList<int>{955, 32, 32, 11, 9, 7} << QList<int>{919, 33, 16, 14, 12, 11} << 9 + 14;
    }
    void theSizesAreThoseOfScipy()
    {
        QFETCH(int, connectivity);
        QFETCH(int, ofFive);
        ClusterOptions options;
        options.low = 0.7;
        options.connectivity = static_cast<Connectivity>(connectivity);
        const Clusters all = findClusters(*noise(), options);
        QFETCH(int, positive);
        QFETCH(int, negative);
        QFETCH(QList<int>, positiveSizes);
        QFETCH(QList<int>, negativeSizes);
        for (const bool isNegative : {false, true}) {
            const auto found = sizes(all, isNegative);
            const auto& wanted = isNegative ? negativeSizes : positiveSizes;
            QCOMPARE(static_cast<int>(found.size()), isNegative ? negative : positive);
            for (qsizetype n = 0; n < wanted.size(); ++n) {
                QCOMPARE(static_cast<int>(found[static_cast<std::size_t>(n)]), wanted[n]);
            }
        }
        QCOMPARE(all.smallOnes, 0);
        options.minVoxels = 5;
        const Clusters large = findClusters(*noise(), options);
        QCOMPARE(static_cast<int>(large.found.size()), ofFive);
        QCOMPARE(large.smallOnes, static_cast<std::int64_t>(all.found.size() - large.found.size()));
        options.isTwoSided = false;
        QVERIFY(sizes(findClusters(*noise(), options), true).empty());
    }

    void aBallOnAnObliqueLeftHandedGridLiesWhereItIs()
    {
        const World left{-14, -20, 25}, right{22, -2, 14};
        const auto away = [](const World& a, const World& b) { return std::hypot(a.x - b.x, a.y - b.y, a.z - b.z); };
        const auto map = phantom::filled(phantom::obliqueLeftHanded(), [&](const World& w, std::int64_t) {
            return away(w, left) < 8 ? 9 - away(w, left) : away(w, right) < 6 ? away(w, right) - 9 : 0.0;
        });
        ClusterOptions options;
        options.low = 0.5;
        const auto found = findClusters(*map, options).found;
        QCOMPARE(found.size(), std::size_t{2});
        QVERIFY(away(found[0].peakAt, left) < 1.4); // half of a voxel's diagonal
        QVERIFY(away(found[0].centre, left) < 0.2);
        QVERIFY(found[0].peak > 7.5);
        QVERIFY(away(found[1].peakAt, right) < 1.4);
        QVERIFY(away(found[1].centre, right) < 0.2);
        QVERIFY(found[1].peak < -7.5);
        QVERIFY(std::abs(found[0].mm3 / (4.0 / 3 * 3.14159265 * 512) - 1) < 0.03);
    }

    void noNumberIsInNoClusterAndTheUpperEndCounts()
    {
        std::vector<float> voxels(27, 2);
        voxels[13] = NAN;
        voxels[0] = INFINITY;
        voxels[1] = 9;
        ClusterOptions options;
        options.low = 1;
        QCOMPARE(findClusters(*volume(grid(3, 3, 3), voxels), options).found.at(0).voxels, 25);
        options.high = 5;
        QCOMPARE(findClusters(*volume(grid(3, 3, 3), voxels), options).found.at(0).voxels, 24);
    }

    void positiveAndNegativeDoNotJoin()
    {
        ClusterOptions options;
        options.low = 1;
        const auto found = findClusters(*volume(grid(4, 1, 1), {3, 3, -3, -4}), options).found;
        QCOMPARE(found.size(), std::size_t{2});
        QCOMPARE(found[0].peak, -4.0); // of equal sizes, the stronger first
    }

    void sizesInMm3CountWholeVoxels()
    {
        ClusterOptions options;
        options.low = 1;
        options.minMm3 = 16; // two voxels of 8
        const auto clusters = findClusters(*volume(grid(6, 1, 1), {3, 3, 0, 3, 0, 0}), options);
        QCOMPARE(clusters.found.size(), std::size_t{1});
        QCOMPARE(clusters.smallOnes, 1);
    }

    void withoutSmallOnesTheRestStaysAsStored()
    {
        Volume::Description description;
        description.grid = grid(6, 1, 1);
        description.slope = 0.5;
        description.intercept = -1; // 0 is stored as 2
        const auto map = Volume::make(description, std::vector<std::int16_t>{8, 8, 2, 9, 2, 3});
        ClusterOptions options;
        options.low = 2;
        options.minVoxels = 2;
        const auto cleaned = withoutSmallClusters(*map, findClusters(*map, options), 0);
        const std::vector<float> values = cleaned->frameAsFloat();
        QCOMPARE(values, (std::vector<float>{3, 3, 0, 0, 0, 0.5F}));
        QCOMPARE(cleaned->dataType(), DataType::Int16);
    }

    void nothingAboveTheThresholdIsAnEmptyTable()
    {
        ClusterOptions options;
        options.low = 5;
        const auto clusters = findClusters(*noise(), options);
        QVERIFY(clusters.found.empty());
        QCOMPARE(clusterTable(clusters.found, {}, ""),
            std::string("cluster\tvoxels\tvolume_ml\tpeak\tpeak_x_mm_ras\tpeak_y_mm_ras\tpeak_z_mm_ras\tcentre_x_mm_ras\tcentre_y_mm_ras\t"
                        "centre_z_mm_ras\n"));
    }

    void theTableNamesTheSpaceOnlyWhenItIsKnown()
    {
        Cluster c{12, 96, -4.25, {1, 2, 3}, {-40, 18.004, 52}, {-1, 0, 1}};
        QCOMPARE(clusterTable({c}, {"Gyrus, left"}, "MNI152", ',').substr(0, 47),
            std::string("cluster,voxels,volume_ml,peak,peak_x_mm_ras_MNI"));
        QVERIFY(contains(
            clusterTable({c}, {"Gyrus, left"}, "MNI152", ','), "1,12,0.096,-4.2500,-40.00,18.00,52.00,-1.00,0.00,1.00,Gyrus  left\n"));
    }

    void refusesWhatHasNoMeaning()
    {
        ClusterOptions options;
        QVERIFY(contains(messageOf([&] { findClusters(*noise(), options); }), "above 0"));
        options.low = 2;
        options.high = 1;
        QVERIFY(contains(messageOf([&] { findClusters(*noise(), options); }), "exchange"));
        options.high = 3;
        options.frame = 1;
        QVERIFY(contains(messageOf([&] { findClusters(*noise(), options); }), "no frame 1"));
    }

    void aRealMapHasTheClustersOfScipy()
    {
        const auto file = sharedData("structural/spmMotor.nii.gz");
        if (!std::filesystem::exists(file)) {
            QSKIP("no real data");
        }
        ClusterOptions options;
        options.low = 4;
        const auto found = findClusters(*readNifti(file), options).found;
        QCOMPARE(found.size(), std::size_t{11});
        QCOMPARE(found[0].voxels, 2676);
        QVERIFY(std::abs(found[0].peak - 12.156505) < 1e-4);
        QCOMPARE((std::array{found[0].peakAt.x, found[0].peakAt.y, found[0].peakAt.z}), (std::array{48.0, -14.0, 56.0}));
        QVERIFY(std::abs(found[0].centre.x - 37.00907) < 1e-3);
        QVERIFY(std::abs(found[0].centre.y + 22.28271) < 1e-3);
        QVERIFY(std::abs(found[0].centre.z - 58.81035) < 1e-3);
        QCOMPARE(found[1].voxels, 467);
        QCOMPARE((std::array{found[1].peakAt.x, found[1].peakAt.y, found[1].peakAt.z}), (std::array{-40.0, -18.0, 52.0}));
    }
};

QTEST_GUILESS_MAIN(TestClusters)
#include "tst_Clusters.moc"
