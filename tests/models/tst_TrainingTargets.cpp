#include "models/synthesis/TrainingTargets.h"
#include "processing/core/Resample.h"
#include "tests/models/SyntheticHead.h"

#include <QTest>

#include <cmath>

using namespace insula;
using namespace insula::test;

class TestTrainingTargets : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theDistanceToABallIsRight();
    void theDistanceIsThatOfTheCore();
    void structuresAreThoseOfSynthSeg();
    void brainMasksDifferByTheCsf();
};

void TestTrainingTargets::theDistanceToABallIsRight()
{
    const Lattice cube{{41, 43, 45}, {1.5, 1.5, 1.5}};
    const auto axis = [&cube](std::size_t a) { return (at::arange(cube.size[a], at::kFloat) - double(cube.size[a] - 1) / 2) * cube.mm[a]; };
    const at::Tensor exact
        = (axis(0).square().view({-1, 1, 1}) + axis(1).square().view({1, -1, 1}) + axis(2).square().view({1, 1, -1})).sqrt() - 20.0;
    const at::Tensor distance = signedDistance(exact < 0, cube);
    // A voxel's box reaches half its diagonal beyond its centre.
    const at::Tensor error = (distance - exact.clamp(-5, 5)).masked_select(exact.abs() < 5);
    QVERIFY(error.abs().max().item<double>() <= 0.75 * std::sqrt(3.0));
    const double rms = std::sqrt(error.square().mean().item<double>());
    QVERIFY2(rms <= 0.75, qPrintable(QString::number(rms)));
    QCOMPARE(distance.min().item<double>(), -5.0);
    QCOMPARE(distance.max().item<double>(), 5.0);
}

void TestTrainingTargets::theDistanceIsThatOfTheCore()
{
    const Grid grid{{18, 15, 12}, Affine::fromColumns({2, 0, 0}, {0, 2.5, 0}, {0, 0, 3}, {0, 0, 0})};
    const Lattice lattice{{12, 15, 18}, {3, 2.5, 2}};
    Draws draws(8, at::kCPU);
    const at::Tensor mask = smoothNoise(draws, lattice, 12) > 0.3;
    const at::Tensor bytes = mask.to(at::kByte).contiguous();
    const std::vector<float> core = signedDistanceMm({bytes.data_ptr<std::uint8_t>(), static_cast<std::size_t>(bytes.numel())}, grid);
    const at::Tensor expected = at::from_blob(const_cast<float*>(core.data()), {12, 15, 18}, at::kFloat).clamp(-5, 5);
    QVERIFY((signedDistance(mask, lattice) - expected).abs().max().item<double>() < 1e-4);
}

void TestTrainingTargets::structuresAreThoseOfSynthSeg()
{
    QCOMPARE(structureIndex(0), std::int64_t(0));
    QCOMPARE(structureIndex(2), std::int64_t(1));
    QCOMPARE(structureIndex(60), std::int64_t(32));
    QCOMPARE(structureIndex(57), structureIndex(41));
    QCOMPARE(structureIndex(515), std::int64_t(0));
    QCOMPARE(structureNames().size(), SynthSegLabels.size());
    QCOMPARE(structureNames().at(53).name, std::string("Right-Hippocampus"));
    QCOMPARE(structureNames().at(16).name, std::string("Brain-Stem"));
    for (const std::int64_t label : SynthSegLabels) {
        QCOMPARE(otherSide(otherSide(label)), label);
        QVERIFY(structureNames().contains(label) && structureNames().contains(otherSide(label)));
    }
    const at::Tensor indices = structureIndices(head(Small));
    QVERIFY(at::equal(indices == 1, head(Small) == 2));
}

void TestTrainingTargets::brainMasksDifferByTheCsf()
{
    at::Tensor labels = head(Small);
    labels[12][15][18] = 24;
    QCOMPARE((brainMask(labels) & brainMaskWithoutCsf(labels).logical_not()).sum().item<int>(), 1);
    QVERIFY(at::equal(brainMask(labels), (labels != 0) & (labels != 515)));
}

QTEST_GUILESS_MAIN(TestTrainingTargets)
#include "tst_TrainingTargets.moc"
