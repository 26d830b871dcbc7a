#include "processing/core/AtomicFile.h"
#include "processing/core/PipelineExecutor.h"
#include "tests/core/ProjectFixture.h"

using namespace insula;
using namespace insula::test;
namespace fs = std::filesystem;

namespace {

struct FactorParams {
    double factor = 2;
    std::string mode; // "fail", "cancel"
    bool isLoud = false; // changes nothing
};
void bindFactor(ParamBinder& b, FactorParams& p)
{
    b.real("factor", p.factor, {0, 100, 1}, "Factor");
    b.path("mode", p.mode, "", "Mode");
    b.boolean("loud", p.isLoud, "Loud");
}
StepOutputs multiply(const StepInputs& inputs, const FactorParams& p, const Progress&)
{
    if (p.mode == "fail")
        throw Error("the image is too sad");
    if (p.mode == "cancel")
        throw Cancelled();
    StepOutputs outputs;
    outputs.volumes["image"] = scaled(inputs.volume("image"), static_cast<float>(p.factor));
    outputs.tables["table"] = "name\tvalue\nfactor\t2\n"; // the same whatever the factor
    return outputs;
}
struct NoParams { };
void bindNothing(ParamBinder&, NoParams&) { }
StepOutputs copyOf(const StepInputs& inputs, const NoParams&, const Progress&)
{
    StepOutputs outputs;
    outputs.volumes["image"] = scaled(inputs.volume("image"), 1);
    return outputs;
}

StepRegistry registry()
{
    const Port image = port("image", PortKind::Image, "desc-made");
    Port about = port("about", PortKind::Table);
    about.optional = true;
    StepInfo multiplies, copies;
    multiplies.id = "multiply";
    multiplies.inputs = {image};
    multiplies.outputs = {image, port("table", PortKind::Table, "desc-made", "values")};
    copies.id = "copy";
    copies.inputs = {image, about};
    copies.outputs = {image};
    StepRegistry steps;
    steps.add(makeStep<FactorParams>(multiplies, bindFactor, multiply));
    steps.add(makeStep<NoParams>(copies, bindNothing, copyOf));
    return steps;
}

// a and b take the T1; c the image of a; d the image of b and the table of a.
const char* const Steps = R"([
  {"id": "a", "step": "multiply", "params": {"factor": 2}, "inputs": {"image": {"suffix": "T1w"}}},
  {"id": "b", "step": "multiply", "params": {"factor": 3}, "inputs": {"image": {"suffix": "T1w"}}},
  {"id": "c", "step": "copy", "inputs": {"image": {"from": "a", "output": "image"}}},
  {"id": "d", "step": "copy", "inputs": {"image": {"from": "b", "output": "image"}, "about": {"from": "a", "output": "table"}}}])";

struct Study : ProjectFixture {
    StepRegistry steps = registry();
    Project project = Project::open(folder);
    Pipeline pipeline = pipelineFromJson(nlohmann::ordered_json::parse(Steps));
    PipelineRequest request{"01", {}, {}, {}, 1, 0, true};

    Study() { pipeline.name = "study"; }
    PipelineNode& node(const std::string& id) { return *std::ranges::find(pipeline.nodes, id, &PipelineNode::id); }
    PipelinePlan plan() { return planPipeline(project, pipeline, descriptionsOf(steps), request); }
    PipelineResult execute(const PipelineWatch& watch = {}, const Progress& progress = {})
    {
        return executePipeline(
            project, plan(), [&](const PlannedNode&, const RunRequest& each, const Progress& part) { return runStep(steps, each, part); },
            progress, watch);
    }
    void read(const char* text) { pipeline.nodes = pipelineFromJson(nlohmann::ordered_json::parse(text)).nodes; }
};

// "a done, b reused": one word for each step.
std::string ends(const PipelineResult& result)
{
    std::string text;
    for (const NodeResult& node : result.nodes)
        text += (text.empty() ? "" : ", ") + node.id + " " + std::string(name(node.end));
    return text;
}
std::string states(const PipelinePlan& plan)
{
    std::string text;
    for (const PlannedNode& node : plan.nodes)
        text += (text.empty() ? "" : ", ") + node.id + " "
            + (node.state == PlannedState::Reuse      ? "reuse"
                    : node.state == PlannedState::Run ? "run"
                                                      : "left-out");
    return text;
}

} // namespace

