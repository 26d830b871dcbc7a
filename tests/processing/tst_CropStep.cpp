// Cropping and padding: every voxel keeps its value, its type and its place.
#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/core/LabelForms.h"
#include "processing/core/Nifti.h"
#include "processing/steps/Steps.h"
#include "tests/processing/Phantoms.h"

#include <QtTest>

using namespace insula;

namespace {

const Grid Big{{20, 18, 16}, phantom::obliqueLeftHanded()};

double code(std::int64_t i, std::int64_t j, std::int64_t k)
{
    return static_cast<double>(i + 20 * (j + 18 * k));
}

StepOutputs cropped(const VolumePtr& image, const VolumePtr& mask, const nlohmann::json& params)
{
    StepInputs inputs;
    inputs.volumes["image"] = image;
    if (mask)
        inputs.volumes["mask"] = mask;
    return cropStep().run(inputs, params, {});
}

VolumePtr block()
{
    return phantom::filled<std::uint8_t>(
        Big, [](auto i, auto j, auto k) { return i >= 6 && i < 12 && j >= 8 && j < 10 && k == 7; }, 1, Kind::Labels);
}

// Each voxel of `out` has the value of the one of the big image that is at the same place in the world.
void checkPlaces(const Volume& out)
{
    const WorldToVoxel back(Big.affine);
    std::int64_t found = 0;
    for (std::int64_t k = 0; k < out.size().z; ++k)
        for (std::int64_t j = 0; j < out.size().y; ++j)
            for (std::int64_t i = 0; i < out.size().x; ++i) {
                const Voxel v = back(out.affine().toWorld({static_cast<double>(i), static_cast<double>(j), static_cast<double>(k)}));
                const auto x = std::llround(v.i), y = std::llround(v.j), z = std::llround(v.k);
                QVERIFY(
                    std::abs(v.i - static_cast<double>(x)) + std::abs(v.j - static_cast<double>(y)) + std::abs(v.k - static_cast<double>(z))
                    < 1e-9);
                const bool inside = x >= 0 && y >= 0 && z >= 0 && x < 20 && y < 18 && z < 16;
                QCOMPARE(out.value(i, j, k), inside ? code(x, y, z) : 0.0);
                found += inside;
            }
    QVERIFY(found > 0);
}

QString failure(const VolumePtr& image, const nlohmann::json& params)
{
    try {
        cropped(image, nullptr, params);
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

} // namespace

class TestCropStep : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cutsToTheMaskWithAMarginInMm()
    {
        const auto image = phantom::filled<std::int16_t>(Big, code);
        const auto out = cropped(image, block(), {{"margin", 3}}).volumes.at("image"); // voxels of 1, 1.5 and 2.2 mm: 3, 2 and 2 more
        QCOMPARE(out->size(), (Size3{12, 6, 5}));
        QCOMPARE(out->dataType(), DataType::Int16);
        QCOMPARE(out->value(0, 0, 0), code(3, 6, 5));
        checkPlaces(*out);
    }

    void marginsEndAtTheImageOrAddSpace()
    {
        const auto image = phantom::filled<std::int32_t>(Big, code);
        const auto clipped = cropped(image, block(), {{"margin", 15}}).volumes.at("image");
        QCOMPARE(clipped->size(), (Size3{20, 18, 15}));
        const auto padded = cropped(image, block(), {{"margin", 15}, {"pad", true}}).volumes.at("image");
        QCOMPARE(padded->size(), (Size3{36, 22, 15}));
        checkPlaces(*clipped);
        checkPlaces(*padded);
    }

    void aBoxInMmKeepsEveryVoxelThatItTouches()
    {
        const Grid straight{{20, 18, 16}, phantom::scaling(-2, 1.5, 3)}; // right to left; first voxel at -10, 20, -30
        const auto image = phantom::filled(straight, code);
        const auto out = cropped(image, nullptr, {{"to", "box"}, {"box", "-30, -20, 23 29 -24 -12"}, {"margin", 0}}).volumes.at("image");
        // x: voxels 5 to 10 (-20 to -30), y: 2 to 6, z: 2 to 6
        QCOMPARE(out->size(), (Size3{6, 5, 5}));
        QCOMPARE(out->value(0, 0, 0), code(5, 2, 2));
        QCOMPARE(out->affine()(0, 3), -20.0);
        QCOMPARE(out->affine()(1, 3), 23.0);
        QCOMPARE(out->affine()(2, 3), -24.0);
    }

    void runsAndLabelsStayWhatTheyAre()
    {
        const auto run = phantom::run(Big, 3);
        const auto out = cropped(run, block(), {{"margin", 0}}).volumes.at("image");
        QCOMPARE(out->frames(), std::int64_t{3});
        QCOMPARE(out->value(1, 1, 0, 2), run->value(7, 9, 7, 2));
        const auto labels = cropped(block(), block(), {{"margin", 2}}).volumes.at("image");
        QVERIFY(labels->kind() == Kind::Labels);
    }

    // The runner reads what an image port names as an image.
    void aFileThatIsNamedLikeLabelsStaysLabelsWithItsNames()
    {
        const ScratchFolder folder;
        const auto file = folder.path() / "sub-01_dseg.nii";
        writeNifti(file, *block());
        writeTextFile(folder.path() / "sub-01_dseg.tsv", "index\tname\tcolor\n1\tBlock\t#102030\n");
        StepInputs inputs;
        inputs.volumes["image"] = readNifti(file, {.kind = Kind::Image});
        inputs.volumes["mask"] = block();
        inputs.files["image"] = file;
        const StepOutputs out = cropStep().run(inputs, {{"margin", 0}}, {});
        const Volume& labels = *out.volumes.at("image");
        QVERIFY(labels.kind() == Kind::Labels);
        QCOMPARE(labels.labels().at(1).name, std::string("Block"));
        const auto sidecar = folder.path() / "cut.json";
        writeTextFile(sidecar, out.sidecars.at("image").dump());
        QVERIFY(readLabelFile(sidecar).at(1).rgba == (std::array<std::uint8_t, 4>{0x10, 0x20, 0x30, 255}));
    }

    void aScaledImageIsPaddedWithItsOwnZero()
    {
        Volume::Description description;
        description.grid = {{4, 4, 4}, Affine()};
        description.slope = 0.5;
        description.intercept = -100;
        const auto image = Volume::make(description, std::vector<std::int16_t>(64, 300));
        const auto all = phantom::filled<std::uint8_t>(
            description.grid, [](auto, auto, auto) { return 1; }, 1, Kind::Labels);
        const auto out = cropped(image, all, {{"margin", 1}, {"pad", true}}).volumes.at("image");
        QCOMPARE(out->value(0, 0, 0), 0.0);
        QCOMPARE(out->value(1, 1, 1), 50.0);
    }

    void saysWhatIsWrong()
    {
        const auto image = phantom::head(Big);
        QVERIFY(failure(image, {{"to", "box"}}).contains("six numbers"));
        QVERIFY(failure(image, {{"to", "box"}, {"box", "1 2 3 4 5 6 7"}}).contains("more than six"));
        QVERIFY(failure(image, {{"to", "box"}, {"box", "5 2 3 4 5 6"}}).contains("smaller number comes first"));
        QVERIFY(failure(image, {{"to", "box"}, {"box", "900 920 0 10 0 10"}}).contains("outside the image"));
        QVERIFY(failure(image, {{"to", "box"}, {"box", "-1e300 1e300 0 1 0 1"}}).contains("too large"));
        const Grid single{{9, 8, 1}, phantom::obliqueLeftHanded()};
        QCOMPARE(cropped(phantom::filled(single, [](auto i, auto, auto) { return i > 4 ? 100 : 0; }), nullptr, {{"margin", 0}})
                     .volumes.at("image")
                     ->size(),
            (Size3{4, 8, 1}));
    }
};

QTEST_GUILESS_MAIN(TestCropStep)
#include "tst_CropStep.moc"
