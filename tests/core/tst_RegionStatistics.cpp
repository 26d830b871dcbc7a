// Sizes of labels and values in them, by hand.
#include "processing/core/Error.h"
#include "processing/core/RegionStatistics.h"
#include "tests/viewers/Phantom.h"

#include <QTest>

#include <limits>

using namespace insula;

namespace {

// Five voxels in a row: labels and values.
VolumePtr row(std::vector<float> values, const Affine& affine = {}, Kind kind = Kind::Image)
{
    Volume::Description description;
    description.grid = {{static_cast<std::int64_t>(values.size()), 1, 1}, affine};
    description.kind = kind;
    description.labels = {{7, {"Left-\"Odd\", name", {1, 2, 3, 255}}}};
    if (kind == Kind::Labels)
        return Volume::make(description, std::vector<std::int16_t>(values.begin(), values.end()));
    return Volume::make(description, std::move(values));
}

} // namespace

class tst_RegionStatistics : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void valuesAreThoseOfTheDefinitions()
    {
        const auto labels = row({7, 7, 0, 7, 7, 9, 7}, Affine::fromColumns({-2, 0, 0}, {0, 3, 0}, {0, 0, 5}, {0, 0, 0}), Kind::Labels);
        const auto image = row({1, 2, 100, 4, 10, 50, std::numeric_limits<float>::quiet_NaN()}, labels->affine());
        const auto table = regionStatistics(*labels, image.get());
        QVERIFY(table.isOnOneGrid && table.hasImage);
        QCOMPARE(table.regions.size(), std::size_t(2));
        const auto& seven = table.regions[0];
        QCOMPARE(seven.label, std::int64_t(7));
        QCOMPARE(seven.voxels, std::int64_t(5));
        QCOMPARE(seven.ml, 5 * 0.030);
        QCOMPARE(seven.values->voxels, std::int64_t(4)); // NaN is left out
        QCOMPARE(seven.values->mean, 4.25);
        QVERIFY(std::abs(seven.values->sd - std::sqrt((3.25 * 3.25 + 2.25 * 2.25 + 0.25 * 0.25 + 5.75 * 5.75) / 3)) < 1e-12);
        QCOMPARE(seven.values->min, 1.0);
        QCOMPARE(seven.values->max, 10.0);
        QCOMPARE(seven.values->median, 3.0);
        QVERIFY(std::abs(seven.values->p5 - 1.15) < 1e-12);
        QVERIFY(std::abs(seven.values->p95 - 9.1) < 1e-12);
        QCOMPARE(table.regions[1].values->sd, 0.0); // one voxel
        QVERIFY(table.regions[1].name.empty());
    }

    void onAnotherGridTheImagesOwnVoxelsCount()
    {
        // The image has twice as many voxels along the row, and runs the other way.
        const auto labels = row({7, 7, 9}, Affine::fromColumns({2, 0, 0}, {0, 2, 0}, {0, 0, 2}, {0, 0, 0}), Kind::Labels);
        const auto image = row({6, 5, 4, 3, 2, 1, 100}, Affine::fromColumns({-1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {4.5, 0, 0}));
        const auto table = regionStatistics(*labels, image.get());
        QVERIFY(!table.isOnOneGrid);
        QCOMPARE(table.regions[0].voxels, std::int64_t(2)); // of the map
        QCOMPARE(table.regions[0].values->voxels, std::int64_t(4)); // of the image, at 2.5, 1.5, 0.5, -0.5
        QCOMPARE(table.regions[0].values->mean, 2.5);
        QCOMPARE(table.regions[1].values->mean, 5.5);
    }

    void withoutAnImageOnlySizesAreTold()
    {
        const auto labels = row({7, 0, 7}, {}, Kind::Labels);
        const auto table = regionStatistics(*labels, nullptr);
        QVERIFY(!table.regions[0].values);
        QCOMPARE(toText(table), std::string("index\tname\tvoxels\tvolume_ml\n7\tLeft-\"Odd\", name\t2\t0.002\n"));
        QCOMPARE(toText(table, ','), std::string("index,name,voxels,volume_ml\n7,\"Left-\"\"Odd\"\", name\",2,0.002\n"));
    }

    void anEmptyMapGivesAnEmptyTable() { QVERIFY(regionStatistics(*row({0, 0}, {}, Kind::Labels), nullptr).regions.empty()); }

    void aRegionOutsideOfTheImageHasNoValues()
    {
        const auto labels = row({7, 7}, {}, Kind::Labels);
        const auto image = row({1, 2}, Affine::fromColumns({1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {100, 0, 0}));
        const auto table = regionStatistics(*labels, image.get());
        QCOMPARE(table.regions[0].voxels, std::int64_t(2));
        QVERIFY(!table.regions[0].values);
        QVERIFY(QString::fromStdString(toText(table)).contains("\t0\tn/a\tn/a"));
    }

    void fractionsAreNoLabelsButWholeFloatsAre()
    {
        QVERIFY_EXCEPTION_THROWN(regionStatistics(*row({0.5f, 1}), nullptr), Error);
        QCOMPARE(regionStatistics(*row({2, 2, 3}), nullptr).regions.size(), std::size_t(2));
    }
};

QTEST_GUILESS_MAIN(tst_RegionStatistics)
#include "tst_RegionStatistics.moc"
