#include "processing/core/HaemodynamicResponse.h"
#include "tests/core/Fixtures.h"

#include <QtTest>

#include <cmath>
#include <numeric>

using namespace insula;

class TestHaemodynamicResponse : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theKernelIsThatOfSpm()
    {
        const auto folder = test::fixture("hrf");
        if (folder.empty())
            QSKIP("no fixtures/hrf");
        const Safetensors expected(folder / "expected.safetensors");
        for (const auto& [name, step] : {std::pair{"spm12_rt2_T16", 2.0}, std::pair{"spm12_rt1.6_T16", 1.6}}) {
            const auto truth = test::doubles(expected, name), kernel = responseKernel(ResponseShape::Spm, step);
            QCOMPARE(kernel.size(), truth.size());
            for (std::size_t n = 0; n < truth.size(); ++n)
                QVERIFY(std::abs(kernel[n] - truth[n]) < 1e-9);
        }
        const auto plain = test::doubles(expected, "double_gamma_plain_0.1s");
        for (std::size_t n = 0; n < plain.size(); ++n)
            QVERIFY(std::abs(haemodynamicResponse(ResponseShape::Spm, 0.1 * static_cast<double>(n)) - plain[n]) < 1e-9);
    }

    void theRegressorIsThatOfTheFixture()
    {
        const auto folder = test::fixture("hrf");
        if (folder.empty())
            QSKIP("no fixtures/hrf");
        const Safetensors given(folder / "inputs.safetensors"), expected(folder / "expected.safetensors");
        const auto onsets = test::doubles(given, "onsets"), durations = test::doubles(given, "durations");
        std::vector<RunEvent> events;
        for (std::size_t n = 0; n < onsets.size(); ++n)
            events.push_back({onsets[n], durations[n], "a"});
        const auto kernel = test::doubles(expected, "nilearn_spm_tr2_os50"), truth = test::doubles(expected, "event_regressor_tr2");
        const auto found = regressorOf(events, kernel, 100, 2, 0);
        for (std::size_t t = 0; t < 100; ++t)
            QVERIFY2(std::abs(found[t] - truth[t]) < 1e-9, qPrintable(QString("%1: %2 %3").arg(t).arg(found[t]).arg(truth[t])));
    }

    // Known without a program: gamma density of shape 6 is x^5 e^-x / 120, of shape 16 x^15 e^-x / 15!.
    void theResponseIsADifferenceOfGammaDensities()
    {
        const double at5 = std::pow(5, 5) * std::exp(-5) / 120 - std::pow(5, 15) * std::exp(-5) / 1307674368000.0 / 6;
        QVERIFY(std::abs(haemodynamicResponse(ResponseShape::Spm, 5) - at5) < 1e-15);
        QCOMPARE(haemodynamicResponse(ResponseShape::Spm, -1), 0.0);
        QVERIFY(haemodynamicResponse(ResponseShape::Glover, 15) < 0);
    }

    void aLongBlockHasAPlateauOfOneAndAMomentTheAreaOfASecond()
    {
        const auto kernel = responseKernel(ResponseShape::Spm, 0.04);
        QVERIFY(std::abs(std::accumulate(kernel.begin(), kernel.end(), 0.0) - 1) < 1e-12);
        const std::vector<RunEvent> block{{0, 100, "a"}}, moment{{10, 0, "a"}}, second{{10, 1, "a"}};
        QVERIFY(std::abs(regressorOf(block, kernel, 50, 2, 0)[30] - 1) < 1e-12);
        const auto sumOf = [&](const std::vector<RunEvent>& events) {
            const auto x = regressorOf(events, kernel, 50, 2, 0);
            return std::accumulate(x.begin(), x.end(), 0.0);
        };
        QVERIFY(std::abs(sumOf(moment) / sumOf(second) - 1) < 0.01);
    }

    void anEventBeforeTheRunEchoesInItAndOneBehindItDoesNot()
    {
        const auto kernel = responseKernel(ResponseShape::Spm, 0.04);
        const auto early = regressorOf(std::vector<RunEvent>{{-4, 2, "a"}}, kernel, 20, 2, 0);
        const auto later = regressorOf(std::vector<RunEvent>{{6, 2, "a"}}, kernel, 20, 2, 0);
        for (std::size_t t = 0; t + 5 < 20; ++t)
            QVERIFY(std::abs(early[t] - later[t + 5]) < 1e-12);
        for (const double x : regressorOf(std::vector<RunEvent>{{500, 2, "a"}}, kernel, 20, 2, 0))
            QCOMPARE(x, 0.0);
    }

    // h(t) - h(t - 1 s) over the same sum
    void theDerivativeIsTheChangeWithinASecond()
    {
        const auto kernel = responseKernel(ResponseShape::Spm, 0.1), change = derivativeKernel(ResponseShape::Spm, 0.1);
        for (std::size_t n = 10; n < kernel.size(); ++n)
            QVERIFY(std::abs(change[n] - (kernel[n] - kernel[n - 10])) < 1e-12);
    }

    void theReferenceMovesTheSamples()
    {
        const auto kernel = responseKernel(ResponseShape::Spm, 0.04);
        const std::vector<RunEvent> now{{10, 3, "a"}}, earlier{{9, 3, "a"}};
        const auto middle = regressorOf(now, kernel, 30, 2, 0.5), start = regressorOf(earlier, kernel, 30, 2, 0);
        for (std::size_t t = 0; t < 30; ++t)
            QVERIFY(std::abs(middle[t] - start[t]) < 1e-12);
    }
};

QTEST_GUILESS_MAIN(TestHaemodynamicResponse)
#include "tst_HaemodynamicResponse.moc"
