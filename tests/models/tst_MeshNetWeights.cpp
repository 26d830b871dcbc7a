#include "models/MeshNetWeights.h"
#include "processing/core/Error.h"
#include "tests/models/RandomMeshNet.h"

#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <limits>
#include <nlohmann/json.hpp>

using namespace insula;
using namespace insula::test;

namespace {

nlohmann::json goodConfiguration()
{
    return {{"channels", 4}, {"classes", 3}, {"dilations", {1, 3, 2}}, {"activation", "gelu"}, {"normalisation", "channel"},
        {"tensors", {{"hidden", "model.{}.0"}, {"hiddenStep", 1}, {"output", "model.3"}}}};
}

} // namespace

class TestMeshNetWeights : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

private Q_SLOTS:
    void readsConfiguration();
    void refusesWrongConfiguration_data();
    void refusesWrongConfiguration();
    void readsWeightsWithAndWithoutBias();
    void refusesWeightsThatDoNotFit_data();
    void refusesWeightsThatDoNotFit();
};

void TestMeshNetWeights::readsConfiguration()
{
    const MeshNetConfiguration configuration = meshNetConfiguration(goodConfiguration());
    QCOMPARE(configuration.channels, std::int64_t{4});
    QCOMPARE(configuration.classes, std::int64_t{3});
    QCOMPARE(configuration.dilations, (std::vector<std::int64_t>{1, 3, 2}));
    QCOMPARE(configuration.activation, Activation::Gelu);
    QVERIFY(configuration.normalise);
}

void TestMeshNetWeights::refusesWrongConfiguration_data()
{
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("value");
    const auto row = [](const char* pointer, const char* value) { QTest::addRow("%s = %s", pointer, value) << pointer << value; };
    row("/channels", "0");
    row("/channels", "-1");
    row("/channels", "1e9");
    row("/channels", "\"4\"");
    row("/classes", "257");
    row("/dilations", "[]");
    row("/dilations", "[1, 0]");
    row("/dilations", "[1, 2.5]");
    row("/dilations/0", "1000000");
    row("/activation", "\"sigmoid\"");
    row("/normalisation", "true");
    row("/normalisation", "\"batch\"");
    row("/tensors/hidden", "\"model.0\"");
    row("/tensors/output", "\"\"");
    row("/colour", "1");
}

void TestMeshNetWeights::refusesWrongConfiguration()
{
    QFETCH(QString, pointer);
    QFETCH(QString, value);
    nlohmann::json json = goodConfiguration();
    json[nlohmann::json::json_pointer(pointer.toStdString())] = nlohmann::json::parse(value.toStdString());
    QVERIFY_EXCEPTION_THROWN(meshNetConfiguration(json), Error);
}

void TestMeshNetWeights::readsWeightsWithAndWithoutBias()
{
    const MeshNetConfiguration configuration = meshNetConfiguration(goodConfiguration());
    for (const bool bias : {false, true}) {
        const std::vector<MeshNetLayer> layers = randomLayers(configuration, bias);
        const std::filesystem::path file = m_folder.filePath("w.safetensors").toStdString();
        writeSafetensors(file, tensorsOf(layers));
        const std::vector<MeshNetLayer> read = meshNetLayers(Safetensors(file), configuration);
        QCOMPARE(read.size(), layers.size());
        for (std::size_t i = 0; i < layers.size(); ++i) {
            QCOMPARE(read[i].weight, layers[i].weight);
            QCOMPARE(read[i].bias, layers[i].bias);
            QCOMPARE(read[i].dilation, layers[i].dilation);
        }
        // 1*4*27 + 4*4*27 * 2 + 4*3 + 3, and 4 more per hidden layer with bias
        QCOMPARE(parameterCount(read), std::int64_t{108 + 864 + 12 + 3} + (bias ? 12 : 0));
    }
}

using Change = std::function<void(std::vector<Tensor>&)>;

void TestMeshNetWeights::refusesWeightsThatDoNotFit_data()
{
    QTest::addColumn<int>("change");
    QTest::addColumn<QString>("message");
    QTest::newRow("tensor lacks") << 0 << "lack tensor 'model.1.0.weight' of shape [4, 4, 3, 3, 3]";
    QTest::newRow("another shape") << 1 << "has shape [4, 2, 6, 3, 3], the architecture needs [4, 4, 3, 3, 3]";
    QTest::newRow("another type") << 2 << "has type I32, the architecture needs F32";
    QTest::newRow("bias too short") << 3 << "'model.3.bias' has shape [2], the architecture needs [3]";
    QTest::newRow("surplus tensor") << 4 << "'model.9.weight' of shape [3], which the architecture does not have";
    QTest::newRow("NaN") << 5 << "'model.1.0.weight' holds 1 values that are not finite";
    QTest::newRow("infinite bias") << 6 << "'model.3.bias' holds 3 values that are not finite";
}

void TestMeshNetWeights::refusesWeightsThatDoNotFit()
{
    QFETCH(int, change);
    QFETCH(QString, message);
    const MeshNetConfiguration configuration = meshNetConfiguration(goodConfiguration());
    std::vector<MeshNetLayer> layers = randomLayers(configuration, false);
    if (change == 5)
        layers[1].weight[17] = std::numeric_limits<float>::quiet_NaN();
    if (change == 6)
        layers[3].bias.assign(3, std::numeric_limits<float>::infinity());
    std::vector<Tensor> tensors = tensorsOf(layers); // 0, 1, 2 hidden, 3 output weight, 4 output bias
    const std::vector<Change> changes{[](auto& t) { t.erase(t.begin() + 1); },
        [](auto& t) {
            t[1].shape = {4, 2, 6, 3, 3};
        },
        [](auto& t) { t[1].type = "I32"; },
        [](auto& t) {
            t[4].shape = {2};
            t[4].bytes = t[4].bytes.first(8);
        },
        [](auto& t) {
            t.push_back({"model.9.weight", "F32", {3}, t[4].bytes});
        }};
    if (change < static_cast<int>(changes.size()))
        changes[static_cast<std::size_t>(change)](tensors);
    const std::filesystem::path file = m_folder.filePath("wrong.safetensors").toStdString();
    writeSafetensors(file, tensors);
    try {
        meshNetLayers(Safetensors(file), configuration);
        QFAIL("accepted");
    } catch (const Error& error) {
        QVERIFY2(QString(error.what()).contains(message), error.what());
    }
}

QTEST_GUILESS_MAIN(TestMeshNetWeights)
#include "tst_MeshNetWeights.moc"
