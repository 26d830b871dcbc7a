#include "processing/core/AtomicFile.h"
#include "processing/core/Hash.h"
#include "processing/core/ProjectMoves.h"
#include "processing/core/ProjectNames.h"
#include "processing/core/ProjectReplay.h"
#include "processing/core/RunCommand.h"
#include "tests/core/ProjectFixture.h"

#include <csignal>
#include <fstream>
#include <sys/resource.h>

using namespace insula;
using namespace insula::test;
namespace fs = std::filesystem;

class tst_Runner : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_run_is_recorded_with_everything();
    void a_second_run_gets_another_name();
    void the_first_port_names_the_outputs();
    void without_a_project_outputs_go_where_they_are_told();
    void outputs_appear_together_or_not_at_all();
    void wrong_requests_are_usage_errors();
    void a_failed_run_keeps_its_reason_and_no_file();
    void file_names_need_not_be_utf8();
    void a_full_disk_leaves_no_output();
    void results_become_stale_down_the_line();
    void a_replay_is_identical_until_the_input_changes();
    void differences_are_measured();
    void command_lines_are_quoted_for_the_shell();
};

void tst_Runner::a_run_is_recorded_with_everything()
{
    ProjectFixture f;
    RunRequest request = f.request();
    request.seed = 7;
    const RunOutcome outcome = runStep(steps(), request, {});
    const Project project = Project::open(f.folder);
    const RunRow run = project.run(outcome.run);
    QCOMPARE(run.status, RunStatus::Done);
    QCOMPARE(run.subject, std::string("01")); // of the input's row
    QCOMPARE(run.seed, std::uint64_t(7));
    QCOMPARE(run.inputs.at(0).sha256, sha256OfFile(f.image));
    QCOMPARE(run.outputs.size(), std::size_t(3));
    QCOMPARE(run.warnings, std::vector<std::string>{"the image is small"});
    QVERIFY(run.peakBytes > 0 && run.finished >= run.started);
    QVERIFY(run.log.find("doubling") != std::string::npos);
    QCOMPARE(project.measurements().at(0).value, 12.5);
    const fs::path brain = outcome.outputs.at("brain");
    QCOMPARE(brain.filename().string(), std::string("sub-01_desc-brain_T1w.nii.gz"));
    QCOMPARE(readNifti(brain)->frameAsFloat(), scaled(*ramp(), 2)->frameAsFloat());
    const auto json = nlohmann::json::parse(readTextFile(sidecarOf(brain)));
    QCOMPARE(json.at("Sha256").get<std::string>(), sha256OfFile(brain));
    QCOMPARE(json.at("Factor").get<int>(), 2); // what the step says of its output
    QCOMPARE(json.at("Notice").get<std::string>(), std::string("Research use only, not for diagnosis"));
    QCOMPARE(errorsOf(project), QByteArray());
    std::ofstream(brain, std::ios::app) << "x";
    QVERIFY(errorsOf(project).contains("is not what the run wrote"));
}

void tst_Runner::a_second_run_gets_another_name()
{
    ProjectFixture f;
    runStep(steps(), f.request(), {});
    QCOMPARE(runStep(steps(), f.request(), {}).outputs.at("mask").filename().string(), std::string("sub-01_desc-brain2_mask.nii.gz"));
    QCOMPARE(errorsOf(Project::open(f.folder)), QByteArray());
}

void tst_Runner::the_first_port_names_the_outputs()
{
    ProjectFixture f;
    RunRequest request = f.request();
    request.inputs["about"] = f.root / "sub-01_desc-confounds_timeseries.tsv"; // before "image" in the alphabet
    std::ofstream(request.inputs["about"]) << "x\n1\n";
    const RunOutcome outcome = runStep(steps(), request, {});
    QCOMPARE(outcome.outputs.at("brain").filename().string(), std::string("sub-01_desc-brain_T1w.nii.gz"));
    QCOMPARE(Project::open(f.folder).run(outcome.run).inputs.size(), std::size_t(2));
}

void tst_Runner::without_a_project_outputs_go_where_they_are_told()
{
    ProjectFixture f;
    RunRequest request = f.request();
    request.project.reset();
    request.outputs = {{"brain", f.root / "b.nii.gz"}, {"table", f.root / "t.tsv"}};
    std::ofstream(f.root / "t.tsv") << "old";
    const RunOutcome outcome = runStep(steps(), request, {});
    QCOMPARE(outcome.run, std::int64_t(0));
    QCOMPARE(readTextFile(f.root / "t.tsv"), std::string("name\tvalue\nfactor\t2\n"));
    QCOMPARE(std::distance(fs::directory_iterator(f.root), {}), 4); // project, raw, two outputs
}

