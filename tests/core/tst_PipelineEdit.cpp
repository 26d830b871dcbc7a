#include "processing/core/PipelineEdit.h"
#include "tests/core/Messages.h"
#include "tests/core/TestSteps.h"

#include <QtTest>

using namespace insula;
using namespace insula::test;

namespace {

std::vector<StepDescription> descriptions()
{
    Port mask = port("mask", PortKind::Labels), events = port("events", PortKind::Table);
    mask.optional = events.optional = true;
    StepDescription smooth, strip, model;
    smooth.info.id = "smooth";
    smooth.info.inputs = {port("image", PortKind::Image), mask};
    smooth.info.outputs = {port("image", PortKind::Image)};
    strip.info.id = "strip";
    strip.info.inputs = {port("image", PortKind::Image)};
    strip.info.outputs = {port("brain", PortKind::Image), port("mask", PortKind::Labels)};
    model.info.id = "model";
    model.info.inputs = {port("image", PortKind::Image), events};
    model.info.outputs = {port("t", PortKind::Image)};
    return {smooth, strip, model};
}

const std::vector<std::string> Suffixes{"bold", "T1w", "events"};

std::string sources(const PipelineNode& node)
{
    std::string text;
    for (const PipelineInput& input : node.inputs)
        for (const PipelineSource& source : input.sources)
            text += (text.empty() ? "" : ", ") + input.port + "=" + describe(source);
    return text;
}

} // namespace

class TestPipelineEdit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void newStepsTakeTheNearestOutputThatFits()
    {
        Pipeline pipeline;
        const auto steps = descriptions();
        QCOMPARE(addStep(pipeline, steps, "smooth", 99, Suffixes), std::size_t{0});
        addStep(pipeline, steps, "strip", 99, Suffixes);
        addStep(pipeline, steps, "smooth", 99, Suffixes);
        QCOMPARE(sources(pipeline.nodes[0]), std::string("image=the subject's bold"));
        QCOMPARE(sources(pipeline.nodes[1]), std::string("image=image of smooth"));
        QCOMPARE(pipeline.nodes[2].id, std::string("smooth-2"));
        QCOMPARE(sources(pipeline.nodes[2]), std::string("image=brain of strip"));
        QVERIFY(problemsOf(pipeline, steps).empty());
        QVERIFY(contains(messageOf([&] { addStep(pipeline, steps, "none", 0, Suffixes); }), "'none'"));
    }

    void possibleSourcesAreAboveAndOfTheRightKind()
    {
        Pipeline pipeline;
        const auto steps = descriptions();
        pipeline.given = {{"atlas", "Atlas", PortKind::Labels}, {"table", "Table", PortKind::Table}};
        for (const char* step : {"strip", "smooth"})
            addStep(pipeline, steps, step, 99, Suffixes);
        const auto masks = possibleSources(pipeline, steps, 1, steps[0].info.inputs[1], Suffixes);
        QCOMPARE(masks.size(), std::size_t{4}); // mask of strip, two suffixes, the atlas
        QCOMPARE(describe(masks.front()), std::string("mask of strip"));
        const auto tables = possibleSources(pipeline, steps, 2, steps[2].info.inputs[1], Suffixes);
        QCOMPARE(tables.size(), std::size_t{2});
        QCOMPARE(describe(tables.front()), std::string("the subject's events"));
        QVERIFY(possibleSources(pipeline, steps, 0, steps[1].info.inputs[0], {}).size() == 1); // the atlas: nothing is above
    }

    void aRemovedStepHandsItsInputOn()
    {
        Pipeline pipeline;
        const auto steps = descriptions();
        for (const char* step : {"smooth", "strip", "model"})
            addStep(pipeline, steps, step, 99, Suffixes);
        setSource(pipeline.nodes[2], "image", {pipeline.nodes[1].inputs[0].sources});
        removeStep(pipeline, steps, 0);
        QCOMPARE(sources(pipeline.nodes[0]), std::string("image=the subject's bold"));
        QCOMPARE(sources(pipeline.nodes[1]), std::string("image=the subject's bold"));
        QVERIFY(problemsOf(pipeline, steps).empty());
        removeStep(pipeline, steps, 7);
        QCOMPARE(pipeline.nodes.size(), std::size_t{2});
    }

    void optionalInputsOfARemovedStepGo()
    {
        Pipeline pipeline;
        const auto steps = descriptions();
        for (const char* step : {"strip", "smooth"})
            addStep(pipeline, steps, step, 99, Suffixes);
        setSource(pipeline.nodes[1], "mask", {possibleSources(pipeline, steps, 1, steps[0].info.inputs[1], {}).front()});
        QCOMPARE(sources(pipeline.nodes[1]), std::string("image=brain of strip, mask=mask of strip"));
        removeStep(pipeline, steps, 0);
        QCOMPARE(sources(pipeline.nodes[0]), std::string("image=the subject's bold"));
    }

    void movingAStepAboveItsSourceIsToldAsAProblem()
    {
        Pipeline pipeline;
        const auto steps = descriptions();
        for (const char* step : {"strip", "smooth"})
            addStep(pipeline, steps, step, 99, Suffixes);
        QCOMPARE(moveStep(pipeline, 1, 1), std::size_t{1});
        QCOMPARE(moveStep(pipeline, 1, -1), std::size_t{0});
        QCOMPARE(problemsOf(pipeline, steps).size(), std::size_t{1});
        setSource(pipeline.nodes[0], "image", {});
        QVERIFY(contains(problemsOf(pipeline, steps).front().text, "has no source"));
    }
};

QTEST_GUILESS_MAIN(TestPipelineEdit)
#include "tst_PipelineEdit.moc"
