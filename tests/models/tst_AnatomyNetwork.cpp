#include "models/anatomy/AnatomyExamples.h"
#include "models/anatomy/AnatomyNetwork.h"
#include "models/anatomy/AnatomyRunner.h"
#include "models/anatomy/AnatomyTraining.h"
#include "models/anatomy/TrainingFiles.h"
#include "models/synthesis/TrainingTargets.h"
#include "processing/core/Error.h"
#include "processing/core/Safetensors.h"

#include <QTemporaryDir>
#include <QTest>

#include <ATen/ATen.h>

#include <fstream>
#include <numbers>
#include <sstream>

using namespace insula;

namespace {

const AnatomyConfiguration Tiny{{4, 8, 8}, 6, 2};

// A head of two halves, CSF around them and something outside; the left half (greater i) is larger.
LabelMaps twoHeads()
{
    LabelMaps maps;
    maps.numbers = {0, 2, 41, 24, 514};
    for (const char* name : {"a", "b"}) {
        LabelMap map{name, {161, 151, 141}, {}};
        for (std::int64_t k = 0; k < 161; ++k)
            for (std::int64_t j = 0; j < 151; ++j)
                for (std::int64_t i = 0; i < 141; ++i) {
                    const double r = std::hypot(double(k - 80) / 70, double(j - 75) / 65, double(i - 70) / 60);
                    map.codes.push_back(r > 1 ? 0 : r > 0.92 ? 4 : r > 0.85 ? 3 : i > 66 ? 1 : 2);
                }
        maps.maps.push_back(std::move(map));
    }
    return maps;
}

AnatomyTrainingOptions optionsFor(const QTemporaryDir& folder, const char* name, std::int64_t steps)
{
    AnatomyTrainingOptions options;
    options.package = std::filesystem::path(folder.path().toStdString()) / name;
    options.configuration = Tiny;
    options.steps = steps;
    options.checkpointEvery = 2;
    options.validateEvery = 1000;
    options.precision = "float32";
    options.device = "cpu";
    return options;
}

std::string textOf(const std::filesystem::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

// Cancels when a training reports its n-th step.
class CancelAt : public ProgressSink {
public:
    explicit CancelAt(int reports) : m_left(reports) { }
    void progressed(double, std::string_view) override { --m_left; }
    bool isCancelled() const override { return m_left <= 0; }

private:
    int m_left;
};

} // namespace

class TestAnatomyNetwork : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

private Q_SLOTS:
    void thePlainNetworkGivesWhatTheTrainedOneGives();
    void aVoxelFarFromTheEdgeDoesNotCareHowLargeTheGridIs();
    void weightsOfAnotherShapeAreRefused();
    void aCoarseNetworkHandsItsLevelsToAFinerOne();
    void theLossFallsWhenTheAnswerIsGivenAgainAndAgain();
    void nothingIsAskedWhereNothingWasMeasured();
    void theT1LikeTargetIsBrightInWhiteMatterAndDarkOutside();
    void anInterruptedTrainingResumesToTheSameWeights();
    void aTrainedPackageRunsAndMirroringSwapsItsSides();
    void anotherSeedDoesNotResume();
    void theLearningRateRisesHoldsAndFalls();
};

void TestAnatomyNetwork::thePlainNetworkGivesWhatTheTrainedOneGives()
{
    AnatomyNetwork trained(Tiny, true), plain(Tiny, false);
    plain->loadPlain(trained->plain());
    const at::NoGradGuard noGradients;
    const at::Tensor image = at::rand({1, 1, 16, 12, 8});
    const at::Tensor a = trained->outputs(trained->features(image)), b = plain->outputs(plain->features(image));
    QCOMPARE(a.sizes(), at::IntArrayRef({1, AnatomyOutputs, 16, 12, 8}));
    QVERIFY((a - b).abs().max().item<double>() < 1e-4);
    QVERIFY(a.std().item<double>() > 1e-3);
    const at::Tensor rows = a[0].reshape({AnatomyOutputs, -1}).t(),
                     byRows = plain->heads(plain->features(image)[0].reshape({Tiny.features, -1}).t());
    QVERIFY((rows - byRows).abs().max().item<double>() < 1e-4);
    const at::Tensor half = plain->outputs(plain->features(image, at::kBFloat16));
    QVERIFY((half - b).abs().mean().item<double>() < 0.05 * b.abs().mean().item<double>());
}

void TestAnatomyNetwork::aVoxelFarFromTheEdgeDoesNotCareHowLargeTheGridIs()
{
    // No statistics over the volume: only what is within reach counts.
    AnatomyNetwork network(AnatomyConfiguration{{4, 8}, 6, 2}, false);
    const at::NoGradGuard noGradients;
    const at::Tensor large = at::rand({1, 1, 48, 48, 48}), small = large.slice(2, 8, 40).slice(3, 8, 40).slice(4, 8, 40).contiguous();
    const at::Tensor a = network->features(large)[0].slice(1, 22, 26).slice(2, 22, 26).slice(3, 22, 26),
                     b = network->features(small)[0].slice(1, 14, 18).slice(2, 14, 18).slice(3, 14, 18);
    QVERIFY((a - b).abs().max().item<double>() < 1e-5);
}

