#include "processing/core/Error.h"
#include "processing/steps/Steps.h"
#include "tests/processing/Phantoms.h"

#include <QtTest>

#include <algorithm>
#include <limits>
#include <set>

using namespace insula;

namespace {

VolumePtr reoriented(const VolumePtr& image, const std::string& to)
{
    StepInputs inputs;
    inputs.volumes["image"] = image;
    return reorientStep().run(inputs, {{"to", to}}, {}).volumes.at("image");
}

std::vector<std::string> codes()
{
    std::vector<std::string> result;
    const Step step = reorientStep();
    for (const Param& param : step.params())
        if (param.key == "to")
            for (const ChoiceItem& item : param.choices)
                result.push_back(item.key);
    return result;
}

bool sameVoxels(const Volume& a, const Volume& b)
{
    for (std::int64_t t = 0; t < a.frames(); ++t)
        if (!std::ranges::equal(a.rawFrame(t), b.rawFrame(t)))
            return false;
    return a.size() == b.size() && a.frames() == b.frames() && a.dataType() == b.dataType();
}

double farthest(const Affine& a, const Affine& b)
{
    double largest = 0;
    for (std::size_t n = 0; n < 16; ++n)
        largest = std::max(largest, std::abs(a.rows()[n] - b.rows()[n]));
    return largest;
}

} // namespace

class TestReorientStep : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void offersThe48Codes()
    {
        const auto all = codes();
        QCOMPARE(std::set<std::string>(all.begin(), all.end()).size(), std::size_t{48});
    }

    void everyCodeIsReachedAndTheWayBackIsBitIdentical()
    {
        const VolumePtr image = phantom::filled<std::int16_t>(
            {{3, 4, 5}, phantom::obliqueLeftHanded()}, [](auto i, auto j, auto k) { return i + 10 * j + 100 * k; }, 2);
        const std::string original = orientationCode(image->affine());
        QCOMPARE(original, std::string("LAS"));
        for (const std::string& code : codes()) {
            const VolumePtr there = reoriented(image, code);
            QCOMPARE(orientationCode(there->affine()), code);
            const VolumePtr back = reoriented(there, original);
            QVERIFY2(sameVoxels(*back, *image), code.c_str());
            QVERIFY2(farthest(back->affine(), image->affine()) < 1e-12, code.c_str());
        }
    }

    void theOtherFormOfAHeaderCanBeChosen()
    {
        const VolumePtr image = phantom::filled<std::int16_t>(
            {{3, 4, 5}, phantom::obliqueLeftHanded()}, [](auto i, auto j, auto k) { return i + 10 * j + 100 * k; }, 1);
        Volume::Description description = image->description();
        Affine mirrored = image->affine(); // the first axis the other way round
        for (int row = 0; row < 3; ++row) {
            mirrored(row, 0) = -mirrored(row, 0);
            mirrored(row, 3) += 2 * image->affine()(row, 0);
        }
        description.source.forms = {SpatialForms::Used::Sform, 1, 1, image->affine(), mirrored, 0};
        StepInputs inputs;
        inputs.volumes["image"] = redescribed(image, description);
        const auto with = [&](const char* form, const std::string& to) {
            return reorientStep().run(inputs, {{"to", to}, {"form", form}}, {}).volumes.at("image");
        };
        const VolumePtr sform = with("sform", "LAS"), qform = with("qform", "RAS"); // each as its form says the axes run
        QVERIFY(farthest(sform->affine(), image->affine()) < 1e-12);
        QVERIFY(farthest(qform->affine(), mirrored) < 1e-12);
        QVERIFY(sameVoxels(*sform, *image));
        QVERIFY(sameVoxels(*qform, *image));
        QVERIFY(!qform->source().forms.sform);
        inputs.volumes["image"] = image;
        QVERIFY_THROWS_EXCEPTION(Error, with("qform", "RAS"));
    }

    void everyVoxelKeepsItsPlaceInTheWorld()
    {
        const VolumePtr image = phantom::filled<std::int32_t>(
            {{3, 4, 5}, phantom::obliqueLeftHanded()}, [](auto i, auto j, auto k) { return i + 10 * j + 100 * k; });
        for (const std::string& code : codes()) {
            const VolumePtr moved = reoriented(image, code);
            const WorldToVoxel toOld(image->affine());
            for (std::int64_t k = 0; k < moved->size().z; ++k)
                for (std::int64_t j = 0; j < moved->size().y; ++j)
                    for (std::int64_t i = 0; i < moved->size().x; ++i) {
                        const Voxel v
                            = toOld(moved->affine().toWorld({static_cast<double>(i), static_cast<double>(j), static_cast<double>(k)}));
                        const double expected = std::round(v.i) + 10 * std::round(v.j) + 100 * std::round(v.k);
                        QVERIFY(std::abs(v.i - std::round(v.i)) < 1e-9);
                        QCOMPARE(moved->value(i, j, k), expected);
                    }
        }
    }

    // nibabel: as_reoriented with the orientations of LAS data brought to PSR, for shape (3, 4, 5), affine diag(-2, 3, 4) with origin (5,
    // 6, 7).
    void agreesWithNibabel()
    {
        const Grid grid{{3, 4, 5}, Affine::fromColumns({-2, 0, 0}, {0, 3, 0}, {0, 0, 4}, {5, 6, 7})};
        const VolumePtr moved
            = reoriented(phantom::filled<std::int16_t>(grid, [](auto i, auto j, auto k) { return i + 10 * j + 100 * k; }), "PSR");
        QCOMPARE(moved->size(), (Size3{4, 5, 3}));
        QCOMPARE(moved->affine().rows(), (std::array<double, 16>{0, 0, 2, 1, -3, 0, 0, 15, 0, 4, 0, 7, 0, 0, 0, 1}));
        QCOMPARE(moved->value(0, 0, 0), 32.0);
        QCOMPARE(moved->value(1, 2, 0), 222.0);
    }

    void keepsScaleAndNaN()
    {
        const VolumePtr image = phantom::filled(
            {{2, 2, 2}, phantom::scaling(1, 1, 1)}, [](auto i, auto, auto) { return i ? std::numeric_limits<double>::quiet_NaN() : 1.0; });
        Volume::Description description = image->description();
        description.slope = 3;
        description.intercept = -1;
        const VolumePtr scaled = Volume::make(description, image->frameAsFloat());
        const VolumePtr moved = reoriented(scaled, "LAS");
        QVERIFY(std::isnan(moved->value(0, 0, 0)));
        QCOMPARE(moved->value(1, 0, 0), scaled->value(0, 0, 0));
    }

    void refusesAnImpossibleCode()
    {
        const VolumePtr image = phantom::head({{2, 2, 2}, phantom::scaling(1, 1, 1)});
        QVERIFY_EXCEPTION_THROWN(reoriented(image, "RLS"), Error);
        QVERIFY_EXCEPTION_THROWN(reoriented(image, "ras"), Error);
    }
};

QTEST_GUILESS_MAIN(TestReorientStep)
#include "tst_ReorientStep.moc"