class TestPipelinePlan : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFreshProjectRunsEverything()
    {
        Study study;
        const PipelinePlan plan = study.plan();
        QCOMPARE(states(plan), std::string("a run, b run, c run, d run"));
        QCOMPARE(plan.nodes[0].reason, std::string("not done yet"));
        QCOMPARE(plan.nodes[2].reason, std::string("after a"));
        QCOMPARE(study.project.runs().size(), std::size_t{0}); // planning changes nothing
        const PipelineResult result = study.execute();
        QCOMPARE(ends(result), std::string("a done, b done, c done, d done"));
        QVERIFY(!result.hasFailed() && !result.isCancelled);
        QVERIFY(fs::exists(result.nodes[3].outputs.at("image")));
        QCOMPARE(study.project.runs().size(), std::size_t{4});
    }

    void theSecondTimeEverythingIsReused()
    {
        Study study;
        const PipelineResult first = study.execute();
        QCOMPARE(states(study.plan()), std::string("a reuse, b reuse, c reuse, d reuse"));
        const PipelineResult second = study.execute();
        QCOMPARE(ends(second), std::string("a reused, b reused, c reused, d reused"));
        for (std::size_t i = 0; i < first.nodes.size(); ++i) {
            QCOMPARE(second.nodes[i].run, first.nodes[i].run);
            QVERIFY(second.nodes[i].outputs == first.nodes[i].outputs);
        }
        QCOMPARE(study.project.runs().size(), std::size_t{4});
    }

    void aChangedParameterRerunsWhatDependsOnIt()
    {
        Study study;
        study.execute();
        study.node("a").params["factor"] = 5;
        const PipelinePlan plan = study.plan();
        QCOMPARE(states(plan), std::string("a run, b reuse, c run, d run"));
        QVERIFY2(contains(plan.nodes[0].reason, "factor changed from "), plan.nodes[0].reason.c_str());
        // d only takes the table of a, which is the same again.
        QCOMPARE(ends(study.execute()), std::string("a done, b reused, c done, d reused"));
        study.node("a").params["factor"] = 2; // the older runs still stand
        QCOMPARE(ends(study.execute()), std::string("a reused, b reused, c reused, d reused"));
    }

    void aParameterThatChangesNothingRerunsOnlyItsStep()
    {
        Study study;
        study.execute();
        study.node("a").params["loud"] = true;
        QCOMPARE(ends(study.execute()), std::string("a done, b reused, c reused, d reused"));
    }

    void defaultsThatAreWrittenOutChangeNothing()
    {
        Study study;
        study.execute();
        study.node("a").params = {{"loud", "no"}, {"mode", ""}, {"factor", "2"}};
        QCOMPARE(states(study.plan()), std::string("a reuse, b reuse, c reuse, d reuse"));
    }

    void aChangedInputFileRerunsAll()
    {
        Study study;
        study.execute();
        writeNifti(study.image, *ramp(8, 3));
        const PipelinePlan plan = study.plan();
        QCOMPARE(plan.nodes[0].reason, std::string("its input image changed"));
        QCOMPARE(ends(study.execute()), std::string("a done, b done, c done, d done"));
    }

    void aTouchedInputFileRerunsNothing()
    {
        Study study;
        study.execute();
        fs::last_write_time(study.image, fs::last_write_time(study.image) + std::chrono::hours(1));
        QCOMPARE(states(study.plan()), std::string("a reuse, b reuse, c reuse, d reuse"));
    }

    void aNewerSideCarRerunsWhatReadsTheFile()
    {
        Study study;
        study.execute();
        const fs::path sidecar = study.image.parent_path() / "sub-01_T1w.json";
        writeTextFile(sidecar, "{}");
        fs::last_write_time(sidecar, fs::last_write_time(sidecar) + std::chrono::hours(1));
        QCOMPARE(states(study.plan()), std::string("a run, b run, c run, d run"));
        QCOMPARE(ends(study.execute()), std::string("a done, b done, c reused, d reused"));
    }

    void aRemovedOrChangedOutputIsMadeAgain()
    {
        Study study;
        PipelineResult result = study.execute();
        fs::remove(result.nodes[0].outputs.at("image"));
        const PipelinePlan plan = study.plan();
        QVERIFY2(contains(plan.nodes[0].reason, "was removed"), plan.nodes[0].reason.c_str());
        result = study.execute();
        QCOMPARE(ends(result), std::string("a done, b reused, c reused, d reused"));
        writeTextFile(result.nodes[1].outputs.at("table"), "other");
        result = study.execute();
        QCOMPARE(ends(result), std::string("a reused, b done, c reused, d reused"));
        QCOMPARE(ends(study.execute()), std::string("a reused, b reused, c reused, d reused"));
    }

    void aFailedStepStopsThoseAfterItOnly()
    {
        Study study;
        study.node("a").params["mode"] = "fail";
        const PipelineResult result = study.execute();
        QCOMPARE(ends(result), std::string("a failed, b done, c stopped, d stopped"));
        QVERIFY(result.hasFailed() && !result.isCancelled);
        QVERIFY2(contains(result.nodes[0].message, "too sad"), result.nodes[0].message.c_str());
        QVERIFY2(contains(result.nodes[2].message, "a did not end well"), result.nodes[2].message.c_str());
        study.node("a").params["mode"] = "";
        QCOMPARE(ends(study.execute()), std::string("a done, b reused, c done, d done"));
    }

    void cancellingStopsEverythingAndARerunGoesOn()
    {
        Study study;
        study.node("b").params["mode"] = "cancel";
        const PipelineResult result = study.execute();
        QCOMPARE(ends(result), std::string("a done, b cancelled, c stopped, d stopped"));
        QVERIFY(result.isCancelled && !result.hasFailed());
        study.node("b").params["mode"] = "";
        QCOMPARE(ends(study.execute()), std::string("a reused, b done, c done, d done"));
    }

    void progressGrowsToOneAndEveryStepIsTold()
    {
        struct Sink : ProgressSink {
            void progressed(double fraction, std::string_view) override { fractions.push_back(fraction); }
            bool isCancelled() const override { return false; }
            std::vector<double> fractions;
        } sink;
        Study study;
        std::string told;
        PipelineWatch watch;
        watch.started = [&](const PlannedNode& node, std::size_t) { told += "+" + node.id; };
        watch.ended = [&](const NodeResult& node, std::size_t) { told += "-" + node.id; };
        study.execute(watch, Progress(sink));
        QCOMPARE(told, std::string("+a-a+b-b+c-c+d-d"));
        QVERIFY(std::ranges::is_sorted(sink.fractions));
        QCOMPARE(sink.fractions.back(), 1.0);
        QVERIFY(std::ranges::count_if(sink.fractions, [](double x) { return x > 0.2 && x < 0.8; }) > 3);
        told.clear();
        study.execute(watch);
        QCOMPARE(told, std::string("-a-b-c-d"));
    }

    void anotherSubjectWithTheSameFileIsItsOwn()
    {
        Study study;
        study.execute();
        const fs::path other = study.root / "raw" / "sub-02_T1w.nii.gz";
        fs::copy_file(study.image, other);
        study.project.addVolume(other, "02");
        study.request.subject = "02";
        const PipelineResult result = study.execute();
        QCOMPARE(ends(result), std::string("a done, b done, c done, d done"));
        QVERIFY(contains(result.nodes[0].outputs.at("image").string(), "sub-02"));
    }

    void withoutReuseAllIsDoneAgain()
    {
        Study study;
        study.execute();
        study.request.reuse = false;
        QCOMPARE(ends(study.execute()), std::string("a done, b done, c done, d done"));
        study.request.reuse = true;
        study.request.seed = 7;
        QVERIFY(contains(study.plan().nodes[0].reason, "the seed changed from 0 to 7"));
    }

    void optionalStepsAreLeftOutAndTheirOutputsGiveWay()
    {
        Study study;
        study.read(R"([
          {"id": "timing", "step": "copy", "optional": true, "inputs": {"image": {"suffix": "T1w", "sidecar": "SliceTiming"}}},
          {"id": "a", "step": "multiply", "inputs": {"image": [{"from": "timing", "output": "image"}, {"suffix": "T1w"}]}},
          {"id": "b", "step": "copy", "inputs": {"image": {"from": "a", "output": "image"}, "about": {"suffix": "events"}}},
          {"id": "c", "step": "copy", "optional": true, "inputs": {"image": {"suffix": "T2w"}}},
          {"id": "d", "step": "copy", "optional": true, "inputs": {"image": {"from": "c", "output": "image"}}}])");
        const PipelinePlan plan = study.plan();
        QCOMPARE(states(plan), std::string("timing left-out, a run, b run, c left-out, d left-out"));
        QVERIFY2(
            contains(plan.nodes[0].reason, "without the subject's T1w with SliceTiming in its side-car"), plan.nodes[0].reason.c_str());
        QCOMPARE(ends(study.execute()), std::string("timing left-out, a done, b done, c left-out, d left-out"));
        writeTextFile(study.image.parent_path() / "sub-01_T1w.json", R"({"SliceTiming": [0, 1]})");
        QCOMPARE(states(study.plan()), std::string("timing run, a run, b run, c left-out, d left-out"));
    }

    void saysWhatIsMissing()
    {
        Study study;
        study.read(R"([{"id": "a", "step": "copy", "inputs": {"image": {"suffix": "bold"}}}])");
        QVERIFY(contains(messageOf([&] { study.plan(); }), "step 'a' needs the subject's bold as its input 'image'"));
        study.read(
            R"([{"id": "a", "step": "copy", "inputs": {"image": {"suffix": "T1w"}, "about": {"suffix": "events", "required": true}}}])");
        QVERIFY(contains(messageOf([&] { study.plan(); }), "needs the subject's events as its input 'about'"));
        study.request.subject = "09";
        QVERIFY(contains(messageOf([&] { study.plan(); }), "no subject '09'; it has 01"));
        study.request.subject = "01";
        study.request.session = "x";
        QVERIFY(contains(messageOf([&] { study.plan(); }), "no session 'x'"));
        study.request.session = "";
        study.request.given["atlas"] = study.image;
        QVERIFY(contains(messageOf([&] { study.plan(); }), "asks for no file 'atlas'"));
        fs::remove(study.image);
        study.request.given.clear();
        QVERIFY(contains(messageOf([&] { study.plan(); }), "is not there"));
    }

    void aFileThatIsGivenTakesItsPlace()
    {
        Study study;
        study.pipeline.given = {{"atlas", "Atlas", PortKind::Image}};
        study.read(R"([{"id": "a", "step": "copy", "optional": true, "inputs": {"image": {"given": "atlas"}}}])");
        study.pipeline.given = {{"atlas", "Atlas", PortKind::Image}};
        QCOMPARE(states(study.plan()), std::string("a left-out"));
        const fs::path atlas = study.root / "atlas.nii";
        writeNifti(atlas, *ramp(6));
        study.request.given["atlas"] = atlas;
        QCOMPARE(ends(study.execute()), std::string("a done"));
        study.node("a").when = {"template"};
        study.pipeline.given.push_back({"template", "Template", PortKind::Image});
        QCOMPARE(study.plan().nodes[0].reason, std::string("without the file given as template"));
        study.request.given["atlas"] = study.root / "no.nii";
        QVERIFY(contains(messageOf([&] { study.plan(); }), "given as 'atlas' is not there"));
    }

    void severalRunsMustBeChosenFrom()
    {
        Study study;
        const fs::path func = study.root / "raw";
        for (const char* task : {"rest", "tapping"}) {
            const fs::path file = func / ("sub-01_task-" + std::string(task) + "_bold.nii.gz");
            writeNifti(file, *ramp());
            study.project.addVolume(file, "01");
        }
        writeTextFile(func / "sub-01_task-tapping_events.tsv", "onset\tduration\n0\t1\n");
        study.read(R"([{"id": "a", "step": "copy", "inputs": {"image": {"suffix": "bold"}, "about": {"suffix": "events"}}},
            {"id": "b", "step": "copy", "inputs": {"image": {"suffix": "T1w"}}}])");
        const std::string message = messageOf([&] { study.plan(); });
        QVERIFY2(contains(message, "2 files 'bold'") && contains(message, "--select task=tapping"), message.c_str());
        const auto requests = requestsForEachRun(study.project, study.pipeline, study.request);
        QCOMPARE(requests.size(), std::size_t{2});
        study.request = requests[1];
        const PipelinePlan plan = study.plan();
        QCOMPARE(plan.nodes[0].inputs[0].file.filename().string(), std::string("sub-01_task-tapping_bold.nii.gz"));
        QCOMPARE(plan.nodes[0].inputs[1].file.filename().string(), std::string("sub-01_task-tapping_events.tsv"));
        study.request = requests[0];
        QCOMPARE(study.plan().nodes[0].inputs.size(), std::size_t{1}); // this run has no events
        study.request.entities.clear();
        study.read(R"([{"id": "a", "step": "copy", "inputs": {"image": {"suffix": "bold", "task": "rest"}}}])");
        QCOMPARE(study.plan().nodes[0].inputs[0].file.filename().string(), std::string("sub-01_task-rest_bold.nii.gz"));
    }

    void theOnlySessionIsTakenAndLendsItsHead()
    {
        Study study;
        const auto add = [&](const std::string& name, const std::string& session) {
            const fs::path file = study.root / "raw" / name;
            writeNifti(file, *ramp());
            study.project.addVolume(file, "03", session);
        };
        add("sub-03_ses-one_T1w.nii.gz", "one");
        study.request.subject = "03";
        study.read(R"([{"id": "a", "step": "copy", "inputs": {"image": {"suffix": "T1w"}}}])");
        QCOMPARE(study.plan().request.session, std::string("one"));
        add("sub-03_ses-two_task-x_bold.nii.gz", "two");
        QVERIFY(contains(messageOf([&] { study.plan(); }), "choose one with --session"));
        study.request.session = "two";
        QCOMPARE(study.plan().nodes[0].inputs[0].file.filename().string(), std::string("sub-03_ses-one_T1w.nii.gz"));
    }
};

QTEST_GUILESS_MAIN(TestPipelinePlan)
#include "tst_PipelinePlan.moc"