void tst_Runner::outputs_appear_together_or_not_at_all()
{
    ProjectFixture f;
    const fs::path old = f.root / "a.nii";
    std::ofstream(old) << "old";
    std::ofstream(f.root / ".new") << "new";
    const std::vector<PlannedMove> moves{{f.root / ".new", old, true}, {f.root / "absent", f.root / "b.nii", true}};
    QVERIFY(!messageOf([&] { applyMoves(moves); }).empty());
    QCOMPARE(readTextFile(old), std::string("old"));
    QVERIFY(!fs::exists(f.root / "b.nii"));
}

void tst_Runner::wrong_requests_are_usage_errors()
{
    ProjectFixture f;
    const auto kindOf = [&](const std::function<void(RunRequest&)>& change) {
        RunRequest request = f.request();
        request.project.reset();
        request.outputs["brain"] = f.root / "b.nii.gz";
        change(request);
        try {
            runStep(steps(), request, {});
        } catch (const Error& error) {
            return error.kind() == Error::Kind::Usage;
        }
        return false;
    };
    QVERIFY(kindOf([](RunRequest& r) { r.step = "nothing"; }));
    QVERIFY(kindOf([](RunRequest& r) { r.inputs.clear(); }));
    QVERIFY(kindOf([&](RunRequest& r) { r.inputs["other"] = f.image; }));
    QVERIFY(kindOf([](RunRequest& r) { r.outputs.clear(); }));
    QVERIFY(kindOf([&](RunRequest& r) { r.outputs["other"] = f.root / "x.nii"; }));
    QVERIFY(kindOf([&](RunRequest& r) { r.outputs["brain"] = f.root / "x.png"; }));
    QVERIFY(kindOf([&](RunRequest& r) { r.outputs["brain"] = f.image; }));
    QVERIFY(kindOf([&](RunRequest& r) { r.outputs["mask"] = f.root / "raw/../b.nii.gz"; }));
    QVERIFY(kindOf([&](RunRequest& r) { r.outputs["brain"] = f.root / "absent/x.nii"; }));
    QVERIFY(!kindOf([](RunRequest&) {}));
}

void tst_Runner::a_failed_run_keeps_its_reason_and_no_file()
{
    ProjectFixture f;
    RunRequest request = f.request();
    request.params["mode"] = "fail";
    request.outputs["mask"] = f.root / "mask.nii";
    const std::string message = messageOf([&] { runStep(steps(), request, {}); });
    QVERIFY2(message.find("too sad") != std::string::npos, message.c_str());
    const Project project = Project::open(f.folder);
    QCOMPARE(project.runs().at(0).status, RunStatus::Failed);
    QCOMPARE(project.runs().at(0).error, message);
    QVERIFY(!fs::exists(f.root / "mask.nii"));
    QCOMPARE(errorsOf(project), QByteArray());
}

void tst_Runner::file_names_need_not_be_utf8()
{
    ProjectFixture f;
    const fs::path odd = f.root / "raw/caf\xe9.nii";
    writeNifti(odd, *ramp());
    Project::open(f.folder).addVolume(odd, "01");
    RunRequest request = f.request();
    request.inputs["image"] = odd;
    request.subject = "01";
    const RunOutcome outcome = runStep(steps(), request, {});
    QVERIFY(fs::exists(outcome.outputs.at("brain")));
    Project project = Project::open(f.folder);
    QCOMPARE(project.run(outcome.run).inputs.at(0).path, odd);
    QCOMPARE(errorsOf(project), QByteArray());
    QCOMPARE(replayRun(project, outcome.run, steps(), {}).agreement, Agreement::Identical);
    fs::remove(odd); // QTemporaryDir cannot
}

