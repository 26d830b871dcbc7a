#include "processing/core/AtomicFile.h"
#include "processing/core/Pipeline.h"
#include "processing/core/StepParams.h"
#include "tests/core/Messages.h"
#include "tests/core/TestSteps.h"

#include <QtTest>

using namespace insula;
using namespace insula::test;
namespace fs = std::filesystem;

namespace {

struct MotionParams {
    double fwhm = 5;
    std::int64_t frame = 1;
    bool isFast = true;
    std::string reference = "mean", text;
};
void bindMotion(ParamBinder& b, MotionParams& p)
{
    b.real("fwhm", p.fwhm, {0.1, 40, 0.5}, "FWHM");
    b.integer("frame", p.frame, {1, 100, 1}, "Frame");
    b.boolean("fast", p.isFast, "Fast");
    b.choice("reference", p.reference, {{"mean", "Mean"}, {"first", "First"}}, "Reference");
    b.path("text", p.text, "", "Text");
}
struct MoveParams {
    std::string interpolation = "linear";
};
void bindMove(ParamBinder& b, MoveParams& p)
{
    b.choice("interpolation", p.interpolation, {{"linear", "Linear"}, {"nearest", "Nearest"}}, "Interpolation");
}
struct NoParams { };
void bindNothing(ParamBinder&, NoParams&) { }
template <typename P> StepOutputs nothing(const StepInputs&, const P&, const Progress&)
{
    return {};
}

Port optional(Port made)
{
    made.optional = true;
    return made;
}
Port text(Port made)
{
    made.extension = ".txt";
    return made;
}
StepInfo info(const char* id, std::vector<Port> inputs, std::vector<Port> outputs)
{
    StepInfo made;
    made.id = id;
    made.inputs = std::move(inputs);
    made.outputs = std::move(outputs);
    return made;
}

StepRegistry registry()
{
    const Port image = port("image", PortKind::Image), events = port("events", PortKind::Table);
    const Port mask = port("mask", PortKind::Labels), transform = port("transform", PortKind::Table);
    StepRegistry steps;
    steps.add(
        makeStep<MotionParams>(info("motion", {image}, {image, port("confounds", PortKind::Table)}), bindMotion, nothing<MotionParams>));
    steps.add(makeStep<NoParams>(info("strip", {image}, {mask, text(transform)}), bindNothing, nothing<NoParams>));
    steps.add(
        makeStep<NoParams>(info("clean", {image, optional(mask), optional(events), optional(text(port("start", PortKind::File)))}, {image}),
            bindNothing, nothing<NoParams>));
    return steps;
}

Pipeline parsed(const std::string& text, const fs::path& folder = {})
{
    return pipelineFromJson(nlohmann::ordered_json::parse(text), folder);
}

const char* const Whole = R"({"name": "rest", "title": "Resting state", "summary": "Cleans a run.",
  "given": [{"key": "atlas", "label": "Atlas", "kind": "labels"}],
  "steps": [
    {"id": "motion", "step": "motion", "params": {"fwhm": 4}, "inputs": {"image": {"suffix": "bold", "task": "rest", "sidecar": "SliceTiming"}}},
    {"id": "strip", "step": "strip", "inputs": {"image": {"suffix": "T1w"}}},
    {"id": "clean", "step": "clean", "optional": true, "when": ["atlas"], "inputs": {
      "image": [{"from": "motion", "output": "image"}, {"suffix": "bold"}], "mask": {"given": "atlas"},
      "events": {"suffix": "events", "required": true}, "start": {"from": "strip", "output": "transform"}}},
    {"id": "again", "step": "clean", "inputs": {"image": {"resource": "models/x.nii"}, "mask": {"file": "/tmp/mask.nii"}}}]})";

// The text of the only problem, with the node's name.
std::string problemOf(const std::string& steps)
{
    const auto problems = problemsOf(parsed(steps), descriptionsOf(registry()));
    return problems.size() == 1 ? problems.front().node + ": " + problems.front().text : std::to_string(problems.size()) + " problems";
}

} // namespace

