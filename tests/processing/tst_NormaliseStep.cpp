// Common scales for intensities, against mixtures whose parts are known.
#include "processing/core/Error.h"
#include "processing/core/IntensityScale.h"
#include "processing/steps/Steps.h"
#include "tests/processing/Phantoms.h"

#include <QtTest>

#include <algorithm>
#include <limits>
#include <numeric>
#include <random>

using namespace insula;

namespace {

const Grid HeadGrid{{40, 36, 30}, phantom::obliqueLeftHanded()};

bool isBrain(std::int64_t i, std::int64_t j, std::int64_t k)
{
    return i >= 4 && i < 36 && j >= 4 && j < 32 && k >= 3 && k < 27;
}

// Air, and a brain of CSF, grey and white matter of known values; in T2 the order is the other way.
VolumePtr brain(double gain, double offset, bool isT2 = false)
{
    std::mt19937 random(3);
    std::normal_distribution<double> normal;
    return phantom::filled(HeadGrid, [&](auto i, auto j, auto k) {
        if (!isBrain(i, j, k))
            return 0.0;
        const auto tissue = (i * 5 + j * 3 + k * 7) % 10; // 10 % CSF, 40 % grey, 50 % white
        const double mean = tissue < 1 ? (isT2 ? 1000 : 200) : tissue < 5 ? (isT2 ? 500 : 600) : (isT2 ? 350 : 900);
        return offset + gain * (mean + (tissue < 5 ? 40 : 25) * normal(random));
    });
}

VolumePtr mask()
{
    return phantom::filled<std::uint8_t>(
        HeadGrid, [](auto i, auto j, auto k) { return isBrain(i, j, k); }, 1, Kind::Labels);
}

StepInputs inputsOf(const VolumePtr& image)
{
    StepInputs inputs;
    inputs.volumes["image"] = image;
    inputs.volumes["mask"] = mask();
    return inputs;
}

std::vector<float> inMask(const Volume& image)
{
    std::vector<float> chosen;
    const std::vector<float> values = image.frameAsFloat(), where = mask()->frameAsFloat();
    for (std::size_t n = 0; n < values.size(); ++n)
        if (where[n] > 0)
            chosen.push_back(values[n]);
    return chosen;
}

double mean(const std::vector<float>& values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double deviation(const std::vector<float>& values)
{
    const double m = mean(values);
    double sum = 0;
    for (const float v : values)
        sum += (static_cast<double>(v) - m) * (static_cast<double>(v) - m);
    return std::sqrt(sum / static_cast<double>(values.size() - 1));
}

QString failure(const StepInputs& inputs, const nlohmann::json& params)
{
    try {
        normaliseStep().run(inputs, params, {});
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

} // namespace

class TestNormaliseStep : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void zGivesMeanZeroAndDeviationOneInsideTheMask()
    {
        const auto out = normaliseStep().run(inputsOf(brain(3, 50)), {{"method", "z"}}, {});
        const auto values = inMask(*out.volumes.at("image"));
        QVERIFY(std::abs(mean(values)) < 1e-4);
        QVERIFY(std::abs(deviation(values) - 1) < 1e-4);
        QVERIFY(sameGrid(out.volumes.at("image")->grid(), HeadGrid, 0));
        QVERIFY(out.volumes.at("image")->value(0, 0, 0) < -2); // air is scaled too
    }

    void percentilesLieBetweenRanksAsNumPyHasThem()
    {
        std::vector<float> values(101);
        std::iota(values.begin(), values.end(), 0.0F);
        std::reverse(values.begin(), values.end());
        const IntensityMap map = percentileScale(values, 2.5, 90); // numpy.percentile: 2.5 and 90
        QVERIFY(std::abs(map(2.5)) < 1e-12);
        QVERIFY(std::abs(map(90) - 1) < 1e-12);
        QVERIFY(std::abs(map(177.5) - 2) < 1e-12);
        const auto clipped
            = normaliseStep().run(inputsOf(brain(1, 0)), {{"method", "percentiles"}, {"low", 10}, {"high", 90}, {"clip", true}}, {});
        const ValueRange range = valueRange(*clipped.volumes.at("image"));
        QCOMPARE(range.min, 0.0);
        QCOMPARE(range.max, 1.0);
    }

    void theWhiteStripeFindsWhiteMatterWhateverTheScannersGain_data()
    {
        QTest::addColumn<bool>("isT2");
        QTest::newRow("T1") << false;
        QTest::newRow("T2") << true;
    }
    void theWhiteStripeFindsWhiteMatterWhateverTheScannersGain()
    {
        QFETCH(bool, isT2);
        std::vector<std::vector<float>> scaled;
        for (const double gain : {0.2, 7.0}) {
            const auto out = normaliseStep().run(
                inputsOf(brain(gain, 30 * gain, isT2)), {{"method", "white-stripe"}, {"contrast", isT2 ? "t2" : "t1"}}, {});
            const double peak = out.measurements["white-matter-peak"]["value"];
            QVERIFY2(std::abs(peak / gain - 30 - (isT2 ? 350 : 900)) < 8, qPrintable(QString::number(peak / gain)));
            scaled.push_back(inMask(*out.volumes.at("image")));
        }
        for (std::size_t n = 0; n < scaled[0].size(); ++n)
            QVERIFY(std::abs(scaled[0][n] - scaled[1][n]) < 2e-3);
        // Of a Gaussian peak, 10 % of all voxels are 20 % of white matter: the middle fifth has a deviation of 0.145.
        const double whiteMatter = 0.145 * 25;
        const float grey = static_cast<float>((isT2 ? 150 : -300) / whiteMatter);
        QVERIFY(std::any_of(scaled[0].begin(), scaled[0].end(), [&](float v) { return std::abs(v - grey) < 3; }));
    }

    void aMatchedHistogramIsThatOfTheReference()
    {
        StepInputs inputs = inputsOf(brain(0.3, 500));
        inputs.volumes["reference"] = brain(2, 10);
        inputs.volumes["reference-mask"] = mask();
        const auto out = normaliseStep().run(inputs, {{"method", "match"}}, {});
        const auto values = inMask(*out.volumes.at("image")), wanted = inMask(*inputs.volumes["reference"]);
        for (std::size_t n = 0; n < values.size(); ++n)
            QVERIFY(std::abs(values[n] - wanted[n]) < 0.05);
    }

    void theMapGoesOnBeyondItsKnotsAndRises()
    {
        const IntensityMap map{{0, 10, 20}, {0, 100, 120}};
        QCOMPARE(map(-5), -50.0);
        QCOMPARE(map(5), 50.0);
        QCOMPARE(map(15), 110.0);
        QCOMPARE(map(30), 140.0);
    }

    void saysWhatIsWrong()
    {
        QVERIFY(failure(inputsOf(phantom::filled(HeadGrid, [](auto, auto, auto) { return 4; })), {}).contains("same value"));
        QVERIFY(failure(inputsOf(brain(1, 0)), {{"method", "match"}}).contains("--in reference"));
        QVERIFY(failure(inputsOf(brain(1, 0)), {{"method", "percentiles"}, {"low", 80}, {"high", 20}}).contains("below"));
        StepInputs few = inputsOf(brain(1, 0));
        few.volumes["mask"] = phantom::filled<std::uint8_t>(
            HeadGrid, [](auto i, auto j, auto k) { return i == 8 && j == 8 && k > 5; }, 1, Kind::Labels);
        QVERIFY(failure(few, {}).contains("24 voxels"));
        StepInputs broken = inputsOf(phantom::filled(HeadGrid,
            [](auto i, auto j, auto k) { return i == 9 ? std::numeric_limits<double>::infinity() : static_cast<double>(i + j * k); }));
        const auto out = normaliseStep().run(broken, {}, {});
        QCOMPARE(valueRange(*out.volumes.at("image")).infinite, std::int64_t{0});
        QCOMPARE(out.warnings.size(), std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(TestNormaliseStep)
#include "tst_NormaliseStep.moc"
