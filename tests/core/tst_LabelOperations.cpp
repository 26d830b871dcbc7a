// Edits of whole labels, against what geometry says.
#include "processing/core/Error.h"
#include "processing/core/LabelOperations.h"
#include "tests/viewers/Phantom.h"

#include <QTest>

#include <random>
#include <set>

using namespace insula;

namespace {

std::shared_ptr<EditableLabels> mapOf(const Grid& grid, const std::function<double(const World&, std::int64_t)>& value)
{
    return EditableLabels::from(*phantom::filled<std::uint8_t>(grid, value, Kind::Labels));
}

// Small, oblique, left-handed, anisotropic.
Grid smallGrid()
{
    auto grid = phantom::obliqueLeftHanded();
    grid.size = {17, 14, 11};
    return grid;
}

std::shared_ptr<EditableLabels> randomMap(unsigned seed)
{
    std::mt19937 random(seed);
    return mapOf(smallGrid(), [&](const World&, std::int64_t) { return random() % 40 == 0 ? 2 : random() % 9 == 0 ? 1 : 0; });
}

double distance(const Grid& grid, std::int64_t a, std::int64_t b)
{
    const World p = centreOfVoxel(grid, a), q = centreOfVoxel(grid, b);
    return std::hypot(p.x - q.x, p.y - q.y, p.z - q.z);
}

std::set<std::int64_t> with(const EditableLabels& labels, LabelNumber label)
{
    std::set<std::int64_t> found;
    for (std::size_t n = 0; n < labels.voxels().size(); ++n)
        if (labels.voxels()[n] == label)
            found.insert(static_cast<std::int64_t>(n));
    return found;
}

LabelSource source(const EditableLabels& labels)
{
    return {labels.voxels(), labels.grid()};
}

} // namespace

