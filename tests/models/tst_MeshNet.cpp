#include "models/ChannelLoops.h"
#include "models/MeshNet.h"
#include "models/TorchDevice.h"
#include "models/TorchRunner.h"
#include "processing/core/Error.h"
#include "processing/core/Hash.h"
#include "tests/models/RandomMeshNet.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <numeric>

using namespace insula;
using namespace insula::test;

namespace {

// Longer than one slab along the first axis, and different along each axis.
constexpr Size3 Box{71, 6, 5};

std::vector<float> randomImage(const Size3& size)
{
    std::mt19937 random(3);
    std::uniform_real_distribution<float> uniform(0.0f, 1.0f);
    std::vector<float> image(static_cast<std::size_t>(size.count()));
    std::generate(image.begin(), image.end(), [&] { return uniform(random); });
    return image;
}

std::size_t at(const Size3& n, std::int64_t i, std::int64_t j, std::int64_t k)
{
    return static_cast<std::size_t>(i + n.x * (j + n.y * k));
}

class CancelAfter : public ProgressSink {
public:
    explicit CancelAfter(int reports) : m_left(reports) { }
    void progressed(double, std::string_view) override { --m_left; }
    bool isCancelled() const override { return m_left <= 0; }

private:
    int m_left;
};

} // namespace

class TestMeshNet : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithPlainLoops_data();
    void agreesWithPlainLoops();
    void geluIsExactEverywhere();
    void classesAreTheHighestScores();
    void putsAnAsymmetricInputWhereItBelongs();
    void givesTheSameBitsAgain();
    void stopsWhenCancelled();
    void reportsEveryLayer();
    void refusesToStartWithoutMemory();
    void runsAPackageOnTheDeviceItSays();
};

void TestMeshNet::agreesWithPlainLoops_data()
{
    QTest::addColumn<int>("activation");
    QTest::addColumn<bool>("normalise");
    QTest::addColumn<bool>("bias");
    QTest::newRow("relu with bias") << int(Activation::Relu) << false << true;
    QTest::newRow("elu with bias") << int(Activation::Elu) << false << true;
    QTest::newRow("gelu, normalised, without bias") << int(Activation::Gelu) << true << false;
}

void TestMeshNet::agreesWithPlainLoops()
{
    QFETCH(int, activation);
    QFETCH(bool, normalise);
    QFETCH(bool, bias);
    const MeshNetConfiguration configuration = smallConfiguration(static_cast<Activation>(activation), normalise);
    const std::vector<MeshNetLayer> layers = randomLayers(configuration, bias);
    const std::vector<float> image = randomImage(Box);
    const Channels expected = directScores(image, Box, configuration, layers);
    const std::vector<float> scores = MeshNet(configuration, layers).scores(image, Box);
    QCOMPARE(scores.size(), expected.size() * image.size());
    double worst = 0;
    for (std::size_t c = 0; c < expected.size(); ++c)
        for (std::size_t v = 0; v < image.size(); ++v)
            worst = std::max(worst, std::abs(expected[c][v] - static_cast<double>(scores[c * image.size() + v])));
    QVERIFY2(worst < 1e-4, qPrintable(QString::number(worst)));
}

void TestMeshNet::geluIsExactEverywhere()
{
    std::vector<float> values;
    for (int step = -20000; step <= 20000; ++step)
        values.push_back(static_cast<float>(step) * 7e-4f);
    std::vector<float> got = values;
    normaliseAndGelu(got, 0.5f, 2.0f);
    for (std::size_t n = 0; n < values.size(); ++n) {
        const double x = (static_cast<double>(values[n]) - 0.5) * 2, exact = 0.5 * x * (1 + std::erf(x / std::sqrt(2.0)));
        const double off = std::abs(static_cast<double>(got[n]) - exact) / std::max(1.0, std::abs(x));
        QVERIFY2(off < 4e-7, qPrintable(QString("%1: %2").arg(x).arg(off)));
    }
}

void TestMeshNet::classesAreTheHighestScores()
{
    for (const std::int64_t classes : {2, 50}) { // 50: the last layer runs in slabs of one slice
        const MeshNetConfiguration configuration = smallConfiguration(Activation::Elu, false, classes);
        const MeshNet net(configuration, randomLayers(configuration, true));
        const std::vector<float> image = randomImage(Box), scores = net.scores(image, Box);
        const std::vector<std::uint8_t> labels = net.classes(image, Box);
        std::size_t different = 0;
        for (std::size_t v = 0; v < image.size(); ++v) {
            std::size_t best = 0;
            for (std::size_t c = 1; c < static_cast<std::size_t>(classes); ++c)
                if (scores[c * image.size() + v] > scores[best * image.size() + v])
                    best = c;
            if (best != labels[v])
                ++different;
        }
        QCOMPARE(different, std::size_t{0});
        QVERIFY(std::any_of(labels.begin(), labels.end(), [&](std::uint8_t label) { return label != labels[0]; }));
    }
}

