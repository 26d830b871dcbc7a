#include "processing/steps/Steps.h"
#include "tests/processing/StepContract.h"

using namespace insula;

class TestStepContract : public QObject {
    Q_OBJECT

public:
    TestStepContract()
    {
        for (const auto& add : {insulaRegisterSteps})
            add(m_registry);
    }

private Q_SLOTS:
    void idsAreUnique()
    {
        std::set<std::string> ids;
        for (const Step& step : m_registry.steps())
            QVERIFY2(ids.insert(step.info().id).second, step.info().id.c_str());
        QCOMPARE(ids,
            (std::set<std::string>{"apply-transform", "bias-field", "connectivity", "convert", "crop", "deface", "denoise", "detrend",
                "distance-mask", "functional-maps", "glm", "group", "jacobian", "motion", "normalise", "nuisance", "percent-signal-change",
                "quality-page", "register", "register-warp", "reorient", "resample", "seed-map", "single-trial", "slice-timing", "smooth",
                "temporal-filter", "thickness", "tissue-segmentation", "tsnr"}));
    }

    void namesAreKebabAndFilled_data() { contract::addRows(m_registry); }
    void namesAreKebabAndFilled() { contract::checkNames(contract::rowOf(m_registry)); }

    void defaultsLieInTheirRanges_data() { contract::addRows(m_registry); }
    void defaultsLieInTheirRanges() { contract::checkDefaultsAndRanges(contract::rowOf(m_registry)); }

    void descriptionsSurviveWritingAndReading_data() { contract::addRows(m_registry); }
    void descriptionsSurviveWritingAndReading() { contract::checkRoundTrips(contract::rowOf(m_registry)); }

    void runsOnAnObliqueLeftHandedPhantom_data() { contract::addRows(m_registry); }
    void runsOnAnObliqueLeftHandedPhantom() { contract::checkRun(contract::rowOf(m_registry)); }

    void stopsAtOnceWhenCancelledAtTheStart_data() { contract::addRows(m_registry); }
    void stopsAtOnceWhenCancelledAtTheStart() { contract::checkCancel(contract::rowOf(m_registry)); }

    void refusesAMissingInput_data() { contract::addRows(m_registry); }
    void refusesAMissingInput() { contract::checkMissingInput(contract::rowOf(m_registry)); }

private:
    StepRegistry m_registry;
};

QTEST_GUILESS_MAIN(TestStepContract)
#include "tst_StepContract.moc"
