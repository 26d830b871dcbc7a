// Tissues of a folded ball of white matter, grey matter and fluid with known noise and gain.
#include "processing/core/Error.h"
#include "processing/core/SmoothCells.h"
#include "processing/core/TissueMixture.h"
#include "processing/steps/Steps.h"
#include "tests/processing/Phantoms.h"

#include <QtTest>

#include <limits>
#include <random>

using namespace insula;

namespace {

const Grid BrainGrid{{72, 54, 38}, phantom::obliqueLeftHanded()};

// 1 fluid, 2 grey, 3 white; radii in mm wave with the direction, as folds do.
int tissueAt(std::int64_t i, std::int64_t j, std::int64_t k)
{
    const double x = static_cast<double>(i) - 35, y = 1.5 * (static_cast<double>(j) - 26), z = 2.2 * (static_cast<double>(k) - 18);
    const double r = std::sqrt(x * x + y * y + z * z), wave = 2.5 * std::sin(6 * std::atan2(y, x)) * std::cos(4 * std::atan2(z, x));
    return r < 6 ? 1 : r < 20 + wave ? 3 : r < 27 + wave ? 2 : r < 34 ? 1 : 0;
}

struct Look {
    std::array<double, 4> signal{0, 200, 600, 880}; // by tissue
    double sigma = 45;
    double gain = 0; // from 1 - gain to 1 + gain across the image
};

VolumePtr scan(const Look& look)
{
    std::mt19937 random(9);
    std::normal_distribution<double> normal(0, look.sigma);
    return phantom::filled(BrainGrid, [&](auto i, auto j, auto k) {
        const int tissue = tissueAt(i, j, k);
        const double gain = 1 + look.gain * std::sin((static_cast<double>(i) - 35) / 25 + static_cast<double>(j - k) / 60);
        return tissue == 0 ? 0.0 : std::max(1.0, gain * look.signal[static_cast<std::size_t>(tissue)] + normal(random));
    });
}

VolumePtr mask()
{
    return phantom::filled<std::uint8_t>(
        BrainGrid, [](auto i, auto j, auto k) { return tissueAt(i, j, k) > 0; }, 1, Kind::Labels);
}

StepOutputs segmented(const VolumePtr& image, const nlohmann::json& params = nlohmann::json::object(), int threads = 2, bool masked = true)
{
    StepInputs inputs;
    inputs.volumes["image"] = image;
    if (masked)
        inputs.volumes["mask"] = mask();
    inputs.threads = threads;
    return tissueSegmentationStep().run(inputs, params, {});
}

std::array<double, 4> dice(const Volume& labels)
{
    std::array<double, 4> both{}, all{}, result{};
    for (std::int64_t k = 0; k < BrainGrid.size.z; ++k)
        for (std::int64_t j = 0; j < BrainGrid.size.y; ++j)
            for (std::int64_t i = 0; i < BrainGrid.size.x; ++i) {
                const auto a = static_cast<std::size_t>(labels.value(i, j, k)), b = static_cast<std::size_t>(tissueAt(i, j, k));
                ++all[a];
                ++all[b];
                both[a] += a == b;
            }
    for (std::size_t t = 0; t < 4; ++t)
        result[t] = 2 * both[t] / all[t];
    return result;
}

QString text(const std::array<double, 4>& numbers)
{
    return QString("%1 %2 %3 %4").arg(numbers[0]).arg(numbers[1]).arg(numbers[2]).arg(numbers[3]);
}

} // namespace

