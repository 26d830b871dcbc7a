#include "processing/core/Error.h"
#include "processing/core/Nifti.h"
#include "processing/steps/Steps.h"
#include "tests/processing/Phantoms.h"

#include <QtTest>

#include <atomic>
#include <limits>
#include <random>

using namespace insula;

namespace {

constexpr std::int64_t N = 48;

int tissueAt(std::int64_t i, std::int64_t j, std::int64_t k)
{
    const auto centred = [](std::int64_t n) { return (static_cast<double>(n) - (N - 1) / 2.0) / (N / 2.0); };
    const double r = std::hypot(centred(i), centred(j), centred(k));
    return r < 0.45 ? 2 : r < 0.85 ? 1 : 0;
}

double fieldAt(std::int64_t i, std::int64_t j, std::int64_t k)
{
    const auto x = static_cast<double>(i) / N, y = static_cast<double>(j) / N, z = static_cast<double>(k) / N;
    return std::exp(0.6 * (x - 0.5) - 0.4 * (y - 0.5) + 0.5 * std::sin(2 * z) - 0.4);
}

VolumePtr biased(bool withNaN = false)
{
    std::mt19937 random(3);
    std::normal_distribution<double> noise(0, 4);
    return phantom::filled({{N, N, N}, phantom::scaling(4, 4, 4)}, [&](auto i, auto j, auto k) {
        const int tissue = tissueAt(i, j, k);
        if (withNaN && i == 20 && j == 20 && k < 5)
            return std::numeric_limits<double>::quiet_NaN();
        return tissue == 0 ? std::abs(noise(random)) : ((tissue == 2 ? 400 : 250) + noise(random)) * fieldAt(i, j, k);
    });
}

double variation(const Volume& volume, int tissue)
{
    double n = 0, sum = 0, squares = 0;
    for (std::int64_t k = 0; k < N; ++k)
        for (std::int64_t j = 0; j < N; ++j)
            for (std::int64_t i = 0; i < N; ++i)
                if (tissueAt(i, j, k) == tissue) {
                    const double v = volume.value(i, j, k);
                    ++n;
                    sum += v;
                    squares += v * v;
                }
    return std::sqrt(squares / n - sum * sum / (n * n)) / (sum / n);
}

StepOutputs corrected(const VolumePtr& image, const nlohmann::json& params, const VolumePtr& mask = nullptr, const Progress& progress = {})
{
    StepInputs inputs;
    inputs.volumes["image"] = image;
    if (mask)
        inputs.volumes["mask"] = mask;
    return biasFieldStep().run(inputs, params, progress);
}

class CancelledAtHalf : public ProgressSink {
public:
    void progressed(double fraction, std::string_view) override
    {
        ++reports;
        if (fraction > 0.05 && !m_cancelled)
            m_cancelled = true;
        last = fraction;
    }
    bool isCancelled() const override { return m_cancelled; }
    std::atomic<int> reports{0};
    std::atomic<double> last{0};

private:
    std::atomic<bool> m_cancelled{false};
};

} // namespace

