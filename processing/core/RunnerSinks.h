// What runs beside the step of a run: the log of its progress, and the hashing of its inputs. Private to the runner.
#pragma once

#include "processing/core/ProjectState.h"

#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <future>
#include <mutex>

namespace insula {

using SteadyClock = std::chrono::steady_clock;

inline constexpr std::size_t MaxLogBytes = 256 * 1024;

inline double secondsSince(SteadyClock::time_point start)
{
    return std::chrono::duration<double>(SteadyClock::now() - start).count();
}

// Hands progress on and keeps its messages for the record.
class LoggingSink : public ProgressSink {
public:
    explicit LoggingSink(const Progress& target) : m_target(target) { }
    void progressed(double fraction, std::string_view message) override
    {
        {
            const std::lock_guard lock(m_mutex);
            if (!message.empty() && message != m_last && m_log.size() < MaxLogBytes) {
                m_last = message;
                m_log += fmt::format("{:.2f} s  {}\n", secondsSince(m_start), message);
            }
        }
        m_target.report(fraction, message);
    }
    bool isCancelled() const override { return m_target.isCancelled(); }
    std::string log() const
    {
        const std::lock_guard lock(m_mutex);
        return m_log;
    }

private:
    const Progress& m_target;
    SteadyClock::time_point m_start = SteadyClock::now();
    mutable std::mutex m_mutex;
    std::string m_last, m_log;
};

// Hashes the inputs beside the step; stops early when the run fails.
class InputHashes {
public:
    explicit InputHashes(const std::vector<RunFile>& inputs) :
        m_result(std::async(std::launch::async, [this, files = inputs] {
            std::vector<std::string> hashes;
            for (const RunFile& file : files) {
                hashes.push_back(sha256OfInput(file.path, Progress(m_sink)));
            }
            return hashes;
        }))
    {
    }
    ~InputHashes() { m_sink.stop = true; } // the future waits for its thread
    InputHashes(const InputHashes&) = delete;
    InputHashes& operator=(const InputHashes&) = delete;
    std::vector<std::string> get() { return m_result.get(); }

private:
    struct Sink : ProgressSink {
        void progressed(double, std::string_view) override { }
        bool isCancelled() const override { return stop; }
        std::atomic<bool> stop = false;
    };
    Sink m_sink;
    std::future<std::vector<std::string>> m_result;
};

} // namespace insula
