#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/core/Hash.h"
#include "processing/core/Nifti.h"
#include "processing/core/Project.h"
#include "processing/sample/SampleProject.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <atomic>

using namespace insula;
namespace fs = std::filesystem;

class TestSampleProject : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void isACheckedProjectWithItsVolumes();
    void filesCanBeReadBack();
    void isABidsDataSet();
    void canBeMovedToAnotherPlace();
    void refusesAFolderThatIsNotEmpty();
    void cancelLeavesNothing();

private:
    ScratchFolder m_scratch;
    SampleFiles m_files;
};

void TestSampleProject::initTestCase()
{
    m_files = makeSampleProject(m_scratch.path() / "sample.insula", 1);
}

void TestSampleProject::isACheckedProjectWithItsVolumes()
{
    const Project project = Project::open(m_files.project);
    QCOMPARE(project.name(), std::string("sample"));
    QCOMPARE(project.subjects(), std::vector<std::string>{"01"});
    const std::vector<VolumeRow> volumes = project.volumes();
    QCOMPARE(volumes.size(), std::size_t{5});
    for (const VolumeRow& row : volumes) {
        QVERIFY(!row.missing && !row.derivative);
        QCOMPARE(row.sha256, sha256OfFile(row.path));
        QCOMPARE(row.kind, row.suffix == "dseg" ? std::string("labels") : std::string("image"));
    }
    QVERIFY(project.check().empty());
}

void TestSampleProject::filesCanBeReadBack()
{
    for (const fs::path& file : {m_files.t1w, m_files.t2w, m_files.ct, m_files.bold, m_files.parts, m_files.active}) {
        const VolumePtr volume = readNifti(file, {.lazy = false});
        QVERIFY2(volume->source().warnings.empty(), file.c_str());
        QVERIFY(valueRange(*volume).max > valueRange(*volume).min);
    }
    const VolumePtr bold = readNifti(m_files.bold);
    QCOMPARE(bold->frames(), std::int64_t{120});
    QCOMPARE(bold->trSeconds(), 2.0);
    QCOMPARE(readNifti(m_files.ct)->intercept(), -1024.0);
}

void TestSampleProject::isABidsDataSet()
{
    for (const char* name : {"dataset_description.json", "sub-01/func/sub-01_task-tapping_bold.json", "sub-01/anat/sub-01_T1w.json"}) {
        QVERIFY(nlohmann::json::parse(readTextFile(m_files.rawData / name)).is_object());
    }
    const auto sideCar = nlohmann::json::parse(readTextFile(m_files.rawData / "sub-01/func/sub-01_task-tapping_bold.json"));
    QCOMPARE(sideCar.at("RepetitionTime").get<double>(), 2.0);
    QVERIFY(readTextFile(m_files.events).starts_with("onset\tduration\ttrial_type\n20.0\t20.0\tright_hand_tapping\n"));
    QVERIFY(readTextFile(m_files.rawData / "participants.tsv").find("sub-01") != std::string::npos);
    fs::path names = m_files.parts;
    names.replace_filename("sub-01_desc-parts_dseg.tsv");
    QCOMPARE(readLabelTable(names).at(17).name, std::string("Left-Hippocampus"));
}

void TestSampleProject::canBeMovedToAnotherPlace()
{
    const fs::path moved = m_scratch.path() / "moved.insula";
    fs::copy(m_files.project, moved, fs::copy_options::recursive);
    for (const VolumeRow& row : Project::open(moved).volumes()) {
        QVERIFY(!row.missing);
        QVERIFY2(row.path.string().starts_with(fs::canonical(moved).string()), row.path.c_str());
    }
}

void TestSampleProject::refusesAFolderThatIsNotEmpty()
{
    QVERIFY_THROWS_EXCEPTION(Error, makeSampleProject(m_files.project, 1));
    QVERIFY(fs::exists(m_files.t1w));
}

void TestSampleProject::cancelLeavesNothing()
{
    class Stopper : public ProgressSink {
    public:
        void progressed(double fraction, std::string_view) override { m_far = m_far || fraction > 0.35; }
        bool isCancelled() const override { return m_far; }

    private:
        std::atomic<bool> m_far = false;
    } stopper;
    const fs::path folder = m_scratch.path() / "cancelled";
    fs::create_directory(folder);
    QVERIFY_THROWS_EXCEPTION(Cancelled, makeSampleProject(folder / "sample.insula", 1, Progress(stopper)));
    QVERIFY(fs::is_empty(folder));
}

QTEST_GUILESS_MAIN(TestSampleProject)
#include "tst_SampleProject.moc"
