// The steps for resting runs: nuisance regression, maps, seed, atlas.
#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/core/TextTable.h"
#include "processing/steps/Steps.h"
#include "tests/processing/Phantoms.h"

#include <QtTest>

#include <fmt/format.h>

#include <cmath>
#include <functional>
#include <numbers>
#include <random>

using namespace insula;

namespace {

constexpr std::int64_t Frames = 200;
const Grid RunGrid{{12, 10, 8}, phantom::obliqueLeftHanded()};

double slow(std::int64_t t)
{
    return std::sin(0.04 * 2 * std::numbers::pi * 2 * static_cast<double>(t));
}

double motionLike(std::int64_t t)
{
    return std::sin(0.13 * static_cast<double>(t)) + (t == 90 ? 3 : 0);
}

// From 0.016 to 0.032 Hz: inside the band, so that only the masks can tell it.
double tissueNoise(std::int64_t t)
{
    return std::cos(0.2 * static_cast<double>(t) + 0.0005 * static_cast<double>(t * t));
}

// Mean 800. i < 4: the slow wave and motion; i in 4 ... 7: motion only; i above: "white matter", the tissue's noise, which is in all. Noise
// of 1.
VolumePtr restingRun()
{
    std::mt19937 random(11);
    std::normal_distribution<double> normal;
    std::vector<float> values;
    for (std::int64_t t = 0; t < Frames; ++t)
        for (std::int64_t v = 0; v < RunGrid.size.count(); ++v)
            values.push_back(static_cast<float>(
                800 + normal(random) + 8 * tissueNoise(t) + (v % 12 < 8 ? 6 * motionLike(t) : 0) + (v % 12 < 4 ? 5 * slow(t) : 0)));
    Volume::Description description;
    description.grid = RunGrid;
    description.frames = Frames;
    description.trSeconds = 2;
    return Volume::make(std::move(description), std::move(values));
}

VolumePtr labels(const std::function<int(std::int64_t, std::int64_t, std::int64_t)>& value)
{
    return phantom::filled<std::int16_t>(
        RunGrid, [&](auto i, auto j, auto k) { return value(i, j, k); }, 1, Kind::Labels);
}

struct Bench {
    ScratchFolder folder;
    StepInputs inputs;

