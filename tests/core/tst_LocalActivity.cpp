#include "processing/core/Error.h"
#include "processing/core/LocalActivity.h"
#include "tests/core/WaveRun.h"

#include <QtTest>

#include <cmath>
#include <numbers>

using namespace insula;

namespace {

const std::vector<std::uint8_t> All(12, 1);

VolumePtr coursesOf(const std::vector<std::vector<double>>& courses)
{
    std::vector<float> values;
    for (std::size_t t = 0; t < courses.front().size(); ++t)
        for (const auto& course : courses)
            values.push_back(static_cast<float>(course[t]));
    Volume::Description description;
    description.grid.size = {static_cast<std::int64_t>(courses.size()), 1, 1};
    description.frames = static_cast<std::int64_t>(courses.front().size());
    description.trSeconds = 2;
    return Volume::make(std::move(description), std::move(values));
}

} // namespace

class TestLocalActivity : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // scipy.stats.rankdata, W = 12 S / (K^2 (T^3 - T)): the voxel 1, 0, 0 with all 12 voxels, and with its 4 neighbours by faces
    void homogeneityIsKendallsW()
    {
        const auto all = regionalHomogeneity(*test::waveRun(), All, 27, nullptr, 2, 2);
        QVERIFY(std::abs(static_cast<double>(all[1]) - 0.30934373045653535) < 1e-5);
        const auto faces = regionalHomogeneity(*test::waveRun(), All, 7, nullptr, 2, 1);
        QVERIFY(std::abs(static_cast<double>(faces[1]) - 0.2558198874296435) < 1e-5);
    }

    // Two courses of round(3 sin): scipy's ranks with 2 (T^3 - T) - sum of ties below
    void equalRanksAreCorrectedFor()
    {
        std::vector<std::vector<double>> courses(2);
        for (int t = 0; t < 40; ++t) {
            courses[0].push_back(std::nearbyint(3 * std::sin(0.3 * t)));
            courses[1].push_back(std::nearbyint(3 * std::sin(0.3 * t + 0.4)));
        }
        const auto found = regionalHomogeneity(*coursesOf(courses), std::vector<std::uint8_t>{1, 1}, 27, nullptr, 2, 1);
        QVERIFY2(std::abs(static_cast<double>(found[0]) - 0.9511185951407265) < 1e-5, qPrintable(QString::number(found[0])));
    }

    void likeNeighboursHaveOneAndAConstantOrLonelyVoxelNothing()
    {
        std::vector<double> wave, flat(40, 7);
        for (int t = 0; t < 40; ++t)
            wave.push_back(100 + std::sin(0.3 * t));
        const auto found = regionalHomogeneity(*coursesOf({wave, wave, flat, wave}), std::vector<std::uint8_t>(4, 1), 27, nullptr, 2, 1);
        QVERIFY(std::abs(found[0] - 1) < 1e-6);
        QCOMPARE(found[2], 0.0F);
        QCOMPARE(found[3], 0.0F);
        const Band band{0.01, 0.1};
        QVERIFY(std::abs(regionalHomogeneity(*coursesOf({wave, wave, flat, wave}), std::vector<std::uint8_t>(4, 1), 27, &band, 2, 1)[0] - 1)
            < 1e-6);
    }

    // numpy: 2 |rfft(x - line)| / T, its mean over 0.01 ... 0.08 Hz, and that sum over the sum above 0
    void amplitudesAreThoseOfTheFourierTransform()
    {
        const Amplitudes found = lowFrequencyAmplitudes(*test::waveRun(), All, {0.01, 0.08}, 2, 2);
        QVERIFY2(
            std::abs(static_cast<double>(found.alff[5]) - 0.36651035520529734) < 1e-5, qPrintable(QString::number(found.alff[5], 'g', 8)));
        QVERIFY(std::abs(static_cast<double>(found.falff[5]) - 0.48105704690357937) < 1e-5);
    }

    // A sine of amplitude 3 in a bin of its own: 3 over as many bins as the band has (0.0125 ... 0.0750: 6)
    void aSineHasItsAmplitude()
    {
        std::vector<double> wave;
        for (int t = 0; t < 40; ++t)
            wave.push_back(50 + 3 * std::cos(2 * std::numbers::pi * 3 * (t + 0.5) / 40)); // even: no line in it
        const Amplitudes found = lowFrequencyAmplitudes(*coursesOf({wave}), std::vector<std::uint8_t>{1}, {0.01, 0.08}, 2, 1);
        QVERIFY(std::abs(found.alff[0] - 0.5) < 1e-4 && std::abs(found.falff[0] - 1) < 1e-3);
    }

    void refusesBandsThatTheRunDoesNotResolve()
    {
        QVERIFY_EXCEPTION_THROWN(lowFrequencyAmplitudes(*test::waveRun(), All, {0.001, 0.002}, 2, 1), Error);
        QVERIFY_EXCEPTION_THROWN(lowFrequencyAmplitudes(*test::waveRun(), All, {0.01, 0.3}, 2, 1), Error);
    }
};

QTEST_GUILESS_MAIN(TestLocalActivity)
#include "tst_LocalActivity.moc"
