#include "models/synthesis/Acquisition.h"
#include "models/synthesis/Appearance.h"
#include "models/synthesis/Generator.h"
#include "models/synthesis/Structures.h"
#include "models/synthesis/SynthesisRunner.h"
#include "models/synthesis/TrainingTargets.h"
#include "processing/core/Error.h"
#include "tests/models/SyntheticHead.h"

#include <QTest>

#include <ATen/ATen.h>

#include <cmath>
#include <numbers>

using namespace insula;
using namespace insula::test;

namespace {

SynthesisBatch made(std::uint64_t seed, std::int64_t count, std::optional<Severity> severity = Severity::Moderate)
{
    const Lattice l{{48, 48, 48}, {4, 4, 4}};
    return synthesise(head(l), l, l, 2, {seed, count, severity, true});
}

double deviation(const at::Tensor& x)
{
    return x.std(false).item<double>();
}

// A wave along the last axis: cycles per voxel.
at::Tensor wave(const Lattice& l, double cycles)
{
    const at::Tensor along = at::cos(at::arange(l.size[2], at::kFloat) * (2 * std::numbers::pi * cycles));
    return along.expand({l.size[0], l.size[1], l.size[2]}).contiguous();
}

class CancelAfter : public ProgressSink {
public:
    void progressed(double, std::string_view) override { }
    bool isCancelled() const override { return --m_left <= 0; }

private:
    mutable int m_left = 6;
};

} // namespace

class TestSynthesis : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aDeformationOfNothingIsTheIdentity();
    void aShiftMovesAsymmetricLabelsAlongTheRightAxis();
    void aConstantVelocityMovesByItself();
    void theFlowFoldsNowhere();
    void aFlipSwapsSidesAndUndoesItself();
    void eachClassHasItsMeanAndDeviation();
    void blurKeepsTheMean();
    void thickSlicesLeaveNothingFine();
    void ringingKeepsLowFrequenciesOnly();
    void motionOfNothingIsTheIdentity();
    void motionOfAllLinesIsAShift();
    void theBiasFieldIsPositiveAroundOne();
    void croppingLeavesZerosOutside();
    void severityOrdersTheDamage();
    void aGridIsATensorInTheDocumentedOrder();
    void theSeedDecidesEverything();
    void imagesOfABatchShareOneAnatomy();
    void stopsWhenCancelled();
    void refusesLabelsBelowZero();
};

void TestSynthesis::aDeformationOfNothingIsTheIdentity()
{
    const at::Tensor labels = head(Small);
    QVERIFY(at::equal(deformedLabels(labels, Small, Small, {}), labels));
    Draws draws(1, at::kCPU);
    AnatomyRanges none;
    none.rotationDegrees = none.shear = none.translationMm = none.warpSdMm = {0, 0};
    none.scaling = {1, 1};
    const Deformation deformation = drawDeformation(draws, none, Small);
    QVERIFY(deformation.warpMm.abs().max().item<double>() == 0);
    QVERIFY(at::equal(deformedLabels(labels, Small, Small, deformation), labels));
}

void TestSynthesis::aShiftMovesAsymmetricLabelsAlongTheRightAxis()
{
    for (std::size_t a = 0; a < 3; ++a) {
        at::Tensor labels = zeros(Small);
        labels[5][7][11] = 9;
        Deformation deformation;
        deformation.shiftMm[a] = 2 * Small.mm[a]; // each voxel takes what lies two further
        std::array<std::int64_t, 3> place{5, 7, 11};
        place[a] -= 2;
        at::Tensor expected = zeros(Small);
        expected[place[0]][place[1]][place[2]] = 9;
        QVERIFY(at::equal(deformedLabels(labels, Small, Small, deformation), expected));
    }
    // A quarter turn that takes the last axis to the first: mm, not voxels.
    const Lattice cube{{20, 20, 20}, {2, 2, 2}};
    at::Tensor labels = zeros(cube);
    labels[3][10][16] = 9;
    Deformation turn;
    turn.linear = {{{0, 0, 1}, {0, 1, 0}, {-1, 0, 0}}}; // source k = i, source i = -k
    const at::Tensor turned = deformedLabels(labels, cube, cube, turn);
    QCOMPARE(turned[19 - 16][10][3].item<int>(), 9);
    QCOMPARE(turned.sum().item<int>(), 9);
}

