#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/core/GlmDesign.h"
#include "processing/core/Nifti.h"
#include "processing/core/TextTable.h"
#include "processing/steps/Steps.h"
#include "tests/processing/Phantoms.h"

#include <QtTest>

#include <fmt/format.h>

#include <cmath>
#include <random>

using namespace insula;

namespace {

constexpr std::int64_t Frames = 120;
constexpr double Tr = 2;

RunEvents events()
{
    RunEvents found{{}, {"left", "right"}};
    for (int n = 0; n < 12; ++n)
        found.events.push_back({8.0 + 19 * n, 6, n % 2 ? "right" : "left"});
    return found;
}

std::string tableOf(const RunEvents& events)
{
    std::string text = "onset\tduration\ttrial_type\n";
    for (const RunEvent& event : events.events)
        text += std::to_string(event.onset) + "\t" + std::to_string(event.duration) + "\t" + event.type + "\n";
    return text;
}

// On the left half of the grid (i < 5) "left" is 2 % and "right" 0.5 %; elsewhere only noise of 0.3 % that remembers (r = 0.3). Mean 1000.
VolumePtr taskRun()
{
    const Grid grid{{10, 6, 4}, phantom::obliqueLeftHanded()};
    const auto design = designOf(events(), {}, {.frames = Frames, .trSeconds = Tr});
    std::mt19937 random(3);
    std::normal_distribution<double> normal;
    const auto voxels = static_cast<std::size_t>(grid.size.count());
    std::vector<float> values(voxels * Frames);
    for (std::size_t v = 0; v < voxels; ++v) {
        double noise = 0;
        const bool isActive = v % 10 < 5;
        for (std::size_t t = 0; t < Frames; ++t) {
            noise = 0.3 * noise + 3 * normal(random);
            values[t * voxels + v]
                = static_cast<float>(1000 + noise + (isActive ? 20 * design.all.columns[0][t] + 5 * design.all.columns[1][t] : 0));
        }
    }
    Volume::Description description;
    description.grid = grid;
    description.frames = Frames;
    description.trSeconds = Tr;
    return Volume::make(std::move(description), std::move(values));
}

struct Bench {
    ScratchFolder folder;
    StepInputs inputs;

    explicit Bench(const std::string& text = tableOf(events()), const VolumePtr& run = taskRun())
    {
        inputs.volumes["image"] = run;
        inputs.files["image"] = folder.path() / "sub-01_task-x_bold.nii.gz";
        writeTextFile(folder.path() / "sub-01_task-x_events.tsv", text);
        inputs.threads = 2;
    }
    StepOutputs glm(const nlohmann::json& params = nlohmann::json::object()) const { return glmStep().run(inputs, params, {}); }
    QString failure(const nlohmann::json& params = nlohmann::json::object()) const
    {
        try {
            glm(params);
        } catch (const Error& error) {
            return error.what();
        }
        return {};
    }
};

double meanOver(const Volume& map, bool active, std::int64_t frame)
{
    double sum = 0;
    for (std::int64_t k = 0; k < 4; ++k)
        for (std::int64_t j = 0; j < 6; ++j)
            for (std::int64_t i = active ? 0 : 5; i < (active ? 5 : 10); ++i)
                sum += map.value(i, j, k, frame) / 120;
    return sum;
}

} // namespace

