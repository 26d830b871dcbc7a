#include "processing/core/CourseMap.h"
#include "processing/core/Error.h"
#include "tests/processing/Phantoms.h"

#include <QtTest>

#include <cmath>

using namespace insula;

namespace {

// value = 2 (v + 100 t) + 5 from stored 16-bit numbers, 150 voxels: more than two blocks and not a whole number of them.
VolumePtr counting()
{
    std::vector<std::int16_t> stored;
    for (int t = 0; t < 3; ++t)
        for (int v = 0; v < 150; ++v)
            stored.push_back(static_cast<std::int16_t>(v + 100 * t));
    Volume::Description description;
    description.grid.size = {15, 5, 2};
    description.frames = 3;
    description.slope = 2;
    description.intercept = 5;
    return Volume::make(std::move(description), std::move(stored));
}

std::function<CourseWork()> twoNumbers()
{
    return [] {
        return [](std::int64_t voxel, std::span<const double> course, std::span<double> out) {
            out[0] = course[2] - course[0];
            out[1] = course[1] + 1000 * static_cast<double>(voxel);
        };
    };
}

} // namespace

class TestCourseMap : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void givesEveryVoxelItsOwnScaledCourse()
    {
        const CourseMap map = mapCourses(*counting(), {.outFrames = 2, .threads = 2}, twoNumbers());
        QCOMPARE(map.values.size(), std::size_t{300});
        for (std::size_t v = 0; v < 150; ++v) {
            QCOMPARE(map.values[v], 400.0F);
            QCOMPARE(map.values[150 + v], static_cast<float>(2 * (static_cast<double>(v) + 100) + 5 + 1000 * static_cast<double>(v)));
        }
        std::vector<double> course(3);
        readCourse(*counting(), 149, course);
        QCOMPARE(course, (std::vector<double>{303, 503, 703}));
    }

    void leavesZerosOutsideTheMaskAndWhereAValueIsNotFinite()
    {
        std::vector<float> values(450, 1);
        values[150 + 7] = std::nanf("");
        values[300 + 8] = INFINITY;
        Volume::Description description = counting()->description();
        description.slope = 1;
        description.intercept = 0;
        std::vector<std::uint8_t> mask(150, 1);
        mask[3] = 0;
        const CourseMap map = mapCourses(*Volume::make(std::move(description), std::move(values)), {.outFrames = 1, .mask = mask},
            [] { return [](std::int64_t, std::span<const double>, std::span<double> out) { out[0] = 4; }; });
        QCOMPARE(map.notFinite, std::int64_t{2});
        for (const std::size_t v : {3, 7, 8})
            QCOMPARE(map.values[v], 0.0F);
        QCOMPARE(map.values[149], 4.0F);
    }

    void brightVoxelsAreTheHeadAndNotTheAirNorWhatIsConstant()
    {
        const VolumePtr run = phantom::run({{16, 16, 16}, phantom::obliqueLeftHanded()}, 12);
        const auto mask = brightVoxels(*run);
        const auto at
            = [&](std::int64_t i, std::int64_t j, std::int64_t k) { return mask[static_cast<std::size_t>(i + 16 * (j + 16 * k))]; };
        QVERIFY(at(7, 8, 9) == 1 && at(0, 0, 0) == 0);
        QVERIFY_EXCEPTION_THROWN(brightVoxels(*phantom::head({{16, 16, 16}, phantom::obliqueLeftHanded()}, 4)), Error);
    }
};

QTEST_GUILESS_MAIN(TestCourseMap)
#include "tst_CourseMap.moc"