void TestSynthesis::aConstantVelocityMovesByItself()
{
    at::Tensor velocity = at::zeros({3, 24, 30, 36});
    velocity[0].fill_(1.5);
    velocity[1].fill_(-2.0);
    velocity[2].fill_(0.7);
    QVERIFY((integrated(velocity, Small) - velocity).abs().max().item<double>() < 1e-4);
}

void TestSynthesis::theFlowFoldsNowhere()
{
    const Lattice lattice{{80, 96, 88}, {2, 2, 2}};
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        Draws draws(seed, at::kCPU);
        AnatomyRanges worst = synthesisRanges(Severity::Severe).anatomy;
        worst.warpSpacingMm = {worst.warpSpacingMm.low, worst.warpSpacingMm.low};
        worst.warpSdMm = {worst.warpSdMm.high, worst.warpSdMm.high};
        const Deformation deformation = drawDeformation(draws, worst, lattice);
        QVERIFY(deformation.warpMm.abs().max().item<double>() > 3);
        const double least = jacobianDeterminant(deformation.warpMm, warpLattice(lattice)).min().item<double>();
        QVERIFY2(least > 0, qPrintable(QString::number(least)));
    }
}

void TestSynthesis::aFlipSwapsSidesAndUndoesItself()
{
    at::Tensor labels = zeros(Small);
    labels[3][4][5] = 17; // left hippocampus
    labels[3][4][6] = 16; // brain stem: no side
    const at::Tensor flipped = flippedLabels(labels, 2);
    QCOMPARE(flipped[3][4][30].item<int>(), 53);
    QCOMPARE(flipped[3][4][29].item<int>(), 16);
    QVERIFY(at::equal(flippedLabels(flipped, 2), labels));
    const at::Tensor whole = head(Small);
    QVERIFY(at::equal(flippedLabels(flippedLabels(whole, 2), 2), whole));
}

void TestSynthesis::eachClassHasItsMeanAndDeviation()
{
    Anatomy anatomy;
    anatomy.labels = head(Small);
    anatomy.classes = (anatomy.labels == 515).to(at::kInt) + 2 * (anatomy.labels == 2).to(at::kInt);
    anatomy.classLabels = {0, 515, 2};
    Draws draws(4, at::kCPU);
    const Palette palette{{0.1F, 0.5F, 0.8F}, {0.0F, 0.05F, 0.1F}};
    const at::Tensor image = painted(anatomy, palette, draws);
    for (std::size_t n = 0; n < 3; ++n) {
        const at::Tensor values = image.masked_select(anatomy.classes == static_cast<std::int64_t>(n));
        const double sd = double(palette.deviations[n]), error = sd / std::sqrt(double(values.numel()));
        QVERIFY(std::abs(values.mean().item<double>() - double(palette.means[n])) < 4 * error + 1e-6);
        QVERIFY(std::abs(deviation(values) - sd) < 4 * error + 1e-6);
    }
}

void TestSynthesis::blurKeepsTheMean()
{
    Draws draws(5, at::kCPU);
    const at::Tensor image = draws.whiteNoise({24, 30, 36}) + 2;
    const at::Tensor soft = blurred(image, {3, 1.2, 0.6});
    QVERIFY(std::abs(soft.mean().item<double>() - image.mean().item<double>()) < 1e-5);
    QVERIFY(deviation(soft) < 0.5 * deviation(image));
    QVERIFY((blurred(at::ones({24, 30, 36}), {3, 1.2, 0.6}) - 1).abs().max().item<double>() < 1e-5);
}

void TestSynthesis::thickSlicesLeaveNothingFine()
{
    const Lattice fine{{4, 4, 96}, {1, 1, 1}};
    Slices slices{fine.size, {0, 0, 0}};
    slices.count[2] = 16; // 6 mm
    slices.thicknessMm[2] = 6;
    const auto inside = [](const at::Tensor& x) { return deviation(x.narrow(2, 15, 66)); }; // mirrored ends have other frequencies
    const auto left
        = [&](double cycles) { return inside(resliced(sliced(wave(fine, cycles), slices, fine), fine)) / inside(wave(fine, cycles)); };
    QVERIFY(left(1.0 / 5) < 0.01); // Nyquist: 1/12 cycles per mm
    QVERIFY(left(1.0 / 4) < 0.01);
    QVERIFY(left(1.0 / 48) > 0.85);
    const at::Tensor same = resliced(sliced(wave(fine, 0.1), {fine.size, {0, 0, 0}}, fine), fine);
    QVERIFY(at::equal(same, wave(fine, 0.1)));
    QVERIFY((resliced(sliced(at::ones({4, 4, 96}), slices, fine), fine) - 1).abs().max().item<double>() < 1e-5);
}

