#include "processing/steps/LimitedProcess.h"

#include "processing/core/Error.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <new>
#include <string_view>

namespace insula {
namespace {

constexpr std::size_t LargestAnswer = 1u << 20;
constexpr char Done = 'D', Failed = 'F', NoMemory = 'M';

// Sanitizers reserve terabytes of address space; a limit on it would end the child at once.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool AddressSpaceCanBeLimited = false;
#else
constexpr bool AddressSpaceCanBeLimited = true;
#endif

std::uint64_t addressSpaceInUse()
{
    std::uint64_t pages = 0;
    std::ifstream("/proc/self/statm") >> pages;
    return pages * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

void limit(decltype(RLIMIT_AS) resource, std::uint64_t soft, std::uint64_t hard)
{
    rlimit old{};
    getrlimit(resource, &old);
    const rlimit wanted{std::min<rlim_t>(soft, old.rlim_max), std::min<rlim_t>(hard, old.rlim_max)};
    if (setrlimit(resource, &wanted) != 0)
        _exit(EXIT_FAILURE);
}

void confine(const ProcessLimits& limits, std::uint64_t inUse, pid_t parent, int answer)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(EXIT_FAILURE);
    for (int number = 1; number < NSIG; ++number)
        signal(number, SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    const int nowhere = open("/dev/null", O_RDWR);
    for (int stream = 0; stream < 3; ++stream)
        dup2(nowhere, stream);
    dup2(answer, 3);
    close_range(4, ~0u, 0);
    limit(RLIMIT_CORE, 0, 0);
    const auto seconds = static_cast<std::uint64_t>(std::ceil(limits.seconds));
    limit(RLIMIT_CPU, seconds, seconds + 1);
    limit(RLIMIT_FSIZE, limits.memoryBytes, limits.memoryBytes);
    if (AddressSpaceCanBeLimited)
        limit(RLIMIT_AS, inUse + limits.memoryBytes, inUse + limits.memoryBytes);
}

void send(std::string_view text)
{
    while (!text.empty()) {
        const ssize_t n = write(3, text.data(), text.size());
        if (n < 0 && errno != EINTR)
            _exit(EXIT_FAILURE);
        text.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(n, 0)));
    }
}

// The border of a process: nothing may be thrown across it.
[[noreturn]] void answerWith(const std::function<std::string()>& work)
{
    try {
        send(Done + work());
    } catch (const std::bad_alloc&) {
        send(std::string(1, NoMemory));
    } catch (const std::exception& error) {
        send(Failed + std::string(error.what()));
    }
    _exit(EXIT_SUCCESS);
}

// A child that does not outlive this object.
class Child {
public:
    Child(const std::function<std::string()>& work, const ProcessLimits& limits)
    {
        int ends[2];
        if (pipe2(ends, O_CLOEXEC) != 0)
            throw Error("cannot start the reader: too many open files");
        const std::uint64_t inUse = addressSpaceInUse(); // before the fork: reading it takes memory
        const pid_t parent = getpid();
        m_id = fork();
        if (m_id == 0) {
            confine(limits, inUse, parent, ends[1]);
            answerWith(work);
        }
        close(ends[1]);
        m_answer = ends[0];
        if (m_id < 0) {
            close(m_answer);
            throw Error("cannot start the reader: the machine is out of processes or memory");
        }
    }
    ~Child()
    {
        close(m_answer);
        if (m_running) {
            kill(m_id, SIGKILL);
            wait();
        }
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    int answer() const { return m_answer; }
    int wait()
    {
        int status = 0;
        while (waitpid(m_id, &status, 0) < 0 && errno == EINTR) { }
        m_running = false;
        return status;
    }

private:
    pid_t m_id = -1;
    int m_answer = -1;
    bool m_running = true;
};

Error tooSlow(const std::string& subject, double seconds)
{
    return Error(fmt::format(
        "the reader needed more than {:.0f} s on {} and was stopped: raise --max-seconds if the file is sound; nothing was written",
        seconds, subject));
}

// Everything that the child says until it closes its end.
std::string listen(const Child& child, const ProcessLimits& limits, const std::string& subject, const Progress& progress)
{
    using Clock = std::chrono::steady_clock;
    const auto start = Clock::now();
    std::string text;
    char buffer[4096];
    for (;;) {
        const double waited = std::chrono::duration<double>(Clock::now() - start).count();
        if (waited > limits.seconds + 2) // processor time is the first to run out, unless the reader waits for something
            throw tooSlow(subject, limits.seconds);
        progress.checkpoint();
        pollfd ready{child.answer(), POLLIN, 0};
        if (poll(&ready, 1, 20) <= 0)
            continue;
        const ssize_t n = read(child.answer(), buffer, sizeof buffer);
        if (n == 0)
            return text;
        if (n > 0)
            text.append(buffer, static_cast<std::size_t>(n));
        if (text.size() > LargestAnswer)
            throw Error("the reader gave no sensible answer on " + subject + ": the file is damaged or hostile; nothing was written");
    }
}

} // namespace

std::string runLimited(
    const std::function<std::string()>& work, const ProcessLimits& limits, const std::string& subject, const Progress& progress)
{
    Child child(work, limits);
    const std::string answer = listen(child, limits, subject, progress);
    const int status = child.wait();
    if (WIFSIGNALED(status)) {
        const int number = WTERMSIG(status);
        if (number == SIGXCPU)
            throw tooSlow(subject, limits.seconds);
        throw ReaderCrashed(
            fmt::format("the reader stopped with signal {} on {}: the file is damaged or hostile; nothing was written", number, subject));
    }
    if (answer.empty())
        throw Error("the reader gave no answer on " + subject + "; nothing was written");
    if (answer.front() == NoMemory)
        throw Error(fmt::format(
            "the reader needs more than {} MiB of memory on {}: raise --max-memory-mb if the file is sound; nothing was written",
            limits.memoryBytes >> 20, subject));
    if (answer.front() == Failed)
        throw Error(answer.substr(1));
    return answer.substr(1);
}

} // namespace insula