// A network that looks one step along the first axis only: its kernel is not symmetric under any change of axes.
void TestMeshNet::putsAnAsymmetricInputWhereItBelongs()
{
    const MeshNetConfiguration configuration{1, 2, {2}, Activation::Relu, false, "model.{}.0", 1, "model.1"};
    MeshNetLayer look{1, 1, 3, 2, std::vector<float>(27, 0.0f), {}};
    look.weight[(0 * 3 + 1) * 3 + 1] = 1; // [a = 0][b = 1][c = 1]: the voxel 2 before along i
    const MeshNetLayer decide{1, 2, 1, 1, {0.0f, 1.0f}, {0.5f, 0.0f}};
    const Size3 n{40, 7, 6};
    std::vector<float> image(static_cast<std::size_t>(n.count()), 0.0f);
    image[at(n, 31, 1, 4)] = 1; // the result lies in the next slab
    const std::vector<std::uint8_t> labels = MeshNet(configuration, {look, decide}).classes(image, n);
    QCOMPARE(std::accumulate(labels.begin(), labels.end(), 0), 1);
    QCOMPARE(int(labels[at(n, 33, 1, 4)]), 1);
}

void TestMeshNet::givesTheSameBitsAgain()
{
    const MeshNetConfiguration configuration = smallConfiguration(Activation::Gelu, true);
    const MeshNet net(configuration, randomLayers(configuration, false));
    const std::vector<float> image = randomImage(Box);
    QCOMPARE(net.scores(image, Box), net.scores(image, Box));
}

void TestMeshNet::stopsWhenCancelled()
{
    const MeshNetConfiguration configuration = smallConfiguration(Activation::Relu, false);
    const MeshNet net(configuration, randomLayers(configuration, true));
    const std::vector<float> image = randomImage(Box);
    for (const int reports : {0, 1, 2}) {
        CancelAfter sink(reports);
        QVERIFY_EXCEPTION_THROWN(net.classes(image, Box, Progress(sink)), Cancelled);
    }
}

void TestMeshNet::reportsEveryLayer()
{
    struct Sink : ProgressSink {
        std::vector<double> fractions;
        void progressed(double fraction, std::string_view) override { fractions.push_back(fraction); }
        bool isCancelled() const override { return false; }
    } sink;
    const MeshNetConfiguration configuration = smallConfiguration(Activation::Relu, false);
    MeshNet(configuration, randomLayers(configuration, true)).classes(randomImage(Box), Box, Progress(sink));
    for (const double layer : {0.0, 0.25, 0.5, 0.75})
        QVERIFY(std::ranges::find(sink.fractions, layer) != sink.fractions.end());
    QVERIFY(std::ranges::is_sorted(sink.fractions));
    QVERIFY(sink.fractions.back() <= 1);
    // Slabs and channels within a layer are reported too: on a whole head a layer takes seconds.
    const auto perLayer = std::ranges::count_if(sink.fractions, [](double fraction) { return fraction < 0.25; });
    QVERIFY2(perLayer > configuration.channels, qPrintable(QString::number(perLayer)));
}

void TestMeshNet::refusesToStartWithoutMemory()
{
    QVERIFY(availableBytes() > 1u << 20);
    QVERIFY_EXCEPTION_THROWN(requireMemory(4'000'000'000u, 3'000'000'000u), Error);
    requireMemory(3'000'000'000u, 3'000'000'000u);
    requireMemory(3'000'000'000u, 0); // unknown: tried
    const MeshNetConfiguration wide{30, 50, {16}, Activation::Elu, false, "{}", 1, "o"};
    const std::uint64_t features = 30ull * 256 * 256 * 256 * 4;
    QVERIFY(meshNetBytes(wide, {256, 256, 256}) > features);
    QVERIFY(meshNetBytes(wide, {256, 256, 256}) < 3 * features);
}

void TestMeshNet::runsAPackageOnTheDeviceItSays()
{
    const MeshNetConfiguration configuration = smallConfiguration(Activation::Relu, false);
    const std::vector<MeshNetLayer> layers = randomLayers(configuration, true);
    QTemporaryDir folder;
    const std::filesystem::path file = folder.filePath("model.safetensors").toStdString();
    writeSafetensors(file, tensorsOf(layers));
    FoundModel model;
    model.package.id = "tiny";
    model.package.architecture = "MeshNet";
    model.package.configuration = {{"channels", 4}, {"classes", 3}, {"dilations", {1, 3, 2}}, {"activation", "relu"},
        {"normalisation", "none"}, {"tensors", {{"hidden", "model.{}.0"}, {"hiddenStep", 1}, {"output", "model.3"}}}};
    model.package.files = {{"model.safetensors", sha256OfFile(file), std::filesystem::file_size(file)}};
    model.files = {{"model.safetensors", file}};
    model.state = ModelState::Ready;
    const std::vector<float> image = randomImage(Box);
    const NetworkResult result = torchRunner()({model, image, Box, "cpu", 1}, {});
    QCOMPARE(result.device, std::string("cpu, 1 thread"));
    QCOMPARE(result.classes, MeshNet(configuration, layers).classes(image, Box));
    QCOMPARE(checkModel(model).at("parameters").get<std::int64_t>(), parameterCount(layers));

    QVERIFY_EXCEPTION_THROWN(torchRunner()({model, image, Box, "abacus", 1}, {}), Error);
    model.package.architecture = "UNet9d";
    QVERIFY_EXCEPTION_THROWN(torchRunner()({model, image, Box, "cpu", 1}, {}), Error);
    model.package.architecture = "MeshNet";
    model.package.configuration["channels"] = 5;
    QVERIFY_EXCEPTION_THROWN(checkModel(model), Error);
    model.state = ModelState::WeightsMissing;
    QVERIFY_EXCEPTION_THROWN(checkModel(model), Error);
}

QTEST_GUILESS_MAIN(TestMeshNet)
#include "tst_MeshNet.moc"