class TestTissueSegmentationStep : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsTheTissues_data()
    {
        QTest::addColumn<QString>("contrast");
        QTest::addColumn<double>("gain");
        QTest::newRow("T1") << "t1" << 0.0;
        QTest::newRow("T1 with a gain of +-25 %") << "t1" << 0.25;
        QTest::newRow("T2") << "t2" << 0.0;
    }
    void findsTheTissues()
    {
        QFETCH(QString, contrast);
        QFETCH(double, gain);
        Look look;
        look.gain = gain;
        if (contrast == "t2")
            look.signal = {0, 1080, 560, 370};
        const StepOutputs out = segmented(scan(look), {{"contrast", contrast.toStdString()}});
        const auto found = dice(*out.volumes.at("labels"));
        for (const double d : found)
            QVERIFY2(d > 0.97, qPrintable(text(found)));
        const auto csf = out.volumes.at("csf")->frameAsFloat(), grey = out.volumes.at("grey-matter")->frameAsFloat(),
                   white = out.volumes.at("white-matter")->frameAsFloat(), inside = mask()->frameAsFloat();
        for (std::size_t v = 0; v < csf.size(); ++v)
            QVERIFY(std::abs(csf[v] + grey[v] + white[v] - inside[v]) < 1e-4);
        QCOMPARE(out.volumes.at("labels")->labels().at(2).name, std::string("Grey matter"));
        QVERIFY(out.volumes.at("grey-matter")->kind() == Kind::Image);
    }

    void withoutTheGainAStrongFieldIsMistakenForTissue()
    {
        Look look;
        look.gain = 0.4;
        const auto found = dice(*segmented(scan(look), {{"gain", false}}).volumes.at("labels"));
        QVERIFY2(found[2] < 0.9, qPrintable(text(found)));
    }

    void neighboursHelpAgainstNoise()
    {
        Look look;
        look.sigma = 110;
        const double alone = dice(*segmented(scan(look), {{"smoothness", 0}}).volumes.at("labels"))[2];
        const double together = dice(*segmented(scan(look)).volumes.at("labels"))[2];
        QVERIFY2(together > alone + 0.05, qPrintable(QString("%1 %2").arg(alone).arg(together)));
    }

    void volumesAreThoseOfTheShells()
    {
        const StepOutputs out = segmented(scan({}));
        const double voxel = 1.5 * 2.2 / 1000;
        std::array<double, 4> truth{};
        for (std::int64_t k = 0; k < BrainGrid.size.z; ++k)
            for (std::int64_t j = 0; j < BrainGrid.size.y; ++j)
                for (std::int64_t i = 0; i < BrainGrid.size.x; ++i)
                    truth[static_cast<std::size_t>(tissueAt(i, j, k))] += voxel;
        const auto measured = [&](const char* name) { return out.measurements[name]["value"].get<double>(); };
        QVERIFY(std::abs(measured("csf-volume") / truth[1] - 1) < 0.06);
        QVERIFY(std::abs(measured("grey-matter-volume") / truth[2] - 1) < 0.06);
        QVERIFY(std::abs(measured("white-matter-volume") / truth[3] - 1) < 0.06);
    }

    // Half grey, half white: the fraction is where the value lies between the means.
    void fractionsLieBetweenTheMeans()
    {
        TissueMixture mixture;
        mixture.classes = 3;
        mixture.means = {100, 200, 400};
        mixture.sds = {10, 10, 10};
        mixture.voxels = {0, 1, 2};
        mixture.gain = {1, 2, 1};
        mixture.probabilities = {0, 0.9F, 0.1F, 0, 0.2F, 0.8F, 0.9F, 0.1F, 0};
        const auto f = tissueFractions(std::vector<float>{250, 700, 60}, mixture); // 250, 350, 60 without the gain
        const std::vector<float> wanted{0, 0.75F, 0.25F, 0, 0.25F, 0.75F, 1, 0, 0};
        for (std::size_t n = 0; n < f.size(); ++n)
            QVERIFY(std::abs(f[n] - wanted[n]) < 1e-6F);
    }

    void cellsKeepAConstantAndALineOfSums()
    {
        SmoothCells cells(BrainGrid, 4);
        for (std::int64_t v = 0; v < BrainGrid.size.count(); ++v)
            cells.add(v, {3.0 * 7, 3.0});
        cells.smooth(30);
        for (const std::int64_t v : {std::int64_t{0}, std::int64_t{5000}, BrainGrid.size.count() - 1})
            QVERIFY(std::abs(cells.at(v)[0] / cells.at(v)[1] - 7) < 1e-9);
    }

    void aStrippedImageNeedsNoMaskAndThreadsDoNotMatter()
    {
        const VolumePtr image = scan({});
        QCOMPARE(phantom::hashOf(*segmented(image, {}, 1, false).volumes.at("grey-matter")),
            phantom::hashOf(*segmented(image, {}, 3).volumes.at("grey-matter")));
    }

    void saysWhatIsWrong()
    {
        const auto failure = [](const VolumePtr& image, bool masked) -> QString {
            try {
                segmented(image, {}, 2, masked);
            } catch (const Error& error) {
                return error.what();
            }
            return {};
        };
        QVERIFY(failure(phantom::filled(BrainGrid, [](auto, auto, auto) { return 5; }), true).contains("different tissues"));
        QVERIFY(failure(phantom::filled(BrainGrid, [](auto i, auto, auto) { return 5 + static_cast<double>(i); }), false)
                    .contains("skull-strip"));
        QVERIFY(failure(phantom::filled(BrainGrid, [](auto i, auto j, auto k) { return i == 2 && j == 2 ? k : 0; }), false)
                    .contains("37 voxels"));
        const VolumePtr base = scan({});
        const VolumePtr broken = phantom::filled(BrainGrid,
            [&](auto i, auto j, auto k) { return i == 35 && j == 20 ? std::numeric_limits<double>::quiet_NaN() : base->value(i, j, k); });
        const StepOutputs out = segmented(broken);
        QCOMPARE(out.volumes.at("labels")->value(35, 20, 18), 0.0);
        QVERIFY(dice(*out.volumes.at("labels"))[2] > 0.95);
        QCOMPARE(out.warnings.size(), std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(TestTissueSegmentationStep)
#include "tst_TissueSegmentationStep.moc"
