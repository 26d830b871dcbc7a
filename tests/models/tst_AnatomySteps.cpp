#include "models/anatomy/LabelMaps.h"
#include "models/steps/AnatomyHead.h"
#include "processing/core/Nifti.h"
#include "processing/core/Resample.h"
#include "tests/models/FakeModel.h"

#include <QTest>

#include <algorithm>
#include <sstream>

using namespace insula;
using namespace insula::test;

namespace {

const nlohmann::json Params{{"model", "anatomy"}};

float fineAt(const AnatomyRequest& request, std::int64_t i, std::int64_t j, std::int64_t k)
{
    const Size3& n = request.size;
    return request.fine[static_cast<std::size_t>(i + (2 * n.x + 1) * (j + (2 * n.y + 1) * k))];
}

bool isBright(const AnatomyRequest& request, std::int64_t i, std::int64_t j, std::int64_t k)
{
    double sum = 0;
    for (int corner = 0; corner < 8; ++corner)
        sum += double(fineAt(request, i + (corner & 1), j + (corner >> 1 & 1), k + (corner >> 2)));
    return sum / 8 > 0.5;
}

// As a network that takes what is bright for brain, its left half for left white matter and its right half for right.
AnatomyResult brightIsBrain(const AnatomyRequest& request, const Progress&)
{
    const Size3& n = request.size;
    const Grid grid{n, Affine::fromColumns({2, 0, 0}, {0, 2, 0}, {0, 0, 2}, {0, 0, 0})};
    std::vector<std::uint8_t> mask(static_cast<std::size_t>(n.count()));
    double middle = 0, count = 0;
    for (std::size_t v = 0; v < mask.size(); ++v) {
        const auto at = static_cast<std::int64_t>(v);
        mask[v] = isBright(request, 2 * (at % n.x), 2 * (at / n.x % n.y), 2 * (at / (n.x * n.y))) ? 1 : 0;
        middle += mask[v] * 2.0 * double(at % n.x);
        count += mask[v];
    }
    AnatomyResult result;
    result.distanceWithCsf = signedDistanceMm(mask, grid);
    for (float& mm : result.distanceWithCsf)
        mm = std::clamp(mm, -5.0f, 5.0f);
    result.distanceWithoutCsf = result.distanceWithCsf;
    for (float& mm : result.distanceWithoutCsf)
        mm += 3;
    result.logBias.assign(mask.size(), 0.25f);
    result.device = "test";
    if (!request.detail)
        return result;
    for (std::int64_t k = 0; k < 2 * n.z; ++k)
        for (std::int64_t j = 0; j < 2 * n.y; ++j)
            for (std::int64_t i = 0; i < 2 * n.x; ++i) {
                const bool isIn = isBright(request, i, j, k), isLeft = double(i) > middle / count; // i grows to the left
                const auto c = static_cast<std::uint8_t>(!isIn ? 0 : structureIndex(isLeft ? 2 : 41));
                result.structures.push_back(c);
                result.t1Like.push_back(isIn ? 1.0f : 0.0f);
                result.softVoxels[c] += 1;
                result.sureVoxels[c] += 0.9;
            }
    return result;
}

Vec3 middleOf(const Volume& volume, float number)
{
    Vec3 sum{0, 0, 0};
    double count = 0;
    const std::vector<float> values = volume.frameAsFloat(0);
    const Size3 n = volume.size();
    for (std::size_t v = 0; v < values.size(); ++v)
        if (values[v] == number) {
            const auto at = static_cast<std::int64_t>(v);
            const World w = volume.affine().toWorld({double(at % n.x), double(at / n.x % n.y), double(at / (n.x * n.y))});
            sum = {sum[0] + w.x, sum[1] + w.y, sum[2] + w.z};
            ++count;
        }
    return {sum[0] / count, sum[1] / count, sum[2] / count};
}

double mlOf(const Volume& volume)
{
    const std::vector<float> values = volume.frameAsFloat(0);
    return double(std::count_if(values.begin(), values.end(), [](float v) { return v != 0; })) * voxelMl(volume.grid());
}

constexpr double BallMl = 4.0 / 3 * std::numbers::pi * BallRadiusMm * BallRadiusMm * BallRadiusMm / 1000;

} // namespace

class TestAnatomySteps : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

