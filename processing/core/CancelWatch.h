// Stops a process on SIGINT, SIGTERM or SIGHUP (not under nohup) within 0.3 s, also when its step sits deep in a library call.
//
// Make it first in main(), before any other thread: it blocks the signals for all threads and waits for them in its own. On a signal
// isCancelled() turns true; 0.1 s later, unless the watch was destroyed, it removes registered temporaries, records the run as
// cancelled and ends the process with status 130.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>

namespace insula {

class CancelWatch {
public:
    enum class Parent { Ignore, EndWithIt }; // EndWithIt: SIGTERM when the parent process dies
    enum class Patience { Short, Long }; // Long: whoever made it ends the process itself, once its child processes have ended
    explicit CancelWatch(Parent parent = Parent::Ignore, Patience patience = Patience::Short);
    ~CancelWatch();
    CancelWatch(const CancelWatch&) = delete;
    CancelWatch& operator=(const CancelWatch&) = delete;
    bool isCancelled() const noexcept;

private:
    struct State;
    std::unique_ptr<State> m;
};

// The run that the watch marks as cancelled when it ends the process; run 0: none. Called by runStep(). Thread-safe.
void setWatchedRun(const std::filesystem::path& project, std::int64_t run);
// What the watch does instead when there is no project: writes the record of the cancelled run. Empty: nothing. Thread-safe; once it
// returns, the function given before is neither running nor called again.
void setWatchedRecord(std::function<void()> write);
std::int64_t watchedRunNumber(); // 0: none. Thread-safe.

// Held while outputs move to their places and their row is completed, so that the watch does not end the process half-way.
std::timed_mutex& publishing();

} // namespace insula
