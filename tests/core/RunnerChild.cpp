// The process that the tests kill, cancel, and start twice. Exit status as insula-cli's.
//   RunnerChild PROJECT IMAGE PARAMS [TIMES]
//   RunnerChild record FOLDER IMAGE PARAMS     a run without a project, into FOLDER with FOLDER/record.json
//   RunnerChild commit PROJECT FOLDER KEY      takes that into a project
#include "processing/core/CancelWatch.h"
#include "processing/core/RecordCommit.h"
#include "processing/core/Runner.h"
#include "tests/core/TestSteps.h"

#include <cstdio>
#include <cstdlib>

namespace {

class WatchSink : public insula::ProgressSink {
public:
    explicit WatchSink(const insula::CancelWatch& watch) : m_watch(watch) { }
    void progressed(double, std::string_view message) override
    {
        if (message == "doubling") {
            std::puts("doubling"); // the parent waits for this line
            std::fflush(stdout);
        }
    }
    bool isCancelled() const override { return m_watch.isCancelled(); }

private:
    const insula::CancelWatch& m_watch;
};

void commit(const std::filesystem::path& folder, const std::filesystem::path& staged, const char* key)
{
    insula::Project project = insula::Project::open(folder);
    insula::commitRecord(project, insula::readRunRecord(staged / "record.json"), {key, "01", "", {}});
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 4) {
        return 2;
    }
    const std::string what = argv[1];
    try {
        if (what == "commit") {
            commit(argv[2], argv[3], argv[4]);
            return 0;
        }
        const insula::CancelWatch watch;
        WatchSink sink(watch);
        const insula::StepRegistry steps = insula::test::steps();
        insula::RunRequest request;
        request.step = "double";
        const bool isRecorded = what == "record";
        if (isRecorded) {
            request.outputFolder = argv[2];
            request.record = std::filesystem::path(argv[2]) / "record.json";
        } else {
            request.project = argv[1];
        }
        request.inputs["image"] = argv[isRecorded ? 3 : 2];
        request.params = nlohmann::json::parse(argv[isRecorded ? 4 : 3]);
        request.subject = "01";
        for (int i = !isRecorded && argc > 4 ? std::atoi(argv[4]) : 1; i > 0; --i) {
            insula::runStep(steps, request, insula::Progress(sink));
        }
        return 0;
    } catch (const insula::Cancelled&) {
        return 130;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
