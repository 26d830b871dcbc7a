#include "processing/core/Error.h"
#include "processing/steps/LimitedProcess.h"

#include <QtTest>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <thread>

using namespace insula;

namespace {

std::string failure(const std::function<std::string()>& work, const ProcessLimits& limits)
{
    try {
        runLimited(work, limits, "'a.mha'", {});
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

class CancelledLater : public ProgressSink {
public:
    explicit CancelledLater(int ms) { m_timer.start(), m_after = ms; }
    void progressed(double, std::string_view) override { }
    bool isCancelled() const override { return m_timer.elapsed() > m_after; }
    qint64 elapsed() const { return m_timer.elapsed(); }

private:
    QElapsedTimer m_timer;
    int m_after = 0;
};

constexpr ProcessLimits Enough{512u << 20, 10};

} // namespace

class TestLimitedProcess : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatWorkSaysComesBack()
    {
        QCOMPARE(runLimited([] { return std::string("hello"); }, Enough, "x", {}), std::string("hello"));
        const std::string longer(500000, 'a');
        QCOMPARE(runLimited([&] { return longer; }, Enough, "x", {}), longer);
    }

    void errorsOfTheWorkComeBackAsErrors()
    {
        QCOMPARE(failure([]() -> std::string { throw Error("bad header"); }, Enough), std::string("bad header"));
    }

    void aCrashBecomesOneLineAndThisProcessLives()
    {
        const std::string message = failure(
            []() -> std::string {
                std::raise(SIGSEGV);
                return {};
            },
            Enough);
        QCOMPARE(message, std::string("the reader stopped with signal 11 on 'a.mha': the file is damaged or hostile; nothing was written"));
    }

    void memoryIsLimited()
    {
        const std::string message
            = failure([]() -> std::string { return std::string(std::vector<char>(std::size_t{1} << 30, 'x').size() > 0 ? "got it" : ""); },
                {64u << 20, 10});
        QVERIFY2(message.find("needs more than 64 MiB of memory") != std::string::npos, message.c_str());
    }

    void processorTimeIsLimited()
    {
        const auto spin = []() -> std::string {
            std::atomic<unsigned> n{0};
            for (;;)
                ++n;
        };
        QElapsedTimer timer;
        timer.start();
        QVERIFY(failure(spin, {64u << 20, 1}).find("more than 1 s") != std::string::npos);
        QVERIFY(timer.elapsed() < 4000);
    }

    void waitingIsLimited()
    {
        const auto wait = []() -> std::string {
            for (;;)
                pause();
        };
        QVERIFY(failure(wait, {64u << 20, 0.2}).find("was stopped") != std::string::npos);
    }

    void cancellingKillsTheChildAtOnce()
    {
        const auto wait = []() -> std::string {
            for (;;)
                pause();
        };
        CancelledLater sink(100);
        QVERIFY_EXCEPTION_THROWN(runLimited(wait, Enough, "x", Progress(sink)), Cancelled);
        QVERIFY2(sink.elapsed() < 300, qPrintable(QString::number(sink.elapsed())));
    }

    void theChildIsSilentLeavesNoCoreAndHasNoOpenFiles()
    {
        const std::string answer = runLimited(
            [] {
                std::puts("this must not be seen");
                rlimit core{};
                getrlimit(RLIMIT_CORE, &core);
                int open = 0;
                for (int fd = 4; fd < 64; ++fd)
                    open += fcntl(fd, F_GETFD) != -1;
                return std::to_string(core.rlim_cur) + " " + std::to_string(open);
            },
            Enough, "x", {});
        QCOMPARE(answer, std::string("0 0"));
    }

    void worksWhileOtherThreadsAllocate()
    {
        std::atomic<bool> stop{false};
        std::thread busy([&] {
            for (std::size_t n = 1; !stop; n = n * 7 % 99991)
                std::vector<char> block(n, 'a');
        });
        for (int n = 0; n < 50; ++n)
            QCOMPARE(
                runLimited([] { return std::to_string(std::vector<char>(50000, 'a').size()); }, Enough, "x", {}), std::string("50000"));
        stop = true;
        busy.join();
    }
};

QTEST_GUILESS_MAIN(TestLimitedProcess)
#include "tst_LimitedProcess.moc"
