#include "processing/core/CancelWatch.h"

#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/core/Project.h"

#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <poll.h>
#include <string_view>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace insula {
namespace {

constexpr int GraceMs = 100;
constexpr int DatabaseMs = 30;
constexpr int CancelledStatus = 130;

struct WatchedRun {
    std::mutex mutex;
    std::filesystem::path project;
    std::int64_t run = 0;
    std::function<void()> writeRecord;
};

WatchedRun& watchedRun()
{
    static WatchedRun watched;
    return watched;
}

bool isReadable(int descriptor, int timeoutMs)
{
    pollfd item{descriptor, POLLIN, 0};
    return ::poll(&item, 1, timeoutMs) > 0;
}

// The step did not stop by itself. When the record cannot be written in time, the project shows the run as crashed.
[[noreturn]] void endProcess() noexcept
{
    const std::unique_lock publish(publishing(), std::chrono::milliseconds(DatabaseMs));
    if (publish) {
        WatchedRun& watched = watchedRun();
        const std::lock_guard lock(watched.mutex);
        try {
            if (watched.run != 0) {
                Project::open(watched.project, DatabaseMs).abandonRun(watched.run, RunStatus::Cancelled, "cancelled");
            }
            if (watched.writeRecord) {
                watched.writeRecord();
            }
        } catch (const std::exception&) { // the border of this thread: nobody is left to tell
        }
        removeRegisteredTemporaries();
    }
    const std::string_view message = ::isatty(STDERR_FILENO) == 1 ? "\r\x1b[Kinsula-cli: cancelled\n" : "insula-cli: cancelled\n";
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, message.data(), message.size());
    ::_exit(CancelledStatus);
}

} // namespace

struct CancelWatch::State {
    std::atomic<bool> cancelled = false;
    sigset_t signals{}, before{};
    int signalDescriptor = -1, stop = -1;
    Patience patience = Patience::Short;
    std::thread thread;

    void watch()
    {
        pollfd items[2] = {{signalDescriptor, POLLIN, 0}, {stop, POLLIN, 0}};
        while (::poll(items, 2, -1) < 0 && errno == EINTR) { }
        if ((items[0].revents & POLLIN) == 0) {
            return;
        }
        cancelled = true;
        if (!isReadable(stop, patience == Patience::Long ? -1 : GraceMs)) {
            endProcess();
        }
    }
};

CancelWatch::CancelWatch(Parent parent, Patience patience) : m(std::make_unique<State>())
{
    m->patience = patience;
    sigemptyset(&m->signals);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        struct sigaction before { };
        const bool isIgnored = ::sigaction(signal, nullptr, &before) == 0 && before.sa_handler == SIG_IGN;
        if (signal != SIGHUP || !isIgnored) { // under nohup a run outlives its terminal
            sigaddset(&m->signals, signal);
        }
    }
    ::pthread_sigmask(SIG_BLOCK, &m->signals, &m->before);
    m->signalDescriptor = ::signalfd(-1, &m->signals, SFD_CLOEXEC | SFD_NONBLOCK);
    m->stop = ::eventfd(0, EFD_CLOEXEC);
    if (m->signalDescriptor < 0 || m->stop < 0) {
        throw Error("cannot watch for signals: " + std::generic_category().message(errno));
    }
    if (parent == Parent::EndWithIt) {
        ::prctl(PR_SET_PDEATHSIG, SIGTERM);
        if (::getppid() == 1) { // it died before the call above
            ::raise(SIGTERM);
        }
    }
    m->thread = std::thread([state = m.get()] { state->watch(); });
}

CancelWatch::~CancelWatch()
{
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(m->stop, &one, sizeof one);
    m->thread.join();
    signalfd_siginfo info{};
    while (::read(m->signalDescriptor, &info, sizeof info) > 0) { // else the signal would end the process once it is unblocked
    }
    ::close(m->signalDescriptor);
    ::close(m->stop);
    ::pthread_sigmask(SIG_SETMASK, &m->before, nullptr);
}

bool CancelWatch::isCancelled() const noexcept
{
    return m->cancelled;
}

void setWatchedRun(const std::filesystem::path& project, std::int64_t run)
{
    WatchedRun& watched = watchedRun();
    const std::lock_guard lock(watched.mutex);
    watched.project = project;
    watched.run = run;
}

void setWatchedRecord(std::function<void()> write)
{
    WatchedRun& watched = watchedRun();
    const std::lock_guard lock(watched.mutex);
    watched.writeRecord = std::move(write);
}

std::int64_t watchedRunNumber()
{
    WatchedRun& watched = watchedRun();
    const std::lock_guard lock(watched.mutex);
    return watched.run;
}

std::timed_mutex& publishing()
{
    static std::timed_mutex mutex;
    return mutex;
}

} // namespace insula
