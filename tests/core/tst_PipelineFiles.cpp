#include "processing/core/AtomicFile.h"
#include "processing/core/PipelineFiles.h"
#include "tests/core/Messages.h"

#include <QtTest>

using namespace insula;
using namespace insula::test;
namespace fs = std::filesystem;

class TestPipelineFiles : public QObject {
    Q_OBJECT

    ScratchFolder m_folder;
    fs::path m_project = m_folder.path() / "study.insula";

    static Pipeline named(const std::string& name)
    {
        Pipeline pipeline
            = pipelineFromJson(nlohmann::ordered_json::parse(R"([{"id": "a", "step": "smooth", "inputs": {"image": {"suffix": "T1w"}}}])"));
        pipeline.name = name;
        pipeline.title = "Of " + name;
        return pipeline;
    }
    static std::string listed(const fs::path& project = {})
    {
        std::string text;
        for (const FoundPipeline& each : listPipelines(project))
            text += std::string(name(each.origin)) + ":" + each.name + " ";
        return text;
    }

private Q_SLOTS:
    void initTestCase()
    {
        fs::create_directories(m_folder.path() / "resources/pipelines");
        writeTextFile(m_folder.path() / "resources/pipelines/task.json", pipelineText(named("task")));
        writeTextFile(m_folder.path() / "resources/pipelines/notes.txt", "no pipeline");
        qputenv("INSULA_RESOURCES", (m_folder.path() / "resources").c_str());
        qputenv("XDG_DATA_HOME", (m_folder.path() / "home").c_str());
    }

    void theyAreListedByWhereTheyAre()
    {
        QCOMPARE(listed(), std::string("program:task "));
        savePipeline(named("mine"), PipelineOrigin::User);
        savePipeline(named("b"), PipelineOrigin::Project, m_project);
        savePipeline(named("a"), PipelineOrigin::Project, m_project);
        QCOMPARE(listed(), std::string("program:task user:mine "));
        QCOMPARE(listed(m_project), std::string("program:task user:mine project:a project:b "));
        QCOMPARE(readPipeline(findPipeline("mine")), named("mine"));
    }

    void theNearestOneOfANameIsFound()
    {
        QVERIFY(findPipeline("task", m_project).string().find("resources") != std::string::npos);
        savePipeline(named("task"), PipelineOrigin::User);
        QVERIFY(findPipeline("task", m_project).string().find("home") != std::string::npos);
        const fs::path saved = savePipeline(named("task"), PipelineOrigin::Project, m_project);
        QCOMPARE(findPipeline("task", m_project), saved);
        QCOMPARE(findPipeline(saved.string()), saved);
    }

    void whatIsNotThereIsSaid()
    {
        QVERIFY(contains(messageOf([] { findPipeline("tsk"); }), "did you mean 'task'?"));
        QVERIFY(contains(messageOf([] { findPipeline("./tsk.json"); }), "is not there"));
        QVERIFY(isUsageError([] { findPipeline("tsk"); }));
    }

    void nothingIsSavedWhereItCannotBe()
    {
        QVERIFY(contains(messageOf([] { savePipeline(named("x"), PipelineOrigin::Program); }), "stay as they are"));
        QVERIFY(contains(messageOf([] { savePipeline(named(""), PipelineOrigin::User); }), "needs a name"));
        QVERIFY(contains(messageOf([] { savePipeline(named("../x"), PipelineOrigin::User); }), "'../x'"));
    }
};

QTEST_GUILESS_MAIN(TestPipelineFiles)
#include "tst_PipelineFiles.moc"
