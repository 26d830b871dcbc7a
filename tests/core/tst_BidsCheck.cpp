#include "processing/core/AtomicFile.h"
#include "processing/core/BidsCheck.h"
#include "processing/core/BidsProject.h"
#include "processing/core/BidsRaw.h"
#include "processing/core/Error.h"
#include "processing/core/Nifti.h"

#include <QtTest>

#include <fmt/format.h>

#include <fstream>
#include <functional>
#include <optional>

using namespace insula;

namespace {

namespace fs = std::filesystem;

void write(const fs::path& file, const std::string& text)
{
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
}

void writeImage(const fs::path& file, std::int64_t frames, double tr = 2, std::int64_t slices = 4)
{
    fs::create_directories(file.parent_path());
    Volume::Description description;
    description.grid.size = {3, 3, slices};
    description.frames = frames;
    description.trSeconds = frames > 1 ? tr : 0;
    writeNifti(file, *Volume::make(description, std::vector<std::int16_t>(static_cast<std::size_t>(9 * slices * frames), 1)));
}

std::string text(const std::vector<BidsProblem>& problems)
{
    std::string all;
    for (const BidsProblem& problem : problems)
        all += fmt::format("{} {}: {} -> {}\n", problem.isError ? "error" : "warning", problem.file, problem.what, problem.advice);
    return all;
}

} // namespace

