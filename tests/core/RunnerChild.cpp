// The process that the tests kill, cancel, and start twice: RunnerChild PROJECT IMAGE PARAMS [TIMES]. Exit status as insula-cli's.
#include "processing/core/CancelWatch.h"
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

} // namespace

int main(int argc, char** argv)
{
    if (argc < 4) {
        return 2;
    }
    try {
        const insula::CancelWatch watch;
        WatchSink sink(watch);
        const insula::StepRegistry steps = insula::test::steps();
        insula::RunRequest request;
        request.step = "double";
        request.project = argv[1];
        request.inputs["image"] = argv[2];
        request.params = nlohmann::json::parse(argv[3]);
        request.subject = "01";
        for (int i = argc > 4 ? std::atoi(argv[4]) : 1; i > 0; --i) {
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