class TestBiasFieldStep : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aKnownSmoothFieldIsRemoved_data()
    {
        QTest::addColumn<bool>("withMask");
        QTest::newRow("Otsu's mask") << false;
        QTest::newRow("given mask") << true;
    }
    void aKnownSmoothFieldIsRemoved()
    {
        QFETCH(bool, withMask);
        const VolumePtr image = biased();
        const VolumePtr mask = withMask ? phantom::filled<std::uint8_t>(
                                   image->grid(), [](auto i, auto j, auto k) { return tissueAt(i, j, k) > 0; }, 1, Kind::Labels)
                                        : nullptr;
        const StepOutputs outputs = corrected(image, {{"shrink", 2}}, mask);
        const Volume& out = *outputs.volumes.at("image");
        for (const int tissue : {1, 2}) {
            const double before = variation(*image, tissue), after = variation(out, tissue);
            QVERIFY2(
                after * 3 < before, qPrintable(QString("tissue %1: variation %2 before, %3 after").arg(tissue).arg(before).arg(after)));
        }
        QCOMPARE(out.grid(), image->grid());
    }

    void fieldTimesCorrectedImageIsTheImage()
    {
        const VolumePtr image = biased();
        const StepOutputs outputs = corrected(image, {{"shrink", 4}, {"levels", 2}, {"iterations", 5}});
        const Volume &out = *outputs.volumes.at("image"), &field = *outputs.volumes.at("field");
        for (std::int64_t n = 0; n < N; ++n) {
            QVERIFY(field.value(n, 7, 30) > 0.1 && field.value(n, 7, 30) < 10);
            QVERIFY(std::abs(out.value(n, 7, 30) * field.value(n, 7, 30) - image->value(n, 7, 30)) < 1e-3);
        }
    }

    void theFieldLiesWhereItBelongs()
    {
        // Found against true field, at voxels far apart and in the outermost planes of the object: any shift of the spline's domain shows
        // here.
        const StepOutputs outputs = corrected(biased(), {{"shrink", 3}});
        const Volume& field = *outputs.volumes.at("field");
        const double scale = fieldAt(24, 24, 24) / field.value(24, 24, 24);
        for (const auto& [i, j, k] :
            {std::array<std::int64_t, 3>{8, 24, 24}, {40, 24, 24}, {24, 8, 24}, {24, 40, 24}, {24, 24, 8}, {24, 24, 40}}) {
            const double ratio = field.value(i, j, k) * scale / fieldAt(i, j, k);
            QVERIFY2(std::abs(ratio - 1) < 0.08, qPrintable(QString("%1 %2 %3: %4").arg(i).arg(j).arg(k).arg(ratio)));
        }
    }

    void nanIsNotUsedBecomesZeroAndIsCounted()
    {
        const StepOutputs outputs = corrected(biased(true), {{"levels", 1}, {"iterations", 2}});
        QCOMPARE(valueRange(*outputs.volumes.at("image")).nan, std::int64_t{0});
        QCOMPARE(outputs.volumes.at("image")->value(20, 20, 2), 0.0);
        QVERIFY(outputs.warnings.size() == 1 && outputs.warnings[0].rfind("5 voxels", 0) == 0);
    }

    void imagesWithNothingToEstimateAreRefused()
    {
        const Grid grid{{16, 16, 16}, phantom::scaling(1, 1, 1)};
        QVERIFY_EXCEPTION_THROWN(corrected(phantom::filled(grid, [](auto, auto, auto) { return 3.0; }), {}), Error);
        QVERIFY_EXCEPTION_THROWN(corrected(phantom::filled(grid, [](auto, auto, auto) { return 0.0; }), {}), Error);
        QVERIFY_EXCEPTION_THROWN(
            corrected(phantom::filled(grid, [](auto i, auto, auto) { return -1.0 - static_cast<double>(i); }), {}, phantom::ball(grid)),
            Error);
    }

    void cancellingWorksInsideTheIterations()
    {
        CancelledAtHalf sink;
        QVERIFY_EXCEPTION_THROWN(corrected(biased(), {{"shrink", 1}}, nullptr, Progress(sink)), Cancelled);
        QVERIFY(sink.reports > 2 && sink.last < 0.9);
    }

    void aRealHeadGetsAPlausibleField()
    {
        const QString data = qEnvironmentVariable("INSULA_TEST_DATA", qEnvironmentVariable("INSULA_SOURCE_DIR") + "/../shared/data");
        const std::filesystem::path file = (data + "/structural/chris_t1.nii.gz").toStdString();
        if (!std::filesystem::exists(file))
            QSKIP("structural/chris_t1.nii.gz is not there");
        QElapsedTimer timer;
        timer.start();
        const StepOutputs outputs = corrected(readNifti(file), {});
        qInfo("N4 with shrink 4: %.1f s", static_cast<double>(timer.elapsed()) / 1000);
        QVERIFY(valueRange(*outputs.volumes.at("field")).min > 0.2 && valueRange(*outputs.volumes.at("field")).max < 5);
    }
};

QTEST_GUILESS_MAIN(TestBiasFieldStep)
#include "tst_BiasFieldStep.moc"