private Q_SLOTS:
    void initTestCase();
    void theMaskLiesOnTheScansOwnGridWhereTheBallIs();
    void theNetworkSeesTheWholeHeadUprightWhereverItLies();
    void leavingTheCsfOutTakesTheOtherDistance();
    void theStoredDistanceGivesTheMaskOfAnyBorder();
    void tidyingKeepsOnePieceAndFillsItsHoles();
    void leftIsLeftInTheLabelsAndInTheTable();
    void asymmetryBeyondReasonIsAWarning();
    void theFineGridHoldsTheSameLabels();
    void theT1LikeImageIsBrainOnly();
    void theScanIsDividedByTheInhomogeneity();
    void hounsfieldUnitsAreWindowed();
    void refusesAModelWithoutAnatomy();
    void anEmptyHeadIsAnError();
    void labelMapsAreCentredOnTheBrainAndComeBackFromTheirFile();
    void labelMapsThatAreNoneAreRefused();
};

void TestAnatomySteps::initTestCase()
{
    const nlohmann::json labels{{{"number", 0}, {"name", "Background"}, {"colour", "#000000"}}};
    const nlohmann::json anatomy{
        {"architecture", "AnatomyUNet"}, {"configuration", {{"widths", {4, 8, 8}}, {"features", 4}, {"voxelMm", 2}}}};
    makePackage(m_folder.path().toStdString(), "anatomy", "anatomy", labels, anatomy);
    makePackage(m_folder.path().toStdString(), "parts", "segment", labels);
}

void TestAnatomySteps::theMaskLiesOnTheScansOwnGridWhereTheBallIs()
{
    const Grid grid = obliqueGrid();
    const StepOutputs outputs = runOn(skullStripStep({.anatomy = brightIsBrain}), ballImage(grid), Params);
    const Volume& mask = *outputs.volumes.at("mask");
    QCOMPARE(mask.grid().size, grid.size);
    QVERIFY(mask.affine() == grid.affine);
    const auto truth = Volume::make(described(grid), onEachVoxel(grid, [](const World& w) { return std::uint8_t{isInBall(w)}; }));
    const Vec3 found = middleOf(mask, 1), wanted = middleOf(*truth, 1);
    for (std::size_t a = 0; a < 3; ++a)
        QVERIFY2(std::abs(found[a] - wanted[a]) < 0.2, qPrintable(QString("%1 %2").arg(found[a]).arg(wanted[a])));
    QVERIFY2(std::abs(mlOf(mask) - BallMl) < 0.02 * BallMl, qPrintable(QString::number(mlOf(mask))));
    QVERIFY(outputs.warnings.empty());
    QCOMPARE(outputs.device, std::string("test"));
}

void TestAnatomySteps::theNetworkSeesTheWholeHeadUprightWhereverItLies()
{
    Size3 seen;
    const auto look = [&](const AnatomyRequest& request, const Progress& progress) {
        seen = request.size;
        return brightIsBrain(request, progress);
    };
    const Grid grid = obliqueGrid();
    runOn(skullStripStep({.anatomy = look}), ballImage(grid), Params);
    for (const std::int64_t n : {seen.x, seen.y, seen.z}) {
        QVERIFY(n % 4 == 0);
        QVERIFY2(double(n) * 2 >= 2 * BallRadiusMm && double(n) * 2 < 2 * BallRadiusMm + 80, qPrintable(QString::number(n)));
    }
}

void TestAnatomySteps::leavingTheCsfOutTakesTheOtherDistance()
{
    const Grid grid = obliqueGrid();
    nlohmann::json params = Params;
    params["csf"] = false;
    const StepOutputs outputs = runOn(skullStripStep({.anatomy = brightIsBrain}), ballImage(grid), params);
    const double r = BallRadiusMm - 3, ml = 4.0 / 3 * std::numbers::pi * r * r * r / 1000;
    // Distances to the faces of 2 mm voxels are shorter than to the ball that they stand for.
    QVERIFY2(std::abs(mlOf(*outputs.volumes.at("mask")) - ml) < 0.06 * ml, qPrintable(QString::number(mlOf(*outputs.volumes.at("mask")))));
    params["model"] = "parts";
    QVERIFY_EXCEPTION_THROWN(runOn(skullStripStep({.anatomy = brightIsBrain}), ballImage(grid), params), Error);
}