void TestSynthesis::ringingKeepsLowFrequenciesOnly()
{
    const Lattice lattice{{2, 2, 64}, {1, 1, 1}};
    const at::Tensor low = wave(lattice, 15.0 / 64), high = wave(lattice, 17.0 / 64), half = lowPassMatrix(64, 0.5);
    QVERIFY((alongAxis(low, half, 2) - low).abs().max().item<double>() < 1e-5);
    QVERIFY(alongAxis(high, half, 2).abs().max().item<double>() < 1e-5);
    // A step overshoots by 9 percent (Gibbs).
    at::Tensor step = at::zeros({2, 2, 64});
    step.narrow(2, 16, 32).fill_(1);
    const double overshoot = alongAxis(step, half, 2).max().item<double>() - 1;
    QVERIFY(overshoot > 0.05 && overshoot < 0.15);
}

void TestSynthesis::motionOfNothingIsTheIdentity()
{
    const auto [real, imaginary] = motionMatrices(std::vector<double>(30, 0.0));
    QVERIFY((real - at::eye(30)).abs().max().item<double>() < 1e-6);
    QVERIFY(imaginary.abs().max().item<double>() < 1e-6);
}

void TestSynthesis::motionOfAllLinesIsAShift()
{
    const auto [real, imaginary] = motionMatrices(std::vector<double>(31, 3.0));
    const at::Tensor x = at::arange(31, at::kFloat).square().view({1, 1, 31});
    QVERIFY((alongAxis(x, real, 2) - at::roll(x, 3, 2)).abs().max().item<double>() < 1e-2);
    QVERIFY(alongAxis(x, imaginary, 2).abs().max().item<double>() < 1e-2);
}

void TestSynthesis::theBiasFieldIsPositiveAroundOne()
{
    Draws draws(6, at::kCPU);
    const at::Tensor bias = logBiasField(draws, Small, 40, 0.5).exp();
    QVERIFY(bias.min().item<double>() > 0);
    QVERIFY(std::abs(bias.log().mean().item<double>()) < 1e-4);
    QVERIFY(std::abs(deviation(bias.log()) - 0.5) < 1e-3);
}

void TestSynthesis::croppingLeavesZerosOutside()
{
    const at::Tensor labels = head(Small);
    AcquisitionRanges ranges = synthesisRanges(Severity::Severe).acquisition;
    ranges.cropChance = 1;
    ranges.cutChance = 0;
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        Draws draws(seed, at::kCPU);
        const Acquired acquired = drawAcquisition(at::ones({24, 30, 36}), labels, Small, draws, ranges);
        const at::Tensor outside = acquired.measured.logical_not();
        QVERIFY(outside.any().item<bool>() && acquired.measured.any().item<bool>());
        QCOMPARE(acquired.image.masked_select(outside).abs().max().item<double>(), 0.0);
        QVERIFY(acquired.image.masked_select(acquired.measured).mean().item<double>() > 0.3);
    }
    Field field = wholeField(Small);
    field.from = {2, 3, 4};
    QCOMPARE(fieldMask(field, Small, at::kCPU).sum().item<std::int64_t>(), std::int64_t(22 * 27 * 32));
}

void TestSynthesis::severityOrdersTheDamage()
{
    const at::Tensor labels = head(Small), image = (labels > 0).to(at::kFloat) * 0.5 + (labels == 2).to(at::kFloat) * 0.3;
    std::vector<double> damage;
    for (const Severity severity : {Severity::Mild, Severity::Moderate, Severity::Severe}) {
        double sum = 0;
        for (std::uint64_t seed = 1; seed <= 40; ++seed) {
            Draws draws(seed, at::kCPU);
            const at::Tensor got = drawAcquisition(image, labels, Small, draws, synthesisRanges(severity).acquisition).image;
            const double scale = ((got * image).sum() / image.square().sum()).item<double>();
            sum += (got / std::max(scale, 1e-3) - image).square().mean().item<double>();
        }
        damage.push_back(sum);
    }
    QVERIFY2(damage[0] * 1.5 < damage[1] && damage[1] * 1.5 < damage[2],
        qPrintable(QString("%1 %2 %3").arg(damage[0]).arg(damage[1]).arg(damage[2])));
}