class TestGlmStep : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsWhatEachConditionDoesInPercent_data()
    {
        QTest::addColumn<QString>("noise");
        for (const char* noise : {"ar1", "ar1-pooled", "independent"})
            QTest::newRow(noise) << noise;
    }
    void findsWhatEachConditionDoesInPercent()
    {
        QFETCH(QString, noise);
        const StepOutputs out = Bench().glm({{"noise", noise.toStdString()}, {"contrasts", "left; right; left - right"}});
        QVERIFY(out.warnings.empty());
        QVERIFY(std::abs(meanOver(*out.volumes.at("betas"), true, 0) - 2) < 0.06);
        QVERIFY(std::abs(meanOver(*out.volumes.at("betas"), true, 1) - 0.5) < 0.06);
        QVERIFY(std::abs(meanOver(*out.volumes.at("effect"), true, 2) - 1.5) < 0.08);
        QVERIFY(std::abs(meanOver(*out.volumes.at("effect"), false, 0)) < 0.06);
        QVERIFY(meanOver(*out.volumes.at("t"), true, 0) > 15 && std::abs(meanOver(*out.volumes.at("t"), false, 0)) < 0.5);
        const double ar
            = (meanOver(*out.volumes.at("autocorrelation"), true, 0) + meanOver(*out.volumes.at("autocorrelation"), false, 0)) / 2;
        QVERIFY2(std::abs(ar - 0.3) < 0.05, qPrintable(QString::number(ar)));
    }

    // Where nothing happens, t has a variance of df / (df - 2), near 1: neither too sure nor too unsure. Ordinary least squares are too
    // sure here.
    void tOfNoiseIsAsWideAsItShouldBe()
    {
        const StepOutputs white = Bench().glm({{"contrasts", "left + right"}}),
                          ordinary = Bench().glm({{"contrasts", "left + right"}, {"noise", "independent"}});
        const auto spread = [](const Volume& t) {
            double square = 0;
            for (std::int64_t v = 0; v < 120; ++v)
                square += std::pow(t.value(5 + v % 5, v / 5 % 6, v / 30), 2) / 120;
            return square;
        };
        const double found = spread(*white.volumes.at("t")), wrong = spread(*ordinary.volumes.at("t"));
        QVERIFY2(found > 0.65 && found < 1.45, qPrintable(QString::number(found)));
        QVERIFY2(wrong > found * 1.2, qPrintable(QString::number(wrong)));
    }

    void tIsTheEffectOverItsErrorAndZIsAsUnlikely()
    {
        const StepOutputs out = Bench().glm({{"contrasts", "left"}});
        const double effect = out.volumes.at("effect")->value(2, 3, 1), variance = out.volumes.at("variance")->value(2, 3, 1);
        const double t = out.volumes.at("t")->value(2, 3, 1), z = out.volumes.at("z")->value(2, 3, 1);
        QVERIFY(std::abs(effect / std::sqrt(variance) - t) < 1e-3);
        QVERIFY(z > 5 && z < t);
        QCOMPARE(out.volumes.at("t")->source().intentCode, 3);
        QCOMPARE(out.volumes.at("t")->source().intentParameters[0], out.sidecars.at("t")["DegreesOfFreedom"].get<double>());
    }

    void theTableAndTheSideCarHaveTheThresholds()
    {
        const StepOutputs out = Bench().glm();
        const ScratchFolder folder;
        writeTextFile(folder.path() / "t.tsv", out.tables.at("thresholds"));
        const TextTable table = readTabSeparated(folder.path() / "t.tsv");
        QCOMPARE(table.rows.size(), std::size_t{3}); // task, left, right
        QCOMPARE(table.rows[0][0], std::string("task"));
        QVERIFY(numberIn(table.rows[1][*table.column("fdr_t")]).value() < 4);
        const auto& facts = out.sidecars.at("t");
        QCOMPARE(facts["Contrasts"].size(), std::size_t{3});
        QVERIFY(facts["ClusterSizeVoxels"].get<int>() >= 1 && facts["ClusterFormingT"].get<double>() > 3);
        QCOMPARE(facts["RepetitionTime"].get<double>(), 2.0);
        QCOMPARE(facts["EventsSha256"].get<std::string>().size(), std::size_t{64});
        QVERIFY(out.tables.at("design").starts_with("left\tright\tcosine01"));
    }

    void confoundsAreModelledAndMotionThatDoesNotFitIsRefused()
    {
        Bench bench;
        std::string text = "trans_x\ttrans_y\ttrans_z\trot_x\trot_y\trot_z\tcsf\n";
        for (int t = 0; t < Frames; ++t)
            text += fmt::format("{}\t{}\t0\t0\t0\t{}\t{}\n", std::sin(0.3 * t), std::cos(0.2 * t), 0.01 * std::sin(0.11 * t * t), t % 7);
        bench.inputs.files["confounds"] = bench.folder.path() / "sub-01_desc-confounds_timeseries.tsv";
        writeTextFile(bench.inputs.files["confounds"], text);
        const StepOutputs out = bench.glm({{"motion", "24"}, {"columns", "csf"}});
        QVERIFY(out.tables.at("design").find("trans_x_before_power2") != std::string::npos);
        QVERIFY(out.tables.at("design").find("csf") != std::string::npos);
        QVERIFY(!out.warnings.empty()); // trans_z is constant
        QVERIFY(std::abs(meanOver(*out.volumes.at("betas"), true, 0) - 2) < 0.1);
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QString>("table");
        QTest::addColumn<QString>("params");
        QTest::addColumn<QString>("says");
        const QString good = QString::fromStdString(tableOf(events()));
        QTest::newRow("no events") << "onset\tduration\ttrial_type\n"
                                   << "{}"
                                   << "no events";
        QTest::newRow("milliseconds") << "onset\tduration\ttrial_type\n8000\t600\tleft\n"
                                      << "{}"
                                      << "'left'";
        QTest::newRow("unknown condition") << good << R"({"contrasts": "left - rihgt"})"
                                           << "did you mean 'right'";
        QTest::newRow("columns without confounds") << good << R"({"columns": "csf"})"
                                                   << "--in confounds";
        QTest::newRow("no table") << "hello\n"
                                  << "{}"
                                  << "onset";
    }
    void saysWhatIsWrong()
    {
        QFETCH(QString, table);
        QFETCH(QString, params);
        QFETCH(QString, says);
        const QString said = Bench(table.toStdString()).failure(nlohmann::json::parse(params.toStdString()));
        QVERIFY2(said.contains(says) && !said.contains('\n'), qPrintable(said));
    }

    void refusesRunsThatAreTooShortOrHaveNoBrain()
    {
        const VolumePtr two = phantom::run({{8, 8, 8}, phantom::obliqueLeftHanded()}, 2);
        QVERIFY(Bench(tableOf(events()), two).failure().contains("frames"));
        const VolumePtr flat = phantom::filled(
            {{6, 6, 6}, phantom::scaling(3, 3, 3)}, [](auto, auto, auto) { return 7.0; }, 60);
        QVERIFY(Bench(tableOf(events()), flat).failure().contains("mask"));
        Bench none;
        none.inputs.files.clear();
        QVERIFY(none.failure().contains("--in events"));
    }

    void oneSliceWorksAndNanVoxelsAreLeftOut()
    {
        const VolumePtr clean = taskRun();
        std::vector<float> slice;
        for (std::int64_t t = 0; t < Frames; ++t) {
            const auto frame = clean->frameAsFloat(t);
            slice.insert(slice.end(), frame.begin(), frame.begin() + 60);
        }
        slice[7] = std::nanf("");
        Volume::Description description = clean->description();
        description.grid.size = {10, 6, 1};
        Bench bench(tableOf(events()), Volume::make(std::move(description), std::move(slice)));
        std::vector<std::uint8_t> all(60, 1);
        Volume::Description mask;
        mask.grid = bench.inputs.volumes["image"]->grid();
        mask.kind = Kind::Labels;
        bench.inputs.volumes["mask"] = Volume::make(std::move(mask), std::move(all));
        const StepOutputs out = bench.glm();
        QCOMPARE(out.volumes.at("t")->value(7, 0, 0), 0.0);
        QVERIFY(out.volumes.at("t")->value(1, 0, 0) > 5);
        QCOMPARE(out.warnings.size(), std::size_t{1});
    }

    void everyTrialGetsItsOwnWeight()
    {
        Bench bench;
        const StepOutputs out = singleTrialStep().run(bench.inputs, nlohmann::json::object(), {});
        QCOMPARE(out.volumes.at("betas")->frames(), std::int64_t{12});
        for (std::int64_t n = 0; n < 12; ++n) {
            const double truth = n % 2 ? 0.5 : 2, found = meanOver(*out.volumes.at("betas"), true, n);
            QVERIFY2(std::abs(found - truth) < 0.15, qPrintable(QString("%1: %2").arg(n).arg(found)));
        }
        QVERIFY(out.tables.at("trials").starts_with("onset\tduration\ttrial_type\n8\t6\tleft\n27\t6\tright\n"));
    }

    void blocksOfSingleTrialsAreMerged()
    {
        RunEvents split{{}, {"left", "right"}};
        for (const RunEvent& event : events().events) {
            split.events.push_back({event.onset, 2.5, event.type});
            split.events.push_back({event.onset + 3, 3, event.type});
        }
        Bench bench(tableOf(split));
        QCOMPARE(singleTrialStep().run(bench.inputs, {{"merge-gap", 1}}, {}).volumes.at("betas")->frames(), std::int64_t{12});
        QCOMPARE(singleTrialStep().run(bench.inputs, {{"merge-gap", 0}}, {}).volumes.at("betas")->frames(), std::int64_t{24});
    }
};

QTEST_GUILESS_MAIN(TestGlmStep)
#include "tst_GlmStep.moc"