void TestAnatomySteps::theStoredDistanceGivesTheMaskOfAnyBorder()
{
    const Grid grid = obliqueGrid();
    for (const double border : {-8.0, 0.0, 2.0, 10.0}) {
        nlohmann::json params = Params;
        params["border"] = border;
        const StepOutputs outputs = runOn(skullStripStep({.anatomy = brightIsBrain}), ballImage(grid), params);
        const std::vector<float> mask = outputs.volumes.at("mask")->frameAsFloat(0), mm = outputs.volumes.at("distance")->frameAsFloat(0);
        for (std::size_t v = 0; v < mask.size(); ++v)
            QCOMPARE(mask[v] != 0, double(mm[v]) < border);
        // Within a voxel of the network: beyond 4 mm the distance is that to the faces of its voxels.
        const double radius = std::cbrt(mlOf(*outputs.volumes.at("mask")) * 1000 * 3 / 4 / std::numbers::pi), off = radius - BallRadiusMm - border;
        QVERIFY2(std::abs(off) < (std::abs(border) <= 4 ? 1 : 1.5), qPrintable(QString("%1 mm: %2").arg(border).arg(off)));
    }
}

void TestAnatomySteps::tidyingKeepsOnePieceAndFillsItsHoles()
{
    const Grid grid{{20, 20, 20}, Affine::fromColumns({2, 0, 0}, {0, 2, 0}, {0, 0, 2}, {0, 0, 0})};
    std::vector<float> mm(8000, 5);
    const auto at = [](int i, int j, int k) { return static_cast<std::size_t>(i + 20 * (j + 20 * k)); };
    for (int k = 4; k < 14; ++k)
        for (int j = 4; j < 14; ++j)
            for (int i = 4; i < 14; ++i)
                mm[at(i, j, k)] = -2;
    mm[at(8, 8, 8)] = 3; // a hole
    mm[at(18, 18, 18)] = -1; // a crumb
    const TidyDistance tidy = tidyDistance(mm, grid, 0);
    QVERIFY(tidy.mm[at(8, 8, 8)] < 0);
    QVERIFY(tidy.mm[at(18, 18, 18)] > 0);
    QCOMPARE(tidy.piecesDropped, std::int64_t{1});
    QVERIFY(std::abs(tidy.droppedMl - 0.008) < 1e-9);
    QCOMPARE(tidy.mm[at(5, 5, 5)], -2.0f);
    QVERIFY2(std::abs(tidy.mm[at(19, 8, 8)] - 11) < 0.01, qPrintable(QString::number(tidy.mm[at(19, 8, 8)]))); // measured: 13.5 to 19
}

void TestAnatomySteps::leftIsLeftInTheLabelsAndInTheTable()
{
    const StepOutputs outputs = runOn(anatomyLabelsStep({.anatomy = brightIsBrain}), ballImage(obliqueGrid()), Params);
    const Volume& labels = *outputs.volumes.at("labels");
    QVERIFY(labels.affine() == obliqueGrid().affine);
    const Vec3 left = middleOf(labels, 2), right = middleOf(labels, 41);
    QVERIFY2(std::abs(right[0] - left[0] - 0.75 * BallRadiusMm) < 2, qPrintable(QString("%1 %2").arg(left[0]).arg(right[0])));
    std::istringstream table(outputs.tables.at("volumes"));
    std::string line;
    std::getline(table, line);
    QCOMPARE(line, std::string("index\tname\tvoxels\tvolume_ml\tside\tasymmetry_percent\texpected_dice"));
    std::getline(table, line);
    QVERIFY2(line.starts_with("2\tLeft-Cerebral-White-Matter\t") && line.find("\tL\t") != std::string::npos, line.c_str());
    QVERIFY2(line.ends_with("\t0.900"), line.c_str()); // every voxel is 0.9 sure
    QVERIFY(std::abs(outputs.measurements.at("volume-Left-Cerebral-White-Matter").at("value").get<double>() - BallMl / 2) < 0.03 * BallMl);
    QVERIFY(std::any_of(outputs.warnings.begin(), outputs.warnings.end(),
        [](const std::string& w) { return w.find("not found") != std::string::npos && w.find("Left-Hippocampus") != std::string::npos; }));
}

