// Waiting that ends early when a child process ends or somebody asks this process to stop.
//
// Make it first in main(), before any other thread: it blocks the signals for all of them. Child processes that startChild() starts are
// not affected. Thread: one.
#pragma once

#include <chrono>
#include <csignal>

namespace insula {

class SignalWait {
public:
    enum class Parent { Ignore, EndWithIt }; // EndWithIt: as if asked to stop when the parent process dies
    explicit SignalWait(Parent parent = Parent::Ignore);
    ~SignalWait();
    SignalWait(const SignalWait&) = delete;
    SignalWait& operator=(const SignalWait&) = delete;

    void wait(std::chrono::milliseconds most);
    bool isStopped(); // SIGINT, SIGTERM, or SIGHUP (not under nohup) came

private:
    void take(const timespec& most);

    sigset_t m_signals{}, m_before{};
    bool m_isStopped = false;
};

} // namespace insula