class TestPipeline : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsAllThatMayBeSaid()
    {
        const Pipeline pipeline = parsed(Whole);
        QCOMPARE(pipeline.nodes.size(), std::size_t{4});
        QCOMPARE(pipeline.given.front().kind, PortKind::Labels);
        const PipelineSource& raw = pipeline.nodes[0].inputs[0].sources[0];
        QCOMPARE(raw.entities.at("task"), std::string("rest"));
        QCOMPARE(raw.sidecar, std::string("SliceTiming"));
        const PipelineNode& clean = *pipeline.find("clean");
        QVERIFY(clean.optional && !pipeline.nodes[0].optional);
        QCOMPARE(clean.inputs[0].sources.size(), std::size_t{2});
        QVERIFY(clean.inputs[2].required);
        QVERIFY(problemsOf(pipeline, descriptionsOf(registry())).empty());
    }

    void writesWhatItReads()
    {
        Pipeline pipeline = parsed(Whole);
        pipeline.nodes[2].inputs[0].required = true; // a list that is required has a form of its own
        QCOMPARE(parsed(pipelineText(pipeline)), pipeline);
        QVERIFY(pipelineText(pipeline).find("{\n      \"id\": \"motion\",\n      \"step\"") != std::string::npos);
    }

    void aBareListIsAPipelineAndTakesTheFilesName()
    {
        const ScratchFolder folder;
        writeTextFile(folder.path() / "mine.json", R"([{"step": "strip", "inputs": {"image": {"file": "head.nii"}}}])");
        const Pipeline pipeline = readPipeline(folder.path() / "mine.json");
        QCOMPARE(pipeline.name, std::string("mine"));
        QCOMPARE(pipeline.nodes[0].id, std::string("strip"));
        QCOMPARE(pipeline.nodes[0].inputs[0].sources[0].file.string(), (folder.path() / "head.nii").string());
    }

    void refusesWhatItDoesNotKnow_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* name, const char* text, const char* message) { QTest::newRow(name) << text << message; };
        row("no list", "3", "a pipeline is a list of steps");
        row("no steps", R"({"name": "x"})", "has no \"steps\"");
        row("other key", R"({"steps": [], "stops": []})", "'stops'");
        row("bad name", R"({"name": "../x", "steps": []})", "'../x'");
        row("no step", R"([{"id": "a"}])", "step 'a': it has no \"step\"");
        row("bad id", R"([{"id": "A b", "step": "strip"}])", "step 'A b': its id 'A b'");
        row("node key", R"([{"id": "a", "step": "strip", "parms": {}}])", "step 'a': it has the key 'parms'");
        row("number", "[7]", "step 1 of the list: it must be a JSON object");
        row("params", R"([{"step": "strip", "params": 3}])", "step 'strip': \"params\"");
        row("inputs", R"([{"step": "strip", "inputs": []}])", "step 'strip': \"inputs\"");
        row("source text", R"([{"step": "strip", "inputs": {"image": "T1w"}}])", "its input 'image' must be an object");
        row("two kinds", R"([{"step": "strip", "inputs": {"image": {"suffix": "T1w", "file": "x"}}}])", "exactly one of");
        row("no kind", R"([{"step": "strip", "inputs": {"image": {}}}])", "exactly one of");
        row("no output", R"([{"step": "strip", "inputs": {"image": {"from": "a"}}}])", "no \"output\"");
        row("empty list", R"([{"step": "strip", "inputs": {"image": []}}])", "empty list");
        row("entity number", R"([{"step": "strip", "inputs": {"image": {"suffix": "bold", "run": 1}}}])", "\"run\"");
        row("resource above", R"([{"step": "strip", "inputs": {"image": {"resource": "../x"}}}])", "below the program's resources");
        row("optional text", R"([{"step": "strip", "optional": "yes"}])", "true or false");
        row("given twice", R"({"given": [{"key": "a"}, {"key": "a"}], "steps": []})", "'a' twice");
        row("given kind", R"({"given": [{"key": "a", "kind": "film"}], "steps": []})", "'film'");
    }
    void refusesWhatItDoesNotKnow()
    {
        QFETCH(QString, text);
        QFETCH(QString, message);
        const std::string error = messageOf([&] { parsed(text.toStdString()); });
        QVERIFY2(contains(error, message.toStdString()), error.c_str());
        QVERIFY(error.find('\n') == std::string::npos);
    }

    void saysWhatIsWrongAndWhere_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* name, const char* text, const char* message) { QTest::newRow(name) << text << message; };
        row("unknown step", R"([{"id": "a", "step": "motoin"}])", "a: there is no step 'motoin'; did you mean 'motion'?");
        row("unknown port", R"([{"id": "a", "step": "strip", "inputs": {"image": {"suffix": "T1w"}, "msk": {"suffix": "x"}}}])",
            "a: strip has no input 'msk'; there are image");
        row("missing port", R"([{"id": "a", "step": "strip"}])", "a: its input 'image' has no source");
        row("range", R"([{"id": "a", "step": "motion", "params": {"fwhm": 400}, "inputs": {"image": {"suffix": "bold"}}}])",
            "a: --fwhm is '400', expected a number from 0.1 to 40");
        row("unknown parameter", R"([{"id": "a", "step": "motion", "params": {"fwmh": 4}, "inputs": {"image": {"suffix": "bold"}}}])",
            "a: no parameter --fwmh; did you mean --fwhm?");
        row("unknown node", R"([{"id": "a", "step": "strip", "inputs": {"image": {"from": "b", "output": "image"}}}])",
            "a: its input 'image' comes from an unknown step 'b'; there is none");
        row("itself", R"([{"id": "a", "step": "strip", "inputs": {"image": {"from": "a", "output": "mask"}}}])", "the step itself");
        row("forward", R"([{"id": "a", "step": "clean", "inputs": {"image": {"from": "b", "output": "image"}}},
            {"id": "b", "step": "motion", "inputs": {"image": {"suffix": "bold"}}}])",
            "a: its input 'image' comes from 'b', which is below it: move that step up");
        row("circle", R"([{"id": "a", "step": "clean", "inputs": {"image": {"from": "b", "output": "image"}}},
            {"id": "c", "step": "clean", "inputs": {"image": {"from": "a", "output": "image"}}},
            {"id": "b", "step": "clean", "inputs": {"image": {"from": "c", "output": "image"}}}])",
            "a: it and 'b' need each other's results");
        row("unknown output", R"([{"id": "a", "step": "motion", "inputs": {"image": {"suffix": "bold"}}},
            {"id": "b", "step": "clean", "inputs": {"image": {"from": "a", "output": "imag"}}}])",
            "b: 'a' (motion) has no output 'imag'; did you mean 'image'?");
        row("table for image", R"([{"id": "a", "step": "motion", "inputs": {"image": {"suffix": "bold"}}},
            {"id": "b", "step": "clean", "inputs": {"image": {"from": "a", "output": "confounds"}}}])",
            "b: its input 'image' takes image, but 'confounds' of 'a' is table");
        row("image for labels", R"([{"id": "a", "step": "motion", "inputs": {"image": {"suffix": "bold"}}},
            {"id": "b", "step": "clean", "inputs": {"image": {"suffix": "bold"}, "mask": {"from": "a", "output": "image"}}}])",
            "b: its input 'mask' takes labels, but 'image' of 'a' is image");
        row("table for transform", R"([{"id": "a", "step": "motion", "inputs": {"image": {"suffix": "bold"}}},
            {"id": "b", "step": "clean", "inputs": {"image": {"suffix": "bold"}, "start": {"from": "a", "output": "confounds"}}}])",
            "b: its input 'start' takes file (.txt), but 'confounds' of 'a' is table");
        row("twice the id", R"([{"id": "a", "step": "strip", "inputs": {"image": {"suffix": "T1w"}}},
            {"id": "a", "step": "strip", "inputs": {"image": {"suffix": "T2w"}}}])",
            "a: there is another step with the id 'a' above it");
        row("given", R"([{"id": "a", "step": "strip", "inputs": {"image": {"given": "atlas"}}}])", "not in \"given\" of the pipeline");
        row("given kind",
            R"({"given": [{"key": "t", "kind": "table"}], "steps": [{"id": "a", "step": "strip", "inputs": {"image": {"given": "t"}}}]})",
            "a: its input 'image' takes image, but the file given as 't' is table");
        row("when", R"([{"id": "a", "step": "strip", "when": ["atlas"], "inputs": {"image": {"suffix": "T1w"}}}])",
            "a: it waits for a file that is not in \"given\" of the pipeline: 'atlas'; there is none");
        row("events", R"([{"id": "a", "step": "strip", "inputs": {"image": {"suffix": "events"}}}])", "events are a table");
        row("empty", "[]", ": The pipeline has no steps.");
    }
    void saysWhatIsWrongAndWhere()
    {
        QFETCH(QString, text);
        QFETCH(QString, message);
        const std::string problem = problemOf(text.toStdString());
        QVERIFY2(contains(problem, message.toStdString()), problem.c_str());
    }

    void allProblemsAreToldAndTheFirstIsThrown()
    {
        const Pipeline pipeline = parsed(R"([{"id": "a", "step": "x"}, {"id": "b", "step": "strip"}])");
        QCOMPARE(problemsOf(pipeline, descriptionsOf(registry())).size(), std::size_t{2});
        const std::string error = messageOf([&] { checkPipeline(pipeline, descriptionsOf(registry())); });
        QVERIFY2(contains(error, "step 'a': there is no step 'x'") && contains(error, "(and 1 more)"), error.c_str());
    }

    void labelsMayBeLookedAtAsAnImageAndTransformsAsFiles()
    {
        const Port labels = port("m", PortKind::Labels), image = port("i", PortKind::Image);
        const Port transform = text(port("t", PortKind::Table));
        const Port any = port("f", PortKind::File), start = text(port("s", PortKind::File));
        QVERIFY(fits(labels, image) && !fits(image, labels));
        QVERIFY(fits(transform, start) && fits(image, any) && !fits(image, start));
    }

    void aMapOfLabelsMayBeMovedByNearestNeighbour()
    {
        StepRegistry steps = registry();
        StepInfo moves = info("move", {port("image", PortKind::Image)}, {port("image", PortKind::Image)});
        steps.add(makeStep<MoveParams>(moves, bindMove, nothing<MoveParams>));
        Pipeline pipeline
            = parsed(R"([{"id": "a", "step": "move", "params": {"interpolation": "nearest"}, "inputs": {"image": {"suffix": "dseg"}}},
            {"id": "b", "step": "clean", "inputs": {"image": {"suffix": "bold"}, "mask": {"from": "a", "output": "image"}}}])");
        QVERIFY(problemsOf(pipeline, descriptionsOf(steps)).empty());
        pipeline.nodes[0].params["interpolation"] = "linear";
        QCOMPARE(problemsOf(pipeline, descriptionsOf(steps)).size(), std::size_t{1});
    }

    void paramsAreThoseOfTheStepItself()
    {
        const StepRegistry steps = registry();
        const Step& motion = steps.at("motion");
        for (const auto& params : {nlohmann::json::object(), nlohmann::json{{"fwhm", "0.1"}, {"fast", "no"}},
                 nlohmann::json{{"frame", 7}, {"reference", "first"}, {"text", "a, b"}}})
            QCOMPARE(normalisedParams(motion.description(), params), motion.normalised(params));
        QVERIFY(isUsageError([&] { normalisedParams(motion.description(), {{"frame", 1.5}}); }));
    }
};

QTEST_GUILESS_MAIN(TestPipeline)
#include "tst_Pipeline.moc"