void TestAnatomySteps::asymmetryBeyondReasonIsAWarning()
{
    const auto lopsided = [](const AnatomyRequest& request, const Progress& progress) {
        AnatomyResult result = brightIsBrain(request, progress);
        const auto left = static_cast<std::uint8_t>(structureIndex(2)), right = static_cast<std::uint8_t>(structureIndex(41));
        std::size_t n = 0;
        for (std::uint8_t& c : result.structures)
            if (c == right && ++n % 2 == 0)
                c = left;
        return result;
    };
    const StepOutputs outputs = runOn(anatomyLabelsStep({.anatomy = lopsided}), ballImage(obliqueGrid()), Params);
    QVERIFY(std::any_of(outputs.warnings.begin(), outputs.warnings.end(),
        [](const std::string& w) { return w.find("larger on the left") != std::string::npos; }));
}

void TestAnatomySteps::theFineGridHoldsTheSameLabels()
{
    nlohmann::json params = Params;
    params["grid"] = "1mm";
    const StepOutputs outputs = runOn(anatomyLabelsStep({.anatomy = brightIsBrain}), ballImage(obliqueGrid()), params);
    const Volume& labels = *outputs.volumes.at("labels");
    QCOMPARE(orientationCode(labels.affine()), std::string("LIA"));
    QVERIFY(std::abs(labels.affine().spacing()[0] - 1) < 1e-9);
    QVERIFY2(std::abs(mlOf(labels) - BallMl) < 0.02 * BallMl, qPrintable(QString::number(mlOf(labels))));
    const Vec3 left = middleOf(labels, 2), right = middleOf(labels, 41);
    const auto truth
        = Volume::make(described(obliqueGrid()), onEachVoxel(obliqueGrid(), [](const World& w) { return std::uint8_t{isInBall(w)}; }));
    const Vec3 wanted = middleOf(*truth, 1);
    for (std::size_t a = 0; a < 3; ++a)
        QVERIFY2(std::abs((left[a] + right[a]) / 2 - wanted[a]) < 0.3, qPrintable(QString::number((left[a] + right[a]) / 2 - wanted[a])));
}

void TestAnatomySteps::theT1LikeImageIsBrainOnly()
{
    const StepOutputs outputs = runOn(anatomyT1Step({.anatomy = brightIsBrain}), ballImage(obliqueGrid()), Params);
    const std::vector<float> values = outputs.volumes.at("t1")->frameAsFloat(0);
    double sum = 0;
    for (const float value : values)
        sum += double(value);
    QVERIFY(std::abs(sum * voxelMl(obliqueGrid()) - BallMl) < 0.03 * BallMl);
}

void TestAnatomySteps::theScanIsDividedByTheInhomogeneity()
{
    // The field is constant; a constant is not known, so nothing changes.
    const VolumePtr image = ballImage(obliqueGrid());
    const StepOutputs outputs = runOn(biasEstimateStep({.anatomy = brightIsBrain}), image, Params);
    const std::vector<float> before = image->frameAsFloat(0), after = outputs.volumes.at("corrected")->frameAsFloat(0);
    for (std::size_t v = 0; v < before.size(); v += 97)
        QVERIFY(std::abs(before[v] - after[v]) <= 0.26f * std::abs(before[v]) + 1e-3f);
    const World inside{6 + 16, -9 - 21, 14 + 12};
    const Voxel at = WorldToVoxel(obliqueGrid().affine)(inside);
    const Size3 n = obliqueGrid().size;
    const auto v = static_cast<std::size_t>(std::llround(at.i) + n.x * (std::llround(at.j) + n.y * std::llround(at.k)));
    QVERIFY(std::abs(after[v] - before[v]) < 1e-3f * before[v]);
}

void TestAnatomySteps::hounsfieldUnitsAreWindowed()
{
    const Grid grid = obliqueGrid();
    std::vector<float> values = ballImage(grid)->frameAsFloat(0);
    for (float& value : values)
        value = value > 500 ? 60.0f : -1000.0f;
    values[12345] = 3000; // metal
    const StepOutputs outputs = runOn(skullStripStep({.anatomy = brightIsBrain}), Volume::make(described(grid), values), Params);
    QVERIFY(std::any_of(outputs.warnings.begin(), outputs.warnings.end(),
        [](const std::string& w) { return w.find("Hounsfield") != std::string::npos; }));
    QVERIFY2(std::abs(mlOf(*outputs.volumes.at("mask")) - BallMl) < 0.05 * BallMl,
        qPrintable(QString::number(mlOf(*outputs.volumes.at("mask")))));
}

