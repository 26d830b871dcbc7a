#include "processing/core/Confounds.h"
#include "processing/core/Error.h"

#include <QtTest>

#include <cmath>

using namespace insula;

namespace {

// x[v, t] = 500 + 20 v + (3 + v) sin(1.3 v + 0.9 t + 0.05 t^2), 12 voxels, 10 frames; a constant and a NaN voxel behind them.
VolumePtr waves()
{
    std::vector<float> values;
    for (int t = 0; t < 10; ++t) {
        for (int v = 0; v < 12; ++v)
            values.push_back(static_cast<float>(500 + 20 * v + (3 + v) * std::sin(1.3 * v + 0.9 * t + 0.05 * t * t)));
        values.push_back(7);
        values.push_back(t == 4 ? std::nanf("") : static_cast<float>(t));
    }
    Volume::Description description;
    description.grid.size = {7, 2, 1};
    description.frames = 10;
    return Volume::make(std::move(description), std::move(values));
}

} // namespace

class TestConfounds : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // numpy: y = x * 1000 / sorted(x)[n // 2]; dvars = sqrt(mean(diff(y)^2)); expected = mean((p75 - p25) / 1.349 * sqrt(2 (1 - r1))).
    // The mask leaves the last two voxels out of the median; without them they count in nothing.
    void dvarsAreThoseOfTheFormula()
    {
        std::vector<std::uint8_t> mask(14, 1);
        mask[12] = mask[13] = 0;
        const Dvars found = dvarsOf(*waves(), mask, 2);
        QVERIFY(std::isnan(found.plain[0]) && std::isnan(found.standard[0]));
        const std::array<double, 4> plain{9.43851623, 11.18325069, 11.25219003, 16.978250747708728};
        const std::array<double, 4> standard{0.58892484, 0.69778914, 0.70209067, 1.0593734637214594};
        const std::array<std::size_t, 4> frames{1, 2, 3, 9};
        for (std::size_t n = 0; n < 4; ++n) {
            QVERIFY2(std::abs(found.plain[frames[n]] - plain[n]) < 1e-4, qPrintable(QString::number(found.plain[frames[n]], 'g', 10)));
            QVERIFY(std::abs(found.standard[frames[n]] - standard[n]) < 1e-5);
        }
    }

    void voxelsThatAreConstantOrNotNumbersCountInNothing()
    {
        const Dvars with = dvarsOf(*waves(), std::vector<std::uint8_t>(14, 1), 1);
        QVERIFY(std::isfinite(with.plain[5]) && std::isfinite(with.standard[5]));
        std::vector<std::uint8_t> only(14, 0);
        only[12] = only[13] = 1;
        const Dvars none = dvarsOf(*waves(), only, 1);
        for (const double x : none.plain)
            QVERIFY(std::isnan(x));
    }

    void refusesASingleFrame()
    {
        Volume::Description description;
        description.grid.size = {2, 1, 1};
        const VolumePtr one = Volume::make(std::move(description), std::vector<float>{1, 2});
        QVERIFY_EXCEPTION_THROWN(dvarsOf(*one, std::vector<std::uint8_t>(2, 1), 1), Error);
    }

    // 1 mm along x and 0.01 rad about z on a sphere of 50 mm: 1 + 0.5.
    void displacementAddsShiftsAndArcs()
    {
        const std::vector<double> moved = displacementOf({{}, {{1, 0, 0}, {0, 0, 0.01}}, {{1, 0, 0}, {0, 0, 0.01}}});
        QVERIFY(std::isnan(moved[0]));
        QVERIFY(std::abs(moved[1] - 1.5) < 1e-12 && moved[2] == 0);
    }

    void theTableHasTheNamesOfBidsAndNoNan()
    {
        const std::string table = confoundsTable({{}, {{1, -0.25, 0}, {0, 0.01, 0}}}, {{std::nan(""), 2}, {std::nan(""), 0.5}});
        QCOMPARE(table,
            std::string("framewise_displacement\tdvars\tstd_dvars\ttrans_x\ttrans_y\ttrans_z\trot_x\trot_y\trot_z\n"
                        "n/a\tn/a\tn/a\t0\t0\t0\t0\t0\t0\n1.75\t2\t0.5\t1\t-0.25\t0\t0\t0.01\t0\n"));
    }
};

QTEST_GUILESS_MAIN(TestConfounds)
#include "tst_Confounds.moc"
