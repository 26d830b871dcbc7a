#include "processing/core/SignalWait.h"

#include <sys/prctl.h>
#include <unistd.h>

namespace insula {

SignalWait::SignalWait(Parent parent)
{
    sigemptyset(&m_signals);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGCHLD}) {
        struct sigaction before { };
        const bool isIgnored = ::sigaction(signal, nullptr, &before) == 0 && before.sa_handler == SIG_IGN;
        if (signal != SIGHUP || !isIgnored) { // under nohup a batch outlives its terminal
            sigaddset(&m_signals, signal);
        }
    }
    ::pthread_sigmask(SIG_BLOCK, &m_signals, &m_before);
    if (parent == Parent::EndWithIt) {
        ::prctl(PR_SET_PDEATHSIG, SIGTERM);
        m_isStopped = ::getppid() == 1; // it died before the call above
    }
}

SignalWait::~SignalWait()
{
    take({0, 0}); // else a signal that was handled here would end the process once it is unblocked
    ::pthread_sigmask(SIG_SETMASK, &m_before, nullptr);
}

void SignalWait::take(const timespec& most)
{
    timespec left = most;
    for (int signal = ::sigtimedwait(&m_signals, nullptr, &left); signal > 0; signal = ::sigtimedwait(&m_signals, nullptr, &left)) {
        m_isStopped = m_isStopped || signal != SIGCHLD;
        left = {0, 0}; // the rest of what has come already
    }
}

void SignalWait::wait(std::chrono::milliseconds most)
{
    take({most.count() / 1000, (most.count() % 1000) * 1'000'000});
}

bool SignalWait::isStopped()
{
    take({0, 0});
    return m_isStopped;
}

} // namespace insula
