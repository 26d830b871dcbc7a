// Denoising against images whose noise is known.
#include "processing/core/Error.h"
#include "processing/core/NoiseLevel.h"
#include "processing/steps/Steps.h"
#include "tests/processing/Phantoms.h"

#include <QtTest>

#include <limits>
#include <numbers>
#include <random>

using namespace insula;

namespace {

const Grid ScanGrid{{64, 64, 48}, phantom::obliqueLeftHanded()};

// Bands of three tissues, 6 voxels wide, and air.
double tissue(std::int64_t i, std::int64_t j, std::int64_t k)
{
    if (j < 14)
        return 0;
    return (i / 6 + j / 6 + k / 6) % 3 == 0 ? 300 : (i / 6 + k / 6) % 3 == 1 ? 600 : 900;
}

// A magnitude image of two channels with noise.
VolumePtr noisy(const VolumePtr& clean, double sigma, bool isRician = true)
{
    std::mt19937 random(5);
    std::normal_distribution<double> normal(0, sigma);
    std::vector<float> values = clean->frameAsFloat();
    for (float& v : values)
        v = static_cast<float>(
            isRician ? std::hypot(static_cast<double>(v) + normal(random), normal(random)) : static_cast<double>(v) + normal(random));
    Volume::Description description;
    description.grid = clean->grid();
    return Volume::make(std::move(description), std::move(values));
}

VolumePtr clean()
{
    return phantom::filled(ScanGrid, tissue);
}

double rootMeanSquare(const Volume& a, const Volume& b)
{
    const std::vector<float> x = a.frameAsFloat(), y = b.frameAsFloat();
    double sum = 0;
    for (std::size_t n = 0; n < x.size(); ++n)
        sum += static_cast<double>((x[n] - y[n]) * (x[n] - y[n]));
    return std::sqrt(sum / static_cast<double>(x.size()));
}

StepOutputs denoised(const VolumePtr& image, nlohmann::json params = nlohmann::json::object(), int threads = 2)
{
    StepInputs inputs;
    inputs.volumes["image"] = image;
    inputs.threads = threads;
    return denoiseStep().run(inputs, params, {});
}

QString failure(const VolumePtr& image, const nlohmann::json& params)
{
    try {
        denoised(image, params);
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

} // namespace

class TestDenoiseStep : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theNoiseIsFoundToFivePercent_data()
    {
        QTest::addColumn<double>("sigma");
        QTest::addColumn<bool>("isRician");
        for (const double sigma : {5.0, 20.0, 60.0, 150.0}) {
            QTest::newRow(qPrintable(QString("Rician %1").arg(sigma))) << sigma << true;
            QTest::newRow(qPrintable(QString("Gaussian %1").arg(sigma))) << sigma << false;
        }
    }
    void theNoiseIsFoundToFivePercent()
    {
        QFETCH(double, sigma);
        QFETCH(bool, isRician);
        const double found = noiseLevel(noisy(clean(), sigma, isRician)->frameAsFloat(), ScanGrid.size, isRician);
        QVERIFY2(std::abs(found / sigma - 1) < 0.05, qPrintable(QString::number(found)));
    }

    void koaysFactorIsThatOfAirAndOfBrightTissue()
    {
        QVERIFY(std::abs(koayFactor(0) - (2 - std::numbers::pi / 2)) < 1e-12); // Rayleigh: 2 - pi/2
        QVERIFY(std::abs(koayFactor(30) - 1) < 1e-3);
        QVERIFY(std::abs(koayFactor(11.999) - koayFactor(12.001)) < 1e-4); // where the formulas meet
    }

    void mostOfTheNoiseGoes_data()
    {
        QTest::addColumn<double>("sigma");
        QTest::addColumn<double>("decibels");
        QTest::newRow("3 %") << 30.0 << 7.0;
        QTest::newRow("9 %") << 90.0 << 8.0;
    }
    void mostOfTheNoiseGoes()
    {
        QFETCH(double, sigma);
        QFETCH(double, decibels);
        const VolumePtr truth = clean(), image = noisy(truth, sigma);
        const StepOutputs out = denoised(image);
        const double gain = 20 * std::log10(rootMeanSquare(*image, *truth) / rootMeanSquare(*out.volumes.at("image"), *truth));
        QVERIFY2(gain > decibels, qPrintable(QString::number(gain)));
        QVERIFY(sameGrid(out.volumes.at("image")->grid(), image->grid(), 0));
    }

    // The mean of a magnitude image of true signal A has an offset that Gaussian denoising keeps: in air 1.25 sigma.
    void theRicianOffsetGoesToo()
    {
        const VolumePtr truth = clean(), image = noisy(truth, 60);
        const auto meanOfAir = [](const Volume& volume) {
            double sum = 0;
            for (std::int64_t k = 0; k < 48; ++k)
                for (std::int64_t j = 0; j < 8; ++j)
                    for (std::int64_t i = 0; i < 64; ++i)
                        sum += volume.value(i, j, k);
            return sum / (48 * 8 * 64);
        };
        QVERIFY(std::abs(meanOfAir(*denoised(image, {{"noise", "gaussian"}, {"sigma", 60}}).volumes.at("image")) - 75) < 4);
        QVERIFY(meanOfAir(*denoised(image, {{"sigma", 60}}).volumes.at("image")) < 15);
    }

    void constantsAndLinesWithoutNoiseStay()
    {
        const VolumePtr ramp = phantom::filled(ScanGrid, [](auto i, auto, auto) { return 100 + 10 * static_cast<double>(i); });
        const StepOutputs out = denoised(ramp, {{"noise", "gaussian"}, {"sigma", 1}});
        QVERIFY(rootMeanSquare(*out.volumes.at("image"), *ramp) < 0.05);
    }

    void aSliceAndARunAreDenoised()
    {
        const Grid slice{{80, 70, 1}, phantom::obliqueLeftHanded()};
        const VolumePtr truth = phantom::filled(slice, [](auto i, auto j, auto) { return tissue(i, j + 14, 0); });
        const VolumePtr image = noisy(truth, 40);
        const double left = rootMeanSquare(*denoised(image, {{"search", 8}}).volumes.at("image"), *truth) / rootMeanSquare(*image, *truth);
        QVERIFY2(left < 0.85, qPrintable(QString::number(left)));
        const VolumePtr run = phantom::run({{12, 11, 10}, phantom::obliqueLeftHanded()}, 2);
        const StepOutputs out = denoised(run);
        QCOMPARE(out.volumes.at("image")->frames(), std::int64_t{2});
        QCOMPARE(out.volumes.at("image")->trSeconds(), 2.0);
    }

    void anyNumberOfThreadsGivesTheSameBits()
    {
        const VolumePtr image = noisy(clean(), 50);
        QCOMPARE(
            phantom::hashOf(*denoised(image, {}, 5).volumes.at("image")), phantom::hashOf(*denoised(image, {}, 1).volumes.at("image")));
    }

    void saysWhatIsWrong()
    {
        QVERIFY(failure(phantom::filled(ScanGrid, [](auto, auto, auto) { return 7; }), {}).contains("constant"));
        QVERIFY(failure(phantom::filled(ScanGrid, [](auto i, auto, auto) { return static_cast<double>(i) - 5; }), {})
                    .contains("--noise gaussian"));
        QVERIFY(failure(phantom::filled(ScanGrid, [](auto i, auto, auto) { return i < 9 ? 5 : 0; }), {}).contains("--sigma"));
        const VolumePtr broken = phantom::filled(
            ScanGrid, [](auto i, auto j, auto k) { return i == 3 && k == 5 ? std::numeric_limits<double>::quiet_NaN() : tissue(i, j, k); });
        const StepOutputs out = denoised(broken, {{"sigma", 10}});
        QCOMPARE(valueRange(*out.volumes.at("image")).nan, std::int64_t{0});
        QVERIFY(out.warnings.at(0).find("64 voxels") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestDenoiseStep)
#include "tst_DenoiseStep.moc"
