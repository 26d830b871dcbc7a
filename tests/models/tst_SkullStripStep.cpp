#include "models/steps/HeadNetwork.h"
#include "tests/models/FakeModel.h"

#include <QTest>

#include <algorithm>
#include <limits>
#include <numeric>

using namespace insula;
using namespace insula::test;

namespace {

const nlohmann::json Params{{"model", "fake"}};

std::vector<std::uint8_t> maskOf(const StepOutputs& outputs)
{
    const auto raw = outputs.volumes.at("mask")->rawFrame(0);
    const auto* data = reinterpret_cast<const std::uint8_t*>(raw.data());
    return {data, data + raw.size()};
}

double dice(const std::vector<std::uint8_t>& a, const std::vector<std::uint8_t>& b)
{
    double both = 0, sum = 0;
    for (std::size_t v = 0; v < a.size(); ++v) {
        both += a[v] != 0 && b[v] != 0 ? 2 : 0;
        sum += (a[v] != 0 ? 1 : 0) + (b[v] != 0 ? 1 : 0);
    }
    return both / sum;
}

bool anyContains(const std::vector<std::string>& sentences, const std::string& part)
{
    return std::any_of(sentences.begin(), sentences.end(), [&](const std::string& s) { return s.find(part) != std::string::npos; });
}

double measured(const StepOutputs& outputs, const char* name)
{
    return outputs.measurements.at(name).at("value").get<double>();
}

VolumePtr filled(float value)
{
    const Grid grid = obliqueGrid({20, 20, 20});
    return Volume::make(described(grid), std::vector<float>(8000, value));
}

} // namespace

class TestSkullStripStep : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

private Q_SLOTS:
    void initTestCase();
    void maskLiesOnTheInputsOwnGrid();
    void networkSeesLeftInferiorAnterior();
    void brainKeepsTypeAndScale();
    void brainIsZeroOutsideAlsoWhereZeroCannotBeStored();
    void borderMovesTheEdgeInMillimetres();
    void keepsOnlyTheLargestPiece();
    void usesTheFirstFrameAndSaysSo();
    void refusesNonsense_data();
    void refusesNonsense();
    void countsFewNaNAsZeroAndSaysHowMany();
    void refusesAnEmptyMask();
    void warnsAboutImplausibleAndCutMasks();
    void warnsWhenTheScanIsLargerThanTheField();
    void refusesModelsThatDoNotFit();
    void isCancelledInsideTheNetwork();
    void percentilesAreInterpolatedBetweenRanks();
};

void TestSkullStripStep::initTestCase()
{
    const nlohmann::json labels{
        {{"number", 0}, {"name", "Background"}, {"colour", "#000000"}}, {{"number", 1}, {"name", "Brain"}, {"colour", "#ffffff"}}};
    const std::filesystem::path folder = m_folder.path().toStdString();
    makePackage(folder, "fake", "skull-strip", labels);
    makePackage(folder, "other", "segment", labels);
    makePackage(folder, "gone", "skull-strip", labels);
    std::filesystem::remove(folder / "resources/models/gone/model.safetensors");
    makePackage(folder, "broken", "skull-strip", labels);
    std::ofstream(folder / "resources/models/broken/model.json") << "{";
}

void TestSkullStripStep::maskLiesOnTheInputsOwnGrid()
{
    const Grid grid = obliqueGrid();
    QVERIFY(grid.affine.determinant() < 0);
    const StepOutputs outputs = runOn(skullStripStep({.network = threshold}), ballImage(grid), Params);
    for (const char* port : {"brain", "mask", "distance"}) {
        const Grid& got = outputs.volumes.at(port)->grid();
        QCOMPARE(got.size, grid.size);
        for (std::size_t n = 0; n < 16; ++n)
            QVERIFY(std::abs(got.affine.rows()[n] - grid.affine.rows()[n]) < 1e-6);
    }
    const auto truth = onEachVoxel(grid, [](const World& w) { return std::uint8_t{isInBall(w)}; });
    QVERIFY2(dice(maskOf(outputs), truth) > 0.98, qPrintable(QString::number(dice(maskOf(outputs), truth))));
    const double trueMl = 4.0 / 3 * std::numbers::pi * BallRadiusMm * BallRadiusMm * BallRadiusMm / 1000;
    QVERIFY2(
        std::abs(measured(outputs, "mask-volume") - trueMl) < 0.02 * trueMl, qPrintable(QString::number(measured(outputs, "mask-volume"))));
    QVERIFY(outputs.warnings.empty());
    QCOMPARE(outputs.volumes.at("mask")->kind(), Kind::Labels);
    QCOMPARE(outputs.volumes.at("mask")->dataType(), DataType::UInt8);
    QCOMPARE(outputs.volumes.at("distance")->dataType(), DataType::Float32);
    QCOMPARE(outputs.modelHash.size(), std::size_t{64});
    QCOMPARE(outputs.device, std::string("test"));
}

