#include "processing/core/Step.h"
#include "tests/core/Messages.h"
#include "tests/core/TestSteps.h"

#include <QtTest>

using namespace insula;
using namespace insula::test;
using nlohmann::json;

namespace {

struct Params {
    double factor = 2;
    std::string mode = "good";
};

void bind(ParamBinder& b, Params& p)
{
    b.real("factor", p.factor, {0, 10, 0.5}, "Factor");
    b.choice("mode", p.mode, {{"good", "Good"}, {"nothing", "Nothing"}, {"stranger", "Stranger"}, {"image", "Image"}, {"frames", "Frames"}},
        "Mode");
}

VolumePtr run(std::int64_t frames)
{
    Volume::Description d;
    d.grid.size = {2, 1, 1};
    d.frames = frames;
    return Volume::make(d, std::vector<float>(static_cast<std::size_t>(2 * frames)));
}

// Gives what its mode says: also what a step must not give.
StepOutputs work(const StepInputs& inputs, const Params& p, const Progress&)
{
    StepOutputs outputs;
    const Volume& image = inputs.volume("image");
    outputs.volumes["scaled"] = p.mode == "frames" ? run(2) : scaled(image, static_cast<float>(p.factor));
    outputs.volumes["mask"] = p.mode == "image" ? ramp() : above(image, 5);
    outputs.tables["table"] = "a\tb\n";
    if (p.mode == "nothing") {
        outputs.volumes.erase("scaled");
    }
    if (p.mode == "stranger") {
        outputs.volumes["stranger"] = ramp();
    }
    return outputs;
}

Step scaleStep(const char* id = "scale")
{
    StepInfo info;
    info.id = id;
    info.title = "Scale";
    info.group = "Filter";
    info.version = 3;
    info.summary = "Multiplies.";
    info.reference = "Euclid, Elements VII";
    info.engine = Engine::Core;
    info.inputs = {port("image", PortKind::Image), port("mask", PortKind::Labels), port("extra", PortKind::File)};
    info.inputs[1].optional = info.inputs[2].optional = true;
    info.outputs = {port("scaled", PortKind::Image, "desc-scaled"), port("mask", PortKind::Labels, "desc-scaled", "mask"),
        port("table", PortKind::Table)};
    return makeStep<Params>(info, bind, work);
}

StepInputs with(const VolumePtr& image, const VolumePtr& mask = {})
{
    StepInputs inputs;
    inputs.volumes["image"] = image;
    if (mask) {
        inputs.volumes["mask"] = mask;
    }
    return inputs;
}

class Refusing : public ProgressSink {
public:
    void progressed(double, std::string_view) override { }
    bool isCancelled() const override { return true; }
};

} // namespace