void TestAnatomyNetwork::weightsOfAnotherShapeAreRefused()
{
    AnatomyNetwork small(Tiny, false), other(AnatomyConfiguration{{4, 8, 16}, 6, 2}, false);
    QVERIFY_EXCEPTION_THROWN(other->loadPlain(small->plain()), Error);
    auto tensors = small->plain();
    tensors.erase("heads.bias");
    QVERIFY_EXCEPTION_THROWN(small->loadPlain(tensors), Error);
    QVERIFY_EXCEPTION_THROWN(anatomyConfiguration({{"widths", {4, 8}}, {"features", 0}, {"voxelMm", 2}}), Error);
    QVERIFY_EXCEPTION_THROWN(anatomyConfiguration({{"widths", {4}}, {"features", 4}, {"voxelMm", 2}}), Error);
    QVERIFY_EXCEPTION_THROWN(anatomyConfiguration({{"widths", {4, 8}}, {"features", 4}}), Error);
    QVERIFY(anatomyConfiguration(toJson(Tiny)) == Tiny);
}

void TestAnatomyNetwork::aCoarseNetworkHandsItsLevelsToAFinerOne()
{
    AnatomyNetwork coarse(AnatomyConfiguration{{8, 12, 16}, 6, 4}, true), fine(AnatomyConfiguration{{4, 8, 12, 16}, 6, 2}, true),
        same(AnatomyConfiguration{{8, 12, 16}, 6, 4}, true);
    const auto given = coarse->plain(), before = fine->plain();
    QCOMPARE(fine->takeOver(4, given), 24); // the coarse levels 1 and 2, six convolutions each, except what meets a level of another width
    const auto after = fine->plain();
    QVERIFY((after.at("level3_first.weight") - given.at("level2_first.weight")).abs().max().item<double>() < 1e-5);
    QVERIFY((after.at("level2_down.weight") - given.at("level1_down.weight")).abs().max().item<double>() < 1e-5);
    QVERIFY(at::equal(after.at("stem.weight"), before.at("stem.weight")));
    QVERIFY(at::equal(after.at("level1_first.weight"), before.at("level1_first.weight")));
    same->takeOver(4, given);
    for (const auto& [name, tensor] : same->plain())
        QVERIFY2((tensor - given.at(name)).abs().max().item<double>() < 1e-5, name.c_str());
    QCOMPARE(fine->takeOver(8, given), 0);
}

void TestAnatomyNetwork::theLossFallsWhenTheAnswerIsGivenAgainAndAgain()
{
    at::Generator(at::globalContext().defaultGenerator(at::kCPU)).set_current_seed(3);
    AnatomyNetwork network(Tiny, true);
    SynthesisOptions options;
    options.severity = Severity::Mild;
    options.seed = 5;
    const AnatomyExample example = makeExample(labelTensor(twoHeads(), 0, at::kCPU), {32, 32, 32}, 6, options);
    double first = 0, last = 0;
    for (int step = 0; step < 60; ++step) {
        const AnatomyLoss loss = anatomyLoss(network, example, 0, at::kFloat);
        last = loss.total.item<double>();
        first = step == 0 ? last : first;
        network->zero_grad();
        loss.total.backward();
        const at::NoGradGuard noGradients;
        for (at::Tensor& p : network->parameters())
            if (p.grad().defined())
                p.sub_(p.grad() * (0.02 / std::max(1e-6, p.grad().norm().item<double>())));
    }
    QVERIFY2(last < 0.7 * first, qPrintable(QString("%1 to %2").arg(first).arg(last)));
}

void TestAnatomyNetwork::nothingIsAskedWhereNothingWasMeasured()
{
    AnatomyNetwork network(Tiny, true);
    SynthesisOptions options;
    options.severity = Severity::Mild;
    AnatomyExample example = makeExample(labelTensor(twoHeads(), 0, at::kCPU), {32, 32, 32}, 6, options);
    example.measured[0].slice(0, 0, 16).fill_(false);
    const double before = anatomyLoss(network, example, 0, at::kFloat).total.item<double>();
    example.distances.slice(1, 0, 16).add_(0.1);
    example.structures.slice(0, 0, 16).fill_(7);
    example.t1Like.slice(0, 0, 16).fill_(9);
    example.logBias.slice(1, 0, 16).fill_(9);
    QCOMPARE(anatomyLoss(network, example, 0, at::kFloat).total.item<double>(), before);
}

void TestAnatomyNetwork::theT1LikeTargetIsBrightInWhiteMatterAndDarkOutside()
{
    const at::Tensor labels = at::zeros({9, 9, 27}, at::kInt);
    labels.slice(2, 0, 9).fill_(2);
    labels.slice(2, 9, 18).fill_(42);
    labels.slice(2, 18, 27).fill_(514);
    const at::Tensor t1 = t1LikeFromLabels(labels);
    QVERIFY(std::abs(t1[4][4][3].item<double>() - 1) < 0.01);
    QVERIFY(t1[4][4][13].item<double>() > 0.5 && t1[4][4][13].item<double>() < 0.8);
    QVERIFY(std::abs(t1[4][4][23].item<double>()) < 0.01);
}