void TestSkullStripStep::networkSeesLeftInferiorAnterior()
{
    // The field's centre lies at (6, -9, 14); the ball 16 mm to the right of it, 21 mm behind it and 12 mm above it.
    Vec3 centroid{0, 0, 0};
    Size3 seen;
    float least = 9, most = -9;
    const auto look = [&](const NetworkRequest& request, const Progress& progress) {
        seen = request.size;
        least = *std::min_element(request.values.begin(), request.values.end());
        most = *std::max_element(request.values.begin(), request.values.end());
        double count = 0;
        for (std::size_t v = 0; v < request.values.size(); ++v)
            if (request.values[v] > 0.5f) {
                const auto index = static_cast<std::int64_t>(v);
                centroid[0] += double(index % seen.x);
                centroid[1] += double(index / seen.x % seen.y);
                centroid[2] += double(index / (seen.x * seen.y));
                ++count;
            }
        for (double& c : centroid)
            c /= count;
        return threshold(request, progress);
    };
    runOn(skullStripStep({.network = look}), ballImage(obliqueGrid()), Params);
    QCOMPARE(seen, (Size3{ConformedSize, ConformedSize, ConformedSize}));
    QCOMPARE(least, 0.0f);
    QCOMPARE(most, 1.0f);
    const double middle = double(ConformedSize) / 2;
    QVERIFY(std::abs(centroid[0] - (middle - 16 / ConformedMm)) < 1.5); // i grows to the left
    QVERIFY(std::abs(centroid[1] - (middle - 12 / ConformedMm)) < 1.5); // j grows downwards
    QVERIFY(std::abs(centroid[2] - (middle - 21 / ConformedMm)) < 1.5); // k grows to the front
}

void TestSkullStripStep::brainKeepsTypeAndScale()
{
    const Grid grid = obliqueGrid();
    Volume::Description description = described(grid);
    description.slope = 0.5;
    description.intercept = -1000;
    const auto stored
        = onEachVoxel(grid, [](const World& w) { return static_cast<std::int16_t>(isInBall(w) ? 5000 + std::lround(w.x) : 2100); });
    const VolumePtr image = Volume::make(description, stored);
    const StepOutputs outputs = runOn(skullStripStep({.network = threshold}), image, Params);
    const Volume& brain = *outputs.volumes.at("brain");
    QCOMPARE(brain.dataType(), DataType::Int16);
    QCOMPARE(brain.slope(), 0.5);
    QCOMPARE(brain.intercept(), -1000.0);
    const std::vector<std::uint8_t> mask = maskOf(outputs);
    const std::vector<float> got = brain.frameAsFloat(0), before = image->frameAsFloat(0);
    for (std::size_t v = 0; v < mask.size(); ++v)
        QVERIFY(got[v] == (mask[v] ? before[v] : 0.0f));
}

void TestSkullStripStep::brainIsZeroOutsideAlsoWhereZeroCannotBeStored()
{
    const Grid grid = obliqueGrid();
    Volume::Description description = described(grid);
    description.intercept = 50;
    const auto stored = onEachVoxel(grid, [](const World& w) { return static_cast<std::uint8_t>(isInBall(w) ? 200 : 10); });
    const StepOutputs outputs = runOn(skullStripStep({.network = threshold}), Volume::make(description, stored), Params);
    QCOMPARE(outputs.volumes.at("brain")->value(0, 0, 0), 50.0); // the lowest there is
    QVERIFY(anyContains(outputs.warnings, "cannot store 0"));
}

void TestSkullStripStep::borderMovesTheEdgeInMillimetres()
{
    const VolumePtr image = ballImage(obliqueGrid());
    const Step step = skullStripStep({.network = threshold});
    const StepOutputs plain = runOn(step, image, Params);
    for (const double border : {-6.0, 5.0}) {
        const StepOutputs moved = runOn(step, image, {{"model", "fake"}, {"border", border}});
        // The distance is that to the boxes of voxels, whose corners stick out of the ball by up to half their diagonal.
        const Vec3 spacing = image->affine().spacing();
        const double halfDiagonalMm = std::hypot(spacing[0], spacing[1], spacing[2]) / 2;
        const double movedMm = BallRadiusMm * (std::cbrt(measured(moved, "mask-volume") / measured(plain, "mask-volume")) - 1);
        QVERIFY2(std::abs(movedMm - border) < 0.75 * halfDiagonalMm, qPrintable(QString("%1 instead of %2 mm").arg(movedMm).arg(border)));
        // The distance stays that to the network's own edge.
        QCOMPARE(moved.volumes.at("distance")->frameAsFloat(0), plain.volumes.at("distance")->frameAsFloat(0));
    }
    const std::vector<std::uint8_t> mask = maskOf(plain);
    const std::vector<float> distance = plain.volumes.at("distance")->frameAsFloat(0);
    for (std::size_t v = 0; v < mask.size(); ++v)
        QVERIFY((distance[v] < 0) == (mask[v] != 0));
}

