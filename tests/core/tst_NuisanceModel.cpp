#include "processing/core/Error.h"
#include "processing/core/NuisanceModel.h"
#include "tests/core/WaveRun.h"

#include <QtTest>

#include <cmath>

using namespace insula;

namespace {

NamedColumns regressors()
{
    NamedColumns columns;
    std::vector<double> line(40), confound(40), spike(40);
    for (std::size_t t = 0; t < 40; ++t) {
        const auto at = static_cast<double>(t);
        line[t] = at;
        confound[t] = std::sin(0.9 * at) + 0.3 * std::cos(0.2 * at);
    }
    spike[7] = 1;
    columns.add("constant", std::vector<double>(40, 1));
    columns.add("line", line);
    columns.add("confound", confound);
    columns.add("spike", spike);
    return columns;
}

} // namespace

class TestNuisanceModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // numpy: x - X pinv(X) x, X with the regressors and every sine and cosine outside of 0.01 ... 0.1 Hz (rank 27)
    void filtersAndRegressesInOneModel()
    {
        const NuisanceModel model(regressors(), Band{0.01, 0.1}, 2, 40);
        std::vector<double> course = test::waveRun()->timeCourse(2, 1, 0);
        model.apply(course);
        QVERIFY(std::abs(course[0] - 1.2607806) < 1e-6 && std::abs(course[20] - 0.731814845) < 1e-6
            && std::abs(course[39] - 1.24538546) < 1e-6);
        QVERIFY(std::abs(course[7]) < 1e-9); // the scrubbed frame
        QCOMPARE(model.freedom(), std::size_t{13});
    }

    void withoutABandOnlyTheRegressorsGo()
    {
        const NuisanceModel model(regressors(), std::nullopt, 2, 40);
        QCOMPARE(model.freedom(), std::size_t{36});
        std::vector<double> course = regressors().columns[2];
        model.apply(course);
        for (const double x : course)
            QVERIFY(std::abs(x) < 1e-9);
    }

    void refusesWhenNothingIsLeft()
    {
        NamedColumns many;
        for (std::size_t n = 0; n < 40; ++n) {
            std::vector<double> column(40);
            column[n] = 1;
            many.add("c", column);
        }
        QVERIFY_EXCEPTION_THROWN(NuisanceModel(many, std::nullopt, 2, 40), Error);
        QVERIFY_EXCEPTION_THROWN(NuisanceModel(many, Band{0.01, 0.1}, 2, 40), Error);
    }

    // numpy: svd of the courses without line, of length 1; sign by the sum of cubes
    void componentsAreThoseOfTheSingularValues()
    {
        const Columns found = noiseComponents(*test::waveRun(), std::vector<std::uint8_t>(12, 1), 3, 2);
        const double truth[3][3]{
            {0.19271364, -0.2439316, 0.207866}, {-0.09780864, -0.00862229, -0.08549519}, {-0.06743057, 0.05266133, -0.20623385}};
        for (std::size_t c = 0; c < 3; ++c) {
            const std::size_t frames[3]{0, 10, 39};
            for (std::size_t n = 0; n < 3; ++n)
                QVERIFY2(std::abs(found[c][frames[n]] - truth[c][n]) < 1e-5,
                    qPrintable(QString("%1, %2: %3").arg(c).arg(n).arg(found[c][frames[n]])));
        }
        QVERIFY_EXCEPTION_THROWN(
            noiseComponents(*test::waveRun(), std::vector<std::uint8_t>{1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 3, 1), Error);
    }

    void spikesAreTheFramesAboveTheLimit()
    {
        const NamedColumns spikes = spikesOf(std::vector<double>{0, 0.2, 0.6, 0.5, 0.7}, 0.5);
        QCOMPARE(spikes.names, (std::vector<std::string>{"scrubbed_0003", "scrubbed_0005"}));
        QCOMPARE(spikes.columns[1], (std::vector<double>{0, 0, 0, 0, 1}));
    }

    void theMeanOfAMaskLeavesOutWhatIsNotFinite()
    {
        const VolumePtr run = test::waveRun();
        std::vector<std::uint8_t> mask(12, 0);
        mask[2] = mask[9] = 1;
        const auto mean = meanCourseOf(*run, mask);
        QVERIFY(std::abs(mean[13] - (run->value(2, 0, 0, 13) + run->value(0, 1, 1, 13)) / 2) < 1e-5);
        QVERIFY_EXCEPTION_THROWN(meanCourseOf(*run, std::vector<std::uint8_t>(12, 0)), Error);
    }
};

QTEST_GUILESS_MAIN(TestNuisanceModel)
#include "tst_NuisanceModel.moc"