void TestAnatomySteps::refusesAModelWithoutAnatomy()
{
    nlohmann::json params = Params;
    params["model"] = "parts";
    QVERIFY_EXCEPTION_THROWN(runOn(anatomyLabelsStep({.anatomy = brightIsBrain}), ballImage(obliqueGrid()), params), Error);
    QVERIFY_EXCEPTION_THROWN(runOn(anatomyLabelsStep({}), ballImage(obliqueGrid()), Params), Error);
}

void TestAnatomySteps::anEmptyHeadIsAnError()
{
    const auto nothing = [](const AnatomyRequest& request, const Progress& progress) {
        AnatomyResult result = brightIsBrain(request, progress);
        std::fill(result.distanceWithCsf.begin(), result.distanceWithCsf.end(), 5.0f);
        return result;
    };
    for (const Step& step : {skullStripStep({.anatomy = nothing}), anatomyLabelsStep({.anatomy = nothing}),
             anatomyT1Step({.anatomy = nothing}), biasEstimateStep({.anatomy = nothing})})
        QVERIFY_EXCEPTION_THROWN(runOn(step, ballImage(obliqueGrid()), Params), Error);
}

void TestAnatomySteps::labelMapsAreCentredOnTheBrainAndComeBackFromTheirFile()
{
    const std::filesystem::path folder = m_folder.path().toStdString(), file = folder / "packed.safetensors";
    std::filesystem::create_directories(folder / "maps");
    // 2 mm, axes right, anterior, superior: a brain of 41 (right) and 2 (left), a nose in front of it, one label 530 below.
    const Grid grid{{40, 44, 40}, Affine::fromColumns({2, 0, 0}, {0, 2, 0}, {0, 0, 2}, {-40, -40, -40})};
    const auto labels = onEachVoxel(grid, [](const World& w) {
        const bool isBrain = std::abs(w.x) < 15 && std::abs(w.y) < 15 && std::abs(w.z) < 15;
        if (isBrain)
            return static_cast<std::int16_t>(w.x >= 0 ? 41 : 2);
        return static_cast<std::int16_t>(std::abs(w.x) < 3 && w.y > 15 && w.y < 30 && std::abs(w.z) < 3 ? 530 : 0);
    });
    writeNifti(folder / "maps" / "a.nii.gz", *Volume::make(described(grid), labels));
    const LabelMaps maps = readLabelMaps(folder / "maps");
    QCOMPARE(maps.maps.size(), std::size_t{1});
    const LabelMap& map = maps.maps[0];
    QCOMPARE(map.name, std::string("a"));
    const auto numberAt = [&](std::int64_t i, std::int64_t j, std::int64_t k) {
        return maps.numbers[map.codes[static_cast<std::size_t>((k * map.size[1] + j) * map.size[2] + i)]];
    };
    const std::array<std::int64_t, 3> m{map.size[0] / 2, map.size[1] / 2, map.size[2] / 2};
    QCOMPARE(numberAt(m[2] + 5, m[1], m[0]), 2); // i grows to the left
    QCOMPARE(numberAt(m[2] - 5, m[1], m[0]), 41);
    QCOMPARE(numberAt(m[2], m[1], m[0] + 22), 530); // k grows forwards
    QCOMPARE(numberAt(m[2], m[1], m[0] - 22), 0);
    writeLabelMaps(file, maps);
    const LabelMaps again = readLabelMaps(file);
    QCOMPARE(again.sha256(), maps.sha256());
    QVERIFY(again.maps[0].codes == map.codes && again.numbers == maps.numbers && again.maps[0].size == map.size);
}

void TestAnatomySteps::labelMapsThatAreNoneAreRefused()
{
    const std::filesystem::path folder = m_folder.path().toStdString() + "/none";
    std::filesystem::create_directories(folder);
    QVERIFY_EXCEPTION_THROWN(readLabelMaps(folder), Error);
    std::vector<float> grey = ballImage(obliqueGrid())->frameAsFloat(0);
    for (float& value : grey)
        value += 0.5f;
    writeNifti(folder / "a.nii", *Volume::make(described(obliqueGrid()), grey));
    QVERIFY_EXCEPTION_THROWN(readLabelMaps(folder), Error);
    QVERIFY_EXCEPTION_THROWN(readLabelMaps(folder / "missing"), Error);
    QVERIFY_EXCEPTION_THROWN(readLabelMaps(m_folder.path().toStdString() + "/resources/models/anatomy/model.safetensors"), Error);
}

QTEST_GUILESS_MAIN(TestAnatomySteps)
#include "tst_AnatomySteps.moc"