void TestSkullStripStep::keepsOnlyTheLargestPiece()
{
    const Grid grid = obliqueGrid();
    const auto voxels = onEachVoxel(grid, [](const World& w) {
        return isInBall(w) || squaredDistance(w, {-60, 60, -50}) < 400 ? 900.0f : 100.0f;
    });
    const StepOutputs outputs = runOn(skullStripStep({.network = threshold}), Volume::make(described(grid), voxels), Params);
    QCOMPARE(measured(outputs, "components-dropped"), 1.0);
    QVERIFY(std::abs(measured(outputs, "components-dropped-volume") - 33.5) < 3.5);
    QVERIFY(anyContains(outputs.warnings, "separate pieces"));
    const auto truth = onEachVoxel(grid, [](const World& w) { return std::uint8_t{isInBall(w)}; });
    QVERIFY(dice(maskOf(outputs), truth) > 0.98);
}

void TestSkullStripStep::usesTheFirstFrameAndSaysSo()
{
    const Grid grid = obliqueGrid();
    std::vector<float> voxels = ballImage(grid)->frameAsFloat(0);
    const std::size_t count = voxels.size();
    voxels.resize(2 * count, 100.0f); // the second frame is constant
    const VolumePtr image = Volume::make(described(grid, 2), voxels);
    const Step step = skullStripStep({.network = threshold});
    const StepOutputs outputs = runOn(step, image, Params);
    QVERIFY(anyContains(outputs.warnings, "2 frames; frame 0"));
    QCOMPARE(outputs.volumes.at("brain")->frames(), std::int64_t{1});
    QVERIFY(measured(outputs, "mask-volume") > 1000);
    QVERIFY(errorOf([&] { runOn(step, image, {{"model", "fake"}, {"frame", 1}}); }).find("all voxels") != std::string::npos);
    QVERIFY(errorOf([&] { runOn(step, image, {{"model", "fake"}, {"frame", 2}}); }).find("no frame 2") != std::string::npos);
}

void TestSkullStripStep::refusesNonsense_data()
{
    QTest::addColumn<float>("value");
    QTest::addColumn<QString>("message");
    QTest::newRow("all zero") << 0.0f << "all voxels of the image have the value 0";
    QTest::newRow("constant") << -7.0f << "all voxels of the image have the value -7";
    QTest::newRow("NaN") << std::numeric_limits<float>::quiet_NaN() << "8000 of the image's 8000 voxels are NaN";
    QTest::newRow("infinite") << std::numeric_limits<float>::infinity() << "8000 of the image's 8000 voxels are NaN or infinite";
}

void TestSkullStripStep::refusesNonsense()
{
    QFETCH(float, value);
    QFETCH(QString, message);
    bool called = false;
    const auto runner = [&](const NetworkRequest& request, const Progress& progress) {
        called = true;
        return threshold(request, progress);
    };
    const std::string said = errorOf([&] { runOn(skullStripStep({.network = runner}), filled(value), Params); });
    QVERIFY2(QString::fromStdString(said).contains(message), said.c_str());
    QVERIFY(!called);
    // One bright voxel is no head either.
    std::vector<float> almost = filled(0)->frameAsFloat(0);
    almost[4000] = 1;
    const VolumePtr image = Volume::make(described(obliqueGrid({20, 20, 20})), almost);
    QVERIFY(errorOf([&] { runOn(skullStripStep({.network = runner}), image, Params); }).find("nearly empty") != std::string::npos);
}

void TestSkullStripStep::countsFewNaNAsZeroAndSaysHowMany()
{
    const Grid grid = obliqueGrid();
    std::vector<float> voxels = ballImage(grid)->frameAsFloat(0);
    for (std::size_t v = 0; v < 1000; ++v)
        voxels[v] = v % 2 ? std::numeric_limits<float>::quiet_NaN() : -std::numeric_limits<float>::infinity();
    const StepOutputs outputs = runOn(skullStripStep({.network = threshold}), Volume::make(described(grid), voxels), Params);
    QVERIFY(anyContains(outputs.warnings, "1000 voxels were NaN or infinite"));
    QVERIFY(measured(outputs, "mask-volume") > 1000);
    for (std::size_t v = 0; v < voxels.size(); v += 2)
        voxels[v] = std::numeric_limits<float>::quiet_NaN();
    QVERIFY(!errorOf([&] { runOn(skullStripStep({.network = threshold}), Volume::make(described(grid), voxels), Params); }).empty());
}

