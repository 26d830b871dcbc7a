// Thickness of slabs and spherical shells, which geometry tells.
#include "processing/core/CorticalThickness.h"
#include "processing/core/Error.h"
#include "processing/steps/Steps.h"
#include "tests/processing/Phantoms.h"

#include <QtTest>

using namespace insula;

namespace {

// Numbers of a shell around the middle of the grid: 3 inside, 2 in the sheet, 1 around it.
VolumePtr shell(const Grid& grid, double radius, double thickness)
{
    const World middle = grid.centre();
    return phantom::filled<std::uint8_t>(
        grid,
        [&](auto i, auto j, auto k) {
            const World p = grid.affine.toWorld({static_cast<double>(i), static_cast<double>(j), static_cast<double>(k)});
            const double r = std::hypot(p.x - middle.x, p.y - middle.y, p.z - middle.z);
            return r < radius ? 3 : r < radius + thickness ? 2 : 1;
        },
        1, Kind::Labels);
}

StepOutputs measured(const VolumePtr& labels, const nlohmann::json& params = nlohmann::json::object())
{
    StepInputs inputs;
    inputs.volumes["labels"] = labels;
    inputs.threads = 2;
    return thicknessStep().run(inputs, params, {});
}

QString failure(const VolumePtr& labels, const nlohmann::json& params = nlohmann::json::object())
{
    try {
        measured(labels, params);
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

} // namespace

class TestThicknessStep : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSlabIsAsThickAsItsVoxels()
    {
        const Grid grid{{12, 10, 14}, phantom::obliqueLeftHanded()};
        const auto slab = phantom::filled<std::uint8_t>(
            grid, [](auto, auto, auto k) { return k < 4 ? 3
                                               : k < 9  ? 2
                                                        : 1; }, 1, Kind::Labels);
        const Volume& thickness = *measured(slab).volumes.at("thickness");
        for (std::int64_t k = 0; k < 14; ++k) // five slices of 2.2 mm; the grid's side is an outside too, so not near it
            QVERIFY2(std::abs(thickness.value(6, 5, k) - (k >= 4 && k < 9 ? 11.0 : 0.0)) < (k >= 4 && k < 9 ? 1.5 : 1e-9),
                qPrintable(QString::number(thickness.value(6, 5, k))));
    }

    void aShellIsAsThickAsItWasMade_data()
    {
        QTest::addColumn<bool>("isOblique");
        QTest::addColumn<double>("thickness");
        QTest::addColumn<double>("tolerance");
        QTest::newRow("1 mm voxels, 2.5 mm") << false << 2.5 << 0.15;
        QTest::newRow("1 mm voxels, 4 mm") << false << 4.0 << 0.15;
        QTest::newRow("oblique 1 x 1.5 x 2.2 mm, 4 mm") << true << 4.0 << 0.3;
        QTest::newRow("oblique 1 x 1.5 x 2.2 mm, 7 mm") << true << 7.0 << 0.3;
    }
    void aShellIsAsThickAsItWasMade()
    {
        QFETCH(bool, isOblique);
        QFETCH(double, thickness);
        QFETCH(double, tolerance);
        const Grid grid = isOblique ? Grid{{70, 50, 36}, phantom::obliqueLeftHanded()} : Grid{{64, 64, 64}, Affine()};
        const VolumePtr labels = shell(grid, 20, thickness);
        const StepOutputs out = measured(labels);
        const double mean = out.measurements["mean-thickness"]["value"];
        QVERIFY2(std::abs(mean - thickness) < tolerance, qPrintable(QString::number(mean)));
        QVERIFY(std::abs(out.measurements["median-thickness"]["value"].get<double>() - thickness) < tolerance);
        const auto values = out.volumes.at("thickness")->frameAsFloat(), numbers = labels->frameAsFloat();
        for (std::size_t v = 0; v < values.size(); ++v)
            QCOMPARE(values[v] > 0, numbers[v] == 2);
    }

    void piecesWithoutWhiteMatterAreLeftOut()
    {
        const Grid grid{{64, 64, 64}, Affine()};
        const VolumePtr base = shell(grid, 20, 3);
        const auto island = phantom::filled<std::uint8_t>(
            grid, [&](auto i, auto j, auto k) { return i < 4 && j < 4 && k < 4 ? 2.0 : base->value(i, j, k); }, 1, Kind::Labels);
        const StepOutputs out = measured(island);
        QCOMPARE(out.volumes.at("thickness")->value(1, 1, 1), 0.0);
        QVERIFY(std::abs(out.measurements["mean-thickness"]["value"].get<double>() - 3) < 0.2);
    }

    void otherNumbersCanBeNamed()
    {
        const Grid grid{{50, 50, 50}, Affine()};
        const VolumePtr base = shell(grid, 15, 3);
        const auto renamed = phantom::filled<std::int16_t>(
            grid,
            [&](auto i, auto j, auto k) {
                const double v = base->value(i, j, k);
                return v == 3 ? (i < 25 ? 2 : 41) : v == 2 ? (i < 25 ? 3 : 42) : 0;
            },
            1, Kind::Labels);
        QCOMPARE(measured(renamed, {{"grey", "3, 42"}, {"white", "2 41"}}).measurements, measured(base).measurements);
    }

    void saysWhatIsWrong()
    {
        const Grid grid{{20, 20, 20}, Affine()};
        QVERIFY(failure(shell(grid, 5, 2), {{"grey", "7"}}).contains("no grey matter"));
        QVERIFY(failure(shell(grid, 5, 2), {{"white", "7"}}).contains("touches white matter"));
        QVERIFY(failure(shell(grid, 5, 2), {{"white", "2"}}).contains("cannot be grey and white"));
        QVERIFY(failure(shell(grid, 5, 2), {{"grey", "two"}}).contains("'two'"));
        QVERIFY(failure(shell(grid, 5, 2), {{"grey", ""}}).contains("number of a label"));
        const Grid slice{{40, 40, 1}, Affine()};
        QVERIFY(!measured(shell(slice, 9, 3)).volumes.at("thickness")->frameAsFloat().empty());
    }
};

QTEST_GUILESS_MAIN(TestThicknessStep)
#include "tst_ThicknessStep.moc"
