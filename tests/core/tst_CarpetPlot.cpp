#include "processing/core/CarpetPlot.h"
#include "processing/core/TimeSeries.h"
#include "tests/core/Messages.h"
#include "tests/viewers/Phantom.h"

#include <QtTest>

#include <cmath>

using namespace insula;
using namespace insula::test;

namespace {

constexpr std::int64_t Frames = 20;

bool isInside(const World& w)
{
    return std::hypot(w.x, w.y, w.z) < 6;
}

// Air of 2 +- 1, and a ball of 1000 whose left half goes up and down with 10 and whose right half with 20 against it.
VolumePtr run()
{
    return phantom::filled<std::int16_t>(
        phantom::cube(8),
        [](const World& w, std::int64_t t) {
            const double wave = t % 4 < 2 ? 1 : -1;
            if (!isInside(w))
                return 2 + wave;
            return 1000 + (w.x < 0 ? 10 * wave : -20 * wave);
        },
        Kind::Image, Frames);
}

VolumePtr halves()
{
    LabelTable names;
    names[2].name = "Left";
    return phantom::filled<std::uint8_t>(
        phantom::cube(8), [](const World& w, std::int64_t) { return !isInside(w) ? 0.0
                                                                 : w.x < 0       ? 2.0
                                                                                 : 5.0; }, Kind::Labels, 1, names);
}

} // namespace

class TestCarpetPlot : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theBrainIsFoundAndSummarised()
    {
        const auto volume = run();
        const auto carpet = carpetOf(*volume, nullptr);
        const auto left = voxelsOfLabel(volume->grid(), *halves(), 2).size(), right = voxelsOfLabel(volume->grid(), *halves(), 5).size();
        const auto all = static_cast<double>(left + right);
        QCOMPARE(carpet.brainVoxels, static_cast<std::int64_t>(left + right));
        QCOMPARE(carpet.bands.size(), std::size_t{1});
        QCOMPARE(carpet.frames, static_cast<std::size_t>(Frames));
        const double wave = (10 * static_cast<double>(left) - 20 * static_cast<double>(right)) / all;
        QVERIFY(std::abs(carpet.globalSignal[0] - (1000 + wave)) < 1e-6);
        QVERIFY(std::abs(carpet.globalSignal[2] - (1000 - wave)) < 1e-6);
        // Between frames 1 and 2 the left changes by 20, the right by 40; between 0 and 1 nothing does.
        QCOMPARE(carpet.dvarsPercent[0], 0.0);
        QCOMPARE(carpet.dvarsPercent[1], 0.0);
        const double change = std::sqrt((400 * static_cast<double>(left) + 1600 * static_cast<double>(right)) / all);
        QVERIFY(std::abs(carpet.dvarsPercent[2] - 100 * change / 1000) < 1e-3);
        // The right half is with the global signal, and so above.
        QVERIFY(carpet.voxels.front() % 17 >= 8);
        QVERIFY(carpet.voxels.back() % 17 < 8);
        for (std::size_t row = 0; row < carpet.rows; ++row) {
            double sum = 0, square = 0;
            for (std::size_t t = 0; t < carpet.frames; ++t) {
                sum += carpet.z[row * carpet.frames + t];
                square += std::pow(carpet.z[row * carpet.frames + t], 2);
            }
            QVERIFY(std::abs(sum) < 1e-3 && std::abs(square - Frames) < 1e-2);
        }
    }

    void labelsMakeBandsWithTheirNames()
    {
        const auto carpet = carpetOf(*run(), halves().get(), {}, 100);
        QCOMPARE(carpet.bands.size(), std::size_t{2});
        QCOMPARE(carpet.bands[0].name, std::string("Left"));
        QCOMPARE(carpet.bands[1].name, std::string("label 5"));
        QCOMPARE(carpet.bands[1].firstRow, carpet.bands[0].rows);
        QVERIFY(carpet.rows <= 100 && carpet.rows >= 97);
        for (std::size_t row = 0; row < carpet.rows; ++row)
            QCOMPARE(carpet.voxels[row] % 17 < 8, row < carpet.bands[0].rows);
    }

    void whatHasNoCarpetIsRefused()
    {
        const auto still = phantom::filled(
            phantom::cube(3), [](const World&, std::int64_t) { return 5.0; }, Kind::Image, 4);
        QVERIFY(messageOf([&] { carpetOf(*still, nullptr); }).find("no voxel") != std::string::npos);
        const auto empty = phantom::filled<std::uint8_t>(
            phantom::cube(3), [](const World&, std::int64_t) { return 0.0; }, Kind::Labels);
        QVERIFY(messageOf([&] { carpetOf(*run(), empty.get()); }).find("label map") != std::string::npos);
        QVERIFY(messageOf([&] { carpetOf(*empty, nullptr); }).find("2 frames") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestCarpetPlot)
#include "tst_CarpetPlot.moc"