    Bench()
    {
        inputs.volumes["image"] = restingRun();
        inputs.threads = 2;
    }
    void addConfounds()
    {
        std::string text = "trans_x\ttrans_y\ttrans_z\trot_x\trot_y\trot_z\n";
        for (std::int64_t t = 0; t < Frames; ++t)
            text += fmt::format("{}\t0\t0\t0\t0\t0\n", 0.1 * motionLike(t));
        inputs.files["confounds"] = folder.path() / "sub-01_desc-confounds_timeseries.tsv";
        writeTextFile(inputs.files["confounds"], text);
    }
};

QString failure(const std::function<void()>& work)
{
    try {
        work();
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

double correlation(const std::vector<double>& a, const std::function<double(std::int64_t)>& wave)
{
    double ab = 0, aa = 0, bb = 0, meanA = 0, meanB = 0;
    for (std::size_t t = 0; t < a.size(); ++t) {
        meanA += a[t] / static_cast<double>(a.size());
        meanB += wave(static_cast<std::int64_t>(t)) / static_cast<double>(a.size());
    }
    for (std::size_t t = 0; t < a.size(); ++t) {
        const double x = a[t] - meanA, y = wave(static_cast<std::int64_t>(t)) - meanB;
        ab += x * y;
        aa += x * x;
        bb += y * y;
    }
    return ab / std::sqrt(aa * bb);
}

} // namespace

class TestRestingSteps : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSlowWaveStaysAndTheRestGoes_data()
    {
        QTest::addColumn<QString>("tissue");
        QTest::addColumn<double>("least");
        QTest::newRow("mean") << "mean" << 0.97;
        QTest::newRow("components") << "acompcor" << 0.95; // the second component is noise and takes some of everything
    }
    void theSlowWaveStaysAndTheRestGoes()
    {
        QFETCH(QString, tissue);
        QFETCH(double, least);
        Bench bench;
        bench.addConfounds();
        bench.inputs.volumes["white-matter"] = labels([](auto i, auto, auto) { return i >= 8; });
        const double before = correlation(bench.inputs.volumes["image"]->timeCourse(2, 3, 4), slow);
        const StepOutputs out
            = nuisanceStep().run(bench.inputs, {{"tissue", tissue.toStdString()}, {"motion", "6"}, {"components", 2}}, {});
        const auto course = out.volumes.at("image")->timeCourse(2, 3, 4);
        const double after = correlation(course, slow);
        QVERIFY2(before < 0.65 && after > least, qPrintable(QString("%1 then %2").arg(before).arg(after)));
        QVERIFY(std::abs(correlation(course, tissueNoise)) < 0.15);
        double mean = 0;
        for (const double x : course)
            mean += x / Frames;
        QVERIFY(std::abs(mean - 800) < 2);
    }

    void scrubbedFramesHoldTheMean()
    {
        Bench bench;
        bench.addConfounds();
        const StepOutputs out = nuisanceStep().run(bench.inputs, {{"scrub", 0.2}, {"motion", "none"}, {"keep-mean", false}}, {});
        for (const std::int64_t t : {90, 91}) // into the jump and out of it
            QVERIFY(std::abs(out.volumes.at("image")->value(6, 3, 4, t)) < 1e-3);
        QCOMPARE(out.measurements["scrubbed-frames"]["value"].get<int>(), 2);
        QVERIFY(out.tables.at("regressors").find("scrubbed_0091") != std::string::npos);
    }

    void theGlobalSignalTakesWhatIsEverywhere()
    {
        Bench bench;
        const StepOutputs out = nuisanceStep().run(bench.inputs, {{"global", true}, {"low", 0}, {"high", 0}}, {});
        QVERIFY(std::abs(correlation(out.volumes.at("image")->timeCourse(10, 3, 4), tissueNoise))
            < 0.6 * std::abs(correlation(bench.inputs.volumes["image"]->timeCourse(10, 3, 4), tissueNoise)));
    }

    void nuisanceSaysWhatIsWrong()
    {
        Bench bench;
        QVERIFY(failure([&] { nuisanceStep().run(bench.inputs, {{"scrub", 0.5}}, {}); }).contains("--in confounds"));
        bench.inputs.volumes["csf"] = labels([](auto i, auto j, auto k) { return i == 0 && j == 0 && k < 2; });
        QVERIFY(failure([&] { nuisanceStep().run(bench.inputs, nlohmann::json::object(), {}); }).contains("2 voxels"));
        Bench shorter;
        shorter.addConfounds();
        shorter.inputs.volumes["image"] = phantom::run(RunGrid, 50);
        QVERIFY(failure([&] { nuisanceStep().run(shorter.inputs, nlohmann::json::object(), {}); }).contains("do not belong together"));
        Bench tiny;
        tiny.inputs.volumes["image"] = phantom::run(RunGrid, 2);
        QVERIFY(failure([&] { nuisanceStep().run(tiny.inputs, nlohmann::json::object(), {}); }).contains("at least 8 frames"));
    }

    void aSeedFindsItsNetworkOnTheRightSide()
    {
        Bench bench;
        bench.addConfounds();
        bench.inputs.volumes["white-matter"] = labels([](auto i, auto, auto) { return i >= 8; });
        StepInputs next;
        next.volumes["image"] = nuisanceStep().run(bench.inputs, {{"motion", "6"}}, {}).volumes.at("image");
        const World seed = RunGrid.affine.toWorld({1, 5, 4});
        const StepOutputs out = seedMapStep().run(next, {{"x", seed.x}, {"y", seed.y}, {"z", seed.z}, {"radius", 2}}, {});
        QVERIFY(out.volumes.at("r")->value(3, 2, 6) > 0.85);
        QVERIFY(std::abs(out.volumes.at("r")->value(9, 2, 6)) < 0.5);
        const double r = out.volumes.at("r")->value(3, 2, 6);
        QVERIFY(std::abs(out.volumes.at("z")->value(3, 2, 6) - std::atanh(r)) < 1e-4);
        QVERIFY(failure([&] { seedMapStep().run(next, {{"x", 900}}, {}); }).contains("outside"));
        next.volumes["seed"] = labels([](auto i, auto, auto) { return i < 2; });
        QVERIFY(seedMapStep().run(next, nlohmann::json::object(), {}).volumes.at("r")->value(3, 2, 6) > 0.85);
    }

    void connectivityHasOneTableEach()
    {
        Bench bench;
        bench.inputs.volumes["atlas"] = labels([](auto i, auto, auto) { return static_cast<int>(i / 4) + 1; });
        const StepOutputs out = connectivityStep().run(bench.inputs, nlohmann::json::object(), {});
        const ScratchFolder folder;
        writeTextFile(folder.path() / "s.tsv", out.tables.at("series"));
        writeTextFile(folder.path() / "r.tsv", out.tables.at("correlation"));
        QCOMPARE(readTabSeparated(folder.path() / "s.tsv").rows.size(), std::size_t{200});
        const TextTable r = readTabSeparated(folder.path() / "r.tsv");
        QCOMPARE(r.rows.size(), std::size_t{3});
        const double near = numberIn(r.rows[0][2]).value(), far = numberIn(r.rows[0][3]).value();
        QVERIFY2(near > far && far > 0.3, qPrintable(QString("%1 %2").arg(near).arg(far)));
        QCOMPARE(out.sidecars.at("z")["Voxels"][0].get<int>(), 320);
        QVERIFY(failure([&] { connectivityStep().run(bench.inputs, {{"least-voxels", 1000}}, {}); }).contains("--least-voxels"));
    }

    void mapsAreHighWhereTheWaveIs()
    {
        Bench bench;
        const StepOutputs out = functionalMapsStep().run(bench.inputs, {{"low", 0.036}, {"high", 0.044}}, {});
        QVERIFY(out.volumes.at("alff")->value(2, 5, 4) > 2 * out.volumes.at("alff")->value(10, 5, 4));
        QVERIFY(out.volumes.at("falff")->value(2, 5, 4) > out.volumes.at("falff")->value(10, 5, 4));
        QVERIFY(out.volumes.at("reho")->value(2, 5, 4) > 0.8 && out.volumes.at("reho")->value(2, 5, 4) <= 1);
    }

    void oneSliceIsFine()
    {
        StepInputs inputs;
        inputs.volumes["image"] = phantom::run({{12, 10, 1}, phantom::scaling(3, 3, 3)}, 60);
        QVERIFY(functionalMapsStep().run(inputs, nlohmann::json::object(), {}).volumes.at("reho")->size().z == 1);
        QVERIFY(nuisanceStep().run(inputs, nlohmann::json::object(), {}).volumes.at("image")->frames() == 60);
    }
};

QTEST_GUILESS_MAIN(TestRestingSteps)
#include "tst_RestingSteps.moc"
