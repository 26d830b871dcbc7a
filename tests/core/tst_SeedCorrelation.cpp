#include "processing/core/SeedCorrelation.h"
#include "processing/core/TimeSeries.h"
#include "tests/core/Messages.h"
#include "tests/viewers/Phantom.h"

#include <QtTest>

#include <cmath>
#include <random>

using namespace insula;
using namespace insula::test;

namespace {

constexpr Size3 Small{7, 5, 3};

template <typename T> VolumePtr noise(std::int64_t frames, double slope = 1, double intercept = 0)
{
    std::mt19937 random(7);
    std::normal_distribution<double> normal(500, 60);
    std::vector<T> voxels;
    for (std::int64_t n = 0; n < Small.count() * frames; ++n)
        voxels.push_back(static_cast<T>(normal(random) + static_cast<double>(n / Small.count()))); // with a drift
    for (std::int64_t t = 0; t < frames; ++t)
        voxels[static_cast<std::size_t>(t * Small.count() + 4)] = T(9); // one that never changes
    Volume::Description description;
    description.grid = {Small, Affine()};
    description.frames = frames;
    description.slope = slope;
    description.intercept = intercept;
    return Volume::make(std::move(description), std::move(voxels));
}

std::vector<double> course(const Volume& run, std::int64_t v)
{
    return run.timeCourse(v % Small.x, v / Small.x % Small.y, v / (Small.x * Small.y));
}

} // namespace

class TestSeedCorrelation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void equalsPearsonOfTheDetrendedCourses_data()
    {
        QTest::addColumn<int>("frames");
        for (const int frames : {3, 15, 16, 17, 300, 2000})
            QTest::newRow(std::to_string(frames).c_str()) << frames;
    }
    void equalsPearsonOfTheDetrendedCourses()
    {
        QFETCH(int, frames);
        const auto run = noise<std::int16_t>(frames, -2.5, 100);
        const SeedCorrelation prepared(run);
        const auto seed = detrended(course(*run, 33));
        const auto r = prepared.withVoxel(33, 2), same = prepared.withCourse(course(*run, 33), 1);
        for (std::int64_t v = 0; v < Small.count(); ++v) {
            const double expected = v == 4 ? 0 : pearson(seed, detrended(course(*run, v)));
            QVERIFY2(std::abs(r[static_cast<std::size_t>(v)] - expected) < 1e-4, std::to_string(v).c_str());
            QVERIFY(std::abs(same[static_cast<std::size_t>(v)] - expected) < 1e-4);
        }
        QVERIFY(r[33] > 0.9999f);
    }

    void aPureDriftCorrelatesWithNothing()
    {
        const auto run = phantom::filled<float>(
            {{3, 1, 1}, Affine()},
            [](const World& w, std::int64_t frame) {
                const auto t = static_cast<double>(frame);
                return w.x < 0.5 ? 1000 + 7.3 * t : w.x < 1.5 ? 3.0 * static_cast<double>(frame % 3) : 5;
            },
            Kind::Image, 60);
        const auto r = SeedCorrelation(run).withVoxel(0);
        for (const float value : r)
            QCOMPARE(value, 0.0f);
    }

    void whatIsNotFiniteIsLeftOut()
    {
        const auto run = phantom::filled<float>(
            {{2, 1, 1}, Affine()},
            [](const World& w, std::int64_t t) { return w.x > 0.5 && t == 5 ? NAN : std::sin(0.9 * static_cast<double>(t)); }, Kind::Image,
            30);
        const auto r = SeedCorrelation(run).withVoxel(0);
        QVERIFY(r[0] > 0.9999f);
        QCOMPARE(r[1], 0.0f);
    }

    void whatIsTooLargeOrTooShortIsRefusedBeforeMemoryIsTaken()
    {
        const auto run = noise<std::int16_t>(40);
        QVERIFY(messageOf([&] { SeedCorrelation(run, {}, 1000); }).find("crop") != std::string::npos);
        QVERIFY(messageOf([&] { SeedCorrelation(noise<float>(2)); }).find("3 frames") != std::string::npos);
        const SeedCorrelation prepared(run);
        QVERIFY(messageOf([&] { prepared.withVoxel(Small.count()); }).find("outside") != std::string::npos);
        QVERIFY(messageOf([&] { prepared.withCourse(std::vector<double>{1, 2, 3}); }).find("3 frames") != std::string::npos);
        QVERIFY(prepared.bytes() <= static_cast<std::uint64_t>(Small.count()) * 48 * 2);
    }

    void theMapLiesWhereTheRunDoes()
    {
        const auto run = phantom::filled(
            phantom::obliqueLeftHanded(), [](const World& w, std::int64_t t) { return w.x * static_cast<double>(t); }, Kind::Image, 4);
        const auto map = correlationVolume(*run, std::vector<float>(static_cast<std::size_t>(run->size().count()), 0.5f), "x");
        QVERIFY(sameGrid(map->grid(), run->grid()));
        QCOMPARE(map->frames(), std::int64_t{1});
        QCOMPARE(map->value(3, 2, 1), 0.5);
    }
};

QTEST_GUILESS_MAIN(TestSeedCorrelation)
#include "tst_SeedCorrelation.moc"
