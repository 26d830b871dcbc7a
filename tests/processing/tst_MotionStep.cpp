#include "processing/core/Error.h"
#include "processing/core/MotionFile.h"
#include "processing/core/AtomicFile.h"
#include "processing/steps/Steps.h"
#include "tests/processing/MovingHead.h"

#include <QtTest>

#include <cmath>

using namespace insula;

namespace {

constexpr double Degree = 0.017453292519943295;

StepOutputs corrected(const VolumePtr& run, const nlohmann::json& params = nlohmann::json::object())
{
    StepInputs inputs;
    inputs.volumes["image"] = run;
    inputs.threads = 2;
    return motionStep().run(inputs, params, {});
}

std::vector<RigidPose> wandering()
{
    std::vector<RigidPose> poses;
    for (int t = 0; t < 8; ++t)
        poses.push_back({{0.3 * std::sin(t), 0.2 * t, -0.1 * t}, {0.2 * t * Degree, 0.3 * std::cos(t) * Degree, -0.15 * t * Degree}});
    return poses;
}

HeadMotion read(const StepOutputs& outputs)
{
    const ScratchFolder folder;
    const auto file = folder.path() / "sub-01_desc-confounds_timeseries.tsv";
    writeTextFile(file, outputs.tables.at("confounds"));
    return readMotion(file);
}

} // namespace

class TestMotionStep : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theTableHasTheMotionRelativeToTheChosenFrame()
    {
        const auto poses = wandering();
        const Grid grid = phantom::headGrid();
        const HeadMotion found = read(corrected(phantom::movingHead(grid, poses), {{"reference", "frame"}, {"frame", 3}}));
        const Affine reference = poses[2].about(grid.centre()).inverse();
        double mm = 0, degrees = 0;
        for (std::size_t t = 0; t < poses.size(); ++t) {
            const RigidPose truth = RigidPose::of(poses[t].about(grid.centre()) * reference, grid.centre());
            for (std::size_t a = 0; a < 3; ++a) {
                mm += std::abs(found.translationMm[t][a] - truth.translationMm[a]) / 24;
                degrees += std::abs(found.rotation[t][a] - truth.rotation[a]) / Degree / 24;
            }
        }
        QVERIFY2(mm < 0.01 && degrees < 0.02, qPrintable(QString("%1 mm, %2 degrees").arg(mm).arg(degrees)));
    }

    void afterTheCorrectionTheRunStandsStill_data()
    {
        QTest::addColumn<QString>("reference");
        for (const char* reference : {"first", "middle", "mean"})
            QTest::newRow(reference) << reference;
    }
    void afterTheCorrectionTheRunStandsStill()
    {
        QFETCH(QString, reference);
        const VolumePtr run = phantom::movingHead(phantom::headGrid(), wandering());
        const StepOutputs outputs = corrected(run, {{"reference", reference.toStdString()}});
        const VolumePtr out = outputs.volumes.at("image");
        QCOMPARE(out->frames(), run->frames());
        QCOMPARE(out->trSeconds(), 2.0);
        QCOMPARE(out->affine(), run->affine());
        double before = 0, after = 0;
        for (std::int64_t k = 4; k < 20; ++k)
            for (std::int64_t j = 6; j < 34; ++j)
                for (std::int64_t i = 8; i < 46; ++i) {
                    before = std::max(before, std::abs(run->value(i, j, k, 7) - run->value(i, j, k, 0)));
                    after = std::max(after, std::abs(out->value(i, j, k, 7) - out->value(i, j, k, 0)));
                }
        QVERIFY2(before > 40 && after < before / 15, qPrintable(QString("%1 then %2").arg(before).arg(after)));
        QVERIFY(std::abs(outputs.volumes.at("mean")->value(20, 20, 12) - out->value(20, 20, 12, 4)) < 3);
        QVERIFY(read(outputs).frames() == 8);
        QVERIFY(outputs.measurements["framewise-displacement-mean"]["value"].get<double>() > 0.1);
    }

    void nanInAFrameIsCountedAsZeroAndSaid()
    {
        const VolumePtr moving = phantom::movingHead(phantom::headGrid(), {{}, {{0.5, 0, 0}, {}}});
        std::vector<float> values = moving->frameAsFloat(0), second = moving->frameAsFloat(1);
        values.insert(values.end(), second.begin(), second.end());
        values[5] = std::nanf("");
        const StepOutputs outputs = corrected(Volume::make(moving->description(), std::move(values)), {{"reference", "middle"}});
        QCOMPARE(outputs.warnings.size(), std::size_t{1});
        QVERIFY(QString::fromStdString(outputs.warnings[0]).contains("1 voxel"));
        QCOMPARE(valueRange(*outputs.volumes.at("image"), 0).nan, std::int64_t{0});
    }

    void twoFramesThatAreEqualHaveNoMotionAndNoDvars()
    {
        const StepOutputs outputs = corrected(phantom::movingHead(phantom::headGrid(), {{}, {}}), {{"reference", "first"}});
        const HeadMotion found = read(outputs);
        for (std::size_t a = 0; a < 3; ++a)
            QVERIFY(std::abs(found.translationMm[1][a]) < 1e-4 && std::abs(found.rotation[1][a]) < 1e-6);
    }

    void refusesWhatIsNoRun_data()
    {
        QTest::addColumn<int>("frames");
        QTest::addColumn<int>("slices");
        QTest::addColumn<QString>("says");
        QTest::newRow("one volume") << 1 << 24 << "single volume";
        QTest::newRow("one slice") << 5 << 1 << "at least 4";
    }
    void refusesWhatIsNoRun()
    {
        QFETCH(int, frames);
        QFETCH(int, slices);
        QFETCH(QString, says);
        try {
            corrected(phantom::head({{20, 20, slices}, phantom::scaling(3, 3, 3)}, frames));
            QFAIL("nothing was thrown");
        } catch (const Error& error) {
            QVERIFY2(QString(error.what()).contains(says), error.what());
        }
    }

    void refusesAFrameThatIsNotThere()
    {
        QVERIFY_EXCEPTION_THROWN(
            corrected(phantom::movingHead(phantom::headGrid(), {{}, {}}), {{"reference", "frame"}, {"frame", 3}}), Error);
    }

    void refusesAConstantRun()
    {
        QVERIFY_EXCEPTION_THROWN(corrected(phantom::filled(
                                     {{20, 20, 20}, phantom::scaling(3, 3, 3)}, [](auto, auto, auto) { return 7.0; }, 3)),
            Error);
    }
};

QTEST_GUILESS_MAIN(TestMotionStep)
#include "tst_MotionStep.moc"