void TestSynthesis::aGridIsATensorInTheDocumentedOrder()
{
    // Left and right along the volume's second axis (k is the slowest), and voxels of 2 x 3 x 4 mm.
    const Grid grid{{10, 12, 14}, Affine::fromColumns({0, 0, 2}, {3, 0, 0}, {0, 4, 0}, {0, 0, 0})};
    std::vector<std::int32_t> labels(static_cast<std::size_t>(grid.size.count()));
    const auto at = [&grid](std::int64_t i, std::int64_t j, std::int64_t k) {
        return static_cast<std::size_t>(i + grid.size.x * (j + grid.size.y * k));
    };
    labels[at(2, 3, 5)] = 17;
    labels[at(2, 4, 5)] = 515;
    const SynthesisResult still = torchSynthesiser()({labels, grid, grid, {1, 1, Severity::Mild, false}, 1}, {});
    QVERIFY(still.labels == labels);
    bool isFlipped = false;
    for (std::uint64_t seed = 1; seed < 20 && !isFlipped; ++seed) {
        const SynthesisResult moved = torchSynthesiser()({labels, grid, grid, {seed, 1, Severity::Mild, true}, 1}, {});
        for (std::int64_t k = 0; k < 14; ++k)
            for (std::int64_t j = 6; j < 12; ++j)
                for (std::int64_t i = 0; i < 10; ++i)
                    isFlipped = isFlipped || (moved.labels[at(i, j, k)] == 53 && i < 6 && std::abs(j - 8) <= 2 && std::abs(k - 5) <= 3);
    }
    QVERIFY(isFlipped); // the left hippocampus as the right one at the other side of j, near its own i and k
}

void TestSynthesis::theSeedDecidesEverything()
{
    const SynthesisBatch a = made(7, 2, {}), b = made(7, 2, {}), c = made(8, 2, {}), more = made(7, 3, {});
    QVERIFY(at::equal(a.images, b.images) && at::equal(a.labels, b.labels) && at::equal(a.measured, b.measured));
    QVERIFY(!at::equal(a.labels, c.labels) && !at::equal(a.images, c.images));
    QVERIFY(at::equal(a.images, more.images.narrow(0, 0, 2)));
}

void TestSynthesis::imagesOfABatchShareOneAnatomy()
{
    const SynthesisBatch batch = made(9, 4, Severity::Mild);
    QCOMPARE(batch.images.size(0), std::int64_t(4));
    QVERIFY(at::isfinite(batch.images).all().item<bool>());
    // Inside one label, values vary much less than over the head: in every image.
    const at::Tensor inside = batch.labels == 515, in = batch.labels > 0;
    QVERIFY(in.sum().item<int>() > 1000);
    for (std::int64_t n = 0; n < 4; ++n) {
        const at::Tensor image = batch.images[n];
        const double middle = image.masked_select(in).mean().item<double>(),
                     air = image.masked_select(batch.labels == 0).mean().item<double>();
        QVERIFY2(middle > 2 * air, qPrintable(QString("%1 %2").arg(middle).arg(air)));
        for (std::int64_t other = 0; other < n; ++other)
            QVERIFY((batch.images[other] - image).abs().masked_select(inside).mean().item<double>() > 0.01);
    }
}

void TestSynthesis::stopsWhenCancelled()
{
    CancelAfter sink;
    const Lattice l{{48, 48, 48}, {4, 4, 4}};
    QVERIFY_EXCEPTION_THROWN(synthesise(head(l), l, l, 2, {1, 16, {}, true}, Progress(sink)), Cancelled);
}

void TestSynthesis::refusesLabelsBelowZero()
{
    at::Tensor labels = zeros(Small);
    labels[0][0][0] = -3;
    QVERIFY_EXCEPTION_THROWN(structureIndices(labels), Error);
}

QTEST_GUILESS_MAIN(TestSynthesis)
#include "tst_Synthesis.moc"
