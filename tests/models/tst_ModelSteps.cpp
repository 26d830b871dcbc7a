#include "tests/models/FakeModel.h"

#include <QTest>

#include <numeric>
#include <set>
#include <sstream>

using namespace insula;
using namespace insula::test;

class TestModelSteps : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

private Q_SLOTS:
    void initTestCase();
    void describesItsStepsWithoutANetwork();
    void skullStripHasThePortsThatScriptsRelyOn();
    void segmentLabelsEachStructureAndListsItsVolume();
    void segmentRefusesABrainlessImage();
};

void TestModelSteps::initTestCase()
{
    const nlohmann::json labels{{{"number", 0}, {"name", "Background"}, {"colour", "#000000"}},
        {{"number", 1}, {"name", "Right"}, {"colour", "#ff0000"}}, {{"number", 2}, {"name", "Left"}, {"colour", "#00ff00"}},
        {{"number", 3}, {"name", "Never"}, {"colour", "#0000ff"}}};
    makePackage(m_folder.path().toStdString(), "halves", "segment", labels);
    makePackage(m_folder.path().toStdString(), "strip", "skull-strip", labels);
}

void TestModelSteps::describesItsStepsWithoutANetwork()
{
    StepRegistry registry;
    registerModelSteps(registry, {});
    QCOMPARE(registry.steps().size(), std::size_t{6});
    for (const Step& step : registry.steps()) {
        QCOMPARE(step.info().engine, Engine::Torch);
        QVERIFY(!step.info().title.empty() && !step.info().summary.empty() && !step.info().reference.empty());
        QCOMPARE(step.normalised(nlohmann::json::object()).size(), step.params().size());
        QVERIFY(toJson(stepDescriptionFromJson(toJson(step.description()))) == toJson(step.description()));
    }
}

void TestModelSteps::skullStripHasThePortsThatScriptsRelyOn()
{
    const Step step = skullStripStep({});
    QCOMPARE(step.info().id, std::string("skull-strip"));
    QCOMPARE(step.info().inputs.front().key, std::string("image"));
    std::set<std::string> ports, params;
    for (const Port& port : step.info().outputs)
        ports.insert(port.key);
    for (const Param& param : step.params())
        params.insert(param.key);
    QCOMPARE(ports, (std::set<std::string>{"brain", "distance", "mask"}));
    QVERIFY(params.contains("model") && params.contains("border"));
    QCOMPARE(step.normalised({}).at("model").get<std::string>(), std::string("anatomy"));
    QCOMPARE(step.normalised({}).at("border").get<double>(), 0.0);
}

void TestModelSteps::segmentLabelsEachStructureAndListsItsVolume()
{
    // The network's first axis grows to the left: the half with low i is the right one.
    const auto halves = [](const NetworkRequest& request, const Progress&) {
        NetworkResult result;
        for (std::size_t v = 0; v < request.values.size(); ++v) {
            const bool isRight = static_cast<std::int64_t>(v) % request.size.x < request.size.x / 2;
            result.classes.push_back(request.values[v] > 0.5f ? (isRight ? 1 : 2) : 0);
        }
        return result;
    };
    const Grid grid = obliqueGrid();
    const StepOutputs outputs = runOn(segmentStep({.network = halves}), ballImage(grid), {{"model", "halves"}});
    const Volume& labels = *outputs.volumes.at("labels");
    QCOMPARE(labels.kind(), Kind::Labels);
    QCOMPARE(labels.labels().at(2).name, std::string("Left"));
    QVERIFY(sameGrid(labels.grid(), grid, 1e-6));

    const std::vector<float> values = labels.frameAsFloat(0);
    std::size_t wrong = 0, v = 0;
    onEachVoxel(grid, [&](const World& w) {
        const int expected = !isInBall(w) ? 0 : w.x > 6 ? 1 : 2; // the field's centre lies at x = 6
        wrong += std::abs(w.x - 6) > 3 && static_cast<int>(values[v]) != expected ? 1 : 0;
        ++v;
        return 0;
    });
    QVERIFY2(wrong < v / 100, qPrintable(QString::number(wrong)));

    std::istringstream table(outputs.tables.at("volumes"));
    std::string header, first;
    std::getline(table, header);
    std::getline(table, first);
    QCOMPARE(header, std::string("index\tname\tvoxels\tvolume_ml"));
    QVERIFY(first.starts_with("1\tRight\t"));
    const double right = outputs.measurements.at("volume-Right").at("value"), left = outputs.measurements.at("volume-Left").at("value");
    QVERIFY(std::abs(right + left - 1204) < 25);
    QVERIFY(right > left);
    QCOMPARE(outputs.warnings.size(), std::size_t{1});
    QVERIFY(outputs.warnings.front().find("not found: Never") != std::string::npos);
}

void TestModelSteps::segmentRefusesABrainlessImage()
{
    const auto nothing = [](const NetworkRequest& request, const Progress&) {
        return NetworkResult{std::vector<std::uint8_t>(request.values.size(), 0), "test", {}};
    };
    const VolumePtr image = ballImage(obliqueGrid());
    QVERIFY(errorOf([&] {
        runOn(segmentStep({.network = nothing}), image, {{"model", "halves"}});
    }).find("no structure was found")
        != std::string::npos);
    QVERIFY(errorOf([&] {
        runOn(segmentStep({.network = threshold}), image, {{"model", "strip"}});
    }).find("made for 'skull-strip'")
        != std::string::npos);
}

QTEST_GUILESS_MAIN(TestModelSteps)
#include "tst_ModelSteps.moc"
