#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/steps/Steps.h"
#include "tests/processing/Phantoms.h"

#include <QtTest>

#include <fmt/format.h>

using namespace insula;

namespace {

const Grid Oblique{{16, 16, 16}, phantom::obliqueLeftHanded()};

std::string confounds(int rows, double jump)
{
    std::string text = "framewise_displacement\tstd_dvars\ttrans_x\ttrans_y\ttrans_z\trot_x\trot_y\trot_z\n";
    for (int n = 0; n < rows; ++n)
        text += fmt::format("{}\t{}\t0\t0\t{}\t0\t0.01\t0\n",
            n == 0      ? "n/a"
                : n % 2 ? fmt::format("{}", jump)
                        : "0.1",
            n ? "1.1" : "n/a", n * 0.01);
    return text;
}

} // namespace

class TestQualityPageStep : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsFramesThatMovedAndSaysSo()
    {
        StepInputs inputs = runInputs(40, 0.9);
        const StepOutputs outputs = m_step.run(inputs, nlohmann::json::object(), {});
        QVERIFY(std::abs(outputs.measurements.at("fd-above").at("value").get<double>() - 100.0 * 20 / 39) < 1e-9);
        QVERIFY(std::abs(outputs.measurements.at("fd-mean").at("value").get<double>() - (20 * 0.9 + 19 * 0.1) / 39) < 1e-9);
        const QString page = QString::fromStdString(outputs.tables.at("page"));
        QVERIFY(page.contains("20 of 39 frames (51 %) moved more than 0.5 mm."));
        QCOMPARE(outputs.warnings.size(), std::size_t{1});
        QVERIFY(m_step.run(runInputs(40, 0.4), nlohmann::json::object(), {}).warnings.empty());
    }

    void showsOnlyWhatIsThereAndNeedsSomething()
    {
        StepInputs inputs;
        QVERIFY_EXCEPTION_THROWN(m_step.run(inputs, nlohmann::json::object(), {}), Error);
        inputs.volumes["anatomy"] = phantom::head(Oblique);
        const QString page = QString::fromStdString(m_step.run(inputs, nlohmann::json::object(), {}).tables.at("page"));
        QVERIFY(page.contains("Anatomical image") && !page.contains("<h2>Run</h2>"));
        QCOMPARE(page.count("<img"), 3);
    }

    void refusesConfoundsOfAnotherRun()
    {
        StepInputs inputs = runInputs(40, 0.4);
        writeTextFile(inputs.files["confounds"], confounds(39, 0.4));
        try {
            m_step.run(inputs, nlohmann::json::object(), {});
            QFAIL("taken");
        } catch (const Error& error) {
            QVERIFY2(QString::fromUtf8(error.what()).contains("39 rows, the run has 40 frames"), error.what());
        }
        writeTextFile(
            inputs.files["confounds"], "a\tb\n" + [] {
                std::string rows;
                for (int n = 0; n < 40; ++n)
                    rows += "1\t2\n";
                return rows;
            }());
        QVERIFY_EXCEPTION_THROWN(m_step.run(inputs, nlohmann::json::object(), {}), Error);
    }

    void saysWhenMaskAndBrainLieApart()
    {
        StepInputs inputs = runInputs(10, 0.1);
        inputs.volumes["run-mask"] = phantom::ball(Oblique);
        Grid away = Oblique;
        away.affine(0, 3) += 100;
        inputs.volumes["anatomy"] = phantom::head(away);
        inputs.volumes["brain"] = phantom::ball(away);
        const StepOutputs outputs = m_step.run(inputs, nlohmann::json::object(), {});
        QCOMPARE(outputs.measurements.at("overlap").at("value").get<double>(), 0.0);
        QVERIFY(QString::fromStdString(outputs.tables.at("page")).contains("look whether they are registered"));
    }

    void aRunThatNeverChangesHasNoCarpetAndSaysWhy()
    {
        StepInputs inputs;
        inputs.volumes["image"] = phantom::head(Oblique, 5);
        const StepOutputs outputs = m_step.run(inputs, nlohmann::json::object(), {});
        QVERIFY(QString::fromStdString(outputs.tables.at("page")).contains("There is no carpet plot"));
    }

private:
    StepInputs runInputs(int frames, double jump)
    {
        StepInputs inputs;
        inputs.volumes["image"] = phantom::run(Oblique, frames);
        inputs.files["image"] = "/data/sub-07_ses-2_task-rest_bold.nii.gz";
        inputs.files["confounds"] = m_folder.path() / "confounds.tsv";
        writeTextFile(inputs.files["confounds"], confounds(frames, jump));
        return inputs;
    }

    const Step m_step = qualityPageStep();
    const ScratchFolder m_folder;
};

QTEST_GUILESS_MAIN(TestQualityPageStep)
#include "tst_QualityPageStep.moc"