void TestSkullStripStep::refusesAnEmptyMask()
{
    const auto nothing = [](const NetworkRequest& request, const Progress&) {
        return NetworkResult{std::vector<std::uint8_t>(request.values.size(), 0), "test", {}};
    };
    QVERIFY(
        errorOf([&] { runOn(skullStripStep({.network = nothing}), ballImage(obliqueGrid()), Params); }).find("no brain was found") != std::string::npos);
    // A cube of 24 mm that a border of -20 mm makes vanish.
    const auto cube = [](const NetworkRequest& request, const Progress&) {
        NetworkResult result{std::vector<std::uint8_t>(request.values.size(), 0), "test", {}};
        const std::int64_t n = request.size.x;
        for (std::int64_t k = n / 2 - 6; k < n / 2 + 6; ++k)
            for (std::int64_t j = n / 2 - 6; j < n / 2 + 6; ++j)
                for (std::int64_t i = n / 2 - 6; i < n / 2 + 6; ++i)
                    result.classes[static_cast<std::size_t>(i + n * (j + n * k))] = 1;
        return result;
    };
    const nlohmann::json shrunk{{"model", "fake"}, {"border", -20}};
    QVERIFY(
        errorOf([&] { runOn(skullStripStep({.network = cube}), ballImage(obliqueGrid()), shrunk); }).find("no brain was found") != std::string::npos);
}

void TestSkullStripStep::warnsAboutImplausibleAndCutMasks()
{
    const Grid grid = obliqueGrid();
    const auto small = onEachVoxel(grid, [](const World& w) { return squaredDistance(w, {6, -9, 14}) < 50 * 50 ? 900.0f : 100.0f; });
    const StepOutputs tiny = runOn(skullStripStep({.network = threshold}), Volume::make(described(grid), small), Params);
    QVERIFY(anyContains(tiny.warnings, "not that of an adult's head (800 to 2200 ml)"));
    QCOMPARE(measured(tiny, "mask-voxels-at-border"), 0.0);

    Grid cut = obliqueGrid({84, 104, 40});
    const StepOutputs cropped = runOn(skullStripStep({.network = threshold}), ballImage(cut), Params);
    QVERIFY(anyContains(cropped.warnings, "touches the edge of the field of view"));
    QVERIFY(measured(cropped, "mask-voxels-at-border") > 100);
}

void TestSkullStripStep::warnsWhenTheScanIsLargerThanTheField()
{
    const StepOutputs outputs = runOn(skullStripStep({.network = threshold}), ballImage(obliqueGrid({84, 104, 130})), Params);
    QVERIFY(anyContains(outputs.warnings, "beyond the 256 mm field"));
}

void TestSkullStripStep::refusesModelsThatDoNotFit()
{
    const VolumePtr image = ballImage(obliqueGrid());
    const auto said = [&](const char* model) { return errorOf([&] { runOn(skullStripStep({.network = threshold}), image, {{"model", model}}); }); };
    QVERIFY(said("other").find("made for 'segment'") != std::string::npos);
    QVERIFY(said("broken").find("no valid JSON") != std::string::npos);
    QVERIFY(said("gone").find("model.safetensors") != std::string::npos);
    QVERIFY(said("fakr").find("did you mean fake?") != std::string::npos);
    QVERIFY(errorOf([&] { runOn(skullStripStep({}), image, Params); }).find("insula-infer") != std::string::npos);
}

void TestSkullStripStep::isCancelledInsideTheNetwork()
{
    const auto cancelled = [](const NetworkRequest&, const Progress&) -> NetworkResult { throw Cancelled(); };
    QVERIFY_EXCEPTION_THROWN(runOn(skullStripStep({.network = cancelled}), ballImage(obliqueGrid()), Params), Cancelled);
}

void TestSkullStripStep::percentilesAreInterpolatedBetweenRanks()
{
    std::vector<float> values{30, 0, 10, 20, 40}; // 10 % lies at rank 0.4: 4; 90 % at rank 3.6: 36
    scaleIntensities(values, {10, 90, false});
    const std::vector<float> expected{26.0f / 32, -4.0f / 32, 6.0f / 32, 16.0f / 32, 36.0f / 32};
    for (std::size_t n = 0; n < values.size(); ++n)
        QVERIFY(std::abs(values[n] - expected[n]) < 1e-6f);
    std::vector<float> clipped{30, 0, 10, 20, 40};
    scaleIntensities(clipped, {10, 90, true});
    QCOMPARE(clipped[1], 0.0f);
    QCOMPARE(clipped[4], 1.0f);
    std::vector<float> minmax{5, 7, 9};
    scaleIntensities(minmax, {});
    QCOMPARE(minmax, (std::vector<float>{0, 0.5f, 1}));
}

QTEST_GUILESS_MAIN(TestSkullStripStep)
#include "tst_SkullStripStep.moc"