void TestAnatomyNetwork::anInterruptedTrainingResumesToTheSameWeights()
{
    const LabelMaps maps = twoHeads();
    trainAnatomy(maps, optionsFor(m_folder, "whole", 4));
    CancelAt cancel(3);
    QVERIFY_EXCEPTION_THROWN(trainAnatomy(maps, optionsFor(m_folder, "parts", 4), Progress(cancel)), Cancelled);
    const AnatomyTrainingResult result = trainAnatomy(maps, optionsFor(m_folder, "parts", 4));
    QCOMPARE(result.steps, std::int64_t{4});
    const std::filesystem::path folder = m_folder.path().toStdString();
    QVERIFY(textOf(folder / "whole/anatomy.safetensors").size() > 1000);
    QVERIFY(textOf(folder / "whole/anatomy.safetensors") == textOf(folder / "parts/anatomy.safetensors"));
    std::istringstream log(textOf(trainingLogFile(folder / "parts")));
    int starts = 0, validations = 0;
    for (std::string line; std::getline(log, line);) {
        const nlohmann::json json = nlohmann::json::parse(line);
        starts += json["event"] == "start" ? 1 : 0;
        validations += json["event"] == "validation" ? 1 : 0;
    }
    QCOMPARE(starts, 2);
    QCOMPARE(validations, 1); // at the end
}

void TestAnatomyNetwork::aTrainedPackageRunsAndMirroringSwapsItsSides()
{
    const std::filesystem::path folder = m_folder.path().toStdString();
    qputenv("INSULA_MODEL_PATH", folder.c_str());
    const FoundModel model = findModelPackage((folder / "whole").string());
    QVERIFY2(model.state == ModelState::Ready, model.problem.c_str());
    QCOMPARE(checkAnatomyModel(model).at("classes").get<std::int64_t>(), StructureClasses);
    const Size3 size{8, 12, 16};
    const at::Tensor fine = at::rand({33, 25, 17}), mirroredFine = fine.flip({2}).contiguous();
    const auto run = [&](const at::Tensor& head) {
        AnatomyRequest request{model, {head.data_ptr<float>(), static_cast<std::size_t>(head.numel())}, size};
        request.detail = true;
        request.logBias = true;
        request.device = "cpu";
        return torchAnatomyRunner()(request, {});
    };
    const AnatomyResult a = run(fine), again = run(fine), b = run(mirroredFine);
    QVERIFY(a.distanceWithCsf == again.distanceWithCsf && a.structures == again.structures && a.t1Like == again.t1Like);
    QCOMPARE(a.distanceWithCsf.size(), static_cast<std::size_t>(size.count()));
    QCOMPARE(a.structures.size(), static_cast<std::size_t>(8 * size.count()));
    QCOMPARE(a.logBias.size(), static_cast<std::size_t>(size.count()));
    for (std::size_t c = 1; c < a.softVoxels.size(); ++c)
        QVERIFY(a.sureVoxels[c] <= a.softVoxels[c] + 1e-3);
    // Looking at both the head and its mirror image, it must say of the mirrored head the same with sides swapped, except for where it looks.
    double all = 0, agree = 0;
    for (std::size_t c = 1; c < a.softVoxels.size(); ++c) {
        const auto other = static_cast<std::size_t>(structureIndex(otherSide(SynthSegLabels[c - 1])));
        all += a.softVoxels[c];
        agree += std::min(a.softVoxels[c], b.softVoxels[other]);
    }
    QVERIFY2(all == 0 || agree > 0.8 * all, qPrintable(QString("%1 of %2").arg(agree).arg(all)));
    AnatomyRequest wrong{model, {fine.data_ptr<float>(), 10}, size};
    QVERIFY_EXCEPTION_THROWN(torchAnatomyRunner()(wrong, {}), Error);
}

void TestAnatomyNetwork::anotherSeedDoesNotResume()
{
    AnatomyTrainingOptions options = optionsFor(m_folder, "whole", 6);
    options.seed = 2;
    QVERIFY_EXCEPTION_THROWN(trainAnatomy(twoHeads(), options), Error);
    options.validation = {"nobody"};
    QVERIFY_EXCEPTION_THROWN(trainAnatomy(twoHeads(), options), Error);
}

void TestAnatomyNetwork::theLearningRateRisesHoldsAndFalls()
{
    QVERIFY(learningRateAt(0, 3000, 1) < 0.01);
    QCOMPARE(learningRateAt(1000, 3000, 1), 1.0);
    QVERIFY(std::abs(learningRateAt(2500, 3000, 1) - 0.5) < 1e-9);
    QVERIFY(learningRateAt(2999, 3000, 1) < 0.01);
}

QTEST_GUILESS_MAIN(TestAnatomyNetwork)
#include "tst_AnatomyNetwork.moc"