class tst_LabelOperations : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void growingReachesExactlyAsFarAsAskedInMm()
    {
        const auto labels = randomMap(3);
        const auto before = with(*labels, 2);
        std::set<std::int64_t> expected;
        for (std::int64_t n = 0; n < labels->grid().size.count(); ++n)
            for (const auto each : before)
                if (distance(labels->grid(), n, each) <= 2.3)
                    expected.insert(n);
        apply(*labels, growLabel(source(*labels), 2, 2.3));
        QVERIFY(expected.size() > 2 * before.size());
        QCOMPARE(with(*labels, 2), expected);
    }

    void shrinkingTakesWhatIsNearToTheOutside()
    {
        const World middle = smallGrid().centre();
        const auto labels = mapOf(smallGrid(), [middle](const World& w, std::int64_t) {
            return std::hypot(w.x - middle.x, w.y - middle.y, w.z - middle.z) < 7 || w.x > middle.x + 5 ? 2 : 0; // to the image's edge
        });
        const auto before = with(*labels, 2);
        std::set<std::int64_t> expected;
        for (const auto each : before) {
            bool isNear = false;
            for (std::int64_t n = 0; n < labels->grid().size.count() && !isNear; ++n)
                isNear = !before.contains(n) && distance(labels->grid(), n, each) <= 2.3;
            if (!isNear)
                expected.insert(each);
        }
        apply(*labels, shrinkLabel(source(*labels), 2, 2.3));
        QVERIFY(!expected.empty() && expected.size() < before.size());
        QCOMPARE(with(*labels, 2), expected);
    }

    void byVoxelsOneLayerIsTheSixNeighboursAndShrinkingTakesItBack()
    {
        const auto labels = mapOf({{9, 9, 9}, smallGrid().affine}, [](const World&, std::int64_t) { return 0; });
        labels->set(4 + 9 * (4 + 9 * 4), 1);
        apply(*labels, growLabelByVoxels(source(*labels), 1, 1));
        QCOMPARE(with(*labels, 1).size(), std::size_t(7));
        apply(*labels, growLabelByVoxels(source(*labels), 1, 1));
        QCOMPARE(with(*labels, 1).size(), std::size_t(25));
        apply(*labels, shrinkLabelByVoxels(source(*labels), 1, 2));
        QCOMPARE(with(*labels, 1), (std::set<std::int64_t>{4 + 9 * (4 + 9 * 4)}));
    }

    void lockedLabelsAreGrownAround()
    {
        const auto labels = randomMap(8);
        const auto ones = with(*labels, 1);
        LabelRules rules;
        rules.locked = {1};
        labels->setRules(rules);
        apply(*labels, growLabel(source(*labels), 2, 4));
        QCOMPARE(with(*labels, 1), ones);
        const auto change = labels->finish();
        labels->revert(change);
        const auto again = randomMap(8);
        QVERIFY(std::ranges::equal(labels->voxels(), again->voxels()));
    }

    void betweenTwoCirclesTheRadiusIsLinear()
    {
        // Layers 2 and 8 along k, radii 6 and 12 mm: half way 9 mm.
        const Grid grid{{40, 30, 12}, Affine::fromColumns({-1, 0, 0}, {0, 1.25, 0}, {0, 0, 4}, {20, -18, 0})};
        const auto labels = mapOf(grid, [](const World& w, std::int64_t) {
            const double r = std::hypot(w.x, w.y);
            return (std::abs(w.z - 8) < 1 && r <= 6) || (std::abs(w.z - 32) < 1 && r <= 12) ? 3 : 0;
        });
        apply(*labels, fillBetweenSlices(source(*labels), 3, 2));
        for (int layer = 3; layer <= 7; ++layer) {
            const double radius = 6 + (layer - 2.0);
            for (std::int64_t n = layer * 1200; n < (layer + 1) * 1200; ++n) {
                const World w = centreOfVoxel(grid, n);
                if (std::hypot(w.x, w.y) < radius - 0.9)
                    QCOMPARE(labels->at(n), 3);
                if (std::hypot(w.x, w.y) > radius + 0.9)
                    QCOMPARE(labels->at(n), 0);
            }
        }
        for (std::int64_t n = 0; n < 2 * 1200; ++n)
            QCOMPARE(labels->at(n), 0); // not beyond the outermost
        QVERIFY_EXCEPTION_THROWN(fillBetweenSlices(source(*labels), 3, 2), Error); // no gap is left
    }

    void theLargestPieceStaysAndOtherLabelsToo()
    {
        const auto labels = mapOf(phantom::cube(6), [](const World& w, std::int64_t) {
            if (w.x < -3)
                return 1;
            return std::hypot(w.x, w.y, w.z) <= 2 ? 1 : w.x > 4 ? 2 : w.y > 5 && w.x > 2 ? 1 : 0;
        });
        const auto twos = with(*labels, 2);
        apply(*labels, keepLargestPiece(source(*labels), 1));
        for (const auto each : with(*labels, 1))
            QVERIFY(centreOfVoxel(labels->grid(), each).x < -3);
        QCOMPARE(with(*labels, 1).size(), std::size_t(3 * 13 * 13));
        QCOMPARE(with(*labels, 2), twos);
    }

    void smoothingDropsSpecksAndKeepsAPlane()
    {
        const auto labels = mapOf(
            phantom::cube(12), [](const World& w, std::int64_t) { return w.x < 0.5 || (w.x == 6 && w.y == 0 && w.z == 0) ? 1 : 0; });
        apply(*labels, smoothLabel(source(*labels), 1, 1.5));
        for (std::size_t n = 0; n < labels->voxels().size(); ++n)
            QCOMPARE(labels->voxels()[n], centreOfVoxel(labels->grid(), static_cast<std::int64_t>(n)).x < 0.5 ? 1 : 0);
    }

    void aSliceIsCopiedOneVoxelOnWithoutTurningOver()
    {
        const Grid grid = phantom::obliqueLeftHanded();
        const World at{5, -12, 20};
        for (const int step : {1, -1}) {
            const auto labels = mapOf(grid, [](const World&, std::int64_t) { return 0; });
            const SlicePlane plane{at, {0, 0, 1}};
            visitDisc(grid, plane, {1, -12, 20}, {1, -12, 20}, 5, [&](std::int64_t index) { labels->set(index, 4); });
            const auto before = with(*labels, 4);
            const auto proposal = copyToNextSlice(source(*labels), 4, plane, step);
            QVERIFY(!proposal.gained.empty());
            for (const auto each : proposal.gained) // k grows towards S here
                QVERIFY(before.contains(each - step * grid.size.x * grid.size.y));
            const SlicePlane back{at, {0, 0, -1}}; // the same slice seen from the other side
            QCOMPARE(copyToNextSlice(source(*labels), 4, back, -step).gained, proposal.gained);
        }
    }

    void replacingTakesAllOfOneLabelAndNoLockedOne()
    {
        const auto labels = randomMap(4);
        const auto ones = with(*labels, 1), twos = with(*labels, 2);
        QCOMPARE(apply(*labels, replaceLabel(source(*labels), 1, 2)), static_cast<std::int64_t>(ones.size()));
        QCOMPARE(with(*labels, 2).size(), ones.size() + twos.size());
        LabelRules rules;
        rules.locked = {2};
        labels->setRules(rules);
        QCOMPARE(apply(*labels, replaceLabel(source(*labels), 2, 0)), std::int64_t(0));
    }

    void aLabelThatIsNowhereIsSaidSo()
    {
        const auto labels = randomMap(4);
        QVERIFY_EXCEPTION_THROWN(growLabel(source(*labels), 9, 1), Error);
        QVERIFY_EXCEPTION_THROWN(smoothLabel(source(*labels), 9, 1), Error);
        QVERIFY_EXCEPTION_THROWN(copyToNextSlice(source(*labels), 9, {{5, -12, 20}, {0, 0, 1}}, 1), Error);
    }
};

QTEST_GUILESS_MAIN(tst_LabelOperations)
#include "tst_LabelOperations.moc"