void tst_Runner::a_full_disk_leaves_no_output()
{
    ProjectFixture f;
    const fs::path big = f.root / "raw/sub-01_T2w.nii";
    writeNifti(big, *noise(128)); // 8 MiB also when compressed, far above the database
    RunRequest request = f.request();
    request.inputs["image"] = big;
    request.subject = "01";
    ::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    ::getrlimit(RLIMIT_FSIZE, &before);
    rlimit small = before;
    small.rlim_cur = 20 * 1024;
    request.params["mode"] = "";
    ::setrlimit(RLIMIT_FSIZE, &small);
    const std::string tiny = messageOf([&] { runStep(steps(), request, {}); }); // not even the row can be written
    small.rlim_cur = 1024 * 1024;
    ::setrlimit(RLIMIT_FSIZE, &small);
    const std::string message = messageOf([&] { runStep(steps(), request, {}); });
    ::setrlimit(RLIMIT_FSIZE, &before);
    QVERIFY2(tiny.find("than allowed here") != std::string::npos || tiny.find("full") != std::string::npos, tiny.c_str());
    QVERIFY2(message.find("than allowed here") != std::string::npos, message.c_str());
    QVERIFY(message.find('\n') == std::string::npos && tiny.find('\n') == std::string::npos);
    const Project project = Project::open(f.folder);
    QCOMPARE(project.runs().back().status, RunStatus::Failed);
    QCOMPARE(project.volumes().size(), std::size_t(1));
    QCOMPARE(errorsOf(project), QByteArray());
}

void tst_Runner::results_become_stale_down_the_line()
{
    ProjectFixture f;
    RunRequest request = f.request();
    request.inputs["image"] = runStep(steps(), request, {}).outputs.at("brain");
    runStep(steps(), request, {});
    Project project = Project::open(f.folder);
    const auto stale = [&] {
        const std::vector<VolumeRow> rows = project.volumes();
        return std::count_if(rows.begin(), rows.end(), [](const VolumeRow& row) { return row.stale; });
    };
    QCOMPARE(stale(), 0);
    fs::last_write_time(f.image, fs::file_time_type::clock::now()); // touched only
    QCOMPARE(stale(), 0);
    writeNifti(f.image, *ramp(8, 3));
    QCOMPARE(stale(), 6); // of both runs
    QCOMPARE(errorsOf(project), QByteArray()); // a note, no error
}

void tst_Runner::a_replay_is_identical_until_the_input_changes()
{
    ProjectFixture f;
    const RunOutcome outcome = runStep(steps(), f.request(), {});
    Project project = Project::open(f.folder);
    const ReplayResult result = replayRun(project, outcome.run, steps(), {});
    QCOMPARE(result.outputs.size(), std::size_t(3));
    QCOMPARE(result.agreement, Agreement::Identical);
    QCOMPARE(project.events().back().kind, std::string("replayed"));
    QCOMPARE(project.runs().size(), std::size_t(1));
    writeNifti(f.image, *ramp(8, 3));
    const std::string message = messageOf([&] { replayRun(project, outcome.run, steps(), {}); });
    QVERIFY2(message.find("changed since") != std::string::npos, message.c_str());
}

void tst_Runner::differences_are_measured()
{
    const VolumePtr a = ramp();
    QCOMPARE(compareVolumes(*a, *a, false, {}).agreement, Agreement::Identical);
    const ReplayedOutput near = compareVolumes(*a, *scaled(*a, 1.00001f), false, {});
    QCOMPARE(near.agreement, Agreement::WithinTolerance);
    QVERIFY(near.maxDifference > 0.0009 && near.maxDifference < 0.00101); // 96 times 1e-5, in float
    QCOMPARE(compareVolumes(*a, *scaled(*a, 2), false, {}).maxDifference, 96.0);
    const ReplayedOutput masks = compareVolumes(*above(*a, 40), *above(*a, 60), true, {});
    QCOMPARE(masks.agreement, Agreement::Different);
    QVERIFY(masks.dice > 0.7 && masks.dice < 0.8); // 36 of 97 against 56 of 97 values: 72 / 92 = 0.78
    QCOMPARE(compareVolumes(*a, *ramp(9), false, {}).reason, std::string("the grids differ"));
}

void tst_Runner::command_lines_are_quoted_for_the_shell()
{
    RunRequest request;
    request.step = "smooth";
    request.inputs["image"] = "/a b/it's.nii";
    request.params = {{"fwhm", 4.5}, {"name", ""}};
    request.seed = 3;
    QCOMPARE(commandLine(request), std::string("insula-cli run smooth --in 'image=/a b/it'\\''s.nii' --fwhm 4.5 --name '' --seed 3"));
}

QTEST_GUILESS_MAIN(tst_Runner)
#include "tst_Runner.moc"