class TestStep : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void runsWithTypedParameters()
    {
        const StepOutputs outputs = scaleStep().run(with(ramp()), {{"factor", "3"}}, {});
        QCOMPARE(outputs.volumes.at("scaled")->value(5, 0, 0), 15.0);
        QCOMPARE(outputs.volumes.at("mask")->value(5, 0, 0), 0.0);
        QCOMPARE(outputs.volumes.at("mask")->value(6, 0, 0), 1.0);
    }

    void parametersAreCheckedAndCompleted()
    {
        const Step step = scaleStep();
        QCOMPARE(step.normalised({{"factor", "3"}}), (json{{"factor", 3.0}, {"mode", "good"}}));
        QVERIFY(isUsageError([&] { step.normalised({{"factor", 11}}); }));
        QVERIFY(isUsageError([&] { step.run(with(ramp()), {{"size", 1}}, {}); }));
    }

    void inputsAreChecked()
    {
        const Step step = scaleStep();
        QVERIFY(contains(messageOf([&] { step.run({}, {}, {}); }), "--in image=FILE"));
        QVERIFY(isUsageError([&] { step.run({}, {}, {}); }));
        StepInputs more = with(ramp());
        more.volumes["imgae"] = ramp();
        QVERIFY(contains(messageOf([&] { step.run(more, {}, {}); }), "no input 'imgae'"));
        QVERIFY(contains(messageOf([&] { step.run(with(ramp(), ramp()), {}, {}); }), "expected a label map"));
        QVERIFY(contains(messageOf([&] { step.run(with(run(2)), {}, {}); }), "2 frames"));
    }

    void outputsAreChecked_data()
    {
        QTest::addColumn<QByteArray>("mode");
        QTest::addColumn<QByteArray>("part");
        QTest::newRow("a missing output") << QByteArray("nothing") << QByteArray("gave no 'scaled'");
        QTest::newRow("an output that was not announced") << QByteArray("stranger") << QByteArray("does not describe");
        QTest::newRow("an image for labels") << QByteArray("image") << QByteArray("expected a label map");
        QTest::newRow("frames that were not announced") << QByteArray("frames") << QByteArray("2 frames");
    }

    void outputsAreChecked()
    {
        QFETCH(QByteArray, mode);
        QFETCH(QByteArray, part);
        const std::string message = messageOf([&] { scaleStep().run(with(ramp()), {{"mode", mode.toStdString()}}, {}); });
        QVERIFY2(contains(message, part.toStdString()), message.c_str());
    }

    void aCancelledStepDoesNotStart()
    {
        Refusing sink;
        QVERIFY_EXCEPTION_THROWN(scaleStep().run(with(ramp()), {}, Progress(sink)), Cancelled);
    }

    void inputsAreFoundByName()
    {
        StepInputs inputs = with(ramp());
        inputs.files["extra"] = "/x";
        inputs.volumes["none"] = nullptr;
        QVERIFY(inputs.has("image") && inputs.has("extra") && !inputs.has("none") && !inputs.has("other"));
        QCOMPARE(inputs.file("extra").string(), std::string("/x"));
        QVERIFY(contains(messageOf([&] { (void)inputs.volume("none"); }), "no input 'none'"));
        QVERIFY(contains(messageOf([&] { (void)inputs.file("other"); }), "no input 'other'"));
    }

    void aDescriptionSurvivesJson()
    {
        const StepDescription description = scaleStep().description();
        const json first = json::parse(toJson(description).dump());
        const StepDescription again = stepDescriptionFromJson(first);
        QCOMPARE(toJson(again), first);
        QCOMPARE(again.info.id, std::string("scale"));
        QCOMPARE(again.info.version, 3);
        QCOMPARE(again.info.engine, Engine::Core);
        QCOMPARE(again.info.reference, std::string("Euclid, Elements VII"));
        QCOMPARE(again.info.inputs.size(), std::size_t{3});
        QVERIFY(again.info.inputs[1].optional && again.info.inputs[1].kind == PortKind::Labels);
        QCOMPARE(again.info.outputs[1].bidsSuffix, std::string("mask"));
        QCOMPARE(again.params[0].max, 10.0);
        QCOMPARE(again.params[1].choices[4].label, std::string("Frames"));
    }

    void aDescriptionThatIsNoneIsRefused()
    {
        const json good = toJson(scaleStep().description());
        for (const auto& [key, value] : good.items()) {
            json bad = good;
            bad.erase(key);
            QVERIFY2(!messageOf([&] { stepDescriptionFromJson(bad); }).empty(), key.c_str());
        }
        json bad = good;
        bad["engine"] = "steam";
        QVERIFY(contains(messageOf([&] { stepDescriptionFromJson(bad); }), "'steam'"));
        bad = good;
        bad["version"] = "one";
        QVERIFY(contains(messageOf([&] { stepDescriptionFromJson(bad); }), "not the description of a step"));
        QVERIFY(!messageOf([] { stepDescriptionFromJson(json::array()); }).empty());
    }

    void theRegistryKeepsItsOrderAndFindsById()
    {
        StepRegistry registry;
        registry.add(scaleStep("smooth"));
        registry.add(scaleStep("resample"));
        QCOMPARE(registry.steps().at(0).info().id, std::string("smooth"));
        QCOMPARE(registry.at("resample").info().id, std::string("resample"));
        QVERIFY(!registry.find("smoth"));
        QVERIFY(contains(messageOf([&] { (void)registry.at("smoth"); }), "did you mean 'smooth'?"));
        QVERIFY(contains(messageOf([&] { (void)registry.at("xyzzy"); }), "insula-cli steps"));
        QVERIFY(isUsageError([&] { (void)registry.at("xyzzy"); }));
    }
};

QTEST_GUILESS_MAIN(TestStep)
#include "tst_Step.moc"
