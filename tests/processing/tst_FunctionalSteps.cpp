// The steps that change every voxel's course by itself: slice timing, filter, trend, percent, tSNR.
#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/core/Nifti.h"
#include "processing/core/TemporalFilter.h"
#include "processing/steps/Steps.h"
#include "tests/processing/Phantoms.h"

#include <QtTest>

#include <cmath>
#include <numbers>
#include <numeric>

using namespace insula;

namespace {

using Course = std::function<double(std::int64_t i, std::int64_t j, std::int64_t k, std::int64_t t)>;

VolumePtr runOf(const Size3& size, std::int64_t frames, double tr, const Course& value)
{
    std::vector<float> all;
    for (std::int64_t t = 0; t < frames; ++t)
        for (std::int64_t k = 0; k < size.z; ++k)
            for (std::int64_t j = 0; j < size.y; ++j)
                for (std::int64_t i = 0; i < size.x; ++i)
                    all.push_back(static_cast<float>(value(i, j, k, t)));
    Volume::Description description;
    description.grid = {size, phantom::obliqueLeftHanded()};
    description.frames = frames;
    description.trSeconds = tr;
    return Volume::make(std::move(description), std::move(all));
}

StepOutputs runStep(const Step& step, const VolumePtr& image, const nlohmann::json& params = nlohmann::json::object(),
    const std::filesystem::path& file = {}, const VolumePtr& mask = nullptr)
{
    StepInputs inputs;
    inputs.volumes["image"] = image;
    if (!file.empty())
        inputs.files["image"] = file;
    if (mask)
        inputs.volumes["mask"] = mask;
    inputs.threads = 2;
    return step.run(inputs, params, {});
}

QString failure(const std::function<void()>& work)
{
    try {
        work();
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

double waveAt(double seconds)
{
    return 1000 + 30 * std::sin(2 * std::numbers::pi * seconds / 31);
}

} // namespace

class TestFunctionalSteps : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void slicesAreMovedToTheMiddleOfTheFrame_data()
    {
        QTest::addColumn<QString>("order");
        for (const char* order : {"ascending", "descending", "interleaved"})
            QTest::newRow(order) << order;
    }
    void slicesAreMovedToTheMiddleOfTheFrame()
    {
        QFETCH(QString, order);
        const auto slot = [&](std::int64_t k) {
            return order == "ascending" ? k : order == "descending" ? 5 - k : k % 2 == 0 ? k / 2 : 3 + k / 2;
        };
        const VolumePtr run = runOf({3, 2, 6}, 60, 2,
            [&](auto, auto, auto k, auto t) { return waveAt(2 * static_cast<double>(t) + 2 * static_cast<double>(slot(k)) / 6); });
        const VolumePtr out = runStep(sliceTimingStep(), run, {{"order", order.toStdString()}}).volumes.at("image");
        for (std::int64_t k = 0; k < 6; ++k)
            for (std::int64_t t = 5; t < 55; ++t)
                QVERIFY2(std::abs(out->value(2, 1, k, t) - waveAt(2 * static_cast<double>(t) + 1)) < 0.02, qPrintable(QString::number(t)));
        QCOMPARE(out->trSeconds(), 2.0);
    }

    void theTimesOfTheSideCarAreFoundBesideTheRun()
    {
        const ScratchFolder folder;
        const VolumePtr run = runOf(
            {3, 2, 2}, 40, 2, [](auto, auto, auto k, auto t) { return waveAt(2 * static_cast<double>(t) + (k == 0 ? 1.5 : 0.25)); });
        const auto file = folder.path() / "sub-01_task-a_bold.nii";
        writeNifti(file, *run);
        writeTextFile(folder.path() / "sub-01_task-a_bold.json", R"({"SliceTiming": [1.5, 0.25], "RepetitionTime": 2.0})");
        const StepOutputs out = runStep(sliceTimingStep(), run, {{"reference", 0}, {"interpolation", "sinc"}}, file);
        QVERIFY(out.warnings.empty());
        for (std::int64_t t = 9; t < 30; ++t)
            for (std::int64_t k = 0; k < 2; ++k)
                QVERIFY(std::abs(out.volumes.at("image")->value(1, 1, k, t) - waveAt(2 * static_cast<double>(t))) < 0.05);
    }

    void withoutASideCarAWarningSaysWhatWasAssumed()
    {
        const VolumePtr run = phantom::run({{4, 4, 4}, phantom::obliqueLeftHanded()}, 10);
        QCOMPARE(runStep(sliceTimingStep(), run).warnings.size(), std::size_t{1});
    }

    void sliceTimesThatDoNotFitAreRefused()
    {
        const VolumePtr run = phantom::run({{4, 4, 4}, phantom::obliqueLeftHanded()}, 10);
        QVERIFY(failure([&] { runStep(sliceTimingStep(), run, {{"times", "0,1,1.5"}}); }).contains("3 slice times for 4 slices"));
        QVERIFY(failure([&] { runStep(sliceTimingStep(), run, {{"times", "0,500,1000,1500"}}); }).contains("seconds"));
    }

    void aSideCarGoesBeforeTheHeadersTrAndAWarningSaysSo()
    {
        const ScratchFolder folder;
        const VolumePtr run = phantom::run({{4, 4, 4}, phantom::obliqueLeftHanded()}, 40, 1.79);
        writeTextFile(folder.path() / "sub-01_task-a_bold.json", R"({"RepetitionTime": 2.0})");
        const StepOutputs out = runStep(temporalFilterStep(), run, nlohmann::json::object(), folder.path() / "sub-01_task-a_bold.nii.gz");
        QCOMPARE(out.volumes.at("image")->trSeconds(), 2.0);
        QCOMPARE(out.warnings.size(), std::size_t{1});
    }

    void aRunWithoutTrIsRefusedAndOneInMillisecondsToo()
    {
        const VolumePtr none = phantom::run({{4, 4, 4}, phantom::obliqueLeftHanded()}, 40, 0);
        QVERIFY(failure([&] { runStep(temporalFilterStep(), none); }).contains("--tr"));
        QCOMPARE(runStep(temporalFilterStep(), none, {{"tr", 2}}).volumes.at("image")->trSeconds(), 2.0);
        const VolumePtr wrong = phantom::run({{4, 4, 4}, phantom::obliqueLeftHanded()}, 40, 2000);
        QVERIFY(failure([&] { runStep(temporalFilterStep(), wrong); }).contains("milliseconds"));
    }

    // Two sines: the one in the band stays, the other goes, the mean stays.
    void theFilterKeepsItsBandAndTheMean_data()
    {
        QTest::addColumn<QString>("method");
        QTest::newRow("butterworth") << "butterworth";
        QTest::newRow("fft") << "fft";
    }
    void theFilterKeepsItsBandAndTheMean()
    {
        QFETCH(QString, method);
        const auto wave = [](double hz, std::int64_t t) { return std::sin(2 * std::numbers::pi * hz * 2 * static_cast<double>(t)); };
        const VolumePtr run = runOf({5, 3, 2}, 500, 2,
            [&](auto i, auto, auto, auto t) { return 500 + static_cast<double>(i) + 10 * wave(0.04, t) + 8 * wave(0.2, t); });
        const VolumePtr out = runStep(temporalFilterStep(), run, {{"method", method.toStdString()}}).volumes.at("image");
        const Butterworth filter({0.009, 0.08}, 2, 2); // passes twice
        const double kept = method == "fft" ? 1 : std::norm(filter.response(0.04)),
                     rest = method == "fft" ? 0 : std::norm(filter.response(0.2));
        QVERIFY(kept > 0.9 && rest < 0.02);
        const std::vector<double> found = out->timeCourse(3, 2, 1);
        QVERIFY(std::abs(std::accumulate(found.begin(), found.end(), 0.0) / 500 - 503) < 1e-3);
        // The middle only, around its own mean (whole periods): the ends ring.
        const double middle = std::accumulate(found.begin() + 150, found.begin() + 350, 0.0) / 200;
        QVERIFY(std::abs(middle - 503) < 0.5);
        for (std::int64_t t = 150; t < 350; ++t) {
            const double truth = 10 * kept * wave(0.04, t) + 8 * rest * wave(0.2, t), value = found[static_cast<std::size_t>(t)] - middle;
            QVERIFY2(std::abs(value - truth) < 0.03, qPrintable(QString::number(value - truth)));
        }
    }

    void outsideTheMaskAndWhereAValueIsNanThereIsZero()
    {
        const VolumePtr clean = phantom::run({{16, 16, 16}, phantom::obliqueLeftHanded()}, 40);
        std::vector<float> values;
        for (std::int64_t t = 0; t < 40; ++t) {
            const auto frame = clean->frameAsFloat(t);
            values.insert(values.end(), frame.begin(), frame.end());
        }
        const std::size_t middle = 8 + 16 * (8 + 16 * 8);
        values[middle + 4096 * 5] = std::nanf("");
        const VolumePtr run = Volume::make(clean->description(), std::move(values));
        const VolumePtr mask = phantom::ball(run->grid());
        for (const Step& step : {temporalFilterStep(), detrendStep(), percentChangeStep()}) {
            const StepOutputs out = runStep(step, run, nlohmann::json::object(), {}, mask);
            QCOMPARE(out.volumes.at("image")->value(0, 0, 0, 7), 0.0);
            QCOMPARE(out.volumes.at("image")->value(8, 8, 8, 7), 0.0);
            QVERIFY(out.volumes.at("image")->value(9, 8, 8, 7) != 0);
            QCOMPARE(out.warnings.size(), std::size_t{1});
        }
    }

    void aLineGoesAndTheMeanStays()
    {
        const VolumePtr run
            = runOf({4, 2, 2}, 20, 2, [](auto i, auto, auto, auto t) { return 100 + 7 * static_cast<double>(i) * static_cast<double>(t); });
        const VolumePtr out = runStep(detrendStep(), run).volumes.at("image");
        for (std::int64_t t = 0; t < 20; ++t)
            QVERIFY(std::abs(out->value(3, 1, 1, t) - (100 + 21 * 9.5)) < 1e-3);
        const VolumePtr around = runStep(detrendStep(), run, {{"keep-mean", false}}).volumes.at("image");
        QVERIFY(std::abs(around->value(3, 1, 1, 4)) < 1e-3);
    }

    void percentIsOfTheBaseline()
    {
        const VolumePtr run = runOf({2, 2, 2}, 6, 2, [](auto i, auto, auto, auto t) { return i == 0 ? 0.5 : 200 + (t >= 4 ? 10 : 0); });
        const VolumePtr out = runStep(percentChangeStep(), run, {{"first", 1}, {"last", 4}}).volumes.at("image");
        QVERIFY(std::abs(out->value(1, 0, 0, 5) - 5) < 1e-5 && std::abs(out->value(1, 0, 0, 2)) < 1e-5);
        QCOMPARE(out->value(0, 1, 1, 5), 0.0); // too dark
        QVERIFY(failure([&] { runStep(percentChangeStep(), run, {{"first", 5}, {"last", 4}}); }).contains("baseline"));
        QVERIFY(failure([&] { runStep(percentChangeStep(), run, {{"last", 7}}); }).contains("6 frames"));
    }

    // numpy: mean(x) / sqrt(sum((x - line)^2) / (60 - 2)) of the course in tst_TemporalFilter
    void tsnrIsThatOfTheFormula()
    {
        const VolumePtr run = runOf({2, 2, 2}, 60, 2, [](auto i, auto, auto, auto frame) {
            const auto t = static_cast<double>(frame);
            return i == 0 ? 5.0 : 3 + 0.05 * t + std::sin(0.37 * t) + 0.5 * std::cos(0.011 * t * t);
        });
        const StepOutputs out = runStep(tsnrStep(), run);
        QVERIFY(std::abs(out.volumes.at("tsnr")->value(1, 1, 0) - 5.267653611009327) < 1e-4);
        QCOMPARE(out.volumes.at("tsnr")->value(0, 1, 0), 0.0); // constant
        QCOMPARE(out.volumes.at("tsnr")->frames(), std::int64_t{1});
    }

    void aSingleVolumeIsRefusedByAll()
    {
        const VolumePtr one = phantom::head({{8, 8, 8}, phantom::obliqueLeftHanded()});
        for (const Step& step : {sliceTimingStep(), temporalFilterStep(), detrendStep(), percentChangeStep(), tsnrStep()})
            QVERIFY2(failure([&] { runStep(step, one); }).contains("single volume"), step.info().id.c_str());
    }

    void twoFramesAreTooFewForAFilterAndSayItInOneLine()
    {
        const VolumePtr two = phantom::run({{8, 8, 8}, phantom::obliqueLeftHanded()}, 2);
        const QString said = failure([&] { runStep(temporalFilterStep(), two); });
        QVERIFY(said.contains("frames") && !said.contains('\n'));
    }

    void oneSliceIsFine()
    {
        const VolumePtr slice = phantom::run({{8, 8, 1}, phantom::obliqueLeftHanded()}, 40);
        for (const Step& step : {sliceTimingStep(), temporalFilterStep(), detrendStep(), percentChangeStep()})
            QCOMPARE(
                runStep(step, slice, step.info().id == "slice-timing" ? nlohmann::json{{"order", "ascending"}} : nlohmann::json::object())
                    .volumes.at("image")
                    ->size(),
                slice->size());
    }
};

QTEST_GUILESS_MAIN(TestFunctionalSteps)
#include "tst_FunctionalSteps.moc"