class TestBidsCheck : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder.emplace();
        addToRawDataset(root(), "Study", "01");
        addToRawDataset(root(), "Study", "02");
        for (const char* sub : {"sub-01", "sub-02"}) {
            const std::string name = sub;
            writeImage(root() / sub / "anat" / (name + "_T1w.nii.gz"), 1);
            write(root() / sub / "anat" / (name + "_T1w.json"), R"({"EchoTime": 0.003})");
            writeImage(root() / sub / "func" / (name + "_task-faces_bold.nii.gz"), 5);
            write(root() / sub / "func" / (name + "_task-faces_events.tsv"), "onset\tduration\ttrial_type\n0\t2\ta\n4.5\t2\tb\n");
            writeImage(root() / sub / "fmap" / (name + "_phasediff.nii.gz"), 1);
            write(root() / sub / "fmap" / (name + "_phasediff.json"),
                fmt::format(R"({{"EchoTime1": 0.004, "EchoTime2": 0.007, "IntendedFor": ["func/{}_task-faces_bold.nii.gz"]}})", name));
        }
        write(root() / "task-faces_bold.json", Run); // inherited by both
    }
    void cleanup() { m_folder.reset(); }

    void aSoundDataSetHasNothingWrong() { QCOMPARE(QString::fromStdString(found()), QString()); }

    void whatIsWrongIsNamedWithWhatToDo_data()
    {
        QTest::addColumn<int>("change");
        QTest::addColumn<QString>("words"); // all in one line
        const auto row = [this](const char* name, const char* words, std::function<void(const fs::path&)> change) {
            QTest::newRow(name) << static_cast<int>(m_changes.size()) << words;
            m_changes.push_back(std::move(change));
        };
        m_changes.clear();
        row("no description", "error dataset_description.json|missing|Name and BIDSVersion",
            [](const fs::path& r) { fs::remove(r / "dataset_description.json"); });
        row("broken description", "error dataset_description.json|no JSON object",
            [](const fs::path& r) { write(r / "dataset_description.json", "{,}"); });
        row("no version", "error dataset_description.json|BIDSVersion is missing",
            [](const fs::path& r) { write(r / "dataset_description.json", R"({"Name": "x"})"); });
        row("no read me", "warning README|missing", [](const fs::path& r) { fs::remove(r / "README"); });
        row("order of entities", "error sub-01/anat/sub-01_run-1_acq-x_T1w.nii.gz|'acq-' stands after 'run-'|acq- comes first",
            [](const fs::path& r) { fs::rename(r / "sub-01/anat/sub-01_T1w.nii.gz", r / "sub-01/anat/sub-01_run-1_acq-x_T1w.nii.gz"); });
        row("unknown entity", "'foo-' is no entity of BIDS",
            [](const fs::path& r) { writeImage(r / "sub-01/anat/sub-01_foo-1_T1w.nii.gz", 1); });
        row("entity twice", "'run-' is there twice",
            [](const fs::path& r) { writeImage(r / "sub-01/anat/sub-01_run-1_run-2_T1w.nii.gz", 1); });
        row("run is no number", "'run-a' is no number",
            [](const fs::path& r) { writeImage(r / "sub-01/anat/sub-01_run-a_T1w.nii.gz", 1); });
        row("wrong subject", "the name says sub-02, the folder sub-01",
            [](const fs::path& r) { writeImage(r / "sub-01/anat/sub-02_T1w.nii.gz", 1); });
        row("session only in the name", "the name has a session, the folder has none",
            [](const fs::path& r) { writeImage(r / "sub-01/anat/sub-01_ses-1_T1w.nii.gz", 1); });
        row("suffix elsewhere", "'bold' is no suffix of anat/",
            [](const fs::path& r) { writeImage(r / "sub-01/anat/sub-01_task-x_bold.nii.gz", 3); });
        row("no task", "error sub-01/func/sub-01_bold.nii.gz|no task|task-rest",
            [](const fs::path& r) { writeImage(r / "sub-01/func/sub-01_bold.nii.gz", 3); });
        row("folder of no kind", "'mri' is no folder of BIDS",
            [](const fs::path& r) { writeImage(r / "sub-01/mri/sub-01_T1w.nii.gz", 1); });
        row("stray file", "error notes.docx|belongs to no subject|.bidsignore", [](const fs::path& r) { write(r / "notes.docx", "x"); });
        row("empty file", "it is empty", [](const fs::path& r) { write(r / "sub-01/anat/sub-01_T2w.nii.gz", ""); });
        row("broken image", "error sub-01/anat/sub-01_T1w.nii.gz|cannot open|convert the image again",
            [](const fs::path& r) { write(r / "sub-01/anat/sub-01_T1w.nii.gz", "no image at all, of some length"); });
        row("no side-car of a run", "error sub-01/func/sub-01_task-faces_bold.nii.gz|no side-car",
            [](const fs::path& r) { fs::remove(r / "task-faces_bold.json"); });
        row("no side-car of an anatomy", "warning sub-01/anat/sub-01_T1w.nii.gz|no side-car",
            [](const fs::path& r) { fs::remove(r / "sub-01/anat/sub-01_T1w.json"); });
        row("repetition time", "RepetitionTime is 1.79 s in the side-car and 2 s in the image's header", [](const fs::path& r) {
            write(r / "sub-01/func/sub-01_task-faces_bold.json", R"({"RepetitionTime": 1.79, "SliceTiming": [0, 1, 0.5, 1.5]})");
        });
        row("milliseconds", "RepetitionTime is 2000 s: it seems to be in milliseconds",
            [](const fs::path& r) { write(r / "sub-01/func/sub-01_task-faces_bold.json", R"({"RepetitionTime": 2000})"); });
        row("slices", "SliceTiming has 3 times, the image 4 slices",
            [](const fs::path& r) { write(r / "sub-01/func/sub-01_task-faces_bold.json", R"({"SliceTiming": [0, 1, 0.5]})"); });
        row("slice beyond the volume", "the time 2.5 s, beyond the repetition time of 2 s",
            [](const fs::path& r) { write(r / "sub-01/func/sub-01_task-faces_bold.json", R"({"SliceTiming": [0, 1, 0.5, 2.5]})"); });
        row("slice before the volume", "-0.5 s, before the volume begins",
            [](const fs::path& r) { write(r / "sub-01/func/sub-01_task-faces_bold.json", R"({"SliceTiming": [0, 1, 0.5, -0.5]})"); });
        row("no task name", "TaskName is missing|faces",
            [](const fs::path& r) { write(r / "task-faces_bold.json", R"({"RepetitionTime": 2, "SliceTiming": [0, 1, 0.5, 1.5]})"); });
        row("direction", "PhaseEncodingDirection is \"AP\"",
            [](const fs::path& r) { write(r / "sub-01/func/sub-01_task-faces_bold.json", R"({"PhaseEncodingDirection": "AP"})"); });
        row("one volume", "a run has more than one volume",
            [](const fs::path& r) { writeImage(r / "sub-01/func/sub-01_task-faces_bold.nii.gz", 1); });
        row("no events", "warning sub-01/func/sub-01_task-faces_bold.nii.gz|no events",
            [](const fs::path& r) { fs::remove(r / "sub-01/func/sub-01_task-faces_events.tsv"); });
        row("columns of events", "the first two columns are not onset and duration",
            [](const fs::path& r) { write(r / "sub-01/func/sub-01_task-faces_events.tsv", "duration\tonset\n1\t2\n"); });
        row("no number", "line 3: 'x' is no time",
            [](const fs::path& r) { write(r / "sub-01/func/sub-01_task-faces_events.tsv", "onset\tduration\n0\t1\nx\t1\n"); });
        row("negative duration", "line 2: '-1' is no time",
            [](const fs::path& r) { write(r / "sub-01/func/sub-01_task-faces_events.tsv", "onset\tduration\n0\t-1\n"); });
        row("order of events", "line 3: the onsets are not in order",
            [](const fs::path& r) { write(r / "sub-01/func/sub-01_task-faces_events.tsv", "onset\tduration\n3\t1\n1\t1\n"); });
        row("events after the run", "an event begins at 4000 s, the run ends at 10 s|milliseconds",
            [](const fs::path& r) { write(r / "sub-01/func/sub-01_task-faces_events.tsv", "onset\tduration\n4000\tn/a\n"); });
        row("events of no run", "error sub-01/func/sub-01_task-other_events.tsv|no run of this name",
            [](const fs::path& r) { write(r / "sub-01/func/sub-01_task-other_events.tsv", "onset\tduration\n0\t1\n"); });
        row("orphan side-car", "error sub-01/anat/sub-01_T2w.json|no file is described by it",
            [](const fs::path& r) { write(r / "sub-01/anat/sub-01_T2w.json", "{}"); });
        row("two side-cars", "two side-cars of one folder apply", [](const fs::path& r) {
            write(r / "sub-01/func/sub-01_bold.json", "{}"), write(r / "sub-01/func/sub-01_task-faces_bold.json", "{}");
        });
        row("participant without folder", "'sub-03' has no folder", [](const fs::path& r) { addToRawDataset(r, "", "03"); });
        row("folder without participant", "'sub-02' is missing",
            [](const fs::path& r) { write(r / "participants.tsv", "participant_id\nsub-01\n"); });
        row("participant twice", "'sub-01' is there twice",
            [](const fs::path& r) { write(r / "participants.tsv", "participant_id\nsub-01\nsub-01\nsub-02\n"); });
        row("participant without prefix", "'01' does not begin with sub-",
            [](const fs::path& r) { write(r / "participants.tsv", "participant_id\n01\nsub-01\nsub-02\n"); });
        row("intended for nothing", "IntendedFor names 'func/no.nii.gz'", [](const fs::path& r) {
            write(r / "sub-01/fmap/sub-01_phasediff.json", R"({"EchoTime1": 1, "EchoTime2": 1, "IntendedFor": "func/no.nii.gz"})");
        });
        row("echo times of a field map", "EchoTime2 is missing",
            [](const fs::path& r) { write(r / "sub-01/fmap/sub-01_phasediff.json", R"({"EchoTime1": 0.1, "IntendedFor": []})"); });
        row("directions of diffusion", "'sub-01_dwi.bvec' is missing", [](const fs::path& r) {
            writeImage(r / "sub-01/dwi/sub-01_dwi.nii.gz", 2), write(r / "sub-01/dwi/sub-01_dwi.bval", "0 1000\n");
        });
        row("too few b values", "'sub-01_dwi.bval' does not have 1 line(s) of 2 numbers", [](const fs::path& r) {
            writeImage(r / "sub-01/dwi/sub-01_dwi.nii.gz", 2), write(r / "sub-01/dwi/sub-01_dwi.bval", "0\n"),
                write(r / "sub-01/dwi/sub-01_dwi.bvec", "0 1\n0 0\n0 0\n");
        });
        row("scans", "'anat/gone.nii.gz' is not there",
            [](const fs::path& r) { write(r / "sub-01/sub-01_scans.tsv", "filename\nanat/gone.nii.gz\n"); });
    }
    void whatIsWrongIsNamedWithWhatToDo()
    {
        QFETCH(int, change);
        QFETCH(QString, words);
        m_changes[static_cast<std::size_t>(change)](root());
        const QStringList lines = QString::fromStdString(found()).split('\n');
        const bool isThere = std::any_of(lines.begin(), lines.end(), [&](const QString& line) {
            const QStringList parts = words.split('|');
            return std::all_of(parts.begin(), parts.end(), [&](const QString& word) { return line.contains(word); });
        });
        QVERIFY2(isThere, qPrintable(lines.join('\n')));
    }

    void theMoreSpecialSideCarWins()
    {
        write(root() / "sub-01/func/sub-01_task-faces_bold.json", R"({"EchoTime": 0.05})");
        const BidsDataset dataset(root());
        for (const BidsFile& file : dataset.files())
            if (file.path.filename() == "sub-01_task-faces_bold.nii.gz") {
                QCOMPARE(dataset.metadataOf(file)["EchoTime"].get<double>(), 0.05);
                QCOMPARE(dataset.metadataOf(file)["RepetitionTime"].get<double>(), 2.0);
                QCOMPARE(dataset.sidecarsOf(file).size(), std::size_t{2});
            }
    }

    void whatIsIgnoredIsNotLookedAt()
    {
        write(root() / "notes.docx", "x");
        write(root() / "extra/a.bin", "x");
        write(root() / ".bidsignore", "*.docx\nextra/\n");
        write(root() / "derivatives/other/x.bin", "x");
        write(root() / "sourcedata/x.dcm", "x");
        fs::create_directory_symlink(root(), root() / "sub-01" / "loop");
        QCOMPARE(QString::fromStdString(found()), QString());
    }

    void derivativesHaveRulesOfTheirOwn()
    {
        const fs::path made = m_folder->path() / "made";
        write(made / "dataset_description.json",
            R"({"Name": "x", "BIDSVersion": "1.9.0", "DatasetType": "derivative", "GeneratedBy": [{"Name": "p"}], "SourceDatasets": [{"URL": ".."}]})");
        writeImage(made / "sub-01/anat/sub-01_space-MNI152NLin6Asym_desc-smooth_T1w.nii.gz", 1);
        QCOMPARE(QString::fromStdString(text(checkBids(BidsDataset(made)))), QString());
        writeImage(made / "sub-01/anat/sub-01_space-mine_res-2_desc-preproc_T1w.nii.gz", 1);
        const std::string problems = text(checkBids(BidsDataset(made)));
        for (const char* word : {"SpatialReference is missing, and 'space-mine'", "SkullStripped is missing", "Resolution is missing"})
            QVERIFY2(problems.find(word) != std::string::npos, problems.c_str());
    }

    void aProjectTakesAllImagesWhereTheyLie()
    {
        write(root() / "sub-02/anat/sub-02_T2w.nii", "broken");
        Project project = Project::create(m_folder->path() / "p.insula");
        std::vector<std::string> problems;
        const BidsDataset dataset(root());
        const auto count = addToProject(project, dataset, problems, {});
        QCOMPARE(count + problems.size(), std::size_t{7});
        QCOMPARE(project.subjects(), (std::vector<std::string>{"01", "02"}));
        addToProject(project, dataset, problems, {});
        QCOMPARE(project.volumes().size(), count); // again: the same
        fs::create_directory(m_folder->path() / "empty");
        QVERIFY_THROWS_EXCEPTION(Error, addToProject(project, BidsDataset(m_folder->path() / "empty"), problems = {}, {}));
        QVERIFY_THROWS_EXCEPTION(Error, BidsDataset(m_folder->path() / "nowhere"));
    }

    void aSubjectIsAddedToWhatIsThere()
    {
        write(root() / "participants.tsv", "age\tparticipant_id\n3\tsub-01");
        addToRawDataset(root(), "other name", "02");
        std::ifstream in(root() / "participants.tsv");
        const std::string table((std::istreambuf_iterator<char>(in)), {});
        QCOMPARE(table, std::string("age\tparticipant_id\n3\tsub-01\nn/a\tsub-02\n"));
        QVERIFY(BidsDataset(root()).json("dataset_description.json")->at("Name") == "Study");
    }

private:
    static constexpr const char* Run
        = R"({"RepetitionTime": 2, "TaskName": "faces", "SliceTiming": [0, 1, 0.5, 1.5], "EchoTime": 0.03, "PhaseEncodingDirection": "j-"})";

    fs::path root() const { return m_folder->path() / "study"; }
    std::string found() const { return text(checkBids(BidsDataset(root()))); }

    std::optional<ScratchFolder> m_folder;
    std::vector<std::function<void(const fs::path&)>> m_changes;
};

QTEST_GUILESS_MAIN(TestBidsCheck)
#include "tst_BidsCheck.moc"
